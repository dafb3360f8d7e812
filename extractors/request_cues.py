"""What the papers say of the sitting they are for, and of being urgent, with the words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casework.document import Document, Passage, Role
from casework.evidence import SUBJECT, Evidence
from casework.words import first_phrase, shortened
from extractors.dates import dates_in, with_years
from extractors.pack import FOR_A_PANEL

SITTING_FIELDS = ("panel_date",)
URGENT = ("urgent", "urgently", "as a matter of urgency", "cannot wait until the next panel")
NOT_URGENT = ("not urgent", "non urgent", "no urgency", "is not an urgent", "not an urgent")
_FOR_PANEL = re.compile(
    r"\bpanels?\b[^.\n]{0,40}?\b(?:on|of|for|dated|date)\b|\bon\b[^.\n]{0,30}\bpanel\b", re.IGNORECASE
)
_ASKS_FORM = re.compile(
    r"\b(?:requested|proposed|preferred) (?:sitting|panel|panel date|date of panel)\b"
    r"|\b(?:ask|asking|asks|request|would like) to be heard\b|\bto be (?:heard|presented|considered) (?:at|by|to)\b",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri)[a-z]*"
_A_PLACE = re.compile(
    rf"\b(?:slots?|place|space|booking|book|papers|forms?|list|agenda)\b[^.\n]{{0,60}}?\b(?:for|on)\b(?=\s+(?:the\s+)?{_WEEKDAY}\b)",
    re.IGNORECASE,
)
"""Who writes to a panel's office asks for a day of the week without saying what sits then."""
_TELLS_OF_THEN = re.compile(
    r"\b(?:agreed|approved|decided|heard|deferred|ratified|endorsed|gave|said|sat|met|saw|was|were|been|went|came|had|since"
    r"|last year|ago)\b",
    re.IGNORECASE,
)
"""Words with which a day that has no year may be of another year, or of what went before."""
_LONG_PAST = timedelta(weeks=4)
_MADE_FOR = re.compile(
    r"\b(?:for|(?<!went )(?<!came )(?<!been )(?<!gone )(?<!up )to)\b[^.\n]{0,60}\bpanel\b"
    r"|[–—-][^.\n]{0,60}\bpanel\b[\s,]",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:edd|due date|expected date|d\.?o\.?b|born)\b[^,;)|]*", re.IGNORECASE)
"""A day on which a child was or will be born; no panel sits for it."""
_ASKS_IN_A_HEADING = re.compile(
    r"^\W*(?:request|asking|proposal|recommendation|review|purpose|reason)\b", re.IGNORECASE
)
_OF_PAPERS = re.compile(r"\b(?:papers?|files?|documents?|index|minutes|notes?|letters?|reports?)\b", re.IGNORECASE)
_FIRST, _HEADING_WORDS = 10, 25
"""Among how many passages from the top a paper says what it was made for, and in how many words at most."""
_INDEX_WORDS, _FEW_PAPERS = 150, 4
_SENTENCE_ENDS = re.compile(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z])|\n+")
_NEAR = 40
"""A date further from the word "panel" than these letters is the date of something else."""


def sitting_asked(documents: Sequence[Document], today: date) -> tuple[date, Evidence] | None:
    """The day of the sitting the papers ask for: from a field, else from the covering message or the form's text.

    A day to come comes before one gone by; words that name only days gone by tell of an earlier panel, and so does a
    form for a sitting more than four weeks gone. A message need not say the year.
    """
    now = [each for each in documents if each.role is not Role.FORM or not _is_long_past(each, today)]
    in_words = (*_in_messages(now, today), *_in_forms(now))
    said = [*_from_fields(now), *((day, words) for day, words in in_words if day >= today)]
    return min(said, key=lambda found: found[0] < today, default=None)


IS_RECORD = re.compile(r"minutes|record")
"""In the id of a type: what was decided at an earlier sitting, and by when it should come back, is no request."""


def that_ask(documents: Sequence[Document], today: date) -> tuple[Document, ...]:
    """The papers as far as they say what is asked for now.

    A form for a sitting more than four weeks gone is left out: it was brought to show what was decided. Beside the
    papers stand, as messages, the lines in which an index or a draft says for which sitting to come it was made.
    """
    now = [each for each in documents if each.role is not Role.FORM or not _is_long_past(each, today)]
    return (*now, *(made for each in now if (made := _made_for(each, today))))


def _made_for(paper: Document, today: date) -> Document | None:
    """The heading of an index, "draft for that panel" or "case summary – that panel", where it names a day to come.

    With it stand the headings that say what is asked for.
    """
    if paper.role is not Role.PAPER or paper.unreadable is not None or IS_RECORD.search(paper.type or ""):
        return None
    is_index = paper.type is None and _is_index(paper)
    said = tuple(
        passage
        for passage in paper.passages[:_FIRST]
        if len(passage.text.split()) <= _HEADING_WORDS
        and (is_index or _MADE_FOR.search(passage.text))
        and any(day >= today for day in dates_in(_BIRTH.sub("", passage.text)))
    )
    asked = tuple(each for each in paper.passages[:_FIRST] if each.heading and _ASKS_IN_A_HEADING.match(each.text))
    return replace(paper, role=Role.MESSAGE, passages=(*said[:1], *asked)) if said else None


def _is_index(paper: Document) -> bool:
    words = " ".join(passage.text for passage in paper.passages)
    return len(words.split()) <= _INDEX_WORDS and len(_OF_PAPERS.findall(words)) >= _FEW_PAPERS


def _is_long_past(form: Document, today: date) -> bool:
    days = [day for day, _ in _from_fields([form])]
    return bool(days) and max(days) < today - _LONG_PAST


def said_urgent(documents: Sequence[Document]) -> Evidence | None:
    """The words of the covering message that call the request urgent, or None."""
    for document in documents:
        if document.role is not Role.MESSAGE:
            continue
        for passage in document.passages:
            if first_phrase(passage.text, URGENT) and not first_phrase(passage.text, NOT_URGENT):
                return Evidence(document.file, passage.place, passage.text)
    return None


def _from_fields(documents: Sequence[Document]) -> Iterator[tuple[date, Evidence]]:
    for document in documents:
        for field in document.fields if document.role is Role.FORM else ():
            if field.id in SITTING_FIELDS and not field.blank:
                for found in dates_in(field.value):
                    yield found, field.evidence


def _in_messages(documents: Sequence[Document], today: date) -> Iterator[tuple[date, Evidence]]:
    """The days that messages ask for: the one in a subject line that names a panel, then those in their words."""
    said = [each for document in documents if document.role is Role.MESSAGE for each in _sentences(document, today)]
    for text, words in said:
        days = dates_in(text) if words.place == SUBJECT and FOR_A_PANEL.search(text) else ()
        if len(days) == 1:
            yield days[0], words
    yield from _behind(_FOR_PANEL, said)
    yield from _behind(_A_PLACE, said)


def _in_forms(documents: Sequence[Document]) -> Iterator[tuple[date, Evidence]]:
    passages = ((each.file, passage) for each in documents if each.role is Role.FORM for passage in each.passages)
    yield from _behind(_ASKS_FORM, [(passage.text, _seen(file, passage)) for file, passage in passages])


def _sentences(message: Document, today: date) -> Iterator[tuple[str, Evidence]]:
    """The sentences of a message, each with its passage as it stands there.

    A day gets its year where the words tell of nothing that went before.
    """
    for passage in message.passages:
        for text in _SENTENCE_ENDS.split(passage.text):
            dated = text if _TELLS_OF_THEN.search(text) else with_years(text, today)
            yield dated, _seen(message.file, passage)


def _behind(cues: re.Pattern[str], said: Iterable[tuple[str, Evidence]]) -> Iterator[tuple[date, Evidence]]:
    """The first day near each cue."""
    for text, words in said:
        for cue in cues.finditer(text):
            for found in dates_in(text[cue.start() : cue.end() + _NEAR + len(cue[0])])[:1]:
                yield found, words


def _seen(file: str, passage: Passage) -> Evidence:
    return Evidence(file, passage.place, shortened(passage.text))
