"""Finds what is embedded in a paper as a document of its own: one table, from the paper's kind to who looks inside.

The paper around it stays a paper. What only serves to draw it (the numbers behind a chart, an equation, a few cells of
a sheet shown in the text) is no paper, and is left out here: people see it where it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from casework.document import Unreadable
from ingest.file_kind import MAIN_PARTS, OLE_BROKEN, OLE_START
from ingest.limits import Limits
from ingest.mail import Part
from ingest.open_archive import opened_zip
from ingest.open_msg import is_mail, mail_in
from ingest.open_office import objects_in_office, objects_in_open_document
from ingest.open_ole import file_in, is_document, tree_of
from ingest.open_pdf import attached_to_pdf
from ingest.refusal import CannotOpen

UNNAMED_FILE = "embedded file"
SHEETS = ("xl/worksheets/sheet", "xl/sharedstrings")
FEW_CELLS = 2_500
"""Bytes of a workbook's cells and words. The empty table of one cell has 900, twenty cells drawn into a letter 2,000,
a chronology of five events more than this."""


def embedded_in(path: Path, kind: str, limits: Limits) -> Iterator[Part]:
    """The documents embedded in a paper of that kind. Raises CannotOpen where they cannot be had."""
    for part in LOOKED_INTO[kind](path, limits):
        if part.data.startswith(OLE_START):
            yield from _in_object(part, limits)
        else:
            yield part


def is_drawing(path: Path, kind: str, limits: Limits) -> bool:
    """Whether an embedded file is a theme, or a few cells that people see in the text around. Raises CannotOpen."""
    if kind == "office_theme":
        return True
    if kind not in ("xlsx", "xlsm"):
        return False
    with opened_zip(path, limits) as archive:
        cells = [each.file_size for each in archive.infolist() if each.filename.lower().startswith(SHEETS)]
    return bool(cells) and sum(cells) < FEW_CELLS


def _in_object(part: Part, limits: Limits) -> Iterator[Part]:
    """The file that an OLE object is or carries, if any."""
    try:
        top = tree_of(part.data)
        if is_document(top):
            yield part
        else:
            yield from (replace(held, name=held.name or part.name) for held in _held(top, limits))
    except OLE_BROKEN:
        yield replace(part, data=b"", refused=Unreadable.DAMAGED)


def _held(storage: Any, limits: Limits) -> Iterator[Part]:
    """The file in this storage, and those in the storages within it."""
    held = file_in(storage)
    if held is not None:
        yield held
    for inner in storage.storages:
        if is_mail(inner):
            mail = mail_in(inner, limits)
            yield Part(mail.envelope.subject, mail=mail)
        elif is_document(inner):  # its storage would have to be made into a file again, which nothing here can
            yield Part(UNNAMED_FILE, refused=Unreadable.FORMAT)
        else:
            yield from _held(inner, limits)


def _in_old_office(path: Path, limits: Limits) -> Iterator[Part]:
    """Objects in Word and Excel files of before 2007, in storages of their own (MS-DOC 2.1.9, MS-XLS 2.1.7.4)."""
    if path.stat().st_size > limits.mail_bytes:
        raise CannotOpen(Unreadable.TOO_LARGE)
    try:
        yield from (replace(held, name=held.name or UNNAMED_FILE) for held in _held(tree_of(path.read_bytes()), limits))
    except OLE_BROKEN:
        raise CannotOpen(Unreadable.DAMAGED) from None


LOOKED_INTO: Mapping[str, Callable[[Path, Limits], Iterator[Part]]] = {
    **{kind: objects_in_office for _, kind in MAIN_PARTS},
    "odt": objects_in_open_document,
    "ods": objects_in_open_document,
    "pdf": attached_to_pdf,
    "doc": _in_old_office,
    "xls": _in_old_office,
}
"""Kinds that may embed documents, and what finds them."""
