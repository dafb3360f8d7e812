"""Findings and the verdict: one finding per subject, and one line that follows from them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework.citation import Citation
from casework.evidence import Evidence


class Outcome(StrEnum):
    """What a finding says; `who_acts` follows from it."""

    MET = "met"
    NOT_NEEDED = "not_needed"
    WAIVED = "waived"
    READ_ELSEWHERE = "read_elsewhere"
    NOTED = "noted"
    PROMISED = "promised"
    MISSING = "missing"
    OUT_OF_DATE = "out_of_date"
    UNFINISHED = "unfinished"
    ASK = "ask"
    UNSURE = "unsure"

    @property
    def who_acts(self) -> str:
        """Who must act next: nobody, social_worker or administrator."""
        if self is Outcome.UNSURE:
            return "administrator"
        return "social_worker" if self in FOR_THE_SOCIAL_WORKER else "nobody"


FOR_THE_SOCIAL_WORKER = frozenset(
    {Outcome.PROMISED, Outcome.MISSING, Outcome.OUT_OF_DATE, Outcome.UNFINISHED, Outcome.ASK}
)


class Verdict(StrEnum):
    """The answer to a request, computed from all its findings and never set."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    REFERRED = "referred"


class About(StrEnum):
    """What a finding is about."""

    REQUIREMENT = "requirement"
    RULE = "rule"
    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one subject: a requirement, a rule, or the submission itself.

    `reason` names the sentence that says it in English (generators/wording.py), filled from `details`. `code` is
    the reason for referring. `good_until` is the last day a paper stays fresh enough.
    """

    about: About
    subject: str
    outcome: Outcome
    reason: str
    details: Mapping[str, str] = field(default_factory=dict)
    citation: Citation | None = None
    document_types: tuple[str, ...] = ()
    for_child: str | None = None
    documents: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    good_until: date | None = None
    evidence: tuple[Evidence, ...] = ()
    code: str | None = None


def reach_verdict(findings: Iterable[Finding]) -> Verdict:
    """READY if nobody must act; REFERRED if an administrator must, or if nothing was found; else INCOMPLETE."""
    acting = {finding.outcome.who_acts for finding in findings}
    if not acting or "administrator" in acting:
        return Verdict.REFERRED
    return Verdict.INCOMPLETE if "social_worker" in acting else Verdict.READY
