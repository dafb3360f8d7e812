"""A request: one matter to be decided, to which submissions belong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.conditions import FactValue
from casework.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Pointer:
    """What made us think of a panel, request type, sitting or urgency, and the words."""

    about: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A panel and request type that the papers may mean."""

    panel: str
    request_type: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherPanel:
    """A panel that is named as well, by words or (without any) by the drop, though the request is for another."""

    panel: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The sitting asked for, the day the papers make, and whether they are late for the one asked for."""

    asked: date | None = None
    day: date | None = None
    papers_due: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of whom: authority, edition, panel and request type; None where the papers do not say."""

    authority: str | None
    edition: str | None = None
    panel: str | None = None
    request_type: str | None = None
    sitting: Sitting = Sitting()
    urgent: bool = False
    pointers: tuple[Pointer, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    is_one_of_these: bool = False
    """Whether the panel is known and nothing but the candidates can be meant."""
    asks_several: bool = False
    """Whether the papers ask for more than one of the candidates, and not only leave open which."""
    other_panels: tuple[OtherPanel, ...] = ()
    known_facts: Mapping[str, FactValue] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether panel and request type are both known."""
        return self.panel is not None and self.request_type is not None
