"""Signatures on a scanned page, seen by where its words lie: a name at the height of the words that ask for it.

The rows of a table may be lost in a scan, and a name be read into another row or none; how high it stands is known.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from casework.evidence import Place
from extractors.dates import dates_found
from extractors.page_words import UNCLEAR, Box, around
from extractors.reading import Reading, ScannedPage
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_told import NUMBER, told_in_row, untangled, without_choice
from extractors.signed_words import has_name, without_days
from extractors.signing import Signing, asked, is_said_in_signing, role_in

_KEY = re.compile(r"(?:page|frame):(\d+)")
_APART = 0.9
"""Line heights of white between two cells; between two words there are less."""
_ALIGNED = 6.0
"""Points by which the left edges of one column's words differ at most in a scan."""
_SURE = 0.5
_MOST_LINES = 4
"""Of one cell that asks for a signature."""
_LOOSE = 1.2
"""Line heights of white between two lines of a cell at most."""
_SPLIT_NAME = re.compile(r"[A-Z]\.? (?P<first>[A-Z][a-z]+) (?P<rest>[a-z]{3,})")
"""A name written by hand whose letters an engine read apart."""


class _Piece(NamedTuple):
    """Words of one line that nothing parts."""

    text: str
    box: Box
    sure: float


class _Asking(NamedTuple):
    """The lines of a cell that asks somebody to sign, and what stands at their height behind them."""

    who: str
    text: str
    lines: tuple[_Piece, ...]
    beside: tuple[_Piece, ...]


def signed_on_scans(reading: Reading, signing: Signing, is_blank: Callable[[str], bool]) -> Iterator[SignedPlace]:
    """The places to sign on the scanned pages of a reading that are plainly signed, or plainly blank.

    `is_blank` says that some words stand in an answer's place and are none.
    """
    pages = {block.place.page for block in reading.blocks}
    for scan in reading.scanned:
        key = _KEY.fullmatch(scan.key)
        if key and int(key[1]) in pages:
            yield from _on_page(_pieces(scan), int(key[1]), signing, is_blank)


def _on_page(
    pieces: Sequence[_Piece], page: int, signing: Signing, is_blank: Callable[[str], bool]
) -> Iterator[SignedPlace]:
    for asking in _askings(pieces, signing):
        told = told_in_row([asking.text, *(_mended(each.text) for each in asking.beside)], is_blank, is_zone=False)
        named = next((each for each in asking.beside if has_name(each.text)), None)
        if told and told.who == asking.who and named and all(each.sure >= _SURE for each in asking.beside):
            at = Place(page=page, box=named.box)
            yield SignedPlace(asking.who, asking.text, named.text, Seen.SIGNED, True, at)
        elif _is_blank(asking.beside) and _signs_elsewhere(asking, pieces):
            at = Place(page=page, box=around(line.box for line in asking.lines))
            yield SignedPlace(asking.who, asking.text, "", Seen.BLANK, True, at)


def _is_blank(beside: Sequence[_Piece]) -> bool:
    """Whether nothing but printed words stands there, "Date": no name, no figure and no ink that could not be read."""
    said = [without_choice(piece.text) for piece in beside]
    is_written = any(has_name(each) or any(map(str.isdigit, each)) or UNCLEAR in each for each in said)
    return bool(beside) and not is_written and all(piece.sure >= _SURE for piece in beside)


def _signs_elsewhere(asking: _Asking, pieces: Sequence[_Piece]) -> bool:
    """Whether a name with its day is read beside another role of the column, so that signatures are read there."""
    column = [each for each in pieces if _is_under(each, asking.lines[0]) and each not in asking.lines]
    for line in column:
        if role_in(line.text):
            said = " ".join(each.text for each in _beside((line,), column, pieces))
            if has_name(said) and any(dates_found(said)):
                return True
    return False


def _askings(pieces: Sequence[_Piece], signing: Signing) -> Iterator[_Asking]:
    for first in pieces:
        column = [each for each in pieces if _is_under(each, first)]
        lines = _lines_from(first, column)
        said = [untangled(NUMBER.sub("", " ".join(line.text for line in lines[:count]))) for count in _counts(lines)]
        asks = [(count, text) for count, text in enumerate(said, 1) if _who(text) in signing.fields]
        if asks:
            count, text = asks[-1]
            beside = _beside(lines[:count], column, pieces)
            yield _Asking(_who(text), text, lines[:count], tuple(_until_another(beside, _who(text))))


def _counts(lines: Sequence[_Piece]) -> range:
    return range(1, len(lines) + 1)


def _who(text: str) -> str:
    """Who is asked to sign in his own name by words that ask for nothing else."""
    found = asked(text.rstrip(": /"))
    is_theirs = found is not None and found.signs and not found.is_another and not found.comments
    return role_in(text) if is_theirs else ""


def _is_under(piece: _Piece, first: _Piece) -> bool:
    return abs(piece.box[0] - first.box[0]) <= _ALIGNED


def _lines_from(first: _Piece, column: Sequence[_Piece]) -> tuple[_Piece, ...]:
    """The line and those right below it in its column."""
    below = sorted((each for each in column if each.box[1] > first.box[1]), key=lambda each: each.box[1])
    lines = [first]
    for each in below[: _MOST_LINES - 1]:
        last = lines[-1].box
        if each.box[1] - last[3] > _LOOSE * (each.box[3] - each.box[1]):
            break
        lines.append(each)
    return tuple(lines)


def _beside(lines: Sequence[_Piece], column: Sequence[_Piece], pieces: Sequence[_Piece]) -> list[_Piece]:
    """What stands behind these lines, and nearer to their height than to that of any other line of their column."""
    right = max(line.box[2] for line in lines)
    high = max(line.box[3] - line.box[1] for line in lines)
    found = []
    for piece in pieces:
        nearest = min(column, key=lambda each: (_far(each, piece), each.box[1]))
        if piece.box[0] >= right and nearest in lines and _far(nearest, piece) <= high:
            found.append(piece)
    return sorted(found, key=lambda each: (each.box[0], each.box[1]))


def _until_another(beside: Sequence[_Piece], who: str) -> Iterator[_Piece]:
    """The pieces up to one that speaks of somebody else."""
    for piece in beside:
        role = role_in(piece.text)
        if (role and role != who) or _who(piece.text):
            return
        yield piece


def _far(one: _Piece, other: _Piece) -> float:
    """Points between the middles of two pieces' heights."""
    return abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2


def _mended(text: str) -> str:
    """The words with a name made whole whose end was read as a word of its own behind an initial: "N Corri gan"."""
    found = _SPLIT_NAME.fullmatch(without_days(text).strip())
    if found is None or is_said_in_signing(found["rest"]):
        return text
    return text.replace(f"{found['first']} {found['rest']}", found["first"] + found["rest"], 1)


def _pieces(scan: ScannedPage) -> list[_Piece]:
    """The words of a page in lines, each divided where white divides it; words of one line share its height."""
    lines: dict[tuple[float, float], list[_Piece]] = {}
    for text, sure, box in scan.words:
        lines.setdefault((box[1], box[3]), []).append(_Piece(text, box, sure))
    if not lines:
        return []
    apart = _APART * median(bottom - top for top, bottom in lines)
    return [
        _joined(part)
        for words in lines.values()
        for lane in _lanes(sorted(words, key=lambda word: word.box[0]))
        for part in _parted(lane, apart)
    ]


def _lanes(words: Sequence[_Piece]) -> list[list[_Piece]]:
    """The words of a line, or of two that a scan took for one: words of one line never overlap."""
    lanes: list[list[_Piece]] = []
    for word in words:
        free = [lane for lane in lanes if lane[-1].box[2] <= word.box[0] + 1]
        if free:
            max(free, key=lambda lane: lane[-1].box[2]).append(word)
        else:
            lanes.append([word])
    return lanes


def _parted(words: Sequence[_Piece], apart: float) -> Iterator[list[_Piece]]:
    part = [words[0]]
    for before, word in pairwise(words):
        if word.box[0] - before.box[2] > apart:
            yield part
            part = []
        part.append(word)
    yield part


def _joined(words: Sequence[_Piece]) -> _Piece:
    text = " ".join(word.text for word in words)
    sure = min((word.sure for word in words if any(map(str.isalnum, word.text))), default=1.0)
    return _Piece(text, around(word.box for word in words), 0.0 if UNCLEAR in text else sure)
