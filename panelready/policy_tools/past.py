"""Past answers to replay: from a data folder, with the papers as they were read, or from stored answers alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from casework.answered import Answered
from casework.checklist import DocumentNeeded
from casework.document import Child, Document, Field, Passage, Role, Section
from casework.errors import NoSuchPath
from casework.evidence import Evidence, Place
from casework.finding import Outcome, Reason
from casework.names import same_name
from generators.contract import Answer, DocumentAnswer, Seen, SeenIn, everything_found, from_json
from generators.policy_words import documents_in
from panelready.pipeline import Held
from panelready.running import beside
from panelready.screening_step import held_for
from panelready.store import requests, submissions
from validators.load_policy import Policy
from validators.request import Given

CANNOT_KNOW = (
    "A stored answer holds what each paper is, its date and state, what the form says, and the words that findings"
    " rest on; nothing else of the papers. Whether other words stand in them, or something under a heading that was"
    " not asked about, it cannot know. With --data the papers themselves are looked at, as they were read then."
)
MORE_WORDS = "On 1 January 2026, and on other days too, there stood in it these and more words than are told."
"""Stands in a rebuilt paper for the words we do not have: a paper that was not found empty then is not empty now."""

NOT_READ_ANEW = (
    "The papers are taken as they were read and recognised then: what a changed document type, a changed title or"
    " label would make of them is seen only when papers are read anew."
)


@dataclass(frozen=True, slots=True)
class Past:
    """One past answer, and the papers behind it; `is_whole` where they are as they were read, not rebuilt."""

    name: str
    answer: Answer
    held: Held
    is_whole: bool


def from_data_folder(folder: Path) -> Iterator[Past]:
    """The last answer of each request in a data folder, with everything held for it."""
    with beside(folder) as app, app.engine.connect() as db:
        for request_id in requests.all_ids(db):
            request = requests.get(db, request_id)
            last = requests.screening(db, request_id, request.screenings)
            if last is not None:
                held = held_for(db, request, submissions.of_request(db, request_id), app)
                yield Past(request_id, from_json(last.answer), held, is_whole=True)


def from_answers(folder: Path, policy: Policy) -> Iterator[Past]:
    """The last answer of each request below a folder of stored ones; other files there are passed over."""
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise NoSuchPath(f"{folder}: there are no stored answers (*.json) here.")
    for _, same in groupby(files, lambda file: file.parent):
        for file in _last(list(same)):
            answer = _answer_in(file)
            if answer is not None:
                given = Given(answer.authority, answer.edition, answer.panel, answer.request_type, is_decided=True)
                held = Held(_documents(answer, policy), answer.received, given)
                yield Past(file.relative_to(folder).as_posix(), answer, held, is_whole=False)


def _last(files: list[Path]) -> list[Path]:
    """Of the numbered answers to one request the last; answers that are not numbered are each their own."""
    numbered = [file for file in files if file.stem.isdigit()]
    newest = [max(numbered, key=lambda file: int(file.stem))] if numbered else []
    return newest + [file for file in files if file not in numbered]


def _answer_in(file: Path) -> Answer | None:
    try:
        return from_json(file.read_bytes())
    except ValueError:
        return None


def _documents(answer: Answer, policy: Policy) -> tuple[Document, ...]:
    """The papers as far as the answer tells of them."""
    documents = [_document(one, answer) for one in answer.documents]
    return tuple(_as_found(document, answer, policy) for document in documents)


def _document(one: DocumentAnswer, answer: Answer) -> Document:
    fields = [field for field in answer.fields if field.evidence.file == one.file and one.role is Role.FORM]
    was_empty = any(each.reason == Reason.SECTIONS_EMPTY and one.file in each.documents for each in answer.findings)
    more = [Passage(MORE_WORDS, Place())] if one.role is Role.PAPER and not was_empty else []
    return Document(
        one.file,
        one.inside,
        pages=one.pages,
        format=one.format,
        role=one.role,
        type=one.type,
        begins=Place(part=one.begins) if one.begins else None,
        also=one.also,
        likeliest=one.likeliest,
        confidence=one.confidence,
        why=tuple(_evidence(one.file, seen) for seen in one.why),
        state=one.state,
        dated=one.dated,
        dated_evidence=_evidence(one.file, one.dated_evidence) if one.dated_evidence else None,
        children=tuple(_child(name, one, answer) for name in one.children),
        fields=tuple(
            Field(each.id, each.label, each.value, each.said, _evidence(one.file, each.evidence)) for each in fields
        ),
        passages=(*(Passage(seen.words, Place(part=seen.place)) for seen in _words_seen(one.file, answer)), *more),
        unreadable=one.unreadable,
    )


def _child(name: str, one: DocumentAnswer, answer: Answer) -> Child:
    born = next((child.date_of_birth for child in answer.children if same_name(child.name, name)), None)
    return Child(name, born, Evidence(one.file, Place(), name))


def _words_seen(file: str, answer: Answer) -> Iterable[SeenIn]:
    seen = [SeenIn(file=each.file, place=each.place, words=each.words) for each in answer.request_evidence]
    seen += [each for finding in everything_found(answer) for each in finding.evidence]
    return dict.fromkeys(each for each in seen if each.file == file)


def _evidence(file: str, seen: Seen | SeenIn) -> Evidence:
    return Evidence(file, Place(part=seen.place), seen.words)


def _as_found(document: Document, answer: Answer, policy: Policy) -> Document:
    """What a finding said of a paper was so: the sections, fields and topics asked for then were in it, or blank."""
    authority = answer.authority or ""
    checklist = None
    if authority in policy.authorities:
        checklist = policy.checklist(authority, answer.edition or "", answer.panel or "", answer.request_type or "")
    needs = {each.id: each.needs for each in checklist.requirements} if checklist else {}
    for finding in answer.findings:
        if document.file not in finding.documents or finding.requirement not in needs:
            continue
        if finding.outcome not in (Outcome.MET, Outcome.UNFINISHED):
            continue
        for need in documents_in(needs[finding.requirement]):
            if document.type in (*need.types, *need.may_be_part_of):
                document = _with(document, need, finding.blank)
    return document


def _with(document: Document, need: DocumentNeeded, blank: tuple[str, ...]) -> Document:

    def said_then(part: str) -> Answered:
        return Answered.BLANK if part in blank else Answered.ANSWERED

    sections = [
        Section(each, each, said_then(each), Place(), "" if each in blank else "as found then")
        for each in need.sections
        if all(section.id != each for section in document.sections)
    ]
    fields = [
        Field(
            each,
            each,
            "" if each in blank else "as found then",
            said_then(each),
            Evidence(document.file, Place(), each),
        )
        for each in need.fields
        if document.field(each) is None
    ]
    said = [Passage(topic.words[0], Place()) for topic in need.must_cover if topic.id not in blank and not blank]
    return replace(
        document,
        sections=(*document.sections, *sections),
        fields=(*document.fields, *fields),
        passages=(*document.passages, *said),
    )
