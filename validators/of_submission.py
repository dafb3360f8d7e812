"""A finding about the submission itself, and not about one thing that is asked for."""

from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason


def of_submission(reason: Reason, outcome: Outcome, evidence: tuple[Evidence, ...] = (), **details: str) -> Finding:
    """A finding about the submission itself; where nothing else is seen, the file is."""
    seen = evidence or ((Evidence(details["file"], Place(), details["file"]),) if "file" in details else ())
    return Finding(About.SUBMISSION, reason.value, outcome, reason, details, evidence=seen)
