"""What the papers would come to as other requests of the same panel, where the words leave it open or may mislead.

If each is answered alike nobody need choose; if they fit another better than the one named, somebody must.
"""

from collections.abc import Iterable, Sequence

from casework.checklist import Checklist, DocumentNeeded
from casework.document import Document
from casework.finding import About, Finding, Outcome, Reason, Verdict, reach_verdict
from casework.panel import Panel
from casework.request import Request
from validators.of_submission import of_submission

Judged = tuple[Request, list[Finding]]

_SEVERAL = 2


def same_whichever(judged: Sequence[Judged], panel: Panel) -> Judged | None:
    """The first of several judgements, with a remark that names the others, if all of them answer alike.

    They do where they reach one verdict for one sitting, and want the same of the same people. What is only met or
    not needed under one of them is asked of nobody.
    """
    if len(judged) < 2 or any(_answer(each) != _answer(judged[0]) for each in judged[1:]):
        return None
    request, findings = judged[0]
    if reach_verdict(findings) is Verdict.REFERRED:
        return None
    others = " or ".join(f"“{_name(panel, other)}”" for other, _ in judged[1:])
    asked = tuple(pointer.evidence for pointer in request.pointers if pointer.about == "request_type")[:1]
    return request, [*findings, of_submission(Reason.MAY_BE_ANOTHER, Outcome.NOTED, asked, others=others)]


def fits_another(judged: Judged, others: Iterable[Judged], panel: Panel) -> Finding | None:
    """A question for a person, where several papers are missing and these are more and all that another request needs.

    One paper is forgotten easily; words are mistaken more easily than a whole set of papers comes together by chance.
    """
    request, findings = judged
    if _missing(findings) < _SEVERAL or reach_verdict(findings) is not Verdict.INCOMPLETE:
        return None
    fitting = [other for other in others if _is_rather(other, findings)]
    if not fitting:
        return None
    asked = tuple(pointer.evidence for pointer in request.pointers if pointer.about == "request_type")[:1]
    names = " or ".join(f"“{_name(panel, other)}”" for other, _ in fitting)
    return of_submission(Reason.FITS_ANOTHER, Outcome.UNSURE, asked, others=names)


def may_be_ready(checklist: Checklist | None, documents: Sequence[Document]) -> bool:
    """Whether every paper a checklist asks for of everybody is among these by its type, so that judging is worth it."""
    if checklist is None:
        return False
    types = {kind for document in documents for kind in (document.type, *document.also)}
    plain = [each.needs for each in checklist.requirements if not (each.when or each.reason_to or each.if_none)]
    return all(types & set(need.types) for need in plain if isinstance(need, DocumentNeeded))


def _missing(findings: Iterable[Finding]) -> int:
    return sum(each.outcome is Outcome.MISSING for each in findings)


def _is_rather(other: Judged, findings: Sequence[Finding]) -> bool:
    """Whether another request would be ready, and by more papers than this one asks for and has."""
    _, found = other
    return reach_verdict(found) is Verdict.READY and _met(found) > _met(findings)


def _met(findings: Iterable[Finding]) -> int:
    return sum(each.about is About.REQUIREMENT and each.outcome is Outcome.MET for each in findings)


def _answer(judged: Judged) -> object:
    """What somebody has to act on, by when, and what follows from it."""
    request, findings = judged
    open_ = {
        (each.about, each.subject, each.outcome, each.reason, each.for_child, each.document_types, each.blank)
        for each in findings
        if each.outcome.who_acts != "nobody"
    }
    return request.sitting, reach_verdict(findings), open_


def _name(panel: Panel, request: Request) -> str:
    kind = panel.request_type(request.request_type or "")
    return kind.name if kind else ""
