"""What the papers say of the sitting they are for, and of being urgent, with the words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from casework.document import Document, Role
from casework.evidence import Evidence
from casework.words import first_phrase
from extractors.dates import dates_in

SITTING_FIELDS = ("panel_date",)
URGENT = ("urgent", "urgently", "as a matter of urgency", "cannot wait until the next panel")
NOT_URGENT = ("not urgent", "non urgent", "no urgency", "is not an urgent", "not an urgent")
_FOR_PANEL = re.compile(
    r"\bpanels?\b[^.\n]{0,40}?\b(?:on|of|for|dated|date)\b|\bon\b[^.\n]{0,30}\bpanel\b", re.IGNORECASE
)
_NEAR = 40
"""A date further from the word "panel" than these letters is the date of something else."""


def sitting_asked(documents: Sequence[Document], today: date) -> tuple[date, Evidence] | None:
    """The day of the sitting the papers ask for: from a form's field, else from the covering message.

    A day to come comes before one gone by; a message that names only days gone by tells of an earlier panel.
    """
    said = [*_from_fields(documents), *((day, words) for day, words in _from_messages(documents) if day >= today)]
    return min(said, key=lambda found: found[0] < today, default=None)


def said_urgent(documents: Sequence[Document]) -> Evidence | None:
    """The words of the covering message that call the request urgent, or None."""
    for document in documents:
        if document.role is not Role.MESSAGE:
            continue
        for passage in document.passages:
            if first_phrase(passage.text, URGENT) and not first_phrase(passage.text, NOT_URGENT):
                return Evidence(document.file, passage.place, passage.text)
    return None


def _from_fields(documents: Sequence[Document]) -> Iterator[tuple[date, Evidence]]:
    for document in documents:
        for field in document.fields if document.role is Role.FORM else ():
            if field.id in SITTING_FIELDS and not field.blank:
                for found in dates_in(field.value):
                    yield found, field.evidence


def _from_messages(documents: Sequence[Document]) -> Iterator[tuple[date, Evidence]]:
    for document in documents:
        for passage in document.passages if document.role is Role.MESSAGE else ():
            for cue in _FOR_PANEL.finditer(passage.text):
                for found in dates_in(passage.text[cue.start() : cue.end() + _NEAR])[:1]:
                    yield found, Evidence(document.file, passage.place, passage.text)
