"""Which papers speak for the request beside its form and messages: what was written to the panel for this sitting."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casework.document import Document, Role
from extractors.dates import dates_in
from extractors.request_cues import IS_RECORD

_TO_THE_PANEL = re.compile(
    r"^\W*(?:dear|hi|hello|hiya|good (?:morning|afternoon),?|morning,?|afternoon,?|to:?)\s[^.,\n]{0,40}\bpanel\b",
    re.IGNORECASE,
)
_FOR_THE_PANEL = re.compile(r"\b(?:for|to)\b[^.\n]{0,60}\bpanel\b", re.IGNORECASE)
_FIRST, _HEADING_WORDS = 14, 25
"""Among how many passages from the top a paper says to whom it is written, and in how many words at most."""


def as_spoken(documents: Iterable[Document], today: date) -> tuple[Document, ...]:
    """The papers, those written to the panel for this request taken as messages: a printed mail, a draft for a sitting.

    A statement that heads itself "draft for the panel of 16 June" is the request where a council has no form for it.
    """
    return tuple(replace(each, role=Role.MESSAGE) if _speaks(each, today) else each for each in documents)


def _speaks(document: Document, today: date) -> bool:
    if document.role is not Role.PAPER or document.unreadable is not None:
        return False
    if IS_RECORD.search(document.type or ""):
        return False  # what was decided at an earlier sitting, and by when it should come back
    heads = [each.text for each in document.passages[:_FIRST] if len(each.text.split()) <= _HEADING_WORDS]
    is_letter = document.type is None and any(_TO_THE_PANEL.search(head) for head in heads)
    return is_letter or any(_FOR_THE_PANEL.search(head) and any(d >= today for d in dates_in(head)) for head in heads)
