"""XFA forms (ISO 32000-1, 12.7.8): the captions of the template with what the datasets hold.

Only Adobe's reader draws such a form, so there are no pages and no places; what it asks and what was answered is in
its XML (XFA 3.3: template 17, data 4). The data binding followed is the usual one: by the names of the subforms.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from casework.evidence import Place
from extractors.package import parse
from extractors.reading import Block, Cell, Paragraph, Row, Table, UnreadableFile

MAX_DEPTH = 60
MAX_FIELDS = 20_000
_TICKED = frozenset(("1", "true", "yes", "on"))


def xfa_blocks(parts: Mapping[str, bytes]) -> tuple[Block, ...]:
    """A table of captions and answers, the printed words between them; () where nothing has been filled in."""
    trees = dict(_trees(parts))
    template, datasets = trees.get("template"), trees.get("datasets")
    if template is None or datasets is None:
        return ()
    data = next((each for each in datasets.iter() if _name(each) == "data"), None)
    if data is None or not any((each.text or "").strip() for each in data.iter() if isinstance(each.tag, str)):
        return ()
    rows = [row for part in template if _name(part) == "subform" for row in _rows(part, data, 0)][:MAX_FIELDS]
    return tuple(_blocks(rows))


def _trees(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    for name, data in parts.items():
        try:
            root = parse(data)
        except UnreadableFile:
            continue
        if name != "xdp":
            yield name, root
            continue
        yield from ((_name(part), part) for part in root if _name(part) in ("template", "datasets"))


def _rows(node: Any, data: Any, depth: int) -> Iterator[tuple[str, ...]]:
    """Printed words alone, or a caption with its answer; a subform is repeated as often as its data is."""
    if depth > MAX_DEPTH:
        return
    own = _named(data, node.get("name")) if data is not None and depth >= 0 and node.get("name") else [data]
    for each in own or [None]:
        for part in node:
            match _name(part):
                case "subform" | "subformSet" | "exclGroup" | "area":
                    yield from _rows(part, each, depth + 1)
                case "draw":
                    yield (_words(part, "value"),)
                case "field" if part.find("{*}ui/{*}button") is None:
                    yield _words(part, "caption") or part.get("name", ""), _answer(part, each)


def _named(data: Any, name: str) -> list[Any]:
    return [each for each in data if isinstance(each.tag, str) and _name(each) == name]


def _answer(field: Any, data: Any) -> str:
    found = _named(data, field.get("name", "")) if data is not None else []
    value = "\n".join("".join(each.itertext()).strip() for each in found)
    if field.find("{*}ui/{*}checkButton") is not None:
        on = field.find("{*}items/*")
        said = (on.text or "").strip() if on is not None else "1"
        return "☒" if value and (value == said or value.casefold() in _TICKED) else "☐"
    return value


def _words(node: Any, part: str) -> str:
    return " ".join(" ".join(text for each in node.findall(f"{{*}}{part}") for text in each.itertext()).split())


def _name(node: Any) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def _blocks(rows: list[tuple[str, ...]]) -> Iterator[Block]:
    waiting: list[Row] = []
    tables = 0
    for row in [*rows, ("",)]:
        if len(row) == 2:
            place = Place(table=tables + 1, row=len(waiting) + 1)
            blocks = [
                (Paragraph(text, place, filled=((0, len(text)),) if n and text else ()),) for n, text in enumerate(row)
            ]
            waiting.append(
                tuple(Cell(text, place, own, n) for n, (text, own) in enumerate(zip(row, blocks, strict=True), 1))
            )
            continue
        if waiting:
            tables += 1
            yield Table(tuple(waiting), Place(table=tables))
            waiting = []
        if row[0]:
            yield Paragraph(row[0], Place())
