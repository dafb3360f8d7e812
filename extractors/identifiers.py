"""The references by which a case is known, found beside their labels or by their form.

An NHS number is no reference of a case: whoever answers to a case number must not be told it.
"""

import re

from casework.evidence import Evidence, Place
from casework.identifiers import COURT_NUMBER, PERSON_OR_GROUP, is_nhs_number
from extractors.dates import dates_found
from extractors.known_labels import Labels
from extractors.labels import CASE_NUMBERS, COURT_NUMBERS, keys
from extractors.reading import Reading, block_text
from extractors.slots import slots

_CASE_NUMBER = re.compile(r"\b[A-Z]{0,4}[ -]?\d{4,12}\b")
_NHS_LIKE = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_PUNCTUATION = re.compile(r"[^A-Z0-9]")
_CASE_KEYS = keys(CASE_NUMBERS)
_REFERENCES = Labels((*CASE_NUMBERS, *COURT_NUMBERS))


def references_of(reading: Reading, file: str) -> tuple[Evidence, ...]:
    """The case references in a paper, each once; `words` is the reference alone."""
    found: dict[str, Evidence] = {}
    for slot in slots(reading.blocks, _REFERENCES):
        if slot.key in _CASE_KEYS:
            for line in slot.lines:
                for match in _CASE_NUMBER.finditer(_without_others(line.text)):
                    _keep(found, " ".join(match[0].split()), line.place, file)
    for block in (*reading.blocks, *reading.headers, *reading.footers):
        text = block_text(block)
        for match in PERSON_OR_GROUP.finditer(text) if "PER" in text or "GRP" in text else ():
            _keep(found, match[1] + match[2], block.place, file)
        for match in COURT_NUMBER.finditer(text):
            _keep(found, match[0], block.place, file)
    return tuple(found.values())


def _without_others(text: str) -> str:
    """A text without its dates and NHS numbers."""
    for seen in reversed(list(dates_found(text))):
        text = text[: seen.start] + " " + text[seen.end :]
    return _NHS_LIKE.sub(lambda match: " " if is_nhs_number(match[0]) else match[0], text)


def _keep(found: dict[str, Evidence], reference: str, place: Place, file: str) -> None:
    key = _PUNCTUATION.sub("", reference.upper())
    found.setdefault(key, Evidence(file, place, reference.strip()))
