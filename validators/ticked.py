"""The box that somebody ticked on a form among boxes for several request types: that is what is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casework.document import Document, Role
from casework.evidence import Evidence
from casework.panel import Panel
from casework.words import fold
from validators.sightings import IN_FIELD, Known, Sighting, under_questions

_BOX = re.compile(r"(?=[☒☐☑□■])")
_TICKED, _BOXES = "☒☑■", "☒☐☑□■"
_LEAST_BOXES = 3
_LEAST_OTHERS = 2
"""So many other request types beside the ticked one show that the question is what is asked."""
_LONGEST = 30
"""Words of a choice; a longer one is text with a box in it."""


class _Choice(NamedTuple):
    text: str
    is_ticked: bool
    evidence: Evidence


def ticked(documents: Iterable[Document], panels: Mapping[str, Panel], kinds: Known) -> list[Sighting]:
    """The request type that is ticked on every filled form in a question whose boxes name several of one panel's.

    A second form without such a tick may ask for something else, and then nothing is decided here.
    """
    found: list[Sighting] = []
    for document in documents:
        if document.role is not Role.FORM or document.unreadable is not None or not _is_filled(document):
            continue
        here = [
            each
            for choices in _questions(document)
            for panel in panels.values()
            if (each := _ticked_of(choices, panel, kinds))
        ]
        if not here:
            return []
        found += here
    return found if len({each.subject for each in found}) == 1 else []


def _is_filled(form: Document) -> bool:
    """Whether anything is filled in."""
    return any(not field.blank for field in form.fields)


def _questions(form: Document) -> Iterator[list[_Choice]]:
    """The choices that stand in one place, or line below line."""
    open_: list[_Choice] = []
    for passage in form.passages:
        here = [
            _Choice(part.lstrip(_BOXES).strip(" /|\t"), part[0] in _TICKED, Evidence(form.file, passage.place, part))
            for part in _BOX.split(passage.text)
            if part[:1] and part[0] in _BOXES
        ]
        is_below = bool(here) and passage.text.lstrip()[:1] in tuple(_BOXES)
        if open_ and not is_below:
            yield open_
            open_ = []
        open_ += here
    if open_:
        yield open_


def _ticked_of(choices: Sequence[_Choice], panel: Panel, kinds: Known) -> Sighting | None:
    """The panel's request type that the only ticked choice names, where others name others."""
    chosen = [choice for choice in choices if choice.is_ticked]
    if len(chosen) != 1 or len(choices) < _LEAST_BOXES or len(chosen[0].text.split()) > _LONGEST:
        return None
    others = {name for each in choices if not each.is_ticked and (name := _named(each, panel, kinds))}
    subject = _named(chosen[0], panel, kinds)
    if not subject or len(others - {subject}) < _LEAST_OTHERS:
        return None
    return Sighting(subject, 2 * IN_FIELD, IN_FIELD, chosen[0].evidence, asked=True, sentence=chosen[0].text)


def _named(choice: _Choice, panel: Panel, kinds: Known) -> str:
    """The one request type of the panel that a choice names by its cues, or by the beginning of its own name."""
    found = [
        each
        for each in under_questions([(choice.text, choice.evidence)], kinds)
        if each.subject.startswith(f"{panel.id}/")
    ]
    most = max((each.weight for each in found), default=0.0)
    best = {each.subject for each in found if each.weight == most}
    if not best:
        first = fold(choice.text).split()[:1]
        best = {
            f"{panel.id}/{kind.id}" for kind in panel.request_types if first and first[0] in fold(kind.name).split()
        }
    return best.pop() if len(best) == 1 else ""
