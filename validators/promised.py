"""What a promise makes of a paper that did not come: promised until its day has gone by, and missing from then on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casework.finding import Outcome, Reason
from casework.promise import Promise
from validators.match import Answered, Papers


def as_promised(answer: Answered, papers: Papers) -> Answered | None:
    """The answer for a missing paper that the sender said will follow, or None where nobody said so.

    A paper whose day has gone by is missing even where the council asks for it only if there is one: the sender said
    that there is. An entry on a form names no types here, and cannot follow.
    """
    promised = [papers.promised[kind] for kind in answer.details["types"].split(",") if kind in papers.promised]
    standing = [promise for promise in promised if not promise.is_overdue(papers.today)]
    counted = standing or promised
    if not counted:
        return None
    by = _latest(counted)
    day = {"by" if standing else "was_by": by.isoformat() if by else ""}
    details = {"types": ",".join(promise.type_id for promise in counted), **day}
    evidence = tuple(dict.fromkeys(seen for promise in counted for seen in promise.evidence))
    outcome, reason = (Outcome.PROMISED, Reason.PROMISED) if standing else (Outcome.MISSING, Reason.NOT_THERE)
    return replace(answer, outcome=outcome, reason=reason, details=details, evidence=evidence)


def _latest(promises: Sequence[Promise]) -> date | None:
    """The last of the days; None where one promise names no day, for it has none to go by."""
    days = [promise.by for promise in promises if promise.by is not None]
    return max(days) if len(days) == len(promises) else None
