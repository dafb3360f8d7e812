"""What was worked out of a piece of a file is kept until the file is judged: many ask the same of the same piece.

Kept beside the piece itself and let go with the file, so that no words of a paper outlive it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

_Piece = TypeVar("_Piece")
_Found = TypeVar("_Found")
_KEPT: ContextVar[dict[tuple[int, int | str], tuple[Any, Any]] | None] = ContextVar("kept within a file", default=None)
"""By what was asked and of which piece: the piece, so that no other takes its place in memory, and the answer."""


@contextmanager
def one_file() -> Iterator[None]:
    """While one file is judged; what was kept of it is gone afterwards."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def once(work: Callable[[_Piece], _Found]) -> Callable[[_Piece], _Found]:
    """Asked of the same piece again while its file is judged, the answer is the one given before; not to be altered.

    Words are the same where they read alike, everything else only where it is one thing.
    """

    number = id(work)

    @wraps(work)
    def asked(piece: _Piece) -> _Found:
        kept = _KEPT.get()
        if kept is None:
            return work(piece)
        key = (number, piece if isinstance(piece, str) else id(piece))
        try:
            found: _Found = kept[key][1]
        except KeyError:
            found = work(piece)
            kept[key] = (piece, found)
        return found

    return asked
