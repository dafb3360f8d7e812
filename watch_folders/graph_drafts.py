"""Drafts in a Microsoft 365 mailbox: an answer in its thread, found again by a mark of ours, and sent once.

https://learn.microsoft.com/en-us/graph/api/message-createreply: the draft follows Reply-To and all its people, so
recipients, subject and body are written over before anything leaves. `sendMail` is never used: it returns no id.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from watch_folders.graph_client import GraphClient, Place, rows_of
from watch_folders.graph_mail import IMMUTABLE
from watch_folders.graph_refusals import MAIL, SEND, GraphRefusal, NotThere, Puzzling

MARK = "String {9c1f3a52-2c0e-4d0b-8f38-5d1f6a7c4e10} Name PanelReadyReply"
"""The property that holds which reply a draft is: it can be asked for, and outlasts sending."""
HEADER = "String {00020386-0000-0000-C000-000000000046} Name "
"""A property of this set, PS_INTERNET_HEADERS, becomes a header of its name when Exchange writes the mail out:
https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcmail/d296c8c5-27c8-46d4-93a9-4da1d69175cf
internetMessageHeaders itself takes none but X- ones."""
SHOWN = "id,isDraft,internetMessageId,toRecipients,ccRecipients,bccRecipients,conversationId"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, or what became of it: its lasting id, its Message-ID, to whom it goes, and whether it has not left."""

    id: str
    message_id: str
    to: tuple[str, ...]
    others: tuple[str, ...]
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """What a draft is to say, to one person."""

    to: str
    subject: str
    html: str
    headers: tuple[tuple[str, str], ...] = ()


class DraftCalls:
    """The calls about drafts in one mailbox, named by its SMTP address."""

    def __init__(self, client: GraphClient, mailbox: str) -> None:
        self._client = client
        name = f"mailbox {mailbox.casefold()}"
        self._place, self._sending = Place(name, MAIL), Place(name, SEND)
        self._messages = f"/users/{quote(mailbox, safe='@')}/messages"

    def marked(self, key: str) -> Draft | None:
        """The draft of that reply, or what left of it; None where there is none."""
        asked = f"singleValueExtendedProperties/Any(ep: ep/id eq '{MARK}' and ep/value eq '{_quoted(key)}')"
        return next(iter(self._search(asked)), None)

    def look_up(self, identity: str) -> Draft | None:
        """The draft of that id, or what left of it; None where it is gone, or has left a moment ago."""
        try:
            return _draft(self._call("GET", f"/{quote(identity, safe='')}?$select={SHOWN}"))
        except NotThere:
            return None

    def answered(self, message_id: str) -> str | None:
        """The id of the mail with that Message-ID, which a reply answers, or None."""
        found = [row for row in self._search(f"internetMessageId eq '{_quoted(message_id)}'") if not row.is_draft]
        return found[0].id if found else None

    def create(self, key: str, answers: str | None, headers: Sequence[tuple[str, str]]) -> Draft:
        """A new draft, in the thread of the mail it answers, where there is one. Raises AnswerLost: look, then.

        A header that is no X- one is left out where Graph will not have it.
        """
        own = [each for each in headers if each[0].lower().startswith("x-")]
        try:
            return self._created(key, answers, own, [each for each in headers if each not in own])
        except GraphRefusal as problem:
            if problem.status != 400 or len(own) == len(headers):
                raise
        return self._created(key, answers, own, ())

    def _created(
        self, key: str, answers: str | None, own: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]
    ) -> Draft:
        properties = [(MARK, key), *((HEADER + name, value) for name, value in others)]
        message = {
            "internetMessageHeaders": [{"name": name, "value": value} for name, value in own],
            "singleValueExtendedProperties": [{"id": name, "value": value} for name, value in properties],
        }
        if answers is None:
            return _draft(self._call("POST", "", message))
        return _draft(self._call("POST", f"/{quote(answers, safe='')}/createReply", {"message": message}))

    def create_from_mime(self, answers: str, raw: bytes) -> Draft:
        """A new draft with the headers of a raw mail, in the thread of the mail it answers."""
        address = f"{self._messages}/{quote(answers, safe='')}/createReply"
        headers = IMMUTABLE | {"Content-Type": "text/plain"}
        made = self._client.call("POST", address, self._place, content=base64.b64encode(raw), headers=headers)
        return _draft(made.json())

    def in_inbox(self, message_id: str) -> Draft | None:
        """The mail of that Message-ID in the inbox, or None."""
        folder = self._messages.removesuffix("/messages") + "/mailFolders/inbox/messages"
        asked = quote(f"internetMessageId eq '{_quoted(message_id)}'")
        rows = self._client.rows(f"{folder}?$filter={asked}&$select={SHOWN}", self._place, IMMUTABLE)
        return next(map(_draft, rows), None)

    def raw(self, identity: str) -> bytes:
        """A mail's bytes."""
        address = f"{self._messages}/{quote(identity, safe='')}/$value"
        return self._client.call("GET", address, self._place, headers=IMMUTABLE).body

    def complete(self, identity: str, letter: Letter) -> Draft:
        """Write over whom it goes to, and what it says: the checked address alone, and nothing quoted."""
        told = {
            "toRecipients": [{"emailAddress": {"address": letter.to}}],
            "ccRecipients": [],
            "bccRecipients": [],
            "subject": letter.subject,
            "body": {"contentType": "html", "content": letter.html},
        }
        return _draft(self._call("PATCH", f"/{quote(identity, safe='')}", told))

    def send(self, identity: str) -> None:
        """Send it: accepted is not delivered. Raises AnswerLost: look, then."""
        address = f"{self._messages}/{quote(identity, safe='')}/send"
        self._client.call("POST", address, self._sending, headers=IMMUTABLE, repeatable=False)

    def delete(self, identity: str) -> None:
        """Take a draft away again."""
        self._client.call("DELETE", f"{self._messages}/{quote(identity, safe='')}", self._place, headers=IMMUTABLE)

    def _search(self, asked: str) -> list[Draft]:
        return [_draft(row) for row in rows_of(self._call("GET", f"?$filter={quote(asked)}&$select={SHOWN}"))]

    def _call(self, method: str, path: str, content: object = None) -> dict[str, Any]:
        address = self._messages + path
        return self._client.call(method, address, self._place, content=content, headers=IMMUTABLE).json()


def _draft(found: Mapping[str, Any]) -> Draft:
    identity = found.get("id")
    if not isinstance(identity, str) or not identity:
        raise Puzzling
    others = (*_addresses(found, "ccRecipients"), *_addresses(found, "bccRecipients"))
    to, message_id = _addresses(found, "toRecipients"), str(found.get("internetMessageId") or "")
    return Draft(identity, message_id, to, others, found.get("isDraft") is True)


def _addresses(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    try:
        return tuple(str(each["emailAddress"]["address"]) for each in found.get(name) or ())
    except (TypeError, KeyError):
        raise Puzzling from None


def _quoted(text: str) -> str:
    return text.replace("'", "''")
