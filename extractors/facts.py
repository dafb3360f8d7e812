"""Documents and fact definitions become facts: true, false or unknown, each with the words that say so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache

from casework.calendar import age_on
from casework.conditions import FactDefinition, FactKind, FactValue, Known, ShownBy, Silence
from casework.document import Document, DocumentState, Role
from casework.evidence import Evidence, Place
from casework.judging import once
from casework.words import first_phrase, fold, may_hold, plain_letters, shortened
from extractors.amounts import total_in
from extractors.answers import with_boxes, without_unticked
from extractors.dates import dates_in
from extractors.denied import is_denied, undenied
from extractors.telling import is_cue, is_only_laid_down, may_be_told, told

NO_WORDS = (
    "no",
    "not",
    "none",
    "n a",
    "na",
    "nil",
    "not applicable",
    "not yet",
    "never",
    "first time",
    "has not",
    "not been",
)

_AGED = re.compile(
    r"\baged?\s*:?\s*(\d{1,2})\b(?!\s*(?:month|week|day))|\b(\d{1,2})[ -]?(?:years?|yrs?)[ -]old\b", re.IGNORECASE
)

Seen = tuple[Known | None, Evidence]


def gather_facts(
    documents: Sequence[Document], definitions: Mapping[str, FactDefinition], needed: Iterable[str], on: date
) -> dict[str, FactValue]:
    """The value of each needed fact as of a day; what the papers do not say takes what silence means."""
    return {fact: gather_fact(documents, definitions[fact], on) for fact in needed}


def gather_fact(documents: Sequence[Document], definition: FactDefinition, on: date) -> FactValue:
    """One fact's value: what the papers agree on; unknown where they disagree or do not say."""
    seen = [found for shown in definition.shown_by for found in _shown(documents, definition, shown, on)]
    values = {value for value, _ in seen}
    evidence = tuple(dict.fromkeys(words for _, words in seen))
    if len(values) == 1:
        return FactValue(definition.id, values.pop(), evidence)
    if values:
        return FactValue(definition.id, None, evidence)
    silence = {Silence.TAKE_AS_NO: False, Silence.TAKE_AS_YES: True}.get(definition.if_silent)
    return FactValue(definition.id, silence, assumed=silence is not None)


def _shown(documents: Sequence[Document], definition: FactDefinition, shown: ShownBy, on: date) -> Iterator[Seen]:
    telling = [each for each in documents if each.unreadable is None and each.state is not DocumentState.BLANK_TEMPLATE]
    if shown.document:
        yield from _papers(telling, shown.document)
    elif shown.childs_age:
        yield from _ages(telling, on)
    elif shown.field:
        yield from _fields(telling, definition, shown)
    else:
        yield from _phrases(telling, definition, shown)


def _papers(documents: Sequence[Document], kind: str) -> Iterator[Seen]:
    for document in documents:
        if document.is_or_holds(kind):
            yield True, document.why[0] if document.why else Evidence(document.file, Place(), document.file)


def _ages(documents: Sequence[Document], on: date) -> Iterator[Seen]:
    """Ages by date of birth; where no paper gives one, those a form states beside the child's name."""
    born = [child for document in documents for child in document.children if child.date_of_birth is not None]
    for child in born:
        if child.date_of_birth is not None:
            yield age_on(child.date_of_birth, on), child.evidence
    if not born:
        yield from _stated_ages(documents)


def _stated_ages(documents: Sequence[Document]) -> Iterator[Seen]:
    for document in documents:
        if document.role is not Role.FORM:
            continue
        names = {fold(child.name).split()[0] for child in document.children if child.name}
        for passage in document.passages:
            named = names & set(fold(passage.text).split())
            age = _AGED.search(passage.text)
            if age and len(named) == 1:
                yield int(age[1] or age[2]), Evidence(document.file, passage.place, shortened(passage.text))


def _fields(documents: Sequence[Document], definition: FactDefinition, shown: ShownBy) -> Iterator[Seen]:
    for document in documents:
        for field in document.fields:
            if field.id != shown.field or field.blank:
                continue
            by_words = bool(shown.words or shown.no_words)
            value = _words_say(field.value, definition, shown) if by_words else value_of(field.value, definition)
            if value is not None:
                yield value, field.evidence


def value_of(text: str, definition: FactDefinition) -> Known | None:
    """What an answer says of a fact, by the fact's kind; None where it says nothing we understand."""
    match definition.kind:
        case FactKind.AMOUNT:
            return total_in(text)
        case FactKind.WHOLE_NUMBER:
            number = re.search(r"\d+", text)
            return int(number[0]) if number else None
        case FactKind.DATE:
            found = dates_in(text)
            return found[0] if found else None
        case FactKind.CHOICE:
            return first_phrase(text, definition.choices)
        case FactKind.YES_NO:
            return not _says_no(text)


def _says_no(value: str) -> bool:
    """Whether a filled field says no: it begins with a word of refusal, and gives no date."""
    folded = fold(value)
    return any(folded.startswith(fold(word)) for word in NO_WORDS) and not dates_in(value)


def _phrases(documents: Sequence[Document], definition: FactDefinition, shown: ShownBy) -> Iterator[Seen]:
    for document in documents:
        if not (shown.anywhere or document.role in (Role.FORM, Role.MESSAGE)):
            continue
        heard = _of_which_words_are(_words_in(document), shown)
        if not (heard.words or heard.no_words):
            continue
        for passage, said in zip(document.passages, _chosen_in(document), strict=True):
            value = _words_say(said, definition, heard)
            if value is not None:
                yield value, Evidence(document.file, passage.place, shortened(passage.text))


def _of_which_words_are(words: Set[str], shown: ShownBy) -> ShownBy:
    """The phrases and cues all whose words are in a paper: most are not, and are not looked for in each passage."""
    said, denied = (
        tuple(each for each in phrases if (may_be_told(words, each) if is_cue(each) else may_hold(words, (each,))))
        for phrases in (shown.words, shown.no_words)
    )
    return replace(shown, words=said, no_words=denied)


@once
def _chosen_in(document: Document) -> tuple[str, ...]:
    """The words of each passage, without the choices left unticked in a paper where some are ticked."""
    said = tuple(with_boxes(passage.text) for passage in document.passages)
    return tuple(map(without_unticked, said)) if any("☒" in text for text in said) else said


@once
def _words_in(document: Document) -> frozenset[str]:
    """Every word of a paper, folded: most phrases stand in none, and this tells so without looking at each passage."""
    return frozenset().union(*(fold(passage.text).split() for passage in document.passages))


def _words_say(text: str, definition: FactDefinition, shown: ShownBy) -> bool | None:
    """What a text says of a fact in the words of the policy, or in cues that other words may stand between."""
    by_phrase = _phrases_say(text, definition, shown)
    by_cue = _cues_say(text, shown) if by_phrase is None else {by_phrase}
    return next(iter(by_cue)) if len(by_cue) == 1 else None


def _cues_say(text: str, shown: ShownBy) -> set[bool]:
    yes, no = [*filter(is_cue, shown.words)], [*filter(is_cue, shown.no_words)]
    if not (yes or no) or first_phrase(text, shown.not_words):
        return set()
    denied = {False} if True in told(text, no) else set()
    return denied or told(text, yes)


def _phrases_say(text: str, definition: FactDefinition, shown: ShownBy) -> bool | None:
    """What a text says of a fact; where silence means no, words that it takes back say no as well."""
    no = first_phrase(text, shown.no_words)
    yes = first_phrase(text, shown.words)
    if yes and is_only_laid_down(text, yes):
        return None
    if not (yes or no) or first_phrase(text, shown.not_words):
        return None
    if no and yes and fold(yes) in fold(no):
        yes = None
    elif no and yes and fold(no) in fold(yes) and not first_phrase(_without(text, yes), shown.no_words):
        no = None
    if bool(yes) == bool(no):
        return None
    if yes and definition.if_silent is Silence.TAKE_AS_NO:
        return undenied(text, shown.words) is not None
    if yes and _is_question_answered_no(text, yes):
        return False
    return None if yes and is_denied(text, yes) else bool(yes)


def _without(text: str, phrase: str) -> str:
    return fold(text).replace(fold(phrase), " … ")


def _is_question_answered_no(text: str, phrase: str) -> bool:
    """Whether the words are a printed question with its refusal: "Agreed beforehand? No."."""
    return _refused(phrase).search(plain_letters(text)) is not None


@lru_cache(maxsize=1024)
def _refused(phrase: str) -> re.Pattern[str]:
    """A phrase of the policy with a refusal behind it."""
    asked = r"\W+".join(map(re.escape, fold(phrase).split()))
    return re.compile(rf"\b{asked}\s*\?\s*no\b")
