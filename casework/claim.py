"""What one paper says of another: that it is attached, when its meeting was held, what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from casework.document import Document
from casework.evidence import Evidence


class ClaimAbout(StrEnum):
    """What is claimed; behind each stands what a Claim of it carries."""

    ATTACHED = "attached"  # types: a paper of any of them is said to have come
    HELD = "held"  # types, day: a meeting of which one of them is the record
    FINISHED = "finished"  # types, day: a paper of one of them was finished on that day
    ASKED_SUM = "asked_sum"  # amount: what a form asks for
    QUOTED_SUM = "quoted_sum"  # amount: one of the sums a quote names
    LEGAL_STATUS = "legal_status"  # status


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a paper says, with the words; `by` is the paper."""

    about: ClaimAbout
    by: Document
    evidence: Evidence
    types: tuple[str, ...] = ()
    day: date | None = None
    amount: Decimal | None = None
    status: str = ""
