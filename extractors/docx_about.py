"""What a Word file says of itself beside its words: who wrote it and when, its pages, macros and signatures."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from casework.document import Unreadable
from casework.evidence import Place
from extractors.docx_found import Found
from extractors.docx_xml import attribute, whole
from extractors.package import Package, Relations
from extractors.reading import Properties, Signature, UnreadableFile

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WATERMARK_NAME = "watermark"


class Parts:
    """The parts of a package beside its main one: a damaged one is said to be so, and costs nothing else."""

    def __init__(self, package: Package, found: Found) -> None:
        self._package, self._found = package, found
        self._relations: dict[str, Relations] = {}

    def part(self, name: str, what: str) -> Any | None:
        """The root of a part, None where there is none or it is damaged; `what` is what a person would call it."""
        try:
            return self._package.part(name)
        except UnreadableFile as error:
            self._say(error, what)
            return None

    def relations(self, name: str) -> Relations:
        """The relationships of a part; none where they are damaged."""
        if name not in self._relations:
            self._relations[name] = {}
            try:
                self._relations[name] = self._package.relations(name)
            except UnreadableFile as error:
                self._say(error, "what it refers to")
        return self._relations[name]

    def first(self, relations: Relations, kind: str, what: str) -> Any | None:
        """The first part of a kind among relationships."""
        target = next((target for each, target in relations.values() if each == kind), None)
        return None if target is None else self.part(target, what)

    def _say(self, error: UnreadableFile, what: str) -> None:
        if error.reason is Unreadable.UNSAFE:
            raise error
        self._found.say(f"part of it ({what}) is damaged and was not read")


def properties_of(parts: Parts, package: Package, default_language: str) -> tuple[Properties, int]:
    """The file's core properties (ECMA-376 Part 2, 11.1), its pages as last saved, and whether it holds macros.

    With them how many words its program counted when it was last saved, 0 where it does not say.
    """
    relations = parts.relations("")
    core = parts.first(relations, "core-properties", "its properties")
    app = parts.first(relations, "extended-properties", "its properties")
    if app is None:  # the name of the kind in Strict files
        app = parts.first(relations, "extendedProperties", "its properties")
    said = {} if core is None else _texts(core)
    counts = {} if app is None else _texts(app)
    properties = Properties(
        pages=whole(counts.get("Pages")) or None,
        title=said.get("title", ""),
        author=said.get("creator", ""),
        changed_by=said.get("lastModifiedBy", ""),
        created=_day(said.get("created", "")),
        changed=_day(said.get("modified", "")),
        language=said.get("language", "") or default_language,
        macros=bool(package.names_ending("vbaproject.bin")),
    )
    return properties, whole(counts.get("Words")) or 0


def _texts(root: Any) -> dict[str, str]:
    """The text of each child by its name."""
    return {each.tag.rsplit("}", 1)[-1]: (each.text or "").strip() for each in root}


def _day(said: str) -> date | None:
    found = _DAY.match(said)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def language_of(styles: Any | None, w: str) -> str:
    """The language of a file's text where no style says another (17.3.2.20)."""
    found = None if styles is None else styles.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr/{w}lang")
    return "" if found is None else found.get(w + "val", "")


def signatures_in(parts: Parts) -> Iterator[tuple[str, Signature]]:
    """Digital signatures (ECMA-376 Part 2, 13) as the line they sign, "" where none, and who ([MS-OFFCRYPTO] 2.5.2.4).

    That they are there is said; whether they are valid is not looked at.
    """
    for kind, origin in parts.relations("").values():
        if kind != "origin":
            continue
        for each, target in parts.relations(origin).values():
            root = parts.part(target, "a signature") if each == "signature" else None
            if root is not None:
                line = _first_text(root, "SetupID").casefold()
                who = _first_text(root, "SignatureText") or _common_name(_first_text(root, "X509SubjectName"))
                yield line, Signature("digital", Place(part="file properties"), who)


def _first_text(root: Any, name: str) -> str:
    found = next(root.iter("{*}" + name), None)
    return "" if found is None else (found.text or "").strip()


def _common_name(subject: str) -> str:
    """The name in a certificate's subject (RFC 4514)."""
    return next((part.strip()[3:] for part in subject.split(",") if part.strip().startswith("CN=")), subject)


def watermark_in(header: Any) -> str:
    """A watermark drawn as DrawingML WordArt in a header; the older VML kind is read with the header's drawings."""
    for drawn in header.iter("{*}anchor", "{*}inline"):
        named = next(drawn.iter("{*}docPr"), None)
        is_named = named is not None and _WATERMARK_NAME in (named.get("name") or "").casefold()
        warps = (attribute(each, "prst") for each in drawn.iter("{*}prstTxWarp"))
        if is_named or any(warp != "textNoShape" for warp in warps):
            said = ("".join(each.itertext("{*}t")) for each in drawn.iter("{*}txbxContent"))
            if text := " ".join(" ".join(said).split()):
                return text
    return ""
