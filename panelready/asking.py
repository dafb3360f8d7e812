"""The numbered questions that a reply asks, as the outbox keeps them: with the facts that would answer each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casework.conditions import FactKind
from casework.finding import Verdict
from casework.question import Question
from generators.contract import Answer
from generators.letter import questions_of
from panelready.plain import from_plain, to_plain
from validators.check import facts_needed
from validators.load_policy import Policy

Questions = tuple[Question, ...]


def kept_questions(answer: Answer, policy: Policy) -> list[dict[str, Any]]:
    """The questions that the reply to this answer asks, as plain data."""
    asked = questions_of(answer) if answer.verdict is not Verdict.READY else ()
    known = tuple(replace(one, facts=tuple(_facts_asked(one, answer, policy))) for one in asked)
    kept: list[dict[str, Any]] = to_plain(known, Questions)
    return kept


def questions_kept(kept: list[dict[str, Any]] | None) -> Questions:
    """The questions that were kept with a reply."""
    return from_plain(Questions, kept or [])


def _facts_asked(question: Question, answer: Answer, policy: Policy) -> Iterator[str]:
    """The yes-or-no facts that the checklist needs and whose question this is, word for word."""
    checklist = policy.checklist(
        answer.authority or "", answer.edition or "", answer.panel or "", answer.request_type or ""
    )
    definitions = policy.facts_of(answer.authority or "")
    for fact in facts_needed(checklist) if checklist else ():
        definition = definitions.get(fact)
        if definition and definition.kind is FactKind.YES_NO and definition.question.strip() == question.words:
            yield fact
