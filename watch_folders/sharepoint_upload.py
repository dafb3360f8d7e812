"""Writes a file into a library: small ones in one call, large ones in fragments that go on where they were cut.

https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession: fragments are multiples of 320 KiB below
60 MiB, come in order, and go to an address that bears its own permission.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from watch_folders.graph_client import Reply, link_of
from watch_folders.graph_pace import Waits
from watch_folders.graph_refusals import Away, GraphRefusal, NotThere, Puzzling
from watch_folders.sharepoint_calls import DriveItem, LibraryCalls

SMALL = 4_000_000  # bytes that one call takes
FRAGMENT = 10 * 320 * 1024  # bytes
TRIES = 6
"""How often one fragment, or one upload that was forgotten, is begun again."""


def upload(calls: LibraryCalls, folder: str, name: str, data: bytes, *, over: DriveItem | None) -> DriveItem:
    """Write a file into a folder; `over` is what of that name is there, and must be as we saw it.

    Raises NameTaken, Stale, Locked, and as GraphClient does.
    """
    where = f"{calls.of(folder)}:/{quote(name)}:"
    if_taken = "replace" if over is not None else "fail"
    headers = {"If-Match": over.etag} if over is not None else {}
    if len(data) <= SMALL:
        address = f"{where}/content?@microsoft.graph.conflictBehavior={if_taken}"
        typed = headers | {"Content-Type": "application/octet-stream"}
        return calls.item_of(calls.client.call("PUT", address, calls.place, content=data, headers=typed).json())
    asked = {"item": {"@microsoft.graph.conflictBehavior": if_taken}}
    for _ in range(TRIES):
        begun = calls.client.call(
            "POST", f"{where}/createUploadSession", calls.place, content=asked, headers=headers, repeatable=True
        ).json()
        to = link_of(begun, "uploadUrl")
        if to is None:
            raise Puzzling
        try:
            return calls.item_of(_fragments(calls, to, data))
        except NotThere:  # the upload was forgotten: afresh
            continue
    raise Away


def _fragments(calls: LibraryCalls, to: str, data: bytes) -> dict[str, Any]:
    """Send what is still expected until all is there. Raises NotThere where the upload has expired."""
    start, failures = 0, 0
    while True:
        end = min(start + FRAGMENT, len(data))
        span = {"Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
        try:
            reply = calls.client.unsigned("PUT", to, data[start:end], span)
        except (Away, GraphRefusal) as problem:
            if isinstance(problem, GraphRefusal) and problem.status != 416:
                raise
            failures += 1
            if failures >= TRIES:
                raise Away from None
            start = _goes_on_at(calls, to, failures, calls.client.waits)
            continue
        if reply.status in (200, 201):
            return reply.json()
        start, failures = _expected(reply), 0


def _goes_on_at(calls: LibraryCalls, to: str, failures: int, waits: Waits) -> int:
    """Where an upload that was cut goes on, once the other side can be asked."""
    for attempt in range(failures, TRIES):
        waits.sleep(waits.backoff(attempt))
        try:
            return _expected(calls.client.unsigned("GET", to))
        except Away:
            continue
    raise Away


def _expected(reply: Reply) -> int:
    """The first byte that is still missing."""
    found = re.fullmatch(r"(\d{1,18})-\d*", str(next(iter(reply.json().get("nextExpectedRanges") or []), "")))
    if found is None:
        raise Puzzling
    return int(found[1])
