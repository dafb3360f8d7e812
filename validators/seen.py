"""What the papers say of one council's panels: which are named, and what is asked of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casework.document import Document, Field, Role
from casework.evidence import Evidence
from casework.judging import once_for_all
from casework.learned import Weights, shares
from casework.panel import Authority, Panel, RecognisedBy
from casework.words import fold
from validators.asking import NOTHING, likened, panels_named
from validators.hearing import LETTER, heard, on_forms, speaks_to_panel
from validators.sightings import (
    IN_FIELD,
    IN_FORM,
    IN_MESSAGE,
    IN_PAPER,
    IN_SUBJECT,
    Known,
    Sighting,
    asked_in_passing,
    sightings,
    under_questions,
)
from validators.ticked import ticked
from validators.weighing import Weighed, weighed

# Fields in which a form says which panel it is for, and what is asked of it.
PANEL_FIELDS = ("panel_name",)
REQUEST_FIELDS = ("request_type", "request")
REASON_FIELDS = ("reason_for_request",)
"""Read where a form's own request says nothing or only a heading: a reason tells of much that is not asked for."""
HEADING_WORDS = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What the papers say of one council's panels: the panels named, and what is asked for, as panel/request type."""

    authority: str
    edition: str | None
    panels: Mapping[str, Panel]
    named: list[Sighting]
    asked: list[Sighting]
    is_spoken_for: bool
    """Whether a form, a message or a letter to the panel came with the papers."""
    is_outright: bool
    """Whether a form's box for the request holds a few words, or the council's name for one."""
    weighed: Weighed
    is_asked: bool
    """Whether somebody asks a panel on a form, in a message or in a paper written for it."""
    chosen: str
    """What is ticked on a form among boxes for several request types; "" where that is nothing, or not one thing."""

    def of_panel(self, panel: str) -> list[Sighting]:
        """What is asked of that panel."""
        return [one for one in self.asked if one.subject.startswith(f"{panel}/")]

    def is_on_form(self, panel: str) -> bool:
        """Whether a form's box names the panel, or the form is that panel's own."""
        return any(one.subject == panel and one.source in (IN_FIELD, IN_FORM) for one in self.named)

    def is_only_on_papers(self, subject: str) -> bool:
        """Whether papers alone, and neither form nor message, say what is asked: they tell of much else."""
        return not self.is_spoken_for and any(one.subject == subject for one in self.asked)

    def likely_kinds(self, panel: Panel) -> dict[str, float]:
        """How likely each of the panel's request types is, the likeliest first; empty where one was never learned."""
        subjects = _subjects(panel)
        return self.weighed.shares(subjects) if self.weighed.covers(subjects) else {}

    def likely_panels(self) -> dict[str, float]:
        """How likely each panel is by what is asked; empty where nobody asks, or one was never learned."""
        subjects = {name: _subjects(panel) for name, panel in self.panels.items()}
        if not (subjects and self.is_asked and all(map(self.weighed.covers, subjects.values()))):
            return {}
        best = [max(self.weighed.points[each] for each in those) for those in subjects.values()]
        return dict(zip(subjects, shares(best), strict=True))

    def telling(self, panel: Panel, kind: str) -> tuple[Evidence, ...]:
        """The sentence that decided for that request type of the panel."""
        subjects = _subjects(panel)
        return self.weighed.telling(f"{panel.id}/{kind}", subjects) if self.weighed.covers(subjects) else ()


def seen_in(
    authority: Authority,
    edition: str | None,
    documents: Sequence[Document],
    papers_tell: bool,
    sounds: Mapping[str, Weights],
) -> Seen:
    """What the papers say of the panels of that edition; `sounds` is what was learned, by authority."""
    panels = {panel.id: panel for panel in authority.panels if panel.edition == edition}
    by_name, kinds = _known(*panels.values())
    named = sightings(documents, by_name, PANEL_FIELDS)
    asked = sightings(documents, kinds, REQUEST_FIELDS)
    boxes = _boxes(documents)
    if not any(one.source == IN_FIELD for one in asked) or all(map(_is_heading, boxes)):
        asked = sightings(documents, kinds, REQUEST_FIELDS + REASON_FIELDS)
    if not boxes:
        asked += under_questions(((each.text, each.evidence) for each in on_forms(documents)), kinds)
    if papers_tell and not any(one.source in (IN_FIELD, IN_SUBJECT, IN_MESSAGE) for one in asked):
        asked += asked_in_passing(documents, kinds)
    spoken_for = any(map(speaks_to_panel, documents))
    if not papers_tell:
        named, asked = ([one for one in found if one.source != IN_PAPER] for found in (named, asked))
    said, weights = heard(documents), sounds.get(authority.id)
    sound = likened(said, weights, panels_named(authority), kinds.ruled_out) if weights else NOTHING
    says = boxes or _boxes(documents, REASON_FIELDS)
    outright = any(_is_heading(box) for box in says) or _names_one(says, panels)
    is_asked = any(each.strength >= LETTER for each in said)
    boxed = ticked(documents, panels, kinds)
    chosen = boxed[0].subject if boxed else ""
    points = weighed(sound, asked)
    return Seen(authority.id, edition, panels, named, [*boxed, *asked], spoken_for, outright, points, is_asked, chosen)


@once_for_all
def _known(*panels: Panel) -> tuple[Known, Known]:
    """What points to each of these panels, and to each of their request types."""
    return (
        Known.of({panel.id: panel.recognised_by for panel in panels}),
        Known.of({subject: by for panel in panels for subject, by in _kinds(panel)}),
    )


def _boxes(documents: Sequence[Document], fields: Sequence[str] = REQUEST_FIELDS) -> list[Field]:
    return [
        field
        for document in documents
        for field in document.fields
        if document.role is Role.FORM and field.id in fields and not field.blank
    ]


def _is_heading(box: Field) -> bool:
    """Whether the request is answered in a few words, such as "S20", which the reason makes plain."""
    return len(box.value.split()) <= HEADING_WORDS


def _names_one(boxes: Sequence[Field], panels: Mapping[str, Panel]) -> bool:
    """Whether a box holds the whole name that the council gives a request type."""
    names = [fold(kind.name) for panel in panels.values() for kind in panel.request_types]
    return any(name in fold(box.value) for box in boxes for name in names)


def _kinds(panel: Panel) -> Iterator[tuple[str, RecognisedBy]]:
    """Each request type as panel/request type, and the more general ones of its own panel so too."""
    for kind in panel.request_types:
        general = (f"{panel.id}/{each}" for each in kind.recognised_by.rather_than if "/" not in each)
        yield f"{panel.id}/{kind.id}", replace(kind.recognised_by, rather_than=tuple(general))


def _subjects(panel: Panel) -> list[str]:
    return [f"{panel.id}/{kind.id}" for kind in panel.request_types]
