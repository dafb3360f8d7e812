"""Evidence: the words that gave a value, and where they stand. No value without it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words stand in a file, in the terms a person would use to find them.

    Pages, paragraphs, tables, rows and cells count from 1. `box` is left, top, right, bottom in points from the
    page's top left corner (PDF only). `part` names text outside the body: header, footer, footnote, message body.
    """

    part: str | None = None
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        """Say the place in words.

        >>> str(Place(page=2, table=1, row=4))
        'page 2, table 1, row 4'
        """
        counted = ("page", "paragraph", "table", "row", "cell", "line")
        words = [self.part] if self.part else []
        words += [f"{name} {getattr(self, name)}" for name in counted if getattr(self, name) is not None]
        return ", ".join(words) or "whole file"


SUBJECT = Place(part="subject")
"""Where the subject line of a mail stands, which is among no words of its body."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that were seen, in which file, and where."""

    file: str
    place: Place
    words: str
