"""Puts the words of scanned pictures into a reading, each behind its picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casework.evidence import Place
from extractors.page_content import Scans
from extractors.page_layout import LaidOut, Layout, PageLayout
from extractors.placing import placed
from extractors.reading import Block, Cell, Picture, ScannedPage, Signature, Table, block_text
from extractors.scanned_page import scanned_page, signatures_on


@dataclass(frozen=True, slots=True)
class Laid:
    """Blocks with the words of their pictures, what stands apart from those, and what was seen of each picture."""

    blocks: tuple[Block, ...]
    headers: tuple[Block, ...]
    footers: tuple[Block, ...]
    """What repeats at top and foot of the scanned pages."""
    scanned: tuple[ScannedPage, ...]
    signatures: tuple[Signature, ...]
    unread: tuple[int, ...]
    """Which of the scanned pictures, counted from 1, are too poor to read."""


def with_scans(blocks: tuple[Block, ...], pictures: Sequence[Picture], scans: Scans) -> Laid:
    """The blocks with the words of those pictures that were scanned.

    All pictures are laid out together, so that a table that goes on over two of them is one table. The words' places
    name the picture and not a page: which page of the file it stands on is not known.
    """
    keys = [picture.key for picture in pictures if picture.key in scans]
    pages = [PageLayout(number, content) for number, key in enumerate(keys, 1) if (content := scans[key].content)]
    words: dict[str, list[Block]] = {}
    laid_out = Layout(pages).read() if pages else LaidOut()
    for block in laid_out.blocks:
        number = block.place.page or 1
        words.setdefault(keys[number - 1], []).append(placed(block, _in_picture))
    return Laid(
        tuple(_filled_in(blocks, words)) if words else blocks,
        tuple(placed(block, _in_picture) for block in laid_out.headers),
        tuple(placed(block, _in_picture) for block in laid_out.footers),
        tuple(scanned_page(key, scans[key]) for key in keys),
        tuple(
            signature
            for number, key in enumerate(keys, 1)
            for signature in signatures_on(scans[key], Place(part=f"picture {number}"))
        ),
        tuple(number for number, key in enumerate(keys, 1) if scans[key].content is None),
    )


def pictures_in(blocks: Sequence[Block]) -> Iterator[Picture]:
    """The pictures among some blocks that may hold words, those inside tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Picture) and block.key:
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from pictures_in(cell.blocks)


def _filled_in(blocks: Sequence[Block], words: dict[str, list[Block]]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            block = replace(block, rows=tuple(tuple(_cell(cell, words) for cell in row) for row in block.rows))
        found.append(block)
        if isinstance(block, Picture):
            found += words.get(block.key, [])
    return found


def _cell(cell: Cell, words: dict[str, list[Block]]) -> Cell:
    if not any(isinstance(block, Picture | Table) for block in cell.blocks):
        return cell
    blocks = tuple(_filled_in(cell.blocks, words))
    return replace(cell, blocks=blocks, text="\n".join(text for text in map(block_text, blocks) if text))


def _in_picture(place: Place) -> Place:
    """The picture, counted from 1, in place of the page it was laid out as."""
    part = " of ".join(filter(None, (place.part, f"picture {place.page}")))
    return replace(place, page=None, part=part)
