"""Sources and citations: what the council wrote, in which edition, and which words."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A document in which a council says what it asks for. `file` is its name in the policy sources."""

    id: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class PolicyEdition:
    """A council's policy, from the day it is in force to the day it is not; both ends may be open."""

    id: str
    sources: tuple[Source, ...]
    in_force: bool
    effective_from: date | None = None
    effective_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether this edition applies on that day."""
        begun = self.effective_from is None or self.effective_from <= on
        ended = self.effective_to is not None and self.effective_to < on
        return self.in_force and begun and not ended


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation, word for word, and where it stands. `lines` are first and last, counted from 1."""

    source: Source
    quote: str
    lines: tuple[int, int]
    at: str = ""
