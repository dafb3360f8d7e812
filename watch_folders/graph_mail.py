"""What we ask of one Microsoft 365 mailbox: what changed in a folder, a mail's bytes, filing it away.

https://learn.microsoft.com/en-us/graph/api/message-delta and the other pages of the resource `message`. Every call asks
for immutable ids (https://learn.microsoft.com/en-us/graph/outlook-immutable-id), else a mail that is moved has another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from watch_folders.graph_changes import changes
from watch_folders.graph_client import Fetched, GraphClient, Place, rows_of
from watch_folders.graph_refusals import MAIL, NameTaken, NotThere, Puzzling, Stale

IMMUTABLE = {"Prefer": 'IdType="ImmutableId", odata.maxpagesize=50'}
FIELDS = "id,receivedDateTime,categories,isDraft,parentFolderId"
WELL_KNOWN = frozenset({"inbox", "archive", "drafts", "sentitems", "deleteditems", "junkemail"})
TRIES = 3


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as a listing shows it; `received_at` is in UTC with its zone. Of one that left, only the id is known."""

    id: str
    received_at: datetime | None = None
    folder: str = ""
    categories: tuple[str, ...] = ()
    etag: str = ""
    is_draft: bool = False
    has_left: bool = False

    @property
    def order(self) -> tuple[datetime, str]:
        """When it came, and its id: what mails are taken in order of."""
        return self.received_at or datetime.max.replace(tzinfo=UTC), self.id

    @property
    def is_partial(self) -> bool:
        """Whether the row tells too little, as rows of changes may."""
        return not self.has_left and (self.received_at is None or not self.folder)


class MailCalls:
    """The calls on one mailbox, named by its SMTP address."""

    def __init__(self, client: GraphClient, mailbox: str) -> None:
        self._client = client
        self._place = Place(f"mailbox {mailbox.casefold()}", MAIL)
        self._user = f"/users/{quote(mailbox, safe='@')}"

    def changes(self, folder: str, since: date | None, link: str | None) -> tuple[list[MailRow], str]:
        """What changed since the link was given, or all there is, and the next link; the last row of an id wins."""
        start = f"&$filter=receivedDateTime ge {since.isoformat()}T00:00:00Z" if since else ""
        address = link or f"{self._user}/mailFolders/{_id(folder)}/messages/delta?$select={FIELDS}{start}"
        return changes(self._client, address, self._place, row_of, IMMUTABLE)

    def listing(self, folder: str, since: date | None) -> Iterator[MailRow]:
        """Everything that lies in a folder now."""
        start = f"&$filter=receivedDateTime ge {since.isoformat()}T00:00:00Z" if since else ""
        address = f"{self._user}/mailFolders/{_id(folder)}/messages?$select={FIELDS}&$top=50{start}"
        return map(row_of, self._client.rows(address, self._place, IMMUTABLE))

    def look_up(self, identity: str) -> MailRow | None:
        """A mail as it is now, or None where it is nowhere in the mailbox."""
        try:
            return row_of(self._json("GET", f"/messages/{_id(identity)}?$select={FIELDS}"))
        except NotThere:
            return None

    def fetch(self, identity: str, to: Path, most: int) -> Fetched:
        """Fetch a whole mail as MIME. Raises NotThere, TooLarge, and as GraphClient does."""
        address = f"{self._user}/messages/{_id(identity)}/$value"
        fetched = self._client.fetch(address, self._place, to, IMMUTABLE, most)
        if fetched is None:
            raise Puzzling
        return fetched

    def links(self, identity: str) -> list[str]:
        """The names of attachments that are links to files in OneDrive or SharePoint: their MIME holds none of it.

        Whether a mail has attachments is not asked of `hasAttachments`, which is false where all are inline.
        """
        address = f"{self._user}/messages/{_id(identity)}/attachments?$select=id,name,size,contentType"
        rows = self._client.rows(address, self._place, IMMUTABLE)
        return [str(row.get("name") or "") for row in rows if row.get("@odata.type") == REFERENCE]

    def folder(self, name: str, *, make: bool = False) -> str:
        """The id of a folder: well known, or below the inbox by its name. Raises NotThere where it is to be there."""
        if name.casefold() in WELL_KNOWN:
            return str(self._json("GET", f"/mailFolders/{name.casefold()}").get("id"))
        below = "/mailFolders/inbox/childFolders"
        wanted = quote("displayName eq '" + name.replace("'", "''") + "'")
        for _ in range(2):
            rows = rows_of(self._json("GET", f"{below}?$filter={wanted}"))
            if rows:
                return str(rows[0].get("id"))
            if not make:
                break
            try:
                return str(self._json("POST", below, {"displayName": name}, repeatable=True).get("id"))
            except NameTaken:  # made in this moment by somebody else
                continue
        raise NotThere(404)

    def move(self, identity: str, folder: str) -> None:
        """Move a mail. Raises NotThere where it is not to be found any more."""
        # With an immutable id, moving twice is moving once.
        self._json("POST", f"/messages/{_id(identity)}/move", {"destinationId": folder}, repeatable=True)

    def mark(self, row: MailRow, category: str) -> None:
        """Add a category to those that people gave a mail, however often they change them meanwhile.

        Raises NotThere where the mail has gone, Stale where it changes faster than we can look.
        """
        for attempt in range(1, TRIES + 1):
            if category in row.categories:
                return
            given = {"categories": [*row.categories, category]}
            try:
                self._json("PATCH", f"/messages/{_id(row.id)}", given, {"If-Match": row.etag})
                return
            except Stale:
                if attempt == TRIES:
                    raise
            row = row_of(self._json("GET", f"/messages/{_id(row.id)}?$select={FIELDS}"))

    def _json(
        self,
        method: str,
        path: str,
        content: object = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool | None = None,
    ) -> dict[str, Any]:
        given = IMMUTABLE | dict(headers or {})
        address = self._user + path
        return self._client.call(
            method, address, self._place, content=content, headers=given, repeatable=repeatable
        ).json()


REFERENCE = "#microsoft.graph.referenceAttachment"


def row_of(found: Mapping[str, Any]) -> MailRow:
    """A row as Graph gave it. Raises Puzzling where it is none."""
    identity, received, folder = found.get("id"), found.get("receivedDateTime"), found.get("parentFolderId")
    if not isinstance(identity, str) or not identity:
        raise Puzzling
    if "@removed" in found:
        return MailRow(identity, has_left=True)
    categories = found.get("categories")
    return MailRow(
        identity,
        _moment(received) if isinstance(received, str) else None,
        folder if isinstance(folder, str) else "",
        tuple(str(each) for each in categories) if isinstance(categories, list) else (),
        str(found.get("@odata.etag") or ""),
        found.get("isDraft") is True,
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Puzzling from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _id(identity: str) -> str:
    return quote(identity, safe="")
