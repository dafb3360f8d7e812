"""Progress of long work, for people at a terminal; silent elsewhere and for short work."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

Tell = Callable[[int, int], None]
"""Told how many are done, of how many."""

SHORT = 0.7
"""Seconds of work for which nobody needs a bar."""
WIDTH = 30


@contextlib.contextmanager
def progress_bar(doing: str) -> Iterator[Tell]:
    """A bar on standard error while the work goes on, if that is a terminal; it is wiped afterwards."""
    began = time.monotonic()
    drawn = False

    def tell(done: int, of: int) -> None:
        nonlocal drawn
        if sys.stderr.isatty() and (drawn or time.monotonic() - began > SHORT):
            filled = WIDTH * done // max(of, 1)
            sys.stderr.write(f"\r{doing} {'█' * filled}{'░' * (WIDTH - filled)} {done} of {of}")
            sys.stderr.flush()
            drawn = True

    try:
        yield tell
    finally:
        if drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
