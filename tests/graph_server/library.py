"""One document library's state: items, and the log of changes that delta is answered from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

PERSON = {"user": {"id": "user-1", "displayName": "A Social Worker"}}


def application(app: str) -> dict[str, Any]:
    """Who an application is, as Graph spells it."""
    return {"application": {"id": app, "displayName": "An application"}}


@dataclass
class Item:
    """A folder, or a file with its bytes; the content tag changes with the bytes, the entity tag with anything."""

    number: int
    name: str
    parent: Item | None
    data: bytes | None = None
    created_by: dict[str, Any] = field(default_factory=lambda: PERSON)
    modified_by: dict[str, Any] = field(default_factory=lambda: PERSON)
    changes: int = 1
    contents: int = 1
    locked: bool = False
    hidden: bool = False
    """Missing from delta, as items with a retention label are for applications with few rights."""
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"01ITEM{self.number:05}"

    @property
    def etag(self) -> str:
        return f'"{{{self.id}}},{self.changes}"'

    @property
    def ctag(self) -> str:
        return f'"c:{{{self.id}}},{self.contents}"'

    def above(self) -> Iterator[Item]:
        """The folders it lies in, the root last."""
        item = self.parent
        while item is not None:
            yield item
            item = item.parent


@dataclass
class Library:
    """A drive, with what happened in it, oldest first: (number, item)."""

    id: str
    items: dict[str, Item] = field(default_factory=dict)
    log: list[tuple[int, Item]] = field(default_factory=list)
    generation: int = 0
    numbers: int = 0
    in_scope: bool = True
    may_write: bool = True

    def __post_init__(self) -> None:
        self.root = self._made("root", None, None)

    def folder(self, path: str) -> Item:
        """The folder of that path below the root, made where it is missing."""
        item = self.root
        for name in [part for part in path.split("/") if part]:
            item = self.child(item, name) or self._made(name, item, None)
        return item

    def put(self, path: str, data: bytes, by: dict[str, Any] | None = None) -> Item:
        """Put a file there, as a person does, or write it anew."""
        above, _, name = path.rpartition("/")
        return self.put_in(self.folder(above), name, data, by)

    def put_in(self, parent: Item, name: str, data: bytes, by: dict[str, Any] | None = None) -> Item:
        """The same in a folder."""
        item = self.child(parent, name)
        if item is None:
            return self._made(name, parent, data, by)
        item.data, item.contents = data, item.contents + 1
        self.touch(item, by)
        return item

    def beside(self, item: Item, name: str, data: bytes) -> Item:
        """Another item of the same folder, whatever the names: what case-sensitive sources bring."""
        return self._made(name, item.parent, data)

    def touch(self, item: Item, by: dict[str, Any] | None = None) -> None:
        """Something about it changed."""
        item.changes += 1
        item.modified_by = by or PERSON
        self.note(item)

    def promote(self, item: Item, by: dict[str, Any] | None = None) -> None:
        """Write the library's columns into an Office file: other bytes, other tags, the same words."""
        assert item.data is not None
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(item.data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                if not entry.filename.startswith("docProps/custom"):
                    new.writestr(entry.filename, old.read(entry))
            new.writestr("docProps/custom.xml", f"<Properties><n>{item.contents}</n></Properties>")
        item.data, item.contents = made.getvalue(), item.contents + 1
        self.touch(item, by)

    def rename(self, item: Item, name: str, parent: Item | None = None) -> None:
        """Give an item another name, or another folder."""
        item.name, item.parent = name, parent or item.parent
        self.touch(item)

    def delete(self, item: Item) -> None:
        """Delete an item and all that is in it."""
        for inner in self.children(item):
            self.delete(inner)
        del self.items[item.id]
        self.note(item)

    def children(self, parent: Item) -> list[Item]:
        """What lies in a folder."""
        return [item for item in self.items.values() if item.parent is parent]

    def child(self, parent: Item, name: str) -> Item | None:
        """What of that name lies in a folder; names differ by more than case."""
        return next((each for each in self.children(parent) if each.name.casefold() == name.casefold()), None)

    def note(self, item: Item) -> None:
        self.log.append((len(self.log) + 1, item))

    def expire_links(self) -> None:
        """Every delta link that was given out is gone."""
        self.generation += 1

    def row(self, item: Item) -> dict[str, Any]:
        """The item as Graph spells it; of a deleted one little is left."""
        if item.id not in self.items:
            return {"id": item.id, "deleted": {"state": "deleted"}, "parentReference": {"driveId": self.id}}
        row: dict[str, Any] = {
            "id": item.id,
            "name": item.name,
            "eTag": item.etag,
            "createdBy": item.created_by,
            "lastModifiedBy": item.modified_by,
            "lastModifiedDateTime": "2026-03-05T09:00:00Z",
            "parentReference": {"driveId": self.id} | ({"id": item.parent.id} if item.parent else {}),
        }
        if item.data is None:
            return row | {"folder": {"childCount": len(self.children(item))}} | ({} if item.parent else {"root": {}})
        return row | {"cTag": item.ctag, "size": len(item.data), "file": {"mimeType": "application/octet-stream"}}

    def _made(self, name: str, parent: Item | None, data: bytes | None, by: dict[str, Any] | None = None) -> Item:
        self.numbers += 1
        item = Item(self.numbers, name, parent, data, by or PERSON, by or PERSON)
        self.items[item.id] = item
        self.note(item)
        return item
