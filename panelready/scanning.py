"""Has the pages of a file that are pictures read, one at a time, each within limits of its own.

The engines need more memory and time than any reader, so they have a child of their own: the readers' limits stay
narrow, and however many papers arrive at once, one picture is read at a time. A page that hangs, crashes or needs too
much costs that page alone; after three in a row no more of the file are tried, because each may take a minute.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from extractors.page_content import Scan, Scans
from extractors.scan_loop import read_with_scans
from panelready.plain import Plain, from_plain
from panelready.reading_answers import Trouble

T = TypeVar("T")

_GIVES_UP = 3
_MOST_KEYS = 100_000
_MOST_LETTERS = 1_000
"""Of one key: a part's name in its package."""


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """What reading one page that is a picture may take, and how many of them one file may have.

    A page takes two seconds, or eight where two engines read it, and half as much again on a busy machine; the second
    engine takes 1.0 GB. A report of 100 scanned pages is read within five minutes.
    """

    seconds: float = 60.0
    memory_mb: int = 1536
    pages: int = 100


USUAL = ScanLimits()


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A file that was not read yet, because it has pictures of these keys to be scanned first."""

    keys: tuple[str, ...]


Ask = Callable[[Mapping[str, Plain], Callable[[Plain], Scan]], Scan | Trouble]
"""Has a child do a job, and makes of its answer what it is."""


class Scanner:
    """Has pictures scanned; `rest` is called when a file is done, so that its child can give its memory back."""

    def __init__(self, ask: Ask, limits: ScanLimits, rest: Callable[[], None]) -> None:
        self._ask, self._limits, self._rest = ask, limits, rest

    def read(
        self,
        path: Path,
        kind: str,
        read: Callable[[Scans], T],
        unscanned: Callable[[T], Sequence[str]],
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> T:
        """What `read` makes of the file when it has been given the scans that it would like to have.

        `progress` hears how many pictures have been scanned, and of how many.
        """
        known: dict[str, Scan] = {}
        failed = wanted = 0

        def keys_of(seen: T) -> Sequence[str]:
            nonlocal wanted
            keys = unscanned(seen)
            wanted = min(len(set(keys)), self._limits.pages)
            return keys

        def scan(key: str) -> Scan:
            nonlocal failed
            if key not in known:
                known[key] = self._scan(path, kind, key) if failed < _GIVES_UP else Scan(None, limit=_NO_MORE)
                failed = failed + 1 if known[key].limit else 0
                progress(len(known), wanted)
            return known[key]

        result = read_with_scans(read, keys_of, scan, self._limits.pages)
        if known:
            self._rest()
        return result

    def _scan(self, path: Path, kind: str, key: str) -> Scan:
        job: dict[str, Plain] = {"do": "scan", "path": str(path.absolute()), "kind": kind, "key": key}
        scan = self._ask(job, lambda done: from_plain(Scan, done))
        if isinstance(scan, Trouble):
            return Scan(None, limit=f"a page that is a picture was not read: {scan.limit or 'the engine broke off'}")
        return scan


_NO_MORE = "pages that are pictures were left unread after three in a row could not be read within the limits"


def unscanned_from(done: Plain) -> Unscanned:
    """The keys a child tells; ValueError where they cannot be any."""
    keys = from_plain(tuple[str, ...], done["unscanned"])
    if len(keys) > _MOST_KEYS or any(len(key) > _MOST_LETTERS for key in keys):
        raise ValueError("more pictures than a file can have")
    return Unscanned(keys)
