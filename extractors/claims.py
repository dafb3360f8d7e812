"""What the papers say of one another -> Claims, for the checks that compare them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from casework.claim import Claim, ClaimAbout
from casework.document import Document, DocumentType, Passage, Role
from casework.evidence import Evidence
from casework.judging import once_for_all
from casework.words import shortened
from extractors.amounts import amounts_in, total_in
from extractors.catalogue import Phrase, Phrases
from extractors.dates import dates_found, with_years
from extractors.words import folded

SUM_FIELD = "request_value"
_QUOTE = "invoice_or_quote"
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n")
_ATTACHED = re.compile(r"\b(?:attach(?:ed|ing)?|enclos(?:ed|e|ing)|herewith)\b", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"\b(?:not|n[’']t|never|no|without|unable|follow\w*|await\w*|outstanding|pending|will|shall|once|when|if|should"
    r"|separately|previously|earlier|last (?:week|month|time)|already)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:held|took place|convened|met on)\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\b(?:not|n[’']t|never|will|to be|was due|were due|planned|booked|scheduled|arranged|listed|cancelled|postponed"
    r"|should|could|would|if|unless|until|before|since|review|reconvened?|further|first|initial|previous|earlier)\b",
    re.IGNORECASE,
)
"""Beside "held": it was not, not yet, or another one of the same name was."""
_FINISHED = re.compile(
    r"\b(?<!not )(?<!be )(?<!n[’']t )(?:finished|completed|concluded|written|dated)(?: on)?[:\s]*"
    r"(?=$|\d|the \d|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
"""A word that says a paper is done, with the day right behind it."""
_NAMED_WITHIN = 60
"""Characters before that word in which the paper is named."""
_RECORD_WORDS = frozenset(("minutes", "notes", "note", "record", "of", "the", "and", "plan", "outcome"))
_STATUS_LINE = re.compile(
    r"(?:^|[|\n])\s*(?:current |child[’']?s )?legal status\s*[:|]\s*([^|\n]{2,80})", re.IGNORECASE
)
_INTERIM = "an interim care order"
_STATUSES: Mapping[str, re.Pattern[str]] = {
    _INTERIM: re.compile(r"\binterim care order\b|\bICO\b|\bs(?:ection)?\.?\s?38\b", re.IGNORECASE),
    "a care order": re.compile(r"\b(?:full )?care order\b|\bFCO\b|\bs(?:ection)?\.?\s?31\b", re.IGNORECASE),
    "a placement order": re.compile(r"\bplacement order\b", re.IGNORECASE),
    "a supervision order": re.compile(r"\bsupervision order\b", re.IGNORECASE),
    "section 20": re.compile(r"\bs(?:ection|ec)?\.?\s?20\b|\bvoluntar\w+ accommodat", re.IGNORECASE),
    "a special guardianship order": re.compile(r"\bspecial guardianship order\b|\bSGO\b", re.IGNORECASE),
}
"""What a legal status is called, most particular first: an interim care order is a care order by its words."""


def claims_in(documents: Sequence[Document], types: Mapping[str, DocumentType], today: date) -> tuple[Claim, ...]:
    """Everything the papers claim of one another; from forms and messages, and from quotes the sums.

    A day without a year is the one nearest `today` that is not to come.
    """
    readable = [each for each in documents if each.unreadable is None]
    return tuple(claim for document in readable for claim in _claims_of(document, types, today))


def _claims_of(document: Document, types: Mapping[str, DocumentType], today: date) -> Iterator[Claim]:
    names = _names_of(*types.values())
    if document.role is Role.MESSAGE:
        yield from _attached(document, names)
    if document.role in (Role.MESSAGE, Role.FORM):
        yield from _held(document, names)
        yield from _finished(document, names, today)
    if document.role is Role.FORM:
        yield from _asked(document)
    if document.type == _QUOTE:
        yield from _quoted(document)
    yield from _statuses(document)


class _Names:
    """The names of papers, and of the meetings whose records they are."""

    def __init__(self, types: Sequence[DocumentType]) -> None:
        said = [(kind, folded(name).split()) for kind in types for name in (kind.name, *kind.titles, *kind.aliases)]
        self.papers = Phrases(Phrase(tuple(words), kind.id, 1.0) for kind, words in said)
        records = [(kind, words) for kind, words in said if "minutes" in folded(kind.name).split()]
        self.meetings = Phrases(
            Phrase(tuple(word for word in words if word not in _RECORD_WORDS), kind.id, 1.0) for kind, words in records
        )


@once_for_all
def _names_of(*types: DocumentType) -> _Names:
    return _Names(types)


def _sentences(document: Document) -> Iterator[tuple[str, Passage]]:
    for passage in document.passages:
        yield from ((sentence, passage) for sentence in _SENTENCE_ENDS.split(passage.text) if sentence.strip())


def _seen(document: Document, passage: Passage, words: str) -> Evidence:
    return Evidence(document.file, passage.place, shortened(" ".join(words.split())))


def _attached(message: Document, names: _Names) -> Iterator[Claim]:
    """The papers named in a sentence that says they are attached, each name once."""
    for sentence, passage in _sentences(message):
        if _ATTACHED.search(sentence) and not _NOT_HERE.search(sentence):
            for types in _types_at(names.papers, sentence):
                yield Claim(ClaimAbout.ATTACHED, message, _seen(message, passage, sentence), types=types)


def _types_at(phrases: Phrases, sentence: str) -> Iterator[tuple[str, ...]]:
    """What each name in a sentence may mean: several types may share one."""
    at: dict[tuple[int, int], list[str]] = {}
    for found in phrases.found_in(folded(sentence).split()):
        at.setdefault((found.start, found.end), []).append(found.phrase.type)
    yield from (tuple(dict.fromkeys(types)) for types in at.values())


def _held(document: Document, names: _Names) -> Iterator[Claim]:
    """One meeting, one day, and the word that it was held; a sentence of two meetings may mean either."""
    for sentence, passage in _sentences(document):
        if not _HELD.search(sentence) or _NOT_HELD.search(sentence):
            continue
        meetings, days = list(_types_at(names.meetings, sentence)), [d for d in dates_found(sentence) if d.names_day]
        if len(meetings) == 1 and len(days) == 1:
            seen = _seen(document, passage, sentence)
            yield Claim(ClaimAbout.HELD, document, seen, types=meetings[0], day=days[0].date)


def _finished(document: Document, names: _Names, today: date) -> Iterator[Claim]:
    """The one paper that a sentence names just before the day on which it says that was finished."""
    for sentence, passage in _sentences(document):
        if not _FINISHED.search(sentence):
            continue
        sentence = with_years(sentence, today, today)
        for day in dates_found(sentence):
            done = max(_FINISHED.finditer(sentence[: day.start]), key=re.Match.start, default=None)
            if done is None or not day.names_day:
                continue
            papers = list(_types_at(names.papers, sentence[: done.start()].rpartition(";")[2][-_NAMED_WITHIN:]))
            if len(papers) == 1:
                seen = _seen(document, passage, sentence)
                yield Claim(ClaimAbout.FINISHED, document, seen, types=papers[0], day=day.date)


def _asked(form: Document) -> Iterator[Claim]:
    field = form.field(SUM_FIELD)
    if field is not None and (total := total_in(field.value)):
        yield Claim(ClaimAbout.ASKED_SUM, form, field.evidence, amount=total)


def _quoted(quote: Document) -> Iterator[Claim]:
    for passage in quote.passages:
        for amount in amounts_in(passage.text) if "£" in passage.text else ():
            yield Claim(ClaimAbout.QUOTED_SUM, quote, _seen(quote, passage, passage.text), amount=amount)


def _statuses(document: Document) -> Iterator[Claim]:
    """The one legal status that a paper gives beside that label; none where it gives several children's."""
    found = list(dict.fromkeys(_status_lines(document)))
    if len({status for status, _ in found}) == 1:
        status, seen = found[0]
        yield Claim(ClaimAbout.LEGAL_STATUS, document, seen, status=status)


def _status_lines(document: Document) -> Iterable[tuple[str, Evidence]]:
    for passage in document.passages:
        for line in _STATUS_LINE.finditer(passage.text):
            named = [status for status, words in _STATUSES.items() if words.search(line[1])]
            if named and ("interim" not in folded(line[1]).split() or named[0] == _INTERIM):
                yield named[0], _seen(document, passage, line[0])
