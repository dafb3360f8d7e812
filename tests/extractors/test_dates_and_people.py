"""Is a paper dated by its own date, and are only children taken for children?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.document import DocumentType
from casework.evidence import Place
from extractors.dated import dated_of
from extractors.dates import dates_in
from extractors.identifiers import references_of
from extractors.people import children_of
from extractors.reading import Block, Cell, Heading, Paragraph, Reading, Table
from extractors.titles import layout_of

AT = Place()


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, AT, (Paragraph(text, AT),) if text else (), n) for n, text in enumerate(texts, 1))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(row(*texts) for texts in rows), AT)


def line(text: str) -> Paragraph:
    return Paragraph(text, AT)


# -- dates as written


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026", "3/4/26", "3.4.2026", "03-04-2026", "2026-04-03", "3 April 2026", "3rd April 2026",
        "3rd of Apr 2026",
        "Friday 3rd April, 2026", "April 3, 2026", "3 / 4 / 2026", "3rd day of April 2026", "3 Apr ’26",
    ],
)  # fmt: skip
def test_the_day_comes_first_however_it_is_written(text: str) -> None:
    assert dates_in(f"on {text}, at ten") == (date(2026, 4, 3),)


def test_a_month_alone_is_its_last_day() -> None:
    assert dates_in("February 2024") == (date(2024, 2, 29),)


@pytest.mark.parametrize(
    "text",
    [
        "01/01/0000",
        "31/06/2026",
        "12/13/2026",
        "v1.2.3",
        "☐ March 2026",
        "__ March 2026",
        "SWE11 (02.16)",
        "10.30",
        "12/4",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == ()


@given(st.dates(date(1960, 1, 1), date(2059, 12, 31)))
def test_every_date_comes_back(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%d %B %Y}", day.isoformat()):
        assert dates_in(written) == (day,)


@given(st.text(max_size=200))
def test_no_text_is_too_strange_for_dates(text: str) -> None:
    dates_in(text)


# -- the date that counts

REPORT = DocumentType(
    id="r",
    name="R",
    date_labels=("Date completed", "Date"),
    not_date_labels=("Date of referral", "Date of next meeting"),
)  # fmt: skip
MINUTES = DocumentType(id="m", name="M", date_labels=("Date of meeting",))
CHRONOLOGY = DocumentType(id="c", name="C", date_labels=("Updated",), dated_by_last_row=True)


def dated(kind: DocumentType, *blocks: Block) -> date | None:
    reading = Reading(blocks)
    found = dated_of(reading, kind, layout_of(reading), "f")
    return found.day if found else None


def test_the_label_listed_first_wins() -> None:
    form = table(("Date", "1/2/2026"), ("Date completed", "5/2/2026"), ("Date of referral", "1/1/2026"))
    assert dated(REPORT, form) == date(2026, 2, 5)


def test_births_referrals_and_other_meetings_are_never_the_date() -> None:
    form = table(("Date of birth", "1/2/2015"), ("Date of referral", "1/1/2026"), ("Date of next meeting", "9/9/2026"))
    assert dated(REPORT, form, line("Born 1/2/2015")) is None


def test_a_period_counts_from_its_end() -> None:
    assert dated(REPORT, line("Date completed: 1 March 2026 – 12 April 2026")) == date(2026, 4, 12)


def test_the_dates_of_an_action_table_are_not_the_papers() -> None:
    actions = table(("Action", "By whom", "Date"), ("Ring", "SW", "1/5/2026"), ("Visit", "SW", "2/5/2026"))
    assert dated(REPORT, actions) is None


def test_a_table_of_signatures_counts_from_the_last() -> None:
    signed = table(("Role", "Signature", "Date"), ("SW", "R", "1/3/2026"), ("TM", "M", "4/3/2026"))
    assert dated(REPORT, signed) == date(2026, 3, 4)


def test_a_letter_is_dated_by_its_date_line() -> None:
    letter = (
        line("Ms Tolliver"),
        line("Monday 2 March 2026"),
        line("Dear Ms Tolliver,"),
        line("Meet us on 9 March 2026."),
    )
    assert dated(REPORT, *letter) == date(2026, 3, 2)


def test_a_title_may_carry_the_date() -> None:
    assert dated(MINUTES, Heading("Minutes of the meeting held on 3 March 2026", 0, AT)) == date(2026, 3, 3)


def test_a_date_signed_in_running_words() -> None:
    assert dated(REPORT, line("Date completed the 3rd of March 2026")) == date(2026, 3, 3)


EVENTS = (
    ("Date", "Significant event", "Source"),
    ("1/3/2025", "The police were called", "Police"),
    ("June 2025", "He moved to a new school", "School"),
    ("4/2/2025", "A first referral was made", "Health"),
)


def test_a_chronology_is_dated_by_its_own_date_else_its_newest_entry() -> None:
    assert dated(CHRONOLOGY, table(*EVENTS)) == date(2025, 6, 30)
    assert dated(CHRONOLOGY, line("Updated: 3 August 2025"), table(*EVENTS)) == date(2025, 8, 3)


# -- children


def children(*blocks: Block) -> list[tuple[str, date | None]]:
    return [(child.name, child.date_of_birth) for child in children_of(Reading(blocks), "f")]


ANN = ("Ann Lee", date(2015, 2, 1))
BEN = ("Ben Lee", date(2017, 4, 3))


@pytest.mark.parametrize(
    "blocks",
    [
        [table(("Child’s name", "Ann Lee"), ("Date of birth", "01/02/2015"))],
        [table(("Name of child", "Ann Lee (DOB 01/02/2015)"))],
        [line("Child's name: Ann Lee"), line("D.O.B: 1.2.15")],
        [table(("Name of child", "Ann Lee"), ("DOB / age", "01/02/2015 – 11"))],
        [line("Name of child: Ann Lee"), line("Date of birth and age: 01/02/2015 (11)")],
        [line("Name of child:\tLEE, Ann\tDOB:\t1 February 2015")],
        [Heading("Care Plan of Ann Lee, born 1 February 2015", 1, AT)],
        [line("RE: Ann Lee (DOB: 01/02/2015)")],
        [Heading("Subject children", 2, AT), table(("Name", "DOB", "Gender"), ("Ann Lee", "01/02/2015", "F"))],
        [
            table(
                ("Surname", "Forename", "Eclipse ID", "DOB", "Legal Status"), ("Lee", "Ann", "123", "01/02/2015", "CIN")
            )
        ],
    ],
)
def test_a_child_is_found_with_the_date_of_birth(blocks: list[Block]) -> None:
    found = children(*blocks)
    assert [(name.title(), born) for name, born in found] == [ANN]


@pytest.mark.parametrize(
    "blocks",
    [
        [table(("Children’s name(s)", "Ann Lee, 01/02/2015, Ben Lee, 03/04/2017"))],
        [table(("Children’s name(s)", "Ann Lee (1/2/15) and Ben Lee (3/4/17)"))],
        [table(("Children’s name(s)", "Ann Lee\nBen Lee"), ("Date of birth", "1/2/2015\n3/4/2017"))],
        [
            Heading("Details of all subject children", 1, AT),
            line("Ann Lee, born 1/2/2015"),
            line("Ben Lee, born 3/4/2017"),
        ],
    ],
)
def test_several_children_are_each_found(blocks: list[Block]) -> None:
    assert children(*blocks) == [ANN, BEN]


@pytest.mark.parametrize(
    "blocks",
    [
        [table(("Social worker", "Ruth Okafor"), ("Team manager", "Martin Peverell"))],
        [table(("Mother’s name", "Kay Lee"), ("Date of birth", "01/02/1990"))],
        [
            Heading("Household members", 2, AT),
            table(("Name", "DOB", "Relationship"), ("Kay Lee", "01/02/1990", "Mother")),
        ],
        [Heading("Applicants", 2, AT), table(("Name", "DOB"), ("Sandra Lee", "01/02/1961"))],
        [table(("Child’s name", "See attached"))],
        [table(("Child’s name", ""))],
        [Heading("Viability assessment of Sandra Lee, born 1 May 1961", 0, AT), line("Date: 3 March 2026")],
        [line("Ann Lee went to school with Ben Lee.")],
    ],
)
def test_nobody_else_is_taken_for_a_child(blocks: list[Block]) -> None:
    assert children(*blocks) == []


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Łukasz Żak", ["Łukasz Żak"]),
        ("Şeyma Öztürk", ["Şeyma Öztürk"]),
        ("Łukasz and Zofia Żak", ["Łukasz Żak", "Zofia Żak"]),
        ("Ann (6), Ben & Cal Lee", ["Ann Lee", "Ben Lee", "Cal Lee"]),
        ("LEE, Ann", ["Ann LEE"]),
        ("Ann and Ben", []),
        ("Mother and Ann Lee", ["Ann Lee"]),
    ],
)
def test_children_of_any_alphabet_and_of_one_surname(written: str, named: list[str]) -> None:
    assert [name for name, _ in children(table(("Children’s name(s)", written)))] == named


# -- references


@pytest.mark.parametrize(
    ("block", "references"),
    [
        (table(("PER/GRP number", "PER0041977")), ["PER0041977"]),
        (table(("PER/GRP number", "GRP 21873, PER 41977")), ["GRP 21873", "PER 41977"]),
        (line("LCS ID: 4410927"), ["4410927"]),
        (table(("ICS number", "211046"), ("Date of birth", "01/02/2015")), ["211046"]),
        (line("Case No: ZZ26C50123"), ["ZZ26C50123"]),
        (line("Ring 01632 960118 on 03/04/2026"), []),
    ],
)
def test_references_stand_alone_in_their_evidence(block: Block, references: list[str]) -> None:
    assert [found.words for found in references_of(Reading((block,)), "f")] == references


@pytest.mark.parametrize("answer", ["", "[unclear]", "&", "12/03/2019", "☐", "(aged 8)", "—", ", ;"])
def test_an_answer_that_names_nobody_names_no_child_and_stops_no_reading(answer: str) -> None:
    assert children_of(Reading((table(("Name of child", answer)),)), "form.docx") == ()


@given(st.text(max_size=60))
def test_whatever_stands_beside_a_childs_name_is_read(answer: str) -> None:
    assert isinstance(children_of(Reading((table(("Name of child", answer)),)), "form.docx"), tuple)


@pytest.mark.parametrize(
    "until",
    [
        ("Expiry", "09 JAN 2028"),
        ("Date of expiry", "9/1/2028"),
        ("Valid until", "9.1.2028"),
        ("Expires on", "9 Jan 2028"),
    ],
)
def test_the_day_until_which_a_card_is_good_makes_nobody_grown(until: tuple[str, str]) -> None:
    card = table(("Name", "LEE, Ann"), ("Date of birth", "04 MAY 2009"), ("Date of issue", "09 JAN 2026"), until)
    (only,) = children_of(Reading((line("REGISTRATION CARD"), card)), "card.jpg")
    assert (only.name, only.date_of_birth) == ("Ann LEE", date(2009, 5, 4))


def test_who_was_grown_when_a_card_was_made_is_no_child() -> None:
    card = table(("Name", "LEE, Kay"), ("Date of birth", "04 MAY 1989"), ("Date of issue", "09 JAN 2026"))
    assert children_of(Reading((line("REGISTRATION CARD"), card)), "card.jpg") == ()


def test_the_day_another_child_is_expected_is_nobodys_birth() -> None:
    row = "Senara Penhallow-Iqbal (5). Unborn baby of the same mum, due 2/9/26, has its own number"
    assert children(table(("Child’s name", row))) == [("Senara Penhallow-Iqbal", None)]
    assert children(table(("Child’s name", "Unborn Penhallow, due 2/9/26"))) == [("Unborn Penhallow", date(2026, 9, 2))]


def test_the_children_at_the_applicants_home_are_not_the_papers() -> None:
    title = line("Initial viability: Mrs Agata Fenn")
    assert children(title, table(("Children at home", "Leo Dudek, 6"))) == []
    assert children(title, table(("About", "Leo Dudek, 6"))) == [("Leo Dudek", None)]


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("Ottavia Lund-Perrin. Date of conference: 17 March 2026", None),
        ("Ottavia Lund-Perrin. Completed 18 May 2023", None),
        ("Ottavia Lund-Perrin, date of birth 21/3/2022", date(2022, 3, 21)),
        ("Ottavia Lund-Perrin 21/3/2022", date(2022, 3, 21)),
    ],
)
def test_the_day_of_something_else_behind_a_name_is_no_birth(said: str, born: date | None) -> None:
    assert [child.date_of_birth for child in children_of(Reading((table(("Child", said)),)), "f")] == [born]


@pytest.mark.parametrize("place", ["Haddon Scout Hut", "The Larkfield Music Trust", "Penrose Children's Centre"])
def test_a_place_or_a_body_is_no_child(place: str) -> None:
    assert children(table(("Child", place))) == []


def test_who_sits_at_the_table_below_the_childs_row_is_no_child() -> None:
    rows = (
        ("Child", "Date of birth", "Number"),
        ("Ann Lee", "03/04/2018", "13"),
        ("Name", "Relationship", "Attended"),
        ("Kay Lee", "mother", "yes"),
        ("Quentin Orme", "teacher", "yes"),
    )
    read = Reading((table(*rows), line("Held on 4 May 2026")))
    assert [each.name for each in children_of(read, "a.docx")] == ["Ann Lee"]


def test_a_check_runs_into_no_name() -> None:
    read = Reading((table(("Check", "Date", "Outcome"), ("DBS Perran (16)", "01/2026", "clear")), line("4 May 2026")))
    assert children_of(read, "a.docx") == ()
