"""What a covering message says beside its papers: which of them are to follow, and by when.

Whether a message speaks of papers to come at all is seen by a plain pattern; only then is the language looked at
closely (extractors/note_language.py), since the library for that takes a second to load.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from casework.document import Document, DocumentType, Role
from casework.promise import Promise
from extractors.block_words import count_of
from extractors.catalogue import Catalogue
from extractors.note_lines import NoteLine, note_lines
from extractors.reading import Reading, Table, block_text, text_of
from extractors.titles import events_of
from extractors.words import folded

_CUE = re.compile(
    r"\b(?:follow|outstanding|pending|await(?:ed|ing)?|expecting|waiting (?:for|on)|with you|to come|"
    r"(?:will|shall|should|to|am|are|yet|still|need|aim|hope|ll|being) (?:\w+ ){0,2}"
    r"(?:send|sent|sending|forward(?:ed|ing)?|e-?mail(?:ed|ing)?|provide|provided|providing|submit(?:ted|ting)?|"
    r"share|shared|sharing|supply|supplied|upload(?:ed|ing)?|circulated?|get|have|ready|available))\b",
    re.IGNORECASE,
)

_NOTE_WORDS = 200
_NAMED_NOTE_WORDS = 450
"""Of a note whose file is named so."""
_LISTED_WORDS = 14
_SEVERAL = 4
_MOSTLY = 0.5
_SURELY = 0.6
_FIRST_LINES = 5
_LAST_GREETING = 8
_GREETING = re.compile(
    r"^\s*(?:hi|hello|dear|good (?:morning|afternoon)|to(?: the)?:?)\s+"
    r"(?:the\s+)?(?:\w+\s+){0,3}?(?:panels?|all|both|everyone|folks|team|colleagues?|admin\w*"
    r"|business support|chair)\b",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"(?:^|[\W_])(?:cover(?:ing)?[\W_]+(?:note|letter|e?mail)|note[\W_]+(?:for|to)|read[\W_]+(?:me|this|first))(?:[\W_]|$)"
)
_OF_PAPERS = re.compile(r"\b(?:attach\w*|enclos\w*|papers|paperwork|documents|to follow|will follow)\b", re.IGNORECASE)

_HAPPENED = re.compile(r"\b(?:events?|incidents?|happened|significan\w*)\b", re.IGNORECASE)
_OF_A_FORM = re.compile(r"\b(?:form|panel)\b", re.IGNORECASE)


def is_covering_note(reading: Reading, file: str = "") -> bool:
    """Whether a paper of no known type is a short note to the panel about its papers: a message sent as a file.

    It greets those who will read it, or its file is named so.
    """
    words = text_of(reading.blocks)
    is_short = len(words.split()) <= _NOTE_WORDS
    if len(words.split()) > _NAMED_NOTE_WORDS or any(isinstance(block, Table) for block in reading.blocks):
        return False
    greets = is_short and any(_GREETING.match(block_text(block)) for block in reading.blocks[:_LAST_GREETING])
    if _NAMED_SO.search(file.rsplit("/", 1)[-1].lower()):
        return bool(_OF_PAPERS.search(words) or _OF_A_FORM.search(words))
    return greets and bool(_OF_PAPERS.search(words))


def lists_papers(reading: Reading, catalogue: Catalogue) -> bool:
    """Whether a short paper is hardly more than a list of papers: an index, or a sheet that says what is sent."""
    if count_of(reading.blocks) > _NOTE_WORDS:
        return False
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    if any(map(_tells_of_days, tables)):
        return False
    if any(_is_index(table, catalogue) for table in tables):
        return True
    every = (folded(line).split() for block in reading.blocks for line in block_text(block).split("\n"))
    lines = [words for words in every if words]
    short = [words for words in lines if len(words) <= _LISTED_WORDS]
    if len(short) < max(_SEVERAL, _MOSTLY * len(lines)):
        return False
    named = _named(short, catalogue, _MOSTLY * len(lines))
    return len(set(named)) >= _SEVERAL and len(named) >= _MOSTLY * len(lines)


def _tells_of_days(table: Table) -> bool:
    """Whether a table tells what happened when: a short chronology names papers in half its rows."""
    events = events_of(table)
    return events is not None and _HAPPENED.search(events.line.text) is not None


def _is_index(table: Table, catalogue: Catalogue) -> bool:
    """Whether most rows of a table name papers of several types, each in one of its cells."""
    rows = [
        [folded(cell.text).split() for cell in row if len(cell.text.split()) <= _LISTED_WORDS] for row in table.rows
    ]
    named = [found[0] for row in rows if (found := _named(row, catalogue))]
    return len(set(named)) >= _SEVERAL and len(named) >= _MOSTLY * len(rows)


def _named(lines: Sequence[Sequence[str]], catalogue: Catalogue, least: float = 0) -> list[str]:
    """The type that each of the lines names best, of those that name one; none where fewer than the least can."""
    named: list[str] = []
    for number, words in enumerate(lines):
        if len(named) + len(lines) - number < least:
            return []
        found = [one for one in catalogue.names.found_in(words, {}) if one.fit >= _SURELY]
        named += [max(found, key=lambda one: one.fit).type] if found else []
    return named


def promises(
    documents: Sequence[Document], types: Mapping[str, DocumentType], sent: date | None
) -> tuple[Promise, ...]:
    """The papers that the messages among the documents, sent on a day, say will follow; each type once."""
    found: dict[str, Promise] = {}
    for document in documents:
        if document.role is Role.MESSAGE and document.unreadable is None:
            for promise in _in_message(document, types, sent):
                known = found.get(promise.type_id)
                if known is None or promise.by is not None or known.by is None:
                    found[promise.type_id] = promise
    return tuple(found.values())


def _in_message(message: Document, types: Mapping[str, DocumentType], sent: date | None) -> Sequence[Promise]:
    lines = note_lines(message)
    if not any(_has_cue(line) for line in lines):
        return ()
    # Loading it takes a second and 90 MiB, which a message that promises nothing must not cost.
    from extractors.note_language import promises_in

    return promises_in(lines, message.file, types, sent)


def _has_cue(line: NoteLine) -> bool:
    return _CUE.search(line.text) is not None
