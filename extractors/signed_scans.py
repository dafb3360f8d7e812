"""Signatures on a scanned page, seen by where its words lie: a name at the height of the words that ask for it.

The rows of a table may be lost in a scan, and a name be read into another row or none; how high it stands is known.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from casework.evidence import Place
from extractors.dates import dates_found
from extractors.page_words import UNCLEAR, around
from extractors.reading import Reading
from extractors.scan_pieces import SURE, Piece, beside_lines, far, is_under, joined, lines_from, scanned_pages
from extractors.signed_mails import agrees
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_told import NUMBER, told_in_row, untangled, without_choice
from extractors.signed_words import has_name, without_days
from extractors.signing import Signing, asked, is_said_in_signing, role_in

_OWN = re.compile(r"(?:☒\s*)?I\s+[a-z]")
"""How a sentence of the signer's own begins."""
_BAR = re.compile(r"(?<!\S)\|(?= [a-z])")
"""An "I" as a scan shows it."""
_CLOSE = 0.5
"""Line heights of white between two lines of one answer at most."""
_MOST_BITS, _SHORT_BIT = 8, 3
_RUN_ON = re.compile(r"(?<=[a-z])(?=\d{1,2}[/.]\d{1,2}[/.]\d\d)")
"""Where a day was read as one word with the name before it."""
_SPLIT_NAME = re.compile(r"[A-Z]\.? (?P<first>[A-Z][a-z]+) (?P<rest>[a-z]{3,})")
"""A name written by hand whose letters an engine read apart."""


class _Asking(NamedTuple):
    """The lines of a cell that asks somebody to sign, and what stands at their height behind them."""

    who: str
    text: str
    lines: tuple[Piece, ...]
    beside: tuple[Piece, ...]
    below: tuple[Piece, ...]
    """The line right below that, which stands at no other words' height."""


def signed_on_scans(reading: Reading, signing: Signing, is_blank: Callable[[str], bool]) -> Iterator[SignedPlace]:
    """The places to sign on the scanned pages of a reading that are plainly signed, or plainly blank.

    `is_blank` says that some words stand in an answer's place and are none.
    """
    for page, pieces in scanned_pages(reading):
        yield from _on_page(pieces, page, signing, is_blank)


def _on_page(
    pieces: Sequence[Piece], page: int, signing: Signing, is_blank: Callable[[str], bool]
) -> Iterator[SignedPlace]:
    for asking in _askings(pieces, signing):
        signed = _signed(asking, is_blank)
        if signed and all(each.sure >= SURE for each in (*asking.beside, signed)):
            at = Place(page=page, box=signed.box)
            yield SignedPlace(asking.who, asking.text, signed.text, Seen.SIGNED, True, at)
        elif _is_blank(asking.beside) and _signs_elsewhere(asking, pieces):
            at = Place(page=page, box=around(line.box for line in asking.lines))
            yield SignedPlace(asking.who, asking.text, "", Seen.BLANK, True, at)


def _signed(asking: _Asking, is_blank: Callable[[str], bool]) -> Piece | None:
    """The name of who signed: in all that stands beside the words, or in one line below what he says of the case."""
    for written in (asking.beside, _below_comment(asking.beside), _below_comment((*asking.beside, *asking.below))):
        cells = [_mended(each.text) for each in written]
        told = told_in_row([asking.text, *cells], is_blank, is_zone=False)
        named = [each for each in written if has_name(each.text)]
        if told and told.who == asking.who and named:
            return named[0] if written is asking.beside else joined(named)
    return None


def _below_comment(beside: Sequence[Piece]) -> list[Piece]:
    """The last line of what stands beside the words, where those above are a sentence of the signer's that agrees."""
    lines: list[list[Piece]] = []
    for piece in sorted(beside, key=lambda each: each.box[1] + each.box[3]):
        if lines and far(lines[-1][0], piece) < (piece.box[3] - piece.box[1]) / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    *above, last = [sorted(line, key=lambda each: each.box[0]) for line in lines] or [[]]
    said = _BAR.sub("I", " ".join(piece.text for line in above for piece in line))
    return last if _OWN.match(said) and agrees(said) and not any(dates_found(said)) else []


def _is_blank(beside: Sequence[Piece]) -> bool:
    """Whether nothing but printed words stands there, "Date": no name, no figure and no ink that could not be read."""
    said = [without_choice(piece.text) for piece in beside]
    is_written = any(has_name(each) or any(map(str.isdigit, each)) or UNCLEAR in each for each in said)
    return bool(beside) and not is_written and all(piece.sure >= SURE for piece in beside)


def _signs_elsewhere(asking: _Asking, pieces: Sequence[Piece]) -> bool:
    """Whether a name with its day is read beside another role of the column, so that signatures are read there."""
    column = [each for each in pieces if is_under(each, asking.lines[0]) and each not in asking.lines]
    for line in column:
        if role_in(line.text):
            said = " ".join(each.text for each in beside_lines((line,), column, pieces))
            if has_name(said) and any(dates_found(said)):
                return True
    return False


def _askings(pieces: Sequence[Piece], signing: Signing) -> Iterator[_Asking]:
    for first in pieces:
        column = [each for each in pieces if is_under(each, first)]
        lines = lines_from(first, column)
        said = [untangled(NUMBER.sub("", " ".join(line.text for line in lines[:count]))) for count in _counts(lines)]
        asks = [(lines[:count], text) for count, text in enumerate(said, 1) if _who(text) in signing.fields]
        for asking, text in asks[-1:] or _read_twice(first, pieces, signing):
            beside = beside_lines(asking, column, pieces)
            theirs = tuple(_until_another(beside, _who(text)))
            yield _Asking(_who(text), text, tuple(asking), theirs, tuple(_next_line(theirs, asking, column, pieces)))


def _next_line(
    beside: Sequence[Piece], lines: Sequence[Piece], column: Sequence[Piece], pieces: Sequence[Piece]
) -> Iterator[Piece]:
    """What stands close below the words beside a label, and not nearer to the height of another line of its column."""
    if not beside:
        return
    left, bottom = min(each.box[0] for each in beside), max(each.box[3] for each in beside)
    for piece in sorted(pieces, key=lambda each: each.box[0]):
        is_close = -1 <= piece.box[1] - bottom <= _CLOSE * (piece.box[3] - piece.box[1])
        nearest = min(column, key=lambda each: far(each, piece))
        if is_close and piece.box[0] >= left - 1 and nearest in lines:
            yield piece


def _read_twice(first: Piece, pieces: Sequence[Piece], signing: Signing) -> Iterator[tuple[tuple[Piece, ...], str]]:
    """A label read in bits, with the bits of a second reading laid over them of which one is too many."""
    over = [each for each in pieces if each is not first and _lies_over(each, first)]
    words = first.text.split()
    more = over[0].text.split() if over else []
    if len(over) > 1 or len(words) + len(more) > _MOST_BITS:
        return
    for at in range(1, len(words) + 1):
        bits = [*words[:at], *more, *words[at:]]
        fewer = [[*bits[:n], *bits[n + 1 :]] for n, bit in enumerate(bits) if over and len(bit) <= _SHORT_BIT]
        for each in (bits, *fewer):
            text = signing.respaced(" ".join(each))
            if _who(text) in signing.fields:
                yield (first, *over), text
                return


def _lies_over(piece: Piece, first: Piece) -> bool:
    """Whether a piece begins within another of the same height, as no two pieces of one reading do."""
    return first.box[0] < piece.box[0] < first.box[2] and far(piece, first) < (first.box[3] - first.box[1]) / 2


def _counts(lines: Sequence[Piece]) -> range:
    return range(1, len(lines) + 1)


def _who(text: str) -> str:
    """Who is asked to sign in his own name by words that ask for nothing else."""
    found = asked(text.rstrip(": /"))
    is_theirs = found is not None and found.signs and not found.is_another and not found.comments
    return role_in(text) if is_theirs else ""


def _until_another(beside: Sequence[Piece], who: str) -> Iterator[Piece]:
    """The pieces up to one that speaks of somebody else."""
    for piece in beside:
        role = role_in(piece.text)
        if (role and role != who) or _who(piece.text):
            return
        yield piece


def _mended(text: str) -> str:
    """The words with a name made whole whose end was read as a word of its own behind an initial: "N Corri gan"."""
    text = _RUN_ON.sub(" ", text)
    found = _SPLIT_NAME.fullmatch(without_days(text).strip())
    if found is None or is_said_in_signing(found["rest"]):
        return text
    return text.replace(f"{found['first']} {found['rest']}", found["first"] + found["rest"], 1)
