"""Labels and what stands beside them: the layouts in which forms put a question and its answer.

What the labels mean is not known here; `Labels` says which words are labels, and each Slot says which was found.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from casework.judging import once
from extractors.answer_lines import Line, Slot, Typed, lines_in
from extractors.known_labels import Labels
from extractors.line_beginnings import APART, beginnings_of_block, is_apart
from extractors.reading import Block, Heading, Table, block_text
from extractors.slot_tables import slots_in_table
from extractors.words import is_numbered, label_key

_SENTENCE_WORDS = 8
_SHORT_ANSWER = 6
"""With a figure in it and fewer words than these an answer is a date or an amount, and whole."""
_MAX_WRITTEN = 14
"""Words between two lines to write on, the next label among them."""
_MOST_LINES = 60
"""No answer that began beside its label goes on for longer."""
_SEVERAL = 3
"""So many labels, each with its answer right behind it, are the way of a form and no accident of prose."""
_LABEL_LIKE = re.compile(r"^\s*[A-Z][\w’'()/&., -]{1,60}:\s*\S*")
_NEXT = re.compile(r"(?<=[.;!?)])\s+(?=[A-Z(])|\s+(?=\(?\d{1,2}[.)]\s)")
"""Where on one line the next label may begin."""
_NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]")
_ASIDE = re.compile(r"[(\[].*[)\]]")


def slots(blocks: Iterable[Block], labels: Labels, *, runs_on: bool = False) -> list[Slot]:
    """Every label with its answer, in reading order.

    `runs_on` lets an answer that began beside its label go on in the paragraphs up to the next label, as in a form
    that somebody retyped.
    """
    return _Flow(labels, runs_on=runs_on).read(tuple(blocks))


class _Flow:
    """Reads blocks one after another, keeping the label whose answer may still go on.

    Inside a cell an answer runs to the next prompt; in the body one that began beside its label ends with the line, or
    with the next label where it may run on.
    """

    def __init__(self, labels: Labels, *, in_cell: bool = False, runs_on: bool = False) -> None:
        self._labels, self._in_cell, self._runs_on = labels, in_cell, runs_on
        self._open: Slot | None = None
        self._found: list[Slot] = []
        self._above = ""
        self._more: list[Line] = []
        """Lines after an answer that began beside its label: they belong to it if a label follows."""
        self._may_run_on = False
        self._blocks: tuple[Block, ...] = ()

    def read(self, blocks: tuple[Block, ...]) -> list[Slot]:
        self._blocks = blocks
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
                continue
            if self._open or self._may_run_on or self._labels.may_begin(beginnings_of_block(block)):
                for line in lines_in(block):
                    for part in self._segments(line):
                        self._line(part, isinstance(block, Heading))
            self._above = block.text
        return self._found

    @cached_property
    def _answers_may_be_labels(self) -> bool:
        return _pairs_labels_with_answers(self._blocks, self._labels)

    @cached_property
    def _nothing_parts_answers(self) -> bool:
        """Whether lines begin with several of the labels, with nothing between them and their answers."""
        if not self._labels.lets_slips_pass:
            return False
        lines = (
            line.text for block in self._blocks if not isinstance(block, Table | Heading) for line in lines_in(block)
        )
        begun = {found[0] for text in lines if (found := self._labels.begun(text)) and self._labels.match(text) is None}
        return len(begun) >= _SEVERAL

    def _line(self, line: Line, is_heading: bool) -> None:
        if line.typed is Typed.ALL:
            self._answer(line)
        elif found := self._labelled(line):
            self._begin(line, *found, is_heading=is_heading)
        elif is_heading or self._labels.is_heading(line.text) or self._ends(line.text):
            self._close()
        else:
            self._answer(line)

    def _labelled(self, line: Line) -> tuple[str, str] | None:
        """The label a line begins with, and its words after it; words typed into a control are never the label."""
        if line.typed is Typed.PART and (key := self._labels.key_of(line.text[: line.begins].strip())):
            return key, line.text[line.begins :].strip()
        found = self._labels.match(line.text)
        if found is None and not self._in_cell and self._nothing_parts_answers:
            return self._labels.begun(line.text)
        return found

    def _begin(self, line: Line, key: str, rest: str, *, is_heading: bool) -> None:
        if self._may_run_on and self._more and len(self._more) <= _MOST_LINES:
            self._found[-1].lines += self._more
        self._close()
        slot = Slot(key, line.text[: len(line.text) - len(rest)].strip(), line.place)
        slot.is_under_heading = is_heading
        self._found.append(slot)
        self._open = slot if self._in_cell or not rest else None
        if rest:
            begins = max(0, line.begins - (len(line.text) - len(rest)))
            slot.lines.append(Line(rest, line.place, line.typed, begins))
            self._may_run_on = self._runs_on and not _is_whole(rest)

    def _answer(self, line: Line) -> None:
        if self._open:
            self._open.lines.append(line)
        elif line.typed and self._may_run_on and not self._more:
            self._found[-1].lines.append(line)
        elif self._may_run_on and not _ASIDE.fullmatch(line.text):
            self._more.append(line)

    def _close(self) -> None:
        self._open, self._may_run_on = None, False
        self._more = []

    def _ends(self, text: str) -> bool:
        """Whether the line is another form's label, so that a blank "Signed:" does not swallow it.

        A label is short and has a short answer; "Private therapy: twelve sessions, since …" is an answer itself.
        """
        if self._in_cell or not (self._open or self._may_run_on) or not _LABEL_LIKE.match(text):
            return False
        head, _, rest = text.partition(":")
        return max(len(head.split()), len(rest.split())) < _SENTENCE_WORDS

    def _table(self, table: Table) -> None:
        inner = slots_in_table(table, self._labels, self._above, _prompts)
        if self._open and not self._open.lines and not inner:
            self._open.lines.append(Line(block_text(table), table.place))
            self._open.is_loose = True
        self._close()
        self._found += inner

    def _segments(self, line: Line) -> Iterator[Line]:
        """The pairs on a line: "Name⇥Ann⇥DOB⇥1/2/15" is two of them, "Name: Ann" and "DOB: 1/2/15"."""
        if line.typed is Typed.ALL or not is_apart(line.text):
            yield from self._in_one_line(line)
            return
        parts = [part.strip() for part in APART.split(line.text) if part.strip()]
        if len(parts) == 2 and self._labels.key_of(parts[0]) and self._answers_may_be_labels:
            yield line._replace(text=f"{parts[0].rstrip(':')}: {parts[1]}", typed=Typed.NOTHING, begins=0)
            return
        held = ""
        for part in (*chain.from_iterable(map(self._before_label, parts[:-1])), *parts[-1:]):
            if self._labels.match(part):
                if held:
                    yield line._replace(text=held, typed=Typed.NOTHING, begins=0)
                held = part
            else:
                found = self._labels.match(held) if held else None
                mark = ":" if found and not found[1] and not held.endswith(":") else ""
                held = f"{held}{mark} {part}".strip()
        if held:
            yield line._replace(text=held, typed=Typed.NOTHING, begins=0)

    def _before_label(self, part: str) -> Iterator[str]:
        """What somebody wrote up to the next label: "Ann Date of birth" before another line to write on."""
        words = part.split()
        if len(words) < _MAX_WRITTEN and not self._labels.match(part):
            for begin in range(1, len(words)):
                if words[begin][0].isupper() and label_key(" ".join(words[begin:])) in self._labels.keys:
                    yield from (" ".join(words[:begin]), " ".join(words[begin:]))
                    return
        yield part

    def _in_one_line(self, line: Line) -> Iterator[Line]:
        """A line that begins with a label, cut where another begins: "1. Request: A place 2. Duration: a year"."""
        cuts = [0]
        first = self._labels.match(line.text) if ":" in line.text else None
        if first and first[1]:
            for gap in _NEXT.finditer(line.text, len(line.text) - len(first[1])):
                rest = line.text[gap.end() :]
                found = self._labels.match(rest)
                if found and _is_printed(rest, found[1]) and not _NUMBER.fullmatch(line.text[cuts[-1] : gap.start()]):
                    cuts.append(gap.end())
        if len(cuts) == 1:
            yield line
            return
        for begin, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True):
            yield line._replace(text=line.text[begin:end].strip(), typed=Typed.NOTHING, begins=0)


def _is_printed(text: str, rest: str) -> bool:
    """Whether a label in the middle of a line is set like one: numbered, or followed by a colon."""
    return is_numbered(text) or text[: len(text) - len(rest)].rstrip().endswith(":")


def _is_whole(answer: str) -> bool:
    """Whether an answer is a date, a number or an amount: what follows is not more of it."""
    return len(answer.split()) < _SHORT_ANSWER and any(map(str.isdigit, answer))


def _pairs_labels_with_answers(blocks: Iterable[Block], labels: Labels) -> bool:
    """Whether most lines of two parts are a label and an answer: then a second part is an answer, whatever it says."""
    second: list[bool] = []
    for block in blocks:
        for first, answer in _pairs_in(block):
            if labels.key_of(first):
                second.append(labels.match(answer) is None)
    return len(second) >= 3 and sum(second) >= 2 * len(second) / 3


@once
def _pairs_in(block: Block) -> tuple[tuple[str, str], ...]:
    """The lines of a block that are two parts kept apart."""
    if isinstance(block, Table) or not is_apart(block.text):
        return ()
    lines = ([part.strip() for part in APART.split(text) if part.strip()] for text in block.text.split("\n"))
    return tuple((parts[0], parts[1]) for parts in lines if len(parts) == 2)


def _prompts(blocks: tuple[Block, ...], labels: Labels) -> list[Slot]:
    """Prompts printed inside a cell, each with the words up to the next; a prompt's answer may run over paragraphs."""
    return _Flow(labels, in_cell=True).read(blocks)
