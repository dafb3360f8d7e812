"""How finished a paper is: blank template, draft, final, signed, filed, or honestly unknown.

The word "draft" in a sentence of the body is about another document, and is never looked at.
"""

import re
from collections.abc import Sequence

from casework.document import DocumentState, Field
from casework.identifiers import COURT_NUMBER
from extractors.answer_lines import Slot
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.dates import dates_in
from extractors.known_labels import Labels
from extractors.labels import AUTHORISED, FILED, SIGNATURES, SIGNED_ON, STATUS, keys
from extractors.reading import Reading, Table, tables_in, text_of
from extractors.slot_tables import is_signature
from extractors.slots import slots
from extractors.titles import Layout
from extractors.words import folded

_DRAFT = re.compile(r"\bDRAFT\b|^\W*draft\b|[(\[]draft[)\]]|\bdraft\W*$|\bdraft for\b", re.MULTILINE)
_FINAL = re.compile(r"\bFINAL VERSION\b|[(\[]final[)\]]|\bfinal version\b", re.IGNORECASE)
_NAMED_DRAFT = re.compile(r"(?<![a-z])(?:draft|unsigned)(?![a-z])", re.IGNORECASE)
_GAPS = re.compile(
    r"\[(?:insert|name|date|case|court|number|child|mother|father|local auth)[^\]]*\]|«[^»]+»", re.IGNORECASE
)
_LABELS = Labels((*SIGNATURES, *SIGNED_ON, *AUTHORISED, *FILED))
_STATUS_LABELS = Labels(STATUS)  # apart, because "Authorised" is both a label and a status
_SIGNATURE_KEYS, _SIGNED_ON_KEYS, _AUTHORISED_KEYS = keys(SIGNATURES), keys(SIGNED_ON), keys(AUTHORISED)
_FILED_KEYS = keys(FILED)
_MANY = 5
"""From this many questions on, a form with at most one answer and no child's name is a template."""


def state_of(
    reading: Reading, layout: Layout, fields: Sequence[Field], names_child: bool, catalogue: Catalogue, file: str
) -> DocumentState:
    """The state the paper shows; UNKNOWN where it shows none."""
    if not names_child and _is_template(reading, fields, catalogue):
        return DocumentState.BLANK_TEMPLATE
    found = slots(reading.blocks, _LABELS)
    status = " ".join(folded(slot.text) for slot in slots(reading.blocks, _STATUS_LABELS))
    signed = _is_signed(found, Answers(catalogue, None)) or _is_signed_in_table(reading)
    if _is_draft(reading, layout) or "draft" in status.split():
        return DocumentState.DRAFT
    if signed:
        is_filed = any(slot.text.strip() for slot in found if slot.key in _FILED_KEYS)
        in_court = is_filed and COURT_NUMBER.search(text_of(reading.blocks))
        return DocumentState.FILED if in_court else DocumentState.SIGNED
    if _NAMED_DRAFT.search(file.rsplit("/", 1)[-1]):
        return DocumentState.DRAFT
    return DocumentState.FINAL if _is_final(layout, status, found) else DocumentState.UNKNOWN


def _is_draft(reading: Reading, layout: Layout) -> bool:
    apart = (*reading.headers, *reading.footers)
    lines = [line.text for line in layout.titles[:2]]
    return (
        "draft" in folded(reading.properties.watermark).split()
        or any(_DRAFT.search(line) for line in lines)
        or any("draft" in folded(block.text).split() for block in apart if not isinstance(block, Table))
    )


def _is_final(layout: Layout, status: str, found: Sequence[Slot]) -> bool:
    if any(_FINAL.search(line.text) for line in layout.titles[:2]):
        return True
    if {"final", "finalised", "authorised", "approved", "ratified"}.intersection(status.split()):
        return True
    authorised = [slot for slot in found if slot.key in _AUTHORISED_KEYS and slot.text.strip()]
    return any(dates_in(slot.text) for slot in authorised)


def _is_signed(found: Sequence[Slot], answers: Answers) -> bool:
    """A name or mark beside "Signed", and a date after it."""
    for number, slot in enumerate(found):
        if slot.key not in _SIGNATURE_KEYS or answers.answer(slot.text)[1].is_blank:
            continue
        near = [slot, *found[number + 1 : number + 4]]
        if any(dates_in(each.text) for each in near if each is slot or each.key in _SIGNED_ON_KEYS):
            return True
    return False


def _is_signed_in_table(reading: Reading) -> bool:
    """A row of a table of signatures with both a signature and a date."""
    for table in tables_in(reading.blocks):
        header = next((row for row in table.rows[:2] if len(row) > 1), ())
        column = next((cell.column for cell in header[1:] if is_signature(cell.text)), None)
        for row in table.rows if column else ():
            words = [cell.text for cell in row if cell.column == column and row is not header]
            if any(words) and any(dates_in(cell.text) for cell in row if cell.column != column):
                return True
    return False


def _is_template(reading: Reading, fields: Sequence[Field], catalogue: Catalogue) -> bool:
    if len(fields) >= _MANY:
        return sum(not field.blank for field in fields) <= 1
    prompts = [control for control in reading.form_fields if control.placeholder_shown]
    if len(reading.form_fields) >= _MANY:
        return len(prompts) >= 0.8 * len(reading.form_fields)
    return len(_GAPS.findall(text_of(reading.blocks))) >= _MANY
