"""What a mail is known by, so that a copy of it in another mailbox or folder is known for the same one.

A Message-ID alone will not do: some mails have none, and some programs give one id to all their mails. The raw bytes
will not do either: each mailbox's copy has its own trace headers, line ends and sometimes boundaries (RFC 2046 5.1.1).
So it is the SHA-256 over the headers that say who wrote what and when, and over the body without those.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

TELLING = (b"message-id", b"from", b"date", b"subject")
LONGEST_HEAD = 256 << 10  # bytes looked at for headers; real heads stay under 64 KB
BOUNDARY = re.compile(rb"""(?i)\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""")


def mail_id(path: Path) -> str:
    """The id of the mail in that file, in hexadecimal; it tells nobody a name. OSError where it cannot be read."""
    with path.open("rb") as file:
        lines = iter(file)
        head = b"".join(_head(lines))
        digest = hashlib.sha256(b"\n".join(_telling(head)))
        digest.update(b"\n\n")
        for line in _body(lines, head):
            digest.update(line + b"\n")
    return digest.hexdigest()


def _head(lines: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for line in lines:
        if not line.strip(b"\r\n"):
            return
        yield line
        size += len(line)
        if size > LONGEST_HEAD:
            return


def _telling(head: bytes) -> Iterator[bytes]:
    """The first of each telling header, its folding and spacing evened out; headers a mail lacks are empty."""
    found: dict[bytes, bytes] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower(), b" ".join(value.split()))
    return (name + b":" + found.get(name, b"") for name in TELLING)


def _body(lines: Iterable[bytes], head: bytes) -> Iterator[bytes]:
    """The lines of the body without what differs between copies: line ends, boundaries, empty lines at the end."""
    boundaries = set(_named_in(head))
    empty = 0
    for line in lines:
        bare = line.rstrip(b"\r\n\t ")
        if not bare:
            empty += 1
            continue
        yield from [b""] * empty
        empty = 0
        named = list(_named_in(bare)) if b"=" in bare else []
        boundaries.update(named)
        if bare.startswith(b"--") and bare[2:].removesuffix(b"--") in boundaries:
            bare = b"--"
        yield BOUNDARY.sub(b"", bare) if named else bare


def _named_in(text: bytes) -> Iterator[bytes]:
    return (quoted or plain for quoted, plain in BOUNDARY.findall(text))
