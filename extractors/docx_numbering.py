"""Automatic numbering as Word shows it: "4b." stands in no text, only in the numbering part (17.9)."""

from dataclasses import dataclass, field, replace
from typing import Any

from extractors.docx_xml import is_on, value, whole

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4_000
_WORDS = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
_ORDINALS = (
    "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
)  # fmt: skip
"""Lists numbered in words are short ones; further on figures do."""
_NO_NUMBER = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list (17.9.6)."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    """Whether every number in it is shown in figures (17.9.4)."""
    style: str = ""


@dataclass(slots=True)
class _List:
    """A numbering that paragraphs belong to: levels, and the counts it shares with others of its kind (17.9.15)."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    starts_again: dict[int, int] = field(default_factory=dict)
    """Levels this numbering begins anew the first time it is used, and at which number (17.9.26)."""


class Numbering:
    """Counts the numbered paragraphs of one file, in the order in which they are asked for."""

    def __init__(self, root: Any | None, w: str) -> None:
        self._w, self._val = w, w + "val"
        self._abstract: dict[str, Any] = {}
        self._numbers: dict[str, Any] = {}
        self._style_links: dict[str, str] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        for each in () if root is None else root:
            if each.tag == w + "abstractNum":
                key = each.get(w + "abstractNumId", "")
                self._abstract[key] = each
                if link := value(each, w, "styleLink"):
                    self._style_links[link] = key
            elif each.tag == w + "num":
                self._numbers[each.get(w + "numId", "")] = each

    def shown(self, number: str, level: int | None, style_id: str = "") -> str:
        """The next number of that numbering, "" for a bullet and where there is no such numbering.

        Without a level it is the one linked to the paragraph's style (17.9.23), else the first. A format of numbers
        we cannot write is shown in figures.
        """
        found = self._list(number)
        if found is None:
            return ""
        if level is None:
            linked = (key for key, each in found.levels.items() if each.style and each.style == style_id)
            level = next(linked, 0)
        level = min(level, _LEVELS - 1)
        self._count(found, level)
        return _written(found, level)

    def _count(self, found: _List, level: int) -> None:
        counts, own = found.counts, found.levels.get(level, _Level())
        begins = found.starts_again.pop(level, None)
        before = counts[level]
        counts[level] = begins if begins is not None else own.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if level < (deeper if restart is None else restart):  # 17.9.10: 0 never restarts
                counts[deeper] = None

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        if element is None:
            return None
        key = value(element, self._w, "abstractNumId") or ""
        abstract = self._abstract.get(key)
        link = None if abstract is None else value(abstract, self._w, "numStyleLink")
        if link and link in self._style_links:
            key = self._style_links[link]
            abstract = self._abstract[key]
        found = _List(counts=self._counts.setdefault(key, [None] * _LEVELS))
        for level in () if abstract is None else abstract.iterchildren(self._w + "lvl"):
            found.levels[whole(level.get(self._w + "ilvl")) or 0] = self._level(level)
        for override in element.iterchildren(self._w + "lvlOverride"):
            self._override(override, found)
        return found

    def _override(self, override: Any, found: _List) -> None:
        level = whole(override.get(self._w + "ilvl")) or 0
        own = override.find(self._w + "lvl")
        if own is not None:
            found.levels[level] = self._level(own)
        start = whole(value(override, self._w, "startOverride"))
        if start is not None:
            found.starts_again[level] = start
            found.levels[level] = replace(found.levels.get(level, _Level()), start=start)

    def _level(self, element: Any) -> _Level:
        said = {child.tag: child.get(self._val, "") for child in element}
        return _Level(
            start=whole(said.get(self._w + "start")) or 0,  # 17.9.25
            format=said.get(self._w + "numFmt") or "decimal",
            text=said.get(self._w + "lvlText", ""),
            restart=whole(said.get(self._w + "lvlRestart")),
            legal=is_on(said.get(self._w + "isLgl")) is True,
            style=said.get(self._w + "pStyle", ""),
        )


def _written(found: _List, level: int) -> str:
    """The number as its level writes it: %1 to %9 stand for the numbers of the levels (17.9.11)."""
    own = found.levels.get(level, _Level())
    if own.format == "bullet":
        return ""
    text = own.text
    for number in range(_LEVELS):
        mark = f"%{number + 1}"
        if mark in text:
            each = found.levels.get(number, _Level())
            count = found.counts[number]
            format_ = "decimal" if own.legal and each.format not in _NO_NUMBER else each.format
            text = text.replace(mark, in_format(each.start if count is None else count, format_))
    return " ".join(text.split())


def in_format(number: int, format_: str) -> str:
    """A number in one of the formats of 17.18.59.

    >>> [in_format(4, each) for each in ("lowerLetter", "upperRoman", "decimalZero", "ordinal", "none")]
    ['d', 'IV', '04', '4th', '']
    """
    match format_:
        case "lowerLetter" | "upperLetter" if number > 0:
            times, letter = divmod(number - 1, 26)
            text = chr(ord("a") + letter) * min(times + 1, 30)
        case "lowerRoman" | "upperRoman" if 0 < number < _MOST_ROMAN:
            text = _roman(number)
        case "decimalZero":
            text = f"{number:02}"
        case "ordinal":
            text = f"{number}{_ending(number)}"
        case "cardinalText" if number < len(_WORDS):
            text = _WORDS[number]
        case "ordinalText" if number < len(_ORDINALS):
            text = _ORDINALS[number]
        case "none" | "bullet":
            text = ""
        case _:
            text = str(number)
    return text.upper() if format_.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        text += letters * times
    return text


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
