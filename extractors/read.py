"""One file -> the documents in it. Reading never fails: a file that cannot be read becomes a Document that says why."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from casework.document import Document, Passage, Role, Unreadable
from casework.evidence import Evidence
from casework.judging import judging
from extractors.bound_cut import Bound, papers_in
from extractors.catalogue import Catalogue
from extractors.covering_note import is_covering_note
from extractors.dated import dated_of
from extractors.fields import fields_of
from extractors.identifiers import references_of
from extractors.page_content import NO_SCANS, Scans
from extractors.parts import also_in, answered_as
from extractors.people import children_of
from extractors.reading import Block, Heading, Reading, Standing, Table, UnreadableFile, row_text, text_of, worded
from extractors.recognise import recognise
from extractors.sections import sections_of
from extractors.set_large import set_by_itself
from extractors.state import state_of

Reader = Callable[[Path, Scans], Reading]
"""Reads a file, given what is known of its pictures; those it would like to know of are the reading's `unscanned`."""

_NUMBERED = re.compile(r"^\d{1,2}[.)] ", re.MULTILINE)
_SEVERAL = 3
_FILLED_IN = 6
"""From this many answers on a message holds a form; with fewer it mentions a child, a social worker and a day."""


def _lazily(module: str, function: str) -> Reader:
    """The reader, its module imported only when a file calls for it: reading a form must not load a PDF library."""

    def read_it(path: Path, scans: Scans = NO_SCANS) -> Reading:
        reader: Reader = getattr(import_module(f"extractors.{module}"), function)
        return reader(path, scans)

    return read_it


_DOCX = _lazily("docx_reader", "read_docx")
_WORKBOOK = _lazily("sheet_reader", "read_workbook")
_IMAGE = _lazily("scan_reader", "read_image")
READERS: Mapping[str, Reader] = {
    "docx": _DOCX,
    "docm": _DOCX,
    "dotx": _DOCX,
    "dotm": _DOCX,
    "pdf": _lazily("pdf_reader", "read_pdf"),
    "odt": _lazily("odt_reader", "read_odt"),
    "fodt": _lazily("odt_reader", "read_flat_odt"),
    "html": _lazily("html_reader", "read_html"),
    "mhtml": _lazily("html_reader", "read_mhtml"),
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "xls"), _WORKBOOK),
    "ods": _lazily("ods_reader", "read_ods"),
    "csv": _lazily("sheet_reader", "read_csv"),
    "message_text": _lazily("text_reader", "read_message"),
    "text": _lazily("text_reader", "read_text"),
    **dict.fromkeys(("png", "jpeg", "tiff", "gif", "bmp", "webp", "heic"), _IMAGE),
}
"""The one table of what we read, by the kind that ingest gives a file."""

REFUSED: Mapping[str, Unreadable] = {
    "ole_encrypted": Unreadable.PASSWORD,
    "doc_encrypted": Unreadable.PASSWORD,
    "ole_rights_managed": Unreadable.RIGHTS_MANAGED,
    "empty": Unreadable.EMPTY,
    "damaged": Unreadable.DAMAGED,
    "program": Unreadable.UNSAFE,
}
"""Kinds we do not read, and why; a kind in neither table is a format we do not know."""


def reading_of(path: Path, kind: str, scans: Scans = NO_SCANS) -> Reading:
    """The words of a file; raises UnreadableFile with the reason."""
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableFile(REFUSED.get(kind, Unreadable.FORMAT), f"a file of kind {kind} is not read")
    reading = _with_limits(reader(path, scans), scans)
    if not reading.unread_pages and not _shows_something(reading):
        raise UnreadableFile(Unreadable.EMPTY, "nothing to be seen in it")
    return reading


def _shows_something(reading: Reading) -> bool:
    """Whether a person who opens the file sees anything: words, if only struck out, a form, a signature."""
    asides = any(aside.how is not Standing.HIDDEN for aside in reading.asides)
    return _has_words(reading) or asides or bool(reading.form_fields or reading.signatures)


def _has_words(reading: Reading) -> bool:
    return bool(text_of((*reading.blocks, *reading.headers, *reading.footers, *reading.notes)))


def _with_limits(reading: Reading, scans: Scans) -> Reading:
    limits = dict.fromkeys(scan.limit for scan in scans.values() if scan.limit)
    return replace(reading, limits=tuple(dict.fromkeys((*reading.limits, *limits)))) if limits else reading


def read(
    path: Path,
    *,
    name: str,
    kind: str,
    content: str,
    inside: tuple[str, ...],
    catalogue: Catalogue,
    scans: Scans = NO_SCANS,
) -> tuple[Document, ...]:
    """The documents in a file; what is wrong with the file is said in them, and never raised."""
    blank = Document(file=name, inside=inside, content=content, format=kind)
    return documents_of(seen_in(path, kind, scans), blank, catalogue)


def seen_in(path: Path, kind: str, scans: Scans = NO_SCANS) -> Reading | Unreadable:
    """The words of a file, or why there are none to be had."""
    try:
        return reading_of(path, kind, scans)
    except UnreadableFile as unreadable:
        return unreadable.reason


def documents_of(seen: Reading | Unreadable, blank: Document, catalogue: Catalogue) -> tuple[Document, ...]:
    """The documents in what was seen of a file; `blank` says what is known of it without reading."""
    if blank.format == "message_text":
        blank = replace(blank, role=Role.MESSAGE)
    if isinstance(seen, Unreadable):
        return (replace(blank, unreadable=seen, likeliest=likeliest_by_name(blank.file, catalogue)),)
    with judging():
        return tuple(_documents(seen, blank, catalogue))


def likeliest_by_name(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What a file nobody could read may be, by its name alone."""
    return recognise(Reading(), catalogue, name).likeliest


def _documents(reading: Reading, blank: Document, catalogue: Catalogue) -> Iterator[Document]:
    if _has_words(reading) and blank.role is Role.MESSAGE:
        message = _words_of(reading, blank)
        yield message
        yield from _form_typed_in(reading, message, catalogue)
    elif _has_words(reading):
        yield from (_document(paper, blank, catalogue) for paper in papers_in(reading, catalogue))
    elif not reading.unread_pages and reading.cut_at is None:  # blank fields, or words all struck out, are no paper
        yield replace(_unread(reading, blank, catalogue), unreadable=Unreadable.EMPTY)
    for pages in reading.unread_pages:
        yield replace(_unread(reading, blank, catalogue), pages=pages, unreadable=Unreadable.POOR_SCAN)
    if reading.cut_at is not None:
        last = reading.properties.pages
        rest = (reading.cut_at, last) if reading.cut_at and last else None
        yield replace(_unread(reading, blank, catalogue), pages=rest, unreadable=Unreadable.TOO_LONG)


def _unread(reading: Reading, blank: Document, catalogue: Catalogue) -> Document:
    return replace(blank, likeliest=likeliest_by_name(blank.file, catalogue), limits=reading.limits)


def _form_typed_in(reading: Reading, message: Document, catalogue: Catalogue) -> Iterator[Document]:
    """The form that somebody typed into a mail, or pasted there, instead of attaching it."""
    form = _recognised(reading, replace(message, role=Role.PAPER), catalogue)
    if form.role is Role.FORM and sum(not field.blank for field in form.fields) >= _FILLED_IN:
        yield form


def _document(paper: Bound, blank: Document, catalogue: Catalogue) -> Document:
    words = _words_of(paper.reading, blank)
    doubts = tuple((each.kind, Evidence(blank.file, each.place, each.words)) for each in paper.doubts)
    placed = replace(words, pages=paper.pages, begins=paper.begins, may_begin=doubts)
    return _recognised(set_by_itself(paper.reading), placed, catalogue)


def _words_of(seen: Reading, blank: Document) -> Document:
    reading = worded(seen)
    pages = reading.properties.pages
    return replace(
        blank,
        pages=(1, pages) if pages else None,
        passages=tuple(_passages(reading)),
        case_references=references_of(reading, blank.file),
        limits=reading.limits,
    )


def _recognised(pictured: Reading, document: Document, catalogue: Catalogue) -> Document:
    file, reading = document.file, worded(pictured)
    seen = recognise(reading, catalogue, file)
    kind = catalogue.types.get(seen.type or "")
    fields = fields_of(pictured, kind, catalogue, file) if kind else ()
    sections = sections_of(pictured, kind, catalogue)
    children = children_of(reading, file)
    if kind is None and is_covering_note(reading, file):
        return replace(document, role=Role.MESSAGE)
    decided = answered_as(reading, kind, catalogue) if kind else None
    named = catalogue.types[decided] if decided else kind
    dated = dated_of(reading, named, seen.layout, file, document.came) if named else None
    also = also_in(reading, kind, (*fields, *sections), catalogue, file) if kind and not decided else ()
    return replace(
        document,
        role=named.role if named else seen.role,
        type=named.id if named else None,
        also=tuple(each for each, _ in also),
        also_seen=tuple(seen_in_it for _, seen_in_it in also),
        likeliest=seen.likeliest,
        confidence=seen.confidence,
        why=seen.why,
        state=state_of(reading, seen.layout, fields, bool(children), catalogue, file),
        dated=dated.day if dated else None,
        dated_evidence=dated.evidence if dated else None,
        dated_from=dated.first if dated else None,
        dated_or=dated.others if dated else (),
        children=children,
        fields=fields,
        sections=sections,
    )


def _passages(reading: Reading) -> Iterator[Passage]:
    for block in (*reading.blocks, *reading.notes, *reading.headers, *reading.footers):
        yield from _passages_of(block)


def _passages_of(block: Block) -> Iterator[Passage]:
    if not isinstance(block, Table):
        yield Passage(block.text, block.place, isinstance(block, Heading))
        return
    for row in block.rows:
        if text := row_text(row):
            place = replace(row[0].place, cell=None)
            yield from (Passage(part, place) for part in _prompts_apart(text))


def _prompts_apart(text: str) -> list[str]:
    """A row's words; where a form numbers several prompts in one cell, each prompt with its answer by itself.

    Otherwise what is said of one would be taken for an answer to the others.
    """
    starts = [match.start() for match in _NUMBERED.finditer(text)]
    if len(starts) < _SEVERAL:
        return [text]
    bounds = [0, *starts, len(text)]
    parts = (text[begin:end].strip() for begin, end in pairwise(bounds))
    return [part for part in parts if part]
