"""The one loop that has a file's pictures scanned and the file read again with what stands on them.

It is the same where children read and scan and where one process does both, and imports no engine.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from extractors.page_content import NO_SCANS, Scan, Scans

T = TypeVar("T")


def read_with_scans(
    read: Callable[[Scans], T], unscanned: Callable[[T], Sequence[str]], scan: Callable[[str], Scan], most: int
) -> T:
    """What a reader makes of a file once its pictures have been scanned; no more than `most` of them are.

    `unscanned` gives the keys of the pictures that what was read would like to have scanned.
    """
    first = read(NO_SCANS)
    keys = list(dict.fromkeys(unscanned(first)))
    if not keys:
        return first
    scans = {key: scan(key) for key in keys[:most]}
    beyond = Scan(None, limit=f"only the first {most} pages that are pictures were read")
    return read(scans | dict.fromkeys(keys[most:], beyond))
