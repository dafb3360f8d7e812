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
from extractors.dated_claims import Claim
from extractors.dated_mentions import Mention, Zone, mentions
from extractors.dates import dates_in
from extractors.guidance import is_prompt, without_guidance
from extractors.known_labels import Labels
from extractors.labels import AUTHORISED, FILED, SIGNATURES, SIGNED_ON, STATUS, keys
from extractors.reading import Reading, Standing, Table, tables_in, text_of
from extractors.slot_tables import is_signature
from extractors.slots import slots
from extractors.titles import Layout
from extractors.words import folded

_DRAFT = re.compile(
    r"\bDRAFT\b|^\W*draft\b|[(\[]draft[)\]]|\bdraft\W*$|\b(?:draft for|working draft)\b|\bv(?:ersion)?\.?\s?0\.\d",
    re.MULTILINE,
)
_DRAFT_LINE = re.compile(
    r"\W*(?:(?:working|first|second|third|early)\s+)?draft\b|.*\bv(?:ersion)?\.?\s?0\.\d", re.IGNORECASE
)
"""A short line near the top that says of the paper itself that it is a draft."""
_TOP_LINES, _LINE_WORDS = 8, 14
_FINAL = re.compile(r"\bFINAL VERSION\b|[(\[]final[)\]]|\bfinal version\b", re.IGNORECASE)
_NAMED_DRAFT = re.compile(r"(?<![a-z])(?:draft|unsigned|v0\.\d)(?![a-z])", re.IGNORECASE)
_SIGNED_BY = re.compile(
    r"\b(?i:signed|signature|sgd)\b(?i:\s+by|\s+for|\s*\([\w ]+\))*[:\s]+[A-Z][\w’'.-]*"
    r"(?:[\s,]+[A-Za-z][\w’'.&()-]*){0,6}?"
    r"[\s,]+\d{1,2}[\s./-]"
    r"|\b(?i:(?:electronically|digitally) signed by)\W+[A-Z]"
)
"""A name behind "Signed", with figures after it: a day beside a blank line is no signature."""
_NO_NAME = re.compile(r"\([^)]*\)|\bdate[d]?\b.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", re.IGNORECASE)
"""What stands beside "Signed" and is nobody's name: who is to sign, and the day."""
_FILED = re.compile(r"^\W*filed\b(?!.*\b(?:by|to be)\s+\d)", re.IGNORECASE | re.MULTILINE)
_SEALED = re.compile(r"^\W*(?:sealed?\b|seal of the court)", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(
    r"\[[^\]\n]{1,200}\]|«[^»]+»|\bdd/mm/yy(?:yy)?\b|\.{6,}|…{2,}|_{4,}|\byes\s*/\s*no\b|\bx{3,}\b|☐"
    r"|\bclick (?:or tap )?here(?: to enter [a-z ]+)?|\bclick or tap to enter [a-z ]+|\bchoose an item",
    re.IGNORECASE,
)
"""What stands in a form where nobody has written."""
_OF_FORM = re.compile(r"\b(?:template|form|revised|version|v\d+|issue|edition)\b", re.IGNORECASE)
"""A line whose day is that of the form's own making."""
_PROSE = 25
"""From this many words on, a paragraph that asks for nothing is somebody's own."""
_GAPS = re.compile(
    r"\[(?:insert|name|date|case|court|number|child|mother|father|local auth)[^\]]*\]|«[^»]+»", re.IGNORECASE
)
_LABELS = Labels((*SIGNATURES, *SIGNED_ON, *AUTHORISED, *FILED))
_STATUS_LABELS = Labels(STATUS)  # apart, because "Authorised" is both a label and a status
_SIGNATURE_KEYS, _SIGNED_ON_KEYS, _AUTHORISED_KEYS = keys(SIGNATURES), keys(SIGNED_ON), keys(AUTHORISED)
_FILED_KEYS = keys(FILED)
_FOOT = 14
_NAMES_ALONE, _HARDLY_BEGUN = 3, 12
"""So few answers and so many blanks: a template in which no more was written than whose it is to be."""
_LABEL_WORDS = 6
_MANY = 5
"""From this many questions on, a form with at most one answer and no child's name is a template."""


def state_of(
    reading: Reading, layout: Layout, fields: Sequence[Field], names_child: bool, catalogue: Catalogue, file: str
) -> DocumentState:
    """The state the paper shows; UNKNOWN where it shows none."""
    if names_child:
        if _is_untouched(reading, most_answers=_NAMES_ALONE, least_blanks=_HARDLY_BEGUN):
            return DocumentState.BLANK_TEMPLATE
    elif _is_template(reading, fields, catalogue) or _is_untouched(reading):
        return DocumentState.BLANK_TEMPLATE
    status = " ".join(folded(slot.text) for slot in slots(reading.blocks, _STATUS_LABELS))
    if _is_draft(reading, layout) or "draft" in status.split():
        return DocumentState.DRAFT
    found = slots(reading.blocks, _LABELS)
    in_form = _is_signed(found, Answers.on(catalogue, None)) or _is_signed_in_table(reading)
    said = [] if in_form else mentions(reading, [line.text for line in layout.titles[:3]])
    if in_form or _is_signed_by_name(reading, said):
        is_filed = any(slot.text.strip() for slot in found if slot.key in _FILED_KEYS) or _is_filed(reading)
        in_court = is_filed and COURT_NUMBER.search(text_of(reading.blocks))
        return DocumentState.FILED if in_court else DocumentState.SIGNED
    if _NAMED_DRAFT.search(file.rsplit("/", 1)[-1]):
        return DocumentState.DRAFT
    if _is_final(layout, status, found) or _is_approved(said):
        return DocumentState.FINAL
    return DocumentState.DRAFT if _was_tracked(reading) else DocumentState.UNKNOWN


def _is_draft(reading: Reading, layout: Layout) -> bool:
    apart = (*reading.headers, *reading.footers)
    lines = [line.text for line in layout.titles[:2]]
    return (
        "draft" in folded(reading.properties.watermark).split()
        or any(_DRAFT.search(line) for line in lines)
        or any("draft" in folded(block.text).split() for block in apart if not isinstance(block, Table))
        or any(_says_draft(block.text) for block in reading.blocks[:_TOP_LINES] if not isinstance(block, Table))
    )


def _says_draft(text: str) -> bool:
    first = text.strip().split("\n")[0]
    return len(first.split()) <= _LINE_WORDS and not first.endswith(".") and bool(_DRAFT_LINE.match(first))


def _is_approved(said: Sequence[Mention]) -> bool:
    """Somebody's approval with its day, or a court's stamp."""
    return any(each.claim in (Claim.AUTHORISED, Claim.SEALED) and each.zone is not Zone.BODY for each in said)


def _is_signed_by_name(reading: Reading, said: Sequence[Mention]) -> bool:
    """A digital or drawn signature, a name typed behind "Signed" with its day, or a name and a day at the very end."""
    if any(signature.kind in ("digital", "ink") for signature in reading.signatures):
        return True
    lines = (line for line in text_of(reading.blocks[-_FOOT:]).split("\n") if len(line.split()) <= 2 * _LINE_WORDS)
    return any(_SIGNED_BY.search(line) for line in lines) or any(each.claim is Claim.NAMED for each in said)


def _is_filed(reading: Reading) -> bool:
    tops = (*reading.blocks[:_TOP_LINES], *reading.headers)
    return bool(_FILED.search(text_of(tops)))


def _was_tracked(reading: Reading) -> bool:
    """Changes that nobody has taken in or thrown out yet: whoever sent the paper was still at work on it."""
    return any(aside.how in (Standing.INSERTED, Standing.DELETED) for aside in reading.asides)


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
        if slot.key not in _SIGNATURE_KEYS or answers.answer(_NO_NAME.sub(" ", slot.text))[1].is_blank:
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


def _is_untouched(reading: Reading, *, most_answers: int | None = None, least_blanks: int = _MANY - 1) -> bool:
    """Labels, places to write and guidance, but no day, no sentence of somebody's own and few answers, if any."""
    text = text_of(reading.blocks)
    if any(dates_in(line) for line in text.split("\n") if not _OF_FORM.search(line)):
        return False
    cells = [cell for table in tables_in(reading.blocks) for row in table.rows for cell in row]
    blanks = len(_BLANK.findall(text)) + sum(not cell.text.strip() for cell in cells) + _labels_alone(reading)
    texts = [*(cell.text for cell in cells), *(b.text for b in reading.blocks if not isinstance(b, Table))]
    if any(_is_written(each) for each in texts):
        return False
    rows = (row for table in tables_in(reading.blocks) for row in table.rows[1:])
    beside = (cell.text for row in rows for cell in row if cell.column > 1)
    answers = sum(bool(each.strip()) and ("☒" in each or not _BLANK.search(each)) for each in beside)
    return blanks >= least_blanks and blanks > answers and (most_answers is None or answers <= most_answers)


def _labels_alone(reading: Reading) -> int:
    """Rows of a label with nothing beside it, in tables whose other rows have something there."""
    tables = (table for table in tables_in(reading.blocks) if any(len(row) > 1 for row in table.rows))
    return sum(len(row) == 1 and 0 < len(row[0].text.split()) <= _LABEL_WORDS for table in tables for row in table.rows)


def _is_written(text: str) -> bool:
    """Whether a text is somebody's own: longer than a label, no prompt, and no list of boxes nobody ticked."""
    if text.count("☐") > 1 and "☒" not in text:
        return False
    return len(without_guidance(_BLANK.sub("", text)).split()) >= _PROSE and not is_prompt(text)


def _is_template(reading: Reading, fields: Sequence[Field], catalogue: Catalogue) -> bool:
    if len(fields) >= _MANY:
        return sum(not field.blank for field in fields) <= 1
    prompts = [control for control in reading.form_fields if control.placeholder_shown]
    if len(reading.form_fields) >= _MANY:
        return len(prompts) >= 0.8 * len(reading.form_fields)
    return len(_GAPS.findall(text_of(reading.blocks))) >= _MANY
