"""What the policy files must be beyond being readable: quotations true, names known, editions apart, examples kept."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path

from casework.citation import PolicyEdition
from casework.errors import PolicyError
from casework.panel import Authority
from validators.authority_file import AuthorityFile, SourcesFile
from validators.load_policy import EVERY_REQUEST, Policy, load_policy
from validators.policy_entry import Ids
from validators.policy_examples import (
    Example,
    Gather,
    differences,
    example_files,
    files_below,
    findings_of,
    load_examples,
)
from validators.policy_file import ChecklistFile, CitedEntry, Page
from validators.policy_yaml import PolicyFile, line_of

_PASSAGE = re.compile(r"<!-- source: (\S+), lines (\d+)(?:-(\d+))? -->\n(.*?)(?=\n<!-- source:|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """Something wrong in a policy file: which, on which line, about what."""

    file: str
    line: int | None
    about: str
    message: str

    def __str__(self) -> str:
        return str(PolicyError(self.file, self.line, self.about, self.message))


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """Words of a source, word for word; `lines` are the first and last they stand in, counted from 1."""

    file: str
    lines: tuple[int, int]
    words: str
    line: int
    """Where the passage begins in our own file."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words one of our entries quotes, and the lines of the source it says they stand in."""

    file: str
    line: int | None
    about: str
    source: str
    lines: tuple[int, int]
    words: str
    path: str = ""
    """What quotes it: `council/edition/panel`, and where it is more than a calendar `/request_type`, `/id`."""

    def problem(self, message: str) -> PolicyProblem:
        """The problem of that message with this quotation, its place and words filled in."""
        first, last = self.lines
        place = f"line {first}" if first == last else f"lines {first}-{last}"
        filled = message.format(place=place, words=folded(self.words))
        return PolicyProblem(self.file, self.line, self.about, filled)


def check_policy(root: Traversable, sources: Path | None = None, gather: Gather | None = None) -> list[PolicyProblem]:
    """Everything wrong with the policy; `sources` is the folder of the councils' documents, where it is to hand.

    With `gather`, the worked examples are run as well. A file that cannot be loaded is the only problem reported.
    """
    try:
        return problems_in(load_policy(root), load_examples(root), sources, gather)
    except PolicyError as wrong:
        return [PolicyProblem(wrong.file, wrong.line, wrong.about, wrong.message)]


def problems_in(
    policy: Policy, examples: list[Example], sources: Path | None, gather: Gather | None
) -> list[PolicyProblem]:
    """The same of a policy that is loaded; raises PolicyError for a checklist that cannot be."""
    problems = [
        *_place_problems(policy),
        *_quotation_problems(policy, sources),
        *_edition_problems(policy),
        *_example_problems(policy, examples),
        *(_passage_problems(policy, sources) if sources is not None else ()),
    ]
    return problems + (list(run_examples(policy, examples, gather)) if gather is not None else [])


def run_examples(policy: Policy, examples: list[Example], gather: Gather) -> Iterator[PolicyProblem]:
    """Each way in which a worked example comes out other than it says."""
    for example in examples:
        for difference in differences(example, findings_of(example, policy, gather)):
            yield PolicyProblem(example.file, example.line, example.name, difference)


def quotations_in(policy: Policy) -> list[Quotation]:
    """Every quotation of every council, in the order of their files."""
    return [quoted for authority in policy.authorities for quoted in _quotations(policy, authority)]


def folded(text: str) -> str:
    """The text with all white space as single spaces; a quotation may differ from its source in nothing else."""
    return " ".join(text.split())


def passages_in(text: str) -> list[SourcePassage]:
    """The passages of an excerpt file."""
    return [
        SourcePassage(
            found[1], (int(found[2]), int(found[3] or found[2])), found[4], text[: found.start()].count("\n") + 1
        )
        for found in _PASSAGE.finditer(text)
    ]


def _place_problems(policy: Policy) -> Iterator[PolicyProblem]:
    """Every checklist loads, and lies under an edition, panel and request type that are known."""
    for file, (authority, edition, panel_id, name) in files_below(policy.root, "checklists"):
        panel = policy.authorities[authority].panel(panel_id, edition)
        if panel is None or (name != EVERY_REQUEST and panel.request_type(name) is None):
            yield PolicyProblem(file.name, None, "", "authority.yaml has no such edition, panel or request type")
        policy.checklist(authority, edition, panel_id, name)


def _quotation_problems(policy: Policy, sources: Path | None) -> Iterator[PolicyProblem]:
    """Every quotation stands in a passage we keep and, where the sources are to hand, in the very lines it names."""
    for authority in policy.authorities:
        passages = [passage for _, text in excerpts(policy.root, authority) for passage in passages_in(text)]
        for quoted in _quotations(policy, authority):
            if not any(_holds(passage, quoted) for passage in passages):
                yield quoted.problem("no passage of {place} in sources/ holds these words: {words!r}")
            elif sources is not None and folded(quoted.words) not in _source_words(
                sources / quoted.source, quoted.lines
            ):
                yield quoted.problem("{place} of the source does not hold these words: {words!r}")


def _quotations(policy: Policy, authority: str) -> Iterator[Quotation]:
    name = f"authorities/{authority}/authority.yaml"
    file = PolicyFile(policy.root.joinpath(*name.split("/")), name)
    yield from _authoritys_quotations(file, authority, policy.ids_of(authority))
    for file, where in files_below(policy.root, "checklists"):
        if where[0] == authority:
            yield from _checklist_quotations(file, where, policy.ids_of(authority))


def _checklist_quotations(file: PolicyFile, where: tuple[str, ...], ids: Ids) -> Iterator[Quotation]:
    text, written = file.text(), file.read(ChecklistFile, ids)
    page = Page(written.source, written.at, written.lines, ids)
    parts: Mapping[str, tuple[CitedEntry, ...]] = {"requirements": written.requirements, "rules": written.rules}
    for part, entries in parts.items():
        for index, entry in enumerate(entries):
            for cite in entry.citations(page):
                line = line_of(text, (part, index))
                path = "/".join((*where, entry.id))
                yield Quotation(file.name, line, entry.id, cite.source.file, cite.lines, cite.quote, path)


def _authoritys_quotations(file: PolicyFile, authority: str, ids: Ids) -> Iterator[Quotation]:
    """The words that give a panel's days and deadlines, and those by which somebody else than the panel decides."""
    text, written = file.text(), file.read(AuthorityFile, ids)
    for edition, entry in written.editions.items():
        for panel_id, panel in entry.panels.items():
            place: tuple[str, ...] = ("editions", edition, "panels", panel_id)
            cited = {place: (panel_id, panel.cites)}
            cited |= {(*place, "request_types", each): (each, kind.cites) for each, kind in panel.request_types.items()}
            for loc, (about, cites) in cited.items():
                path = "/".join((authority, edition, panel_id, *loc[5:]))
                for index, cite in enumerate(cites):
                    line = line_of(text, (*loc, "cites", index))
                    yield Quotation(file.name, line, about, ids.sources[cite.source].file, cite.lines, cite.quote, path)


def _holds(passage: SourcePassage, quoted: Quotation) -> bool:
    within = passage.lines[0] <= quoted.lines[0] and quoted.lines[1] <= passage.lines[1]
    return passage.file == quoted.source and within and folded(quoted.words) in folded(passage.words)


def _source_words(file: Path, lines: tuple[int, int]) -> str:
    if not file.is_file():
        raise PolicyError(str(file), None, "", "this source is not in the folder of sources")
    # Lines as an editor counts them: only the newline ends one.
    return folded(" ".join(file.read_text(encoding="utf-8").split("\n")[lines[0] - 1 : lines[1]]))


def _edition_problems(policy: Policy) -> Iterator[PolicyProblem]:
    """No two editions say on the same day what a panel asks for one request type."""
    for authority in policy.authorities.values():
        for one, other in combinations([each for each in authority.editions if each.in_force], 2):
            if _overlap(one, other):
                for both in sorted(_asked(authority, one.id) & _asked(authority, other.id)):
                    message = f"editions {one.id} and {other.id} are in force on the same day for {both}"
                    yield PolicyProblem(f"authorities/{authority.id}/sources.yaml", None, "editions", message)


def _overlap(one: PolicyEdition, other: PolicyEdition) -> bool:
    def begins_before_end(first: PolicyEdition, second: PolicyEdition) -> bool:
        begins, ends = first.effective_from, second.effective_to
        return begins is None or ends is None or begins <= ends

    return begins_before_end(one, other) and begins_before_end(other, one)


def _asked(authority: Authority, edition: str) -> set[str]:
    return {panel.id for panel in authority.panels if panel.edition == edition}


def _example_problems(policy: Policy, examples: list[Example]) -> Iterator[PolicyProblem]:
    """Every checklist has an example, and examples name only what is there."""
    exemplified = {where for _, where in example_files(policy.root)}
    for file, where in files_below(policy.root, "checklists"):
        if where[3] != EVERY_REQUEST and where not in exemplified:
            yield PolicyProblem(file.name, None, "", "this checklist has no worked example beside it, in examples/")
    for example in examples:
        for message in _unknown_in(example, policy):
            yield PolicyProblem(example.file, example.line, example.name, message)


def _unknown_in(example: Example, policy: Policy) -> Iterator[str]:
    if example.authority not in policy.authorities:
        yield f"unknown authority {example.authority}"
        return
    checklist = policy.checklist(example.authority, example.edition, example.panel, example.request_type)
    if checklist is None:
        yield "there is no checklist for this example"
        return
    subjects = {entry.id for entry in checklist.requirements} | {rule.id for rule in checklist.rules} | {"decided_by"}
    yield from (f"unknown requirement or rule {each}" for each in example.findings if each not in subjects)
    yield from (f"unknown fact {each}" for each in example.facts if each not in policy.facts)
    types = {kind for paper in example.papers for kind in (paper.type, *paper.holds, *paper.unrecognised) if kind}
    yield from (f"unknown document type {each}" for each in sorted(types) if each not in policy.document_types)


def _passage_problems(policy: Policy, sources: Path) -> Iterator[PolicyProblem]:
    """Every passage stands word for word in the lines of the source that it names."""
    for authority in policy.authorities:
        for name, text in excerpts(policy.root, authority):
            for passage in passages_in(text):
                if folded(passage.words) not in _source_words(sources / passage.file, passage.lines):
                    first, last = passage.lines
                    message = f"lines {first}-{last} of the source do not hold this passage word for word"
                    yield PolicyProblem(name, passage.line, passage.file, message)


def excerpts(root: Traversable, authority: str) -> Iterator[tuple[str, str]]:
    """Each file of passages that a council's sources name, and what it holds."""
    folder = root / "authorities" / authority
    written = PolicyFile(folder / "sources.yaml", f"authorities/{authority}/sources.yaml").read(SourcesFile)
    for source in written.sources.values():
        excerpt = PolicyFile(folder.joinpath(*source.excerpt.split("/")), f"authorities/{authority}/{source.excerpt}")
        yield excerpt.name, excerpt.text()
