"""Which date is the document's own: the one its type's labels carry, never a birth or the printing of a form."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from casework.document import DocumentType
from casework.evidence import Evidence
from extractors.answer_lines import Line, Slot
from extractors.dated_lines import drafted_on, is_of_meeting, met_on, ordered_on, said_in_line, signed_on, usual_labels
from extractors.dates import DateFound, dates_found
from extractors.known_labels import Labels
from extractors.labels import BIRTHS, TEMPLATE_DATES, keys
from extractors.reading import Paragraph, Reading, Table, tables_in
from extractors.slot_tables import is_signature
from extractors.slots import slots
from extractors.titles import Events, Layout, TitleLine
from extractors.words import first_words, folded, label_key

Dated = tuple[date, Evidence]
_BIRTH_KEYS = keys(BIRTHS)
_LETTER_LINES = 20
_TITLE_CUES = ("on", "held", "dated", "date", "of", "updated", "completed", "at", "meeting")
_MEETING_CUES = ("minutes", "review", "conference", "fgc")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s*$", re.IGNORECASE)
_GAP = re.compile(r"\n|\t|[ \u00a0]{3,}")
_TIME = re.compile(r"\b(?:at|from)?\s*\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm)\b|\b\d{1,2}[.:]\d\d\b", re.IGNORECASE)
_NOT_OF_THE_PAPER = ("panel", "hearing", "next", "judge", "template", "printed")
_PASSED_ON = {"filed", "served", "sent", "circulated", "printed", "received", "due", "next"}
"""Words after which a second date in an answer is of what became of the paper."""


def dated_of(reading: Reading, kind: DocumentType, layout: Layout, file: str) -> Dated | None:
    """The document's date and the words that give it; None where nothing says it."""
    if not kind.date_labels:
        return _newest_entry(layout.events, file) if kind.dated_by_last_row and layout.events else None
    if own := _labelled(kind.date_labels, reading, kind, file):
        return own
    if kind.dated_by_last_row and layout.events:
        return _newest_entry(layout.events, file)
    return (
        _labelled(usual_labels(kind), reading, kind, file)
        or _from_title(layout.titles, kind, file)
        or _letter_date(reading, kind, file)
        or _from_a_line(reading, kind, file)
    )


def _labelled(own: tuple[str, ...], reading: Reading, kind: DocumentType, file: str) -> Dated | None:
    """The date that the first of these labels gives."""
    labels = Labels((*own, *kind.not_date_labels, *BIRTHS, *TEMPLATE_DATES))
    found = slots(reading.blocks, labels)
    refused = {label_key(label) for label in kind.not_date_labels} | _BIRTH_KEYS
    for label in own:
        key = label_key(label)
        if key in refused:
            continue
        if signed := _latest_signature(key, reading, file):
            return signed
        for line, seen in _said_beside(key, found, reading, refused):
            return seen.date, Evidence(file, line.place, first_words(f"{label}: {line.text}"))
        for line, seen in (*_in_next_cell(key, reading), *said_in_line(label, refused, reading)):
            return seen.date, Evidence(file, line.place, first_words(line.text))
    return None


def _from_a_line(reading: Reading, kind: DocumentType, file: str) -> Dated | None:
    """What a line says by its whole wording, where no label says anything."""
    for find in (ordered_on, met_on, drafted_on, signed_on):
        for line, seen in find(reading, kind):
            return seen.date, Evidence(file, line.place, first_words(line.text))
    return None


def _in_next_cell(key: str, reading: Reading) -> Iterator[tuple[Line, DateFound]]:
    """A label with a date in the very next cell, whatever the table's other cells are; for a signature in any later."""
    for table in tables_in(reading.blocks):
        for row in table.rows:
            for number, cell in enumerate(row):
                if label_key(cell.text) != key:
                    continue
                for beside in row[number + 1 :] if "sign" in key else row[number + 1 : number + 2]:
                    seen = _last_date(beside.text)
                    if seen and "birth" not in folded(beside.text):
                        yield Line(f"{cell.text}: {beside.text}", beside.place), seen


def _said_beside(
    key: str, found: Iterable[Slot], reading: Reading, refused: set[str]
) -> Iterator[tuple[Line, DateFound]]:
    for slot in found:
        if slot.key == key and slot.rows_below <= 1:
            for line in slot.lines:
                if (seen := _last_date(line.text)) and "birth" not in folded(line.text):
                    yield line, seen
                    break
    for line in _short_lines(reading):
        own = label_key(line.text)
        if own.startswith(key + " ") and not any(own.startswith(other) for other in refused):
            seen = _last_date(line.text)
            if seen and len(line.text[: seen.start].split()) <= len(key.split()) + 4:
                yield line, seen


def _latest_signature(key: str, reading: Reading, file: str) -> Dated | None:
    """The latest date of a table of signatures, where each of several people gives one."""
    best: Dated | None = None
    for table in tables_in(reading.blocks):
        header = next((row for row in table.rows[:2] if len(row) > 1), ())
        columns = [cell.column for cell in header if label_key(cell.text) == key]
        if not columns or not any(is_signature(cell.text) for cell in header):
            continue
        for cell in (cell for row in table.rows for cell in row if cell.column == columns[0]):
            seen = _last_date(cell.text)
            if seen and (best is None or seen.date > best[0]):
                best = seen.date, Evidence(file, cell.place, cell.text)
    return best


def _last_date(text: str) -> DateFound | None:
    """The date of an answer; of a period, its end; never the day it was filed or sent on."""
    last: DateFound | None = None
    for seen in dates_found(text):
        if seen.start >= 60 or (last and _PASSED_ON.intersection(folded(text[last.end : seen.start]).split())):
            break
        last = seen
    return last


def _short_lines(reading: Reading) -> Iterator[Line]:
    for block in reading.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from (Line(cell.text, cell.place) for cell in row if len(cell.text.split()) <= 14)
        elif len(block.text.split()) <= 14:
            yield Line(block.text, block.place)


def _newest_entry(events: Events, file: str) -> Dated | None:
    """The date of the newest entry; rows may run either way."""
    best: Dated | None = None
    for row in events.table.rows:
        for cell in row:
            if cell.column != events.column:
                continue
            seen = [each.date for each in dates_found(cell.text)]
            if seen and (best is None or max(seen) > best[0]):
                words = first_words(" | ".join(each.text for each in row if each.text))
                best = max(seen), Evidence(file, cell.place, words)
    return best


def _from_title(titles: Iterable[TitleLine], kind: DocumentType, file: str) -> Dated | None:
    """A date in the title itself: "Minutes of the meeting held on 3 March 2026"."""
    cues = (*_TITLE_CUES, *(_MEETING_CUES if is_of_meeting(kind) else ()))
    of_sitting = any({"panel", "order"}.intersection(label_key(label).split()) for label in kind.date_labels)
    for line in list(titles)[:3]:
        for seen in dates_found(line.text):
            lead = _WEEKDAY.sub("", line.text[: seen.start]).rstrip(" ,")
            before = folded(lead).split()
            if {"birth", "dob", "born"}.intersection(before):
                continue
            if not of_sitting and set(_NOT_OF_THE_PAPER).intersection(before):
                continue
            if before and (before[-1] in cues or lead.endswith(("–", "-", ":", "—", "("))):
                whole = len(folded(line.text[: seen.start]).split())
                held = line.holding(whole, whole + 1)
                return seen.date, Evidence(file, held.place, held.text)
    return None


def _letter_date(reading: Reading, kind: DocumentType, file: str) -> Dated | None:
    """The date line of a letter or report: near the top, a date and nothing else but what a gap keeps apart."""
    lines = _LETTER_LINES if "date" in map(label_key, kind.date_labels) else _LETTER_LINES // 2
    for block in reading.blocks[:lines]:
        if not isinstance(block, Paragraph):
            continue
        for text in _GAP.split(block.text):
            for seen in dates_found(text):
                if seen.names_day and not _beside_weekday(text, seen):
                    return seen.date, Evidence(file, block.place, text.strip())
    return None


def _beside_weekday(text: str, seen: DateFound) -> str:
    """What else stands in the line, a weekday and a time apart."""
    rest = folded(text[: seen.start] + " " + _TIME.sub(" ", text[seen.end :])).split()
    return " ".join(word for word in rest if not word.endswith("day") and word != "date")
