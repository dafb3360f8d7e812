"""Mails that answer a letter of ours in words that no check understands: a person is shown them, once.

Each mail is looked at in the first screening after it came. Where it brings papers or answers by number, the screening
goes by those, and only what it asks is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr

from sqlalchemy import Connection

from casework.document import Document, Role
from casework.evidence import Evidence
from casework.finding import Outcome
from casework.screening import Screening
from casework.submission import Message
from casework.words import fold
from extractors.written_back import OurLetter, asked_back, written_back
from ingest.file_kind import IMAGES
from panelready.app import App
from panelready.covering import with_subject
from panelready.plain import from_plain, to_plain
from panelready.store import audit, effects, submissions
from panelready.store.effects import SENDER_WROTE, StoredTask
from panelready.store.requests import StoredRequest
from panelready.store.submissions import StoredSubmission
from panelready.thread import Thread, covering


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that came after a letter of ours, which it answers, and the words of its writer's name."""

    submission_id: str
    message: Document
    letter: OurLetter
    names: frozenset[str]
    brings_something: bool
    """Whether papers or an answer by number came with it."""


def new_mails(db: Connection, request: StoredRequest, parts: Sequence[StoredSubmission], app: App) -> list[Mail]:
    """The mails of people that came since the request was last screened, and after a letter of ours."""
    thread, new = Thread(db, request.id, app), _joined_since(db, request.id)
    found = []
    for number, part in enumerate(parts):
        letter = thread.letter_to(part) if part.id in new else None
        if letter is None or part.message is None:
            continue
        documents = with_subject(submissions.documents(db, part.id), part.message)
        message = covering(documents)
        if message is not None:
            earlier = tuple(each.message.subject for each in parts if each.message and each.id != part.id)
            letter = replace(letter, subjects=(*letter.subjects, *earlier))
            brings = any(map(_is_paper, documents)) or bool(thread.answers(part, documents, number))
            found.append(Mail(part.id, message, letter, _names(part.message), brings))
    return found


def words_for_a_person(mails: Iterable[Mail], screening: Screening) -> dict[str, tuple[Evidence, ...]]:
    """What each mail says that a person has to read, under its submission; nothing where it says no more.

    What a finding that we are unsure of quotes is shown with that finding.
    """
    understood = [seen for finding in screening.findings for seen in finding.evidence]
    unsure = [seen for finding in screening.findings if finding.outcome is Outcome.UNSURE for seen in finding.evidence]
    said = {}
    for mail in mails:
        look = asked_back if mail.brings_something else written_back
        found = look(mail.message, mail.letter, mail.names, understood)
        if words := tuple(each for each in found if not any(_is_same(each, seen) for seen in unsure)):
            said[mail.submission_id] = words
    return said


def show_a_person(
    db: Connection, request_id: str, number: int, said: dict[str, tuple[Evidence, ...]], now: datetime
) -> None:
    """Make one task of what was written since the last screening, and note whose mails it shows."""
    if not said:
        return
    for submission_id in said:
        audit.record(db, now, SENDER_WROTE, submission=submission_id, request=request_id, number=number)
    seen = to_plain(tuple(each for words in said.values() for each in words), tuple[Evidence, ...])
    rest = {"why": [SENDER_WROTE], "draft": None, "made_at": now, "seen": seen}
    effects.add_task(db, request_id, None, number, SENDER_WROTE, **rest)


def words_shown(task: StoredTask) -> list[str]:
    """The words that a task asks a person to read, each with its file and place."""
    seen = from_plain(tuple[Evidence, ...], task.seen) if task.seen else ()
    return [f"“{each.words}” ({each.file}, {each.place})" for each in seen]


def _is_same(one: Evidence, other: Evidence) -> bool:
    """Whether both are the same words of a mail; one may have lost its number, or be more of them."""
    words, others = fold(one.words), fold(other.words)
    return (one.file, one.place) == (other.file, other.place) and (words in others or others in words)


def _joined_since(db: Connection, request_id: str) -> set[str | None]:
    """The submissions that joined a request after its last screening."""
    joined: set[str | None] = set()
    for entry in audit.trail_of(db, request_id, []):
        if entry.event == "screened":
            joined.clear()
        elif entry.event == "joined":
            joined.add(entry.submission_id)
    return joined


def _is_paper(document: Document) -> bool:
    """Whether it is more than words or a picture that nobody knows, such as the logo of a signature."""
    is_picture = document.format in IMAGES and document.type is None
    return document.role not in (Role.MESSAGE, Role.DECORATION) and not is_picture


def _names(message: Message) -> frozenset[str]:
    """The words of the writer's name: as it stands beside the address, and before the @."""
    name, address = parseaddr(message.sender or "")
    return frozenset(fold(f"{name} {address.partition('@')[0]}").split())
