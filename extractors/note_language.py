"""Which of the papers named in a note are still to come, and by when.

In notes the paper stands before some cues ("SWET attached, PAP to follow") and behind others ("I will send the PAP");
each paper named goes to the cue that governs it. What fits neither shape is not taken for a promise.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.document import DocumentType
from casework.evidence import Evidence
from casework.promise import Promise
from extractors import note_words as words
from extractors.due_days import due_day
from extractors.note_lines import NoteLine
from extractors.note_sentence import Cue, Language, Named, Sentence, language_of
from extractors.note_words import Kind
from extractors.words import first_words

_FURTHEST_BEFORE, _FURTHEST_BEHIND, _FURTHEST_APART = 10, 8, 8
"""Words between a paper and its cue, a cue and its paper, and two papers named together."""
_BEGINS_WITH_WHEN = re.compile(
    r"^\W*(?:(?:and|but|then|so)\s+)?(?=(?:on|by|next|tomorrow|today|this|w/?c|week|mon|tue|wed|thu|fri))|\b(?=by\b)",
    re.IGNORECASE,
)
"""A day before what it is about begins the clause, or stands behind "by"; another may be of something else."""


@dataclass(slots=True)
class _Note:
    """A note being read: where we are, and the papers last named that no cue has settled."""

    file: str
    sent: date | None
    found: list[Promise] = field(default_factory=list)
    open_names: list[tuple[Named, Evidence]] = field(default_factory=list)

    def promise(self, named: Named, by: date | None, *evidence: Evidence) -> None:
        self.found.extend(Promise(each, by, evidence) for each in named.types)


def promises_in(
    lines: Sequence[NoteLine], file: str, types: Mapping[str, DocumentType], sent: date | None
) -> list[Promise]:
    """Every promise in a note, in order; a later one of the same paper is later in the list."""
    language = language_of(tuple(types.values()))
    note = _Note(file, sent)
    for line in lines:
        sentences = list(language.sentences(line.text))
        for sentence in sentences:
            _read_sentence(sentence, line, note)
        if line.lead and not any(sentence.cues for sentence in sentences):
            _read_item(sentences, line, line.lead, language, note)
    return note.found


def _read_item(sentences: Sequence[Sentence], line: NoteLine, lead: NoteLine, language: Language, note: _Note) -> None:
    """An item that says nothing of its own is what its lead says: "To follow by Friday:"."""
    led = list(language.sentences(lead.text))[-1:]
    if not led or led[0].named or not (led[0].cues and led[0].cues[-1].kind.is_promise):
        return
    evidence = (Evidence(note.file, lead.place, first_words(lead.text)), _seen(line.text, line, note))
    for sentence in sentences[:1]:
        by = due_day(sentence.text, note.sent) or due_day(lead.text, note.sent)
        for named in sentence.named:
            note.promise(named, by, *evidence)


def _read_sentence(sentence: Sentence, line: NoteLine, note: _Note) -> None:
    seen = _seen(sentence.text, line, note)
    governed = _governed(sentence)
    here = [papers for cue, papers in zip(sentence.cues, governed, strict=True) if not cue.kind.is_promise]
    settled = {named for papers in here for named in papers}
    for number, cue in enumerate(sentence.cues):
        if not cue.kind.is_promise:
            continue
        papers = governed[number]
        if papers:
            for named in papers:
                note.promise(named, _by(sentence, number, named, governed, note.sent), seen)
        else:
            by = _by(sentence, number, None, governed, note.sent)
            for named, said in _meant(sentence, number, governed, settled, seen, note):
                note.promise(named, by, *dict.fromkeys((said, seen)))
    note.open_names = [(named, seen) for named in sentence.named if named not in settled]


def _seen(text: str, line: NoteLine, note: _Note) -> Evidence:
    return Evidence(note.file, line.place, first_words(text))


# -- which cue governs which paper


def _governed(sentence: Sentence) -> list[list[Named]]:
    """For each cue the papers it speaks of."""
    governed: list[list[Named]] = [[] for _ in sentence.cues]
    for right in range(len(sentence.cues) + 1):
        before = sentence.cues[right - 1] if right else None
        behind = sentence.cues[right] if right < len(sentence.cues) else None
        start, end = (before.end if before else 0), (behind.start if behind else len(sentence.tokens))
        group = [named for named in sentence.named if start <= named.start and named.end <= end]
        is_full = before is not None and before.kind is Kind.HERE and bool(governed[right - 1])
        firsts, lasts = _shared_out(group, None if is_full else before, behind, sentence)
        of_before = _chain_behind(before, firsts, sentence) if before and firsts else []
        left = lasts if of_before else [*firsts, *lasts]
        if before:
            governed[right - 1] += of_before
        if behind and behind.kind.takes_before and left:
            governed[right] += _chain_before(behind, left, sentence)
    return governed


def _shared_out(
    group: list[Named], before: Cue | None, behind: Cue | None, sentence: Sentence
) -> tuple[list[Named], list[Named]]:
    """What of a group between two cues may be the first one's, and what the second's."""
    takes = (before is not None and before.kind.takes_behind, behind is not None and behind.kind.takes_before)
    if not group or not all(takes) or before is None:
        return (group if takes[0] else []), (group if takes[1] else [])
    for kind in words.SEPARATORS:
        cuts = [at for at in range(before.end, group[-1].start) if sentence.tokens[at] in kind and _is_free(at, group)]
        if cuts:
            return [one for one in group if one.start < cuts[-1]], [one for one in group if one.start > cuts[-1]]
    return group, []


def _is_free(at: int, group: Sequence[Named]) -> bool:
    return not any(one.start <= at < one.end for one in group)


def _chain_before(cue: Cue, group: Sequence[Named], sentence: Sentence) -> list[Named]:
    """The papers before a cue that are its subject, from the nearest on."""
    gap = sentence.tokens[group[-1].end : cue.start]
    if len(gap) > _FURTHEST_BEFORE or words.NOT_ITS_SUBJECT & set(gap) or _has_another_subject(gap):
        return []
    chain = [group[-1]]
    for one in reversed(group[:-1]):
        if not _is_glued(sentence, one, chain[0], words.GLUE):
            break
        chain.insert(0, one)
    return chain


def _has_another_subject(gap: Sequence[str]) -> bool:
    """Whether a new clause begins between a paper and a cue, about something else: "… and support will follow"."""
    starts = [at for at, token in enumerate(gap) if token in words.CONNECTORS]
    return bool(starts) and not set(gap[starts[-1] :]) <= words.CONNECTORS | words.GLUE | words.STANDS_FOR_IT


def _chain_behind(cue: Cue, group: Sequence[Named], sentence: Sentence) -> list[Named]:
    """The papers behind a cue that are its object, from the nearest on."""
    gap = sentence.tokens[cue.end : group[0].start]
    if len(gap) > _FURTHEST_BEHIND or words.NOT_ITS_OBJECT & set(gap):
        return []
    chain = [group[0]]
    for one in group[1:]:
        if not _is_glued(sentence, chain[-1], one, words.GLUE | words.WHEN):
            break
        chain.append(one)
    return chain


def _is_glued(sentence: Sentence, one: Named, other: Named, glue: frozenset[str]) -> bool:
    """Whether two papers are named in one breath; a child's name or a number may stand between."""
    gap = _without_brackets(sentence, range(one.end, other.start))
    tokens = [sentence.tokens[at] for at in gap]
    written = [sentence.between(at, at + 1).strip() for at in gap]
    fits = all(
        token in glue or text[:1].isupper() or text[:1].isdigit() for token, text in zip(tokens, written, strict=True)
    )
    return fits and len(tokens) <= _FURTHEST_APART and bool(words.CONNECTORS & set(tokens))


def _without_brackets(sentence: Sentence, gap: Iterable[int]) -> list[int]:
    kept, is_inside = [], False
    for at in gap:
        is_inside = is_inside or sentence.tokens[at] == "("
        if not is_inside:
            kept.append(at)
        is_inside = is_inside and sentence.tokens[at] != ")"
    return kept


# -- papers meant by a word that stands for them


def _meant(
    sentence: Sentence,
    number: int,
    governed: Sequence[Sequence[Named]],
    settled: set[Named],
    seen: Evidence,
    note: _Note,
) -> list[tuple[Named, Evidence]]:
    """The papers that a promise without a name is about: "it will follow", "… and will send on Monday"."""
    cue = sentence.cues[number]
    near = sentence.tokens[cue.end : cue.end + 1] if cue.kind is not Kind.FOLLOWS else ()
    if cue.kind is Kind.FOLLOWS:
        near = sentence.tokens[max(0, cue.start - 3) : cue.start]
    elif near and near[0] not in words.ALONE:
        return []
    open_here = [one for one in sentence.named if one.end <= cue.start and one not in settled]
    stands_for = [token for token in near if token in words.SINGULAR | words.PLURAL]
    if stands_for or (open_here and cue.kind is not Kind.FOLLOWS):
        meant = [(one, seen) for one in open_here] or (note.open_names if stands_for else [])
        return meant if words.PLURAL & set(stands_for) else meant[-1:]
    if number and sentence.cues[number - 1].kind.is_promise:
        return [(one, seen) for one in governed[number - 1]]
    return []


# -- by when


def _by(
    sentence: Sentence, number: int, named: Named | None, governed: Sequence[Sequence[Named]], sent: date | None
) -> date | None:
    """The day said behind the paper or its cue, else before them."""
    return next(
        (day for day in (due_day(text, sent) for text in _where(sentence, number, named, governed)) if day), None
    )


def _where(sentence: Sentence, number: int, named: Named | None, governed: Sequence[Sequence[Named]]) -> Iterator[str]:
    """Where the day of a promise may stand, the likeliest place first."""
    cue, papers = sentence.cues[number], governed[number]
    until = _begins(sentence, number + 1, governed)
    if named is not None and named.start >= cue.end:
        later = [one.start for one in papers if one.start > named.start]
        yield sentence.between(named.end, min([*later, until]))
    yield sentence.between(max([cue.end, *(one.end for one in papers)]), until)
    yield sentence.between(cue.end, until)
    since = sentence.cues[number - 1].end if number else 0
    before = sentence.between(since, min([cue.start, *(one.start for one in papers)]))
    yield before[found.start() :] if (found := _BEGINS_WITH_WHEN.search(before)) else ""
    yield sentence.between(max([since, *(one.end for one in papers if one.end <= cue.start)]), cue.start).partition(
        " by "
    )[2]


def _begins(sentence: Sentence, number: int, governed: Sequence[Sequence[Named]]) -> int:
    """Where the words about a cue begin: at its first paper, or at the cue."""
    if number >= len(sentence.cues):
        return len(sentence.tokens)
    return min([sentence.cues[number].start, *(one.start for one in governed[number])])
