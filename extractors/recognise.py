"""Which type of paper a Reading is, how sure we are, and what made us think so.

Each kind of evidence has a strength; strengths join as independent chances do (one minus the product of what each
leaves open). Below THRESHOLD, or too close to the runner-up, the answer is None and the two likeliest are named.
A mention is not a title: sentences of the body are never looked at here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp

from casework.document import DocumentType, Role
from casework.evidence import Evidence, Place
from extractors.catalogue import Catalogue, Found
from extractors.decisive import decisive_line
from extractors.reading import Reading
from extractors.titles import WITHIN_BLOCK, Layout, TitleLine, layout_of
from extractors.words import folded, label_key

THRESHOLD = 0.5
"""A type is named from here on: a title alone suffices, a file name or a few shared headings do not."""
MARGIN = 0.06
"""The runner-up has to be this far behind, or else we say that we do not know."""

_TITLE = 0.8
_LATER_TITLE = 0.75
"""Each further line that could be a title counts this much of the one before."""
_ABOUT = 0.5
"""What everything counts in a letter for a type that is no letter: letters are about papers."""
_HEADER = 0.35
_PROPERTY = 0.2
_FILE_NAME = 0.3
_HEADINGS = 0.72
_LABELS = 0.72
_TABLE_HEADER = 0.4
_EVENTS = 0.45
_DECISIVE = 0.9
_OUTRANKED = 0.5
_LEADS_ON = frozenset(
    ("of", "for", "in", "re", "regarding", "on", "held", "dated", "ref", "reference", "no", "number", "date")
)
_ASKS = frozenset(("referral", "ref", "request", "req", "invitation", "invite", "agenda", "booking", "application"))
"""Words beside a meeting's name by which a line asks for the meeting, or calls it."""
_RECORDS = frozenset(("minutes", "mins", "note", "notes", "record", "outcome", "decision", "decisions"))
_NOT_HELD = 0.3
"""What is left of the name of a record where its line asks for the meeting, and of a form's where it records one."""
_MOST_SHOWN = 6
_SHARED_NAME = 0.35
"""What is left of a name where the same line also holds a more particular type's own."""


@dataclass(slots=True)
class _Case:
    """The evidence gathered for one type."""

    strengths: dict[str, float] = field(default_factory=dict)
    seen: dict[Evidence, float] = field(default_factory=dict)
    share: float = 1.0
    """Less than 1 where a sentence says that the paper is another of the same title."""

    def add(self, kind: str, strength: float, *seen: Evidence) -> None:
        """Keep the strongest evidence of each kind."""
        if strength > self.strengths.get(kind, 0.0):
            self.strengths[kind] = strength
            self.seen |= dict.fromkeys(seen, strength)

    @property
    def why(self) -> tuple[Evidence, ...]:
        """The words that say so, the most telling first; a title before the name of a file."""
        return tuple(sorted(self.seen, key=lambda each: -self.seen[each]))[:_MOST_SHOWN]

    @property
    def confidence(self) -> float:
        open_to_doubt = 1.0
        for strength in self.strengths.values():
            open_to_doubt *= 1 - strength
        return (1 - open_to_doubt) * self.share


@dataclass(frozen=True, slots=True)
class Recognised:
    """The answer: a type or None, with the likeliest two, and the evidence."""

    type: str | None
    likeliest: tuple[str, ...]
    confidence: float
    why: tuple[Evidence, ...]
    role: Role
    layout: Layout


def recognise(reading: Reading, catalogue: Catalogue, file: str) -> Recognised:
    """Weigh the title, headings, labels, tables and file name against every type in the catalogue."""
    layout = layout_of(reading)
    cases: dict[str, _Case] = {}
    _weigh_titles(layout, catalogue, file, cases)
    _weigh_marks("headings", layout.headings, catalogue.headings, _HEADINGS, catalogue, file, cases)
    _weigh_marks("labels", layout.labels, catalogue.labels, _LABELS, catalogue, file, cases)
    _weigh_tables(layout, catalogue, file, cases)
    _weigh_file_name(file, catalogue, cases)
    _weigh_decisive(reading, catalogue, file, cases)
    if layout.is_letter:
        for each in cases:
            cases[each].share *= 1.0 if _is_letter(catalogue.types[each]) else _ABOUT
    return _decided(layout, cases, catalogue)


def _decided(layout: Layout, cases: Mapping[str, _Case], catalogue: Catalogue) -> Recognised:
    ranked = sorted(cases, key=lambda each: (-cases[each].confidence, each))
    likeliest = tuple(ranked[:2])
    if not ranked or layout.guidance is not None:
        role = Role.GUIDANCE if layout.guidance is not None else Role.PAPER
        return Recognised(None, likeliest, 0.0, (), role, layout)
    best = cases[ranked[0]]
    second = cases[ranked[1]].confidence if len(ranked) > 1 else 0.0
    is_clear = best.confidence >= THRESHOLD and (best.confidence - second >= MARGIN or _holds(catalogue, *likeliest))
    confidence = round(best.confidence, 3)
    if not is_clear:
        return Recognised(None, likeliest, confidence, best.why, Role.PAPER, layout)
    return Recognised(ranked[0], likeliest, confidence, best.why, catalogue.types[ranked[0]].role, layout)


def _holds(catalogue: Catalogue, first: str, second: str = "") -> bool:
    return second in catalogue.types[first].may_hold


# -- titles


def _weigh_titles(layout: Layout, catalogue: Catalogue, file: str, cases: dict[str, _Case]) -> None:
    strength = _TITLE
    for line in layout.titles:
        names = _names_in(line, catalogue)
        for found, share in names:
            _add(cases, found.phrase.type, "title", strength * share, file, line.holding(found.start, found.end))
        if names:
            strength *= _LATER_TITLE
    for lines, kind, limit in ((layout.headers, "header", _HEADER), (layout.properties, "property", _PROPERTY)):
        for line in lines:
            for found, share in _names_in(line, catalogue):
                _add(cases, found.phrase.type, kind, limit * share, file, line.holding(found.start, found.end))


def _is_letter(kind: DocumentType) -> bool:
    return any("letter" in folded(name).split() for name in (kind.name, *_all_names(kind)))


def _names_in(line: TitleLine, catalogue: Catalogue) -> list[tuple[Found, float]]:
    """The types a title line names, each with how much of the line's strength it gets."""
    words = folded(line.text).split()
    found = [one for one in catalogue.titles.found_in(words) if _is_the_subject(one, words, line)]
    return [
        (
            one,
            one.phrase.weight * _standing(one, line) * _shared(one, found, catalogue) * _held(one, words, catalogue),
        )
        for one in found
    ]


def _held(one: Found, words: list[str], catalogue: Catalogue) -> float:
    """Less than 1 for minutes of a meeting that the words ask for, and for a form whose outcome they tell."""
    kind = catalogue.types[one.phrase.type]
    beside = {*words[: one.start], *words[one.end :]}
    asks, records = beside & _ASKS, (*one.phrase.words, *beside)
    if kind.role is Role.FORM:
        return _NOT_HELD if beside & _RECORDS and not asks else 1.0
    is_record = "minutes" in folded(kind.name).split()
    return _NOT_HELD if is_record and asks and not _RECORDS.intersection(records) else 1.0


def _standing(found: Found, line: TitleLine) -> float:
    """A line's share, less for a name that stands further down in a title block."""
    return line.share * WITHIN_BLOCK ** line.part_around(found.start, found.end)[2]


def _is_the_subject(found: Found, words: list[str], line: TitleLine) -> bool:
    """Whether the name is what the line is about: it covers most of it, or begins it."""
    first, last, number = line.part_around(found.start, found.end)
    covered = len(found.phrase.words) / max(1, last - first)
    if len(found.phrase.words) == 1 and len(found.phrase.words[0]) < 4 and covered < 1:
        return False
    begins = found.start <= (first if number else line.lead) or line.runs_over(found.start, found.end)
    if not line.is_styled and covered < 0.5:
        return begins and not _LEADS_ON.isdisjoint(words[found.end : found.end + 1])
    return covered >= 0.5 or (begins and covered >= 0.15) or covered >= 0.3


def _shared(one: Found, found: Iterable[Found], catalogue: Catalogue) -> float:
    """Less than 1 where the line also holds a name of a type among whose names this name is only a piece.

    "Social work evidence template, final statement": the first name is a piece of the final statement's full title.
    """
    for other in found:
        if other.phrase.type == one.phrase.type or other.phrase.words == one.phrase.words:
            continue
        names = (folded(name) for name in _all_names(catalogue.types[other.phrase.type]))
        if any(f" {' '.join(one.phrase.words)} " in f" {name} " for name in names):
            return _SHARED_NAME
    return 1.0


def _all_names(kind: DocumentType) -> tuple[str, ...]:
    return (*kind.titles, *kind.aliases)


# -- headings, labels, tables


def _weigh_marks(
    kind: str,
    lines: Iterable[TitleLine],
    index: Mapping[str, frozenset[str]],
    limit: float,
    catalogue: Catalogue,
    file: str,
    cases: dict[str, _Case],
) -> None:
    """Headings or labels that a type prints; the fewer types print one, the more it says."""
    totals: dict[str, float] = {}
    seen: dict[str, list[TitleLine]] = {}
    for key, line in {label_key(line.text): line for line in lines}.items():
        types = index.get(key) or _begun(key, index)
        weight = catalogue.rarity(types)
        for each in types:
            totals[each] = totals.get(each, 0.0) + weight
            seen.setdefault(each, []).append(line)
    for each, total in totals.items():
        evidence = [Evidence(file, line.place, line.text) for line in seen[each][:4]]
        cases.setdefault(each, _Case()).add(kind, limit * (1 - exp(-total / 2)), *evidence)


def _begun(key: str, index: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The types of the longest known heading that begins this one: "Analysis of harm to Ann" is "Analysis of harm"."""
    words = key.split()
    for count in range(len(words) - 1, 2, -1):
        if found := index.get(" ".join(words[:count])):
            return found
    return frozenset()


def _weigh_tables(layout: Layout, catalogue: Catalogue, file: str, cases: dict[str, _Case]) -> None:
    for header in layout.table_headers:
        keys = {label_key(cell) for cell in header.cells}
        for known, kind in catalogue.table_headers:
            shared = len(known & keys)
            if shared >= 2 and shared / len(known | keys) >= 0.6:
                strength = _TABLE_HEADER * shared / len(known | keys)
                _add(cases, kind, "table", strength, file, TitleLine(" | ".join(header.cells), header.place))
    if layout.events is None:
        return
    for kind, one in catalogue.types.items():
        if one.dated_by_last_row:
            _add(cases, kind, "events", _EVENTS * layout.events.share, file, layout.events.line)


def _weigh_file_name(file: str, catalogue: Catalogue, cases: dict[str, _Case]) -> None:
    """The name is the weakest evidence, and often wrong."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    line = TitleLine(stem, Place(part="file name"))
    words = folded(stem).split()
    for found in catalogue.file_names.found_in(words):
        strength = _FILE_NAME * found.phrase.weight * _held(found, words, catalogue)
        _add(cases, found.phrase.type, "file name", strength, file, line)


def _weigh_decisive(reading: Reading, catalogue: Catalogue, file: str, cases: dict[str, _Case]) -> None:
    """Sentences that settle a pair which shares its titles, looked for only among types already in question."""
    kinds = [each for each in catalogue.types if catalogue.types[each].decisive]
    in_question = [
        each for each in kinds if each in cases or any(o in cases for o in catalogue.types[each].confused_with)
    ]
    for kind in in_question:
        if line := decisive_line(catalogue.types[kind], reading):
            _add(cases, kind, "decisive", _DECISIVE, file, line)
            for other in catalogue.types[kind].confused_with:
                if other in cases:
                    cases[other].share *= _OUTRANKED


def _add(cases: dict[str, _Case], kind: str, why: str, strength: float, file: str, line: TitleLine) -> None:
    cases.setdefault(kind, _Case()).add(why, strength, Evidence(file, line.place, line.text))
