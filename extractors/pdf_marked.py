"""Words that a line goes through or a marker covers, whether the line is an annotation or simply drawn."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.page_words import Box, Word, around

_HIGHEST, _LOWEST = 0.30, 0.70
"""Where within a word's height, from its top, a line goes through it and not under or over it."""
_COVERED = 0.7
_FILLED = 0.6
"""The share of a drawn line that words fill where it was drawn through them; a table's rule is longer."""
_PART = re.compile(r"[/|]|[^/|]+")
_ROW = 20.0

Found = tuple[str, Box]


def struck_by_rules(words: Sequence[Word], rules: Iterable[Box]) -> tuple[list[Word], list[Found], set[Box]]:
    """The words that no drawn line goes through, those that one does, line by line, and the lines that do."""
    levels = [rule for rule in rules if rule[3] - rule[1] <= 3 < rule[2] - rule[0]]
    kept, found = list(words), list[Found]()
    used: set[Box] = set()
    rows = _rows(words) if levels else {}
    for rule in levels:
        y = (rule[1] + rule[3]) / 2
        crossed = [word for word in rows.get(int(y // _ROW), ()) if _goes_through(rule, y, word)]
        if not crossed:
            continue
        length = sum(min(word.box[2], rule[2]) - max(word.box[0], rule[0]) for word in crossed)
        if length < _FILLED * (rule[2] - rule[0]):
            continue
        used.add(rule)
        level = [word for word in kept if word.box[1] < y < word.box[3]]
        after, hit = struck_in(level, (rule,))
        found += hit
        kept = [word for word in kept if not word.box[1] < y < word.box[3]] + after
    return kept, found, used


def _rows(words: Iterable[Word]) -> dict[int, list[Word]]:
    rows: dict[int, list[Word]] = {}
    for word in words:
        for row in range(int(word.box[1] // _ROW), int(word.box[3] // _ROW) + 1):
            rows.setdefault(row, []).append(word)
    return rows


def _goes_through(rule: Box, y: float, word: Word) -> bool:
    at = (y - word.box[1]) / max(0.1, word.height)
    return _HIGHEST < at < _LOWEST and rule[0] < word.box[2] and word.box[0] < rule[2]


def struck_in(words: Sequence[Word], areas: Sequence[Box]) -> tuple[list[Word], list[Found]]:
    """The words outside some areas, and those inside as one text; "Yes/No" is divided where only one of them is in."""
    kept: list[Word] = []
    inside: list[Word] = []
    for word in words:
        near = [area for area in areas if _overlaps(area, word)]
        parts = [word] if not near or _covers(near, word) else _parts(word)
        hit = [part for part in parts if _covers(near, part)]
        if len(hit) == len(parts):
            inside.append(word)
        else:
            inside += hit
            kept += [word] if not hit else [part for part in parts if part not in hit and part.text.strip("/|")]
    return _closed_up(kept, inside), [_found(inside)] if inside else []


def _closed_up(words: list[Word], gone: Sequence[Word]) -> list[Word]:
    """The words, those before struck ones reaching over them: the gap divides no label from its answer."""
    for struck in sorted(gone, key=lambda word: word.box[0]):
        for number, word in enumerate(words):
            is_level = abs(word.middle[1] - struck.middle[1]) < 0.5 * struck.height
            if is_level and -1 <= struck.box[0] - word.box[2] <= struck.height:
                left, top, _, bottom = word.box
                words[number] = replace(word, box=(left, top, struck.box[2], bottom))
    return words


def covered_by(words: Sequence[Word], areas: Sequence[Box]) -> Found | None:
    """The words inside some areas."""
    inside = [word for word in words if _covers([area for area in areas if _overlaps(area, word)], word)]
    return _found(inside) if inside else None


def _found(words: Sequence[Word]) -> Found:
    return " ".join(word.text for word in words), around(word.box for word in words)


def _overlaps(area: Box, word: Word) -> bool:
    y = word.middle[1]
    within = area[1] - 1 <= y <= area[3] + 1 or word.box[1] < (area[1] + area[3]) / 2 < word.box[3]
    return within and area[0] < word.box[2] and word.box[0] < area[2]


def _covers(areas: Sequence[Box], word: Word) -> bool:
    left, _, right, _ = word.box
    return sum(min(right, area[2]) - max(left, area[0]) for area in areas) >= _COVERED * max(0.1, right - left)


def _parts(word: Word) -> list[Word]:
    """A word divided at its strokes, as if its letters were equally wide."""
    left, top, right, bottom = word.box
    step = (right - left) / max(1, len(word.text))
    return [
        replace(word, text=part[0], box=(left + part.start() * step, top, left + part.end() * step, bottom))
        for part in _PART.finditer(word.text)
    ]
