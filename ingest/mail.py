"""What an opened mail gives, whichever format it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casework.document import Unreadable
from casework.submission import Message

DOCUMENT_LINK = re.compile(
    r"(?i)https?://(?:[\w.-]{1,100}\.sharepoint\.com/:[a-z]:/|1drv\.ms/|onedrive\.live\.com/"
    r"|we\.tl/|(?:www\.)?dropbox\.com/|(?:docs|drive)\.google\.com/)[^\s\"'<>]{0,500}"
)
"""Addresses at which a document, and not a page, is kept: `:w:` and the like are SharePoint's kinds of file."""

LOCKED_NOTICE = re.compile(r"(?i)https?://(?:[\w-]{1,60}\.)?(?:switch\.egress\.com|reader\.egress\.com)/")
"""Where the notice of a mail locked by Egress sends its reader."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something a mail carries: a file's bytes, or a mail within it, or the reason why neither can be had.

    `name` is as the sender gave it, decoded, perhaps empty. `is_inline` is true of pictures that belong to the text.
    """

    name: str
    data: bytes = b""
    mail: OpenedMail | None = None
    refused: Unreadable | None = None
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail's envelope, its own words as plain text, and what it carries; `refused` where it is locked."""

    envelope: Message
    body: str = ""
    parts: tuple[Part, ...] = ()
    refused: Unreadable | None = None
    links: tuple[str, ...] = ()
    """Addresses of documents that were sent instead of the documents."""
    limits_hit: tuple[str, ...] = ()


def links_in(*texts: str) -> tuple[str, ...]:
    """The addresses of documents in the texts, each once, in order."""
    found = (match[0].rstrip(".,;)") for text in texts for match in DOCUMENT_LINK.finditer(text))
    return tuple(dict.fromkeys(found))
