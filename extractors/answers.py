"""What is left of an answer once the form's own printed text is taken away, and what it says."""

import re

from casework.answered import Answered
from casework.document import DocumentType
from casework.judging import once_for_all
from extractors.catalogue import Catalogue
from extractors.guidance import is_guidance_alone, is_left_to_write
from extractors.words import folded

_UNFILLED = re.compile(
    r"\[(?:insert|name|date|case|court|number|place|child|mother|father|local authority|\*\*)[^\]]*\]"
    r"|«[^»]*»|\bx{3,}\b|\bx{2}/x{2}/x{2,4}\b|\b(?:dd/mm/yy(?:yy)?)\b|\b0?1/0?1/0000\b|_{2,}(?:/_{2,})*|\.{4,}|…{2,}"
    r"|\(?delete (?:as|where|if) (?:appropriate|applicable|relevant|necessary)\)?",
    re.IGNORECASE,
)
_UNFILLED_MARKS = ("[", "«", "xx", "dd/mm", "/0000", "__", "....", "……", "delete")
_CHOICES = re.compile(r"yes\s*(?:/|or)\s*no|y\s*/\s*n", re.IGNORECASE)
_DRAWN = (
    (re.compile(r"\[\s*[xX✓✔✗✘]\s*\]|\(\s*[xX✓✔]\s*\)|☑"), "☒"),
    (re.compile(r"\[\s*_?\s*\]|\(\s+\)|□"), "☐"),
)
"""Tick boxes as people type them, and as other programs draw them."""
_BOX = re.compile(r"[☒☐]")
_CHOICES_BESIDE = re.compile(r"[^|\n\t]+")
"""A cell or a line, with all of its choices."""
_LOOSE = re.compile(r"^[\s/|►▶▸➤➢➔➜→]+|[\s/|]+$")
"""What is left between alternatives once all but one are struck out, and what points to an answer."""


class Answers:
    """Judges answers on forms of one type."""

    def __init__(self, catalogue: Catalogue, form: DocumentType | None) -> None:
        self._placeholders = catalogue.placeholders
        prompts = {folded(prompt) for prompt in (form.prompts if form else ())} - {""}
        self._whole = prompts | catalogue.blank_lines
        self._starts: dict[str, tuple[str, ...]] = {}
        for each in sorted((f"{each} " for each in self._whole if len(each.split()) > 2), key=len, reverse=True):
            first = each.partition(" ")[0]
            self._starts[first] = (*self._starts.get(first, ()), each)

    @classmethod
    def on(cls, catalogue: Catalogue, form: DocumentType | None) -> "Answers":
        """The judge of answers on forms of that type."""
        return _answers_on(catalogue, form)

    def answer(self, text: str) -> tuple[str, Answered]:
        """The sender's own words in an answer, and what they say.

        "TBC" is kept as it stands and counts as blank; "N/A", "none" and "£0" are answers.
        """
        lines = [kept for line in with_boxes(text).split("\n") if (kept := self.own_words(line))]
        value = _chosen(lines).strip()
        return value, self.said_by(value)

    def said_by(self, value: str) -> Answered:
        """What words say from which the form's own printed text is already taken."""
        if _CHOICES.fullmatch(value.strip(" \t.")) or is_guidance_alone(value):
            return Answered.BLANK
        return Answered.DEFERRED if is_left_to_write(value) else self._placeholders.said_by(value)

    def own_words(self, line: str) -> str:
        """A line without what is printed on the form; "" where nothing is left of it."""
        line = _LOOSE.sub("", _UNFILLED.sub(" ", line) if _may_be_unfilled(line) else line)
        if _BOX.search(line):
            return line
        key = folded(line)
        if not key or key in self._whole:
            return ""
        starts = self._starts.get(key.partition(" ")[0], ())
        return next((_after(line, start.rstrip()) for start in starts if key.startswith(start)), line)


_answers_on = once_for_all(Answers)


def with_boxes(text: str) -> str:
    """A text with its tick boxes written one way.

    >>> with_boxes("[x] Yes [ ] No")
    '☒ Yes ☐ No'
    """
    for drawn, box in _DRAWN:
        text = drawn.sub(box, text)
    return text


def _may_be_unfilled(line: str) -> bool:
    """Whether anything is there of which what nobody filled in is made: to look closely takes longer."""
    small = line.casefold()
    return any(mark in small for mark in _UNFILLED_MARKS)


def _after(line: str, start: str) -> str:
    """What follows a printed prompt in a line."""
    words = line.split()
    for count in range(1, len(words) + 1):
        if folded(" ".join(words[:count])) == start:
            return " ".join(words[count:]).strip(" :-–")
    return line


def _chosen(lines: list[str]) -> str:
    """The ticked choices of an answer made of tick boxes, "" where none is ticked; other answers as they are.

    A line without a box goes on with the choice above it; after several choices on one line it is an answer itself.
    """
    if not any(map(_BOX.search, lines)):
        return "\n".join(lines)
    found: list[str] = []
    is_kept = False
    for line in lines:
        boxes = _BOX.findall(line)
        if boxes:
            found += _ticked(line)
            is_kept = len(boxes) > 1 or boxes == ["☒"]
        elif is_kept:
            found.append(line)
    if not any("☒" in line for line in lines):
        return ""
    return "\n".join(filter(None, found)) or "Yes"


def without_unticked(text: str) -> str:
    """A text without the words of the boxes that nobody ticked.

    >>> without_unticked("Asked for: ☐ Out of area ☒ A move")
    'Asked for: A move'
    """
    return _CHOICES_BESIDE.sub(lambda piece: _only_ticked(piece[0]), text) if "☐" in text else text


def _only_ticked(piece: str) -> str:
    boxes = _BOX.findall(piece)
    if "☐" not in boxes:
        return piece
    words = [each.strip() for each in _BOX.split(piece)]
    if words[0] and not words[-1]:  # each box stands behind its words
        return " ".join(_ticked(piece))
    if words[0] and not words[0].endswith((":", "?")):
        return piece  # whose each box is cannot be told
    return " ".join(filter(None, (words[0], *_ticked(piece))))


def _ticked(line: str) -> list[str]:
    """The words of the ticked boxes of a line: those behind each box, or before it where the line ends in a box."""
    words = [each.strip(" \t:;,-/|") for each in _BOX.split(line)]
    boxes = _BOX.findall(line)
    beside = words[:-1] if words[0] and not words[-1] else words[1:]
    return [each for box, each in zip(boxes, beside, strict=True) if box == "☒"]
