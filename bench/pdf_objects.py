"""Words typed into a PDF's form fields and annotations, as pikepdf finds them: the page's own text need not hold them.

The clauses are of ISO 32000-1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from bench.words import words_of

_MAX_DEPTH = 40
_HIDDEN = 2 | 32
"""Table 165: hidden, and not viewed."""
_TYPED = ("/Tx", "/Ch")
_NOTED = ("/FreeText", "/Text", "/Highlight", "/StrikeOut", "/Underline", "/Squiggly")


def form_words(path: Path) -> list[str]:
    """The words of every text and choice field's value (12.7.3); none where the file cannot be opened."""
    return words_of("\n".join(_opened(path, _values)))


def annotation_words(path: Path) -> list[str]:
    """The words of what is typed on or noted at a page (12.5.6); none where the file cannot be opened."""
    return words_of("\n".join(_opened(path, _contents)))


def has_strike_outs(path: Path) -> bool:
    """Whether somebody struck words out by an annotation (12.5.6.10)."""
    return bool(_opened(path, _strike_outs))


def _strike_outs(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for each in page.obj.get("/Annots", ()):
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/StrikeOut":
                yield "struck"


def _opened(path: Path, found_in: Any) -> list[str]:
    try:
        with pikepdf.open(path) as pdf:
            return list(found_in(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, AttributeError, RecursionError):
        return []


def _values(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What stands in the widgets a person sees, whether or not the form's list of fields names them (12.5.6.19)."""
    seen = set()
    for page in pdf.pages:
        for widget in page.obj.get("/Annots", ()):
            if not isinstance(widget, pikepdf.Dictionary) or widget.get("/Subtype") != "/Widget" or _is_hidden(widget):
                continue
            holder = _inherited(widget, "/V")
            if (
                holder is not None
                and str(_own(widget, "/FT")) in _TYPED
                and (not holder.is_indirect or holder.objgen not in seen)
            ):
                seen.add(holder.objgen)
                yield from _shown(holder["/V"], _own(widget, "/Opt"))


def _is_hidden(widget: pikepdf.Dictionary) -> bool:
    return bool(int(widget.get("/F", 0)) & _HIDDEN)


def _inherited(widget: pikepdf.Dictionary, key: str) -> pikepdf.Dictionary | None:
    """The object that says so for the widget, it or one above it (12.7.3.1)."""
    for _ in range(_MAX_DEPTH):
        if key in widget:
            return widget
        if not isinstance(widget := widget.get("/Parent"), pikepdf.Dictionary):
            return None
    return None


def _own(widget: pikepdf.Dictionary, key: str) -> Any:
    holder = _inherited(widget, key)
    return None if holder is None else holder[key]


def _shown(value: Any, choices: Any) -> Iterator[str]:
    """The value as a person sees it: a choice may be stored under another name (12.7.4.4)."""
    pairs = (each for each in choices or () if isinstance(each, pikepdf.Array) and len(each) == 2)
    shown = {str(pair[0]): str(pair[1]) for pair in pairs}
    for one in value if isinstance(value, pikepdf.Array) else [value]:
        if isinstance(one, pikepdf.String):
            yield shown.get(str(one), str(one))


def _contents(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for each in page.obj.get("/Annots", ()):
            if isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype")) in _NOTED and "/Contents" in each:
                yield str(each["/Contents"])
