"""Requirements asked once for each child, and papers that may not serve twice."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from casework.checklist import DocumentNeeded, EitherOf, Need, Requirement
from casework.document import Document, Role
from casework.finding import Outcome, Reason
from casework.names import is_short_for, same_name
from casework.words import first_phrase, fold
from validators.match import Answered, Papers, answer_need
from validators.versions import Instead, are_one_paper

_TOGETHER = ("both", "boys", "girls", "twins", "brothers", "sisters")
"""Words by which a paper speaks of several children without their names; "children" stands in headings everywhere."""
_ENOUGH = frozenset({Outcome.MET, Outcome.READ_ELSEWHERE})


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
        answer = _by_ours(requirement, papers)
        by_name = answer.document is not None and _is_asked_for_by_name(requirement.needs, answer.document)
        leaves_out = by_name and _leaves_a_child_out(answer, papers)
        return _doubtful(answer, Reason.NOT_EVERY_CHILD) if leaves_out else answer
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


def _by_ours(requirement: Requirement, papers: Papers) -> Answered:
    """The answer of the papers about the request's family; only a person may take another for one of them."""
    ours = [document for document in papers.documents if not papers.children or _is_ours(document, papers)]
    answer = answer_need(requirement.needs, replace(papers, documents=ours))
    if answer.outcome in _ENOUGH or len(ours) == len(papers.documents):
        return answer
    other = answer_need(requirement.needs, papers)
    is_ours = other.document is None or other.document in ours or other.reason is Reason.BLANK_TEMPLATE  # nobody's
    return other if is_ours or other.outcome is Outcome.MISSING else _doubtful(other, Reason.WHOSE_IS_IT)


def _is_ours(document: Document, papers: Papers) -> bool:
    """Whether a paper names a child of the request or tells of the family; one without words says nothing."""
    is_told = any(document is each for each in papers.of_the_family)
    return not document.passages or is_told or any(_names(document, child) for child in papers.children)


def _is_asked_for_by_name(need: Need, paper: Document) -> bool:
    """Whether papers of its very type are asked for, not whatever reports there are: those are about whom they are."""
    match need:
        case EitherOf(needs):
            return any(_is_asked_for_by_name(each, paper) for each in needs)
        case DocumentNeeded(document=document, types=types):
            return document == paper.type or paper.type not in types
        case _:
            return True


def _leaves_a_child_out(answer: Answered, papers: Papers) -> bool:
    """Whether the paper, with all others of its type, names a child of the request and tells of another nowhere."""
    paper = answer.document
    if answer.outcome is not Outcome.MET or paper is None or paper.role is Role.FORM or len(papers.children) < 2:
        return False
    alike = [each for each in papers.documents if each.type == paper.type and each.unreadable is None]
    if not all(each.children and each.passages for each in alike):
        return False
    told = fold(" ".join(passage.text for each in alike for passage in each.passages))
    if first_phrase(told, _TOGETHER):
        return False
    left_out = [
        child
        for child in papers.children
        if not any(_names(each, child) for each in alike) and fold(child.split()[0]) not in told
    ]
    known = {fold(child.split()[0]).strip() for child in papers.children if child not in left_out}
    left_out = [child for child in left_out if not _stands_in_short(child, known, told.split())]
    return 0 < len(left_out) < len(papers.children)


def _stands_in_short(child: str, known: Set[str], words: Sequence[str]) -> bool:
    """Whether a short form of the child's name is joined to the name of a brother or sister: "Gwil and Carys"."""
    full = fold(child.split()[0]).strip()
    joined = zip(words, words[1:], words[2:], strict=False)
    pairs = [(one, two) for one, between, two in joined if between == "and"]
    return any(
        (is_short_for(one, full) and two in known) or (is_short_for(two, full) and one in known) for one, two in pairs
    )


def without_the_same_twice(answers: Sequence[tuple[Asked, Answered]], papers: Papers) -> list[tuple[Asked, Answered]]:
    """The answers, with another paper wherever one meets two requirements that ask for two different ones.

    Where no other is to be found a person looks, unless the paper may serve twice; but what meets a requirement for a
    new paper is that one, and the other is missing.
    """
    settled = list(answers)
    for number, (asked, answer) in enumerate(settled):
        first = _met_by_the_same(asked, answer, settled, papers.twins)
        if first is None:
            continue
        own, other = (answer_asked(each, _without(answer.document, papers)) for each in (asked, settled[first][0]))
        if own.outcome is Outcome.MET:
            settled[number] = (asked, own)
        elif other.outcome is Outcome.MET:
            settled[first] = (settled[first][0], other)
        elif not asked.requirement.may_serve_twice:
            is_open = own.outcome is Outcome.MISSING and not _asks_for_a_new_one(settled[first][0].requirement.needs)
            settled[number] = (asked, _same_paper(asked, answer) if is_open else own)
    return settled


def _asks_for_a_new_one(need: Need) -> bool:
    """Whether an age is set, so that what meets it is the paper of today and none from back then."""
    match need:
        case EitherOf(needs):
            return any(map(_asks_for_a_new_one, needs))
        case DocumentNeeded(within=within):
            return within is not None
        case _:
            return False


def copy_of(document: Document) -> object:
    """What two copies of one paper share, whatever they are called."""
    return (document.content, document.pages, document.begins) if document.content else document


def _met_by_the_same(
    asked: Asked, answer: Answered, settled: Sequence[tuple[Asked, Answered]], twins: Sequence[Instead]
) -> int | None:
    """Where among the answers the requirement stands that this paper must not meet as well; None if it does not."""
    other = asked.requirement.not_the_same_as
    if other is None or answer.outcome is not Outcome.MET or answer.document is None:
        return None
    for number, (first, met) in enumerate(settled):
        is_other = first.requirement.id == other and (asked.child is None or first.child in (asked.child, None))
        held = met.document if met.outcome is Outcome.MET else None
        if is_other and held is not None and _is_the_same(held, answer.document, twins):
            return number
    return None


def _is_the_same(one: Document, other: Document, twins: Sequence[Instead]) -> bool:
    return copy_of(one) == copy_of(other) or are_one_paper(one, other, twins)


def _without(document: Document | None, papers: Papers) -> Papers:
    """The papers less this one and its copies."""
    kept = [each for each in papers.documents if document is None or not _is_the_same(each, document, papers.twins)]
    return replace(papers, documents=kept)


def _same_paper(asked: Asked, answer: Answered) -> Answered:
    details = {**answer.details, "other": asked.requirement.not_the_same_as or ""}
    return replace(answer, outcome=Outcome.UNSURE, reason=Reason.SAME_PAPER, details=details)


def _doubtful(answer: Answered, reason: Reason) -> Answered:
    types = answer.details.get("types") or answer.details.get("type", "")
    return replace(answer, outcome=Outcome.UNSURE, reason=reason, details={**answer.details, "types": types})


def _names(document: Document, child: str) -> bool:
    return any(same_name(named.name, child) for named in document.children)
