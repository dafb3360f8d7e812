"""Answers to a form's questions in the story of somebody who wrote it all in one box: "We think it will take a year".

A question is looked for so only where the form as it came does not print it, and only in a story that answers several;
a question that stands there blank stays blank.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from casework.answered import Answered
from casework.document import DocumentType, Field
from casework.evidence import Evidence
from casework.words import fold, gapped
from extractors.answers import Answers
from extractors.words import first_words

_OWN_WORDS = 6
"""So many words of his own may stand in a gap of a phrase: "will take … weeks"."""
_LEAST_WORDS = 120
"""With fewer an answer is no story."""
_SEVERAL = 3
"""So many questions a story has to answer: of fewer, nobody can tell that it is meant to answer any."""
_LEAST_SAID = 6
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_OPEN = re.compile(r"\?$|\b(?:tbc|to be (?:confirmed|agreed|decided)|not (?:yet )?(?:known|decided)|not yet|unclear)\b")
"""What leaves open what is asked."""


def told_in_story(found: Mapping[str, Field], form: DocumentType, answers: Answers) -> Iterator[Field]:
    """The fields that the longest answer tells of, of those that were not `found` on the form at all."""
    story = max(found.values(), key=lambda field: len(field.value), default=None)
    if story is None or not form.told or len(story.value.split()) < _LEAST_WORDS:
        return
    said = _SENTENCES.split(story.value)
    told = {
        field_id: sentence
        for field_id, phrases in form.told
        if field_id not in found and (sentence := _told(said, phrases, answers))
    }
    if len(told) < _SEVERAL:
        return
    labels = dict(reversed(form.labels))
    for field_id, sentence in told.items():
        seen = Evidence(story.evidence.file, story.evidence.place, first_words(sentence))
        yield Field(field_id, labels[field_id], sentence, Answered.ANSWERED, seen)


def _told(said: Sequence[str], phrases: Collection[str], answers: Answers) -> str:
    """The first sentence that holds one of the phrases and leaves nothing open."""
    patterns = [gapped(phrase, _OWN_WORDS) for phrase in phrases]
    for sentence in said:
        words = fold(sentence)
        if len(words.split()) < _LEAST_SAID or _OPEN.search(sentence.casefold()):
            continue
        if any(pattern.search(words) for pattern in patterns) and answers.answer(sentence)[1] is Answered.ANSWERED:
            return sentence.strip()
    return ""
