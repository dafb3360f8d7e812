"""The labels of a form that somebody retyped in words of his own, known by where they stand among the form's own.

A question the council asks fourth is looked for between its third and its fifth, or under the number 4 where the other
numbers are the council's; and it has to hold a word that the council's own question is made of.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casework.document import DocumentType
from casework.judging import once_for_all
from extractors.answer_lines import Line, Typed, cell_lines, is_filled, lines_in
from extractors.known_labels import Labels, asked_by
from extractors.line_beginnings import APART
from extractors.reading import Block, Cell, PageBreak, Picture, Row, Table
from extractors.signing import Signing
from extractors.terms import terms_said
from extractors.words import is_numbered, label_key

_FEW_KNOWN = 4
"""From so many of the form's labels on, it is the form; the others have been put in other words."""
_FEW_NUMBERS = 2
"""So many questions under the council's own numbers show that the numbers are the council's."""
_MOST_WORDS = 14
_MOST_BARE_WORDS = 8
"""In a line that is set like a label in nothing but being short."""
_MOST_LETTERS = 120
_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.):]?\s")
_CUT = re.compile(r":(?!\d)|\?|\s[–—-]\s|(?<=[a-z)])\.\s+(?=[A-Z])")
"""Where what is printed ends and an answer may begin: "Options we looked at: none", "How long? A year"."""
_UNTELLING = frozenset(
    ["what", "is", "are", "be", "been", "being", "will", "would", "have", "has", "had", "do", "doe", "did", "done",
     "it", "this", "that", "we", "you", "your", "our", "they", "please", "not", "if", "or", "how", "detail", "other",
     "else", "any", "one", "funding", "take", "there", "here", "us", "me", "i", "as", "but", "when", "plan"]
)  # fmt: skip
"""Words that stand in any question."""
_SAID_FOR: Mapping[str, str] = {
    "kid": "child", "young": "child", "baby": "child", "worker": "social", "office": "team", "area": "team",
    "service": "team", "ask": "request", "asking": "request", "requesting": "request", "requested": "request",
    "agree": "agreed", "length": "long", "time": "long", "start": "long", "last": "long",
    "finish": "end", "finished": "end", "ending": "end", "exit": "end", "close": "end", "stop": "end",
    "reviewed": "review", "reviewing": "review", "option": "considered", "alternative": "considered",
    "explored": "considered", "looked": "considered", "tried": "considered", "thought": "considered",
    "consider": "considered", "ruled": "considered", "weighed": "considered", "recommended": "why",
    "recommendation": "why", "recommend": "why", "reason": "why", "chose": "why", "chosen": "why",
    "refused": "agreed", "refuse": "agreed", "declined": "agreed", "decline": "agreed", "rejected": "agreed",
    "turned": "agreed", "fallback": "contingency", "backup": "contingency",
    "want": "wish", "feel": "wish", "feeling": "wish", "say": "wish", "said": "wish", "told": "wish", "view": "wish",
    "voice": "wish", "word": "wish", "tell": "wish", "cost": "value", "amount": "value", "price": "value",
    "much": "value", "total": "value", "sum": "value", "money": "value",
}  # fmt: skip
"""Words by which people ask for the same thing, looser than in a label that may stand anywhere."""

_WIDE = frozenset(_SAID_FOR.values()) - {"request", "team", "child", "social"}
"""Of those, the ones that stand for so many others that none of them asks for one field by itself."""
_OTHERS = frozenset(
    ["parent", "mother", "mum", "father", "dad", "carer", "foster", "school", "family", "nan", "sibling", "brother",
     "sister", "professional", "legal", "health", "court"]
)  # fmt: skip
"""Whose views or plans another question asks for."""


class _Said(NamedTuple):
    """Words that are a label or may be one, the field they ask for where that is known, and whether they look it."""

    text: str
    field: str
    is_set: bool
    is_cell: bool = False


def retyped_labels(blocks: Sequence[Block], form: DocumentType, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Pairs of field id and label for fields whose own label the form does not hold, as in `DocumentType.labels`."""
    if len(_numbers(form)) < _FEW_NUMBERS:
        return ()
    said = list(_said_in(blocks, labels, asked_by(form)))
    known = {each.field for each in said} - {""}
    missing = set(_words_of(form)) - known
    if len(known) < _FEW_KNOWN or not missing:
        return ()
    printed = {label_key(text) for text in (*form.titles, *form.prompts)}
    best: dict[str, tuple[tuple[bool, int, bool], str]] = {}
    for each, allowed in _between(said, form, missing):
        if label_key(each.text) in printed or not (field := _asks(each.text, allowed, form)):
            continue
        weight = (_number(each.text) in _numbers(form), _in_common(each.text, _words_of(form)[field]), each.is_set)
        if field not in best or weight > best[field][0]:
            best[field] = weight, each.text
    return tuple((field, text) for field, (_, text) in best.items())


def _between(said: Sequence[_Said], form: DocumentType, missing: set[str]) -> Iterator[tuple[_Said, set[str]]]:
    """What may be a label, and the fields it may ask for by its number, or by its neighbours."""
    order = list(dict.fromkeys(field for field, _ in form.labels))
    numbers = _numbers(form)
    has_its_numbers = (
        sum(bool(each.field) and numbers.get(_number(each.text)) == each.field for each in said) >= _FEW_NUMBERS
    )
    for at, each in enumerate(said):
        if each.field:
            continue
        if has_its_numbers and (by_number := numbers.get(_number(each.text))):
            yield each, {by_number} & missing
            continue
        may_be = missing - set(numbers.values()) if has_its_numbers and not each.is_cell else missing
        before = next((order.index(one.field) for one in reversed(said[:at]) if one.field), -1)
        after = next((order.index(one.field) for one in said[at:] if one.field), len(order))
        if each.is_set or (before >= 0 and after < len(order)):
            yield each, {field for field in order[before + 1 : after] if field in may_be}


def _asks(text: str, allowed: Iterable[str], form: DocumentType) -> str:
    """The one of these fields that a text has most words in common with, "" where that is none or several."""
    words = _words_of(form)
    shared = {field: _in_common(text, words[field]) for field in allowed}
    most = max(shared.values(), default=0)
    found = [field for field, count in shared.items() if count == most]
    return found[0] if most and len(found) == 1 else ""


def _in_common(text: str, words: frozenset[str]) -> int:
    said = _telling(text)
    return len(said & words) if _OTHERS.isdisjoint(said - words) else 0


@once_for_all
def _words_of(form: DocumentType) -> Mapping[str, frozenset[str]]:
    """The telling words of the labels of each field that people are known to ask for in words of their own.

    What the panel's own office fills in has one wording, and what people sign is known by who signs it. A word that
    asks for one field by itself, as "Team" does, tells nothing of another.
    """
    signed = Signing(asked_by(form)).fields.values()
    said: dict[str, list[frozenset[str]]] = {}
    for field, label in form.labels:
        said.setdefault(field, []).append(_telling(label))
    alone: dict[str, str] = {}
    for field, labels in said.items():
        for word in (word for words in labels if len(words) == 1 for word in words if word not in _WIDE):
            alone.setdefault(word, field)
    return {
        field: frozenset(word for words in labels for word in words if alone.get(word, field) == field)
        for field, labels in said.items()
        if len(labels) > 1 and field not in signed
    }


@once_for_all
def _numbers(form: DocumentType) -> Mapping[int, str]:
    """The fields that the council numbers, by their numbers."""
    return {number: field for field, label in form.labels if (number := _number(label))}


def _telling(text: str) -> frozenset[str]:
    terms = (term.text for term in terms_said(label_key(text)))
    return frozenset(_SAID_FOR.get(term, term) for term in terms if term not in _UNTELLING)


def _number(text: str) -> int:
    found = _NUMBER.match(text)
    return int(found[1]) if found and is_numbered(text) else 0


# -- what may be a label


def _said_in(blocks: Iterable[Block], labels: Labels, ids: Mapping[str, str]) -> Iterator[_Said]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from _in_row(row, labels, ids)
        elif not isinstance(block, Picture | PageBreak):
            for line in lines_in(block):
                yield from _in_line(line, labels, ids)


def _in_row(row: Row, labels: Labels, ids: Mapping[str, str]) -> Iterator[_Said]:
    """The labels of a row: every second cell may be one, and the lines of a cell that has the row to itself."""
    for index, cell in enumerate(row):
        key = labels.is_label(cell)
        if key:
            yield _Said(cell.text, ids[key], True)
        elif len(row) == 1 or (index % 2 and len(cell_lines(cell)) > 1):
            for line in cell_lines(cell):
                yield from _in_line(line, labels, ids)
        elif not index % 2 and len(row) in (2, 4) and not is_filled(cell):
            yield from _cell(cell)


def _cell(cell: Cell) -> Iterator[_Said]:
    text = " ".join(cell.text.split())
    if _may_be_label(text):
        yield _Said(text, "", True, True)


def _in_line(line: Line, labels: Labels, ids: Mapping[str, str]) -> Iterator[_Said]:
    if line.typed is Typed.ALL:
        return
    text = APART.split(line.text)[0].strip() or line.text
    if found := labels.match(line.text) or labels.match(text) or labels.begun(text):
        yield _Said(line.text, ids[found[0]], True)
        return
    number = _NUMBER.match(text)
    cut = _CUT.search(text, number.end() if number else 0)
    head = text[: cut.start() + (cut[0] == "?")].strip() if cut else text
    is_cut = text != line.text or (cut is not None and cut[0] in ":?")
    most = _MOST_WORDS if number else _MOST_BARE_WORDS
    is_short = len(head.split()) <= most and not head.endswith((".", ",", ";"))
    if _may_be_label(head) and (cut is not None or is_cut or is_short):
        yield _Said(head, "", is_cut)


def _may_be_label(text: str) -> bool:
    return 0 < len(text) <= _MOST_LETTERS and len(text.split()) <= _MOST_WORDS
