"""`panelready policy explain`: all there is to know of one requirement, rule, fact, document type or topic."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from casework.errors import WrongUse
from panelready.exits import Exit
from panelready.policy_tools.options import (
    Spot,
    add_json,
    add_part,
    add_root,
    names_for,
    policy_of,
    print_json,
    spots,
)
from panelready.policy_tools.showing import condition_lines, quotations, wrapped_at

if TYPE_CHECKING:
    from casework.checklist import Checklist, Requirement, Rule
    from casework.conditions import FactDefinition
    from casework.document import DocumentType
    from generators.policy_words import Names
    from validators.load_policy import Policy
    from validators.policy_examples import Example


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy explain`."""
    parser.add_argument("id", metavar="ID", help="the id of a requirement, rule, fact, document type, group or topic")
    add_part(parser)
    add_root(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print everything of that id."""
    from validators.policy_examples import load_examples

    policy = policy_of(options)
    known = Known(policy, spots(policy, options), load_examples(policy.root))
    about = everything_of(options.id, known)
    if not about:
        ids = known.ids()
        alike = [each for each in ids if options.id in each] + get_close_matches(options.id, ids, n=5)
        near = ", ".join(dict.fromkeys(alike[:8]))
        raise WrongUse(f"{options.id}: nothing has this id." + (f" Near it: {near}." if near else ""))
    if options.json:
        print_json([{"what": part.what, "title": part.title, "lines": list(part.lines)} for part in about])
    else:
        print("\n\n".join("\n".join((part.title, "-" * min(len(part.title), 100), *part.lines)) for part in about))
    return Exit.READY


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of that id: what it is, its title, and what is told of it."""

    what: str
    title: str
    lines: tuple[str, ...]


class Known:
    """The policy with every checklist in hand, and where each id is used."""

    def __init__(self, policy: "Policy", meant: list[Spot], examples: list["Example"]) -> None:
        self.policy = policy
        self.names: Names = names_for(policy)
        self.checklists: list[tuple[Spot, Checklist]] = [
            (spot, checklist) for spot in meant if (checklist := policy.checklist(*spot.ids)) is not None
        ]
        paths = {spot.path for spot in meant}
        self.examples = [
            each
            for each in examples
            if "/".join((each.authority, each.edition, each.panel, each.request_type)) in paths
        ]

    def ids(self) -> list[str]:
        """Every id there is to explain."""
        entries = {each.id for _, checklist in self.checklists for each in entries_of(checklist)}
        topics = {topic for each in self.policy.authorities for topic in self.policy.ids_of(each).topics}
        return sorted({*entries, *self.policy.facts, *self.policy.document_types, *self.policy.groups, *topics})

    def asked_by(self, fact: str) -> list[tuple[Spot, str]]:
        """Where a fact is asked for: the request type, and the requirement or rule."""
        from casework.conditions import facts_in

        return [
            (spot, entry.id)
            for spot, checklist in self.checklists
            for entry in entries_of(checklist)
            for condition in [entry.when, getattr(entry, "expect", None)]
            if condition is not None and fact in facts_in(condition)
        ]


def everything_of(wanted: str, known: Known) -> list[Part]:
    """Whatever has that id."""
    return [part for explain in (_entries, _fact, _document, _topic) for part in explain(wanted, known)]


def entries_of(checklist: "Checklist") -> list["Requirement | Rule"]:
    """The requirements and the rules of a checklist."""
    return [*checklist.requirements, *checklist.rules]


def _entries(wanted: str, known: Known) -> Iterator[Part]:
    """Requirements and rules: the same words under several request types are told once."""
    told: dict[Any, list[Spot]] = {}
    for spot, checklist in known.checklists:
        for entry in entries_of(checklist):
            if entry.id == wanted:
                key = (spot.authority.id, spot.edition.id, spot.panel.id, repr(entry))
                told.setdefault(key, []).append(spot)
    for (*_, said), where in told.items():
        entries = (each for spot, one in known.checklists if spot == where[0] for each in entries_of(one))
        yield from _entry(next(each for each in entries if each.id == wanted and repr(each) == said), where, known)


def _entry(entry: "Requirement | Rule", where: list[Spot], known: Known) -> Iterator[Part]:
    from casework.checklist import Requirement
    from generators.policy_words import called, needed_in_words, rule_follows, strictness

    spot, policy = where[0], known.policy
    lines: list[str] = []
    if isinstance(entry, Requirement):
        what, name = "requirement", called(entry, known.names)
        lines += wrapped_at(f"Needs: {needed_in_words(entry.needs, known.names)}", "  ")
        said = strictness(entry)
    else:
        what, name, said = "rule", "", rule_follows(entry)
        lines += wrapped_at(entry.says, "  ")
    if entry.when is not None:
        lines += condition_lines("Only if", entry.when, policy, spot.authority.id)
    if not isinstance(entry, Requirement):
        lines += condition_lines("Expected", entry.expect, policy, spot.authority.id)
    for each in said:
        lines += wrapped_at(each, "  ")
    lines += ["", "In the council's words:", *quotations(entry.cites)]
    lines += ["", f"Asked at {spot.authority.name}, {spot.panel.name}, for:"]
    lines += [f"  {each.kind.name} ({each.kind.id})" for each in where]
    paths = {each.ids for each in where}
    lines += _examples(known, lambda example: _ids_of(example) in paths and entry.id in example.findings)
    yield Part(what, f"{what.capitalize()} {entry.id}" + (f": {name}" if name else ""), tuple(lines))


def _fact(wanted: str, known: Known) -> Iterator[Part]:
    shared: FactDefinition | None = known.policy.facts.get(wanted)
    if shared is None:
        return
    from generators.policy_words import SILENCES, kind_in_words, shown_in_words

    lines = [f"  {shared.question} ({kind_in_words(shared)})", "", "Shown by:"]
    for shown in shared.shown_by:
        lines += wrapped_at(shown_in_words(shown, known.names), "  - ")
    lines += ["", f"When the papers do not say, {SILENCES[shared.if_silent]}."]
    for authority in known.policy.authorities.values():
        own = known.policy.facts_of(authority.id).get(wanted)
        if own is not None and own.if_silent is not shared.if_silent:
            lines.append(f"  {authority.name} has set: {SILENCES[own.if_silent]}.")
    used = known.asked_by(wanted)
    lines += ["", "Asked by:", *_where_used(used)]
    certain = [(spot, spot.kind.id) for spot, _ in known.checklists if wanted in spot.kind.known_facts]
    lines += [f"  known beforehand for {spot.path}: {spot.kind.known_facts[wanted]}" for spot, _ in certain]
    entries = {(spot.ids, entry) for spot, entry in used}
    lines += _examples(
        known,
        lambda example: (
            wanted in example.facts or any((_ids_of(example), each) in entries for each in example.findings)
        ),
    )
    yield Part("fact", f"Fact {wanted}", tuple(lines))


def _document(wanted: str, known: Known) -> Iterator[Part]:
    policy = known.policy
    if wanted in policy.groups:
        names = [f"  {known.names.document(each)} ({each})" for each in policy.groups[wanted]]
        lines = ["Any of these papers will do:", *names, "", "Asked for by:", *_where_used(asking(wanted, known))]
        yield Part("group", f"Group {wanted}", tuple(lines))
    kind: DocumentType | None = policy.document_types.get(wanted)
    if kind is None:
        return
    lines = [f"  {kind.name}"]
    lines += _listed("Called", kind.titles, kind.aliases)
    lines += _listed("Known by these headings", kind.headings)
    lines += _listed("Settled by the words", kind.decisive)
    lines += _listed("Its date stands beside", kind.date_labels)
    lines += _listed("Often taken for", (known.names.document(each) for each in kind.confused_with))
    lines += _listed("May hold as a section", (known.names.document(each) for each in kind.may_hold))
    groups = [group for group, members in policy.groups.items() if wanted in members]
    lines += _listed("Belongs to the groups", groups)
    lines += ["", "Asked for by:", *_where_used(asking(wanted, known))]
    facts = [fact.id for fact in policy.facts.values() if any(shown.document == wanted for shown in fact.shown_by)]
    lines += _listed("It shows the facts", facts)
    lines += _examples(known, lambda example: any(paper.type == wanted for paper in example.papers))
    yield Part("document type", f"Document type {wanted}", tuple(lines))


def _topic(wanted: str, known: Known) -> Iterator[Part]:
    topics = {each.id: each for one in known.policy.authorities for each in known.policy.ids_of(one).topics.values()}
    if wanted not in topics:
        return
    topic = topics[wanted]
    used = [
        (spot, entry.id)
        for spot, checklist in known.checklists
        for entry in checklist.requirements
        if wanted in repr(entry.needs) and topic in _topics_in(entry.needs)
    ]
    lines = [f"  A paper that must include {topic.name} shows it by one of these words:"]
    lines += wrapped_at(", ".join(f"“{each}”" for each in topic.words), "  ")
    yield Part("topic", f"Topic {wanted}", (*lines, "", "Asked by:", *_where_used(used)))


def _topics_in(need: Any) -> Iterable[Any]:
    from casework.checklist import DocumentNeeded, EitherOf

    if isinstance(need, DocumentNeeded):
        return need.must_cover
    return [topic for part in need.needs for topic in _topics_in(part)] if isinstance(need, EitherOf) else ()


def asking(document: str, known: Known) -> list[tuple[Spot, str]]:
    """Where a paper, or any paper of a group, is asked for."""
    types = set(known.policy.groups.get(document, (document,)))
    return [
        (spot, entry.id)
        for spot, checklist in known.checklists
        for entry in checklist.requirements
        if types <= set(entry.document_types())
    ]


def _where_used(used: list[tuple[Spot, str]]) -> list[str]:
    """One line for each panel and entry, with its request types."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for spot, entry in used:
        key = (spot.authority.name, spot.panel.name, entry)
        together.setdefault(key, []).append(spot.kind.id)
    lines: list[str] = []
    for (authority, panel, entry), kinds in together.items():
        lines += wrapped_at(f"{authority}, {panel}: {entry} ({', '.join(dict.fromkeys(kinds))})", "  ")
    return lines or ["  nothing"]


def _listed(lead: str, *words: Iterable[str]) -> list[str]:
    said = [each for some in words for each in some]
    return list(wrapped_at(f"{lead}: {', '.join(said)}.", "  ")) if said else []


def _examples(known: Known, mentions: Callable[["Example"], bool]) -> list[str]:
    found = [example for example in known.examples if mentions(example)]
    if not found:
        return ["", "No worked example mentions it."]
    lines = ["", "Worked examples that mention it:"]
    lines += [f"  {each.request_type}: {each.name} ({each.verdict})" for each in found[:12]]
    return lines + ([f"  and {len(found) - 12} more"] if len(found) > 12 else [])


def _ids_of(example: "Example") -> tuple[str, str, str, str]:
    return example.authority, example.edition, example.panel, example.request_type
