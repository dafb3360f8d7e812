"""HTML pages, by themselves or with their pictures in one file (MHTML) -> Reading. Nothing is run and nothing fetched.

Case systems and Word both save reports so; such a file is often called .doc.
"""

import email
import email.message
import email.policy
import re
from pathlib import Path

from lxml import etree

from casework.document import Unreadable
from extractors.html_build import Builder
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import Properties, Reading, UnreadableFile
from extractors.text_reader import decoded, read_beginning

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=["']([\w.-]{1,40})""",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""Characters that nobody sees; LibreOffice marks with them where a form's controls stood."""
_HEAD = 4096
"""Bytes within which a page says how it is encoded; HTML, 4.2.5.4, asks for 1,024."""
_ALIASES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "utf8": "utf-8"}
"""What pages say and browsers take it for (Encoding, 4.2)."""
_WIDE = ("utf-16", "utf-32", "ucs")
_MOST_PARTS = 500


def read_html(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of an HTML page; raises UnreadableFile with the reason."""
    return html_in(*read_beginning(path))


def read_mhtml(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of the first page in an MHTML file (RFC 2557); raises UnreadableFile with the reason."""
    return mhtml_in(*read_beginning(path))


def html_in(data: bytes, limits: tuple[str, ...] = ()) -> Reading:
    """The words of an HTML page as bytes; `limits` are those met while they were fetched."""
    return _read(_decoded(data), limits)


def mhtml_in(data: bytes, limits: tuple[str, ...] = ()) -> Reading:
    """The words of the first page in an MHTML file as bytes."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        for number, part in enumerate(message.walk()):
            if number < _MOST_PARTS and part.get_content_type() == "text/html":
                return _read(_page_of(part), limits)
    except (RecursionError, LookupError, ValueError) as error:
        raise UnreadableFile(Unreadable.DAMAGED, type(error).__name__) from error
    raise UnreadableFile(Unreadable.FORMAT, "no page inside")


def _page_of(part: email.message.Message) -> str:
    payload, charset = part.get_payload(decode=True), part.get_param("charset", "")
    return _decoded(payload if isinstance(payload, bytes) else b"", charset if isinstance(charset, str) else "")


def _decoded(data: bytes, said: str = "") -> str:
    """The page as text: as UTF-8 where it reads as that, else as it says it is encoded, else as its bytes show.

    Case systems often say another alphabet than they write. A page cannot say in letters of one byte that its letters
    take two: that is then not true of it.
    """
    if not said and (match := _CHARSET.search(data[:_HEAD])):
        said = (match[1] or match[2]).decode("ascii")
    name = said.strip("\"' ").lower()
    for each in ("utf-8-sig", _ALIASES.get(name, name)):
        try:
            if each and not each.startswith(_WIDE) and b"\0" not in data[:_HEAD]:
                return data.decode(each)
        except (LookupError, ValueError):
            continue
    return decoded(data)


def _read(page: str, limits: tuple[str, ...]) -> Reading:
    parser = etree.HTMLParser(target=Builder(), encoding="utf-8", no_network=True, remove_comments=True)
    try:
        parser.feed(_CONTROLS.sub("", page).encode("utf-8", "replace"))
        built: Builder = parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(Unreadable.EMPTY if not page.strip() else Unreadable.DAMAGED, "no page") from error
    cut = ("only the first cells of its tables were read",) if built.is_cut_short else ()
    return Reading(
        built.blocks,
        form_fields=tuple(built.form_fields),
        marks=tuple(built.marks),
        asides=tuple(built.asides),
        properties=Properties(title=built.title, author=built.author, language=built.language),
        limits=(*limits, *cut),
        cut_at=0 if limits or cut else None,
    )
