"""Asking the reading room to open what arrived, and what we keep where it could not."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from casework.document import Unreadable
from casework.submission import SubmittedFile
from ingest.limits import Limits
from panelready.reading_answers import Opened
from panelready.reading_room import ReadingRoom
from validators.load_policy import Policy


def room_taught(room: ReadingRoom, policy: Policy) -> ReadingRoom:
    """The room, told what papers look like."""
    room.teach(policy.document_types, policy.placeholders)
    return room


def open_in(room: ReadingRoom, files: Sequence[tuple[Path, str]], into: Path) -> Opened:
    """The files, opened; where their opening was cut short, each as it came, refused with the reason."""
    opened = room.open(files, into, Limits())
    if isinstance(opened, Unreadable):
        return Opened(tuple(_refused(path, name, opened) for path, name in files))
    return opened


def _refused(path: Path, name: str, why: Unreadable) -> SubmittedFile:
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return SubmittedFile(name, content, path.stat().st_size, refused=why)
