"""The pages of a file, drawn, with what was seen on each; and what bounds the size of the page that shows them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from casework.document import Unreadable
from extractors.reading import Reading, ScannedPage
from generators.reading_page_things import Break, Drawing, Flow, Grid, Part, Piece, Sheet, Thing, things_of
from panelready.reading_room import ReadingRoom
from panelready.showing import ReadFile
from panelready.showing_marks import picture_name
from panelready.showing_pictures import Asked

MOST_PAGES = 40
"""Pages drawn unless others are asked for: a longer page is slow to open, and nobody looks at all of it."""
MOST_PICTURES = 30_000_000
"""Characters of all pictures together; the page of 40 scans stays small enough for any browser and telephone."""
MOST_THINGS = 10_000
"""Things shown of one file; beyond them a browser gets slow. The plain text and --json hold all."""
_TYPES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+=*")

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a file: what was seen on each, which could not be read, what they call themselves, their scans."""

    count: int
    things: dict[int, list[Thing]]
    unread: set[int]
    labels: dict[int, str]
    scans: dict[str, ScannedPage]

    @classmethod
    def of(cls, reading: Reading, part: Part) -> "_Pages":
        things: dict[int, list[Thing]] = {}
        for thing in part.things:
            things.setdefault(thing.place.page or 1, []).append(thing)
        unread = set(chain.from_iterable(range(first, last + 1) for first, last in reading.unread_pages))
        return cls(
            count=max(reading.properties.pages or 0, *things, *unread, 0),
            things=things,
            unread=unread,
            labels=dict(enumerate(reading.properties.page_labels, 1)),
            scans={scan.key: scan for scan in reading.scanned},
        )


@dataclass(slots=True)
class Drawer:
    """Draws pages within what is left; `pages` are the first and the last to be drawn."""

    room: ReadingRoom
    pages: tuple[int, int] = (1, MOST_PAGES)
    tell: Tell = lambda done, of: None
    left: int = field(default=MOST_PICTURES)

    def drawn(self, read: ReadFile, part: Part) -> Part:
        """The part with the pages of its file drawn, or the scanned pictures in its text; cut where it is too long."""
        key = _PAGED.get(read.file.kind)
        if isinstance(read.reading, Unreadable):
            is_poor = read.reading is Unreadable.POOR_SCAN
            return replace(part, sheets=tuple(self._unread(read, key))) if key and is_poor else part
        if key is None:
            return _cut(replace(part, pictures=tuple(self._pictures(read, read.reading, part))))
        pages = _Pages.of(read.reading, part)
        sheets = tuple(self._sheet(read, part, pages, f"{key}:{number}", number) for number in self._shown(pages))
        limits = (*part.limits, *self._limits(pages.count))
        return _cut(replace(part, sheets=sheets, flow=(), apart=(), limits=limits))

    def _shown(self, pages: "_Pages") -> list[int]:
        """The pages to be drawn, and those that something was seen on."""
        asked = range(self.pages[0], min(self.pages[1], pages.count) + 1)
        return sorted({*asked, *pages.things, *pages.unread})

    def _sheet(self, read: ReadFile, part: Part, pages: "_Pages", key: str, number: int) -> Sheet:
        first, last = self.pages
        is_asked = first <= number <= last
        drawing = self._draw(_asked(read, key, pages.scans)) if is_asked else None
        if is_asked:
            self.tell(number - first + 1, min(pages.count, last) - first + 1)
        label = pages.labels.get(number, "")
        return Sheet(
            number=number,
            things=tuple(pages.things.get(number, ())),
            drawing=drawing,
            without="" if drawing else _why_not(is_asked, self.left),
            label=label if label != str(number) else "",
            is_unread=number in pages.unread,
            scan=dict(part.scans).get(f"Page {number}", ""),
        )

    def _unread(self, read: ReadFile, key: str) -> Iterator[Sheet]:
        """The pages of a file of which nothing could be read, so that a person sees why."""
        for number in range(self.pages[0], self.pages[1] + 1):
            drawing = self._draw(Asked(str(read.path.absolute()), read.file.kind, f"{key}:{number}", key != "page"))
            if drawing is None:
                return
            yield Sheet(number, (), drawing, is_unread=True)

    def _pictures(self, read: ReadFile, reading: Reading, part: Part) -> Iterator[Sheet]:
        scans = {scan.key: scan for scan in reading.scanned}
        things = part.things if scans else ()
        for number, key in enumerate(scans, 1):
            on_it = tuple(thing for thing in things if thing.place.part == picture_name(number))
            drawing = self._draw(_asked(read, key, scans)) if number <= MOST_PAGES else None
            self.tell(number, len(scans))
            without = "" if drawing else _why_not(number <= MOST_PAGES, self.left)
            yield Sheet(number, on_it, drawing, without, scan=part.scans[number - 1][1])

    def _draw(self, asked: Asked) -> Drawing | None:
        drawn = self.room.draw(asked) if self.left > 0 else None
        if drawn is None or drawn.type not in _TYPES or not _BASE64.fullmatch(drawn.base64):
            return None
        self.left -= len(drawn.base64)
        return Drawing(drawn.type, drawn.base64, drawn.wide, drawn.high)

    def _limits(self, count: int) -> Iterator[str]:
        first, last = self.pages
        if first == 1 and last < count:
            others = f"--pages {last + 1}-{min(count, last + MOST_PAGES)}"
            yield f"The first {last} of {count:,} pages are drawn, and what we saw on the others is listed."
            yield f"To see others drawn, say {others}."
        elif first > count:
            yield f"No page is drawn: you asked for pages from {first} on, and there are only {count:,}."
        elif first > 1:
            yield f"Pages {first} to {min(last, count)} of {count:,} are drawn, as you asked."
        if self.left <= 0:
            yield "The pictures of the pages grew too large, so not all of them are drawn."


_PAGED = {"pdf": "page", **dict.fromkeys(("png", "jpeg", "tiff", "gif", "bmp", "webp", "heic"), "frame")}
"""How the pages of a kind of file are called by their keys (`extractors.reading.Picture`)."""


def _asked(read: ReadFile, key: str, scans: dict[str, ScannedPage]) -> Asked:
    scan = scans.get(key)
    is_scan = scan is not None or not key.startswith("page:")
    return Asked(str(read.path.absolute()), read.file.kind, key, is_scan, scan.turned if scan else 0)


def _why_not(asked: bool, left: int) -> str:
    if not asked:
        return "This page is not drawn."
    return "This page could not be drawn." if left > 0 else "This page is not drawn: the pictures grew too large."


def _cut(part: Part) -> Part:
    """The part without what goes beyond MOST_THINGS, and a sentence that says so."""
    count = len(part.things)
    if count <= MOST_THINGS:
        return part
    limit = f"Only the first {MOST_THINGS:,} of {count:,} things that we saw are shown here."
    sheets = tuple(_cut_sheet(sheet) for sheet in part.sheets)
    apart = () if not part.sheets and len(things_of(part.flow)) > MOST_THINGS else part.apart
    return replace(part, sheets=sheets, flow=_cut_flow(part.flow), apart=apart, limits=(*part.limits, limit))


def _cut_sheet(sheet: Sheet) -> Sheet:
    return replace(sheet, things=tuple(thing for thing in sheet.things if thing.number <= MOST_THINGS))


def _cut_flow(flow: Flow) -> Flow:
    kept: list[Piece | Grid | Break] = []
    for piece in flow:
        if isinstance(piece, Grid) and piece.thing.number <= MOST_THINGS:
            rows = tuple(row for row in piece.rows if not row or row[0].thing.number <= MOST_THINGS)
            kept.append(replace(piece, rows=rows))
        elif isinstance(piece, Break) or (isinstance(piece, Piece) and piece.thing.number <= MOST_THINGS):
            kept.append(piece)
    return tuple(kept)
