"""Which date is the document's own: the one its type's labels carry, never a birth or the printing of a form."""

from collections.abc import Iterable, Iterator
from datetime import date

from casework.document import DocumentType
from casework.evidence import Evidence
from extractors.answer_lines import Line, Slot
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


def dated_of(reading: Reading, kind: DocumentType, layout: Layout, file: str) -> Dated | None:
    """The document's date and the words that give it; None where nothing says it."""
    labels = Labels((*kind.date_labels, *kind.not_date_labels, *BIRTHS, *TEMPLATE_DATES))
    found = slots(reading.blocks, labels)
    refused = {label_key(label) for label in kind.not_date_labels} | _BIRTH_KEYS
    for label in kind.date_labels:
        key = label_key(label)
        if key in refused:
            continue
        if signed := _latest_signature(key, reading, file):
            return signed
        for line, seen in _said_beside(key, found, reading, refused):
            return seen.date, Evidence(file, line.place, first_words(f"{label}: {line.text}"))
    if kind.dated_by_last_row and layout.events:
        return _newest_entry(layout.events, file)
    if kind.date_labels:
        return _from_title(layout.titles, file) or _letter_date(reading, kind, file)
    return None


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
    """The date of an answer; of a period, its end."""
    return max((seen for seen in dates_found(text) if seen.start < 60), key=lambda seen: seen.start, default=None)


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


def _from_title(titles: Iterable[TitleLine], file: str) -> Dated | None:
    """A date in the title itself: "Minutes of the meeting held on 3 March 2026"."""
    for line in list(titles)[:3]:
        for seen in dates_found(line.text):
            before = folded(line.text[: seen.start]).split()
            if "birth" in before or "dob" in before or "born" in before:
                continue
            if before and (
                before[-1] in _TITLE_CUES or line.text[: seen.start].rstrip().endswith(("–", "-", ":", "—", "("))
            ):
                held = line.holding(len(before), len(before) + 1)
                return seen.date, Evidence(file, held.place, held.text)
    return None


def _letter_date(reading: Reading, kind: DocumentType, file: str) -> Dated | None:
    """The date line of a letter: a line near the top that is a date and nothing else."""
    if "date" not in map(label_key, kind.date_labels):
        return None
    for block in reading.blocks[:_LETTER_LINES]:
        if not isinstance(block, Paragraph):
            continue
        for text in block.text.split("\n"):
            for seen in dates_found(text):
                if seen.names_day and not _beside_weekday(text, seen):
                    return seen.date, Evidence(file, block.place, text.strip())
    return None


def _beside_weekday(text: str, seen: DateFound) -> str:
    """What else stands in the line, a weekday apart."""
    rest = folded(text[: seen.start] + " " + text[seen.end :]).split()
    return " ".join(word for word in rest if not word.endswith("day") and word != "date")
