"""What a mail that answers a letter of ours says beyond courtesy: in words above the letter, below it, or inside it.

Our program understands few of these words, so a person reads them. What stands in a signature, in a footer that mail
servers add, or in the history of other mails is not said to us.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casework.document import Document, Passage
from casework.evidence import SUBJECT, Evidence
from casework.question import Question
from casework.words import fold, shortened
from extractors.courtesy import is_courtesy, may_be_a_name, sentences, signs_off
from extractors.note_lines import NoteLine, begins_history, note_lines
from extractors.thread_answers import own_part

_MARKS = re.compile(r"^[\s>|]+")
_BULLET = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s+|^o\s+", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?i)\bif you (?:have received|receive|are not the intended)\b|\bthis (?:e-?mail|message)\b.{0,80}\b(?:intended "
    r"(?:only|solely|for)|legally privileged)\b|^\W*disclaimer\b|\bbefore (?:you )?print(?:ing)?\b"
)
_BANNER = re.compile(
    r"(?i)\b(?:originated|came|sent|received) from (?:outside|an external)\b|^\W*do not click\b|^\W*\[?external\]?\W*$|"
    r"^\W*you don.?t often (?:get|receive) e?mail from\b|^\W*\[cid:[^\]]*\]$"
)
"""What mail servers set at the end of a mail, and at its head."""
_AFTER_ALL = re.compile(r"(?i)^\W*(?:p\.?\s?p?\.?\s?s\b|n\.?b\b)|\b(?:ring|call|phone|telephone) me\b")
"""Under a signature: what its writer adds to the mail itself."""
_SAYS_MORE = re.compile(r"(?i)\?|\b(?:please|ring|call|phone|but|unless|if|although|however|not)\b")
_MOST_UNDERSTOOD = 30
_LONG, _RUN = 5, 4
"""Words of a line that was surely copied, and of a stretch of one that mail programs have joined anew."""
_SENTENCE = 8
"""Lines of a signature have fewer words."""
_MOST_LINES, _MOST_WORDS, _MOST_SHOWN = 3000, 400, 12


@dataclass(frozen=True, slots=True)
class OurLetter:
    """The letter that a mail answers: its words in each form it was sent in, and what it asks. `subjects` are known."""

    forms: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    subjects: tuple[str, ...] = ()


def written_back(
    message: Document, letter: OurLetter, names: frozenset[str], understood: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """The paragraphs of a mail that hold more than courtesy and what was understood, with their places.

    `names` are words of its writer's name, folded; `understood` is what findings already quote.
    """
    lines = [*_above(message, letter, names), *_inside(message, letter)]
    said = [line for line in lines if _says_something(line, message.file, names, understood)]
    if not said and (subject := _new_subject(message, letter)) is not None:
        said = [line for line in (subject,) if _says_something(line, message.file, names, understood)]
    return tuple(_evidence(line, message) for line in said[:_MOST_SHOWN])


def asked_back(
    message: Document, letter: OurLetter, names: frozenset[str], understood: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """Of those, only the paragraphs that ask something."""
    lines = [*_above(message, letter, names), *_inside(message, letter)]
    asking = [
        line
        for line in lines
        if any(each.rstrip('"”’) ').endswith("?") and not is_courtesy(each, names) for each in sentences(line.text))
    ]
    said = [line for line in asking if _says_something(line, message.file, names, understood)]
    return tuple(_evidence(line, message) for line in said[:_MOST_SHOWN])


def _evidence(line: NoteLine, message: Document) -> Evidence:
    return Evidence(message.file, line.place, shortened(line.text, 400))


def _says_something(line: NoteLine, file: str, names: frozenset[str], understood: Sequence[Evidence]) -> bool:
    here = [fold(each.words) for each in understood if (each.file, each.place) == (file, line.place)]
    return any(not is_courtesy(each, names) and not _is_understood(each, here) for each in sentences(line.text))


def _is_understood(sentence: str, here: Sequence[str]) -> bool:
    """Whether a finding quotes the sentence, and it says no more than a finding can hold."""
    folded = fold(sentence)
    is_plain = len(folded.split()) <= _MOST_UNDERSTOOD and not _SAYS_MORE.search(sentence)
    return is_plain and any(folded in each or each in folded for each in here if each != " ")


# -- above the letter


def _above(message: Document, letter: OurLetter, names: frozenset[str]) -> Iterator[NoteLine]:
    """The sender's own paragraphs, without the banners of mail servers, the signature and what stands under it."""
    told = fold(" ".join(letter.forms))
    own = own_part(message, letter.forms[0] if letter.forms else "", letter.questions)
    kept = tuple(each for each in own if each.place != SUBJECT and not _BANNER.search(each.text))
    lines = note_lines(replace(message, passages=tuple(each for each in kept if not _is_copied(each, told))))
    end = next((at for at, line in enumerate(lines) if _FOOTER.search(line.text)), len(lines))
    signed = next((at for at in range(1, end) if _closes(lines[:end], at, names)), end)
    yield from lines[:signed]
    yield from (line for line in lines[signed:end] if _AFTER_ALL.search(line.text))


def _closes(lines: Sequence[NoteLine], at: int, names: frozenset[str]) -> bool:
    """Whether the signature begins at a line; a word that may be a name begins it where nobody writes on under it."""
    if signs_off(lines[at].text, names):
        return True
    ended = lines[at - 1].text.rstrip()[-1:] in ".!?" or is_courtesy(lines[at - 1].text, names)
    return (
        ended and may_be_a_name(lines[at].text) and all(len(each.text.split()) < _SENTENCE for each in lines[at + 1 :])
    )


def _is_copied(passage: Passage, told: str) -> bool:
    folded = fold(passage.text)
    return len(folded.split()) >= _LONG and folded in told


def _new_subject(message: Document, letter: OurLetter) -> NoteLine | None:
    """The subject line, where it is not that of an earlier mail: some people write nothing else."""
    subject = next((each for each in message.passages if each.place == SUBJECT), None)
    if subject is None:
        return None
    words = _BARE.sub("", subject.text)
    known = {fold(_BARE.sub("", each)) for each in letter.subjects}
    return None if fold(words) in {*known, " "} else NoteLine(words, subject.place)


_BARE = re.compile(r"^(?:\W*(?:re|fwd?|aw|sv)\s*:|\[external\]|\s)+", re.IGNORECASE)


# -- inside the letter


@dataclass(slots=True)
class _Copy:
    """Our letter, as far as a copy of it has been followed: `at` is where the next words should stand."""

    told: str
    lines: frozenset[str]
    at: int = 0

    def holds(self, text: str) -> bool:
        """Whether a line of the copy is the letter's: it goes on there, is one of its lines, or is long and in it."""
        return any(self._goes_on(fold(form)) for form in (text, _BULLET.sub("", text))) or self._is_joined(text)

    def _goes_on(self, folded: str) -> bool:
        if folded == " " or self.told.startswith(folded, self.at):
            self.at += len(folded) - 1
            return True
        found = self.told.find(folded)
        if found >= 0 and (len(folded.split()) >= _LONG or folded in self.lines):
            self.at = found + len(folded) - 1
            return True
        return False

    def _is_joined(self, text: str) -> bool:
        """Whether a line is made of stretches of the letter, as mail programs join its lines and cells."""
        words, at = fold(text).split()[:_MOST_WORDS], 0
        while at < len(words):
            end = at + _RUN
            while end <= len(words) and f" {' '.join(words[at:end])} " in self.told:
                end += 1
            if end == at + _RUN:
                return False
            at = end - 1
        return bool(words)


def _inside(message: Document, letter: OurLetter) -> Iterator[NoteLine]:
    """The lines within a copy of our letter that the letter does not hold, and those under a copy that is marked."""
    own = {id(each) for each in own_part(message, letter.forms[0] if letter.forms else "", letter.questions)}
    rest = [each for each in message.passages if id(each) not in own and each.place != SUBJECT][:_MOST_LINES]
    if not letter.forms or not rest:
        return
    lines = frozenset(fold(line) for form in letter.forms for line in form.split("\n"))
    told = fold("\n".join(letter.forms))
    for starts_history, group in groupby(rest, key=lambda each: begins_history(_MARKS.sub("", each.text))):
        if not starts_history:
            yield from _added(list(group), _Copy(told, lines))


def _added(passages: Sequence[Passage], copy: _Copy) -> Iterator[NoteLine]:
    ours = [copy.holds(_MARKS.sub("", each.text)) for each in passages]
    sure = [at for at, each in enumerate(passages) if ours[at] and len(fold(each.text).split()) >= _LONG]
    if not sure:
        return
    is_marked = bool(_MARKS.match(passages[sure[0]].text))
    until = len(passages) if is_marked else sure[-1]
    for at in range(sure[0], until):
        each = passages[at]
        if at > sure[-1] and (signs_off(each.text) or _FOOTER.search(each.text)):
            return
        is_under = at > sure[-1] and _MARKS.match(each.text)
        if not ours[at] and not is_under and not _BANNER.search(each.text):
            yield NoteLine(_MARKS.sub("", each.text), each.place)
