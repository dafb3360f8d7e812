"""What a PDF says of itself beside its words: author, days, language, the names of its pages (ISO 32000-1, 14.3.3)."""

import re
from datetime import date
from typing import Any

import pypdfium2.raw as pdfium

_DATE = re.compile(r"^\s*(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_MAX_NAME = 200
_FORMS = {
    pdfium.FORMTYPE_ACRO_FORM: "acroform",
    pdfium.FORMTYPE_XFA_FULL: "xfa",
    pdfium.FORMTYPE_XFA_FOREGROUND: "xfa",
}


def title_of(document: Any) -> str:
    """The title, without the name of the program that printed it."""
    title = _said(document, "Title")
    return title.removeprefix("Microsoft Word - ").rsplit(".doc", 1)[0]


def author_of(document: Any) -> str:
    """Whom the file names as its author; weak evidence."""
    return _said(document, "Author")


def day_of(document: Any, key: str) -> date | None:
    """The day of CreationDate or ModDate (7.9.4); None where it is none."""
    found = _DATE.match(_said(document, key))
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def language_of(document: Any) -> str:
    """The language of the whole file (14.9.2), such as en-GB."""
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if size <= 2 or size > 2 * _MAX_NAME:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]


def labels_of(document: Any, count: int) -> tuple[str, ...]:
    """What the first pages call themselves (12.4.2); () where that is 1, 2, 3 and so on, or nothing."""
    labels = tuple(str(document.get_page_label(index))[:_MAX_NAME] for index in range(count))
    return () if all(label in ("", str(n)) for n, label in enumerate(labels, 1)) else labels


def form_kind(document: Any) -> str:
    """The kind of fillable form: acroform, xfa or ""."""
    return _FORMS.get(document.get_formtype(), "")


def _said(document: Any, key: str) -> str:
    return str(document.get_metadata_value(key)).strip()[:_MAX_NAME]
