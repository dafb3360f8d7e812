"""What a person has to settle before anything is checked: papers for another panel, or for more than one request."""

from collections.abc import Iterator

from casework.evidence import Evidence
from casework.finding import About, Finding, Outcome, Reason
from casework.request import Request


def other_requests(request: Request) -> list[Finding]:
    """A form or drop that names another panel than the request is for, and two requests in one submission.

    Two requests are not taken apart: which paper is for which of them is for a person to say.
    """
    return [*_wrong_panel(request), *_several(request)]


def _wrong_panel(request: Request) -> Iterator[Finding]:
    if request.other_panels:
        evidence = tuple(other.evidence for other in request.other_panels if other.evidence is not None)
        asked = tuple(pointer.evidence for pointer in request.pointers if pointer.about == "request_type")
        yield _for_a_person(Reason.WRONG_PANEL, evidence[:1] + asked[:1], panel=request.panel or "")


def _several(request: Request) -> Iterator[Finding]:
    if request.asks_several:
        evidence = tuple(words for candidate in request.candidates[:2] for words in candidate.evidence[-1:])
        yield _for_a_person(Reason.TWO_REQUESTS, evidence)


def _for_a_person(reason: Reason, evidence: tuple[Evidence, ...], **details: str) -> Finding:
    return Finding(About.SUBMISSION, reason.value, Outcome.UNSURE, reason, details, evidence=evidence)
