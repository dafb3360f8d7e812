"""What we ask of one SharePoint document library: what changed, what lies in a folder, a file's bytes.

https://learn.microsoft.com/en-us/graph/api/driveitem-delta and the other pages of the resource `driveItem`. Every call
is below `/drives/{drive-id}`: searching for sites is refused to an application that is let into selected ones alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from watch_folders.graph_changes import changes
from watch_folders.graph_client import Fetched, GraphClient, Place
from watch_folders.graph_refusals import SITE, NotThere, Puzzling
from watch_folders.snapshot import MAX_DEPTH

_ROOT = "root"
"""What Graph calls the folder at the top of a library."""


@dataclass(frozen=True, slots=True)
class DriveItem:
    """A file or folder. `ctag` changes with a file's bytes, `etag` with anything; `is_ours` says that we made it.

    Of a deleted one only the id is known.
    """

    id: str
    name: str = ""
    parent: str = ""
    is_folder: bool = False
    ctag: str = ""
    etag: str = ""
    is_ours: bool = False
    is_deleted: bool = False

    def noted(self) -> str:
        """As a note."""
        return json.dumps(asdict(self))

    @classmethod
    def from_note(cls, text: str) -> DriveItem:
        """From a note of ours."""
        return cls(**json.loads(text))


class LibraryCalls:
    """The calls on one library; `application` is our id, by which what we wrote is known."""

    def __init__(self, client: GraphClient, drive: str, application: str) -> None:
        self.client = client
        self.application = application
        self.place = Place(f"drive {drive}", SITE)
        self.drive = f"/drives/{quote(drive, safe='!')}"

    def changes(self, link: str | None) -> tuple[list[DriveItem], str]:
        """What changed in the whole library since the link was given, and the next link; the last of an id wins.

        SharePoint tells changes for a library's root alone.
        """
        return changes(self.client, link or f"{self.drive}/{_ROOT}/delta", self.place, self.item_of)

    def folder(self, path: str) -> DriveItem:
        """The folder of that path below the library's root. Raises NotThere."""
        where = f"{_ROOT}:/{quote(path.strip('/'))}" if path.strip("/") else _ROOT
        item = self.item_of(self.client.call("GET", f"{self.drive}/{where}", self.place).json())
        if not item.is_folder:
            raise NotThere(404)
        return item

    def look_up(self, identity: str) -> DriveItem | None:
        """An item as it is now, or None where it is gone or not ours to see."""
        try:
            return self.item_of(self.client.call("GET", self.of(identity), self.place).json())
        except NotThere:
            return None

    def named(self, folder: str, name: str) -> DriveItem | None:
        """What of that name lies in a folder, or None."""
        try:
            return self.item_of(self.client.call("GET", f"{self.of(folder)}:/{quote(name)}", self.place).json())
        except NotThere:
            return None

    def below(self, folder: str) -> Iterator[DriveItem]:
        """Everything in a folder and its folders, to the depth and number that papers can have in one of them."""
        waiting = [(folder, 0)]
        while waiting:
            identity, depth = waiting.pop()
            for row in self.client.rows(f"{self.of(identity)}/children", self.place):
                item = self.item_of(row)
                yield item
                if item.is_folder and depth <= MAX_DEPTH:
                    waiting.append((item.id, depth + 1))

    def fetch(self, item: DriveItem, to: Path, known: str | None = None) -> Fetched | None:
        """Fetch a file; None where its content tag is still the `known` one. Raises NotThere, TooLarge, and others."""
        headers = {"If-None-Match": known} if known else {}
        return self.client.fetch(f"{self.of(item.id)}/content", self.place, to, headers)

    def delete(self, identity: str) -> None:
        """Delete a file of ours."""
        self.client.call("DELETE", self.of(identity), self.place)

    def of(self, identity: str) -> str:
        """The address of an item."""
        return f"{self.drive}/items/{quote(identity, safe='!')}"

    def item_of(self, found: Mapping[str, Any]) -> DriveItem:
        """An item as Graph gave it. Raises Puzzling where it is none."""
        identity = found.get("id")
        if not isinstance(identity, str) or not identity:
            raise Puzzling
        if "deleted" in found:
            return DriveItem(identity, is_deleted=True)
        return DriveItem(
            identity,
            str(found.get("name") or ""),
            str(_within(found, "parentReference").get("id") or ""),
            "folder" in found or "root" in found,
            str(found.get("cTag") or ""),
            str(found.get("eTag") or ""),
            _within(_within(found, "createdBy"), "application").get("id") == self.application,
        )


def _within(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}
