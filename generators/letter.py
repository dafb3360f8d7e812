"""What a reply says, before it is set as text or HTML.

Nothing here tells a file name, evidence, a field's value or the administrator's sentences: the parts of an answer that
hold words of the papers. A test walks whole replies to see that none of them gets through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.case import holds_day
from casework.document import Role
from casework.finding import Outcome, Reason, Verdict
from casework.identifiers import is_nhs_number
from casework.names import plain_name, same_name
from casework.question import Question, Settles
from generators.answer import STRANGE
from generators.contract import Answer, DocumentAnswer, RequirementFinding, RuleFinding, SubmissionFinding
from generators.render import counted
from generators.report import pages_of
from generators.terms import with_article, without_explanation
from generators.wording import OUTCOME_LABELS, day_in_words

ASKED = RequirementFinding | RuleFinding

ONLY_THE_SENDER_CAN_HELP = frozenset(
    {Reason.UNREADABLE, Reason.UNSAFE_FILE, Reason.NO_PAPERS, Reason.NO_FORM, Reason.NO_CHILD, Reason.REQUEST_UNCLEAR}
)
"""An administrator decides whether the reply goes, but what to ask the sender for is clear."""

_IS_MISSED = frozenset({Outcome.MISSING, Outcome.OUT_OF_DATE, Outcome.UNFINISHED})
_IS_SAID = frozenset(Outcome) - {Outcome.WAIVED, Outcome.UNSURE, Outcome.PROMISED, Outcome.ASK}
"""What may show that something said before was wrong."""

A_REFERENCE = re.compile(
    r"(?=(?:.*\d){3})(?!.*\d[./-]\d{1,2}[./-]\d)[A-Za-z]{0,6}[ /-]?[A-Za-z]{0,6}[ /:-]?\d[\d /-]{1,18}"
)
"""Letters of a case system and a number that is no date; anything else might be words of the papers."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something still needed: how it stands, what to do, and the council's words."""

    word: str
    sentence: str
    quote: str | None
    source: str


@dataclass(frozen=True, slots=True)
class PutRight:
    """One thing that an earlier reply said, or failed to say, and what is right."""

    said: str
    right: str


_COMPLETE = PutRight("We said that the papers are complete.", "They are not complete yet.")


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier reply, that left on that day, got wrong."""

    said_on: date
    points: tuple[PutRight, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter, ready to be sent; `case_id` is our own id of the case and says nothing to anybody else."""

    subject: str
    text: str
    html: str
    case_id: str
    questions: tuple[Question, ...] = ()
    broken_templates: tuple[str, ...] = ()
    """The outputs for which a council's own template could not be used, and ours was."""


def needs_of(answer: Answer) -> tuple[Need, ...]:
    """What the social worker still has to do, questions apart, in the council's order."""
    asked = [finding for finding in _asked(answer) if _is_open(finding)]
    sent = [finding for finding in answer.submission if _is_for_the_sender(finding)]
    return (*(_need(finding, answer) for finding in asked), *(Need("", one.reply_text, None, "") for one in sent))


def shared_source(needs: tuple[Need, ...]) -> str:
    """Where all of the council's words stand, if in one place; so that it is said once."""
    sources = {need.source for need in needs if need.quote}
    return sources.pop() if len(sources) == 1 else ""


def questions_of(answer: Answer) -> tuple[Question, ...]:
    """The questions, each asked once however much depends on it."""
    asked: dict[str, list[ASKED]] = {}
    for finding in _asked(answer):
        if finding.outcome is Outcome.ASK:
            words = (finding.question or finding.reply_text) + _whose(finding, answer)
            asked.setdefault(words, []).append(finding)
    return tuple(
        Question(
            number,
            words,
            tuple(dict.fromkeys(one.quote for one in findings if one.quote)),
            tuple(Settles(*_key(one), Reason(one.reason)) for one in findings),
        )
        for number, (words, findings) in enumerate(asked.items(), 1)
    )


def received(answer: Answer, previous: Answer | None) -> tuple[str, ...]:
    """The papers received, by type, date and number of pages; on a second round only those that are new."""
    known = [_mark(document) for document in previous.documents] if previous else []
    lines: list[str] = []
    for document in answer.documents:
        if _mark(document) in known:
            known.remove(_mark(document))
        elif document.role in (Role.PAPER, Role.FORM):
            lines.append(_paper(document, answer))
    return tuple(f"{lines.count(line)} × {line}" if lines.count(line) > 1 else line for line in dict.fromkeys(lines))


def accepted(answer: Answer, previous: Answer) -> tuple[str, ...]:
    """What was open in the answer before and needs nothing more now."""
    were_open = {_key(finding) for finding in _asked(previous) if not _is_settled(finding)}
    now = [finding for finding in _asked(answer) if _is_settled(finding)]
    return tuple(one.reply_text + _whose(one, answer) for one in now if _key(one) in were_open)


def put_right(answer: Answer, previous: Answer) -> tuple[PutRight, ...]:
    """What an earlier answer to the same papers said and this one says otherwise; what a person let go was not wrong.

    Only what the sender was told of counts: a question, or that a person is looking, was no wrong word.
    """
    if (answer.panel, answer.request_type) != (previous.panel, previous.request_type):
        return (PutRight(f"We took the papers for {matter(previous)}.", f"They are for {matter(answer)}."),)
    was_ready = previous.verdict is Verdict.READY
    points = [_COMPLETE] if was_ready and answer.verdict is not Verdict.READY else []
    before = {_key(finding): finding for finding in _asked(previous)}
    for finding in _asked(answer):
        told = before.get(_key(finding))
        if told is None or told.outcome is finding.outcome or finding.outcome not in _IS_SAID:
            continue
        right = finding.reply_text + _whose(finding, answer)
        if told.outcome in _IS_MISSED:
            points.append(PutRight(f"We said: “{told.reply_text + _whose(told, previous)}”", right))
        elif _is_settled(told) and finding.outcome in _IS_MISSED and not was_ready:
            points.append(PutRight("We did not tell you of this, and should have.", right))
    return tuple(points)


def matter(answer: Answer) -> str:
    """The panel and what it is asked, as a reply names them."""
    panel = answer.names.panel or "the panel"
    panel = panel if panel.lower().startswith("the ") else f"the {panel}"
    return f"{panel} ({answer.names.request_type})" if answer.names.request_type else panel


def safe_reference(answer: Answer) -> str | None:
    """The case reference, if it is one: no child's name, nor the beginning of one, nor birthday, NHS number or UPN."""
    reference = answer.case_reference or ""
    if not A_REFERENCE.fullmatch(reference) or is_nhs_number(reference) or _is_pupil_number(reference):
        return None
    called = [child.name for child in answer.children] + [name for paper in answer.documents for name in paper.children]
    names = {part for name in called for part in plain_name(name)}
    is_birth = holds_day(reference, (child.date_of_birth for child in answer.children if child.date_of_birth))
    hints = any(name.startswith(part) for part in plain_name(reference) if len(part) > 2 for name in names)
    return None if is_birth or hints else reference


def _is_pupil_number(reference: str) -> bool:
    """A UPN: a letter other than I, O and S, and twelve digits (DfE, unique pupil numbers)."""
    return re.fullmatch("[A-HJ-NP-RT-Z][0-9]{12}", re.sub(r"[^A-Za-z0-9]", "", reference).upper()) is not None


def _asked(answer: Answer) -> tuple[ASKED, ...]:
    return (*answer.findings, *answer.rules)


def _is_open(finding: ASKED) -> bool:
    return finding.outcome.who_acts == "social_worker" and finding.outcome is not Outcome.ASK


def _is_settled(finding: ASKED) -> bool:
    return finding.outcome.who_acts == "nobody"


def _is_for_the_sender(finding: SubmissionFinding) -> bool:
    return finding.outcome.who_acts == "social_worker" or finding.reason in ONLY_THE_SENDER_CAN_HELP


def _need(finding: ASKED, answer: Answer) -> Need:
    source = finding.source
    where = ", ".join(filter(None, (source.title, source.at))) if source else ""
    sentence = finding.reply_text + _whose(finding, answer)
    return Need(OUTCOME_LABELS[finding.outcome].word, sentence, finding.quote, where)


def _whose(finding: ASKED, answer: Answer) -> str:
    """Which child a finding is about, by the order of the form, since no name may be written."""
    child = finding.for_child if isinstance(finding, RequirementFinding) else None
    places = [place for place, one in enumerate(answer.children, 1) if child and same_name(one.name, child)]
    if not places or len(answer.children) < 2:
        return ""
    return f" (This is about child {places[0]} of {len(answer.children)}, in the order of your form.)"


def _subject(finding: ASKED) -> str:
    return finding.requirement if isinstance(finding, RequirementFinding) else finding.rule


def _key(finding: ASKED) -> tuple[str, str | None]:
    return _subject(finding), finding.for_child if isinstance(finding, RequirementFinding) else None


def _mark(document: DocumentAnswer) -> tuple[object, ...]:
    return document.file, document.type, document.dated, document.pages, document.begins, document.unreadable


def _paper(document: DocumentAnswer, answer: Answer) -> str:
    if document.file in _about_another_child(answer):
        return "a paper that a person is looking at"
    return "".join((_named(document, answer), *_dated(document, answer), *_counted(document)))


def _about_another_child(answer: Answer) -> set[str]:
    """The files that may be about another child: not even their kind and day are told."""
    return {seen.file for one in answer.submission if one.reason in STRANGE for seen in one.evidence}


def _named(document: DocumentAnswer, answer: Answer) -> str:
    if document.unreadable:
        return "a file that we could not read"
    if document.type is None:
        return "a paper that we did not recognise"
    also = "".join(f", with {with_article(answer.names.document_types[kind])}" for kind in document.also)
    return without_explanation(answer.names.document_types[document.type]) + also


def _dated(document: DocumentAnswer, answer: Answer) -> Iterator[str]:
    # A birth certificate, or a form misread, may carry the child's birthday as its date, and so may another child's.
    if document.dated and document.type and document.dated not in _birthdays(answer) and _is_ours(document, answer):
        yield f", dated {day_in_words(document.dated)}"


def _counted(document: DocumentAnswer) -> Iterator[str]:
    pages = pages_of(document)
    if pages:
        yield f", {counted(pages, 'page')}"


def _is_ours(document: DocumentAnswer, answer: Answer) -> bool:
    """Whether a paper names no child but those of the request."""
    return all(any(same_name(name, child.name) for child in answer.children) for name in document.children)


def _birthdays(answer: Answer) -> set[date | None]:
    return {child.date_of_birth for child in answer.children}
