"""The way of one request through the stages, on one screen; and what people decided, applied to the papers first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casework.answered import Answered
from casework.checklist import Checklist
from casework.conditions import FactDefinition, FactKind, FactValue
from casework.document import Document, DocumentType, Field, Role
from casework.evidence import Evidence, Place
from casework.finding import Finding, Verdict
from casework.judging import judged_by_itself
from casework.panel import Panel
from casework.question import Said
from casework.request import Pointer, Request
from casework.screening import Review, ReviewAction, Screening
from extractors.claims import claims_in
from extractors.facts import gather_fact, gather_facts, value_of
from extractors.request_cues import said_urgent, sitting_asked, that_ask
from extractors.speaking import as_spoken
from generators.contract import ReplyDecision
from panelready.promising import promised_in
from panelready.whichever import fits_another, may_be_ready, same_whichever
from validators.answers import weigh_answers, with_answers
from validators.check import check, facts_needed
from validators.children_named import with_children_named
from validators.consistency import disagreements
from validators.load_policy import Policy
from validators.match import Papers
from validators.other_requests import other_requests
from validators.request import Given, each_it_may_be, each_other, identify_request
from validators.rules import who_decides
from validators.sitting import choose_sitting
from validators.submission import (
    another_councils,
    check_sitting,
    check_submission,
    no_checklist,
    nothing_was_asked,
    weighed,
)
from validators.versions import stood_for, told, without_copies
from validators.waive import apply_waivers
from validators.whose import of_the_family, requests_children

NOTHING_GIVEN = Given()
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Held:
    """Everything held for one request: what was read, when the newest of it came, and what was said beside it."""

    documents: tuple[Document, ...]
    received: datetime | None = None
    given: Given = NOTHING_GIVEN
    reviews: tuple[Review, ...] = ()
    limits: tuple[str, ...] = ()
    beside: tuple[Finding, ...] = ()
    """Findings the application adds: it alone knows of other requests."""
    sent_on: Mapping[str, date] = field(default_factory=dict)
    """The day each message was sent, under its content, where we know it."""
    said: tuple[Said, ...] = ()
    """What the sender answered to our questions."""


@judged_by_itself
def screen(held: Held, policy: Policy, today: date) -> Screening:
    """Check everything we hold for one request against its panel's checklist, and reach a verdict."""
    reviewed = [_as_reviewed(document, held.reviews, policy.document_types) for document in held.documents]
    documents = with_children_named(reviewed)
    that_speak = that_ask(documents, today)
    request = identify_request(that_speak, policy.authorities, _given(held), today, policy.papers_wanted)
    panel = _panel(request, policy)
    each = [_judged(one, documents, policy, today, held) for one in each_it_may_be(request, panel)] if panel else []
    alike = same_whichever(each, panel) if panel else None
    request, findings = alike or _judged(request, documents, policy, today, held)
    if panel and not _given(held).is_decided:
        others = (
            _judged(one, documents, policy, today, held)
            for one in each_other(request, panel)
            if may_be_ready(_checklist(policy, one), documents)
        )
        fits = fits_another((request, findings), others, panel)
        findings = [*findings, fits] if fits else findings
    limits = held.limits + tuple(limit for document in documents for limit in document.limits)
    decided = tuple(apply_waivers(findings, held.reviews))
    return Screening(request, documents, decided, today, limits, requests_children(documents))


def _judged(
    request: Request, documents: tuple[Document, ...], policy: Policy, today: date, held: Held
) -> tuple[Request, list[Finding]]:
    """The request with its sitting, and all that is found of it."""
    request = _with_sitting(request, documents, policy, today, held.received)
    findings = [*held.beside, *check_submission(documents, request), *_about_the_panel(request, policy)]
    findings += [*another_councils(documents, request, policy.authorities), *other_requests(request)]
    checklist = _checklist(policy, request)
    if checklist is not None:
        findings = weighed([*findings, *checked(checklist, documents, request, policy, today, held)])
    elif request.is_clear:
        findings.append(no_checklist())
    return request, findings


def decide_reply(screening: Screening, recipient: str | None) -> ReplyDecision:
    """Whether the answer may go to the social worker without a person looking first."""
    if screening.verdict is Verdict.REFERRED:
        return ReplyDecision(send=False, held_because="referred")
    return ReplyDecision(send=recipient is not None, held_because=None if recipient else "no_recipient")


def checked(
    checklist: Checklist,
    documents: Sequence[Document],
    request: Request,
    policy: Policy,
    today: date,
    held: Held,
) -> list[Finding]:
    """The findings of one checklist: what it asks for, and whether these papers show it."""
    as_of = request.sitting.day or today
    definitions = policy.facts_of(checklist.authority)
    said = as_spoken(that_ask(documents, today), today)
    facts = gather_facts(said, definitions, facts_needed(checklist), as_of)
    by_hand = _facts_set(held.reviews, definitions)
    facts |= {**request.known_facts, **by_hand}
    answers = weigh_answers([each for each in held.said if not by_hand.keys() & set(each.question.facts)], facts)
    ours = requests_children(documents)
    children = tuple(child.name for child in ours)
    promised = promised_in(documents, policy.document_types, held.sent_on)
    twins = stood_for(documents, policy.document_types)
    once = without_copies(documents, twins)
    nameless = of_the_family(once, ours)
    papers = Papers(once, policy.document_types, as_of, today, children, nameless, promised, twins)
    findings = with_answers(check(checklist, papers, answers.facts, definitions), answers)
    nothing = nothing_was_asked(documents, findings)
    claims = claims_in(once, policy.document_types, today)
    remarks = [*told(twins), *disagreements(once, claims, today)]
    return [*findings, *remarks, nothing] if nothing else [*findings, *remarks]


def _checklist(policy: Policy, request: Request) -> Checklist | None:
    if request.authority is None or request.edition is None or not request.is_clear:
        return None
    return policy.checklist(request.authority, request.edition, request.panel or "", request.request_type or "")


def _with_sitting(
    request: Request, documents: Sequence[Document], policy: Policy, today: date, received: datetime | None
) -> Request:
    urgent = said_urgent(documents)
    asked = sitting_asked(documents, today)
    pointers = request.pointers
    pointers += (Pointer("urgent", urgent),) if urgent else ()
    pointers += (Pointer("sitting", asked[1]),) if asked else ()
    request = replace(request, urgent=urgent is not None, pointers=pointers)
    panel = _panel(request, policy)
    if panel is None:
        return request
    closed = policy.closed_days(request.authority or "")
    kind = panel.request_type(request.request_type or "")
    service = _service(documents, policy, today)
    sitting = choose_sitting(panel, asked[0] if asked else None, today, received, closed, kind, service)
    return replace(request, sitting=sitting)


def _panel(request: Request, policy: Policy) -> Panel | None:
    authority = policy.authorities.get(request.authority or "")
    return authority.panel(request.panel or "", request.edition or "") if authority else None


def _service(documents: Sequence[Document], policy: Policy, today: date) -> str | None:
    """The council's service the papers come from, where its deadlines differ by service and a fact says so."""
    definition = policy.facts.get(SERVICE)
    value = gather_fact(documents, definition, today).value if definition else None
    return value if isinstance(value, str) else None


def _about_the_panel(request: Request, policy: Policy) -> list[Finding]:
    """What follows from the panel and the kind of request alone: who decides it, and what its sittings are for."""
    panel = _panel(request, policy)
    if panel is None:
        return []
    kind = panel.request_type(request.request_type or "")
    delegated = who_decides(kind) if kind else []
    return delegated + check_sitting(panel, kind, request, policy.closed_days(request.authority or ""))


def _given(held: Held) -> Given:
    """What a person set last outweighs what was given at first."""
    given = held.given
    for review in held.reviews:
        if review.action is ReviewAction.REQUEST_TYPE:
            *panel, kind = review.value.split("/")
            given = replace(given, panel=panel[-1] if panel else given.panel, request_type=kind, is_decided=True)
    return given


def _as_reviewed(document: Document, reviews: Iterable[Review], types: Mapping[str, DocumentType]) -> Document:
    """A document with the type and the fields that a person gave it."""
    for review in reviews:
        if review.action is ReviewAction.RETYPE and review.subject == document.file:
            seen = Evidence(document.file, Place(), f"said by {review.who}")
            role = types[review.value].role if review.value in types else document.role
            document = replace(document, type=review.value, role=role, likeliest=(), confidence=1.0, why=(seen,))
            # Whoever says what a paper is has opened it, also where we could not.
            document = replace(document, unreadable=None, limits=())
        if review.action is ReviewAction.SET_FIELD and document.role is Role.FORM:
            document = _with_field(document, review)
    return document


def _with_field(document: Document, review: Review) -> Document:
    known = document.field(review.subject)
    label = known.label if known else review.subject.replace("_", " ")
    seen = Evidence(document.file, Place(), f"set by {review.who}: {review.value}")
    answered = Answered.ANSWERED if review.value.strip() else Answered.BLANK
    field = Field(review.subject, label, review.value, answered, seen)
    others = (each for each in document.fields if each.id != review.subject)
    return replace(document, fields=(*others, field))


def _facts_set(reviews: Iterable[Review], definitions: Mapping[str, FactDefinition]) -> dict[str, FactValue]:
    """Facts that a person stated: `--set FACT=VALUE` where the name is a fact's and not a field's."""
    facts = {}
    for review in reviews:
        if review.action is ReviewAction.SET_FIELD and review.subject in definitions:
            definition = definitions[review.subject]
            seen = Evidence("decision", Place(), f"set by {review.who}: {review.value}")
            said_yes = definition.kind is FactKind.YES_NO and review.value.strip().lower() in ("yes", "true")
            value = True if said_yes else value_of(review.value, definition)
            facts[definition.id] = FactValue(definition.id, value, (seen,))
    return facts
