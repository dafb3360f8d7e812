"""Where the papers name a panel or what is asked of it, with the words, and how much that counts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casework.document import Document, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from casework.panel import RecognisedBy
from validators.marks import Marks
from validators.wording import Cues, Said, Sentence, sentences

# How much a sighting counts: a form's own field comes before all a message says, its subject before its text.
IN_FIELD, IN_SUBJECT, IN_FORM, IN_MESSAGE, IN_PAPER, BY_PAPER = 16.0, 6.0, 5.0, 3.0, 2.0, 1.0
ASKED, MEANT, ALSO, BESIDE, PAST, UNSURE = 2.0, 1.0, 0.7, 0.5, 0.3, 0.15
"""What a sentence makes of its words: it asks, it says; behind the first sentence of an answer it asks for something
else as well or tells what lies behind; it tells of another time; it only supposes."""
PRECISE = {1: 1.0, 2: 1.25, 3: 1.5}
"""The more words a cue is made of, the less it is said of anything else."""
AS_GOOD = 0.6
"""A special request is meant rather than its general name where it is said at least so clearly."""
_FIRST_LINES, _TITLE_WORDS = 10, 40
"""Among how many passages from the top a paper says what it was made for, and in how many words at most."""
_MADE_FOR = re.compile(r"\bfor\b.{0,80}\b(?:panel|checkpoint|review)\b", re.IGNORECASE)
_OF_A_MEETING = re.compile(r"\b(?:minutes|agenda|notes?|record|attendance|decision|invitation)\b", re.IGNORECASE)
SUMMARIES = ("case_summary", "proceedings_overview")
"""Types of paper that may be written for a panel and tell what it is asked."""
_NOTE_LINES = 5
_SUBJECT_STARTS = ("subject:", "re:")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A subject pointed to: how much it counts, by which source, and the words."""

    subject: str
    weight: float
    source: float
    evidence: Evidence
    at: frozenset[int] = frozenset()
    asked: bool = False
    sentence: str = ""
    """That in which its words stand, `at` these places."""


@dataclass(frozen=True, slots=True)
class Known:
    """What points to each of several subjects."""

    by: Mapping[str, RecognisedBy]
    cues: Cues
    not_cues: Cues

    @classmethod
    def of(cls, by: Mapping[str, RecognisedBy]) -> "Known":
        """The same, ready to be looked for."""
        return _known(tuple(by.items()))

    def ruled_out(self, sentence: Sentence) -> set[str]:
        """The subjects of which this sentence cannot speak."""
        return {said.subject for said in self.not_cues.said_in(sentence)}


@lru_cache(maxsize=64)
def _known(by: tuple[tuple[str, RecognisedBy], ...]) -> Known:
    words = {subject: each.words for subject, each in by}
    return Known(dict(by), Cues(words), Cues({subject: each.not_words for subject, each in by}))


def sightings(documents: Sequence[Document], known: Known, fields: Sequence[str]) -> list[Sighting]:
    """Every sighting in the fields of forms, in messages, and by what the papers are."""
    found = [one for document in documents if document.unreadable is None for one in _in(document, known, fields)]
    return not_outdone(found, {subject: by.rather_than for subject, by in known.by.items()})


def _in(document: Document, known: Known, fields: Sequence[str]) -> Iterator[Sighting]:
    for subject, by in known.by.items():
        if document.type is not None and document.type in by.forms:
            yield Sighting(subject, IN_FORM, IN_FORM, what_it_is(document))
        if document.type is not None and document.type in by.documents:
            yield Sighting(subject, BY_PAPER, BY_PAPER, what_it_is(document))
    if document.role is Role.FORM:
        for field in document.fields:
            if not field.blank and field.id in fields:
                yield from _said(field.value, IN_FIELD, field.evidence, known)
    if document.role is Role.MESSAGE:
        for passage in document.passages:
            source = IN_SUBJECT if _is_subject(passage) else IN_MESSAGE
            yield from _said(passage.text, source, Evidence(document.file, passage.place, passage.text), known)

    if document.role is Role.PAPER and not tells_of_a_meeting(document):
        for passage in document.passages[:_FIRST_LINES]:
            if len(passage.text.split()) <= _TITLE_WORDS and _MADE_FOR.search(passage.text):
                yield from _said(passage.text, IN_PAPER, Evidence(document.file, passage.place, passage.text), known)


def asked_in_passing(documents: Sequence[Document], known: Known) -> list[Sighting]:
    """What is asked for in so many words in the text of a form, a summary, or a paper that we do not recognise.

    For where no field and no message says it: a letter may lie among the papers, and a box may have lost its label.
    """
    found = [
        one
        for document in documents
        if document.role is Role.FORM or (document.role is Role.PAPER and document.type in (None, *SUMMARIES))
        if document.unreadable is None and not tells_of_a_meeting(document)
        for passage in document.passages
        for one in _said(passage.text, IN_MESSAGE, Evidence(document.file, passage.place, passage.text), known)
        if one.asked
    ]
    return not_outdone(found, {subject: by.rather_than for subject, by in known.by.items()})


def under_questions(answers: Iterable[tuple[str, Evidence]], known: Known) -> list[Sighting]:
    """What is said under a form's question what is asked, where we know no field of it."""
    found = [one for text, words in answers for one in _said(text, IN_FIELD, words, known)]
    return not_outdone(found, {subject: by.rather_than for subject, by in known.by.items()})


def tells_of_a_meeting(document: Document) -> bool:
    """Whether it is the record or the agenda of some panel, which names what was heard there."""
    return any(_OF_A_MEETING.search(passage.text) for passage in document.passages[:_NOTE_LINES])


def _is_subject(passage: Passage) -> bool:
    """Whether these words are a message's subject line, or stand after "Re:" in a letter."""
    return passage.place == SUBJECT or passage.text.lower().lstrip().startswith(_SUBJECT_STARTS)


def _said(text: str, source: float, evidence: Evidence, known: Known) -> Iterator[Sighting]:
    is_first = True
    for sentence in sentences(text):
        ruled_out = known.ruled_out(sentence)
        marks, opens = Marks.of(sentence), is_first
        for said in _longest(known.cues.said_in(sentence)):
            if said.subject in ruled_out:
                continue
            is_first = False
            means = _meaning(said, marks, source, opens)
            weight = source * means * PRECISE.get(len(said.at), max(PRECISE.values()))
            if weight > 0:
                yield Sighting(said.subject, weight, source, evidence, said.at, _is_asked(means, source), sentence.text)


def _is_asked(means: float, source: float) -> bool:
    """Whether it is asked for in so many words: in a form or a subject line, or by a sentence that asks."""
    return means == ASKED or (source in (IN_FIELD, IN_SUBJECT) and means >= ALSO)


def _longest(found: Iterator[Said]) -> list[Said]:
    """Without those that are only part of a longer cue for another request of the same panel in the same words."""
    said = list(found)
    return [one for one in said if not any(one.at < other.at and _are_rivals(one, other) for other in said)]


def _are_rivals(one: Said, other: Said) -> bool:
    return one.subject != other.subject and one.subject.rpartition("/")[0] == other.subject.rpartition("/")[0]


def _meaning(said: Said, marks: Marks, source: float, is_first: bool) -> float:
    """What the sentence makes of these words; 0 where it denies them.

    `is_first` says that no sentence before it points to anything.
    """
    if marks.deny(said.at):
        return 0.0
    if marks.suppose(said.at):
        return UNSURE
    if marks.tell_of_another_time(said.at):
        return PAST
    if source == IN_FIELD:
        return MEANT if is_first else ALSO if marks.ask else BESIDE
    return ASKED if source == IN_MESSAGE and marks.ask else MEANT


def not_outdone(found: Sequence[Sighting], rather_than: Mapping[str, Sequence[str]]) -> list[Sighting]:
    """Without what is only the general name of something more special that is said about as clearly."""
    best: dict[str, float] = {}
    for one in found:
        best[one.subject] = max(best.get(one.subject, 0.0), one.weight)
    outdone = {
        general
        for special, weight in best.items()
        for general in rather_than[special]
        if weight >= best.get(general, 0.0) * AS_GOOD
    }
    return [one for one in found if one.subject not in outdone]


def what_it_is(document: Document) -> Evidence:
    """The words that tell what a paper is."""
    return document.why[0] if document.why else Evidence(document.file, Place(), document.file)
