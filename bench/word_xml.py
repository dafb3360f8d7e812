"""Words counted in a Word file's own XML, part by part: what LibreOffice's text leaves out, or prints though deleted.

Written apart from our reader and sharing nothing with it, so that neither hides the other's faults. The clauses are of
ECMA-376 Part 1.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree, html

from bench.words import words_of

_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True, "recover": True}
_PARTS = {"header": "headers", "footer": "footers", "footnotes": "notes", "endnotes": "notes", "comments": "comments"}
_DRAWN = ("drawingml.chart", "drawingml.diagramData")
_CHUNKS = ("htm", "html", "xhtml", "mht", "txt")
_OUTSIDE = ("boxed", "beside", "drawn")
_APART = ("deleted", "struck", "hidden", "prompt")
_OFF = ("0", "false", "off")
_SWITCHES = {"strike": "struck", "dstrike": "struck", "vanish": "hidden"}
"""17.3.2.37, 17.3.2.9 and 17.3.2.41."""

Styles = Mapping[str, frozenset[str]]
"""How the words of a style stand apart, by its id."""


@dataclass(slots=True)
class WordParts:
    """The words of each part of a Word file, and of the kinds of text in its body that stand apart."""

    everything: list[str] = field(default_factory=list)
    """The body's words, deleted ones too, as LibreOffice prints them; text boxes left out."""
    kept: list[str] = field(default_factory=list)
    """Those of them that are neither deleted, struck out, hidden nor a prompt."""
    beside: list[str] = field(default_factory=list)
    """What a person sees in the body and LibreOffice's text leaves out: readings of characters (ruby, 17.3.3.24) and
    other files taken in."""
    drawn: list[str] = field(default_factory=list)
    """Words of equations, charts and WordArt, which may be read in several ways."""
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
            parts = list(_parts(archive))
            styles = next((_styles(root) for root, kind in parts if kind == "styles"), {})
            for root, kind in parts:
                if kind == "body":
                    _count_body(root, styles, counted)
                elif kind == "drawn":
                    counted.drawn += words_of("\n".join(each.text or "" for each in root.iter("{*}t", "{*}v")))
                elif kind != "styles":
                    getattr(counted, kind).extend(words_of(_text(root, partial(_is_plain, styles))))
            counted.beside += words_of("\n".join(_chunks(archive)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        return counted
    return counted


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[Any, str]]:
    """The XML of each part that holds text and what it is, by its content type (ECMA-376 Part 2, 10.1.2)."""
    types = etree.fromstring(archive.read("[Content_Types].xml"), etree.XMLParser(**_PARSER))
    names = {name.lower(): name for name in archive.namelist()}
    for override in types.iter("{*}Override"):
        stated = str(override.get("ContentType")).removesuffix("+xml")
        last = stated.rpartition(".")[2]
        kind = "drawn" if stated.endswith(_DRAWN) else _PARTS.get(last, {"main": "body", "styles": last}.get(last, ""))
        name = names.get(str(override.get("PartName")).lstrip("/").lower())
        root = etree.fromstring(archive.read(name), etree.XMLParser(**_PARSER)) if name and kind else None
        if root is not None:
            yield root, kind


def _chunks(archive: zipfile.ZipFile) -> Iterator[str]:
    """The text of web pages and plain files taken into the body (altChunk, 17.17.2.1)."""
    for name in archive.namelist():
        if name.startswith("word/") and name.rpartition(".")[2].lower() in _CHUNKS:
            page = html.document_fromstring(archive.read(name))
            yield "\n".join(page.xpath("//text()[not(ancestor::style or ancestor::script or ancestor::head)]"))


def _styles(root: Any) -> Styles:
    """What each style says of its words, and what it takes over from the one it is based on (17.7.4.3)."""
    own: dict[str, tuple[str, frozenset[str]]] = {}
    for style in root.iter("{*}style"):
        based = style.find("{*}basedOn")
        above = "" if based is None else _value(based)
        own[_value(style, "styleId")] = (above, frozenset(_switched_on(style)))
    found: dict[str, frozenset[str]] = {}
    for name in own:
        at, kinds, seen = name, frozenset[str](), set[str]()
        while at in own and at not in seen:
            seen.add(at)
            at, more = own[at]
            kinds |= more
        found[name] = kinds
    return found


def _switched_on(element: Any) -> Iterator[str]:
    for name, kind in _SWITCHES.items():
        for switch in element.findall(f"{{*}}rPr/{{*}}{name}"):
            if _value(switch) not in _OFF:
                yield kind


def _value(element: Any, key: str = "val") -> str:
    return next((value for name, value in element.attrib.items() if etree.QName(name).localname == key), "")


def _count_body(root: Any, styles: Styles, counted: WordParts) -> None:
    counted.everything = words_of(_text(root, lambda run: not _kinds(run, styles) & {*_OUTSIDE}))
    counted.kept = words_of(_text(root, lambda run: not _kinds(run, styles) & {*_OUTSIDE, *_APART}))
    for kind in ("boxed", "inserted"):
        setattr(counted, kind, words_of(_text(root, partial(_is_standing, kind, styles), "\n")))
    for kind in (*_APART, "beside"):
        getattr(counted, kind).extend(words_of(_text(root, partial(_is_of, kind, styles), "\n")))
    equations = [each.text or "" for each in root.iter("{*}t") if each.getparent().tag.endswith("/math}r")]
    counted.drawn += words_of("\n".join((*equations, *(each.get("string", "") for each in root.iter("{*}textpath")))))


def _is_of(kind: str, styles: Styles, run: Any) -> bool:
    return kind in _kinds(run, styles)


def _is_standing(kind: str, styles: Styles, run: Any) -> bool:
    return _kinds(run, styles) & {kind, *_APART} == {kind}


def _is_plain(styles: Styles, run: Any) -> bool:
    return not _kinds(run, styles) & set(_APART)


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


def _kinds(run: Any, styles: Styles) -> set[str]:
    """How a run stands apart: by its own formatting (17.3.2), its style's, or by what is around it."""
    found = set(_switched_on(run))
    for style in run.findall("{*}rPr/{*}rStyle"):
        found |= styles.get(_value(style), frozenset())
    for around in run.iterancestors():
        name = etree.QName(around).localname
        if name in ("del", "moveFrom"):
            found.add("deleted")
        elif name in ("ins", "moveTo"):
            found.add("inserted")
        elif name == "txbxContent":
            found.add("boxed")
        elif name in ("rt", "oMath"):
            found.add("beside" if name == "rt" else "drawn")
        elif name == "p":
            for style in around.findall("{*}pPr/{*}pStyle"):
                found |= styles.get(_value(style), frozenset())
        elif name == "tr" and around.find("{*}trPr/{*}del") is not None:
            found.add("deleted")
        elif name == "sdt" and around.find("{*}sdtPr/{*}showingPlcHdr") is not None:
            found.add("prompt")
    return found
