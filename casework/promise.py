"""A promise: the sender's word that a paper will follow."""

from dataclasses import dataclass
from datetime import date

from casework.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Promise:
    """A paper of some type that is to follow, by a day where the message names one, and the words that say so."""

    type_id: str
    by: date | None
    evidence: tuple[Evidence, ...]

    def is_overdue(self, today: date) -> bool:
        """Whether the day it was promised for has gone by."""
        return self.by is not None and self.by < today
