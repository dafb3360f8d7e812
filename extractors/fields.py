"""A form's labels and the answers beside them -> Fields, each with the words and the place it was read from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casework.answered import Answered
from casework.document import DocumentType, Field
from casework.evidence import Evidence
from casework.judging import once_for_all
from extractors.amounts import names_a_sum
from extractors.answer_lines import Line, Slot
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.columns_apart import apart_from_labels, whose
from extractors.cost_tables import total_of_costs
from extractors.height_answers import ASKS_DAY, ASKS_HOW_LONG, ASKS_SUM, answers_at_height
from extractors.known_labels import Labels, asked_by
from extractors.laid_out import laid_out
from extractors.reading import FormField, Reading, worded
from extractors.retyped import retyped_labels
from extractors.sign_offs import STAFF, is_sign_off, names_of
from extractors.signed_fields import signed_fields
from extractors.signed_words import without_days
from extractors.signing import Signing
from extractors.slots import slots
from extractors.told_in_story import told_in_story
from extractors.words import first_words, label_key

_LEAST_BESIDE = 3
"""So many answers beside their labels, and but one below its own, are the way a form was filled in."""
_ASKS_A_SUM = frozenset(("cost", "value", "amount"))
_READ = re.compile(r"[A-Za-z0-9À-ž£☒☐☑✓✔]")
"""What an engine reads where somebody wrote, or ticked."""
_A_WEEK = re.compile(r"\b(?:p\.?\s?w|per week|a week|weekly|each week|/\s?w(?:ee)?k)\b", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[_.\[\]-]+")
_KIND_OF_CONTROL = frozenset(("txt", "text", "fld", "field", "cbo", "ddl", "chk", "cb", "dt", "form1", "page1", "0"))
"""What programmers put before or behind the name of a control."""


def fields_of(reading: Reading, form: DocumentType, catalogue: Catalogue, file: str) -> tuple[Field, ...]:
    """The fields of a form of that type, filled before blank, one for each field id found."""
    blocks = laid_out(reading.blocks, Labels.of_form(form))
    pictured = reading if blocks is reading.blocks else replace(reading, blocks=blocks)
    reading = worded(pictured)
    ids, labels = _labels_on(reading, form)
    answers = Answers.on(catalogue, form)
    found: dict[str, Field] = {}
    controls = _controls(reading, labels, ids)
    named = {ids[slot.key] for slot in controls if slot.lines}
    beside = tuple(_with_strays(slots(reading.blocks, labels, runs_on=True)))
    every = (*(slot for slot in beside if not (slot.is_under_heading and ids[slot.key] in named)), *controls)
    signing = _signing(ids)
    every = tuple(_not_signed_off(every, ids))
    for slot in sorted(every, key=lambda slot: slot.is_loose):
        if ids[slot.key] in signing.fields.values():
            continue
        field = _field(ids[slot.key], slot, answers, _sums(form), file)
        before = found.get(field.id)
        if before is None or (before.blank and not field.blank) or _is_total_of(field, before):
            found[field.id] = field
    found |= _total_asked_for(reading, form, found, answers, file)
    if reading.scanned:
        found = {field_id: _unless_strokes(field) for field_id, field in found.items()}
    for slot in answers_at_height(reading, labels, _asks_figures(ids, form, signing)):
        before = found.get(ids[slot.key])
        if (before is None or before.blank) and not _is_rate_beside_total(slot):
            found[ids[slot.key]] = _field(ids[slot.key], slot, answers, _sums(form), file)
    found |= {field.id: field for field in told_in_story(found, form, answers)}
    known = (*found.values(), *signed_fields(pictured, signing, every, answers, file))
    apart = apart_from_labels(reading.blocks) if reading.scanned else frozenset()
    return tuple(each for each in known if not (each.blank and whose(each.evidence.place) in apart))


_signing = once_for_all(Signing)


def _labels_on(reading: Reading, form: DocumentType) -> tuple[dict[str, str], Labels]:
    """The field ids by label, and the labels: the form's own and those that somebody put in other words."""
    labels = Labels.of_form(form)
    more = retyped_labels(reading.blocks, form, labels)
    if not more:
        return asked_by(form), labels
    ids = asked_by(form) | {label_key(label): field_id for field_id, label in more}
    texts = [label for _, label in (*form.labels, *more)]
    return ids, Labels(texts, ids, form.headings, form.titles)


def _not_signed_off(found: Sequence[Slot], ids: Mapping[str, str]) -> Iterator[Slot]:
    """The slots, blank where the line below the label signs off the whole form."""
    staff = names_of(slot.text for slot in found if ids[slot.key] in STAFF)
    for slot in found:
        is_below = bool(slot.lines) and slot.lines[0].place != slot.place
        is_signed_off = is_below and ids[slot.key] not in STAFF and is_sign_off(slot.lines[0].text, staff)
        yield replace(slot, lines=[]) if is_signed_off else slot


def _unless_strokes(field: Field) -> Field:
    """The field, for a person where its answer holds no letter, figure or tick: a rule that was read as "一"."""
    is_read = field.answered is not Answered.ANSWERED or _READ.search(field.value)
    return field if is_read else replace(field, answered=Answered.ELSEWHERE)


def _with_strays(found: Sequence[Slot]) -> Iterator[Slot]:
    """The slots, with a doubt about what stands below a label where the form is answered right behind its labels.

    A paragraph after a question that nobody answered is not its answer, and nothing in its words need show that. Of
    several that stand below, or one of several lines, somebody made answers.
    """
    filled = [slot for slot in found if slot.lines and slot.place.table is None and not slot.is_loose]
    below = [slot for slot in filled if slot.stands_below and not slot.is_under_heading]
    beside = len(filled) - sum(slot.stands_below for slot in filled)
    is_alone = len(below) == 1 and beside >= _LEAST_BESIDE and len(below[0].lines) == 1
    for slot in found:
        yield replace(slot, is_stray=True) if is_alone and slot is below[0] else slot


def _is_total_of(field: Field, before: Field) -> bool:
    """Whether an answer is the total to which another, asked for in the same words, is only the working."""
    return not field.blank and _says_total(field) and not _says_total(before)


def _is_rate_beside_total(slot: Slot) -> bool:
    """Whether what stands at the height of a total is what one week costs, and no total."""
    return "total" in label_key(slot.label).split() and bool(_A_WEEK.search(slot.text)) and slot.text.count("£") == 1


def _says_total(field: Field) -> bool:
    return "total" in label_key(field.label).split()


def _total_asked_for(
    reading: Reading, form: DocumentType, found: Mapping[str, Field], answers: Answers, file: str
) -> dict[str, Field]:
    """What a form asks for in all, from a table of its costs, where it does not print the question."""
    asks = next((each for each, label in form.labels if each in _sums(form) and "total" in label_key(label)), None)
    before = found.get(asks or "")
    is_table = before is not None and "\t" in before.value  # all of it stood below a heading that asks
    is_open = before is None or is_table or (before.blank and before.evidence.place.table is None)
    slot = total_of_costs(reading.blocks, asks) if asks and is_open else None
    return {slot.key: _field(slot.key, slot, answers, _sums(form), file)} if slot else {}


@once_for_all
def _sums(form: DocumentType) -> frozenset[str]:
    """The fields of a form that ask what something costs."""
    first: dict[str, str] = {}
    for field_id, label in form.labels:
        first.setdefault(field_id, label)
    return frozenset(each for each, label in first.items() if not _ASKS_A_SUM.isdisjoint(label_key(label).split()))


def _asks_figures(ids: Mapping[str, str], form: DocumentType, signing: Signing) -> dict[str, str]:
    """By their keys the labels that ask for a sum, how long or a day, and which of them."""
    kinds = dict.fromkeys(_sums(form), ASKS_SUM)
    for field_id, label in form.labels:
        words = label_key(label).split()
        kind = ASKS_HOW_LONG if "duration" in words else ASKS_DAY if "date" in words else ""
        if kind and field_id not in signing.fields.values():
            kinds.setdefault(field_id, kind)
    return {key: kinds[field_id] for key, field_id in ids.items() if field_id in kinds}


def _field(field_id: str, slot: Slot, answers: Answers, sums: frozenset[str], file: str) -> Field:
    value, answered = answers.answer(slot.text)
    if answered is Answered.ANSWERED and field_id in sums and not names_a_sum(without_days(value)):
        answered = Answered.ELSEWHERE  # words beside a question about money, and no money in them: for a person
    if answered is Answered.ANSWERED and slot.is_stray:
        answered = Answered.ELSEWHERE
    is_blank = answered.is_blank
    place = slot.lines[0].place if slot.lines and not is_blank else slot.place
    label = " ".join(slot.label.split()).rstrip(": ")
    return Field(field_id, label, value, answered, Evidence(file, place, label if is_blank else first_words(value)))


def _controls(reading: Reading, labels: Labels, ids: Mapping[str, str]) -> list[Slot]:
    """Controls whose own name is a label of the form, for forms that print none beside them."""
    by_id = {field_id: key for key, field_id in ids.items()}
    return [slot for control in reading.form_fields if (slot := _named(control, labels, by_id))]


def _named(control: FormField, labels: Labels, by_id: Mapping[str, str]) -> Slot | None:
    for name in (control.name, control.tag):
        words = spoken(name)
        key = labels.key_of(name) or labels.key_of(words) or by_id.get(label_key(words).replace(" ", "_"))
        if key:
            slot = Slot(key, name, control.place)
            slot.lines += [Line(control.value, control.place)] if control.value else []
            return slot
    return None


def spoken(name: str) -> str:
    """The name of a control as words.

    >>> spoken("txtChildName")
    'Child Name'
    """
    words = [word for word in _HUMP.sub(" ", name).split() if word.casefold() not in _KIND_OF_CONTROL]
    return " ".join(words)
