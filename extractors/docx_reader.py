"""Word files (.docx, .docm, .dotx, .dotm, Strict or Transitional) -> Reading.

Macros and external links are left alone.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casework.document import Unreadable
from casework.evidence import Place
from extractors.docx_about import Parts, language_of, properties_of, signatures_in, watermark_in
from extractors.docx_chunks import Chunks
from extractors.docx_controls import Prompts
from extractors.docx_found import Found, words_of
from extractors.docx_hung import Hung
from extractors.docx_numbering import Numbering
from extractors.docx_signed import signed_pictures
from extractors.docx_styles import Styles
from extractors.docx_walk import Walker, has_open_fields
from extractors.docx_xml import is_on, value
from extractors.package import Package, Relations, parse
from extractors.page_content import NO_SCANS, Scans
from extractors.picture_scans import pictures_in, with_scans
from extractors.reading import Aside, Block, Picture, Properties, Reading, Signature, Standing, UnreadableFile, text_of

_APART = {"header": "headers", "footer": "footers", "footnotes": "notes", "endnotes": "notes"}
_NAMED = {"header": "a header", "footer": "a footer", "footnotes": "the footnotes", "endnotes": "the endnotes"}
_NEARLY = 0.1
"""How far the count of words may be from the program's own for its count of pages to be believed."""

_MOST_WORDS = 1_500
"""On a page; a program that says fewer pages has not counted them."""


def read_docx(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of a Word file; raises UnreadableFile with the reason."""
    try:
        with Package(path) as package:
            return _File(package).read(scans)
    except RecursionError as error:
        raise UnreadableFile(Unreadable.UNSAFE, "nested deeper than any form") from error


@dataclass(slots=True)
class _Main:
    """The main part of a Word file."""

    data: bytes
    root: Any
    w: str
    relations: Relations


def _main_of(package: Package) -> _Main:
    """The part the package's officeDocument relationship names (11.3.10); often it is not document.xml."""
    targets = (target for kind, target in package.relations("").values() if kind == "officeDocument")
    name = next(targets, "word/document.xml")
    data = package.data(name)
    root = None if data is None else parse(data)
    if data is None or root is None or not str(root.tag).endswith("}document"):
        raise UnreadableFile(Unreadable.DAMAGED, "no Word document inside")
    return _Main(data, root, str(root.tag)[: -len("document")], package.relations(name))


class _File:
    """Reads one Word file; one that another takes in adds to what was found in that."""

    def __init__(self, package: Package, around: Found | None = None) -> None:
        self._package, self._main = package, _main_of(package)
        relations, w = self._main.relations, self._main.w
        self._found = around or Found(w, Prompts(self._glossary, w))
        self._parts = parts = Parts(package, self._found)
        styles = parts.first(relations, "styles", "its styles")
        self._properties, self._words = properties_of(parts, package, language_of(styles, w))
        self._signatures = () if around else tuple(signatures_in(parts))
        self._hung = Hung(
            package,
            self._found,
            is_inside=around is not None,
            signed_lines={line: signature.who for line, signature in self._signatures if line},
        )
        drawn = 1 + self._main.data.count(b"lastRenderedPageBreak")
        self._pages_are_sure = drawn > 1 and drawn == self._properties.pages
        self._walker = Walker(
            self._found,
            Styles(styles, w),
            Numbering(parts.first(relations, "numbering", "its numbering"), w),
            self._hung,
            Chunks(package, self._found, None if around else self._inner).read,
            pages_are_sure=self._pages_are_sure,
        )

    def _glossary(self) -> Any | None:
        return self._parts.first(self._main.relations, "glossaryDocument", "its prompts")

    def _inner(self, package: Package, name: str) -> list[Block]:
        """The blocks of a Word file that this one takes in, at a part so named."""
        found = self._found
        before = found.at, found.paragraphs
        blocks = _File(package, found).body(name)
        found.at, found.paragraphs = before
        return list(blocks)

    def body(self, name: str | None = None) -> tuple[Block, ...]:
        """The blocks of the main part, named where the file stands inside another."""
        main = self._main
        broken = has_open_fields(main.root, main.w, main.data)
        return self._walker.blocks(main.root, main.relations, name, broken=broken)

    def read(self, scans: Scans) -> Reading:
        """Everything a person sees in the file."""
        body = self.body()
        headers, footers, notes = (tuple(self._apart(group)) for group in ("headers", "footers", "notes"))
        self._comments()
        found, hung = self._found, self._hung
        body = (*pictures_in((*headers, *footers)), *body)  # a picture of a whole page behind the text is a page
        pictures = tuple(pictures_in(body))
        laid = with_scans(body, pictures, scans)
        unscanned = tuple(picture for picture in pictures if picture.key not in scans)
        unread = [(number, number) for number in laid.unread]
        if not text_of(laid.blocks):
            self._refuse_if_elsewhere(unscanned)
            unread = unread or ([(1, len(unscanned))] if unscanned else [])
        return Reading(
            laid.blocks,
            (*headers, *laid.headers),
            (*footers, *laid.footers),
            notes,
            tuple(found.form_fields),
            tuple(found.marks),
            self._about(body),
            tuple(unread),
            tuple(found.limits),
            tuple(found.asides),
            (*self._unplaced_signatures(), *hung.signatures, *signed_pictures(body), *laid.signatures),
            unscanned,
            laid.scanned,
            cut_at=0 if found.is_full else None,
        )

    def _apart(self, group: str) -> list[Block]:
        """Headers, footers or notes: apart from the body."""
        blocks: list[Block] = []
        for kind, target in dict.fromkeys(self._main.relations.values()):
            if _APART.get(kind) != group:
                continue
            root = self._parts.part(target, _NAMED[kind])
            if root is None:
                continue
            if group != "notes":
                self._hung.watermark = self._hung.watermark or watermark_in(root)
            relations = self._parts.relations(target)
            broken = has_open_fields(root, self._main.w)
            blocks += self._walker.blocks(root, relations, kind.removesuffix("s"), broken=broken)
        return blocks

    def _comments(self) -> None:
        """Comments (17.13.4), each at the place of the words it hangs on."""
        root = self._parts.first(self._main.relations, "comments", "the comments")
        w, places = self._main.w, self._walker.runs.comments
        for each in () if root is None else root.iterchildren(w + "comment"):
            said = ("".join(line.itertext(w + "t")).strip() for line in each.iter(w + "p"))
            if text := "\n".join(filter(None, said)):
                place = places.get(each.get(w + "id", ""), Place(part="comment"))
                self._found.asides.append(Aside(Standing.COMMENT, text, place))

    def _about(self, body: tuple[Block, ...]) -> Properties:
        """What the file says of itself; a count of pages is left out where its text has changed since."""
        said = self._properties
        settings = self._parts.first(self._main.relations, "settings", "its settings")
        records = settings is not None and is_on(value(settings, self._main.w, "trackRevisions")) is True
        is_fresh = self._pages_are_sure or self._is_fresh(body)
        return replace(
            said,
            pages=said.pages if is_fresh else None,
            tracked_changes=self._found.tracked_changes or records,
            watermark=self._hung.watermark,
        )

    def _is_fresh(self, body: tuple[Block, ...]) -> bool:
        """Whether the words are still as many as the file's program counted, and no more than its pages can hold."""
        if not self._words or not self._properties.pages:
            return False
        words = sum(len(text.split()) for text in words_of(body))
        return abs(words - self._words) <= _NEARLY * self._words and words <= _MOST_WORDS * self._properties.pages

    def _unplaced_signatures(self) -> list[Signature]:
        placed = {signature.who for signature in self._hung.signatures if signature.kind == "digital"}
        return [signature for line, signature in self._signatures if not line or signature.who not in placed]

    def _refuse_if_elsewhere(self, unscanned: tuple[Picture, ...]) -> None:
        """Refuse a file whose words are elsewhere: in pictures that cannot be had, or in files inside it."""
        root = self._main.root
        if unscanned:
            return
        if next(root.iter("{*}blip", "{*}imagedata"), None) is not None:
            raise UnreadableFile(Unreadable.POOR_SCAN, "pictures and no words")
        if next(root.iter("{*}altChunk", "{*}OLEObject"), None) is not None:
            raise UnreadableFile(Unreadable.FORMAT, "only other files inside")
