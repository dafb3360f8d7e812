"""One mailbox's state: messages, folders, and the log of changes that delta is answered from."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from typing import Any

WELL_KNOWN = ("inbox", "sentitems", "drafts", "deleteditems", "archive")
INTERNET_HEADERS = "String {00020386-0000-0000-C000-000000000046} Name "
"""How the properties begin that Exchange makes headers of (MS-OXCMAIL, PS_INTERNET_HEADERS)."""


@dataclass
class Message:
    """A message; `number` is its immutable self, `moves` makes the id that changes when it is moved."""

    number: int
    folder: str
    raw: bytes
    received: str
    conversation: str
    subject: str
    sender: str
    reply_to: tuple[str, ...]
    to: list[str]
    cc: list[str]
    message_id: str
    categories: list[str] = field(default_factory=list)
    is_draft: bool = False
    body: str = ""
    links: list[dict[str, Any]] = field(default_factory=list)
    moves: int = 0
    changes: int = 1
    hidden_calls: int = 0
    """How many more lookups find nothing, as with what was sent a moment ago."""
    answers: Message | None = None
    properties: dict[str, str] = field(default_factory=dict)
    bcc: list[str] = field(default_factory=list)

    @property
    def immutable(self) -> str:
        return f"AAkALgAA{self.number:04}=="

    @property
    def moving(self) -> str:
        return f"AAMkAD{self.number:04}.{self.moves}="

    @property
    def etag(self) -> str:
        return f'W/"CQAAA{self.number}.{self.changes}"'

    def as_row(self, immutable: bool) -> dict[str, Any]:
        """The message as Graph spells it."""
        return {
            "@odata.etag": self.etag,
            "id": self.immutable if immutable else self.moving,
            "changeKey": self.etag[3:-1],
            "internetMessageId": self.message_id,
            "conversationId": self.conversation,
            "subject": self.subject,
            "from": _address(self.sender),
            "sender": _address(self.sender),
            "replyTo": [_address(each) for each in self.reply_to],
            "toRecipients": [_address(each) for each in self.to],
            "ccRecipients": [_address(each) for each in self.cc],
            "bccRecipients": [_address(each) for each in self.bcc],
            "receivedDateTime": self.received,
            "hasAttachments": False,  # as with mails whose files are all inline: nobody may trust it
            "categories": list(self.categories),
            "isDraft": self.is_draft,
            "parentFolderId": self.folder,
            "body": {"contentType": "html", "content": self.body},
        }

    def mime(self) -> bytes:
        """The raw message; a draft's is made from what it holds now."""
        if self.raw and not self.is_draft and self.folder != "fld-sentitems":
            return self.raw
        made = email.message_from_bytes(self.raw, policy=email.policy.SMTP) if self.raw else EmailMessage()
        assert isinstance(made, EmailMessage)
        if "Message-ID" not in made:
            made["Message-ID"] = self.message_id
        for name, value in self.properties.items():
            if name.startswith(INTERNET_HEADERS):  # MS-OXCMAIL: a MIME writer makes a header of each
                del made[name.removeprefix(INTERNET_HEADERS)]
                made[name.removeprefix(INTERNET_HEADERS)] = value
        for name, value in (("Subject", self.subject), ("To", ", ".join(self.to)), ("Cc", ", ".join(self.cc))):
            del made[name]
            if value:
                made[name] = value
        if self.answers is not None and "In-Reply-To" not in made:
            made["In-Reply-To"] = made["References"] = self.answers.message_id
        if self.body or not self.raw:
            made.set_content(self.body, subtype="html")
        return made.as_bytes()


@dataclass
class Mailbox:
    """One person's or team's mailbox, with what happened in it, oldest first: (number, folder, message, what)."""

    address: str
    folders: dict[str, str] = field(default_factory=lambda: {f"fld-{name}": name for name in WELL_KNOWN})
    messages: list[Message] = field(default_factory=list)
    log: list[tuple[int, str, Message, str]] = field(default_factory=list)
    generation: int = 0
    in_scope: bool = True
    may_send: bool = True
    numbers: int = 0

    def receive(self, raw: bytes, folder: str = "inbox", received: str = "2026-03-05T09:00:00Z") -> Message:
        """Deliver a mail."""
        mime = email.message_from_bytes(raw, policy=email.policy.compat32)
        message = Message(
            number=self._next(),
            folder=f"fld-{folder}",
            raw=raw,
            received=received,
            conversation=f"conv-{str(mime['References'] or mime['Message-ID'] or self.numbers).split()[0]}",
            subject=str(mime["Subject"] or ""),
            sender=parseaddr(str(mime["From"] or ""))[1],
            reply_to=tuple(each for _, each in getaddresses([str(mime["Reply-To"] or "")]) if each),
            to=[each for _, each in getaddresses([str(mime["To"] or "")]) if each],
            cc=[each for _, each in getaddresses([str(mime["Cc"] or "")]) if each],
            message_id=str(mime["Message-ID"] or ""),
        )
        return self.add(message)

    def add(self, message: Message) -> Message:
        """Put a message into its folder."""
        self.messages.append(message)
        self.note(message, "created")
        return message

    def draft(self, subject: str, to: list[str], answers: Message | None = None, raw: bytes = b"") -> Message:
        """A new draft."""
        number = self._next()
        conversation = answers.conversation if answers else f"conv-{number}"
        body = f"<html><body><hr>{answers.subject}</body></html>" if answers else ""
        draft = Message(
            number, "fld-drafts", raw, "2026-03-05T10:00:00Z", conversation, subject, self.address, (), to, [],
            f"<draft-{number}@outlook.example>", is_draft=True, body=body, answers=answers,
        )  # fmt: skip
        return self.add(draft)

    def move(self, message: Message, folder: str) -> None:
        """Move a message, as a person or a program does."""
        self.note(message, "removed")
        message.folder, message.moves = folder if folder.startswith("fld-") else f"fld-{folder}", message.moves + 1
        self.note(message, "created")

    def delete(self, message: Message) -> None:
        """Delete a message for good."""
        self.note(message, "removed")
        self.messages.remove(message)

    def change(self, message: Message, **changes: Any) -> None:
        """Change a message, as a person does who sets a category."""
        for name, value in changes.items():
            setattr(message, name, value)
        message.changes += 1
        self.note(message, "updated")

    def note(self, message: Message, what: str) -> None:
        self.log.append((len(self.log) + 1, message.folder, message, what))

    def find(self, identity: str) -> Message | None:
        """The message of that id, immutable or of this moment; what was just sent may stay hidden for a while."""
        found = next((each for each in self.messages if identity in (each.immutable, each.moving)), None)
        if found is not None and found.hidden_calls > 0:
            found.hidden_calls -= 1
            return None
        return found

    def folder(self, name: str) -> str | None:
        """A folder's id, by its id or well-known name."""
        name = name.casefold() if name.casefold() in WELL_KNOWN else name
        return name if name in self.folders else f"fld-{name}" if f"fld-{name}" in self.folders else None

    def in_folder(self, name: str) -> list[Message]:
        """What lies in a folder now."""
        return [each for each in self.messages if each.folder == self.folder(name)]

    def expire_links(self) -> None:
        """Every delta link that was given out is gone."""
        self.generation += 1

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers


def _address(address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": address.split("@")[0], "address": address}}
