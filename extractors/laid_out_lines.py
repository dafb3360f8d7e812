"""Forms of lines with the label of each below it, turned into forms that put each label beside its answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.answer_lines import Line, Typed, lines_in
from extractors.answered_there import Pair, agree
from extractors.known_labels import Labels
from extractors.reading import WEAK_LEVEL, Block, Cell, Heading, PageBreak, Paragraph, Picture, Row, Table

_SEVERAL = 3
_APART = re.compile(r"\t+| {3,}")
_NO_ANSWER = re.compile(r"[_.…\s]*")
"""A line to write on, on which nobody wrote."""
_TELLS_HOW = re.compile(
    r"\b(?:please|complet(?:e|es|ed|ing)|fill(?:s|ed)?|form|section|box(?:es)?|below|page|answer|must|should)\b",
    re.IGNORECASE,
)
"""A line above the first label that may be meant for whoever fills in the form."""


@dataclass(slots=True)
class _Section:
    """Blocks of lines between two headings or tables, and whether what stands above them only looks like a heading."""

    blocks: list[Block] = field(default_factory=list)
    is_below_weak: bool = False


def in_lines(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """The blocks, lines of answers and the labels below them in tables of two columns, if that is the form's way."""
    sections = list(_sections(blocks))
    below = [each for each in sections if isinstance(each, _Section) and _may_be_below(each, labels)]
    pairs = [pair for each in below for pair in _pairs(each, labels)]
    instead = [pair for each in below for pair in _pairs_above(each, labels)]
    if len({pair.key for pair in pairs}) < _SEVERAL or not agree(pairs, instead):
        return blocks
    return tuple(
        block
        for each in sections
        for block in (
            (each,) if not isinstance(each, _Section) else _turned(each, labels) if each in below else each.blocks
        )
    )


def _blocks(section: _Section, labels: Labels, *, is_below: bool) -> Iterator[Block]:
    yield from _turned(section, labels) if is_below else section.blocks


def _sections(blocks: Sequence[Block]) -> Iterator[Block | _Section]:
    section = _Section()
    for block in blocks:
        if isinstance(block, Heading | Table):
            yield section
            yield block
            section = _Section(is_below_weak=isinstance(block, Heading) and block.level == WEAK_LEVEL)
        else:
            section.blocks.append(block)
    yield section


def _lines(section: _Section) -> list[Line]:
    return [line for block in section.blocks if not isinstance(block, Picture | PageBreak) for line in lines_in(block)]


def _keys(line: Line, labels: Labels) -> list[str]:
    """The keys of the labels of which a line is made, if it is of nothing else."""
    if line.typed is not Typed.NOTHING or line.text.endswith(":"):
        return []
    found = [labels.match(part) for part in _parts(line)]
    return [each[0] for each in found if each and not each[1]] if all(each and not each[1] for each in found) else []


def _parts(line: Line) -> list[str]:
    return [part.strip() for part in _APART.split(line.text)]


def _may_be_below(section: _Section, labels: Labels) -> bool:
    """Whether some lines are labels, none with words or a colon behind it, and lines below answer them no better."""
    lines = _lines(section)
    others = any(found[1] or line.text.endswith(":") for line in lines if (found := labels.match(line.text)))
    if others or not any(_keys(line, labels) for line in lines):
        return False
    return not agree(_pairs_above(section, labels), _pairs(section, labels))


def _pairs(section: _Section, labels: Labels) -> Iterator[Pair]:
    """Each label with the lines above it up to the label before; none where they may be meant for another purpose."""
    above: list[Line] = []
    is_first = True
    for line in _lines(section):
        keys = _keys(line, labels)
        if not keys:
            above.append(line)
            continue
        yield from _pairs_of(line, keys, above, _is_doubtful(above, section) if is_first else False)
        above, is_first = [], False


def _is_doubtful(above: Sequence[Line], section: _Section) -> bool:
    """Whether what stands above the first label may be a heading, or tell how to fill in the form."""
    return section.is_below_weak if not above else _TELLS_HOW.search(above[-1].text) is not None


def _pairs_of(line: Line, keys: Sequence[str], above: list[Line], is_doubtful: bool) -> Iterator[Pair]:
    if is_doubtful:
        return
    if len(keys) == 1:
        yield Pair(keys[0], line, () if not above or _NO_ANSWER.fullmatch(above[-1].text) else tuple(above))
        return
    answers = _parts(above[-1]) if above else [""] * len(keys)
    if len(answers) == len(keys):
        for key, label, answer in zip(keys, _parts(line), answers, strict=True):
            yield Pair(
                key, line._replace(text=label), (above[-1]._replace(text=answer, typed=Typed.NOTHING),) if above else ()
            )


def _pairs_above(section: _Section, labels: Labels) -> Iterator[Pair]:
    """Each label with the line below it, as if it stood above its answer."""
    lines = _lines(section)
    for line, below in pairwise(lines):
        keys = _keys(line, labels)
        if keys and not _keys(below, labels):
            yield from _pairs_of(line, keys, [below], False)


def _turned(section: _Section, labels: Labels) -> Iterator[Block]:
    """A table of the labels and their answers, and what stands behind the last of them."""
    lines = _lines(section)
    last = max(number for number, line in enumerate(lines) if _keys(line, labels))
    rows = tuple(_row(pair) for pair in _pairs(section, labels))
    if rows:
        yield Table(rows, rows[0][0].place)
    yield from (block for block in section.blocks if isinstance(block, Picture | PageBreak))
    yield from (Paragraph(line.text, line.place) for line in lines[last + 1 :])


def _row(pair: Pair) -> Row:
    answer = tuple(
        Paragraph(line.text, line.place, filled=((line.begins, len(line.text)),) if line.typed else ())
        for line in pair.lines
    )
    at = pair.lines[0].place if pair.lines else pair.label.place
    return (
        Cell(pair.label.text, pair.label.place, (Paragraph(pair.label.text, pair.label.place),)),
        Cell(pair.text, at, answer, 2),
    )
