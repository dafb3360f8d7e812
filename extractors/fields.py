"""A form's labels and the answers beside them -> Fields, each with the words and the place it was read from."""

import re
from collections.abc import Mapping

from casework.document import DocumentType, Field
from casework.evidence import Evidence
from casework.judging import once_for_all
from extractors.answer_lines import Line, Slot
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.known_labels import Labels, asked_by
from extractors.reading import FormField, Reading, worded
from extractors.signed_fields import signed_fields
from extractors.signing import Signing
from extractors.slots import slots
from extractors.words import first_words, label_key

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[_.\[\]-]+")
_KIND_OF_CONTROL = frozenset(("txt", "text", "fld", "field", "cbo", "ddl", "chk", "cb", "dt", "form1", "page1", "0"))
"""What programmers put before or behind the name of a control."""


def fields_of(reading: Reading, form: DocumentType, catalogue: Catalogue, file: str) -> tuple[Field, ...]:
    """The fields of a form of that type, filled before blank, one for each field id found."""
    pictured, reading = reading, worded(reading)
    ids, labels = asked_by(form), Labels.of_form(form)
    answers = Answers.on(catalogue, form)
    found: dict[str, Field] = {}
    controls = _controls(reading, labels, ids)
    named = {ids[slot.key] for slot in controls if slot.lines}
    beside = slots(reading.blocks, labels, runs_on=True)
    every = (*(slot for slot in beside if not (slot.is_under_heading and ids[slot.key] in named)), *controls)
    signing = _signing(ids)
    for slot in sorted(every, key=lambda slot: slot.is_loose):
        if ids[slot.key] in signing.fields.values():
            continue
        field = _field(ids[slot.key], slot, answers, file)
        before = found.get(field.id)
        if before is None or (before.blank and not field.blank) or _is_total_of(field, before):
            found[field.id] = field
    return (*found.values(), *signed_fields(pictured, signing, every, answers, file))


_signing = once_for_all(Signing)


def _is_total_of(field: Field, before: Field) -> bool:
    """Whether an answer is the total to which another, asked for in the same words, is only the working."""
    return not field.blank and _says_total(field) and not _says_total(before)


def _says_total(field: Field) -> bool:
    return "total" in label_key(field.label).split()


def _field(field_id: str, slot: Slot, answers: Answers, file: str) -> Field:
    value, answered = answers.answer(slot.text)
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
