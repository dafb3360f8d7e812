"""Pictures of signatures: small ones where a Word file asks people to sign. Whose they are is not known."""

from collections.abc import Iterator, Sequence

from extractors.reading import Block, PageBreak, Picture, Row, Signature, Table
from extractors.slot_tables import is_signature

_MOST_WORDS = 6
"""A label that asks for a signature is short; a sentence about signing is none."""


def signed_pictures(blocks: Sequence[Block]) -> Iterator[Signature]:
    """A signature for each picture too small to hold words behind, beside or below a label that asks for one."""
    above = ""
    for block in blocks:
        if isinstance(block, Table):
            header = block.rows[0] if block.rows else ()
            for row in block.rows:
                yield from _in_row(row, header)
            above = ""
        elif isinstance(block, Picture):
            if not block.key and _asks(above):
                yield Signature("picture", block.place)
        elif not isinstance(block, PageBreak):
            above = block.text.rsplit("\n", 1)[-1]


def _in_row(row: Row, header: Row) -> Iterator[Signature]:
    before = ""
    for cell in row:
        pictures = [block for block in cell.blocks if isinstance(block, Picture) and not block.key]
        heads = [each.text for each in header if each.column == cell.column]
        if pictures and any(map(_asks, (before, cell.text, *heads))):
            yield Signature("picture", pictures[0].place)
        yield from signed_pictures([block for block in cell.blocks if isinstance(block, Table)])
        before = cell.text


def _asks(label: str) -> bool:
    return is_signature(label) and len(label.split()) <= _MOST_WORDS
