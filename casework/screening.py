"""One check of all that is held for a request, and what people decide about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.document import Child, Document
from casework.finding import Finding, Verdict, reach_verdict
from casework.request import Request


@dataclass(frozen=True, slots=True)
class Screening:
    """One check: these documents, under this edition, as of this day, gave these findings."""

    request: Request
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    as_of: date
    limits: tuple[str, ...] = ()
    children: tuple[Child, ...] = ()
    """Whom the request is about."""

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the findings."""
        return reach_verdict(self.findings)


class ReviewAction(StrEnum):
    """What a person can decide about a request."""

    WAIVE = "waive"
    RETYPE = "retype"
    SET_FIELD = "set_field"
    LINK = "link"
    REQUEST_TYPE = "request_type"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision, kept for ever: the action, what it is about, its value, and the reason given."""

    action: ReviewAction
    subject: str
    value: str
    reason: str
    who: str
