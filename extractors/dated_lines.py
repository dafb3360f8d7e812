"""Dates that a line gives by its wording: "held on", "Before Judge … on", "Draft of", "Signed …", and the usual labels.

These are asked only after a type's own labels; each line comes with the date in it.
"""

import re
from collections.abc import Iterator

from casework.document import DocumentType, Role
from extractors.answer_lines import Line
from extractors.dates import DateFound, dates_found
from extractors.labels import MEETING_DATES, WRITING_DATES
from extractors.reading import Block, Reading, Table
from extractors.words import folded, label_key

Seen = Iterator[tuple[Line, DateFound]]

_MEETINGS = {"meeting", "conference", "fgc", "review", "discussion", "supervision", "panel", "pep"}
_TOP, _FOOT = 12, 14
"""Blocks: how far from its beginning a paper says when it was drafted or met, and how far from its end it is signed."""
_MOST_WORDS = 45
_SIGNED_WORDS = 25
_ENDS_LABEL = r"\s*[:–-]?\s*(?:(?:on|the)\s+)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
_OF_ANOTHER = {"next", "last", "previous", "first", "to", "be", "of", "template", "form", "policy", "was", "not", "for"}
"""Words before a label that make it the date of something else: "next review date"."""
_JUDGE = re.compile(r"^\s*(?:\W*before\b).{0,60}\b(?:judge|justices?|magistrates?|recorder)\b", re.IGNORECASE)
_TIMED = re.compile(r"^,?\s*(?:at\s+|from\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|[–-]|to\b|till\b|until\b)", re.IGNORECASE)
_BY_A_MANAGER = re.compile(r"\b(?:manager|tm|assessor|social worker)\b", re.IGNORECASE)
_ABOUT_OTHERS = re.compile(r"\b(?:panel|hearing|next|born|birth|dob|printed)\b", re.IGNORECASE)


def is_of_meeting(kind: DocumentType) -> bool:
    """Whether a type is dated by when people met, and not by when it was written."""
    return bool(kind.date_labels) and not _MEETINGS.isdisjoint(label_key(kind.date_labels[0]).split())


def usual_labels(kind: DocumentType) -> tuple[str, ...]:
    """The labels that date such a paper on anybody's form; none for a request form, whose own are known."""
    if kind.role is Role.FORM:
        return ()
    return MEETING_DATES if is_of_meeting(kind) else WRITING_DATES


def said_in_line(label: str, refused: set[str], reading: Reading) -> Seen:
    """A label in the middle of a line, its date right behind it: "Chair: A Bell. Date of review: 3 March 2026"."""
    words = r"[\s’']+".join(map(re.escape, label.split()))
    pattern = re.compile(rf"(?<![\w-]){words}{_ENDS_LABEL}(?=\d)", re.IGNORECASE)
    for line in _lines((*reading.blocks[: 2 * _TOP], *reading.blocks[2 * _TOP :][-_FOOT:])):
        for match in pattern.finditer(line.text):
            if not line.text[match.start()].isupper() or _is_anothers(line.text[: match.start()], label, refused):
                continue
            dates = [seen for seen in dates_found(line.text) if seen.start == match.end()]
            yield from ((line, seen) for seen in dates)


def _is_anothers(before: str, label: str, refused: set[str]) -> bool:
    """Whether the words before a label make another of it: "Next review date", "Hearing Date"."""
    words = folded(before).split()
    if not words:
        return False
    whole = " ".join((*words, label_key(label)))
    if words[-1] in _OF_ANOTHER or any(whole.endswith(f" {other}") or whole == other for other in refused):
        return True
    return label_key(label) == "date" and before[-1:] == " " and before.rstrip()[-1].isalpha() and before[-2:] != "  "


def ordered_on(reading: Reading, kind: DocumentType) -> Seen:
    """The day an order was made: "Before District Judge Bell in private on 3 March 2026"."""
    if not any("order" in folded(label) for label in kind.date_labels):
        return
    for line in _lines(reading.blocks[: 2 * _TOP]):
        if _JUDGE.search(line.text):
            yield from ((line, seen) for seen in list(dates_found(line.text))[:1])


def met_on(reading: Reading, kind: DocumentType) -> Seen:
    """The day and hour of a meeting near the top: "Tuesday 3 March 2026, 4.15 pm"."""
    if not is_of_meeting(kind):
        return
    for line in _lines(reading.blocks[:_TOP]):
        for seen in dates_found(line.text):
            if _TIMED.match(line.text[seen.end :]) and not _ABOUT_OTHERS.search(line.text[: seen.start]):
                yield line, seen


def drafted_on(reading: Reading, kind: DocumentType) -> Seen:
    """The day of a draft near the top: "DRAFT v0.2, 3.3.2026, for comment"."""
    if is_of_meeting(kind):
        return
    for line in _lines(reading.blocks[:_TOP]):
        if folded(line.text).startswith("draft ") and not _ABOUT_OTHERS.search(line.text):
            yield from ((line, seen) for seen in list(dates_found(line.text))[:1] if len(line.text.split()) <= _TOP)


def signed_on(reading: Reading, kind: DocumentType) -> Seen:
    """The day at the foot where somebody signed: "Signed A Bell 3/3/26", "C Dunn, Team Manager, 3 March 2026"."""
    if is_of_meeting(kind):
        return
    for line in reversed(list(_lines(reading.blocks[-_FOOT:]))):
        dates = list(dates_found(line.text))
        if not dates or len(line.text.split()) > _SIGNED_WORDS or _ABOUT_OTHERS.search(line.text):
            continue
        ends = not line.text[dates[-1].end :].strip(" .")
        if folded(line.text).startswith("signed ") or (ends and _BY_A_MANAGER.search(line.text)):
            yield line, max(dates, key=lambda seen: seen.date)


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """The lines of paragraphs and the cells of tables, those of running prose left out."""
    for block in blocks:
        cells = (cell for row in block.rows for cell in row) if isinstance(block, Table) else (block,)
        for each in cells:
            for text in each.text.split("\n"):
                if text.strip() and len(text.split()) <= _MOST_WORDS:
                    yield Line(text.strip(), each.place)
