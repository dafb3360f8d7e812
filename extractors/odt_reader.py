"""OpenDocument texts (.odt, .ott, and .fodt, which is one XML file) -> Reading. Nothing in them is run or fetched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from casework.document import Unreadable
from extractors.docx_xml import whole
from extractors.odt_drawn import Drawn, take_watermark
from extractors.odt_lists import Lists
from extractors.odt_styles import OFFICE, STYLE, Styles
from extractors.odt_walk import Walker
from extractors.package import MAX_PART, Package, parse
from extractors.page_content import NO_SCANS, Scans
from extractors.picture_scans import with_scans
from extractors.reading import Block, Properties, Reading, UnreadableFile, text_of

META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_MACROS = ("Basic/script-lc.xml", "Scripts/")
_SHOWN_ABOVE = frozenset(("header", "header-left", "header-first"))
_SHOWN_BELOW = frozenset(("footer", "footer-left", "footer-first"))


def read_odt(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of an OpenDocument text; raises UnreadableFile with the reason."""
    with opened(path) as (parts, package):
        drawn = Drawn(package.has)
        return _scanned(_read(parts, drawn, any(map(package.has, _MACROS))), drawn, scans)


@contextmanager
def opened(path: Path) -> Iterator[tuple["Parts", Package]]:
    """The parts of an OpenDocument package; raises UnreadableFile with the reason, then or while they are read."""
    try:
        with Package(path) as package:
            manifest = package.part("META-INF/manifest.xml")
            if manifest is not None and next(manifest.iter(_ENCRYPTED), None) is not None:
                raise UnreadableFile(Unreadable.PASSWORD, "its manifest says that its parts are encrypted")
            content = package.part("content.xml")
            if content is None:
                raise UnreadableFile(Unreadable.DAMAGED, "no content inside")
            yield Parts(content, package.part("styles.xml"), package.part("meta.xml")), package
    except RecursionError as error:
        raise UnreadableFile(Unreadable.UNSAFE, "nested deeper than any form") from error


def _scanned(reading: Reading, drawn: Drawn, scans: Scans) -> Reading:
    """The reading with the words of its scanned pictures; of those too poor to read it is said where they come."""
    laid = with_scans(reading.blocks, drawn.unscanned, scans)
    left = tuple(each for each in drawn.unscanned if each.key not in scans)
    unread = tuple((number, number) for number in laid.unread)
    if not unread and left and not text_of(laid.blocks):
        unread = ((1, len(left)),)
    return replace(reading, blocks=laid.blocks, scanned=laid.scanned, unscanned=left, unread_pages=unread)


def read_flat_odt(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of an OpenDocument text in one XML file (Part 3, 3.1.2); raises UnreadableFile with the reason."""
    if path.stat().st_size > MAX_PART:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"an XML file of more than {MAX_PART} bytes")
    try:
        root = parse(path.read_bytes())
        scripts = root.find(OFFICE + "scripts")
        has_macros = scripts is not None and len(scripts) > 0
        return _read(Parts(root, root, root), Drawn(lambda _: False), has_macros)
    except RecursionError as error:
        raise UnreadableFile(Unreadable.UNSAFE, "nested deeper than any form") from error


class Parts:
    """The roots of the three parts that we read; in a flat file they are one."""

    def __init__(self, content: Any, styles: Any | None, meta: Any | None) -> None:
        common = None if styles is None else styles.find(OFFICE + "styles")
        own = content.find(OFFICE + "automatic-styles")
        apart = None if styles is None else styles.find(OFFICE + "automatic-styles")
        self.body = content.find(f"{OFFICE}body/{OFFICE}text")
        self.sheets = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
        self.body_styles = (common, own)
        self.page_styles = (common, apart)
        self.masters = None if styles is None else styles.find(OFFICE + "master-styles")
        self.meta = None if meta is None else meta.find(OFFICE + "meta")
        self.common = common


def _read(parts: Parts, drawn: Drawn, has_macros: bool) -> Reading:
    if parts.body is None:
        raise UnreadableFile(Unreadable.FORMAT, "an OpenDocument file that is no text")
    walker = Walker(Styles(*parts.body_styles), Lists(parts.body_styles), drawn)
    blocks = walker.blocks(parts.body)
    around = Walker(Styles(*parts.page_styles), Lists(parts.page_styles), drawn)
    regions = [] if parts.masters is None else [each for page in parts.masters for each in page]
    watermark = next(filter(None, [take_watermark(each) for each in regions]), "")
    above = tuple(_regions(regions, _SHOWN_ABOVE, "header", around))
    below = tuple(_regions(regions, _SHOWN_BELOW, "footer", around))
    return Reading(
        blocks,
        above,
        below,
        tuple(walker.texts.notes),
        (*walker.form_fields, *around.form_fields),
        (*walker.marks, *around.marks),
        properties_of(parts, walker.texts.has_changes or around.texts.has_changes, watermark, has_macros),
        limits=("only the first cells of its tables were read",) if walker.is_cut_short else (),
        cut_at=0 if walker.is_cut_short else None,
        asides=(*walker.asides, *around.asides),
        unscanned=tuple(drawn.unscanned),
    )


def _regions(regions: list[Any], wanted: frozenset[str], part: str, walker: Walker) -> Iterable[Block]:
    """What stands above or below the pages, each once: most of a file's kinds of page repeat one another's."""
    seen: set[str] = set()
    for each in regions:
        if str(each.tag).removeprefix(STYLE) in wanted and each.get(STYLE + "display") != "false":
            words = "".join(each.itertext())
            if words not in seen:
                seen.add(words)
                yield from walker.blocks(each, part)


def properties_of(parts: Parts, tracked: bool, watermark: str, has_macros: bool) -> Properties:
    """What the file says of itself (Part 3, 4.3); both dates are local times without a zone."""

    def said(name: str) -> str:
        found = None if parts.meta is None else parts.meta.find(name)
        return "" if found is None else (found.text or "").strip()

    counted = None if parts.meta is None else parts.meta.find(META + "document-statistic")
    return Properties(
        pages=None if counted is None else whole(counted.get(META + "page-count")),
        title=said(DC + "title"),
        tracked_changes=tracked,
        watermark=watermark,
        author=said(META + "initial-creator"),
        changed_by=said(DC + "creator"),
        created=_day(said(META + "creation-date")),
        changed=_day(said(DC + "date")),
        language=said(DC + "language") or _usual_language(parts.common),
        macros=has_macros,
    )


def _usual_language(common: Any | None) -> str:
    """The language of the usual paragraph (20.202, 20.188)."""
    fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
    for each in () if common is None else common.iter(STYLE + "default-style"):
        text = each.find(STYLE + "text-properties")
        if each.get(STYLE + "family") == "paragraph" and text is not None and text.get(fo + "language"):
            return "-".join(filter(None, (text.get(fo + "language"), text.get(fo + "country"))))
    return ""


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
