"""Outlook mail as Graph answers it."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Callable
from typing import Any

from tests.graph_server.delta import Habits, Row, Token, page, token_of
from tests.graph_server.mailbox import INTERNET_HEADERS, Mailbox, Message
from tests.graph_server.world import Answer, Call, Refused, World, answer, refusal

Routes = list[tuple[str, str, Callable[..., Answer]]]
USER = r"/users/([^/]+)"
MESSAGE = USER + r"/messages/([^/]+)"


class Mailboxes:
    """Every mailbox of the tenant, by address."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._boxes: dict[str, Mailbox] = {}
        self.habits = Habits()
        self.loses_what_comes_back = False
        """With immutable ids, a message moved away and back between two rounds is told as removed, and never again."""
        self.sent_hidden_calls = 0
        self.refuses_header_properties = False
        """Nobody knows whether a tenant does."""
        self.attachments_a_page = 2

    def add(self, address: str) -> Mailbox:
        """A new mailbox."""
        self._boxes[address] = Mailbox(address)
        return self._boxes[address]

    def routes(self) -> Routes:
        """What we answer."""
        folder = USER + r"/mailFolders/([^/]+)"
        return [
            ("GET", folder + "/messages/delta", self._delta),
            ("GET", folder + "/messages", self._list),
            ("GET", folder + "/childFolders", self._child_folders),
            ("POST", folder + "/childFolders", self._new_folder),
            ("GET", folder, self._folder),
            ("GET", USER + "/messages", self._search),
            ("POST", USER + "/messages", self._new_draft),
            ("GET", MESSAGE, self._get),
            ("PATCH", MESSAGE, self._patch),
            ("DELETE", MESSAGE, self._delete),
            ("GET", MESSAGE + r"/\$value", self._value),
            ("GET", MESSAGE + "/attachments", self._attachments),
            ("POST", MESSAGE + "/attachments", self._attach),
            ("POST", MESSAGE + "/move", self._move),
            ("POST", MESSAGE + "/createReply", self._create_reply),
            ("POST", MESSAGE + "/send", self._send),
        ]

    def deliver_bounce(self, mailbox: Mailbox, sent: Message) -> Message:
        """The bounce of a mail that was accepted with 202, some time later."""
        raw = (
            f"From: postmaster@{mailbox.address.split('@')[1]}\r\nTo: {mailbox.address}\r\n"
            f"Subject: Undeliverable: {sent.subject}\r\nMessage-ID: <bounce-{sent.number}@outlook.example>\r\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
            "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;mx.example\r\n\r\n"
            f"Final-Recipient: rfc822;{sent.to[0]}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {sent.message_id}\r\n--b--\r\n"
        )
        return mailbox.receive(raw.encode())

    def _box(self, address: str) -> Mailbox:
        box = self._boxes.get(address)
        if box is None:
            raise Refused(refusal(404, "ErrorInvalidUser"))
        if not box.in_scope:
            raise Refused(refusal(403, "ErrorAccessDenied"))
        return box

    def _found(self, address: str, identity: str) -> tuple[Mailbox, Message]:
        box = self._box(address)
        message = box.find(identity)
        if message is None:
            raise Refused(refusal(404, "ErrorItemNotFound"))
        return box, message

    def _delta(self, call: Call, address: str, name: str) -> Answer:
        box = self._box(address)
        folder = box.folder(name)
        if folder is None:
            return refusal(404, "ErrorItemNotFound")
        token = token_of(call, box.generation, ("$select", "$filter", "changeType"))
        if isinstance(token, Answer):
            return token
        now = len(box.log)
        rows = self._changed(box, folder, token, token.until or now, call.wants_immutable_ids)
        size = int(call.prefers("odata.maxpagesize") or 10)
        return page(call, call.path, token, rows, size, self.habits, now)

    def _changed(self, box: Mailbox, folder: str, token: Token, until: int, immutable: bool) -> list[Row]:
        events: dict[int, list[tuple[Message, str]]] = {}
        for number, where, message, what in box.log:
            if token.since < number <= until and where == folder:
                events.setdefault(message.number, []).append((message, what))
        rows = []
        for happened in events.values():
            message, kinds = happened[0][0], [what for _, what in happened]
            row = self._row(box, folder, message, kinds, token, immutable)
            if row is not None:
                rows.append(row)
        return rows

    def _row(
        self, box: Mailbox, folder: str, message: Message, kinds: list[str], token: Token, immutable: bool
    ) -> Row | None:
        identity = message.immutable if immutable else message.moving
        created_only = token.asked.get("changeType") == "created"
        came_back = kinds[0] == "removed" and "created" in kinds
        is_gone = message not in box.messages or message.folder != folder
        if is_gone or (came_back and immutable and self.loses_what_comes_back):
            return None if created_only and token.since else {"id": identity, "@removed": {"reason": "deleted"}}
        if not _received_since(message, token.asked.get("$filter", "")):
            return None
        if set(kinds) == {"updated"}:
            partial = {"@odata.etag": message.etag, "id": identity, "categories": message.categories}
            return None if created_only else partial
        return _selected(message.as_row(immutable), token.asked.get("$select", ""))

    def _list(self, call: Call, address: str, name: str) -> Answer:
        box = self._box(address)
        if box.folder(name) is None:
            return refusal(404, "ErrorItemNotFound")
        asked = call.query.get("$filter", "")
        known = re.fullmatch(r"internetMessageId eq '(.*)'", asked)
        found = [each for each in box.in_folder(name) if _received_since(each, asked)]
        found = [each for each in found if known is None or each.message_id == known[1]]
        size, skip = int(call.query.get("$top", 10)), int(call.query.get("$skip", 0))
        shown = [
            _selected(each.as_row(call.wants_immutable_ids), call.query.get("$select", ""))
            for each in found[skip : skip + size]
        ]
        more = f"&$filter={call.query['$filter']}" if "$filter" in call.query else ""
        link = f"{call.base}{call.path}?$top={size}&$skip={skip + size}{more}".replace(" ", "%20")
        return answer({"value": shown} | ({"@odata.nextLink": link} if len(found) > skip + size else {}))

    def _search(self, call: Call, address: str) -> Answer:
        box = self._box(address)
        asked = call.query.get("$filter", "")
        wanted = re.fullmatch(r"internetMessageId eq '(.*)'", asked)
        marked = re.fullmatch(r"singleValueExtendedProperties/Any\(ep: ep/id eq '(.*)' and ep/value eq '(.*)'\)", asked)
        if wanted is None and marked is None:
            return refusal(400, "ErrorInvalidUrlQueryFilter")
        found = [
            each
            for each in box.messages
            if not each.hidden_calls
            and (each.message_id == wanted[1] if wanted else marked and each.properties.get(marked[1]) == marked[2])
        ]
        return answer({"value": [each.as_row(call.wants_immutable_ids) for each in found]})

    def _folder(self, call: Call, address: str, name: str) -> Answer:
        box = self._box(address)
        folder = box.folder(name)
        if folder is None:
            return refusal(404, "ErrorItemNotFound")
        return answer({"id": folder, "displayName": box.folders[folder]})

    def _child_folders(self, call: Call, address: str, name: str) -> Answer:
        box = self._box(address)
        wanted = re.fullmatch(r"displayName eq '(.*)'", call.query.get("$filter", ""))
        rows = [
            {"id": key, "displayName": each}
            for key, each in box.folders.items()
            if wanted is None or each == wanted[1].replace("''", "'")
        ]
        return answer({"value": rows})

    def _new_folder(self, call: Call, address: str, name: str) -> Answer:
        box = self._box(address)
        wanted = str(call.json()["displayName"])
        if wanted in box.folders.values():
            return refusal(409, "ErrorFolderExists")
        box.folders[f"fld-{len(box.folders)}"] = wanted
        return answer({"id": f"fld-{len(box.folders) - 1}", "displayName": wanted}, 201)

    def _get(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        return answer(_selected(found[1].as_row(call.wants_immutable_ids), call.query.get("$select", "")))

    def _value(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        return Answer(200, found[1].mime(), {"Content-Type": "text/plain"})

    def _attachments(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        size, skip = self.attachments_a_page, int(call.query.get("$skip", 0))
        links = found[1].links
        link = {"@odata.nextLink": f"{call.base}{call.path}?$skip={skip + size}"} if len(links) > skip + size else {}
        return answer({"value": links[skip : skip + size]} | link)

    def _attach(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        found[1].links.append({"id": f"att-{len(found[1].links)}", **call.json()})
        return answer(found[1].links[-1], 201)

    def _move(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        box, message = found
        to = box.folder(str(call.json()["destinationId"]))
        if to is None:
            return refusal(404, "ErrorItemNotFound")
        box.move(message, to)
        return answer(message.as_row(call.wants_immutable_ids), 201)

    def _patch(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        box, message = found
        if call.headers.get("if-match", message.etag) != message.etag:
            return refusal(412, "ErrorIrresolvableConflict")
        changes = {_FIELDS[name]: _plain(value) for name, value in call.json().items() if name in _FIELDS}
        box.change(message, **changes)
        return answer(message.as_row(call.wants_immutable_ids))

    def _delete(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        found[0].delete(found[1])
        return Answer(204)

    def _new_draft(self, call: Call, address: str) -> Answer:
        box = self._box(address)
        if call.headers.get("content-type", "").startswith("text/plain"):
            return self._from_mime(call, box, None)
        asked = call.json()
        draft = box.draft(str(asked.get("subject", "")), _plain(asked.get("toRecipients", [])))
        draft.properties = _properties(asked)
        return answer(draft.as_row(call.wants_immutable_ids), 201)

    def _create_reply(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        box, message = found
        if call.headers.get("content-type", "").startswith("text/plain"):
            return self._from_mime(call, box, message)
        asked = call.json()
        inner: Any = asked.get("message", {})
        if "comment" in asked and "body" in inner:
            return refusal(400, "ErrorInvalidRequest")
        headers = inner.get("internetMessageHeaders", [])
        if any(not str(each["name"]).lower().startswith("x-") for each in headers):
            return refusal(400, "InvalidInternetMessageHeader")
        if self.refuses_header_properties and any(name.startswith(INTERNET_HEADERS) for name in _properties(inner)):
            return refusal(400, "ErrorInvalidExtendedProperty")
        raw = "".join(f"{each['name']}: {each['value']}\r\n" for each in headers).encode()
        to = list(message.reply_to) or [message.sender]
        draft = box.draft(f"RE: {message.subject}", to, message, raw + b"\r\n" if raw else b"")
        draft.properties = _properties(inner)
        return answer(draft.as_row(call.wants_immutable_ids), 201)

    def _from_mime(self, call: Call, box: Mailbox, message: Message | None) -> Answer:
        try:
            raw = base64.b64decode(call.body, validate=True)
        except binascii.Error:
            return refusal(400, "ErrorMimeContentInvalidBase64String")
        mime = email.message_from_bytes(raw, policy=email.policy.SMTP)
        to = [str(mime["To"] or "")] if mime["To"] else []
        if message is not None:
            to = list(message.reply_to) or [message.sender]
        draft = box.draft(str(mime["Subject"] or ""), to, message, raw)
        draft.body = ""
        del mime["Message-ID"]
        draft.raw = mime.as_bytes()
        return answer(draft.as_row(call.wants_immutable_ids), 201)

    def _send(self, call: Call, address: str, identity: str) -> Answer:
        found = self._found(address, identity)
        box, draft = found
        if not box.may_send:
            return refusal(403, "ErrorAccessDenied")
        if not draft.is_draft:
            return refusal(400, "ErrorInvalidRequest")
        draft.raw = draft.mime()
        box.move(draft, "sentitems")
        draft.is_draft, draft.hidden_calls = False, self.sent_hidden_calls
        for recipient in draft.to:
            if recipient in self._boxes:
                self._boxes[recipient].receive(draft.raw)
        return Answer(202)


_FIELDS = {
    "categories": "categories",
    "toRecipients": "to",
    "ccRecipients": "cc",
    "bccRecipients": "bcc",
    "subject": "subject",
    "body": "body",
}


def _plain(value: Any) -> Any:
    """Addresses and bodies without Graph's wrapping."""
    if isinstance(value, list):
        return [each["emailAddress"]["address"] if isinstance(each, dict) else each for each in value]
    return value["content"] if isinstance(value, dict) else value


def _properties(asked: Any) -> dict[str, str]:
    return {each["id"]: each["value"] for each in asked.get("singleValueExtendedProperties", [])}


def _received_since(message: Message, asked: str) -> bool:
    since = re.search(r"receivedDateTime ge (\S+)", asked)
    return since is None or message.received >= since[1]


def _selected(row: Row, asked: str) -> Row:
    wanted = {"@odata.etag", "id", *asked.split(",")} if asked else set(row)
    return {key: value for key, value in row.items() if key in wanted}
