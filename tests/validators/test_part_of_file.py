"""Is a paper that is only some pages of its file told with those pages, and one that lies in another with its place?"""

from casework.evidence import Evidence, Place
from casework.finding import Outcome
from tests.validators.bundle import asked, document, finding, findings, paper

CHRONOLOGY = asked("chronology", document("chronology"))


def test_a_finding_says_which_pages_of_the_file_the_paper_is() -> None:
    piece = paper("chronology", "bundle.pdf", pages=(4, 9), begins=Place(page=4))
    found = finding([piece], CHRONOLOGY)
    assert (found.outcome, found.details["first_page"], found.details["last_page"]) == (Outcome.MET, "4", "9")


def test_a_file_without_pages_says_where_the_paper_begins() -> None:
    found = finding([paper("chronology", "all.docx", begins=Place(paragraph=37))], CHRONOLOGY)
    assert found.details["begins"] == "paragraph 37"


def test_a_whole_file_says_no_pages() -> None:
    found = finding([paper("chronology", "chronology.pdf", pages=(1, 9))], CHRONOLOGY)
    assert not {"first_page", "begins"} & set(found.details)


def test_pieces_of_one_file_are_not_copies_of_each_other() -> None:
    first, second = (
        paper("chronology", "all.docx", content="1a2b", begins=Place(paragraph=number)) for number in (1, 37)
    )
    other = asked("earlier", document("chronology"), not_the_same_as="chronology")
    assert [found.outcome for found in findings([first, second], CHRONOLOGY, other)] == [Outcome.MET, Outcome.MET]


def test_what_lies_in_another_paper_is_shown_by_its_own_words() -> None:
    words = Evidence("minutes.docx", Place(paragraph=15), "AGREED ACTION PLAN")
    holder = paper("minutes", "minutes.docx", also=("action_plan",), also_seen=(words,))
    need = asked("plan", document("action_plan", may_be_part_of=("minutes",)))
    assert words in finding([holder], need).evidence
