"""What people decided, applied: waivers to findings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.finding import Finding, Outcome, Reason
from casework.screening import Review, ReviewAction

_WAIVABLE = frozenset(Outcome) - {Outcome.MET, Outcome.NOT_NEEDED, Outcome.READ_ELSEWHERE, Outcome.NOTED}
_NEVER = frozenset({Reason.REQUEST_UNCLEAR, Reason.FITS_ANOTHER, Reason.NO_PAPERS, Reason.NO_CHECKLIST})
"""There is nothing to let go while nobody knows what is asked for, or nothing came."""


def apply_waivers(findings: Sequence[Finding], reviews: Iterable[Review]) -> list[Finding]:
    """The findings, with those a person let go marked as waived and why; a finding that is met stays met."""
    waived = {review.subject: review.reason for review in reviews if review.action is ReviewAction.WAIVE}
    return [
        replace(
            finding, outcome=Outcome.WAIVED, reason=Reason.WAIVED, details={"why": waived[finding.subject]}, code=None
        )
        if finding.subject in waived and finding.outcome in _WAIVABLE and finding.reason not in _NEVER
        else finding
        for finding in findings
    ]
