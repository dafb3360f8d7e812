"""Turns what was taken into custody into a flat list of files, each under its content hash, with its way in.

Runs in a child process. What cannot be opened is in the list too, with the reason: a file nobody could open may be the
very paper that is asked for. A zip or mail is in the list only where it could not be opened; a paper with others
embedded in it always is, and so are they.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from casework.document import Unreadable
from casework.submission import Message, SubmittedFile
from ingest.embedded import LOOKED_INTO, UNNAMED_FILE, embedded_in, is_drawing
from ingest.file_kind import IMAGES, REFUSED, kind_of
from ingest.limits import Limits
from ingest.mail import OpenedMail, Part
from ingest.names import UNNAMED, is_litter, plainness, shown_name, unlike
from ingest.open_archive import check_bulk, opened_entry, opened_zip, papers_in
from ingest.open_message import open_mail
from ingest.open_msg import open_msg
from ingest.open_tnef import open_tnef
from ingest.refusal import CannotOpen

CHUNK = 1 << 20  # bytes
CONTAINERS = frozenset({"zip", "eml", "msg", "tnef"})
OFFICE = frozenset({"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xlsb", "pptx", "odt", "ods", "odp", "odg"})
"""Zips whose entries are their own reader's business; that they are no bombs is ours."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The files of a submission, the envelope of its first mail, and the limits that were hit, in words."""

    files: tuple[SubmittedFile, ...]
    message: Message | None = None
    limits_hit: tuple[str, ...] = ()


def open_submission(files: Sequence[tuple[Path, str]], into: Path, limits: Limits) -> Opened:
    """Open the files (where each lies, and its name as sent) and keep every leaf as `into`/SHA-256.

    Raises OSError where `into` cannot be written; nothing that was sent makes it raise.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    opening = _Opening(into, limits)
    for path, name in files:
        if not is_litter(name):
            opening.add_file(path, name)
    leaves = _named_apart(_each_once(opening.leaves))
    kept = {leaf.content for leaf in leaves}
    for path in into.iterdir():
        if path.name not in kept:
            path.unlink()
    return Opened(tuple(leaves), opening.message, tuple(dict.fromkeys(opening.limits_hit)))


@dataclass(frozen=True, slots=True)
class _WayIn:
    """The containers around a file, outermost first, and how many of them are zips."""

    inside: tuple[str, ...] = ()
    zips: int = 0
    signature_of_mail: bool = False
    """Whether a small picture here belongs to a mail's text."""
    embedded: bool = False
    """Whether a paper is among the containers: what only draws it is no paper, a mail within brought nothing."""

    def into(self, name: str, *, zips: int = 0) -> _WayIn:
        """One container further in."""
        return _WayIn((*self.inside, name), self.zips + zips, embedded=self.embedded)


class _Opening:
    """One submission being opened: what was found so far, and what of its limits is left."""

    def __init__(self, into: Path, limits: Limits) -> None:
        self.leaves: list[SubmittedFile] = []
        self.message: Message | None = None
        self.limits_hit: list[str] = []
        self._into = into
        self._limits = limits
        self._room = limits.total_bytes
        self._opened: set[str] = set()

    def add_file(self, path: Path, name: str) -> None:
        """Add a file that lies on our disk."""
        with path.open("rb") as stream:
            self._add(_chunks(stream), name, _WayIn())

    def _add(self, chunks: Iterable[bytes], given: str, way: _WayIn) -> None:
        """Keep the bytes, find out what they are, and open them if they are a container."""
        name = shown_name(given)
        if len(self.leaves) >= self._limits.files:
            self._refuse(name, Unreadable.TOO_LARGE, way)
            return
        try:
            content, size = self._keep(chunks)
        except CannotOpen as problem:
            self._refuse(name, problem.reason, way)
            return
        kind = kind_of(self._into / content, self._limits)
        if kind == "apple_double" or (
            way.signature_of_mail and kind in IMAGES and size < self._limits.signature_image_bytes
        ):
            return
        leaf = SubmittedFile(name, content, size, kind, way.inside, REFUSED.get(kind))
        try:
            if way.embedded and is_drawing(self._into / content, kind, self._limits):
                return
            self._open(leaf, way)
        except CannotOpen as problem:
            self._note(problem.reason)
            self.leaves.append(replace(leaf, refused=problem.reason))

    def _open(self, leaf: SubmittedFile, way: _WayIn) -> None:
        if leaf.kind not in CONTAINERS:
            if leaf.kind in OFFICE:
                self._check_office_file(leaf)
            self.leaves.append(leaf)
            self._open_embedded(leaf, way)
            return
        if leaf.content in self._opened:
            return
        if len(way.inside) >= self._limits.nesting or (leaf.kind == "zip" and way.zips >= self._limits.zip_nesting):
            raise CannotOpen(Unreadable.UNSAFE)
        path = self._into / leaf.content
        if leaf.kind == "zip":
            self._open_zip(path, leaf, way.into(leaf.name, zips=1))
        elif leaf.kind == "tnef":
            for part in open_tnef(self._read(path, leaf.size), self._limits):
                self._add_part(part, way.into(leaf.name))
        elif leaf.kind == "msg":
            self._open_mail(open_msg(path, self._limits), leaf, way)
        else:
            self._open_mail(open_mail(self._read(path, leaf.size), self._limits), leaf, way)
        self._opened.add(leaf.content)

    def _open_embedded(self, leaf: SubmittedFile, way: _WayIn) -> None:
        """Add what is embedded in a paper; the paper itself is in the list whatever becomes of that."""
        if leaf.kind not in LOOKED_INTO or leaf.content in self._opened:
            return
        self._opened.add(leaf.content)
        inner = replace(way.into(leaf.name), embedded=True)
        try:
            for number, part in enumerate(embedded_in(self._into / leaf.content, leaf.kind, self._limits)):
                if number >= self._limits.embedded_files:
                    raise CannotOpen(Unreadable.TOO_LARGE)
                if len(way.inside) >= self._limits.nesting:
                    raise CannotOpen(Unreadable.UNSAFE)
                self._add_part(part, inner)
        except CannotOpen as problem:
            if problem.reason is not Unreadable.DAMAGED:  # of that, the paper's own reader will tell
                self._refuse(UNNAMED_FILE, problem.reason, inner)

    def _read(self, path: Path, size: int) -> bytes:
        """What has to be in memory to be opened."""
        if size > self._limits.mail_bytes:
            raise CannotOpen(Unreadable.TOO_LARGE)
        return path.read_bytes()

    def _open_zip(self, path: Path, leaf: SubmittedFile, way: _WayIn) -> None:
        with opened_zip(path, self._limits) as archive:
            check_bulk(archive, leaf.size, self._room, self._limits)
            entries = papers_in(archive)
            if len(self.leaves) + len(entries) > self._limits.files:
                raise CannotOpen(Unreadable.TOO_LARGE)
            if not entries:
                raise CannotOpen(Unreadable.EMPTY)
            for entry in entries:
                self._add(_entry_chunks(archive, entry), entry.filename, way)

    def _open_mail(self, mail: OpenedMail, leaf: SubmittedFile, way: _WayIn) -> None:
        """Take a mail apart; `leaf` is its file, or stands for it where it is part of another."""
        if not way.embedded:
            self.message = self.message or mail.envelope
        self.limits_hit.extend(mail.limits_hit)
        if mail.refused is not None:
            raise CannotOpen(mail.refused)
        if mail.body.strip():
            self._add_words(mail.body, leaf.name, way)
        inner = way.into(leaf.name)
        if mail.limits_hit:
            self._refuse("rest of the text", Unreadable.TOO_LONG, inner)
        for link in mail.links:
            content = hashlib.sha256(link.encode("utf-8", "replace")).hexdigest()
            self.leaves.append(
                SubmittedFile("link to a document", content, 0, "link", inner.inside, Unreadable.LINK_ONLY)
            )
        for part in mail.parts:
            self._add_part(part, inner)

    def _add_words(self, words: str, name: str, way: _WayIn) -> None:
        try:
            content, size = self._keep([words.encode("utf-8", "replace")])
        except CannotOpen as problem:
            self._refuse(name, problem.reason, way)
            return
        self.leaves.append(SubmittedFile(name, content, size, "message_text", way.inside))

    def _add_part(self, part: Part, way: _WayIn) -> None:
        if is_litter(part.name):
            return
        if part.refused is not None:
            self._refuse(shown_name(part.name), part.refused, way)
        elif part.mail is None:
            self._add([part.data], part.name, replace(way, signature_of_mail=part.is_inline))
        else:
            name = shown_name(part.name)
            leaf = SubmittedFile("message" if name == UNNAMED else name, "", 0, "eml", way.inside)
            try:
                if len(way.inside) >= self._limits.nesting:
                    raise CannotOpen(Unreadable.UNSAFE)
                self._open_mail(part.mail, leaf, way)
            except CannotOpen as problem:
                self._note(problem.reason)
                self.leaves.append(replace(leaf, refused=problem.reason))

    def _check_office_file(self, leaf: SubmittedFile) -> None:
        with opened_zip(self._into / leaf.content, self._limits) as archive:
            check_bulk(archive, leaf.size, self._limits.total_bytes, self._limits)

    def _keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write the bytes under their hash. Raises CannotOpen where they are too many, or break off."""
        unready = self._into / "unready"
        digest, size = hashlib.sha256(), 0
        with unready.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > min(self._limits.file_bytes, self._room):
                    raise CannotOpen(Unreadable.TOO_LARGE)
                digest.update(chunk)
                file.write(chunk)
        self._room -= size
        unready.replace(self._into / digest.hexdigest())
        return digest.hexdigest(), size

    def _refuse(self, name: str, reason: Unreadable, way: _WayIn) -> None:
        self._note(reason)
        self.leaves.append(SubmittedFile(name, "", 0, "", way.inside, reason))

    def _note(self, reason: Unreadable) -> None:
        """Say in words that a limit was hit; other reasons are the files' own."""
        if reason is Unreadable.TOO_LARGE:
            self.limits_hit.append("Some files were too many or too large to open.")
        elif reason is Unreadable.UNSAFE:
            self.limits_hit.append("Some files were not opened because they are made to do harm, or look as if.")


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _entry_chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with opened_entry(archive, entry) as stream:
        yield from _chunks(stream)


def _each_once(leaves: Sequence[SubmittedFile]) -> list[SubmittedFile]:
    """Of files with the same content, the one with the plainest name, in the place of the first."""
    groups: dict[object, list[SubmittedFile]] = {}
    for number, leaf in enumerate(leaves):
        # nothing says that two empty files, or two that were never read, are the same
        key = (leaf.content, leaf.kind) if leaf.content and (leaf.size or leaf.kind == "link") else number
        groups.setdefault(key, []).append(leaf)
    return [min(group, key=lambda leaf: plainness(leaf.name)) for group in groups.values()]


def _named_apart(leaves: Sequence[SubmittedFile]) -> list[SubmittedFile]:
    """The files with names that differ from each other within one container."""
    used: dict[tuple[str, ...], set[str]] = {}
    return [replace(leaf, name=unlike(leaf.name, used.setdefault(leaf.inside, set()))) for leaf in leaves]
