"""Names that meet by chance: a stray paper's child, a worker or a carer's own child may bear a name of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.document import Document, Role
from casework.finding import Reason
from tests.validators.bundle import child, message, paper
from tests.validators.test_whose import saying
from validators.children_named import with_children_named
from validators.kin import kin_in
from validators.named_in import How, how_named, person_of
from validators.somebody_else import somebody_else, told_of_unknown
from validators.whose import is_one, requests_children, whose_they_are

KEZIAH = ("Keziah Pengelly-Rowe", date(2016, 5, 7))
FORM = paper("form", children=(child(*KEZIAH, file="form.docx"),))
MUCH = "The visit went well and everybody was glad of it, and there will be another in the spring at the same place."
ENOUGH = (MUCH, MUCH, MUCH)


def reasons(*papers: Document) -> list[Reason]:
    return [finding.reason for finding in whose_they_are(with_children_named([FORM, *papers]))]


def names_of(paper_: Document) -> list[str]:
    return [each.name for each in with_children_named([FORM, paper_])[1].children]


class TestAFirstNameAlone:
    def test_is_not_ours_where_the_paper_gives_it_a_surname_nobody_knows(self) -> None:
        ours = ("# Court history", "Kezia and her mother came.", *ENOUGH)
        assert names_of(saying(*ours, "Kezia was the only child in it.")) == [KEZIAH[0]]
        other = saying(*ours, "Aunt Kezia Marrable was in it with the only child.")
        assert names_of(other) == []
        assert reasons(other) == [Reason.WHOSE_IS_IT]

    def test_is_ours_where_it_stands_with_our_surname_too(self) -> None:
        assert names_of(saying("# Notes on Kezia", "Kezia Rowe was here.", "Kezia Marrable was not.")) == [KEZIAH[0]]

    def test_is_not_ours_where_the_title_names_somebody_else(self) -> None:
        title = "# What we decided for Fintan"
        told = ("Fintan was there.", "Fintan likes it.", "Keziah rang.", "Keziah sent a card.", *ENOUGH)
        assert reasons(saying(title, *told)) == [Reason.WRONG_CHILD]


class TestAFirstNameThatIsAWord:
    @pytest.mark.parametrize(
        "line",
        [
            "We were glad to see Hope and her nan.",
            "Hope’s nan said that Hope is happy.",
            "Hope wants to stay.",
            "Dear Hope,",
            "Dad told Hope on Sunday.",
            "Hope's family meeting",
        ],
    )
    def test_names_somebody_by_its_capital_or_by_what_is_said_of_her(self, line: str) -> None:
        assert how_named(person_of(child("Hope Rowe", file="form.docx")), line) is How.FIRST_NAME

    @pytest.mark.parametrize(
        "line", ["Hope remains.", "Hope for the best.", "the school in Hope Street", "There is hope.", "1. Hope"]
    )
    def test_names_nobody_where_any_word_would_have_a_capital(self, line: str) -> None:
        assert how_named(person_of(child("Hope Rowe", file="form.docx")), line) is None

    @pytest.mark.parametrize(
        ("line", "how"),
        [
            ("May says she is fine.", How.FIRST_NAME),
            ("I met May at home.", How.FIRST_NAME),
            ("The review was in May and it went well.", None),
            ("since 3 May 2026", None),
            ("May is when she moves.", None),
        ],
    )
    def test_of_a_month_is_told_by_more(self, line: str, how: How | None) -> None:
        assert how_named(person_of(child("May Rowe", file="form.docx")), line) is how


def test_whom_one_paper_calls_by_an_everyday_form_is_nobody_else() -> None:
    told = saying("# Assessment", "Who is looked at: Patience Orr. For Dan, 4, their grandchild.", *ENOUGH)
    assert somebody_else(told, ["Daniel Rowe"]) is None
    assert somebody_else(told, ["Damian Rowe"]) is not None


class TestASurname:
    @pytest.mark.parametrize("line", ["Dr Rowe saw them.", "Signed: R. Rowe, practice manager, 11.5.26"])
    def test_is_a_workers_by_an_office_before_it_or_a_job_behind_it(self, line: str) -> None:
        assert reasons(saying("# Assessment", *ENOUGH, line)) == [Reason.WHOSE_IS_IT]

    @pytest.mark.parametrize("line", ["Mrs Rowe saw them.", "Rowe, the family, came."])
    def test_is_ours_otherwise(self, line: str) -> None:
        assert reasons(saying("# Assessment", *ENOUGH, line)) == []


class TestSomebodyNobodyKnows:
    @pytest.mark.parametrize(
        "line",
        [
            "Thank you for bringing Perran and his mother to meet me.",
            "I am happy for the care order on Idris to stop.",
            "You are invited to a planning meeting for Ngozi on Tuesday 24 February.",
            "How is Ngozi? Carers, school, CAMHS",
            "We will tell them about Elodie and about what you asked for.",
            "I have never heard Ezra say a bad word.",
            "I shall call the children Bronwyn (9) and Ottoline (6).",
            "Thank you for reading. (Idris' mum)",
            "Missed sessions are charged. I can see Adebayo on Mondays at 4.15 from June.",
            "Baby of Isobel HATHAWAY-QUILL",
            "I, Kay Orme, am the mother of Perran, who was born here.",
            "Please tell Perran the kittens have come.",
            "Children: Fenwick (then 5) and his brother.",
            "We worry about Perran. I saw Perran. He is fond of Ngozi, and Ngozi is fond of him.",
            "PERRAN (talking mat, photo on the back)\nthumbs up\nPerran: the gate.",
        ],
    )
    def test_makes_a_paper_of_no_known_type_somebody_elses(self, line: str) -> None:
        assert reasons(saying(line, kind=None)) == [Reason.WRONG_CHILD]

    @pytest.mark.parametrize(
        "line",
        [
            "Thank you for bringing Mum and Dad to meet me.",
            "There is a meeting for Foster carers on Tuesday.",
            "Please tell Mum the kittens have come.",
            "The panel meeting on Monday and the one in June stand.",
            "A letter about Keziah and her school.",
            "ACTIONS (from last time)\nthe gate",
            "KEZIAH (talking mat)\nKeziah: the gate.",
        ],
    )
    def test_is_not_seen_in_days_relatives_and_ours(self, line: str) -> None:
        assert reasons(saying(line, kind=None)) == []

    def test_is_a_child_who_is_greeted_in_a_letter_to_a_child(self) -> None:
        to_a_child = ("Dear Quino", "I hear you like chess, and that you told Emrys.", "From your IRO")
        assert reasons(saying(*to_a_child, kind=None)) == [Reason.WRONG_CHILD]
        assert reasons(saying("Dear Haroun", "Please find our prices below.", kind=None)) == []

    def test_has_a_number_behind_the_first_name(self) -> None:
        siblings = "The siblings: Jowan (PER 2207714), Demelza (PER 2207715)"
        assert reasons(saying("# Planning meeting", siblings, *ENOUGH)) == [Reason.WRONG_CHILD]

    def test_heads_a_part_of_a_report_and_is_told_of_below_it(self) -> None:
        below = ("On week four Quaife got out for the lorries.", "In spring Quaife made a friend.")
        assert reasons(saying("How it has gone", "Quaife", *below, kind=None)) == [Reason.WRONG_CHILD]
        assert reasons(saying("How it has gone", "Recipes", "On page four are recipes.", kind=None)) == []

    def test_is_told_with_the_age_for_whom_it_is(self) -> None:
        who = "Looked at: Patience Coverdale. For Ismael, 4, their grandson."
        assert reasons(saying("# Initial viability", who, "Known in 1991 as a victim (Rowe).", *ENOUGH)) == [
            Reason.WRONG_CHILD
        ]

    def test_lives_with_somebody_below_the_title(self) -> None:
        line = "Elspeth Mulcahy, living with Maureen Sprackling since she was nine days old"
        assert reasons(saying("# Planning meeting", line, *ENOUGH)) == [Reason.WRONG_CHILD]

    def test_is_the_pupil_of_a_schools_letter(self) -> None:
        assert reasons(saying("Bartholomew Quennell, 9L", "Attendance was low.", kind=None)) == [Reason.WRONG_CHILD]


def test_a_second_form_with_another_name_at_its_top_is_somebody_elses() -> None:
    form = saying("Care panel", "Name: Jonah Pettifer", kind="form", file="other.docx")
    assert form.role is Role.FORM
    assert Reason.WRONG_CHILD in reasons(form)


def test_words_the_papers_also_write_small_are_no_relatives_name() -> None:
    telling = [saying("Parents: Early Help", "Mother: Delyth Sole", "They had early help and a sole agent.")]
    assert {kin.name.strip() for kin in kin_in(telling)} == {"delyth sole"}


class TestTheRequestsChildren:
    def papers(self, *others: str) -> list[Document]:
        ours = [saying("x", file=f"{number}.docx") for number in range(4)]
        named = [child(*KEZIAH)]
        return [
            paper("assessment", each.file, children=tuple(named + [child(name) for name in others if number == 0]))
            for number, each in enumerate(ours)
        ]

    def test_are_without_whom_one_paper_of_many_names(self) -> None:
        found = requests_children(self.papers("Caleb Rowe"))
        assert [each.name for each in found] == [KEZIAH[0]]

    def test_are_with_whom_the_message_names_in_full(self) -> None:
        papers = [*self.papers("Caleb Rowe"), message("Please find the papers of Keziah and Caleb Rowe.")]
        assert [each.name for each in requests_children(papers)] == [KEZIAH[0], "Caleb Rowe"]

    def test_are_all_where_few_papers_came(self) -> None:
        found = requests_children(self.papers("Caleb Rowe")[:2])
        assert [each.name for each in found] == [KEZIAH[0], "Caleb Rowe"]


def test_a_grown_woman_a_report_is_about_is_no_child_of_the_request() -> None:
    report = paper("assessment", "report.pdf", children=(child("Kay Rowe", date(2001, 12, 4), "report.pdf"),))
    assert reasons(report) == []
    young = paper("assessment", "report.pdf", children=(child("Kay Marrable", date(2011, 12, 4), "report.pdf"),))
    assert reasons(young) == [Reason.WRONG_CHILD]


def test_the_story_of_older_brothers_and_sisters_is_ours_by_the_familys_name() -> None:
    told = {"children": (child("Ephraim Rowe", date(2011, 9, 5)),)}
    earlier = paper("proceedings_overview", "earlier.docx", **told)
    assert reasons(earlier) == []
    assert reasons(paper("assessment", "b.docx", **told)) == [Reason.WRONG_CHILD]
    other = paper("proceedings_overview", "c.docx", children=(child("Ephraim Marrable", date(2011, 9, 5)),))
    assert reasons(other) == [Reason.WRONG_CHILD]


def test_a_relative_is_known_behind_a_maiden_name_and_an_age() -> None:
    telling = [saying("Comfort Peploe (née Quarshie), 52 | great-aunt")]
    assert {kin.name.strip() for kin in kin_in(telling)} == {"comfort peploe"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Record of the review strategy meeting: M.D. (14/08/2017)", ["Merryn Dreweatt"]),
        ("Record of the review strategy meeting: M.D. (15/08/2017)", []),
        ("Record of the review strategy meeting: M.T. (14/08/2017)", []),
    ],
)
def test_two_letters_with_the_birth_behind_them_are_the_childs(line: str, names: list[str]) -> None:
    form = paper("form", children=(child("Merryn Dreweatt", date(2017, 8, 14), "form.docx"),))
    assert [each.name for each in with_children_named([form, saying(line, *ENOUGH)])[1].children] == names


def test_whom_a_form_names_is_the_requests_however_old() -> None:
    form = paper("form", children=(child("Kay Rowe", date(2003, 12, 4), "form.docx"),))
    assert [each.name for each in requests_children(with_children_named([form]))] == ["Kay Rowe"]


@pytest.mark.parametrize(
    ("lines", "is_others"),
    [
        (("Whose child | niece – Wenna O-A (13)",), True),
        (("Whose child | niece – Keziah P-R (9)",), False),
        (("Name of child", "Date of birth", "My full name", "Adela Wenna Ottoline-Bray", "02/07/2012"), True),
        (("Name of child", "Date of birth", "My full name", "Keziah Wenna Pengelly-Rowe", "07/05/2016"), False),
        (("# Significant events – Ngozi Marrable-Yeo", "Date of birth 04/10/2010", "What happened"), True),
        (("# Significant events – Ngozi Marrable-Yeo", "Kept by the team", "What happened"), False),
        (("# Chronology", "Date | Event | What it meant for Wenna"), True),
        (("# Chronology", "Date | Event | What it meant for Keziah"), False),
        (("# The Marrable–Yeo family meeting", "Kez came."), True),
        (("# The Pengelly–Rowe family meeting", "Kez came."), False),
        (("Child's name", "Signed", "Date", "Time", "Place", "Copy to", "File", "Adela Ottoline"), False),
    ],
)
def test_whom_a_row_a_title_or_the_head_of_a_table_names_is_told(lines: tuple[str, ...], *, is_others: bool) -> None:
    assert (somebody_else(saying(*lines, *ENOUGH), [KEZIAH[0]]) is not None) is is_others


def test_whoever_is_met_with_a_parent_is_told_of() -> None:
    letter = saying("# Moving and handling", "I met Sikora and his mother at the house on Thursday.", *ENOUGH)
    assert told_of_unknown(letter, frozenset()) is not None
    assert told_of_unknown(letter, frozenset({"sikora"})) is None


def test_a_trust_that_has_places_is_nobody_who_is_told_of() -> None:
    news = saying("# News of the service", "The Bray Music Trust has free places for children in care.", *ENOUGH)
    assert told_of_unknown(news, frozenset()) is None


def test_a_letter_with_the_same_birth_and_another_surname_is_nobody_of_ours() -> None:
    ours, other = child(*KEZIAH), child("K Marrable", KEZIAH[1])
    assert not is_one(ours, other)
    assert is_one(ours, child("K Pengelly-Rowe", KEZIAH[1]))
    assert is_one(ours, child("Keziah Marrable", KEZIAH[1]))


class TestAPetNameOfTwo:
    """Our child goes by Kez, and so does another."""

    @pytest.mark.parametrize(
        "line",
        [
            "# Kez T-V: what happened in court",
            "Children: Ottoline (born 26/10/2014) and Fenwick Trelissick (born 14/03/2010)",
        ],
    )
    def test_is_anothers_by_other_letters_or_another_birth_beside_it(self, line: str) -> None:
        told = ("Kez was in care.", "Kez came home.", *ENOUGH)
        assert names_of(saying("# Court papers", *told)) == [KEZIAH[0]]
        assert names_of(saying(line, *told)) == []

    def test_is_ours_by_our_letters_and_in_our_list(self) -> None:
        told = ("Kez was in care.", "Kez came home.", *ENOUGH)
        assert names_of(saying("# Kez P-R: what happened in court", *told)) == [KEZIAH[0]]
        assert names_of(saying("Children: Kez, and Fenwick (born 14/03/2010)", *told)) == [KEZIAH[0]]

    def test_is_anothers_where_the_courts_heading_names_another(self) -> None:
        stranger = child("Leocadia Fenwick-Quaife", file="a.docx")
        told = ("Kez is nine.", "Kez moved home.", "Kez is seen alone.", *ENOUGH)
        heading = saying("AND IN THE MATTER OF LEOCADIA FENWICK-QUAIFE (a child)", *told)
        assert reasons(replace(heading, children=(stranger,))) == [Reason.WRONG_CHILD]
        assert names_of(replace(saying("Carers", *told), children=(stranger,))) == [stranger.name, KEZIAH[0]]


class TestOneWhomAPaperNamesAgainAndAgain:
    FORM = replace(FORM, passages=saying("Mother: Delyth Orme").passages)
    LETTER = ("Ms Delyth Orme, 3 The Row", *ENOUGH)

    @pytest.mark.parametrize("name", ["Ottoline", "Perran"])
    def test_is_the_child_of_a_letter_to_a_mother_of_ours(self, name: str) -> None:
        told = (f"We worry about {name} and him.", f"You left {name} alone.", f"Let her see {name} at home.")
        letter = saying(*self.LETTER, *told)
        found = [each.reason for each in whose_they_are(with_children_named([self.FORM, letter]))]
        assert found == [Reason.WHOSE_IS_IT]

    @pytest.mark.parametrize(
        "told",
        [
            (
                "We met at Pinetrees.",
                "The group is at Pinetrees.",
                "Go to the Pinetrees hall.",
                "Come to Pinetrees Hall.",
            ),
            ("We worry about Orme's flat.", "You left Orme alone.", "We asked Orme again."),
            ("She saw Rivka once.", "He likes Rivka a lot."),
        ],
    )
    def test_is_no_place_nobody_known_and_nobody_named_but_twice(self, told: tuple[str, ...]) -> None:
        letter = saying(*self.LETTER, *told)
        assert list(whose_they_are(with_children_named([self.FORM, letter]))) == []


def test_who_signs_a_letter_with_letters_for_a_surname_is_no_child() -> None:
    assert reasons(saying("Dear Kay", MUCH, "Kind regards", "Morwen A-O", kind=None)) == []
    assert reasons(saying("Dear Kay", MUCH, "About the child", "Morwen A-O", kind=None)) == [Reason.WRONG_CHILD]


def test_a_friend_who_is_due_is_no_child() -> None:
    assert reasons(saying("Gethin came, and Nerys is due in August.", kind=None)) == []
    assert reasons(saying("Gethin came, and Nerys is nine in August.", kind=None)) == [Reason.WRONG_CHILD]


def test_what_a_child_is_called_by_everybody_is_hers() -> None:
    form = replace(FORM, passages=saying("Child | Keziah Pengelly-Rowe (Midge to everyone)").passages)
    told = saying("# Household review", "Midge has been here a year.", "Midge likes the dog.", *ENOUGH)
    assert [each.name for each in with_children_named([form, told])[1].children] == [KEZIAH[0]]
    assert [each.name for each in with_children_named([FORM, told])[1].children] == []


@pytest.mark.parametrize(
    "line",
    [
        "Report for the meeting: Perran Idris-Vane, 7Q",
        "Name | Perran Idris Vane, due 16/08/2026",
        "26 May 2026 \N{NO-BREAK SPACE} Perran I-V",
    ],
)
def test_a_line_that_names_another_child_for_certain_makes_it_anothers(line: str) -> None:
    assert reasons(saying("# Notes", line, *ENOUGH, kind=None)) == [Reason.WRONG_CHILD]
    assert reasons(saying("# Notes", line.replace("Perran", "Keziah"), *ENOUGH, kind=None)) == []


@pytest.mark.parametrize(
    "title", ["Genogram: Leocadia", "Family tree for Leocadia", "Family tree – Leocadia / Kowalczyk"]
)
def test_a_drawing_for_one_nobody_knows_is_anothers(title: str) -> None:
    told = ("Jan Kowalski d. | Halina K. 68", "Olek 17 | LEOCADIA 4 | Bea 9")
    assert reasons(saying(title, *told, kind="genogram")) == [Reason.WRONG_CHILD]
    ours = (title.replace("Leocadia", "Keziah"), *(line.replace("LEOCADIA", "KEZIAH") for line in told))
    assert reasons(saying(*ours, kind="genogram")) == []
    assert reasons(saying("Genogram: Stowmarket", *told, kind="genogram")) == []
