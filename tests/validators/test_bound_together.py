"""Is a paper that lies inside another file left to a person, and a mere chapter not taken for one?"""

from casework.answered import Answered
from casework.document import Section
from casework.evidence import Evidence, Place
from casework.finding import Outcome, Reason
from tests.validators.bundle import asked, document, finding, paper

CHRONOLOGY = asked("chronology", document("chronology"))


def begins(heading: str, paragraph: int, page: int | None = None) -> Section:
    return Section(heading.lower(), heading, Answered.ANSWERED, Place(page=page, paragraph=paragraph), "Words.")


def test_a_paper_whose_title_begins_a_later_page_is_for_a_person() -> None:
    bundle = paper("assessment", "all.pdf", sections=(begins("Chronology of events", page=3, paragraph=1),))
    found = finding([bundle], CHRONOLOGY)
    assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.MAYBE_INSIDE)
    assert [(words.file, words.words) for words in found.evidence] == [("all.pdf", "Chronology of events")]


def test_a_paper_that_the_reader_was_in_doubt_about_is_for_a_person_and_never_missing() -> None:
    words = Evidence("all.pdf", Place(page=5), "What happened, in order")
    doubted = paper("assessment", "all.pdf", may_begin=(("chronology", words),))
    found = finding([doubted], CHRONOLOGY)
    assert (found.outcome, found.reason, found.evidence) == (Outcome.UNSURE, Reason.MAYBE_INSIDE, (words,))
    other = paper("assessment", "all.pdf", may_begin=(("minutes", words),))
    assert finding([other], CHRONOLOGY).outcome is Outcome.MISSING


def test_in_a_bundle_of_several_any_paper_may_be_there() -> None:
    others = (begins("Minutes", page=2, paragraph=1), begins("Leaflet", page=5, paragraph=1))
    assert finding([paper("assessment", sections=others)], CHRONOLOGY).reason is Reason.MAYBE_INSIDE
    assert finding([paper("assessment", sections=others[:1])], CHRONOLOGY).reason is Reason.NOT_THERE


def test_a_chapter_down_the_page_is_no_other_paper() -> None:
    chapter = paper("assessment", sections=(begins("Chronology", page=3, paragraph=7),))
    assert finding([chapter], CHRONOLOGY).outcome is Outcome.MISSING


def test_word_files_tell_no_pages_so_only_behind_a_form_a_title_counts() -> None:
    heading = (begins("Chronology", paragraph=9),)
    assert finding([paper("form", sections=heading)], CHRONOLOGY).reason is Reason.MAYBE_INSIDE
    assert finding([paper("assessment", sections=heading)], CHRONOLOGY).outcome is Outcome.MISSING
