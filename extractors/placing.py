"""Gives blocks another place: words that stand in a file inside a file, or in a picture."""

from collections.abc import Callable
from dataclasses import replace

from casework.evidence import Place
from extractors.reading import Block, Table


def placed(block: Block, place_of: Callable[[Place], Place]) -> Block:
    """The block and everything in it at the places made of their own."""
    place = place_of(block.place)
    if not isinstance(block, Table):
        return replace(block, place=place)
    rows = tuple(
        tuple(
            replace(cell, place=place_of(cell.place), blocks=tuple(placed(inner, place_of) for inner in cell.blocks))
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, place=place, rows=rows)
