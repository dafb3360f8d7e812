"""The fillable form inside a PDF (AcroForm; ISO 32000-1, 12.7): every control with what stands in it.

Read through pikepdf and only where a file has such a form: pdfium knows neither a radio button's choice nor the second
of several items chosen, and shows what the appearance says even where that is out of date.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from extractors.page_words import Box

MAX_CONTROLS = 20_000
MAX_STREAM = 20_000_000
"""Bytes unpacked of one value or of one part of an XFA form."""
_MAX_PARENTS = 32
_MAX_VALUE = 200_000
_HIDDEN = 0x02 | 0x20
"""Annotation flags Hidden and NoView (12.5.3)."""
_RADIO, _PUSH, _COMBO = 1 << 15, 1 << 16, 1 << 17
"""Field flags (12.7.4.2.1, 12.7.4.4)."""
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</p>|<br\s*/?>", re.IGNORECASE)
_DATE_FORMAT = "AFDate_"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a page: `label` is what its tooltip calls it, `tag` its full name.

    `kind` is text, dropdown, combo, date, checkbox, radio, signature or button; the value of a push button is its
    caption, `value` of a checkbox or radio button is ☒ or ☐
    and `choice` what the file calls its being on. The box is in the page's own coordinates.
    """

    label: str
    tag: str
    kind: str
    value: str
    box: Box
    choice: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class Form:
    """What stands in a file's form, by page from 0; `loose` are fields that no page shows."""

    controls: dict[int, list[Control]] = field(default_factory=dict)
    loose: list[Control] = field(default_factory=list)
    xfa: dict[str, bytes] = field(default_factory=dict)
    """The parts of an XFA form (12.7.8), by name; one whole stream is named "xdp"."""
    is_cut: bool = False


def form_of(path: Path, max_pages: int) -> Form | None:
    """The form of a file, or None where pikepdf cannot open it."""
    try:
        with pikepdf.open(path) as document:
            return _Reader(document).read(max_pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RecursionError):
        return None


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._root = _get(document.Root, "/AcroForm")
        self._renews = bool(_get(self._root, "/NeedAppearances", False))
        self._form = Form()
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def read(self, max_pages: int) -> Form:
        for index, page in enumerate(self._document.pages):
            if index >= max_pages or self._form.is_cut:
                break
            found = [control for each in _each(_get(page.obj, "/Annots")) if (control := self._widget(each))]
            if found:
                self._form.controls[index] = found
        for each in _each(_get(self._root, "/Fields")):
            self._loose(each, 0)
        self._form.xfa = dict(_xfa(_get(self._root, "/XFA")))
        return self._form

    def _widget(self, widget: Any) -> Control | None:
        if str(_get(widget, "/Subtype", "")) != "/Widget":
            return None
        self._count += 1
        if self._count > MAX_CONTROLS:
            self._form.is_cut = True
            return None
        chain = _chain(widget)
        self._seen.update(each.objgen for each in chain)
        return self._control(chain)

    def _loose(self, node: Any, depth: int) -> None:
        """Fields that no page shows a widget of."""
        kids = [kid for kid in _each(_get(node, "/Kids")) if _get(kid, "/T") is not None]
        if not isinstance(node, pikepdf.Dictionary) or depth > _MAX_PARENTS or self._count > MAX_CONTROLS:
            return
        self._count += 1
        if kids:
            for kid in kids:
                self._loose(kid, depth + 1)
        elif (
            node.objgen not in self._seen
            and (control := self._control(_chain(node)))
            and control.value
            and control.kind != "button"
        ):
            self._form.loose.append(control)

    def _control(self, chain: list[Any]) -> Control | None:
        flags = _number(_inherited(chain, "/Ff"))
        kind = _kind(str(_inherited(chain, "/FT") or ""), flags, chain)
        if not kind:
            return None
        names = [_text(name) for node in reversed(chain) if (name := _get(node, "/T")) is not None]
        choice = _on_state(chain) if kind in ("checkbox", "radio") else ""
        return Control(
            label=" ".join(_text(_inherited(chain, "/TU")).split()),
            tag=".".join(names),
            kind=kind,
            value=self._value(chain, kind, choice),
            box=_rect(_get(chain[0], "/Rect")),
            choice=_choice(chain, choice),
            is_hidden=bool(_number(_get(chain[0], "/F")) & _HIDDEN),
        )

    def _value(self, chain: list[Any], kind: str, choice: str) -> str:
        value = _inherited(chain, "/V")
        if kind in ("checkbox", "radio"):
            return "☒" if self._is_on(chain, value, choice) else "☐"
        if kind == "button":
            return " ".join(_text(_get(_get(chain[0], "/MK"), "/CA")).split())
        if kind == "signature":
            return _text(_get(value, "/Name")) or "signed" if isinstance(value, pikepdf.Dictionary) else ""
        if kind in ("dropdown", "combo"):
            return _chosen(value, chain)
        text = _text(value)
        return (text or _plain(_text(_inherited(chain, "/RV")))).replace("\r\n", "\n").replace("\r", "\n").strip()

    def _is_on(self, chain: list[Any], value: Any, choice: str) -> bool:
        """Whether a button is on: as it is drawn, unless the file says that all is to be drawn anew (12.7.2)."""
        drawn = _get(chain[0], "/AS")
        states = _get(_get(chain[0], "/AP"), "/N")
        if drawn is not None and not self._renews and isinstance(states, pikepdf.Dictionary):
            return str(drawn) != "/Off"
        if value is None:
            return drawn is not None and str(drawn) != "/Off"
        said = str(value).removeprefix("/")
        return said == choice if choice else said != "Off"


def _kind(kind: str, flags: int, chain: list[Any]) -> str:
    if kind == "/Btn":
        return "button" if flags & _PUSH else "radio" if flags & _RADIO else "checkbox"
    if kind == "/Ch":
        return "combo" if flags & _COMBO else "dropdown"
    if kind == "/Tx":
        script = _text(_get(_get(_inherited(chain, "/AA"), "/F"), "/JS"))
        return "date" if _DATE_FORMAT in script else "text"
    return "signature" if kind == "/Sig" else ""


def _on_state(chain: list[Any]) -> str:
    """The name under which a button is on: the one of its appearances that is not Off (12.7.4.2.3)."""
    states = _get(_get(chain[0], "/AP"), "/N")
    if isinstance(states, pikepdf.Dictionary) and not isinstance(states, pikepdf.Stream):
        names = [str(name).removeprefix("/") for name in states if str(name) != "/Off"]
        if names:
            return names[0]
    drawn = str(_get(chain[0], "/AS", "")).removeprefix("/")
    return drawn if drawn != "Off" else ""


def _choice(chain: list[Any], state: str) -> str:
    """What a button's being on means: its place in /Opt where the states are only numbers (12.7.4.2.3)."""
    options = [_text(each) for each in _each(_inherited(chain, "/Opt"))]
    return options[int(state)] if state.isdecimal() and int(state) < len(options) else state


def _chosen(value: Any, chain: list[Any]) -> str:
    """The items chosen in a list, as it shows them (12.7.4.4)."""
    shown: dict[str, str] = {}
    for option in _each(_inherited(chain, "/Opt")):
        pair = [_text(each) for each in option] if isinstance(option, pikepdf.Array) else [_text(option)] * 2
        if len(pair) == 2:
            shown.setdefault(*pair)
    chosen = [_text(each) for each in value] if isinstance(value, pikepdf.Array) else [_text(value)]
    if not any(chosen):
        options = list(shown)
        picked = [_number(each) for each in _each(_inherited(chain, "/I"))]
        chosen = [options[index] for index in picked if 0 <= index < len(options)]
    return ", ".join(shown.get(each, each) for each in chosen if each)


def _chain(node: Any) -> list[Any]:
    """A field and those it inherits from, itself first (12.7.3.1); a circle ends where it closes."""
    chain = [node]
    while len(chain) < _MAX_PARENTS and isinstance(parent := _get(chain[-1], "/Parent"), pikepdf.Dictionary):
        if parent.objgen != (0, 0) and any(parent.objgen == each.objgen for each in chain):
            break
        chain.append(parent)
    return chain


def _inherited(chain: list[Any], key: str) -> Any:
    return next((value for node in chain if (value := _get(node, key)) is not None), None)


def _get(node: Any, key: str, default: Any = None) -> Any:
    """The value of a key, the default where there is none or the thing is no dictionary."""
    if not isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
        return default
    value = node.get(key)
    return default if value is None else value


def _each(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        yield from node


def _number(value: Any) -> int:
    try:
        return int(value or 0)
    except (TypeError, ValueError, ArithmeticError):
        return 0


def _text(value: Any) -> str:
    """A text string or text stream (7.9.2, 7.9.3); a name without its slash."""
    if value is None or isinstance(value, (pikepdf.Array, pikepdf.Dictionary)):
        return ""
    if isinstance(value, pikepdf.Stream):
        return str(pikepdf.String(_unpacked(value)))[:_MAX_VALUE]
    text = str(value)[:_MAX_VALUE]
    return text.removeprefix("/") if isinstance(value, pikepdf.Name) else text


def _plain(rich: str) -> str:
    """Rich text (12.7.3.4) without its marks."""
    return _TAG.sub("", _BREAK.sub("\n", rich)).strip()


def _rect(rect: Any) -> Box:
    try:
        x0, y0, x1, y1 = (float(each) for each in rect)
    except (TypeError, ValueError):
        return (0.0, 0.0, 0.0, 0.0)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _unpacked(stream: Any) -> bytes:
    """A stream's bytes, never more than MAX_STREAM: a small one may unpack to anything."""
    if str(_get(stream, "/Filter", "")) in ("/FlateDecode", "/Fl") and _get(stream, "/DecodeParms") is None:
        try:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), MAX_STREAM)
        except zlib.error:
            return b""
    if "/Filter" in stream and len(stream.read_raw_bytes()) > MAX_STREAM // 1000:
        return b""
    return bytes(stream.read_bytes())[:MAX_STREAM]


def _xfa(parts: Any) -> Iterator[tuple[str, bytes]]:
    """The parts of an XFA form: one stream, or names and streams in turn (12.7.8)."""
    if isinstance(parts, pikepdf.Stream):
        yield "xdp", _unpacked(parts)
        return
    each = list(_each(parts))
    for name, part in zip(each[::2], each[1::2], strict=False):
        if isinstance(part, pikepdf.Stream) and str(name) in ("template", "datasets"):
            yield str(name), _unpacked(part)
