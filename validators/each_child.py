"""Requirements asked once for each child, and papers that may not serve twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casework.case import same_name
from casework.checklist import Requirement
from casework.document import Document
from casework.finding import Outcome, Reason
from validators.match import Answered, Papers, answer_need


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement, and the child it is asked for where it is asked for each."""

    requirement: Requirement
    child: str | None = None


def for_each_child(requirement: Requirement, papers: Papers) -> list[Asked]:
    """The requirement once, or once for each child of the request."""
    if not requirement.for_each_child or not papers.children:
        return [Asked(requirement)]
    return [Asked(requirement, child) for child in papers.children]


def answer_asked(asked: Asked, papers: Papers) -> Answered:
    """How well the papers answer a requirement, for the one child where it is asked for each.

    A paper that names no child counts for the only child there is; among several nobody can tell whose it is.
    """
    requirement = asked.requirement
    if not requirement.for_each_child:
        return answer_need(requirement.needs, papers)
    if asked.child is None:
        answer = answer_need(requirement.needs, papers)
        return _doubtful(answer, Reason.CHILDREN_UNKNOWN) if answer.outcome is Outcome.MET else answer
    own = [document for document in papers.documents if _names(document, asked.child)]
    answer = answer_need(requirement.needs, replace(papers, documents=own))
    nobodys = [document for document in papers.documents if not document.children]
    if answer.outcome is not Outcome.MISSING or not nobodys:
        return answer
    other = answer_need(requirement.needs, replace(papers, documents=nobodys))
    several = len(papers.children) > 1 and other.outcome is Outcome.MET
    return _doubtful(other, Reason.WHOSE_IS_IT) if several else other


def without_the_same_twice(answers: Sequence[tuple[Asked, Answered]]) -> list[tuple[Asked, Answered]]:
    """The answers, where one paper meets two requirements that ask for two different ones left to a person."""
    met_by = {
        (asked.requirement.id, asked.child): answer.document
        for asked, answer in answers
        if answer.outcome is Outcome.MET and answer.document is not None
    }
    return [(asked, _other_paper(asked, answer, met_by)) for asked, answer in answers]


def copy_of(document: Document) -> object:
    """What two copies of one paper share, whatever they are called."""
    return (document.content, document.pages) if document.content else document


def _other_paper(asked: Asked, answer: Answered, met_by: dict[tuple[str, str | None], Document]) -> Answered:
    other = asked.requirement.not_the_same_as
    if other is None or asked.requirement.may_serve_twice or answer.outcome is not Outcome.MET:
        return answer
    first = met_by.get((other, asked.child)) or met_by.get((other, None))
    if first is None or answer.document is None or copy_of(first) != copy_of(answer.document):
        return answer
    return replace(answer, outcome=Outcome.UNSURE, reason=Reason.SAME_PAPER, details={**answer.details, "other": other})


def _doubtful(answer: Answered, reason: Reason) -> Answered:
    types = answer.details.get("types") or answer.details.get("type", "")
    return replace(answer, outcome=Outcome.UNSURE, reason=reason, details={**answer.details, "types": types})


def _names(document: Document, child: str) -> bool:
    return any(same_name(named.name, child) for named in document.children)
