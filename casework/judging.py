"""What is worked out of papers is kept while they are judged: many ask the same of the same words.

Let go with the judging, so that no words of a paper outlive it, however long the process goes on.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Parts = ParamSpec("_Parts")
_Piece = TypeVar("_Piece")
_Found = TypeVar("_Found")
_Kept = defaultdict[object, dict[Any, Any]]
_KEPT: ContextVar[_Kept | None] = ContextVar("kept while papers are judged", default=None)
"""By what was asked: of each text, or of each piece by its number in memory, the answer."""
_MOST_OF_POLICIES = 1_000
_MOST_KEPT = 100_000
"""Answers to one question; papers of any length must not fill the memory."""


@contextmanager
def judging() -> Iterator[None]:
    """While a file or a submission is judged; what was kept of it is gone afterwards.

    Within a judging that goes on already it changes nothing.
    """
    if _KEPT.get() is not None:
        yield
        return
    token = _KEPT.set(defaultdict(dict))
    try:
        yield
    finally:
        _KEPT.reset(token)
        re.purge()  # it keeps the patterns that were made of children's names


def judged_by_itself(work: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """Each call of it is a judging, save within one that goes on already."""

    @wraps(work)
    def judge(*given: _Given.args, **named: _Given.kwargs) -> _Found:
        with judging():
            return work(*given, **named)

    return judge


def once(work: Callable[[_Piece], _Found]) -> Callable[[_Piece], _Found]:
    """Asked of the same piece again in one judging, the answer is the one given before; not to be altered.

    Words are the same where they read alike, everything else only where it is one thing.
    """

    @wraps(work)
    def asked(piece: _Piece) -> _Found:
        kept = _KEPT.get()
        if kept is None:
            return work(piece)
        answers = kept[work]
        if isinstance(piece, str):
            if piece in answers:
                known: _Found = answers[piece]
                return known
            return _keep(answers, piece, work(piece))
        number = id(piece)
        if number in answers:
            found: _Found = answers[number][1]
            return found
        return _keep(answers, number, (piece, work(piece)))[1]  # the piece too, so that no other takes its number

    return asked


def once_for_all(work: Callable[_Parts, _Found]) -> Callable[_Parts, _Found]:
    """Asked of the same parts of the policy again, the answer is the one given before, however long ago.

    Of a policy alone, never of a paper: what is given here outlives every judging.
    """
    known: dict[tuple[int, ...], tuple[tuple[object, ...], _Found]] = {}

    @wraps(work)
    def asked(*parts: _Parts.args, **named: _Parts.kwargs) -> _Found:
        number = tuple(map(id, parts))
        found = known.get(number)
        if found is None:
            if len(known) >= _MOST_OF_POLICIES:
                known.clear()
            found = known[number] = parts, work(*parts, **named)  # the parts too, so that no other takes their numbers
        return found[1]

    return asked


def kept_beside(owner: object) -> dict[Any, Any]:
    """What its owner has noted while papers are judged, however long it lives itself; nothing where none are."""
    kept = _KEPT.get()
    if kept is None:
        return {}
    notes = kept[id(owner)]
    if not notes or len(notes) >= _MOST_KEPT:
        notes.clear()
        notes[_KEPT] = owner  # so that no other takes its number
    return notes


def _keep(answers: dict[Any, Any], key: object, found: _Found) -> _Found:
    if len(answers) >= _MOST_KEPT:
        answers.clear()
    answers[key] = found
    return found
