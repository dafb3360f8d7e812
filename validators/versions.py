"""The same paper twice: copies, and older versions of one paper; which of them counts, and how we say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from casework.document import Document, DocumentState, DocumentType, Role, in_order
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason
from casework.names import same_name
from casework.words import fold

_AS_COPIES, _AS_ONE_PAPER, _AS_VERSIONS = 0.98, 0.85, 0.4
"""The share of runs of words that two papers have in common, of all that either has.

A form that was filled in since, or a report whose last section is no longer empty, differs by few words: it is no copy.
"""
_RUN = 4
"""Words in a run: shorter ones are common to all papers, longer ones break at every slip of a scan."""
_LEAST_RUNS = 30
"""With fewer the printed words of a form would make any two alike."""
_EACH_ITS_OWN = frozenset(
    ("minutes", "meeting", "notes", "record", "order", "orders", "letter", "certificate", "invoice", "quote", "review")
)
"""Words of the names of papers that are written anew for each occasion: another day's is another paper."""
_FINISHED = frozenset({DocumentState.FINAL, DocumentState.SIGNED, DocumentState.FILED})


class How(StrEnum):
    """How a paper stands to the one that counts instead; of two that are only alike both stay."""

    COPY = "copy"
    NEWER = "newer"
    FINISHED = "finished"
    ALIKE = "alike"


Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Instead:
    """A paper that another one stands for, and how."""

    document: Document
    counts: Document
    how: How

    @property
    def is_copy(self) -> bool:
        """Whether nothing is lost without it; an older version may still be the very one that is asked for."""
        return self.how is How.COPY


def stood_for(documents: Sequence[Document], types: Mapping[str, DocumentType]) -> tuple[Instead, ...]:
    """The copies and older versions among the papers, each with the paper that counts instead.

    Copies have the same bytes, or nearly the same words, whatever their format and name. A version has the same type
    and children and many of the same words. A finished version counts before an unfinished one, then the newest; where
    neither can be told, both stay.
    """
    papers = [each for each in in_order(documents) if each.unreadable is None and each.role in (Role.PAPER, Role.FORM)]
    runs = {id(each): _runs(each) for each in papers if _has_twin(each, papers)}
    found: list[Instead] = []
    gone: set[int] = set()
    for one, other in combinations(papers, 2):
        if id(one) in gone or id(other) in gone:
            continue
        instead = _instead(one, other, runs)
        if instead and (instead.how in (How.COPY, How.ALIKE) or not _is_each_its_own(types.get(one.type or ""))):
            found.append(instead)
            gone |= {id(instead.document)} if instead.how is not How.ALIKE else set()
    return tuple(found)


def are_one_paper(one: Document, other: Document, found: Sequence[Instead]) -> bool:
    """Whether two papers are one that came twice, and so cannot serve where two different ones are asked for."""
    pair = {id(one), id(other)}
    return any({id(each.document), id(each.counts)} == pair and each.how in (How.COPY, How.ALIKE) for each in found)


def without_copies(documents: Sequence[Document], found: Sequence[Instead]) -> tuple[Document, ...]:
    """The papers, each once."""
    gone = {id(each.document) for each in found if each.is_copy}
    return tuple(each for each in documents if id(each) not in gone)


def newest(documents: Sequence[Document], found: Sequence[Instead]) -> list[Document]:
    """The papers less the older versions of others among them."""
    here = {id(each) for each in documents}
    gone = {id(each.document) for each in found if id(each.counts) in here and each.how is not How.ALIKE}
    return [each for each in documents if id(each) not in gone]


def told(found: Sequence[Instead]) -> list[Finding]:
    """Which copy or version was used, said to the administrator; it holds nothing up."""
    return [
        Finding(
            About.SUBMISSION,
            reason.value,
            Outcome.NOTED,
            reason,
            {"file": each.document.file, "other": each.counts.file, "type": each.counts.type or "", "how": each.how},
            documents=(each.document.file, each.counts.file),
            evidence=tuple(_seen(document) for document in (each.counts, each.document)),
        )
        for each in found
        if each.how is not How.ALIKE
        for reason in [Reason.COPY if each.is_copy else Reason.OLDER_VERSION]
    ]


def _is_each_its_own(kind: DocumentType | None) -> bool:
    return kind is None or not _EACH_ITS_OWN.isdisjoint(fold(kind.name).split())


def _seen(document: Document) -> Evidence:
    return document.dated_evidence or Evidence(document.file, Place(), document.file)


def _has_twin(document: Document, papers: Sequence[Document]) -> bool:
    return sum(other.type == document.type for other in papers) > 1


def _instead(one: Document, other: Document, runs: Mapping[int, Runs]) -> Instead | None:
    if one.content and one.content == other.content and (one.pages, one.begins) == (other.pages, other.begins):
        return Instead(other, one, How.COPY)
    if one.type is None or one.type != other.type or not _may_be_one_family(one, other):
        return None
    alike = _alike(runs[id(one)], runs[id(other)])
    if alike < _AS_VERSIONS:
        return None
    if counts := _finished_one(one, other):
        return Instead(other if counts is one else one, counts, How.FINISHED)
    if one.dated == other.dated:
        return _copies(one, other, alike)
    return next(_newer(one, other), None)


def _copies(one: Document, other: Document, alike: float) -> Instead | None:
    if alike >= (1.0 if one.role is Role.FORM else _AS_COPIES) and one.state is other.state:
        return Instead(other, one, How.COPY)
    return Instead(other, one, How.ALIKE) if alike >= _AS_ONE_PAPER else None


def _finished_one(one: Document, other: Document) -> Document | None:
    """The one of two that is finished while the other calls itself a draft, where both are of one day or the finished
    one is the later; a draft that came after what was signed may be a new beginning, and nobody can tell."""
    for first, second in ((one, other), (other, one)):
        is_before = first.dated is not None and second.dated is not None and first.dated < second.dated
        if first.state in _FINISHED and second.state not in _FINISHED and not is_before:
            return first
    return None


def _newer(one: Document, other: Document) -> Iterator[Instead]:
    if one.dated is None or other.dated is None:
        return
    older, newer = (one, other) if one.dated < other.dated else (other, one)
    if older.state not in _FINISHED or newer.state in _FINISHED:
        yield Instead(older, newer, How.NEWER)


def _may_be_one_family(one: Document, other: Document) -> bool:
    """Whether both name the same children, or either names none."""
    if not one.children or not other.children:
        return True
    return all(any(same_name(child.name, each.name) for each in other.children) for child in one.children) and all(
        any(same_name(child.name, each.name) for each in one.children) for child in other.children
    )


def _runs(document: Document) -> Runs:
    words = [word for passage in document.passages for word in fold(passage.text).split()]
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _alike(one: Runs, other: Runs) -> float:
    if min(len(one), len(other)) < _LEAST_RUNS:
        return 0.0
    return len(one & other) / len(one | other)
