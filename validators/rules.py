"""The one evaluator of a checklist's rules: what is asked for that is not a paper."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from casework.checklist import IfNot, Rule
from casework.conditions import FactDefinition, FactValue, facts_in, holds
from casework.evidence import Evidence
from casework.finding import About, Finding, Outcome, Reason
from casework.panel import RequestType

_FOLLOWS = {
    IfNot.NOTE: Outcome.NOTED,
    IfNot.ASK: Outcome.ASK,
    IfNot.REFER: Outcome.UNSURE,
    IfNot.UNFINISHED: Outcome.UNFINISHED,
}


def judge_rule(
    rule: Rule, facts: Mapping[str, FactValue], definitions: Mapping[str, FactDefinition], as_of: date
) -> Finding:
    """One finding for one rule: held, not needed, broken, or not to be told from the papers; with its review date."""
    found = _judge(rule, facts, definitions)
    if rule.review_after is None or found.outcome is Outcome.NOT_NEEDED:
        return found
    due = rule.review_after.after(as_of).isoformat()
    return replace(found, details={**found.details, "review_due": due})


def _judge(rule: Rule, facts: Mapping[str, FactValue], definitions: Mapping[str, FactDefinition]) -> Finding:
    applies = True if rule.when is None else holds(rule.when, facts)
    if applies is False:
        return _finding(rule, Outcome.NOT_NEEDED, Reason.RULE_NOT_NEEDED, facts)
    held = holds(rule.expect, facts)
    if held is True:
        return _finding(rule, Outcome.MET, Reason.RULE_HOLDS, facts)
    if applies is None or held is None:
        return _unknown(rule, facts, definitions)
    reason = Reason.RULE_NOTED if rule.if_not is IfNot.NOTE else Reason.RULE_FAILS
    return _finding(rule, _FOLLOWS[rule.if_not], reason, facts)


def who_decides(kind: RequestType) -> list[Finding]:
    """A request that the council's list leaves to somebody else than the panel is passed on, with the row."""
    if kind.decided_by is None:
        return []
    details = {"decided_by": kind.decided_by}
    cite = kind.cites[0] if kind.cites else None
    return [
        Finding(About.RULE, "decided_by", Outcome.UNSURE, Reason.DELEGATED, details, citation=cite, code="delegated")
    ]


def _unknown(rule: Rule, facts: Mapping[str, FactValue], definitions: Mapping[str, FactDefinition]) -> Finding:
    unknown = [fact for fact in _facts_of(rule) if fact not in facts or facts[fact].value is None]
    questions = " ".join(definitions[fact].question for fact in unknown if fact in definitions)
    found = _finding(rule, _FOLLOWS[rule.if_unknown], Reason.RULE_UNKNOWN, facts, question=questions)
    return replace(found, details={**found.details, "facts": ",".join(unknown)})


def _finding(rule: Rule, outcome: Outcome, reason: Reason, facts: Mapping[str, FactValue], **more: str) -> Finding:
    return Finding(
        About.RULE,
        rule.id,
        outcome,
        reason,
        {"says": rule.says, **more},
        citation=rule.cites[0] if rule.cites else None,
        evidence=_words_for(rule, facts),
        code=rule.code if outcome is Outcome.UNSURE else None,
    )


def _facts_of(rule: Rule) -> tuple[str, ...]:
    asked = facts_in(rule.when) if rule.when is not None else ()
    return tuple(dict.fromkeys(asked + facts_in(rule.expect)))


def _words_for(rule: Rule, facts: Mapping[str, FactValue]) -> tuple[Evidence, ...]:
    known = [facts[fact] for fact in _facts_of(rule) if fact in facts]
    return tuple(dict.fromkeys(words for fact in known for words in fact.evidence[:1]))
