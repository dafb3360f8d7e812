"""A form's labels and the answers beside them -> Fields, each with the words and the place it was read from."""

from casework.document import DocumentType, Field
from casework.evidence import Evidence
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.reading import FormField, Reading
from extractors.slots import Labels, Line, Slot, slots
from extractors.words import first_words, label_key


def fields_of(reading: Reading, form: DocumentType, catalogue: Catalogue, file: str) -> tuple[Field, ...]:
    """The fields of a form of that type, filled before blank, one for each field id found."""
    ids = {label_key(label): field_id for field_id, label in form.labels}
    answers = Answers(catalogue, form)
    found: dict[str, Field] = {}
    labels = Labels(label for _, label in form.labels)
    every = (*slots(reading.blocks, labels), *_controls(reading, ids))
    for slot in sorted(every, key=lambda slot: slot.is_loose):
        field = _field(ids[slot.key], slot, answers, file)
        before = found.get(field.id)
        if before is None or (before.blank and not field.blank) or _is_total_of(field, before):
            found[field.id] = field
    return tuple(found.values())


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


def _controls(reading: Reading, ids: dict[str, str]) -> list[Slot]:
    """Controls whose own name is a label of the form, for forms that print none beside them."""
    by_id = {field_id: key for key, field_id in ids.items()}
    return [slot for control in reading.form_fields if (slot := _named(control, ids, by_id))]


def _named(control: FormField, ids: dict[str, str], by_id: dict[str, str]) -> Slot | None:
    for name in (control.name, control.tag):
        key = label_key(name)
        key = key if key in ids else by_id.get(key.replace(" ", "_"), "")
        if key:
            slot = Slot(key, name, control.place)
            slot.lines += _lines(control)
            return slot
    return None


def _lines(control: FormField) -> list[Line]:
    return [Line(control.value, control.place)] if control.value else []
