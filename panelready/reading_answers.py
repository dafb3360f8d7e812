"""What the room makes of a child's answer, which a hostile file may have written."""

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from casework.document import Document, Unreadable
from casework.submission import Message, SubmittedFile
from panelready.plain import Plain, from_plain

_CHUNK = 1 << 20
_AS_IS = getattr(os, "O_BINARY", 0)
"""Windows alone changes line ends unless told not to."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission unpacked: its files, the mail that brought them, and the limits that were hit, in words."""

    files: tuple[SubmittedFile, ...]
    message: Message | None = None
    limits_hit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a job has no result, as a fact about the paperwork.

    `limit` says in words which limit was hit. `at` and `kind` are the place in our program and the class of exception,
    as the child told it; only `panelready.log` may see them.
    """

    reason: Unreadable
    limit: str | None = None
    at: str | None = None
    kind: str | None = None


def documents_from(done: Plain, file: SubmittedFile) -> tuple[Document, ...]:
    """The documents read from a file, at least one, and booked to this file whatever they say themselves."""
    documents = from_plain(tuple[Document, ...], done)
    if not documents:
        raise ValueError("a file was read and no document came of it")
    return tuple(
        replace(one, file=file.name, inside=file.inside, content=file.content, format=file.kind) for one in documents
    )


def unreadable(file: SubmittedFile, trouble: Trouble) -> Document:
    """The one document of a file that could not be read."""
    limits = () if trouble.limit is None else (trouble.limit,)
    return Document(
        file=file.name,
        inside=file.inside,
        content=file.content,
        format=file.kind,
        unreadable=trouble.reason,
        limits=limits,
    )


def take_files(opened: Opened, unpacked: Path, into: Path) -> Opened:
    """Copy what was unpacked out of the child's reach, each file under its SHA-256; then it is what it says it is.

    ValueError where a file that is not refused is not among them, or where something lies there that is no file.
    """
    held = {copied_out(entry, into) for entry in sorted(unpacked.iterdir())}
    if any(file.content not in held for file in opened.files if file.refused is None):
        raise ValueError("a file was told of that is not there")
    return opened


def copied_out(entry: Path, into: Path) -> str:
    """Copy one file and hash what was copied: the child may still be writing to its own."""
    try:
        # a link would lead us out, a pipe would hold us up
        source = os.open(entry, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _AS_IS)
    except OSError:
        raise ValueError("something was unpacked that is no file") from None
    if not stat.S_ISREG(os.fstat(source).st_mode):
        os.close(source)
        raise ValueError("something was unpacked that is no file")
    arriving, digest = into / "arriving.part", hashlib.sha256()
    with os.fdopen(source, "rb") as unpacked, arriving.open("wb") as copy:
        while chunk := unpacked.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    arriving.replace(into / digest.hexdigest())
    return digest.hexdigest()
