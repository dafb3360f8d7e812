"""Words counted in a Word file's own XML, part by part: what LibreOffice's text leaves out, or prints though deleted.

Written apart from our reader and sharing nothing with it, so that neither hides the other's faults. The clauses are of
ECMA-376 Part 1.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from bench.words import words_of

_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True, "recover": True}
_PARTS = {"header": "headers", "footer": "footers", "footnotes": "notes", "endnotes": "notes", "comments": "comments"}
_APART = ("deleted", "struck", "hidden", "prompt")
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class WordParts:
    """The words of each part of a Word file, and of the kinds of text in its body that stand apart."""

    everything: list[str] = field(default_factory=list)
    """The body's words, deleted ones too, as LibreOffice prints them; text boxes left out."""
    kept: list[str] = field(default_factory=list)
    """Those of them that are neither deleted, struck out, hidden nor a prompt."""
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    prompt: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)


def count_words(path: Path) -> WordParts:
    """The words of a Word file; nothing where it is no zip archive of XML."""
    counted = WordParts()
    try:
        with zipfile.ZipFile(path) as archive:
            for name, kind in _parts(archive):
                root = etree.fromstring(archive.read(name), etree.XMLParser(**_PARSER))
                if root is None:
                    continue
                if kind == "body":
                    _count_body(root, counted)
                else:
                    getattr(counted, kind).extend(words_of(_text(root, _plain)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return counted
    return counted


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each part that holds text, by its content type (ECMA-376 Part 2, 10.1.2)."""
    types = etree.fromstring(archive.read("[Content_Types].xml"), etree.XMLParser(**_PARSER))
    names = {name.lower(): name for name in archive.namelist()}
    for override in types.iter("{*}Override"):
        kind = str(override.get("ContentType")).rpartition(".")[2].removesuffix("+xml")
        name = names.get(str(override.get("PartName")).lstrip("/").lower())
        if name and (kind == "main" or kind in _PARTS):
            yield name, _PARTS.get(kind, "body")


def _count_body(root: Any, counted: WordParts) -> None:
    counted.everything = words_of(_text(root, lambda run: "boxed" not in _kinds(run)))
    counted.kept = words_of(_text(root, lambda run: not _kinds(run) & {"boxed", *_APART}))
    counted.boxed = words_of(_text(root, lambda run: _kinds(run) & {"boxed", *_APART} == {"boxed"}, "\n"))
    for kind in (*_APART, "inserted"):
        setattr(counted, kind, words_of(_text(root, partial(_is_of, kind), "\n")))


def _is_of(kind: str, run: Any) -> bool:
    return kind in _kinds(run)


def _plain(run: Any) -> bool:
    return not _kinds(run) & set(_APART)


def _text(root: Any, wanted: Callable[[Any], bool], between: str = "") -> str:
    """The text of the wanted runs, `between` in place of others; of two alternatives (Part 3, 10.2) the first alone."""
    pieces: list[str] = []
    for element in root.iter("{*}p", "{*}t", "{*}delText", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen", "{*}ptab"):
        name = etree.QName(element).localname
        if name == "p":
            pieces.append("\n")
        elif name in ("t", "delText"):
            is_read = next(element.iterancestors("{*}Fallback"), None) is None and wanted(element.getparent())
            pieces.append((element.text or "") if is_read else between)
        else:
            pieces.append("-" if name == "noBreakHyphen" else " ")
    return "".join(pieces)


def _kinds(run: Any) -> set[str]:
    """How a run stands apart: by its own formatting (17.3.2) or by what is around it."""
    found: set[str] = set()
    for name, kind in (("strike", "struck"), ("dstrike", "struck"), ("vanish", "hidden")):
        for switch in run.findall(f"{{*}}rPr/{{*}}{name}"):
            if not any(switch.get(key) in _OFF for key in switch.attrib):
                found.add(kind)
    for around in run.iterancestors():
        name = etree.QName(around).localname
        if name in ("del", "moveFrom"):
            found.add("deleted")
        elif name in ("ins", "moveTo"):
            found.add("inserted")
        elif name == "txbxContent":
            found.add("boxed")
        elif name == "tr" and around.find("{*}trPr/{*}del") is not None:
            found.add("deleted")
        elif name == "sdt" and around.find("{*}sdtPr/{*}showingPlcHdr") is not None:
            found.add("prompt")
    return found
