"""What was read in a file, as plain lines for a terminal: the same things by the same numbers as on the page."""

from collections.abc import Iterable, Iterator

from generators.plainly import one_line
from generators.reading_page_things import (
    Answer,
    Break,
    Flow,
    Grid,
    How,
    Kind,
    Paper,
    Part,
    Piece,
    Pointer,
    Thing,
    Whose,
)
from generators.reading_page_words import ANSWERS, HOWS, SECTIONS

_MARKS = {"ticked": "☒", "not ticked": "☐"}
_WHOSE = {Whose.TEMPLATE: "=", Whose.ANSWER: ">"}
"""What stands behind a number whose words are the form's own, or an answer."""
_LONGEST_ROW = 110
"""Characters; the cells of a longer row each have their own line."""


def reading_lines(part: Part) -> Iterator[str]:
    """The lines, one after the other, so that a long file can be printed as it is made; none acts on a terminal."""
    for line in _lines(part):
        words = line.lstrip(" ")
        yield " " * (len(line) - len(words)) + one_line(words)


def _lines(part: Part) -> Iterator[str]:
    yield " › ".join((*part.inside, part.name))
    for paper in part.papers:
        yield from _paper(paper)
    if part.properties:
        yield "  The file says of itself:"
        yield from (f"    {label}: {value}" for label, value in part.properties)
    if part.limits:
        yield "  Not read, or not shown:"
        yield from (f"    {limit}" for limit in part.limits)
    if part.scans:
        yield "  Scanned:"
        yield from (f"    {name}: {note}" for name, note in part.scans)
    if part.flow:
        is_known = any(thing.whose in _WHOSE for thing in part.things)
        yield f"  Words, in order{' (= is printed on the form, > is filled in)' if is_known else ''}:"
        yield from _flow(part.flow)
    for name, flow in part.apart:
        yield f"  {name}:"
        yield from _flow(flow)


def _paper(paper: Paper) -> Iterator[str]:
    if paper.is_unreadable:
        yield f"  {paper.title}. {paper.about}"
    elif paper.sure:
        yield f"  Taken for: {paper.title} ({paper.sure:.0%} sure)"
        yield from [f"  It also holds: {paper.about}"] if paper.about else []
    else:
        yield f"  {paper.title}"
    yield from (f"  {label}: {value}" for label, value in paper.facts)
    if paper.why:
        yield "  Because of these words:"
        yield from (f"    “{each.words}” ({_where(each)})" for each in paper.why)
    if paper.answers:
        yield "  On the form:"
        yield from map(_answer, paper.answers)
    if paper.sections:
        yield "  Sections:"
        yield from (f"    {one.heading} → {SECTIONS[one.state].word} ({_where(one.pointer)})" for one in paper.sections)


def _answer(answer: Answer) -> str:
    """The label and the answer; what an answer says is told where it is none, or promises one."""
    word = "" if answer.state == "answered" else ANSWERS[answer.state].word
    said = ": ".join(part for part in (word, answer.value) if part)
    return f"    {answer.label} → {said} ({_where(answer.pointer)})"


def _where(pointer: Pointer) -> str:
    return f"{pointer.thing.badge}, {pointer.where}" if pointer.thing else pointer.where


def _flow(flow: Flow, indent: str = "  ") -> Iterator[str]:
    for piece in flow:
        match piece:
            case Break():
                begins = f"page {piece.page} begins" if piece.page else "a new page begins"
                yield f"{indent}---- {begins} ----"
            case Grid():
                yield from _grid(piece, indent)
            case Piece():
                yield from _thing(piece.thing, indent, "# " if piece.level is not None else "")
                yield from _things(piece.beside, f"{indent}    ")


def _grid(grid: Grid, indent: str) -> Iterator[str]:
    yield f"{indent}[{grid.thing.badge}] table, {grid.thing.note} ({grid.thing.place})"
    for row in grid.rows:
        in_one = " | ".join(f"{_badge(square.thing)} {_said(square.thing)}".rstrip() for square in row)
        if len(in_one) <= _LONGEST_ROW and "\n" not in in_one:
            yield f"{indent}  | {in_one}"
        else:
            for square in row:
                yield from _in_lines(f"{indent}  | {_badge(square.thing)} ", _said(square.thing))
        for square in row:
            yield from _things(square.beside, f"{indent}      ")
            yield from _flow(square.inner, f"{indent}      ")


def _things(things: Iterable[Thing], indent: str) -> Iterator[str]:
    for thing in things:
        yield from _thing(thing, indent)


def _thing(thing: Thing, indent: str, before: str = "") -> Iterator[str]:
    """A thing's note, words and place; a heading's rank is left out."""
    note = "" if before else _MARKS.get(thing.note, f"{thing.note}:" if thing.words and thing.note else thing.note)
    unsure = f"; hard to read: {', '.join(thing.unsure)}" if thing.unsure else ""
    said = " ".join(part for part in (note, _said(thing)) if part)
    yield from _in_lines(f"{indent}{_badge(thing)} {before}", f"{said} ({thing.place}{unsure})")


def _badge(thing: Thing) -> str:
    return f"[{thing.badge}{_WHOSE.get(thing.whose, '') if thing.whose else ''}]"


def _in_lines(first: str, words: str) -> Iterator[str]:
    """Words that run over several lines, those after the first set in."""
    lines = words.split("\n")
    yield f"{first}{lines[0]}"
    indent = " " * (len(first) - len(first.lstrip(" ")) + 6)
    yield from (f"{indent}{line}" for line in lines[1:])


def _said(thing: Thing) -> str:
    """Its words; what was put in later or highlighted is said."""
    hows = {each.how for each in thing.words} & {How.INSERTED, How.HIGHLIGHTED} if thing.kind is not Kind.ASIDE else {}
    return f"{thing.text} ({', '.join(HOWS[how] for how in HOWS if how in hows)})" if hows else thing.text
