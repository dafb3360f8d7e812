"""What a message says in its sender's own words: no quoted history, wrapped lines joined, lists under their lead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casework.document import Document, Passage
from casework.evidence import Place

_WRAPPED_AT = 55
"""A line at least this long may go on in the next; mail programs wrap at 65 to 78."""
_ITEM_WORDS = 10
"""A line without a bullet is an item of a list only if it is short."""
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦–—o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*(?:>|\|)")
_HISTORY = re.compile(
    r"^[-_\s]*(?:original message|forwarded message|begin forwarded message)|^from:\s.*\S|^_{10,}$|"
    r"^on\b.{6,120}\bwrote:\s*$|^-- ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A paragraph, or an item of a list with the line that leads the list, without its bullet."""

    text: str
    place: Place
    lead: "NoteLine | None" = None


def note_lines(message: Document) -> tuple[NoteLine, ...]:
    """The paragraphs and list items that the sender wrote."""
    return tuple(_with_leads(list(_paragraphs(list(own_words(message.passages))))))


def begins_history(text: str) -> bool:
    """Whether a line stands where the history or the signature of a mail begins."""
    return _HISTORY.search(text) is not None


def own_words(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The lines before the history and the signature, without those quoted between them."""
    for passage in passages:
        if begins_history(passage.text):
            return
        if not _QUOTED.match(passage.text):
            yield passage


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Joined lines; `is_apart` where a blank line stands before it."""

    text: str
    place: Place
    is_item: bool
    is_apart: bool


def _paragraphs(lines: Sequence[Passage]) -> Iterator[_Paragraph]:
    open_one: _Paragraph | None = None
    last: Passage | None = None
    for line in lines:
        bullet = _BULLET.match(line.text)
        apart = last is not None and _is_apart(last, line)
        if open_one and last and not apart and not bullet and _goes_on(last.text, line.text):
            open_one = replace(open_one, text=f"{open_one.text} {line.text.strip()}")
        else:
            if open_one:
                yield open_one
            text = line.text[bullet.end() if bullet else 0 :].strip()
            open_one = _Paragraph(text, line.place, bullet is not None, apart)
        last = line
    if open_one:
        yield open_one


def _is_apart(last: Passage, line: Passage) -> bool:
    return last.place.line is not None and line.place.line is not None and line.place.line > last.place.line + 1


def _goes_on(last: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before: it begins small, or that one was full."""
    ended = last.rstrip()[-1:] in ".!?:;"
    return (line[:1].islower() and not ended) or (len(last) >= _WRAPPED_AT and last.rstrip()[-1:] not in "!?:;")


def _with_leads(paragraphs: Sequence[_Paragraph]) -> Iterator[NoteLine]:
    lead: NoteLine | None = None
    previous: _Paragraph | None = None
    for each in paragraphs:
        if not _belongs(each, lead, previous):
            lead = None
        yield NoteLine(each.text, each.place, lead)
        if lead is None and _leads(each):
            lead = NoteLine(each.text, each.place)
        previous = each


def _leads(one: _Paragraph) -> bool:
    """Whether a line may stand above a list: it ends in a colon, or is a short heading."""
    ending = one.text.rstrip()[-1:]
    return not one.is_item and (ending in ":-–" or (ending not in ".!?,;" and len(one.text.split()) <= 5))


def _belongs(one: _Paragraph, lead: NoteLine | None, previous: _Paragraph | None) -> bool:
    """Whether a line is an item of the list that is open."""
    if lead is None or previous is None:
        return False
    starts = previous.text == lead.text
    short = len(one.text.split()) <= _ITEM_WORDS and not _leads_on(one)
    return one.is_item or (short and not previous.is_item and (starts or not one.is_apart))


def _leads_on(one: _Paragraph) -> bool:
    return one.text.rstrip().endswith(":")
