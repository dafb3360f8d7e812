"""The pages of a PDF one after another: what each holds, which of them hold no text and need a recognition engine."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2

from casework.evidence import Place
from extractors.page_content import PageContent, Scans
from extractors.page_layout import PageLayout, is_watermark
from extractors.pdf_form import Control, Form
from extractors.pdf_page import PdfPage, page_of
from extractors.pdf_sound import is_rubbish
from extractors.reading import Aside, FormField, Mark, Picture, ScannedPage, Signature
from extractors.scanned_page import scanned_page, signatures_on

MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
_STAMP_WORDS = 12
"""A page with no more words than this under a picture of the whole page is a scan with a stamp on it."""
_WHOLE_PAGE = 0.5
_SOME_PICTURE = 0.05
_DRAWN = 40
"""A page of so many shapes and no text has its letters drawn."""
_UNKNOWN = 0.5


class Gathered:
    """What was found page by page; `pages` gives each page once, so that only one is held at a time."""

    def __init__(self, document: Any, form: Form | None, scans: Scans) -> None:
        self._document, self._form, self._scans = document, form, scans
        self.count = min(len(document), MAX_PAGES)
        self._characters = 0
        self._radios: dict[str, FormField] = {}
        self.unread: list[int] = []
        self.drawn: list[int] = []
        """Pages that show a few shapes and nothing else: nothing beside real pages, everything where there are none."""
        self.unscanned: list[Picture] = []
        self.scanned: list[ScannedPage] = []
        self.form_fields: list[FormField] = []
        self.marks: list[Mark] = []
        self.asides: list[Aside] = []
        self.signatures: list[Signature] = []
        self.limits: list[str] = []
        self.watermark = ""
        self.cut_pages: list[int] = []
        self.cut_at: int | None = self.count + 1 if len(document) > self.count else None
        self.is_cut = self.seen_anything = False

    def pages(self) -> Iterator[PageLayout]:
        """Each page's words and lines, laid out by whoever asked before the next is opened."""
        for index in range(self.count):
            page = self._page(index, self._form.controls.get(index, []) if self._form else None)
            if page is not None:
                yield self._taken(index + 1, page)
            if self._characters > MAX_CHARACTERS and index + 1 < len(self._document):
                self.is_cut, self.cut_at = True, index + 2
                break
        for control in self._form.loose if self._form else ():
            self.form_fields.append(_field(control.label or control.tag, control, Place()))
        self.form_fields += self._radios.values()

    def _page(self, index: int, controls: list[Control] | None) -> PdfPage | None:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            self._not_read(index + 1, (0.0, 0.0))  # a broken page among good ones still shows something to somebody
            return None
        try:
            return page_of(page, index + 1, controls)
        finally:
            page.close()

    def _not_read(self, number: int, size: tuple[float, float]) -> None:
        self.unread.append(number)
        self.seen_anything = True
        if key_of(number) not in self._scans:
            self.unscanned.append(Picture(Place(page=number, box=(0.0, 0.0, *size)), key_of(number)))

    def _taken(self, number: int, page: PdfPage) -> PageLayout:
        content = page.content
        self._forms(number, page)
        self.signatures += page.signatures
        if page.is_cut:
            self.cut_pages.append(number)
        if is_watermark(content.across) and not self.watermark:
            self.watermark = content.across
        if needs_scan(content):
            return self._as_scan(number, page)
        self.asides += page.asides
        self.seen_anything |= bool(content.words or content.tilted or content.filled or page.asides or page.signatures)
        if (content.shapes or page.is_marked) and not content.words:
            self.drawn.append(number)
        self._characters += sum(len(word.text) for word in content.words)
        return PageLayout(number, content)

    def _as_scan(self, number: int, page: PdfPage) -> PageLayout:
        """The page with what an engine read in its picture; without that, with the few words that can be read."""
        key, content = key_of(number), page.content
        scan = self._scans.get(key)
        if scan is not None:
            self.scanned.append(scanned_page(key, scan))
            self.signatures += signatures_on(scan, Place(page=number))
            self.limits += [scan.limit] if scan.limit else []
        self.seen_anything = True
        if scan is not None and scan.content is not None:
            return PageLayout(number, _with_controls(scan.content, content), key)
        self._not_read(number, content.size)
        if is_garbled(content):
            return PageLayout(number, replace(content, words=(), tilted=(), boxes=(), shades=(), images=()), key)
        self.asides += page.asides
        return PageLayout(number, replace(content, images=(), tilted=content.tilted if content.words else ()), key)

    def _forms(self, number: int, page: PdfPage) -> None:
        for filled in page.content.filled:
            place = Place(page=number, box=filled.box)
            if filled.kind in ("checkbox", "radio"):
                self.marks.append(Mark(filled.value == "☒", filled.name, place))
            if filled.kind not in ("note", "radio"):
                self.form_fields.append(FormField(filled.name, filled.tag, filled.kind, filled.value, False, place))
        for control, box in page.choices:
            if control.value == "☒" or control.tag not in self._radios:
                place = Place(page=number, box=box)
                value = control.choice if control.value == "☒" else ""
                name = control.label or control.tag
                self._radios[control.tag] = FormField(name, control.tag, "dropdown", value, False, place)


def key_of(number: int) -> str:
    """What a page is called as a picture."""
    return f"page:{number}"


def needs_scan(content: PageContent) -> bool:
    """Whether a page shows what cannot be read as text: a scan, drawn letters, or letters that make no words."""
    if is_garbled(content) or (len(content.words) <= _STAMP_WORDS and content.pictures >= _WHOLE_PAGE):
        return True
    written = any(filled.value not in ("", "☐") for filled in content.filled)
    return not content.words and not written and (content.pictures > _SOME_PICTURE or content.shapes >= _DRAWN)


def is_garbled(content: PageContent) -> bool:
    """Whether the letters of a page make no words."""
    return bool(content.words) and (content.unknown_characters >= _UNKNOWN or is_rubbish(content.words))


def _field(name: str, control: Control, place: Place) -> FormField:
    kind = {"radio": "dropdown", "signature": "other"}.get(control.kind, control.kind)
    return FormField(name, control.tag, kind, control.value, False, place)


def _with_controls(scan: PageContent, page: PageContent) -> PageContent:
    """A scan with what stands in the controls over it, except where the engine has read that from the picture."""
    if not page.filled or any(abs(a - b) > 0.02 * max(a, b) for a, b in zip(scan.size, page.size, strict=True)):
        return replace(scan, filled=(*scan.filled, *page.filled))
    unseen = [filled for filled in page.filled if not any(word.lies_in(filled.box) for word in scan.words)]
    return replace(scan, filled=(*scan.filled, *unseen))
