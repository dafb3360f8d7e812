"""Documents and a checklist become findings: one for each requirement and each rule, met or not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.checklist import Checklist, DocumentNeeded, EitherOf, IfNone, Need, Requirement
from casework.conditions import SITTING, FactDefinition, FactValue, Silence, facts_in, holds
from casework.document import Document, Role, in_order
from casework.evidence import Evidence
from casework.finding import About, Finding, Outcome, Reason
from validators.bound_together import begins_in
from validators.each_child import answer_asked, copy_of, for_each_child, without_the_same_twice
from validators.match import Answered, Papers
from validators.promised import as_promised
from validators.rules import judge_rule
from validators.unrecognised import may_be

_SETTLED = frozenset({Outcome.MET, Outcome.READ_ELSEWHERE})
_ASSUMED = {Reason.TOO_OLD: Reason.TOO_OLD_ASSUMED}


def check(
    checklist: Checklist,
    papers: Papers,
    facts: Mapping[str, FactValue],
    definitions: Mapping[str, FactDefinition],
) -> list[Finding]:
    """One finding per requirement, then one per rule, in the checklist's order."""
    papers = replace(papers, documents=in_order(papers.documents))
    facts = {**facts, SITTING: FactValue(SITTING, papers.as_of)}
    asked = [each for requirement in checklist.requirements for each in for_each_child(requirement, papers)]
    answers = without_the_same_twice([(each, answer_asked(each, papers)) for each in asked], papers)
    used = {copy_of(answer.document) for _, answer in answers if answer.document is not None}
    spare = [document for document in papers.documents if copy_of(document) not in used]
    found = [
        replace(_judge(each.requirement, answer, papers, spare, facts, definitions), for_child=each.child)
        for each, answer in answers
    ]
    return found + [judge_rule(rule, facts, definitions, papers.as_of) for rule in checklist.rules]


def facts_needed(checklist: Checklist) -> tuple[str, ...]:
    """The ids of the facts that the checklist's conditions and rules ask for, each once."""
    conditions = [requirement.when for requirement in checklist.requirements if requirement.when is not None]
    conditions += [part for rule in checklist.rules for part in (rule.when, rule.expect) if part is not None]
    return tuple(dict.fromkeys(fact for condition in conditions for fact in facts_in(condition)))


def _judge(
    requirement: Requirement,
    answer: Answered,
    papers: Papers,
    spare: Sequence[Document],
    facts: Mapping[str, FactValue],
    definitions: Mapping[str, FactDefinition],
) -> Finding:
    needed = True if requirement.when is None else holds(requirement.when, facts)
    if needed is False and not (answer.outcome is Outcome.MET and _is_assumed(requirement, facts)):
        return _not_needed(requirement, facts, definitions)
    if answer.outcome in _SETTLED:
        return _finding(requirement, answer)
    if needed is None:
        return _unknown(requirement, facts, definitions)
    if answer.outcome is Outcome.MISSING:
        return _finding(requirement, _missing(requirement, answer, papers, spare))
    return _finding(requirement, _softened(requirement, answer))


def _softened(requirement: Requirement, answer: Answered) -> Answered:
    """What nobody may be refused for, a person looks at: a rule we had to assume, and a paper not wholly read.

    An age we assumed is no excuse for a draft: that it be finished is what the council asks.
    """
    paper = answer.document
    if paper is not None and paper.limits and answer.outcome in (Outcome.OUT_OF_DATE, Outcome.UNFINISHED):
        return _doubt(answer, paper.file, Reason.NOT_READ_WHOLE, answer.evidence)
    ours = (Outcome.OUT_OF_DATE,) if _is_of_age(requirement.needs) else (Outcome.OUT_OF_DATE, Outcome.UNFINISHED)
    if requirement.assumption is None or answer.outcome not in ours:
        return answer
    reason = _ASSUMED.get(answer.reason, answer.reason)
    return replace(answer, outcome=Outcome.UNSURE, reason=reason)


def _is_of_age(need: Need) -> bool:
    """Whether what we assume of it is how old it may be."""
    if isinstance(need, EitherOf):
        return any(map(_is_of_age, need.needs))
    return isinstance(need, DocumentNeeded) and need.within is not None


def _missing(requirement: Requirement, answer: Answered, papers: Papers, spare: Sequence[Document]) -> Answered:
    """A paper is missing only if no file in hand could be the very one."""
    types = requirement.document_types()
    for document in papers.documents:
        if document.role is not Role.DECORATION and (document.unreadable or document.limits):
            reason = Reason.MAYBE_UNREADABLE if document.unreadable else Reason.NOT_READ_WHOLE
            return _doubt(answer, document.file, reason, document.why[:1])
    for document in papers.documents:
        if set(may_be(document)) & set(types):
            return _doubt(answer, document.file, Reason.MAYBE_UNRECOGNISED, document.why[:1])
    if heading := begins_in(papers.documents, types, papers.types):
        return _doubt(answer, heading.file, Reason.MAYBE_INSIDE, (heading,))
    if promised := as_promised(answer, papers):
        return promised
    if requirement.reason_to is not None:
        details = {**answer.details, "reason_to": requirement.reason_to}
        return replace(answer, outcome=Outcome.ASK, reason=Reason.NONE_OR_WHY, details=details)
    if requirement.if_none is not None:
        outcome = Outcome.ASK if requirement.if_none is IfNone.ASK else Outcome.NOTED
        return replace(answer, outcome=outcome, reason=Reason.NOT_THERE_MAY_NOT_EXIST)
    return _nearly(answer, types, papers, spare) or answer


def _doubt(answer: Answered, file: str, reason: Reason, evidence: tuple[Evidence, ...]) -> Answered:
    details = {**answer.details, "file": file}
    return replace(answer, outcome=Outcome.UNSURE, reason=reason, details=details, evidence=evidence)


def _nearly(answer: Answered, types: Sequence[str], papers: Papers, spare: Sequence[Document]) -> Answered | None:
    """A paper nothing else asked for, of a type often taken for the one needed, is worth naming."""
    confusable = {other for kind in types if kind in papers.types for other in papers.types[kind].confused_with}
    for document in spare:
        if document.unreadable is None and document.type in confusable:
            details = {**answer.details, "found_type": document.type or "", "file": document.file}
            return replace(answer, reason=Reason.NEARLY, details=details, evidence=document.why[:1])
    return None


def _not_needed(
    requirement: Requirement, facts: Mapping[str, FactValue], definitions: Mapping[str, FactDefinition]
) -> Finding:
    asked = _facts_of(requirement)
    assumed = "yes" if _is_assumed(requirement, facts) else ""
    answered = "yes" if any(facts[fact].answered for fact in asked if fact in facts) else ""
    details = {"question": _questions(asked, definitions), "assumed": assumed, "answered": answered}
    return _bare(requirement, Outcome.NOT_NEEDED, Reason.CONDITION_NO, details, _words_for(asked, facts))


def _is_assumed(requirement: Requirement, facts: Mapping[str, FactValue]) -> bool:
    """Whether a requirement's condition goes by what the papers do not say."""
    return any(facts[fact].assumed for fact in _facts_of(requirement) if fact in facts)


def _unknown(
    requirement: Requirement, facts: Mapping[str, FactValue], definitions: Mapping[str, FactDefinition]
) -> Finding:
    unknown = [fact for fact in _facts_of(requirement) if fact not in facts or facts[fact].value is None]
    askable = all(fact in definitions and definitions[fact].if_silent is Silence.ASK for fact in unknown)
    outcome = Outcome.ASK if askable else Outcome.UNSURE
    details = {"question": _questions(unknown, definitions), "facts": ",".join(unknown)}
    return _bare(requirement, outcome, Reason.CONDITION_UNKNOWN, details, _words_for(unknown, facts))


def _facts_of(requirement: Requirement) -> tuple[str, ...]:
    return facts_in(requirement.when) if requirement.when is not None else ()


def _questions(asked: Sequence[str], definitions: Mapping[str, FactDefinition]) -> str:
    return " ".join(definitions[fact].question for fact in asked if fact in definitions)


def _words_for(asked: Sequence[str], facts: Mapping[str, FactValue]) -> tuple[Evidence, ...]:
    return tuple(words for fact in asked if fact in facts for words in facts[fact].evidence[:2])


def _finding(requirement: Requirement, answer: Answered) -> Finding:
    return Finding(
        About.REQUIREMENT,
        requirement.id,
        answer.outcome,
        answer.reason,
        answer.details,
        citation=requirement.cites[0],
        document_types=requirement.document_types(),
        documents=(answer.document.file,) if answer.document else (),
        blank=answer.blank,
        good_until=answer.good_until,
        evidence=answer.evidence,
    )


def _bare(
    requirement: Requirement,
    outcome: Outcome,
    reason: Reason,
    details: Mapping[str, str],
    evidence: tuple[Evidence, ...],
) -> Finding:
    return replace(
        _finding(requirement, Answered(outcome, reason, details)),
        evidence=evidence,
    )
