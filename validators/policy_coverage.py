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
from fnmatch import fnmatchcase
from pathlib import Path

from validators.authority_file import SourcesFile
from validators.load_policy import Policy
from validators.policy_check import PolicyProblem, Quotation, folded, quotations_in
from validators.policy_coverage_file import COVERAGE, CoverageFile, LineEntry, load_coverage
from validators.policy_examples import files_below
from validators.policy_file import ChecklistFile
from validators.policy_yaml import PolicyFile

ENTRY = 4
"""How many slashes a requirement's or a rule's path has; a request type's has one less, a panel's two."""
FEW_WORDS = 3
"""What is left of a line beside its quotations is worth a reason only when it says more than a bullet or a label."""


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
