"""Word files (.docx, .docm, .dotx, Strict or Transitional) -> Reading. Macros and external links are left alone."""

from pathlib import Path
from typing import Any

from casework.document import Unreadable
from extractors.docx_styles import Styles
from extractors.docx_walk import Walker
from extractors.package import Package
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import Block, Properties, Reading, UnreadableFile, text_of

_APART = {"header": "headers", "footer": "footers", "footnotes": "notes", "endnotes": "notes"}


def read_docx(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of a Word file; raises UnreadableFile with the reason."""
    try:
        with Package(path) as package:
            return _read(package)
    except RecursionError as error:
        raise UnreadableFile(Unreadable.UNSAFE, "nested deeper than any form") from error


def _read(package: Package) -> Reading:
    name = _main_part(package)
    root = package.part(name)
    if root is None or not str(root.tag).endswith("}document"):
        raise UnreadableFile(Unreadable.DAMAGED, "no Word document inside")
    w = str(root.tag)[: -len("document")]  # Strict files (ISO/IEC 29500-1) differ in their namespaces alone
    relations = package.relations(name)
    walker = Walker(w, Styles(_first(package, relations, "styles"), w))
    body = walker.blocks(root)
    apart: dict[str, tuple[Block, ...]] = {"headers": (), "footers": (), "notes": ()}
    watermark = ""
    for kind, target in dict.fromkeys(relations.values()):
        group = _APART.get(kind)
        part = package.part(target) if group else None
        if group and part is not None:
            apart[group] += walker.blocks(part, kind.removesuffix("s"))
            watermark = watermark or _watermark(part)
    if not text_of(body):
        _refuse_pictures(root)
    properties = Properties(None, _title(package), walker.tracked_changes, watermark)
    return Reading(
        body,
        apart["headers"],
        apart["footers"],
        apart["notes"],
        tuple(walker.form_fields),
        tuple(walker.marks),
        properties,
    )


def _refuse_pictures(root: Any) -> None:
    """Refuse a file whose words are elsewhere: in pictures pasted into it, or in files it imports (17.17.2.1)."""
    if next(root.iter("{*}blip", "{*}imagedata"), None) is not None:
        raise UnreadableFile(Unreadable.POOR_SCAN, "pictures and no words")
    if next(root.iter("{*}altChunk", "{*}OLEObject"), None) is not None:
        raise UnreadableFile(Unreadable.FORMAT, "only other files inside")


def _main_part(package: Package) -> str:
    """The part the package's officeDocument relationship names (ECMA-376 Part 1, 11.3.10); often not document.xml."""
    for kind, target in package.relations("").values():
        if kind == "officeDocument":
            return target
    return "word/document.xml"


def _first(package: Package, relations: dict[str, tuple[str, str]], wanted: str) -> Any | None:
    return next((package.part(target) for kind, target in relations.values() if kind == wanted), None)


def _title(package: Package) -> str:
    """The title in the file's core properties (ECMA-376 Part 2, 11.1)."""
    root = _first(package, package.relations(""), "core-properties")
    found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if found is None else (found.text or "").strip()


def _watermark(header: Any) -> str:
    """Word draws a watermark as WordArt in the header: the string of a VML text path."""
    return " ".join(path.get("string", "") for path in header.iter("{*}textpath")).strip()
