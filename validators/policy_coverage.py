"""Which line of a council's document is covered by what: an entry that cites it, a calendar, or nothing that asks.

`policy/coverage.yaml` holds a hash of each line and no words, so that it says nothing about anybody and can still be
compared with the documents. What is derived from citations (`cited_by`, `calendar`) is written by `refreshed`; the
rest is written by people and kept, even where a new edition of a document moves the lines.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from pydantic import Field

from validators.authority_file import SourcesFile
from validators.load_policy import Policy
from validators.policy_check import PolicyProblem, Quotation, folded, quotations_in
from validators.policy_entry import Entry
from validators.policy_examples import files_below
from validators.policy_file import ChecklistFile
from validators.policy_yaml import PolicyFile

COVERAGE = "coverage.yaml"
ENTRY = 4
"""How many slashes a requirement's or a rule's path has; a request type's has one less, a panel's two."""
FEW_WORDS = 3
"""What is left of a line beside its quotations is worth a reason only when it says more than a bullet or a label."""


class Information(StrEnum):
    """Why a line, or the rest of one, asks nothing of anybody who sends papers to a panel."""

    HEADING = "heading"
    CONTENTS = "contents"
    TABLE_LAYOUT = "table_layout"
    FORM_LAYOUT = "form_layout"
    PANEL_PART_OF_FORM = "panel_part_of_form"
    PURPOSE = "purpose"
    REMIT = "remit"
    PRINCIPLE = "principle"
    MEMBERSHIP = "membership"
    ATTENDANCE = "attendance"
    PANEL_MEMBERS_DUTY = "panel_members_duty"
    RUNNING_OF_PANEL = "running_of_panel"
    SENDING = "sending"
    AFTER_PANEL = "after_panel"
    REPORTING = "reporting"
    PRACTICE_GUIDANCE = "practice_guidance"
    COUNCILS_DUTY = "councils_duty"
    NOT_SUPPLIED = "not_supplied"
    SAID_ELSEWHERE = "said_elsewhere"
    DUPLICATE_OF_000 = "duplicate_of_000"


EXPLAINED: Mapping[Information, str] = {
    Information.HEADING: "a heading, a title or the label of a row",
    Information.CONTENTS: "a line of a table of contents",
    Information.TABLE_LAYOUT: "what is left of a table's lines",
    Information.FORM_LAYOUT: "a printed label or prompt of a form; the form's document type knows it",
    Information.PANEL_PART_OF_FORM: "a part of the form that the panel fills in",
    Information.PURPOSE: "what a document or a panel is for",
    Information.REMIT: "what a panel considers; request types stand for it",
    Information.PRINCIPLE: "a principle by which people decide",
    Information.MEMBERSHIP: "who sits on a panel",
    Information.ATTENDANCE: "who comes to the meeting; no paper shows it",
    Information.PANEL_MEMBERS_DUTY: "what members of a panel or its administrator do",
    Information.RUNNING_OF_PANEL: "how a meeting is run",
    Information.SENDING: "where papers are sent; addresses are a council's own setting",
    Information.AFTER_PANEL: "what happens once a panel has decided",
    Information.REPORTING: "reports about the work of a panel",
    Information.PRACTICE_GUIDANCE: "advice on practice that no paper can show",
    Information.COUNCILS_DUTY: "a duty of the council, not of a request",
    Information.NOT_SUPPLIED: "names a document that we were not given",
    Information.SAID_ELSEWHERE: "says again what another line asks; that one is cited",
    Information.DUPLICATE_OF_000: "stands word for word in 000",
}


class LineEntry(Entry):
    """One line: its hash, and what becomes of it. A path is `council/edition/panel/request_type/id`; `*` is any."""

    hash: str = Field(pattern="^[0-9a-f]{12}$")
    cited_by: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    sets_up: tuple[str, ...] = ()
    information: Information | None = None
    rest: Information | None = None
    not_covered: str | None = None
    note: str | None = None
    unclassified: Literal[True] | None = None

    def derived(self) -> dict[str, tuple[str, ...]]:
        """What follows from citations alone."""
        return {"cited_by": self.cited_by, "calendar": self.calendar}

    def is_classified(self) -> bool:
        """Whether anything says what becomes of the line."""
        said = (self.cited_by, self.calendar, self.covered_by, self.sets_up, self.information, self.not_covered)
        return any(said)


class CoverageFile(Entry):
    """Every line of every source that is not blank, by file and number."""

    sources: dict[str, dict[int, LineEntry]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source that is not blank, and what of it no quotation holds."""

    number: int
    words: str
    left: str

    @property
    def hash(self) -> str:
        """The hash by which the line is known, whatever its white space."""
        return hash_of(self.words)


def hash_of(words: str) -> str:
    """The first half of a hash of the words, white space folded: long enough to tell the lines of a document apart."""
    return hashlib.sha256(folded(words).encode("utf-8")).hexdigest()[:12]


def load_coverage(root: Traversable) -> CoverageFile:
    """The coverage file of a policy; empty where it has none. Raises PolicyError."""
    file = root / COVERAGE
    return PolicyFile(file, COVERAGE).read(CoverageFile) if file.is_file() else CoverageFile(sources={})


def source_files(policy: Policy) -> list[str]:
    """The files of every source the policy is quoted from, and those in which they are printed again."""
    names: list[str] = []
    for authority in policy.authorities:
        name = f"authorities/{authority}/sources.yaml"
        written = PolicyFile(policy.root.joinpath(*name.split("/")), name).read(SourcesFile)
        for source in written.sources.values():
            names += [source.file, *source.also_printed_in]
    return sorted(set(names))


def refreshed(old: CoverageFile, policy: Policy, sources: Path) -> CoverageFile:
    """The coverage of the documents as they are now: citations derived anew, what people wrote kept.

    What was written of a line goes with its words: where a document was issued again, to the nearest line of the same
    hash. A line nobody wrote of, and nothing cites, is unclassified.
    """
    derived = _derived(policy, sources)
    files = {name: _lines(sources / name, derived[name]) for name in source_files(policy)}
    return CoverageFile(
        sources={name: dict(_kept(lines, old.sources.get(name, {}), derived[name])) for name, lines in files.items()}
    )


def coverage_problems(policy: Policy, sources: Path | None = None) -> list[PolicyProblem]:
    """Lines nobody classified, paths that lead nowhere and, where the documents are to hand, lines that differ."""
    coverage = load_coverage(policy.root)
    known = paths_in(policy)
    problems = [
        _problem(name, number, message)
        for name, lines in coverage.sources.items()
        for number, entry in lines.items()
        for message in _wrong_with(entry, known)
    ]
    missing = [name for name in source_files(policy) if name not in coverage.sources]
    problems += [PolicyProblem(COVERAGE, None, name, "no line of this document is classified") for name in missing]
    return problems + (list(_differences(coverage, policy, sources)) if sources is not None else [])


def not_covered(coverage: CoverageFile) -> list[tuple[str, int, str]]:
    """The lines that ask for something and that nothing covers: file, line, and why."""
    return [
        (name, number, entry.not_covered)
        for name, lines in coverage.sources.items()
        for number, entry in lines.items()
        if entry.not_covered
    ]


def paths_in(policy: Policy) -> dict[str, set[str]]:
    """Every path a line may name: those of requirements and rules, and those of panels and request types."""
    entries: set[str] = set()
    for file, where in files_below(policy.root, "checklists"):
        written = file.read(ChecklistFile, policy.ids_of(where[0]))
        entries |= {"/".join((*where, each.id)) for each in (*written.requirements, *written.rules)}
    panels = {
        f"{authority.id}/{panel.edition}/{panel.id}": panel
        for authority in policy.authorities.values()
        for panel in authority.panels
    }
    kinds = {f"{path}/{kind.id}" for path, panel in panels.items() for kind in panel.request_types}
    return {"entry": entries, "set_up": set(panels) | kinds}


def as_yaml(coverage: CoverageFile) -> str:
    """The file as it is kept: one line for each line that needs no more."""
    return "\n".join(_written(coverage)) + "\n"


def leftovers(policy: Policy, sources: Path) -> Iterator[tuple[str, Line]]:
    """Each cited line of which more than a few words stand in no quotation."""
    derived = _derived(policy, sources)
    for name in source_files(policy):
        for line in _lines(sources / name, derived[name]):
            if line.number in derived[name] and _says_something(line.left):
                yield name, line


def _wrong_with(entry: LineEntry, known: Mapping[str, set[str]]) -> Iterator[str]:
    if entry.unclassified or not entry.is_classified():
        yield "nobody has said what becomes of this line"
    for kind, paths in (
        ("entry", (*entry.cited_by, *entry.covered_by)),
        ("set_up", entry.calendar),
        ("set_up", entry.sets_up),
    ):
        for path in paths:
            if path not in known[kind] and not any(_matches(each, path) for each in known[kind]):
                yield f"{path} leads nowhere"


def _matches(path: str, pattern: str) -> bool:
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _differences(coverage: CoverageFile, policy: Policy, sources: Path) -> Iterator[PolicyProblem]:
    now = refreshed(coverage, policy, sources)
    left = {(name, line.number) for name, line in leftovers(policy, sources)}
    for name, lines in now.sources.items():
        kept = coverage.sources.get(name, {})
        for number in sorted({*lines, *kept}):
            if number not in lines or number not in kept or lines[number].hash != kept[number].hash:
                yield _problem(name, number, "the line is not as the document has it: run policy coverage --update")
            elif lines[number].derived() != kept[number].derived():
                yield _problem(name, number, "other entries cite this line now: run policy coverage --update")
            elif (name, number) in left and not (kept[number].rest or kept[number].not_covered):
                yield _problem(name, number, "no quotation holds all of this line: say in `rest` why that needs none")


def _problem(name: str, number: int, message: str) -> PolicyProblem:
    return PolicyProblem(COVERAGE, None, f"{name}, line {number}", message)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What cites one line, and which parts of it, white space folded, stand in a quotation."""

    entries: list[str]
    panels: list[str]
    spans: list[tuple[int, int]]


def _derived(policy: Policy, sources: Path) -> Mapping[str, dict[int, _Cited]]:
    """What cites each line: of the lines a citation names, those that hold words of its quotation."""
    found: dict[str, dict[int, _Cited]] = defaultdict(dict)
    texts = {name: _text(sources / name) for name in source_files(policy)}
    for quoted in quotations_in(policy):
        for number, span in _spans(quoted, texts[quoted.source]):
            cited = found[quoted.source].setdefault(number, _Cited([], [], []))
            cited.spans.append(span)
            (cited.entries if quoted.path.count("/") == ENTRY else cited.panels).append(quoted.path)
    return found


def _spans(quoted: Quotation, text: list[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where the quotation stands in the lines it names: line by line, from which letter to which."""
    first, last = quoted.lines
    lines = [(number, folded(text[number - 1])) for number in range(first, last + 1) if text[number - 1].strip()]
    whole, words = " ".join(line for _, line in lines), folded(quoted.words)
    for found in re.finditer(re.escape(words), whole):
        begins = 0
        for number, line in lines:
            start, end = max(found.start() - begins, 0), min(found.end() - begins, len(line))
            if start < end:
                yield number, (start, end)
            begins += len(line) + 1


def _lines(file: Path, cited: Mapping[int, _Cited]) -> list[Line]:
    numbered = enumerate(_text(file), start=1)
    return [
        Line(number, words, _left(folded(words), cited[number].spans if number in cited else ()))
        for number, words in numbered
        if words.strip()
    ]


def _text(file: Path) -> list[str]:
    # Lines as an editor counts them: only the newline ends one.
    return file.read_text(encoding="utf-8").split("\n")


def _left(line: str, spans: Iterable[tuple[int, int]]) -> str:
    """What of a line stands in no quotation; a table's marks do not count."""
    letters = list(line)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return folded(re.sub(r"<[^>]*>|\[bookmark: [^\]]*\]", " ", "".join(letters)))


def _says_something(words: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", words)) > FEW_WORDS


def _kept(
    lines: list[Line], old: Mapping[int, LineEntry], cited: Mapping[int, _Cited]
) -> Iterator[tuple[int, LineEntry]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, entry in old.items():
        places[entry.hash].append(number)
    for line in lines:
        nearest = min(places[line.hash], key=lambda each: abs(each - line.number), default=None)
        written = old[nearest].model_dump(exclude_defaults=True) if nearest is not None else {}
        written |= {"hash": line.hash, "unclassified": None, "cited_by": (), "calendar": ()}
        if line.number in cited:
            written["cited_by"] = _together(cited[line.number].entries)
            written["calendar"] = tuple(dict.fromkeys(cited[line.number].panels))
        if written["cited_by"] or written["calendar"]:
            written["rest"] = written.get("rest") or written.pop("information", None)
        entry = LineEntry(**written)
        yield line.number, entry if entry.is_classified() else entry.model_copy(update={"unclassified": True})


def _together(paths: list[str]) -> tuple[str, ...]:
    """The paths, where entries of one id stand under several request types of a panel as one pattern."""
    under: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in paths:
        panel, kind, entry = path.rsplit("/", 2)
        under[panel, entry].add(kind)
    return tuple(
        sorted(f"{panel}/{kinds.pop() if len(kinds) == 1 else '*'}/{entry}" for (panel, entry), kinds in under.items())
    )


def _written(coverage: CoverageFile) -> Iterator[str]:
    yield "# What becomes of each line of the councils' documents. `cited_by` and `calendar` are written by"
    yield "# `panelready policy coverage --update`, which keeps the rest: docs/how-to/cover-every-line.md."
    yield "sources:"
    for name, lines in coverage.sources.items():
        yield f"  {name}:"
        for number, entry in lines.items():
            told = {key: value for key, value in entry.model_dump(mode="json").items() if value not in (None, [])}
            parts = [f"{key}: {_value(value)}" for key, value in told.items()]
            flow = f"    {number}: {{{', '.join(parts)}}}"
            if len(flow) <= 120:
                yield flow
                continue
            yield f"    {number}:"
            for key, value in told.items():
                yield from _block(key, value)


def _block(key: str, value: object) -> Iterator[str]:
    if isinstance(value, list) and len(f"      {key}: {_value(value)}") > 120:
        yield f"      {key}:"
        yield from (f"        - {each}" for each in value)
    else:
        yield f"      {key}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if value is True:
        return "true"
    text = str(value)
    is_plain = re.fullmatch(r"[A-Za-z][\w/*.-]*|[0-9a-f]{12}", text) and not re.fullmatch(r"\d+", text)
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
