"""A process that lives long holds no words of a paper once its submission is answered."""

import gc
from collections.abc import Iterator
from datetime import date, datetime

from casework.document import Document
from casework.evidence import Place
from casework.judging import judging
from casework.submission import Message
from extractors.catalogue import Catalogue
from extractors.note_sentence import language_of
from extractors.read import documents_of
from extractors.reading import Block, Cell, Heading, Paragraph, Reading, Table
from extractors.words import folded
from panelready.checking import Asked, answer_to
from panelready.covering import with_subject
from validators.load_policy import load_policy

POLICY = load_policy()
CATALOGUE = Catalogue.of(POLICY.document_types, POLICY.placeholders)
NOWHERE = Place()


def _named() -> tuple[str, str, str]:
    """Names that stand in these papers and nowhere else: put together, for what is written here is read by others."""
    return "".join(("Zyl", "phinia")), "".join(("Quar", "rendyke")), "".join(("Vor", "stiggle"))


def _numbers() -> tuple[str, str]:
    return ".".join(("28", "10", "2017")), "".join(("PER", "7301952"))


def _told_apart() -> tuple[str, ...]:
    return (*(name[:7].casefold() for name in _named()), *map(str.casefold, _numbers()))


def _paragraphs(*lines: str) -> tuple[Block, ...]:
    return tuple(Paragraph(line, NOWHERE) for line in lines)


def _table(*rows: tuple[str, ...]) -> Block:
    cells = tuple(tuple(Cell(text, NOWHERE, column=at) for at, text in enumerate(row, 1)) for row in rows)
    return Table(cells, NOWHERE)


def _papers() -> Iterator[tuple[str, str, Reading]]:
    (given, family, other), (born, reference) = _named(), _numbers()
    yield (
        "chronology.docx",
        "docx",
        Reading(
            (
                Heading("Social work chronology", 1, NOWHERE),
                *_paragraphs(f"Child: {given} {family}", f"Date of birth: {born}", f"Reference: {reference}"),
                *_paragraphs(f"{given} {family}, also known as {other}, lives with her mother, Ms {family}."),
                _table(("Date", "Event"), ("3 March 2025", f"{given} was seen by {other} {family} (b. {born})")),
                *_paragraphs(f"Signed: {other} {family}, Social Worker, 4 March 2026", f"Manager{given}: {other}"),
            )
        ),
    )
    yield (
        "form.docx",
        "docx",
        Reading(
            (
                Heading("Legal Planning and New Admissions booking form", 1, NOWHERE),
                _table(
                    ("Child's name", f"{given} {family}"),
                    ("Date of birth", born),
                    ("Case number", reference),
                    ("Social worker", f"{other} {family}"),
                    ("Reason for request", f"PLO 6 week review for {given}, {family} and {other}"),
                    ("Team Manager signature", f"{other} {family} 4/3/2026"),
                ),
            )
        ),
    )
    yield (
        "covering.txt",
        "message_text",
        Reading(
            _paragraphs(
                f"Dear panel, please find attached the papers for {given} {family} ({reference}).",
                f"The SWET for {given} is to follow by Friday, {other} is finishing it.",
                f"Kind regards, {other} {family}",
            )
        ),
    )


def _answered() -> str:
    """What the answer to such papers finds, by the words it was told with."""
    documents: tuple[Document, ...] = ()
    for file, kind, reading in _papers():
        documents += documents_of(reading, Document(file, content=file, format=kind), CATALOGUE)
    subject = f"Booking form for {_named()[0]}"
    message = Message("a@b.example", datetime(2026, 3, 5, 9), "<1@b.example>", (), subject)
    asked = Asked(authority="buckinghamshire", today=date(2026, 3, 5))
    answer = answer_to(with_subject(documents, message), message, (), asked, POLICY)
    return " ".join(f"{child.name}" for child in answer.children) + f" {answer.panel}"


def _still_held() -> list[str]:
    """What holds any of the words still: the kind of thing it is, and what holds that."""
    told = _told_apart()
    gc.collect()
    found: list[str] = []
    for each in gc.get_objects():
        for holder, held in _words_in(each):
            if any(word in held.casefold() for word in told):
                found.append(f"{type(holder).__name__} in {[type(one).__name__ for one in gc.get_referrers(each)][:3]}")
    return found


def _words_in(holder: object) -> Iterator[tuple[object, str]]:
    """The words that a thing holds, also in a dict or tuple of words alone, of which the collector takes no notice."""
    for held in gc.get_referents(holder):
        if isinstance(held, str):
            yield holder, held
        elif isinstance(held, dict | tuple) and not gc.is_tracked(held):
            yield from _words_in(held)


def test_nothing_that_a_paper_says_is_held_once_it_is_answered() -> None:
    _answered()  # whatever is made once and for all is made
    assert _named()[0] in _answered()
    assert _still_held() == []
    strings = language_of(tuple(POLICY.document_types.values())).strings()
    assert strings  # the note with its promise was read in sentences
    assert [word for word in strings if any(told in word.casefold() for told in _told_apart())] == []


def test_while_a_paper_is_judged_its_words_are_kept() -> None:
    with judging():
        folded(" ".join(_named()))
        assert _still_held() != []
    assert _still_held() == []
