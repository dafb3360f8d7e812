"""Authorities, their panels and request types, and the words by which those are recognised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.calendar import Cutoff, Sits
from casework.citation import Citation, PolicyEdition
from casework.conditions import Known


@dataclass(frozen=True, slots=True)
class RecognisedBy:
    """What in the papers points to an authority, a panel or a request type.

    `words` are phrases compared by their stems ("extend .. S20" lets words stand between, "come/enter into care" says
    either); a sentence that also holds one of `not_words` does not count. `forms` and `documents` are document types.
    """

    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    rather_than: tuple[str, ...] = ()
    """The more general request types of which this one is a special case: where both are said, this one is meant."""


@dataclass(frozen=True, slots=True)
class RequestType:
    """One kind of decision a panel is asked for."""

    id: str
    name: str
    recognised_by: RecognisedBy = RecognisedBy()
    known_facts: Mapping[str, Known] = field(default_factory=dict)
    decided_by: str | None = None
    """The role that decides it without the panel, where the council's list says so; `cites` holds the row."""
    cites: tuple[Citation, ...] = ()
    only_last_of_month: bool = False
    """Heard only at the month's last sitting, which is kept for such requests."""


@dataclass(frozen=True, slots=True)
class TellsOfExpected:
    """Who is told, when papers close for a sitting, which requests were expected and have not come.

    `tell` and `through` are roles, as the council's procedure names them; `to` is the address, which only the council
    itself can give. `reviews` are the request types under which a review that an earlier decision set comes back.
    """

    tell: str
    through: str | None = None
    to: str | None = None
    reviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A meeting that decides: when it sits and when papers are due. Empty `sits` or `papers_due` means not set."""

    id: str
    name: str
    edition: str
    recognised_by: RecognisedBy = RecognisedBy()
    sits: tuple[Sits, ...] = ()
    papers_due: tuple[Cutoff, ...] = ()
    list_incomplete: bool = False
    keeps_last_of_month: bool = False
    """The month's last sitting is kept for the request types that say so."""
    request_types: tuple[RequestType, ...] = ()
    withdrawn_with: str | None = None
    """The role whose agreement a withdrawal needs, where the council asks for one."""
    expected: TellsOfExpected | None = None
    """Who is told of expected requests that have not come, where the council wants that."""

    def request_type(self, request_type_id: str) -> RequestType | None:
        """The request type of that id, or None."""
        return next((kind for kind in self.request_types if kind.id == request_type_id), None)


@dataclass(frozen=True, slots=True)
class Authority:
    """A council: its policy editions and its panels, each panel under one edition."""

    id: str
    name: str
    editions: tuple[PolicyEdition, ...]
    panels: tuple[Panel, ...]
    recognised_by: RecognisedBy = RecognisedBy()

    def panel(self, panel_id: str, edition: str) -> Panel | None:
        """The panel of that id under that edition, or None."""
        return next((panel for panel in self.panels if (panel.id, panel.edition) == (panel_id, edition)), None)
