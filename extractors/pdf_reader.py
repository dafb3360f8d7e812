"""PDF files -> Reading: words into tables by their ruled lines, into headings and paragraphs by size and place.

What stands in form controls and typed-on notes is put in its place among the words, so that a form filled in on
screen is not taken for a blank one. Pages that show something and hold no text are named, never called blank.
"""

import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from casework.document import Unreadable
from casework.evidence import Place
from extractors.page_content import NO_SCANS, Scans
from extractors.page_layout import LaidOut, Layout
from extractors.pdf_form import MAX_CONTROLS, Form, form_of
from extractors.pdf_gather import MAX_CHARACTERS, MAX_PAGES, Gathered, key_of
from extractors.pdf_properties import author_of, day_of, form_kind, labels_of, language_of, title_of
from extractors.pdf_xfa import xfa_blocks
from extractors.reading import Block, Picture, Properties, Reading, UnreadableFile, text_of
from extractors.scanned_page import page_ranges

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of every XFA form, which is handled here

MAX_UNLOCKED = 100_000_000
"""Bytes of a file that is unlocked in memory."""


def read_pdf(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of a PDF; raises UnreadableFile with the reason."""
    try:
        document = _opened(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_reason(error), str(error)) from error
    try:
        return _read(path, document, scans)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error
    finally:
        document.close()


def _opened(path: Path) -> Any:
    """The file; where pdfium wants a password, as pikepdf has it with the empty one (ISO 32000-2, 7.6.4.4)."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if _reason(error) is not Unreadable.PASSWORD or path.stat().st_size > MAX_UNLOCKED:
            raise
        unlocked = _unlocked(path)
        if unlocked is None:
            raise
        return pypdfium2.PdfDocument(unlocked)


def _unlocked(path: Path) -> bytes | None:
    """The file's bytes without encryption, None where the empty password does not open it."""
    out = io.BytesIO()
    try:
        with pikepdf.open(path) as document, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of fields that no form lists, which are read all the same
            document.save(out, encryption=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RecursionError):
        return None
    return out.getvalue()


def _reason(error: pypdfium2.PdfiumError) -> Unreadable:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return Unreadable.PASSWORD
    return Unreadable.RIGHTS_MANAGED if code == pdfium.FPDF_ERR_SECURITY else Unreadable.DAMAGED


def _read(path: Path, document: Any, scans: Scans) -> Reading:
    kind = form_kind(document)
    form = form_of(path, MAX_PAGES) if kind else None
    gathered = Gathered(document, form, scans)
    laid_out = Layout(gathered.pages()).read()
    if kind == "xfa":
        if _is_stand_in(laid_out):
            return _xfa_reading(document, form)
        kind = "acroform"
    if not gathered.seen_anything and gathered.drawn:
        gathered.unread = gathered.drawn
        gathered.unscanned = [Picture(Place(page=page), key_of(page)) for page in gathered.drawn]
    elif not gathered.seen_anything:
        raise UnreadableFile(Unreadable.EMPTY if len(document) else Unreadable.DAMAGED, "no page shows anything")
    return Reading(
        laid_out.blocks,
        laid_out.headers,
        laid_out.footers,
        form_fields=tuple(gathered.form_fields),
        marks=tuple(gathered.marks),
        properties=_properties(document, kind, gathered.watermark),
        unread_pages=tuple(page_ranges(gathered.unread)),
        limits=tuple(_limits(document, form, kind, gathered)),
        cut_at=gathered.cut_at,
        asides=tuple(gathered.asides),
        signatures=tuple(gathered.signatures),
        unscanned=tuple(gathered.unscanned),
        scanned=tuple(gathered.scanned),
    )


def _properties(document: Any, form: str, watermark: str) -> Properties:
    return Properties(
        pages=len(document),
        title=title_of(document),
        watermark=watermark,
        author=author_of(document),
        created=day_of(document, "CreationDate"),
        changed=day_of(document, "ModDate"),
        language=language_of(document),
        page_labels=labels_of(document, min(len(document), MAX_PAGES)),
        form=form,
    )


def _limits(document: Any, form: Form | None, kind: str, gathered: Gathered) -> Iterator[str]:
    """What was not looked at, in words for whoever sent the file."""
    if len(document) > gathered.count:
        yield f"only the first {gathered.count:,} of {len(document):,} pages were read"
    if gathered.is_cut:
        yield f"only the first {MAX_CHARACTERS:,} characters were read"
    yield from dict.fromkeys(gathered.limits)
    if gathered.cut_pages:
        yield f"on {len(gathered.cut_pages)} of {len(document):,} pages not all that stands there was looked at"
    if kind and form is None:
        yield "the form inside is damaged; what was typed into it was not read"
    elif form and form.is_cut:
        yield f"only the first {MAX_CONTROLS:,} places to fill in were read"


def _is_stand_in(laid_out: LaidOut) -> bool:
    """Whether the page only says "Please wait", as a form made with XFA alone does (ISO 32000-1, 12.7.8)."""
    words = text_of(laid_out.blocks[:6]).casefold()
    return "please wait" in words or not words.strip()


def _xfa_reading(document: Any, form: Form | None) -> Reading:
    blocks: tuple[Block, ...] = xfa_blocks(form.xfa) if form else ()
    if not blocks:
        raise UnreadableFile(Unreadable.FORMAT, "a form of the XFA kind, which only Adobe's reader shows")
    return Reading(blocks, properties=_properties(document, "xfa", ""))
