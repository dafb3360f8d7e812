"""One past answer under the policy it was given by and under a changed one: what would come out otherwise, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casework.checklist import Checklist, DocumentNeeded, EitherOf, FieldNeeded, Need, Requirement, Rule
from casework.conditions import FactValue, facts_in
from casework.document import Document
from casework.finding import About, Finding, Outcome, Reason, Verdict, reach_verdict
from casework.judging import judged_by_itself
from casework.panel import Panel, RequestType
from casework.request import Request, Sitting
from casework.screening import Screening
from generators.answer import answer_of
from generators.contract import Answer, AnyFinding, ReplyDecision, RequirementFinding, everything_found, subject_of
from generators.policy_words import SILENCES
from generators.terms import terms_of
from generators.wording import day_in_words
from panelready.pipeline import checked, screen
from panelready.policy_tools.as_data import due_data, requirement_data, rule_data, sits_data
from panelready.policy_tools.explaining import entries_of
from panelready.policy_tools.past import Past
from validators.load_policy import Policy
from validators.rules import who_decides
from validators.sitting import choose_sitting
from validators.submission import no_checklist

UNSENT = ReplyDecision(send=False)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that would come out otherwise; None where the subject is not asked for."""

    subject: str
    was: str | None
    would: str | None
    text: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One past answer, replayed. `perhaps` names what cannot be told; `notes` say what else is different."""

    name: str
    authority: str | None
    edition: str | None
    panel: str | None
    request_type: str | None
    answered: date
    was: Verdict
    would: Verdict
    is_sure: bool
    changes: tuple[Change, ...]
    perhaps: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def flips(self) -> bool:
        """Whether the verdict would be another."""
        return self.was is not self.would


def compare(past: Past, old: Policy, new: Policy) -> Compared:
    """What a changed policy would make of a past answer."""
    stored = past.answer
    before, after = _answered(past, old), _answered(past, new)
    base = before if past.is_whole else stored
    why = Why(stored, old, new)
    changes, perhaps, outcomes = [], [], []
    said = [dict(_by_key(one)) for one in (stored, before, after)]
    for key in dict.fromkeys(key for one in said for key in one):
        was, first, then = (one.get(key) for one in said)
        was = first if past.is_whole else was
        outcome, change, doubt = _judged(key, was, first, then, why, is_whole=past.is_whole)
        outcomes += [outcome] if outcome is not None else []
        changes += [change] if change is not None else []
        perhaps += [doubt] if doubt is not None else []
    would = after.verdict if past.is_whole else reach_verdict(outcomes)
    return Compared(
        past.name,
        base.authority,
        base.edition,
        base.panel,
        base.request_type,
        stored.today,
        base.verdict,
        would,
        is_sure=not perhaps,
        changes=tuple(changes),
        perhaps=tuple(perhaps),
        notes=tuple(_notes(past, before, after, old, new)),
    )


def _judged(
    key: Key, was: AnyFinding | None, first: AnyFinding | None, then: AnyFinding | None, why: "Why", *, is_whole: bool
) -> tuple[Finding | None, Change | None, str | None]:
    """What the subject comes out as, the change if there is one, and what cannot be told of it.

    Where the papers are rebuilt, a finding moves only if they also give what was found then; else it stays in doubt.
    """
    about, subject, child = key
    name = f"{subject} for {child}" if child else subject
    before, after = _outcome(first), _outcome(then)
    kept = was.outcome if was is not None else None
    if kept is Outcome.WAIVED and then is not None:
        return _as_finding(about, subject, kept), None, None
    if before is after or (not is_whole and after is kept):
        doubt = None if is_whole or not why.hidden(subject) else f"{name}: {why.hidden(subject)}"
        return _as_finding(about, subject, kept), None, doubt
    told = then.text if then is not None else ""
    if is_whole or before is kept:
        doubt = None if is_whole else why.hidden(subject)
        change = Change(name, kept, after, told, tuple(why.of(subject)))
        return _as_finding(about, subject, after), change, f"{name}: {doubt}" if doubt else None
    doubt = f"{name}: it came out as {kept or 'not asked'}, and the papers that the answer tells of do not show why"
    return _as_finding(about, subject, after), None, doubt


def _outcome(finding: AnyFinding | None) -> Outcome | None:
    return finding.outcome if finding is not None else None


def _as_finding(about: str, subject: str, outcome: Outcome | None) -> Finding | None:
    return Finding(About(about), subject, outcome, Reason.FOUND) if outcome is not None else None


def _by_key(answer: Answer) -> Iterator[tuple[Key, AnyFinding]]:
    for finding in everything_found(answer):
        child = finding.for_child if isinstance(finding, RequirementFinding) else None
        about = {"RequirementFinding": "requirement", "RuleFinding": "rule"}.get(type(finding).__name__, "submission")
        yield (about, subject_of(finding), child or ""), finding


@judged_by_itself
def _answered(past: Past, policy: Policy) -> Answer:
    """The answer under a policy, on the day it was given."""
    terms = terms_of(policy.authorities.values(), policy.document_types.values())
    if past.is_whole:
        screening = screen(past.held, policy, past.answer.today)
        return answer_of(screening, terms, received=past.held.received, reply=UNSENT)
    screening = Screening(*_rebuilt(past, policy), past.answer.today)
    answer = answer_of(screening, terms, received=past.held.received, reply=UNSENT)
    # What was found about the submission itself rests on the whole of the papers: it stays as it was.
    return answer.model_copy(update={"submission": past.answer.submission})


def _rebuilt(past: Past, policy: Policy) -> tuple[Request, tuple[Document, ...], tuple[Finding, ...]]:
    """The request as it was answered, judged by the policy's checklist for it."""
    answer, documents = past.answer, past.held.documents
    panel, kind = _panel(answer, policy)
    facts = {fact: FactValue(fact, value) for fact, value in kind.known_facts.items()} if kind else {}
    sitting = answer.sitting
    request = Request(
        answer.authority,
        answer.edition,
        answer.panel,
        answer.request_type,
        Sitting(sitting.asked, sitting.date, sitting.papers_due, sitting.late) if sitting else Sitting(),
        answer.urgent,
        known_facts=facts,
    )
    checklist = _checklist(answer, policy)
    findings = list(who_decides(kind)) if kind else []
    if checklist is not None:
        findings += checked(checklist, documents, request, policy, answer.today, past.held)
    elif request.is_clear:
        findings.append(no_checklist())
    return replace(request, sitting=_sitting(answer, panel, kind, policy)), documents, tuple(findings)


def _sitting(answer: Answer, panel: Panel | None, kind: RequestType | None, policy: Policy) -> Sitting:
    if panel is None:
        return Sitting()
    asked = answer.sitting.asked if answer.sitting else None
    closed = policy.closed_days(answer.authority or "")
    return choose_sitting(panel, asked, answer.today, answer.received, closed, kind)


def _panel(answer: Answer, policy: Policy) -> tuple[Panel | None, RequestType | None]:
    authority = policy.authorities.get(answer.authority or "")
    panel = authority.panel(answer.panel or "", answer.edition or "") if authority else None
    return panel, panel.request_type(answer.request_type or "") if panel else None


def _checklist(answer: Answer, policy: Policy) -> Checklist | None:
    if answer.authority not in policy.authorities or answer.authority is None:
        return None
    return policy.checklist(answer.authority, answer.edition or "", answer.panel or "", answer.request_type or "")


def _notes(past: Past, before: Answer, after: Answer, old: Policy, new: Policy) -> Iterator[str]:
    """What is different beside the findings: the request it is taken for, the sitting, the days of the panel."""
    if past.is_whole and (before.verdict, _said(before)) != (past.answer.verdict, _said(past.answer)):
        yield "The answer that is stored says something else already: papers, decisions or the program came since."
    if (before.panel, before.request_type) != (after.panel, after.request_type):
        yield f"It would be taken for {after.panel or 'no panel'}, {after.request_type or 'no request type'}."
    days = [one.sitting.date if one.sitting else None for one in (before, after)]
    if days[0] != days[1]:
        first, then = (day_in_words(day) or "not set" for day in days)
        yield f"The sitting would be {then} instead of {first}."
    first_panel, _ = _panel(before, old)
    then_panel, _ = _panel(before, new)
    if first_panel and then_panel is None:
        yield "The changed policy has no such panel under this edition."
    elif first_panel and then_panel:
        if sits_data(first_panel.sits) != sits_data(then_panel.sits):
            yield "The panel's days are others."
        if due_data(first_panel.papers_due) != due_data(then_panel.papers_due):
            yield "Papers are due at another time."


def _said(answer: Answer) -> list[tuple[Key, Outcome]]:
    return [(key, finding.outcome) for key, finding in _by_key(answer)]


class Why:
    """What differs between two policies about the entries of one checklist."""

    def __init__(self, answer: Answer, old: Policy, new: Policy) -> None:
        self._entries = [_entries(_checklist(answer, policy)) for policy in (old, new)]
        authority = answer.authority or ""
        self._facts = [policy.facts_of(authority) if authority in policy.authorities else {} for policy in (old, new)]

    def of(self, subject: str) -> list[str]:
        """Why the subject comes out otherwise, a clause each."""
        old, new = (entries.get(subject) for entries in self._entries)
        if old is None or new is None:
            return ["the changed policy asks for it" if old is None else "the changed policy no longer asks for it"]
        was, now = _data(old), _data(new)
        said = [f"“{key}” is {_short(now.get(key))}, not {_short(was[key])}" for key in was if was[key] != now.get(key)]
        if not said and repr(old) != repr(new):
            said = ["its entry is written otherwise"]
        return said + [self._fact(fact) for fact in self._changed_facts(subject)] or ["something it depends on changed"]

    def hidden(self, subject: str) -> str | None:
        """Why the answer alone may not tell: the entry changed, and rests on what an answer does not hold."""
        old, new = (entries.get(subject) for entries in self._entries)
        if new is None or (old is not None and repr(old) == repr(new) and not self._changed_facts(subject)):
            return None
        facts = [self._facts[1][fact] for fact in _facts_of(new) if fact in self._facts[1]]
        worded = [fact.id for fact in facts if any(shown.words or shown.no_words for shown in fact.shown_by)]
        if worded:
            return f"whether the papers say so in words that no finding quoted ({', '.join(worded)})"
        if isinstance(new, Requirement) and (old is None or repr(_inside(old)) != repr(_inside(new))):
            known = _inside(old) if old is not None else []
            parts = [part for part in _inside(new) if part not in known]
            if parts:
                return f"whether these stand in the paper: {', '.join(parts)}"
        return None

    def _changed_facts(self, subject: str) -> list[str]:
        old, new = (entries.get(subject) for entries in self._entries)
        facts = dict.fromkeys((*(_facts_of(old) if old else ()), *(_facts_of(new) if new else ())))
        return [fact for fact in facts if self._facts[0].get(fact) != self._facts[1].get(fact)]

    def _fact(self, fact: str) -> str:
        old, new = (facts.get(fact) for facts in self._facts)
        if old and new and replace(old, if_silent=new.if_silent) == new:
            return f"where the papers do not say, {SILENCES[new.if_silent]} ({fact})"
        return f"the fact {fact} is shown by other things" if old and new else f"the fact {fact} is new or gone"


def _entries(checklist: Checklist | None) -> dict[str, Requirement | Rule]:
    return {each.id: each for each in entries_of(checklist)} if checklist else {}


def _data(entry: Requirement | Rule) -> dict[str, object]:
    if isinstance(entry, Requirement):
        data = requirement_data(entry)
    else:
        data = {**rule_data(entry), "review_after": str(entry.review_after) if entry.review_after else None}
    return {key: value for key, value in data.items() if key not in ("quote", "source", "says", "list")}


def _facts_of(entry: Requirement | Rule) -> tuple[str, ...]:
    conditions = [entry.when] if isinstance(entry, Requirement) else [entry.when, entry.expect]
    return tuple(fact for condition in conditions if condition is not None for fact in facts_in(condition))


def _inside(entry: Requirement | Rule) -> list[str]:
    """What of a paper a requirement looks into: sections, topics, and fields of papers that are no form."""
    return list(_looked_for(entry.needs)) if isinstance(entry, Requirement) else []


def _looked_for(need: Need) -> Iterator[str]:
    match need:
        case DocumentNeeded():
            yield from need.sections
            yield from need.fields
            yield from (topic.name for topic in need.must_cover)
        case FieldNeeded(field_id):
            yield field_id
        case EitherOf(needs):
            for part in needs:
                yield from _looked_for(part)


def _short(value: object) -> str:
    text = str(value) if value not in (None, [], ()) else "not set"
    return text if len(text) <= 80 else text[:79] + "…"
