"""Which type of paper a Reading is, how sure we are, and what made us think so.

Each kind of evidence has a strength; strengths join as independent chances do (one minus the product of what each
leaves open). What they come to is weighed with how like the paper's words are to those of each type
(extractors/judged.py). Below THRESHOLD the answer is None and the two likeliest are named. A mention is not a title.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from casework.document import Genre, Role
from casework.evidence import Evidence, Place
from casework.learned import Weights
from extractors.block_words import count_of
from extractors.cases import Case
from extractors.catalogue import Catalogue
from extractors.covering_note import lists_papers
from extractors.decisive import blocks_holding, decisive_line, sentences_holding
from extractors.drawn import is_family_tree
from extractors.genre import firmly_said, shown_by
from extractors.judged import heard, judged, observed, told_by_title
from extractors.likeness import NOTHING, Alike, alike, words_of
from extractors.named_lines import Named, named_in
from extractors.pack import papers_listed
from extractors.priced import prices_listed, prices_reckoned
from extractors.reading import Reading, Table
from extractors.title_line import TitleLine
from extractors.titles import Layout, layout_of, says_it_is_guidance
from extractors.words import folded, label_key

THRESHOLD = 0.7
"""How often such an answer must have been right; of all given from here on 97 in 100 were (evaluation/calibration)."""

_ABOUT = 0.5
"""What everything counts in a letter for a type that is no letter: letters are about papers."""
_IN_LETTERS = frozenset(("announced", "build"))
"""What is said in so many words, or listed, is so in a letter too."""
_FILE_NAME = 0.3
_HEADINGS = 0.72
_LABELS = 0.72
_TABLE_HEADER = 0.4
_EVENTS = 0.45
_DECISIVE = 0.9
_DRAWN = 0.75
_PRICED = 0.84
_RECKONED = 0.55
_WRITER = 0.42
_LETTERHEAD = 5
_SIGNED = 8
_MOST_SIGNED = 25
_WORDS = 0.35
_ENOUGH_WORDS = 4
_BUNDLE = "court_bundle"
"""The one paper that may be hardly more than a list of others."""
_OUTRANKED = 0.5
_SURE = 0.5
_MOST_SOUND = 3
_WORTH_SHOWING = 0.2
_HARDLY_ANY = 8
"""With fewer words a page is a logo or a divider and no paper of a kind that is written in sentences."""


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
    """Weigh the title, headings, labels, tables, words and file name against every type in the catalogue."""
    layout = layout_of(reading)
    shown = shown_by(reading, layout)
    cases, sound = _seen_and_heard(reading, layout, shown, catalogue, file)
    likely = judged(_evidence(cases), sound, _length(reading), catalogue.types)
    _weigh_sound(sound, likely, reading, file, cases)
    if lists_papers(reading, catalogue) and max(likely, key=lambda each: likely[each], default="") != _BUNDLE:
        return Recognised(None, (), 0.0, (), Role.MESSAGE, layout)
    decided = _decided(layout, shown, cases, likely, catalogue)
    if decided.role is not Role.FORM and papers_listed(reading.blocks):
        return Recognised(None, (), 0.0, (), Role.MESSAGE, layout)
    if decided.type is None and says_it_is_guidance(reading, file):
        return replace(decided, role=Role.GUIDANCE)
    return replace(decided, type=None, role=Role.PAPER) if _is_hardly_any(reading, decided, catalogue) else decided


def likelihoods(reading: Reading, catalogue: Catalogue, file: str, weights: Weights | None = None) -> dict[str, float]:
    """How likely a paper is to be of each type, before anybody has looked how often such answers are right."""
    layout = layout_of(reading)
    cases, sound = _seen_and_heard(reading, layout, shown_by(reading, layout), catalogue, file, weights)
    return judged(_evidence(cases), sound, _length(reading), catalogue.types)


def _seen_and_heard(
    reading: Reading,
    layout: Layout,
    shown: Mapping[Genre, float],
    catalogue: Catalogue,
    file: str,
    weights: Weights | None = None,
) -> tuple[dict[str, Case], list[Alike]]:
    """What speaks for each type, and how a paper sounds given that."""
    sound = heard(alike(words_of(reading), weights), firmly_said(layout), catalogue.types)
    likeliest = max(sound, key=lambda each: each.share).type if sound else NOTHING
    cases = _cases(reading, layout, shown, catalogue, file, likeliest)
    return cases, told_by_title(sound, cases, catalogue.types)


def _evidence(cases: Mapping[str, Case]) -> dict[str, float]:
    return {kind: case.confidence for kind, case in cases.items()}


def _length(reading: Reading) -> int:
    return count_of(reading.blocks)


def _is_hardly_any(reading: Reading, decided: Recognised, catalogue: Catalogue) -> bool:
    if decided.type is None or any(isinstance(block, Table) for block in reading.blocks):
        return False
    written = set(catalogue.types[decided.type].genre) - {Genre.DRAWING, Genre.CERTIFICATE}
    return bool(written) and 0 < _length(reading) < _HARDLY_ANY


def _cases(
    reading: Reading, layout: Layout, shown: Mapping[Genre, float], catalogue: Catalogue, file: str, sounds_like: str
) -> dict[str, Case]:
    cases: dict[str, Case] = {}
    _weigh_names(named_in(reading, layout, shown, catalogue), file, cases)
    _weigh_marks("headings", layout.headings, catalogue.headings, _HEADINGS, catalogue, file, cases)
    _weigh_marks("labels", layout.labels, catalogue.labels, _LABELS, catalogue, file, cases)
    _weigh_tables(layout, catalogue, file, cases)
    _weigh_file_name(file, shown, catalogue, cases)
    _weigh_writer(reading, shown, catalogue, file, cases)
    _weigh_words(reading, catalogue, file, cases)
    _weigh_decisive(reading, catalogue, file, cases, sounds_like)
    _weigh_build(reading, layout, catalogue, file, cases)
    if layout.is_letter or Genre.INVITATION in shown:
        _weigh_letter(cases, catalogue)
    return cases


def _decided(
    layout: Layout,
    shown: Mapping[Genre, float],
    cases: Mapping[str, Case],
    likely: Mapping[str, float],
    catalogue: Catalogue,
) -> Recognised:
    if layout.guidance is not None:
        return Recognised(None, (), 0.0, (), Role.GUIDANCE, layout)
    ranked = sorted(likely, key=lambda each: (-likely[each], each))
    likeliest = tuple(each for each in ranked if each != NOTHING)[:2]
    if not likeliest:
        return Recognised(None, (), 0.0, (), Role.PAPER, layout)
    best = catalogue.types[likeliest[0]]
    held = sum(likely[each] for each in best.may_hold if each in likely)
    sure = round(observed(min(1.0, likely[best.id] + held)), 3)
    why = cases[best.id].why if best.id in cases else ()
    is_to_come = Genre.INVITATION in shown and Genre.MINUTES in best.genre
    if sure < THRESHOLD or ranked[0] == NOTHING or is_to_come or (best.role is Role.FORM and Genre.MESSAGE in shown):
        return Recognised(None, likeliest, sure, why, Role.PAPER, layout)
    return Recognised(best.id, likeliest, sure, why, best.role, layout)


def _weigh_sound(
    sound: Sequence[Alike], likely: Mapping[str, float], reading: Reading, file: str, cases: dict[str, Case]
) -> None:
    """The sentences that hold the words by which a paper sounds like the likeliest types."""
    for one in sound[:_MOST_SOUND]:
        if likely.get(one.type, 0.0) >= _WORTH_SHOWING and one.type != NOTHING:
            found = blocks_holding(reading, tuple(f" {word} " for word in one.words))
            cases.setdefault(one.type, Case()).add("sound", likely[one.type] / 2, *sentences_holding(found, file))


# -- names


def _weigh_names(named: Iterable[Named], file: str, cases: dict[str, Case]) -> None:
    for one in named:
        _add(cases, one.type, one.kind, one.strength, file, one.line)


def _weigh_letter(cases: Mapping[str, Case], catalogue: Catalogue) -> None:
    """Letters are about papers: what is no letter has to be said to be the paper in so many words."""
    for each, case in cases.items():
        if Genre.LETTER not in catalogue.types[each].genre and not _IN_LETTERS & case.strengths.keys():
            case.share *= _ABOUT


# -- headings, labels, tables


def _weigh_marks(
    kind: str,
    lines: Iterable[TitleLine],
    index: Mapping[str, frozenset[str]],
    limit: float,
    catalogue: Catalogue,
    file: str,
    cases: dict[str, Case],
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
        cases.setdefault(each, Case()).add(kind, limit * (1 - exp(-total / 2)), *evidence)


def _begun(key: str, index: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The types of the longest known heading that begins this one: "Analysis of harm to Ann" is "Analysis of harm"."""
    words = key.split()
    for count in range(len(words) - 1, 2, -1):
        if found := index.get(" ".join(words[:count])):
            return found
    return frozenset()


def _weigh_tables(layout: Layout, catalogue: Catalogue, file: str, cases: dict[str, Case]) -> None:
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


def _weigh_file_name(file: str, shown: Mapping[Genre, float], catalogue: Catalogue, cases: dict[str, Case]) -> None:
    """The name is the weakest evidence, and often wrong."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    line = TitleLine(stem, Place(part="file name"))
    words = ["referral" if word == "ref" else word for word in folded(stem).split()]
    for found in catalogue.file_names.found_in(words, shown):
        _add(cases, found.type, "file name", _FILE_NAME * found.fit, file, line)


def _weigh_writer(
    reading: Reading, shown: Mapping[Genre, float], catalogue: Catalogue, file: str, cases: dict[str, Case]
) -> None:
    """Whose letterhead a paper bears, and who signs it."""
    blocks = [block for block in reading.blocks if not isinstance(block, Table) and block.text.strip()]
    for block in (*blocks[:_LETTERHEAD], *blocks[-_SIGNED:]):
        if len(block.text.split()) > _MOST_SIGNED:
            continue
        words = f" {folded(block.text)} "
        for kind, phrases in catalogue.writers:
            if any(map(words.__contains__, phrases)):
                is_so = not shown or any(genre in shown for genre in catalogue.types[kind].genre)
                strength = _WRITER * (1.0 if is_so and Genre.LETTER in shown else 0.5)
                if is_so:
                    _add(cases, kind, "writer", strength, file, TitleLine(block.text, block.place))


def _weigh_words(reading: Reading, catalogue: Catalogue, file: str, cases: dict[str, Case]) -> None:
    """Words of the text, which only tell apart the types that something else speaks for."""
    in_question = [each for each in cases if catalogue.telling.get(each)]
    if len(in_question) < 2 and all(cases[each].confidence >= _SURE for each in in_question):
        return
    for each in in_question:
        found = blocks_holding(reading, catalogue.telling[each])
        share = min(1.0, len(found) / _ENOUGH_WORDS)
        if share:
            case = cases[each]
            case.add("words", _WORDS * share, *sentences_holding(found, file))


def _weigh_decisive(
    reading: Reading, catalogue: Catalogue, file: str, cases: dict[str, Case], sounds_like: str
) -> None:
    """Sentences that settle a pair which shares its titles, looked for only among types already in question."""
    kinds = [each for each in catalogue.types if catalogue.types[each].decisive]
    told = {*cases, sounds_like}
    in_question = [each for each in kinds if told.intersection((each, *catalogue.types[each].confused_with))]
    for kind in in_question:
        if line := decisive_line(catalogue.types[kind], reading):
            _add(cases, kind, "decisive", _DECISIVE, file, line)
            for other in catalogue.types[kind].confused_with:
                if other in cases:
                    cases[other].share *= _OUTRANKED


def _weigh_build(reading: Reading, layout: Layout, catalogue: Catalogue, file: str, cases: dict[str, Case]) -> None:
    """A drawn family and a list of prices are told by their build alone, whatever their title."""
    drawn, prices = is_family_tree(reading, layout), prices_listed(reading)
    reckoned = None if prices else prices_reckoned(reading)
    for each, kind in catalogue.types.items():
        if drawn and kind.genre == (Genre.DRAWING,):
            cases.setdefault(each, Case()).add("build", _DRAWN)
        if prices and kind.genre == (Genre.QUOTE,):
            _add(cases, each, "build", _PRICED, file, prices)
        if reckoned and kind.genre == (Genre.QUOTE,):
            _add(cases, each, "build", _RECKONED, file, reckoned)


def _add(cases: dict[str, Case], kind: str, why: str, strength: float, file: str, line: TitleLine) -> None:
    cases.setdefault(kind, Case()).add(why, strength, Evidence(file, line.place, line.text))
