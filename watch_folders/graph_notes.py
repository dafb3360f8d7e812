"""What a channel of Microsoft 365 remembers between two starts: where its changes go on, and what it has taken."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Protocol

LINK = "link"
"""The note that holds the delta link. It is written together with what was taken because of it, never before."""


class Notes(Protocol):
    """Short texts kept for a channel, by name. Any thread may use it."""

    def read(self, source: str) -> dict[str, str]:
        """Everything noted for a channel."""

    def write(self, source: str, changes: Mapping[str, str | None]) -> None:
        """Change some notes together, all or none; None drops one. TemporaryFailure where that cannot be done now."""


class NotesInMemory:
    """Notes that last as long as the process, for tests and one-off runs."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}
        self._turn = threading.Lock()

    def read(self, source: str) -> dict[str, str]:
        """Everything noted for a channel."""
        with self._turn:
            return dict(self._kept.get(source, {}))

    def write(self, source: str, changes: Mapping[str, str | None]) -> None:
        """Change some notes together."""
        with self._turn:
            merged = {**self._kept.get(source, {}), **changes}
            self._kept[source] = {name: value for name, value in merged.items() if value is not None}
