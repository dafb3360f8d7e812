"""The completeness report: everything that was found and where, for the panel's administrators."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from casework.document import DocumentState, Role
from casework.finding import Outcome, Verdict
from generators.contract import (
    Answer,
    AnyFinding,
    DocumentAnswer,
    RequirementFinding,
    Seen,
    SubmissionFinding,
)
from generators.plainly import clock, when_in_words
from generators.render import counted, render, style_and_policy
from generators.terms import in_words, plain, without_explanation
from generators.unreadable_words import WHY_UNREADABLE
from generators.wording import (
    OUTCOME_LABELS,
    VERDICT_LABELS,
    Label,
    day_in_words,
    held_in_words,
    pages_in_words,
    reason_in_words,
)

POINTERS = {
    "panel": "Panel",
    "request_type": "Request",
    "sitting": "Day asked for",
    "urgent": "Urgent",
    "authority": "Council",
}

GROUPS = (
    ("Still to do", ("open", "check")),
    ("In order", ("good",)),
    ("Nothing to do", ("quiet",)),
)
"""The rows of the checklist, by what they ask of anybody; inside a group the council's order stays."""

MOST_TYPES_NAMED = 3
"""A requirement that any of a whole group of papers can meet is called by its own name instead."""

IN_ORDER = Label("✓", "In order", "good")
"""A rule is not found, as a paper is, but kept."""

MOST_SIGNS = 3
"""What a paper was taken for is plain from a few words; the answer for programs holds them all."""

STATES = {
    DocumentState.BLANK_TEMPLATE: "empty form",
    DocumentState.DRAFT: "draft",
    DocumentState.FINAL: "final",
    DocumentState.SIGNED: "signed",
    DocumentState.FILED: "filed at court",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as it is shown: its label, what it is about, and the place in the page it is linked by."""

    label: Label
    title: str
    anchor: str
    finding: AnyFinding


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what is still to do, linked to its row where it has one."""

    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Happens:
    """The verdict in a sentence, what it rests on, and what happens next."""

    first: str
    items: tuple[Item, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it is shown."""

    document: DocumentAnswer
    title: str
    also: str
    details: tuple[str, ...]
    signs: tuple[Seen, ...]
    more_signs: int


def report_html(answer: Answer) -> str:
    """The report as one page that needs nothing else: for the screen, for a telephone and for paper."""
    return render(
        "report",
        answer=answer,
        title=answer.names.request_type or "Request not clear",
        verdict=VERDICT_LABELS[answer.verdict],
        happens=what_happens(answer),
        facts=facts(answer),
        pointers=POINTERS,
        groups=groups(answer),
        shared_place=shared_place(answer),
        rules=rule_rows(answer),
        submission=submission_rows(answer),
        papers=[paper(document, answer) for document in answer.documents],
        edition=plain(answer.edition) if answer.edition else None,
        **style_and_policy(),
    )


def requirement_title(finding: RequirementFinding, answer: Answer) -> str:
    """What a requirement asks for, in a few words."""
    if not 0 < len(finding.document_types) <= MOST_TYPES_NAMED:
        return plain(finding.requirement)
    names = answer.names.document_types
    return in_words((without_explanation(names[kind]) for kind in finding.document_types), "or")


def requirement_rows(answer: Answer) -> tuple[Row, ...]:
    """The requirements in the council's order."""
    return tuple(
        Row(OUTCOME_LABELS[finding.outcome], requirement_title(finding, answer), f"asked-{number}", finding)
        for number, finding in enumerate(answer.findings, 1)
    )


def rule_rows(answer: Answer) -> tuple[Row, ...]:
    """The rules in the council's order."""
    return tuple(
        Row(
            IN_ORDER if finding.outcome is Outcome.MET else OUTCOME_LABELS[finding.outcome],
            plain(finding.rule),
            f"rule-{number}",
            finding,
        )
        for number, finding in enumerate(answer.rules, 1)
    )


def submission_rows(answer: Answer) -> tuple[Row, ...]:
    """What was found about the submission itself."""
    return tuple(
        Row(OUTCOME_LABELS[finding.outcome], _about(finding), f"sent-{number}", finding)
        for number, finding in enumerate(answer.submission, 1)
    )


def groups(answer: Answer) -> tuple[Group, ...]:
    """The requirements under three headings, the ones to do first; an empty heading is left out."""
    rows = requirement_rows(answer)
    found = (Group(title, tuple(row for row in rows if row.label.tone in tones)) for title, tones in GROUPS)
    return tuple(group for group in found if group.rows)


def shared_place(answer: Answer) -> str:
    """Where the whole list stands in the council's document, if it stands in one place; so each row need not say it."""
    places = {finding.source.at for finding in answer.findings if finding.source}
    return places.pop() if len(places) == 1 else ""


def what_happens(answer: Answer) -> Happens:
    """The banner: the verdict in a sentence and what follows from it."""
    acting = tuple(_acting(answer))
    match answer.verdict:
        case Verdict.READY:
            return Happens("Everything that the panel asks for is here.", (), _goes_on_the_agenda(answer))
        case Verdict.INCOMPLETE:
            first = f"{counted(len(acting), 'thing is', 'things are')} still needed before this is complete."
            return Happens(first, acting, _reply_goes(answer))
        case Verdict.REFERRED:
            codes = [Item(reason_in_words(code)) for code in answer.referred_because]
            first = "Please look at this before anybody is answered."
            return Happens(first, acting or tuple(codes), "No reply goes out until a person has decided.")


def facts(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The head of the report: what it is about, in pairs; what is not known is left out or said."""
    sitting = answer.sitting
    children = in_words(child.name for child in answer.children)
    pairs = (
        ("Case reference", answer.case_reference or "None given"),
        ("Child" if len(answer.children) == 1 else "Children", children or "Not named"),
        ("Sitting asked for", day_in_words(sitting.asked) if sitting else ""),
        ("Sitting", (day_in_words(sitting.date) if sitting else "") or "Day to be set"),
        ("Complete by", when_in_words(sitting.papers_due) if sitting else ""),
        ("Received", _received(answer.received)),
        ("Urgent", "The papers say so" if answer.urgent else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def paper(document: DocumentAnswer, answer: Answer) -> Paper:
    """A document, with what it was taken for in words."""
    names = answer.names.document_types
    signs = tuple({seen.words.casefold(): seen for seen in reversed(document.why)}.values())[::-1]
    return Paper(
        document=document,
        title=_paper_title(document, names),
        also=in_words(_held(document, names)),
        details=tuple(_paper_details(document)),
        signs=signs[:MOST_SIGNS],
        more_signs=len(signs[MOST_SIGNS:]),
    )


def _held(document: DocumentAnswer, names: dict[str, str]) -> Iterator[str]:
    """The papers it holds, each with its place; answers kept from before tell no places."""
    for kind, seen in zip_longest(document.also, document.also_seen):
        where = f" ({seen.place})" if seen else ""
        yield f"{without_explanation(names[kind])}{where}"


def pages_of(document: DocumentAnswer) -> int | None:
    """How many pages a document has; None where its format has none."""
    return document.pages[1] - document.pages[0] + 1 if document.pages else None


def _acting(answer: Answer) -> Iterator[Item]:
    """What is still to do: of the administrator where referred, else of the social worker."""
    wanted = "administrator" if answer.verdict is Verdict.REFERRED else "social_worker"
    for row in (*requirement_rows(answer), *rule_rows(answer)):
        if row.finding.outcome.who_acts == wanted:
            yield Item(f"{row.title}: {row.label.word.lower()}", row.anchor)
    for row in submission_rows(answer):
        if row.finding.outcome.who_acts == wanted:
            yield Item(row.title, row.anchor)


def _about(finding: SubmissionFinding) -> str:
    words = reason_in_words(finding.code) if finding.code else plain(finding.reason)
    return words[:1].upper() + words[1:]


def _goes_on_the_agenda(answer: Answer) -> str:
    day = day_in_words(answer.sitting.date) if answer.sitting else ""
    if not day:
        return "It can go on an agenda. The day of the sitting is still to be set."
    note = "gets a short note that says so" if answer.reply.send else "can be told; a short note is drafted"
    return f"It can go on the agenda for {day}. The social worker {note}."


def _reply_goes(answer: Answer) -> str:
    sends = "A reply tells the social worker what is missing."
    if not answer.reply.send:
        held = held_in_words(answer.reply.held_because)
        why = f", because {held}" if held else ""
        sends = f"A reply for the social worker is drafted and waits for a person to send it{why}."
    sitting = answer.sitting
    if sitting is None or sitting.date is None:
        return sends
    due = f"by {when_in_words(sitting.papers_due)} " if sitting.papers_due else ""
    return f"{sends} If the papers are complete {due}it can go to the sitting on {day_in_words(sitting.date)}."


def _received(moment: datetime | None) -> str:
    return f"{day_in_words(moment.date())}, {clock(moment.time())}" if moment else ""


def _paper_title(document: DocumentAnswer, names: dict[str, str]) -> str:
    if document.unreadable:
        return "Could not be read"
    if document.type:
        return names[document.type]
    if document.role in (Role.MESSAGE, Role.DECORATION):
        return {Role.MESSAGE: "Message", Role.DECORATION: "Picture or logo"}[document.role]
    maybe = in_words((without_explanation(names[kind]) for kind in document.likeliest), "or")
    return f"Not recognised (maybe {maybe})" if maybe else "Not recognised"


def _paper_details(document: DocumentAnswer) -> Iterator[str]:
    if document.unreadable:
        yield f"This file {WHY_UNREADABLE[document.unreadable]}."
    if document.pages:
        pages = pages_in_words(*document.pages)
        part = f" of “{document.file}”, which holds several papers" if document.begins else ""
        yield f"{pages[:1].upper()}{pages[1:]}{part}"
    elif document.begins:
        yield f"From {document.begins} of “{document.file}”, which holds several papers"
    if document.dated:
        seen = f" (“{document.dated_evidence.words}”)" if document.dated_evidence else ""
        yield f"Dated {day_in_words(document.dated)}{seen}"
    elif document.type and document.role in (Role.PAPER, Role.FORM):
        yield "No date found"
    if document.state in STATES:
        yield f"State: {STATES[document.state]}"
    if document.children:
        yield f"Names {in_words(_each_once(document.children))}"


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
