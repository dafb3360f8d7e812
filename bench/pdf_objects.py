"""Words typed into a PDF's form fields and annotations, as pikepdf finds them: the page's own text need not hold them.

The clauses are of ISO 32000-1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from bench.words import words_of

_MAX_DEPTH = 40
_TYPED = ("/Tx", "/Ch")
_NOTED = ("/FreeText", "/Text", "/Highlight", "/StrikeOut", "/Underline", "/Squiggly")


def form_words(path: Path) -> list[str]:
    """The words of every text and choice field's value (12.7.3); none where the file cannot be opened."""
    return words_of("\n".join(_opened(path, _values)))


def annotation_words(path: Path) -> list[str]:
    """The words of what is typed on or noted at a page (12.5.6); none where the file cannot be opened."""
    return words_of("\n".join(_opened(path, _contents)))


def _opened(path: Path, found_in: Any) -> list[str]:
    try:
        with pikepdf.open(path) as pdf:
            return list(found_in(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, AttributeError, RecursionError):
        return []


def _values(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        for each in form.get("/Fields", ()):
            yield from _field_values(each, None, None, 0)


def _field_values(each: Any, kind: Any, value: Any, depth: int) -> Iterator[str]:
    if not isinstance(each, pikepdf.Dictionary) or depth > _MAX_DEPTH:
        return
    kind, value = each.get("/FT", kind), each.get("/V", value)
    fields = [kid for kid in each.get("/Kids", ()) if isinstance(kid, pikepdf.Dictionary) and "/T" in kid]
    for kid in fields:
        yield from _field_values(kid, kind, value, depth + 1)
    if not fields and str(kind) in _TYPED:
        chosen = value if isinstance(value, pikepdf.Array) else [value]
        yield from (str(one) for one in chosen if isinstance(one, pikepdf.String))


def _contents(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for each in page.obj.get("/Annots", ()):
            if isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype")) in _NOTED and "/Contents" in each:
                yield str(each["/Contents"])
