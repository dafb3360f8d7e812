"""What the first blocks of a stretch of a file say: its type and its children, while its end is looked for."""

from extractors.catalogue import Catalogue
from extractors.people import children_of
from extractors.reading import Reading, worded
from extractors.recognise import recognise
from extractors.words import folded

_TELLING_BLOCKS = 400


def kind_of(reading: Reading, start: int, stop: int, catalogue: Catalogue) -> str | None:
    """The type of the paper in these blocks, as far as it has come; None where they tell of none."""
    blocks = reading.blocks[start : min(stop, start + _TELLING_BLOCKS)]
    return recognise(worded(Reading(blocks=blocks)), catalogue, "").type


def children_in(reading: Reading, start: int, stop: int) -> frozenset[str]:
    """Every part of the names of the children in these blocks, folded."""
    blocks = reading.blocks[start : min(stop, start + _TELLING_BLOCKS)]
    children = children_of(worded(Reading(blocks=blocks)), "")
    return frozenset(word for child in children for word in folded(child.name).split())
