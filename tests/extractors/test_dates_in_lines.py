"""Is a paper dated where no label of its type says so, and never by what is another's date?"""

from __future__ import annotations

from datetime import date

import pytest

from casework.document import DocumentType, Role
from extractors.dated import dated_of
from extractors.reading import Block, Reading
from extractors.titles import layout_of
from tests.extractors.test_dates_and_people import line, table

REPORT = DocumentType(id="r", name="R", date_labels=("Date signed",), not_date_labels=("Date of hearing",))
MINUTES = DocumentType(id="m", name="M", date_labels=("Date of meeting",), not_date_labels=("Date of next meeting",))
ORDER = DocumentType(id="o", name="O", date_labels=("Date of this Order",))
REQUEST = DocumentType(id="q", name="Q", role=Role.FORM, date_labels=("Team Manager signature", "Date"))
DAY = date(2026, 3, 3)


def dated(kind: DocumentType, *blocks: Block) -> date | None:
    reading = Reading(blocks)
    found = dated_of(reading, kind, layout_of(reading), "f")
    return found.day if found else None


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        (REPORT, line("Author: Ann Bell. Dated 3 March 2026")),
        (REPORT, line("Draft of 03/03/2026 – A. Bell")),
        (REPORT, line("DRAFT v0.2, 03.03.2026, for comment by Legal")),
        (REPORT, line("Written 3 March 2026 by Ann Bell from the court file")),
        (REPORT, line("Signed A Bell 02/03/2026 TM C Dunn 3/3/26")),
        (REPORT, line("Agreed. C Dunn, Team Manager, 3 March 2026")),
        (REPORT, line("Ref: AB/01          3 March 2026")),
        (REPORT, line("3 March 2026\tBy hand and by post")),
        (REPORT, line("Date signed: 3 March 2026, filed 9 March 2026")),
        (REPORT, table(("Report completed", "3 March 2026, Ann Bell"))),
        (REPORT, table(("Date updated", "3 March 2026", "Worker", "Ann Bell"), ("Eye", "Blue", "Hair", "Brown"))),
        (MINUTES, line("Held: 3 March 2026 14:00, online")),
        (MINUTES, line("Where: the village hall When: Tuesday 3 March 2026, 10.30 – 2.15")),
        (MINUTES, line("Tuesday 3 March 2026, 2.20 pm")),
        (MINUTES, line("Review no. 15 – Tuesday 3 March 2026, 4.15 pm at home")),
        (MINUTES, line("Chair: Ann Bell Date of meeting: 3 March 2026 (no. 14)")),
        (ORDER, line("Before District Judge Bell in private on 3 March 2026 at the hearing")),
        (REQUEST, table(("Team Manager signature", "C Dunn", "03/03/2026"), ("Date", "9/3/2026", ""))),
        (REPORT, line("Dr Ottoline Vasquez-Brandt, toxicologist, 3 March 2026. Checked: K. Bell")),
        (REPORT, line("Tarquin Bello, social worker, 3 March 2026 Seen: R. Dunn 4/3/26")),
        (REPORT, line("TB, CiC Team 2, 3 March 2026. Written from the bundle.")),
        (REPORT, line("To: Ezekiel Hambly, Borough Council 3 March 2026")),
        (REPORT, line("FAO Bronagh Tisdale\t3 March 2026")),
        (REPORT, line("Placement offer Ref QH/T/118 3 March 2026")),
        (REPORT, line("The Creamery, Bampton\t3 March 2026 Valid until 30/06/2026")),
        (REPORT, line("made on Tuesday 3 March 2026 at the village hall")),
    ],
)  # fmt: skip
def test_the_date_is_found_where_people_put_it(kind: DocumentType, block: Block) -> None:
    assert dated(kind, block) == DAY


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        (REPORT, line("The next review date: 3 March 2026")),
        (REPORT, line("Hearing Date: 3 March 2026")),
        (REPORT, line("Template Completed 3 March 2026")),
        (REPORT, line("DRAFT for Legal Planning Panel – 3 March 2026")),
        (REPORT, line("Printed by A Bell, Team Manager, 3 March 2026")),
        (REPORT, line("Before District Judge Bell in private on 3 March 2026 at the hearing")),
        (REPORT, line("She was completed with joy on 3 March 2026 and then she said that she would come again.")),
        (MINUTES, line("Next meeting Tuesday 3 March 2026, 2.20 pm")),
        (MINUTES, line("Signed A Bell 3 March 2026")),
        (REQUEST, table(("Report completed", "3 March 2026"))),
    ],
)  # fmt: skip
def test_a_date_of_something_else_dates_no_paper(kind: DocumentType, block: Block) -> None:
    assert dated(kind, block) is None


def test_a_types_own_label_goes_before_the_usual_ones() -> None:
    assert dated(REPORT, line("Date completed: 9 March 2026"), line("Date signed: 3 March 2026")) == DAY


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        (MINUTES, (line("Held: Tuesday 3rd March at the hall"), line("Next meeting 5 May 2026"))),
        (MINUTES, (line("Met on 3 March, at school"), line("The letter came on 20 February 2026."))),
        (REPORT, (table(("Report finished", "3 March, shared 4 March"), ("Conference", "9 March 2026")),)),
    ],
)
def test_a_year_left_out_is_that_of_the_papers_other_days_and_is_said_to_be_inferred(
    kind: DocumentType, blocks: tuple[Block, ...]
) -> None:
    reading = Reading(blocks)
    found = dated_of(reading, kind, layout_of(reading), "f")
    assert found is not None
    assert found.day == DAY
    assert "March 2026" not in found.evidence.words
    assert found.evidence.words.endswith("(the year, 2026, is inferred)")


def test_a_year_left_out_stays_unknown_where_two_years_fit() -> None:
    assert dated(MINUTES, line("Held: 3 March at the hall"), line("The order was made on 20 September 2025.")) is None
    assert dated(MINUTES, line("Held: Tuesday 3 March at the hall"), line("Nobody knows the year.")) is None


CAME = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("blocks", "day"),
    [
        ((line("Tues 3 March, 2pm, at the nursery"),), DAY),
        ((line("3rd of March, at Gran's"),), DAY),
        ((line("Tues 3 March, 2pm"), line("Ann was born on 4 May 2019.")), DAY),
        ((line("Tuesday 4 March, 2pm"),), date(2025, 3, 4)),
        ((line("18 December, at school"),), date(2025, 12, 18)),
        ((table(("Held", "Tuesday 3rd March, 2pm"), ("Chair", "Kay Bell")),), DAY),
        ((line("held at Broad Green Hall, Tuesday 3rd March, 10.30 till 2"),), DAY),
        ((line("Conference held at the Mill on Tuesday 3rd March, 10.30 to 2.15 (with lunch). Chair: K Bell"),), DAY),
        ((line("Ann, 15. Held at home on Tuesday 3rd March. Last review 10 June 2025. 11th review."),), DAY),
        (
            (*[line(f"{each} came") for each in ("Ann", "Ben", "Cy", "Di", "Ed")], line("Held on Tuesday 3rd March")),
            DAY,
        ),
        ((line("Tues 3 March, 2pm"), line("Next review 3 June 2026")), DAY),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day_before_the_paper_came(blocks: tuple[Block, ...], day: date) -> None:
    reading = Reading((line("Notes of our meeting about Ann"), *blocks))
    found = dated_of(reading, MINUTES, layout_of(reading), "f", CAME)
    assert found is not None
    assert found.day == day
    assert found.evidence.words.endswith(f"(the year, {day.year}, is inferred)")


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        (REPORT, (line("Report for the review"), line("Kay Bell, SW. Written 3/3. Ann read it today"))),
        (REPORT, (line("Report"), *[line(f"{each} came") for each in "ABCDEFG"], line("T. Kowal, IRO, 3 March"))),
        (MINUTES, (line("What we did"), line("We all met on Tuesday (3 March) at school."))),
        (MINUTES, (line("What we did"), line("Met at the Rowes' 3/3. Pam, Steve, Joe"))),
        (REPORT, (line("Bo's review is on Wed 11 March. This is from me (Grant, SW) for Hilary. Written 3/3"),)),
        (
            REPORT,
            (line("Review on 14 March 2026"), line("Bo has read it. He came in March 2022."), line("Sent 3 March")),
        ),
    ],
)
def test_a_day_without_a_year_counts_where_its_words_say_that_it_is_the_papers(
    kind: DocumentType, blocks: tuple[Block, ...]
) -> None:
    reading = Reading(blocks)
    found = dated_of(reading, kind, layout_of(reading), "f", CAME)
    assert found is not None
    assert found.day == DAY
    assert "2026" not in found.evidence.words.removesuffix("(the year, 2026, is inferred)")


@pytest.mark.parametrize(
    "text",
    ["We meet again 3 March", "Backups: the Gilberts, 2-3 March, then nobody", "Seen on 4 of 12 and 3/3 visits"],
)
def test_a_day_without_a_year_at_the_end_that_is_of_something_else_counts_for_nothing(text: str) -> None:
    reading = Reading((*[line(f"{each} came") for each in "ABCDEFGH"], line(text)))
    assert dated_of(reading, REPORT, layout_of(reading), "f", CAME) is None


def test_a_day_in_brackets_with_other_words_is_not_that_of_the_title() -> None:
    assert (
        dated(REPORT, line("Filed by Ford Council 3.3.26"), line("Applicant (notice of intention 4/9/25): Ann")) == DAY
    )


def test_notes_at_the_foot_are_dated_by_their_day() -> None:
    talk = [line("There was much to say about him and his days at the farm.") for _ in range(30)]
    assert dated(MINUTES, line("Stability meeting"), *talk, line("03/03/26 notes SL")) == DAY


def test_the_label_of_a_completion_is_known_broken_by_a_narrow_column_or_beside_an_end() -> None:
    assert dated(REPORT, table(("Complete d date", "3 March 2026"), ("Manager decision", "5 March 2026"))) == DAY
    assert dated(REPORT, table(("End / completed", "3 March 2026"), ("Manager approved", "5 March 2026"))) == DAY


def test_a_meeting_is_told_of_before_a_long_list_of_who_was_there() -> None:
    there = ", ".join(f"Ann Bell {each}" for each in "abcdefghijklmnopqrst")
    assert dated(MINUTES, line("The plan"), line(f"We sat down on Tuesday 3 March 2026 in the kitchen: {there}")) == DAY


def test_a_day_after_the_paper_came_is_not_its_own() -> None:
    blocks = (line("Tuesday 3 March 2026, 10am, Civic Hall"), line("Review conference 24 June 2026"))
    reading = Reading(blocks)
    found = dated_of(reading, MINUTES, layout_of(reading), "f", CAME)
    assert found is not None and found.day == DAY


def test_what_was_agreed_or_discussed_years_before_its_last_touch_dates_no_paper() -> None:
    assert dated(REPORT, line("3 March 2026"), line("Overview"), line("Threshold agreed by Kay on 27.02.17")) == DAY
    assert dated(MINUTES, line("Tuesday 3 March 2026, 11.15"), line("Chair"), line("Held: 11 May 2023")) == DAY


def test_a_day_goes_before_a_month_that_is_said_in_the_same_words() -> None:
    assert dated(REPORT, line("Report completed March 2026"), line("Report completed 3 March 2026")) == DAY


def test_a_day_without_a_year_is_nobodys_guess_where_nothing_says_when_the_paper_came() -> None:
    assert dated(MINUTES, line("Notes of our meeting about Ann"), line("Tues 3 March, 2pm")) is None


def test_an_action_of_another_meeting_in_a_table_is_not_given_a_year() -> None:
    reading = Reading((line("Notes"), table(("Date", "Tuesday 3 March 2026"), ("Review", "First 24 Feb done"))))
    found = dated_of(reading, MINUTES, layout_of(reading), "f", CAME)
    assert found is not None and found.day == DAY


def test_rows_of_another_kind_below_those_of_the_children_go_by_their_own_labels() -> None:
    rows = table(
        ("Name", "DOB", "School", "Year"),
        ("Ann Lee", "03/11/2017", "Lane Primary", "3"),
        ("Date signed", "3/3/2026", "Due by", "30/6/2026"),
    )
    assert dated(REPORT, rows) == DAY
