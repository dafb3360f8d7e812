"""The policy as plain data, for `policy show --json`: the shape is promised in docs/how-to/look-into-the-policy.md."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casework.calendar import Cutoff, Sits
from casework.checklist import DocumentNeeded, EitherOf, FieldNeeded, Need, OnCaseSystem, Requirement, Rule
from casework.citation import Citation
from casework.conditions import AllOf, AnyOf, Compare, Condition, Is, Known, Not, Within
from panelready.policy_tools.options import Spot

if TYPE_CHECKING:
    from validators.load_policy import Policy


def checklist_data(policy: "Policy", spot: Spot) -> dict[str, Any]:
    """One request type: who decides it, what it needs, its rules, and its panel's days."""
    checklist = policy.checklist(*spot.ids)
    authority, edition, panel, request_type = spot.ids
    return {
        "authority": authority,
        "edition": edition,
        "panel": panel,
        "request_type": request_type,
        "decided_by": spot.kind.decided_by,
        "requirements": [requirement_data(each) for each in checklist.requirements] if checklist else [],
        "rules": [rule_data(each) for each in checklist.rules] if checklist else [],
        "sits": sits_data(spot.panel.sits),
        "papers_due": due_data(spot.panel.papers_due),
    }


def requirement_data(requirement: Requirement) -> dict[str, Any]:
    """One requirement; where any one of several things will do, each stands in `any_of`."""
    needs = requirement.needs
    return {
        "id": requirement.id,
        "document_types": list(requirement.document_types()),
        "need": kind_of_need(requirement),
        "when": condition_data(requirement.when) if requirement.when is not None else None,
        "any_of": [_alternative(part) for part in needs.needs] if isinstance(needs, EitherOf) else [],
        **_detail(needs),
        "for_each": "child" if requirement.for_each_child else None,
        **_quoted(requirement.cites),
        "list": requirement.asked_on.value if requirement.asked_on else None,
    }


def kind_of_need(requirement: Requirement) -> str:
    """How firmly it is asked for: on the case system, under a condition, only where there is one, or always."""
    if isinstance(requirement.needs, OnCaseSystem):
        return "on_case_system"
    if requirement.when is not None:
        return "conditional"
    return "if_exists" if requirement.if_none is not None or requirement.reason_to is not None else "required"


def rule_data(rule: Rule) -> dict[str, Any]:
    """One rule."""
    return {
        "id": rule.id,
        "when": condition_data(rule.when) if rule.when is not None else None,
        "expect": condition_data(rule.expect),
        "if_not": rule.if_not.value,
        "if_unknown": rule.if_unknown.value,
        "code": rule.code,
        "says": rule.says,
        **_quoted(rule.cites),
    }


def condition_data(condition: Condition) -> Any:
    """A condition as it is written in YAML."""
    match condition:
        case Is(fact, True):
            return fact
        case Is(fact, value):
            return {"fact": fact, "is": _value(value)}
        case Compare(fact):
            bounds = ("more_than", "at_least", "less_than", "at_most")
            set_ = {name: _value(bound) for name in bounds if (bound := getattr(condition, name)) is not None}
            return {"fact": fact, **set_}
        case Within(fact, period):
            return {"fact": fact, "within": str(period), "before": "sitting"}
        case Not(inner):
            return {"not": condition_data(inner)}
        case AllOf(parts):
            return {"all": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_data(part) for part in parts]}


def sits_data(sits: tuple[Sits, ...]) -> Any:
    """When a panel sits, as it is written in YAML."""
    if not sits:
        return "unset"
    return [
        {
            "on": [day.value for day in each.on],
            "from": f"{each.starts:%H:%M}" if each.starts else None,
            "to": f"{each.ends:%H:%M}" if each.ends else None,
            "locality": each.locality,
        }
        for each in sits
    ]


def due_data(papers_due: tuple[Cutoff, ...]) -> Any:
    """When papers are due, as it is written in YAML."""
    return [_due(each) for each in papers_due] or "unset"


def _due(cutoff: Cutoff) -> dict[str, Any]:
    counted = (
        {"days": cutoff.days, "unit": cutoff.unit} if cutoff.weekday is None else {"weekday": cutoff.weekday.value}
    )
    return {
        "for": {"service": list(cutoff.services)} if cutoff.services else None,
        "at_latest": {**counted, "time": f"{cutoff.at:%H:%M}"},
        "effect": "target" if cutoff.is_target else "cut_off",
    }


def _alternative(need: Need) -> dict[str, Any]:
    types = list(Requirement("", (), need).document_types())
    what = {"on_case_system": need.what} if isinstance(need, OnCaseSystem) else {}
    return {"document_types": types, **_detail(need), **what}


def _detail(need: Need) -> dict[str, Any]:
    """What a paper must be like; a window such as "in the last 6 months" and a limit of age are both `within`."""
    document = need if isinstance(need, DocumentNeeded) else DocumentNeeded("", ())
    within = document.within or document.only_those_within
    fields = [need.id] if isinstance(need, FieldNeeded) else list(document.fields)
    return {
        "state": document.state.value if document.state else None,
        "within": str(within) if within else None,
        "sections": list(document.sections),
        "fields": fields,
        "part_of": list(document.may_be_part_of),
    }


def _quoted(cites: tuple[Citation, ...]) -> dict[str, Any]:
    first = cites[0] if cites else None
    return {
        "quote": " ".join(first.quote.split()) if first else None,
        "source": {"file": first.source.file, "line": first.lines[0]} if first else None,
    }


def _value(value: Known) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
