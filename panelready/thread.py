"""A request's thread: which of our letters a mail answers, what it says to its questions, and what of it is its own.

An answer by number counts for the last letter that had left when the mail came, and from somebody of the house that
the letter went to. Anything else that looks like an answer is for a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from sqlalchemy import Connection

from casework.document import Document, Role
from casework.question import Said
from casework.submission import Message
from extractors.thread_answers import answers_in, own_part, quotes_questions
from extractors.written_back import OurLetter
from ingest.plain_text import words_of
from panelready.app import App
from panelready.asking import Questions, questions_kept
from panelready.reply_rules import machine_mark
from panelready.store import effects, requests
from panelready.store.effects import StoredReply
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import OutboxState


@dataclass(frozen=True, slots=True)
class Answering:
    """The letter a mail answers, its words and questions, and whether an answer by number can be taken as it stands."""

    letter: str
    questions: Questions
    is_sure: bool


class Thread:
    """The letters of one request, and those of requests that were linked to it."""

    def __init__(self, db: Connection, request_id: str, app: App) -> None:
        self._db = db
        self._app = app
        self._request_id = request_id
        linked = requests.linked_to(db, request_id)
        self._letters = [each for one in (*linked, request_id) for each in effects.replies(db, request_id=one)]

    def answers(self, part: StoredSubmission, documents: Sequence[Document], number: int) -> tuple[Said, ...]:
        """What the mail of these papers, the request's `number`th, says to our questions."""
        mail = covering(documents)
        if part.message is None or mail is None or machine_mark(part.message) is not None:
            return ()
        answering = self._answering(part, part.message, mail)
        if answering is None:
            return ()
        said = answers_in(mail, answering.questions, answering.letter, number)
        return said if answering.is_sure else tuple(replace(each, value=None) for each in said)

    def in_own_words(self, part: StoredSubmission, documents: Sequence[Document]) -> tuple[Document, ...]:
        """The papers; of a mail that answers a letter of ours, only what it says itself: the letter says much too."""
        mail = covering(documents)
        answering = self._answering(part, part.message, mail) if part.message and mail else None
        if mail is None or answering is None:
            return tuple(documents)
        own = replace(mail, passages=own_part(mail, answering.letter, answering.questions))
        return tuple(own if each is mail else each for each in documents)

    def letter_to(self, part: StoredSubmission) -> OurLetter | None:
        """The letter that a person's mail answers, or the last that had left when it came; None where there is none."""
        message = part.message
        if message is None or machine_mark(message, self._app.own_addresses) is not None:
            return None
        letter = max(self._named(message) or self._left(part), key=self._order, default=None)
        if letter is None:
            return None
        forms = (_words_of(letter), words_of(_words_of(letter, "html")))
        return OurLetter(forms, questions_kept(letter.questions), (str(_parsed(letter)["Subject"] or ""),))

    def _named(self, message: Message) -> list[StoredReply]:
        return [each for each in self._letters if each.message_id in message.references]

    def _left(self, part: StoredSubmission) -> list[StoredReply]:
        return [each for each in self._letters if _had_left(each, part)]

    def _answering(self, part: StoredSubmission, message: Message, mail: Document) -> Answering | None:
        named, left = self._named(message), self._left(part)
        if not named and not any(_answers_one_of(each, message.references) for each in left):
            return None
        letter = max(named or left, key=self._order)
        questions = questions_kept(letter.questions)
        is_sure = (
            letter.request_id == self._request_id
            and _asked(letter) <= _asked(max([letter, *left], key=self._order))  # the last one's, in its numbers
            and self._is_theirs(message, letter)
            and (bool(named) or quotes_questions(mail, questions))
            and not self._names_other_letters(message)
        )
        return Answering(_words_of(letter), questions, is_sure)

    def _order(self, letter: StoredReply) -> tuple[bool, int]:
        return letter.request_id == self._request_id, letter.number

    def _is_theirs(self, message: Message, letter: StoredReply) -> bool:
        """Whether it was written in the house the letter went to, or in one whose people may be answered."""
        writers = message.origin.writers if message.origin else ()
        domains = {_domain(each) for each in writers or (message.sender or "",)}
        allowed = {_domain(letter.recipient or ""), *(each.lower() for each in self._app.settings.replies.domains)}
        return len(domains) == 1 and "" not in domains and domains <= allowed

    def _names_other_letters(self, message: Message) -> bool:
        """Whether it stands in the thread of another request as well."""
        ours = {each.request_id for each in self._letters}
        return bool(effects.requests_of_messages(self._db, message.references) - ours)


def covering(documents: Sequence[Document]) -> Document | None:
    """The one message that is in no other; where several lie side by side, the envelope may be anybody's."""
    outermost = [each for each in documents if each.role is Role.MESSAGE and not each.inside]
    return outermost[0] if len(outermost) == 1 and outermost[0].unreadable is None else None


def _had_left(letter: StoredReply, part: StoredSubmission) -> bool:
    return letter.state is OutboxState.SENT and letter.sent_at is not None and letter.sent_at <= part.received_at


def _asked(letter: StoredReply) -> set[tuple[int, str]]:
    return {(question.number, question.words) for question in questions_kept(letter.questions)}


def _answers_one_of(letter: StoredReply, message_ids: Sequence[str]) -> bool:
    return str(_parsed(letter)["In-Reply-To"] or "").strip() in message_ids


def _words_of(letter: StoredReply, form: str = "plain") -> str:
    body = _parsed(letter).get_body((form,))
    return str(body.get_content()) if body is not None else ""


def _parsed(letter: StoredReply) -> EmailMessage:
    parsed = message_from_bytes(letter.message, policy=policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower()
