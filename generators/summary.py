"""The answer for a terminal: what it was taken for and why, and a line for each thing that is asked."""

from collections.abc import Iterator

from generators.contract import Answer, AnyFinding, SeenIn
from generators.plainly import one_line, wrapped
from generators.report import Row, facts, paper, requirement_rows, rule_rows, submission_rows, what_happens
from generators.terms import plain
from generators.wording import OUTCOME_LABELS, VERDICT_LABELS, Label, day_in_words

WIDTH = 100
INDENT = " " * 6
COLOURS = {"good": "32", "open": "31", "check": "36", "quiet": "2", "bold": "1"}
LABEL_WIDTH = max(len(label.word) for label in OUTCOME_LABELS.values()) + 4
LONGEST_WORDS = 240
"""A long passage says what it has to say in its beginning."""


def summary_text(answer: Answer, *, colour: bool = False) -> str:
    """The answer in plain lines, in colour where the terminal has it; marks and words never depend on it."""
    return "\n".join(line for block in _blocks(answer, colour) for line in [*block, ""]).rstrip("\n") + "\n"


def _blocks(answer: Answer, colour: bool) -> Iterator[list[str]]:
    yield _head(answer, colour)
    yield _why(answer)
    if answer.findings:
        yield _section("What the panel asks for", requirement_rows(answer), colour)
    if answer.rules:
        yield _section("The panel's other rules", rule_rows(answer), colour)
    if answer.submission:
        yield _section("About what was sent", submission_rows(answer), colour)
    yield _papers(answer, colour)
    if answer.limits:
        yield [
            _bold("What we could not do", colour),
            *(wrapped(limit, WIDTH, "    ", "  - ") for limit in answer.limits),
        ]
    yield _verdict(answer, colour)


def _head(answer: Answer, colour: bool) -> list[str]:
    names = answer.names
    council = f"{one_line(names.authority)}: " if names.authority else ""
    title = f"{council}{one_line(names.panel or 'panel not clear')}"
    about = [f"  {name}: {one_line(value)}" for name, value in facts(answer)]
    return [_bold(title, colour), _bold(one_line(names.request_type or "Request not clear"), colour), *about]


def _why(answer: Answer) -> list[str]:
    lines = ["Taken for this because of:"]
    for pointer in answer.request_evidence:
        words = f"{plain(pointer.about)}: “{_short(pointer.words)}” ({pointer.file}, {pointer.place})"
        lines.append(wrapped(words, WIDTH, INDENT, "  - "))
    if not answer.request_evidence:
        lines = ["The papers do not say clearly which panel or request they are for."]
    for one in answer.candidates:
        maybe = f"{answer.names.panels[one.panel]}, {answer.names.request_types[f'{one.panel}/{one.request_type}']}"
        lines.append(wrapped(f"It could be: {maybe}", WIDTH, INDENT, "  - "))
    return lines


def _section(title: str, rows: tuple[Row, ...], colour: bool) -> list[str]:
    return [_bold(title, colour), *(line for row in rows for line in _row(row, colour))]


def _row(row: Row, colour: bool) -> Iterator[str]:
    finding = row.finding
    yield f"  {_label(row.label, colour, LABEL_WIDTH)}{one_line(row.title)}{_for_child(finding)}"
    yield wrapped(finding.text, WIDTH, INDENT)
    for seen in finding.evidence:
        if seen.words == seen.file:
            continue
        yield wrapped(_seen(seen), WIDTH, INDENT + "  ", INDENT)
    quote = getattr(finding, "quote", None)
    if quote:
        yield wrapped(f"The council's words: “{quote}”{_where(finding)}", WIDTH, INDENT + "  ", INDENT)


def _for_child(finding: AnyFinding) -> str:
    child = getattr(finding, "for_child", None)
    return f" for {one_line(child)}" if child else ""


def _where(finding: AnyFinding) -> str:
    source = getattr(finding, "source", None)
    return f" ({source.title}, line {source.line})" if source else ""


def _seen(seen: SeenIn) -> str:
    return f"Seen: “{_short(seen.words)}” ({seen.file}, {seen.place})"


def _papers(answer: Answer, colour: bool) -> list[str]:
    lines = [_bold("Papers received", colour)]
    for document in answer.documents:
        shown = paper(document, answer)
        lines.append(wrapped(f"{document.file}: {'; '.join((shown.title, *shown.details))}", WIDTH, INDENT, "  - "))
    return lines if answer.documents else [*lines, "  none"]


def _verdict(answer: Answer, colour: bool) -> list[str]:
    label, happens = VERDICT_LABELS[answer.verdict], what_happens(answer)
    items = (wrapped(item.words, WIDTH, INDENT, "  - ") for item in happens.items)
    edition = f"{plain(answer.edition)}, as" if answer.edition else "As"
    made = f"{edition} of {day_in_words(answer.today)}. Made by PanelReady."
    first = wrapped(happens.first, WIDTH, "  ")
    return [_label(label, colour), first, *items, wrapped(happens.next, WIDTH, "  "), "", made]


def _label(label: Label, colour: bool, width: int = 0) -> str:
    return _paint(f"{label.mark} {label.word}".ljust(width), label.tone, colour)


def _bold(text: str, colour: bool) -> str:
    return _paint(text, "bold", colour)


def _paint(text: str, tone: str, colour: bool) -> str:
    return f"\x1b[{COLOURS[tone]}m{text}\x1b[0m" if colour else text


def _short(words: str) -> str:
    clean = one_line(words)
    return clean if len(clean) <= LONGEST_WORDS else clean[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
