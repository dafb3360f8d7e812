"""Known differences: words another program has otherwise than a person reads them, each by a rule with its reason."""

import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from lxml import etree
from pdfminer.high_level import extract_text
from PIL import Image

from bench.oracles import drawn_page
from bench.words import Agreement, Bag, words_of

RULES_FILE = Path(__file__).parent / "known_differences.yaml"
GOOD = 0.99
MOST_RULES = 8
_COMB, _COMBO = 1 << 24, 1 << 17
"""ISO 32000-1, tables 228 and 230."""

_FEWEST_CUT = 10
"""Words; fewer say too little of who is right."""

_DPI, _MOST_PAGES = 100, "30"
_NO_CONTRAST = 6
"""Of 255 greys: what no eye tells apart."""

Excused = tuple[Bag, Bag]
"""The missing words and the extra ones that a rule lets off."""


@dataclass(frozen=True, slots=True)
class Known:
    """A rule of known_differences.yaml; `count` is how many files it may touch."""

    id: str
    applies_to: str
    what: str
    why: str
    detected: str
    count: int


def known_differences() -> tuple[Known, ...]:
    """The rules, each with a way to detect it; raises where one is not as it should be."""
    rules = tuple(Known(**each) for each in yaml.safe_load(RULES_FILE.read_text(encoding="utf-8")))
    if len(rules) > MOST_RULES or {rule.id for rule in rules} != set(DETECTED):
        raise ValueError("too many known differences, or one that is not detected")
    return rules


def without_known(
    path: Path, kind: str, agreed: Agreement, rules: Iterable[Known]
) -> tuple[Agreement, tuple[str, ...]]:
    """The agreement with what the rules let off taken out, and the rules that let something off."""
    used = []
    for rule in rules:
        if rule.applies_to != kind or is_good(agreed):
            continue
        missing, extra = DETECTED[rule.id](path, agreed)
        if missing or extra:
            used.append(rule.id)
            agreed = replace(agreed, missing=agreed.missing - missing, extra=agreed.extra - extra)
    return agreed, tuple(used)


def is_good(agreed: Agreement) -> bool:
    """Whether as good as all words agree, both ways."""
    return agreed.recall >= GOOD and agreed.precision >= GOOD


def _note_numbers(path: Path, agreed: Agreement) -> Excused:
    """ECMA-376 Part 1, 17.11.14 and 17.11.7."""
    if not any(True for root in _xml(path) for _ in root.iter("{*}footnoteReference", "{*}endnoteReference")):
        return Counter(), Counter()
    missing, extra = Bag(), Bag()
    for word, times in agreed.missing.items():
        bare = re.sub(r"\d+$", "", word)
        if bare != word and (both := min(times, agreed.extra[bare] - extra[bare])) > 0:
            missing[word] += both
            extra[bare] += both
    return missing, extra


def _computed_fields(path: Path, agreed: Agreement) -> Excused:
    """ECMA-376 Part 1, 17.16.19 and 17.16.23."""
    results = Counter(words_of(" ".join(result for root in _xml(path) for result in _field_results(root))))
    extra = agreed.extra & results
    return Counter(list(agreed.missing.elements())[: extra.total()]), extra


def _field_results(root: Any) -> Iterator[str]:
    for field in root.iter("{*}fldSimple"):
        yield "".join(text.text or "" for text in field.iter("{*}t"))
    for paragraph in root.iter("{*}p"):
        is_result = False
        for part in paragraph.iter("{*}fldChar", "{*}t"):
            if etree.QName(part).localname == "fldChar":
                is_result = any(value == "separate" for value in part.attrib.values())
            elif is_result:
                yield part.text or ""


def _xml(path: Path) -> Iterator[Any]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("word/document") and name.endswith(".xml"):
                yield etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))


def _widget_looks(path: Path, agreed: Agreement) -> Excused:
    """ISO 32000-1, 12.7.4."""
    looks: Bag = Counter()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", ()):
                if isinstance(widget, pikepdf.Dictionary) and widget.get("/Subtype") == "/Widget":
                    looks.update(words_of("\n".join(_look(widget))))
    return agreed.missing & looks, Counter()


def _look(widget: pikepdf.Dictionary) -> Iterator[str]:
    field = widget if "/FT" in widget or "/Parent" not in widget else widget["/Parent"]
    flags, value = int(field.get("/Ff", 0)), field.get("/V", "")
    chosen = {str(each) for each in (value if isinstance(value, pikepdf.Array) else (value,))}
    for choice in () if flags & _COMBO else field.get("/Opt", ()):
        exported, shown = map(str, choice) if isinstance(choice, pikepdf.Array) else (str(choice),) * 2
        if exported not in chosen:
            yield shown
    if flags & _COMB and field.get("/FT") == "/Tx":
        yield " ".join(str(value))


def _cut_otherwise(path: Path, agreed: Agreement) -> Excused:
    missing, extra = agreed.missing, agreed.extra
    letters, ours = Counter("".join(missing.elements())), Counter("".join(extra.elements()))
    if missing.total() < _FEWEST_CUT or (letters & ours).total() < 0.9 * letters.total():
        return Counter(), Counter()
    third = Counter(words_of(extract_text(str(path))))
    if (extra & third).total() < 0.9 * extra.total() or (missing & third).total() > 0.1 * missing.total():
        return Counter(), Counter()
    return missing, extra


def _unseen(path: Path, agreed: Agreement) -> Excused:
    unseen: Bag = Counter()
    drawn: dict[int, Image.Image] = {}
    for page, word, box in _word_boxes(path):
        if agreed.missing.keys() & set(words_of(word)):
            if page not in drawn:
                drawn[page] = drawn_page(path, page, _DPI)
            left, top, right, bottom = (round(each * _DPI / 72) for each in box)
            greys = drawn[page].crop((left, top, right, bottom)).tobytes()
            unseen.update(words_of(word) if max(greys) - min(greys) <= _NO_CONTRAST else ())
    return agreed.missing & unseen, Counter()


def _word_boxes(path: Path) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    """Each word pdftotext finds with its page and its box in points."""
    done = subprocess.run(
        ["pdftotext", "-q", "-bbox", "-l", _MOST_PAGES, str(path), "-"], capture_output=True, check=False
    )
    root = etree.fromstring(done.stdout or b"<none/>", etree.XMLParser(recover=True, resolve_entities=False))
    for number, page in enumerate(() if root is None else root.iter("{*}page"), 1):
        for word in page.iter("{*}word"):
            left, top, right, bottom = (float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            yield number, word.text or "", (left, top, max(right, left + 1), max(bottom, top + 1))


DETECTED: Mapping[str, Callable[[Path, Agreement], Excused]] = {
    "note_numbers": _note_numbers,
    "computed_fields": _computed_fields,
    "widget_looks": _widget_looks,
    "cut_otherwise": _cut_otherwise,
    "unseen": _unseen,
}
"""How each rule is detected."""
