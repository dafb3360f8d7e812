"""What we know of a library's watched folder between two rounds, and between two starts.

Items are known by their ids, so that a folder that is renamed or moved within the watched one stays what it was.
"""

from __future__ import annotations

import json
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from watch_folders.graph_notes import LINK, Notes
from watch_folders.ignoring import is_ignored
from watch_folders.sharepoint_calls import DriveItem
from watch_folders.snapshot import MAX_DEPTH, MAX_ENTRIES

ITEM, TAKEN, OWN, WRITTEN = "item ", "taken ", "own ", "written "
"""How the names of notes begin: what is there, what is in custody, what we wrote, and in which version."""


@dataclass(frozen=True, slots=True)
class TakenItem:
    """A file in custody: its content tag, SHA-256, and the arrival and path that it came with."""

    ctag: str
    content: str
    source_id: str
    path: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may be papers, with its path in its submission."""

    item: DriveItem
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission: a folder in the watched one with all that is in it, or a loose file."""

    item: DriveItem
    papers: tuple[Paper, ...]
    is_too_deep: bool = False

    @property
    def state(self) -> tuple[tuple[str, str], ...]:
        """What must lie still: which files there are, and their contents."""
        return tuple(sorted((paper.item.id, paper.item.ctag) for paper in self.papers))

    @property
    def is_too_full(self) -> bool:
        """Whether it holds too much to be papers."""
        return len(self.papers) > MAX_ENTRIES


class LibraryBooks:
    """The items below the watched folder, and what of them is in custody; any thread may ask."""

    def __init__(self, notes: Notes, source: str) -> None:
        self._notes, self._source = notes, source
        self._turn = threading.RLock()
        self._items: dict[str, DriveItem] = {}
        self._taken: dict[str, TakenItem] = {}
        self._own: set[str] = set()
        self._written: dict[str, str] = {}
        self._unsaved: dict[str, str | None] = {}
        self._is_open = False
        self._saved_link: str | None = None
        self.link: str | None = None
        """Where the changes go on; noted for the next start once all that they told of is in custody."""

    def open(self) -> None:
        """Take up where the last run left off."""
        with self._turn:
            if self._is_open:
                return
            for name, value in self._notes.read(self._source).items():
                if name == LINK:
                    self.link = self._saved_link = value
                elif name.startswith(ITEM):
                    self._items[name.removeprefix(ITEM)] = DriveItem.from_note(value)
                elif name.startswith(TAKEN):
                    self._taken[name.removeprefix(TAKEN)] = TakenItem(**json.loads(value))
                elif name.startswith(OWN):
                    self._own.add(name.removeprefix(OWN))
                elif name.startswith(WRITTEN):
                    self._written[name.removeprefix(WRITTEN)] = value
            self._is_open = True

    def item(self, identity: str) -> DriveItem | None:
        """The item of that id, where it is known."""
        with self._turn:
            return self._items.get(identity)

    def known(self) -> set[str]:
        """The ids of all items that are known or in custody."""
        with self._turn:
            return self._items.keys() | self._taken.keys()

    def put(self, items: Iterable[DriveItem]) -> None:
        """Items are there, or are not as they were."""
        with self._turn:
            for item in items:
                self._items[item.id] = item
                self._unsaved[ITEM + item.id] = item.noted()

    def below(self, identity: str) -> list[str]:
        """The id itself, and those of all items in it."""
        with self._turn:
            inside = self._by_folder()
            within = [identity]
            for each in within:
                within += [item.id for item in inside.get(each, [])]
            return within

    def taken(self, identity: str) -> TakenItem | None:
        """What is in custody of an item, or None."""
        with self._turn:
            return self._taken.get(identity)

    def forget(self, identities: Iterable[str]) -> None:
        """Items are gone, and what is gone is told to whoever had to be told."""
        with self._turn:
            for identity in identities:
                self._items.pop(identity, None)
                self._taken.pop(identity, None)
                self._unsaved |= {ITEM + identity: None, TAKEN + identity: None}

    def note_taken(self, taken: Mapping[str, TakenItem]) -> None:
        """Write down at once what is in custody now."""
        with self._turn:
            lines: dict[str, str | None] = {TAKEN + name: json.dumps(asdict(item)) for name, item in taken.items()}
            self._notes.write(self._source, lines)
            self._taken |= taken

    def written(self, report: str) -> str | None:
        """The version of a report that lies in the library, or None."""
        with self._turn:
            return self._written.get(report)

    def note_written(self, report: str, version: str, identity: str | None) -> None:
        """Write down which version of a report we wrote, and which item that is; None where its papers are gone."""
        with self._turn:
            own = {OWN + identity: ""} if identity is not None else {}
            self._notes.write(self._source, {WRITTEN + report: version, **own})
            self._written[report] = version
            if identity is not None:
                self._own.add(identity)

    def is_own(self, item: DriveItem) -> bool:
        """Whether we wrote an item, which is then no paper."""
        with self._turn:
            return item.is_ours or item.id in self._own

    def settle(self) -> None:
        """Write down the items and the link together: all that the link told of is in custody."""
        with self._turn:
            if self._unsaved or self.link != self._saved_link:
                self._notes.write(self._source, {**self._unsaved, LINK: self.link})
                self._saved_link = self.link
                self._unsaved.clear()

    def entries(self, root: str) -> list[Entry]:
        """The submissions in the watched folder."""
        with self._turn:
            inside = self._by_folder()
            return [self._entry(item, inside) for item in inside.get(root, []) if item.id != root]

    def entry_of(self, source_id: str, root: str) -> str | None:
        """The id of the folder or file in the watched folder that an arrival came from, where it is still there."""
        with self._turn:
            for identity, taken in self._taken.items():
                if taken.source_id == source_id:
                    while (item := self._items.get(identity)) is not None and item.parent != root:
                        identity = item.parent
                    return identity if item is not None else None
        return None

    def is_done(self, entry: Entry) -> bool:
        """Whether all of it is in custody as it is now."""
        with self._turn:
            taken = (self._taken.get(identity) for identity, _ in entry.state)
            tags = [item.ctag if item else None for item in taken]
            return tags == [ctag for _, ctag in entry.state]

    def _by_folder(self) -> dict[str, list[DriveItem]]:
        inside: dict[str, list[DriveItem]] = {}
        for item in self._items.values():
            inside.setdefault(item.parent, []).append(item)
        return inside

    def _entry(self, top: DriveItem, inside: Mapping[str, list[DriveItem]]) -> Entry:
        papers, is_too_deep = [], False
        waiting = [(top, 0, top.name if not top.is_folder else "")]
        while waiting:
            item, depth, path = waiting.pop()
            if is_ignored(item.name) or self.is_own(item):
                continue
            if item.is_folder and depth > MAX_DEPTH:
                is_too_deep = True
            elif item.is_folder:
                above = f"{path}/" if path else ""
                waiting += [(each, depth + 1, above + each.name) for each in inside.get(item.id, [])]
            else:
                papers.append(Paper(item, unicodedata.normalize("NFC", path)))
        return Entry(top, tuple(sorted(papers, key=lambda paper: (paper.path, paper.item.id))), is_too_deep)
