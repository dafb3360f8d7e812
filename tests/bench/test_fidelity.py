"""A dozen files nobody here wrote: as many of their words, in order, as another program reads in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.compare import Result
from bench.fidelity import measure
from bench.known import MOST_RULES, known_differences
from tests.elsewhere import corpora, program


@dataclass(frozen=True, slots=True)
class Floor:
    """The least share of words found, of words that are really there, and of words in order."""

    file: str
    recall: float = 0.99
    precision: float = 0.99
    order: float = 0.99


WORD = (
    Floor("apache-poi/test-data__document__Bug51170.docx"),
    Floor("apache-poi/test-data__document__61787.docx"),
    Floor("apache-poi/test-data__document__60329.docx"),
    Floor("apache-poi/test-data__integration__stress023.docx"),
    Floor("apache-poi/test-data__document__footnotes.docx"),
    Floor("apache-poi/test-data__document__FldSimple.docx"),
    Floor("python-openxml-python-docx/features__steps__test_files__comments-rich-para.docx"),
)
PDF = (
    Floor("jsvine-pdfplumber/tests__pdfs__table-curves-example.pdf", order=0.85),
    Floor("jsvine-pdfplumber/tests__pdfs__issue-140-example.pdf", order=0.9),
    Floor("jsvine-pdfplumber/tests__pdfs__issue-848.pdf", order=0.9),
    Floor("py-pdf-sample-files/026-latex-multicolumn__multicolumn.pdf", order=0.9),
    Floor("py-pdf-pypdf/resources__FormTestFromOo.pdf", order=0.85),
    Floor("mozilla-pdf.js/test__pdfs__prefilled_f1040.pdf", order=0.85),
    Floor("mozilla-pdf.js/test__pdfs__basicapi.pdf"),
)
CASES = [pytest.param("docx", each, id=Path(each.file).stem[-24:]) for each in WORD]
CASES += [pytest.param("pdf", each, id=Path(each.file).stem[-24:]) for each in PDF]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    root = corpora()
    program("soffice", "libreoffice")
    program("pdftotext")
    scratch = tmp_path_factory.mktemp("fidelity")
    found: dict[str, Result] = {}
    for kind, floors in (("docx", WORD), ("pdf", PDF)):
        for result in measure(kind, [root / each.file for each in floors], scratch):
            found[result.name] = result
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "floor"), CASES)
def test_we_read_the_words_another_program_reads(kind: str, floor: Floor, results: dict[str, Result]) -> None:
    result = results[floor.file]
    assert (result.not_compared, result.refused) == ("", "")
    assert result.judged.recall >= floor.recall, result.judged.missing
    assert result.judged.precision >= floor.precision, result.judged.extra
    assert result.words.order >= floor.order


@pytest.mark.slow
def test_headers_notes_and_what_was_struck_out_are_the_words_the_file_holds(results: dict[str, Result]) -> None:
    compared = [part for result in results.values() for part in result.apart.items() if part[1].expected]
    assert {part for part, _ in compared} >= {"notes", "deleted", "inserted", "comments", "form values"}
    for part, agreed in compared:
        assert agreed.recall >= 0.99, (part, agreed.missing)


@pytest.mark.slow
def test_every_known_difference_is_still_met(results: dict[str, Result]) -> None:
    met = {rule for result in results.values() for rule in result.known}
    assert met == {rule.id for rule in known_differences()}


def test_known_differences_are_few_and_each_says_what_why_and_how_often() -> None:
    rules = known_differences()
    assert 0 < len(rules) <= MOST_RULES
    for rule in rules:
        assert rule.applies_to in ("docx", "pdf")
        assert min(len(rule.what), len(rule.why), len(rule.detected)) > 20
        assert rule.count > 0
