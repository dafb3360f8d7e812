"""What the sender answered to our questions, weighed: a fact, or a matter for a person; the papers come first.

An answer counts where the papers do not say. One that is not plain, that another answer contradicts, or that the
papers contradict, makes no fact: the finding it is about goes to a person, with the lines as evidence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from casework.conditions import FactValue
from casework.evidence import Evidence
from casework.finding import About, Finding, Outcome, Reason
from casework.question import Question, Said

Key = TypeVar("Key")
Subject = tuple[str, str | None, Reason]
"""A requirement or rule, the child it is about, and why it was asked about."""
_OF_FACTS = frozenset({Reason.CONDITION_UNKNOWN, Reason.RULE_UNKNOWN})


@dataclass(frozen=True, slots=True)
class Weighed:
    """What all answers to one question come to: a plain value, or the reason why a person has to read them."""

    question: Question
    value: bool | None
    doubt: Reason | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class AnswersWeighed:
    """The facts with what was answered, and what the answers say of the findings."""

    facts: Mapping[str, FactValue]
    by_fact: Mapping[str, Weighed]
    by_subject: Mapping[Subject, Weighed]


def weigh_answers(said: Sequence[Said], facts: Mapping[str, FactValue]) -> AnswersWeighed:
    """Take what was answered into the facts, as far as it is plain and nothing speaks against it."""
    known, by_fact = dict(facts), {}
    for fact, asked in _grouped(said, lambda question: question.facts).items():
        weighed = _against_papers(_weighed(asked), facts.get(fact))
        by_fact[fact] = weighed
        if weighed.doubt is Reason.ANSWERS_DIFFER:
            known[fact] = FactValue(fact, None, weighed.evidence)
        elif weighed.doubt is None and (fact not in facts or facts[fact].assumed or facts[fact].value is None):
            known[fact] = FactValue(fact, weighed.value, weighed.evidence, answered=True)
    about = _grouped(said, lambda question: [(each.subject, each.for_child, each.reason) for each in question.settles])
    return AnswersWeighed(known, by_fact, {subject: _weighed(asked) for subject, asked in about.items()})


def with_answers(findings: Iterable[Finding], answers: AnswersWeighed) -> list[Finding]:
    """The findings, with what was answered instead of a question; what differs and asks nothing stands by itself."""
    told = [_told(finding, answers) for finding in findings]
    shown = {words for finding in told for words in finding.evidence if finding.reason is Reason.ANSWERS_DIFFER}
    for weighed in answers.by_fact.values():
        if weighed.doubt is Reason.ANSWERS_DIFFER and not shown & set(weighed.evidence):
            details = {"question": weighed.question.words}
            reason = Reason.ANSWERS_DIFFER
            told.append(
                Finding(About.SUBMISSION, reason.value, Outcome.UNSURE, reason, details, evidence=weighed.evidence)
            )
    return told


def _told(finding: Finding, answers: AnswersWeighed) -> Finding:
    if finding.outcome is not Outcome.ASK:
        return finding
    found = answers.by_subject.get((finding.subject, finding.for_child, finding.reason))
    if finding.reason in _OF_FACTS:
        asked = finding.details.get("facts", "").split(",")
        weighed = [answers.by_fact[fact] for fact in asked if fact in answers.by_fact]
        weighed += _without_a_fact(found, finding.details.get("question", ""))
        doubts = [each for each in weighed if each.doubt is not None]
        return _doubtful(finding, doubts[0]) if doubts else finding
    if found is None:
        return finding
    if found.doubt is not None or finding.reason is not Reason.NOT_THERE_MAY_NOT_EXIST:
        return _doubtful(finding, found)
    if found.value:
        return replace(finding, outcome=Outcome.MISSING, reason=Reason.NOT_THERE, evidence=found.evidence)
    return replace(finding, outcome=Outcome.NOT_NEEDED, reason=Reason.SAID_NONE, evidence=found.evidence)


def _without_a_fact(found: Weighed | None, question: str) -> list[Weighed]:
    """An answer to this question where no one fact answers it: only a person can say what follows from it."""
    if found is None or found.question.facts or not found.question.words.startswith(question):
        return []
    return [found if found.doubt else replace(found, doubt=Reason.ANSWER_UNCLEAR)]


def _doubtful(finding: Finding, weighed: Weighed) -> Finding:
    reason = weighed.doubt or Reason.ANSWER_UNCLEAR
    details = {**finding.details, "question": weighed.question.words}
    evidence = tuple(dict.fromkeys((*weighed.evidence, *finding.evidence)))
    return replace(finding, outcome=Outcome.UNSURE, reason=reason, details=details, evidence=evidence, code=None)


def _grouped(said: Sequence[Said], keys: Callable[[Question], Iterable[Key]]) -> dict[Key, list[Said]]:
    groups: dict[Key, list[Said]] = {}
    for each in said:
        for key in keys(each.question):
            groups.setdefault(key, []).append(each)
    return groups


def _weighed(said: Sequence[Said]) -> Weighed:
    """What several lines come to: a plain answer clears up what was unclear in earlier mails, never a plain one."""
    plain = [each for each in said if each.value is not None]
    question, evidence = said[-1].question, tuple(dict.fromkeys(each.evidence for each in said))
    if len({each.value for each in plain}) > 1:
        return Weighed(question, None, Reason.ANSWERS_DIFFER, tuple(dict.fromkeys(each.evidence for each in plain)))
    settled_by = max((each.mail for each in plain), default=-1)
    if not plain or any(each.value is None and each.mail >= settled_by for each in said):
        return Weighed(question, None, Reason.ANSWER_UNCLEAR, evidence)
    return Weighed(question, plain[-1].value, None, tuple(dict.fromkeys(each.evidence for each in plain)))


def _against_papers(weighed: Weighed, papers: FactValue | None) -> Weighed:
    """The same, unless the papers say otherwise or contradict each other."""
    if papers is None or papers.assumed or weighed.doubt is not None:
        return weighed
    is_disputed = papers.value is None and papers.evidence
    if not is_disputed and papers.value in (None, weighed.value):
        return weighed
    return replace(weighed, value=None, doubt=Reason.ANSWERS_DIFFER, evidence=(*weighed.evidence, *papers.evidence[:2]))
