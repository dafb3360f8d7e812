"""The numbers of an OpenDocument file's lists and headings, as a person sees them: they stand nowhere in its text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extractors.docx_numbering import in_format
from extractors.docx_xml import whole
from extractors.odt_styles import LO, STYLE, TEXT, XML_ID, local

_LEVELS = 10
_PLACES = re.compile(r"%(\d{1,2})%")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""The ways of writing numbers of 19.502, as Word calls them."""
_NONE = "-"
"""No list is called so: a name cannot begin with a hyphen (XML 1.0, 2.3)."""
_OUTLINE = ""
"""The name under which the numbering of headings is kept; no list style is called so."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; a bullet has no `form`."""

    form: str = ""
    before: str = ""
    after: str = ""
    shows: int = 1
    start: int = 1
    pattern: str = ""


@dataclass(slots=True)
class Counted:
    """How far one list has been counted, level by level."""

    style: str
    numbers: list[int] = field(default_factory=lambda: [0] * (_LEVELS + 1))


class Lists:
    """The list styles of a file, and how far each list has been counted."""

    def __init__(self, groups: Iterable[Any]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._by_id: dict[str, Counted] = {}
        self._last: dict[str, Counted] = {}
        for each in (each for group in groups if group is not None for each in group):
            if each.tag == TEXT + "list-style":
                self._styles[each.get(STYLE + "name", "")] = _levels(each)
            elif each.tag == TEXT + "outline-style":
                self._styles[_OUTLINE] = _levels(each)

    def begun(self, element: Any, style: str) -> Counted:
        """The count for a list that begins here, which may go on from an earlier one (19.880.2, 19.776)."""
        earlier = self._by_id.get(element.get(TEXT + "continue-list") or _NONE)
        if earlier is None and element.get(TEXT + "continue-numbering") == "true":
            earlier = self._last.get(style)
        counted = Counted(style) if earlier is None else Counted(style, earlier.numbers)
        self._by_id[element.get(XML_ID, "")] = self._last[style] = counted
        return counted

    def label(self, counted: Counted, style: str, depth: int, start: str | None = None) -> str:
        """Count one item at that depth, from 1, and give its number as shown; "" for a bullet."""
        levels = self._styles.get(style, {})
        depth = min(depth, _LEVELS)
        numbers, level = counted.numbers, levels.get(depth, _Level())
        asked = whole(start)
        numbers[depth] = asked if asked is not None else (numbers[depth] or level.start - 1) + 1
        numbers[depth + 1 :] = [0] * (_LEVELS - depth)
        return _shown(levels, numbers, depth) if level.form else ""

    def heading(self, depth: int, start: str | None = None) -> str:
        """Count one heading and give its number as shown; "" where the file numbers none (text:outline-style)."""
        if not any(level.form for level in self._styles.get(_OUTLINE, {}).values()):
            return ""
        return self.label(self._last.setdefault(_OUTLINE, Counted(_OUTLINE)), _OUTLINE, depth, start)


def _levels(element: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in element:
        number = whole(each.get(TEXT + "level")) or 0
        if 0 < number <= _LEVELS and not local(each).endswith(("bullet", "image")):
            start = whole(each.get(TEXT + "start-value"))
            found[number] = _Level(
                each.get(STYLE + "num-format", ""),
                each.get(STYLE + "num-prefix", ""),
                each.get(STYLE + "num-suffix", ""),
                whole(each.get(TEXT + "display-levels")) or 1,
                1 if start is None else start,
                each.get(LO + "num-list-format", ""),
            )
    return found


def _shown(levels: dict[int, _Level], numbers: list[int], depth: int) -> str:
    """The number with those of the levels around it, as far as the level shows them (19.797).

    LibreOffice says in a pattern of its own where each of them stands, which then goes before prefix and suffix.
    """
    level = levels[depth]

    def at(number: int) -> str:
        other = levels.get(number, _Level("1"))
        return (
            in_format(numbers[number] or other.start, _FORMATS.get(other.form, "decimal"))
            if 0 < number <= _LEVELS
            else ""
        )

    if level.pattern:
        return _PLACES.sub(lambda match: at(int(match[1])), level.pattern).strip()
    outer = [each for each in range(depth - level.shows + 1, depth) if each > 0 and levels.get(each, level).form]
    return (level.before + ".".join(at(each) for each in (*outer, depth)) + level.after).strip()
