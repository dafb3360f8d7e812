"""The words of an HTML mail, in time that grows with its length alone; a reader of mail needs no more of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,20})[^<>]*>")
DECLARATION = re.compile(r"<![^<>]*>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
IN_CELL = "\x1e"
"""Stands for the end of a line within a cell until it is known whether words stand on both sides of it."""
SILENT = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<head", "</head"), ("<title", "</title"))
LINES = frozenset(
    ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul", "ol"]
)
CELLS = frozenset(["td", "th"])


def words_of(markup: str) -> str:
    """The text a person would see, a line for each block; cells of a row are parted by tabs, items keep their numbers.

    >>> words_of("<p>One &amp; two</p><style>x</style><div>three</div>")
    'One & two\\nthree'
    >>> words_of("<table><tr><td><p>Child</p></td><td>Zoë</td></tr></table><ol><li>First</li><li>Next</li></ol>")
    'Child\\tZoë\\n1. First\\n2. Next'
    """
    markup = CONTROLS.sub("", markup)
    for start, end in SILENT:
        markup = _without(markup, start, end)
    shown = TAG.sub(_Layout().shown, DECLARATION.sub("", _one_line(markup)))
    rows = (row.split("\t") for row in html.unescape(shown).split("\n"))
    whole = "\n".join("\t".join(cell.strip(f" {IN_CELL}") for cell in row) for row in rows)
    lines = (_tidy(line) for line in whole.replace(IN_CELL, "\n").split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class _Layout:
    """Where in lists and tables we are; the number of a list that has none is None."""

    lists: list[int | None] = field(default_factory=list)
    cells: int = 0
    """Cells of the row so far; 0 outside rows."""
    in_cell: bool = False

    def shown(self, tag: re.Match[str]) -> str:
        """What a tag looks like in plain text."""
        name, closes = tag[1].strip("/").lower(), tag[1].startswith("/")
        if name in CELLS:
            return self._cell(closes)
        if name in ("ol", "ul"):
            self._list(name, closes)
        elif name == "tr":
            self.cells, self.in_cell = 0, False
        elif name == "li" and not closes and self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            return f"{IN_CELL if self.in_cell else chr(10)}{self.lists[-1]}. "
        if name not in LINES:
            return ""
        return IN_CELL if self.in_cell else "\n"

    def _cell(self, closes: bool) -> str:
        self.in_cell = not closes
        if closes:
            return ""
        self.cells += 1
        return "\t" if self.cells > 1 else ""

    def _list(self, name: str, closes: bool) -> None:
        if not closes:
            self.lists.append(0 if name == "ol" else None)
        elif self.lists:
            self.lists.pop()


def _tidy(line: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip()


def _one_line(markup: str) -> str:
    return markup.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _without(markup: str, start: str, end: str) -> str:
    """The markup less everything between these two; each letter is passed once."""
    lowered, kept, at = markup.lower(), [], 0
    if len(lowered) != len(markup):  # a few letters change length in lower case, and then places would not agree
        lowered = markup
    while (begin := lowered.find(start, at)) >= 0:
        kept.append(markup[at:begin])
        close = lowered.find(end, begin + len(start))
        if close < 0:
            return "".join(kept)
        at = close + len(end)
        if not end.endswith(">"):
            at = (lowered.find(">", at) + 1) or at
    return "".join([*kept, markup[at:]])
