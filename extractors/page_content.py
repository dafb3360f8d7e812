"""What is on one page, whoever looked: pdfium for a PDF's own text, a recognition engine for a picture of a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.page_words import Box, Word


@dataclass(frozen=True, slots=True)
class Filled:
    """A form control or a typed-on note of a page, and what stands in it."""

    name: str
    tag: str
    kind: str
    value: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is on a page; `tilted` words run across it, as a watermark's do."""

    words: tuple[Word, ...]
    tilted: tuple[Word, ...]
    boxes: tuple[Box, ...]
    """The boxes of thin shapes: the ruled lines."""
    filled: tuple[Filled, ...]
    pictures: float
    """How much of the page pictures cover, from 0 to 1."""
    shapes: int
    unknown_characters: float
    """The share of characters that the file gives no meaning."""
    size: tuple[float, float]
    shades: tuple[Box, ...] = ()
    """Filled areas, such as the shaded cells of a table."""
    images: tuple[Box, ...] = ()
    """Where pictures stand."""

    @property
    def across(self) -> str:
        """The tilted words as one line."""
        return " ".join(word.text for word in self.tilted)


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture of a page after a recognition engine looked at it; `content` is None where it is too poor to read.

    `turned` is how far the picture was turned clockwise to stand upright, in degrees of a quarter turn; `skew` what
    was straightened beyond that. `engines` names what read it, in the order asked.
    """

    content: PageContent | None
    engines: tuple[str, ...] = ()
    turned: int = 0
    skew: float = 0.0
    covered: float = 0.0
    """The share of the page's ink that lies inside the box of a word; an engine's own confidence shows no failure."""
    limit: str = ""
    """In words, the limit for which it was not read; "" where it was looked at."""


Scans = Mapping[str, Scan]
"""Scans by the key of their picture (`extractors.reading.Picture`)."""
NO_SCANS: Scans = {}
