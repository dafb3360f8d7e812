"""Does the administrator read which pages of a file a paper is, and the social worker nothing of the file?"""

from dataclasses import replace

import pytest

from casework.document import Document
from casework.evidence import Evidence, Place
from casework.finding import Reason
from generators.report import paper
from generators.wording import Voice, sentence
from tests.generators.invented_screenings import INCOMPLETE, TERMS, answered
from tests.generators.test_wording import a_finding


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"first_page": "4", "last_page": "9"}, "(pages 4 to 9 of “chron.docx”)"),
        ({"first_page": "4", "last_page": "4"}, "(page 4 of “chron.docx”)"),
        ({"begins": "paragraph 37"}, "(from paragraph 37 of “chron.docx”)"),
        ({}, "(“chron.docx”)"),
    ],
)
def test_a_part_of_a_file_is_named_to_the_administrator_alone(details: dict[str, str], said: str) -> None:
    found = a_finding(Reason.FOUND, **details)
    assert said in sentence(found, TERMS, Voice.ADMINISTRATOR)
    assert "chron.docx" not in sentence(found, TERMS, Voice.SOCIAL_WORKER)
    assert "37" not in sentence(found, TERMS, Voice.SOCIAL_WORKER)


def test_the_report_tells_each_piece_with_its_pages_and_what_it_holds_with_its_place() -> None:
    answer = answered(INCOMPLETE)
    made = next(each for each in answer.documents if each.type == "swet")
    piece = made.model_copy(update={"pages": (3, 6), "begins": "page 3", "also_seen": ()})
    row = paper(piece, answer)
    assert any(line.startswith("Pages 3 to 6 of “") for line in row.details)
    assert row.also == "Social work chronology"
    no_pages = paper(piece.model_copy(update={"pages": None, "begins": "paragraph 37"}), answer)
    assert any(line.startswith("From paragraph 37 of “") for line in no_pages.details)


def test_the_answer_says_where_a_piece_begins_and_where_a_chapter_stands() -> None:
    words = Evidence("all.docx", Place(page=4, table=2), "Date | Event")
    first = INCOMPLETE.documents[0]
    piece = Document("all.docx", type=first.type, begins=Place(paragraph=9), also=("genogram",), also_seen=(words,))
    made = answered(replace(INCOMPLETE, documents=(piece,))).documents[0]
    assert made.begins == "paragraph 9"
    assert [(seen.place, seen.words) for seen in made.also_seen] == [("page 4, table 2", "Date | Event")]
