"""Adds runs of words to a line, in formats that count several spaces as one: OpenDocument and HTML."""

import re
from dataclasses import dataclass

from extractors.docx_glyphs import EMPTY, TICKED, plain
from extractors.docx_line import Line
from extractors.reading import Mark, Standing

_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run of words looks; words `apart` are in no block, those `also` something are in both."""

    bold: bool = False
    size: float = 0.0
    apart: Standing | None = None
    also: tuple[Standing, ...] = ()
    keeps_spaces: bool = False


def add_run(line: Line, text: str, look: RunLook) -> None:
    """Add words that look so."""
    text = text if text.isascii() else plain(text)
    if not look.keeps_spaces:
        text = _SPACES.sub(" ", text)
    if look.apart is not None:
        line.left_out(look.apart, text)
        return
    if not look.keeps_spaces and text.startswith(" ") and _ends_in_space(line):
        text = text[1:]
    start = len(line.parts)
    if text or line.parts[-1:] != [""]:
        line.parts.append(text)  # even if it is nothing: what is left out before it and after it is then not one
    if not text:
        return
    line.marks += [Mark(char == TICKED, "", line.place) for char in text if char in (TICKED, EMPTY)]
    for how in look.also:
        line.stands_out(how, start)
    if not text.isspace():
        line.bold = look.bold and line.bold is not False
        line.size = max(line.size or 0.0, look.size)


def _ends_in_space(line: Line) -> bool:
    """Whether the words so far end in a space, or there are none."""
    last = next((part for part in reversed(line.parts) if part), " ")
    return last[-1] in " \t\n"
