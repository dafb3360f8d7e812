"""What a mail in the thread answers to the numbered questions of our reply: "1. No", "2) yes - 4 May", "Q3: no".

Only lines that the sender wrote count: what stands under the history, in quotation, or was copied from our own letter
does not. A line that looks like an answer and is not a plain one is told as such, for a person; nothing is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from casework.document import Document, Passage
from casework.evidence import Evidence
from casework.question import Question, Said
from casework.words import fold, shortened
from extractors.dates import MONTH
from extractors.note_lines import own_words

_NUMBERED = re.compile(
    r"^\W{0,3}(?P<asked>(?:q|question|a|answer)\s?\.?\s?)?(?P<number>\d{1,2})"
    r"(?P<mark>\s?[.):]\)?(?!\d)|\s[-–—](?=\s))?(?P<rest>(?!\w).*)?$",
    re.IGNORECASE,
)
_YES, _NO = frozenset({"yes", "y"}), frozenset({"no", "n", "none"})
_PLAIN_ENDS = {
    True: frozenset(
        {"it is", "it has", "it does", "it did", "it was", "there is", "there are", "they are", "they have"}
    ),
    False: frozenset(
        {"it is not", "it has not", "it does not", "it did not", "it was not", "there is not", "there are not"}
        | {"it isn t", "it hasn t", "it doesn t", "it didn t", "it wasn t", "there isn t", "there aren t"}
        | {"there is none", "there isn t one", "there is not one", "they are not", "they have not"}
    ),
}
_POLITE = frozenset({"thanks", "thank you", "many thanks"})
_A_DAY = re.compile(
    rf"(?:on )?(?:the )?(?:\d{{1,2}}(?: ?(?:st|nd|rd|th))?(?: of)? (?:{MONTH})(?: (?:19|20)\d\d)?"
    r"|\d{1,2} \d{1,2} (?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d \d\d \d\d)"
)
"""A day and nothing else, folded."""
_ASKS_YES_OR_NO = re.compile(
    r"^(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should)\b(?!.*,\sor\b)", re.IGNORECASE
)
_ASKS_FOR_A_DAY_TOO = re.compile(r",\sand (?:on what date|when)\?$", re.IGNORECASE)
_ASKS_FOR_MORE = re.compile(r",\sand\b.*\?$|\?.*\?", re.IGNORECASE)
_SIGNS_OFF = re.compile(
    r"^\W*(?:(?:kind|kindest|best|warm|with)\s+)?(?:regards|wishes)\W*$|^\W*yours\s+\w+\W*$", re.IGNORECASE
)
_TAKES_BACK = re.compile(
    r"^(?:but|although|though|however|unless|except|actually|sorry|correction|maybe|perhaps|possibly|probably|subject|"
    r"(?:i am |i'm |i’m )?not (?:sure|that)|as far as|i think|i believe|i will check|to be confirmed|tbc)\b",
    re.IGNORECASE,
)
"""How a line begins that goes on with the answer above it, and may take it back."""
_WORDS_OF_A_COPY = 5
"""A line of at least so many words that stands in our letter was copied from it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that looks like an answer: its number if it has one, and what stands behind it."""

    number: int | None
    words: str
    passage: Passage
    is_in_doubt: bool


def answers_in(message: Document, questions: Sequence[Question], letter: str, mail: int) -> tuple[Said, ...]:
    """What a mail says to the questions of the letter that it answers, in the order of its lines.

    A plain yes or no that names no number, or one that was not asked, may be meant for each question left open.
    """
    by_number = {question.number: question for question in questions}
    lines = list(_lines(own_part(message, letter, questions), by_number))
    said = [_said(by_number[line.number], line, message, mail) for line in lines if line.number in by_number]
    answered = {each.question.number for each in said}
    left_open = [question for question in questions if question.number not in answered]
    for line in lines:
        if line.number not in by_number and _plain(line.words) is not None:
            said += [Said(question, None, _evidence(message, line), mail) for question in left_open]
    return tuple(said)


def own_part(message: Document, letter: str, questions: Sequence[Question]) -> tuple[Passage, ...]:
    """The lines that the sender wrote, down to where our letter begins that was answered, however it is marked."""
    told, asked = fold(letter), [fold(question.words) for question in questions]
    kept: list[Passage] = []
    for passage in own_words(message.passages):
        folded = fold(passage.text)
        is_copy = len(folded.split()) >= _WORDS_OF_A_COPY and folded in told
        if is_copy and not any(folded in question for question in asked):
            break
        kept.append(passage)
    return tuple(kept)


def quotes_questions(message: Document, questions: Sequence[Question]) -> bool:
    """Whether a mail carries our questions, each with its number, as our letter put them."""
    told = fold(" ".join(passage.text.lstrip(">| ") for passage in message.passages))
    return all(fold(f"{question.number}. {question.words}") in told for question in questions)


def _lines(passages: Sequence[Passage], asked: dict[int, Question]) -> Iterator[_Line]:
    has_signed = False
    for passage, following in zip_longest(passages, passages[1:]):
        has_signed = has_signed or _SIGNS_OFF.search(passage.text) is not None
        found = _NUMBERED.match(passage.text)
        if found is None:
            if _plain(passage.text) is not None:
                yield _Line(None, passage.text, passage, is_in_doubt=True)
            continue
        number, words = int(found["number"]), (found["rest"] or "").strip()
        words = _without_question(words, asked.get(number))
        is_marked = bool(found["asked"] or found["mark"])
        if words and (is_marked or _plain(words) is not None):
            yield _Line(number, words, passage, is_in_doubt=has_signed or _goes_on(following))


def _goes_on(following: Passage | None) -> bool:
    return following is not None and (following.text[:1].islower() or _TAKES_BACK.match(following.text) is not None)


def _without_question(words: str, question: Question | None) -> str:
    """What stands behind the question where somebody copied it, whole or in part, before the answer."""
    if question is None:
        return words
    asked, folded = fold(question.words), fold(words)
    if folded in asked and len(folded.split()) >= _WORDS_OF_A_COPY:
        return ""
    return folded.removeprefix(asked.rstrip()).strip() if folded.startswith(asked) else words


def _said(question: Question, line: _Line, message: Document, mail: int) -> Said:
    value = None if line.is_in_doubt else _answer(question, line.words)
    return Said(question, value, _evidence(message, line), mail)


def _evidence(message: Document, line: _Line) -> Evidence:
    return Evidence(message.file, line.passage.place, shortened(line.passage.text))


def _answer(question: Question, words: str) -> bool | None:
    """Yes or no, where the question asks for that and the answer says all that was asked."""
    plain = _plain(words)
    if plain is None:
        return None
    value, names_a_day = plain
    if question.asks_if_there_is_one:
        return value
    if len(question.facts) != 1 or not _ASKS_YES_OR_NO.match(question.words) or (names_a_day and not value):
        return None
    if value and _ASKS_FOR_A_DAY_TOO.search(question.words):
        return True if names_a_day else None
    return None if value and _ASKS_FOR_MORE.search(question.words) else value


def _plain(words: str) -> tuple[bool, bool] | None:
    """A plain yes or no, and whether a day stands behind it; None where the words say anything else."""
    first, _, rest = fold(words).strip().partition(" ")
    if first not in _YES | _NO or "?" in words:
        return None
    value = first in _YES
    if not rest or rest in _POLITE or rest in _PLAIN_ENDS[value]:
        return value, False
    return (value, True) if _A_DAY.fullmatch(rest) else None
