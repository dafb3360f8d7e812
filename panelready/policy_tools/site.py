"""`panelready policy docs`: the policy as pages to browse."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from panelready.exits import Exit
from panelready.policy_tools.catalogue import Catalogue, page_of
from panelready.policy_tools.options import Spot, add_part, add_root, names_for, policy_of, spots

if TYPE_CHECKING:
    from casework.citation import Citation
    from casework.conditions import FactDefinition
    from generators.policy_pages import PanelPage, Quoted, RequestPage, Site
    from validators.load_policy import Policy
    from validators.policy_check import SourcePassage
    from validators.policy_examples import Example

MOST_WORDS = 12
"""So many of the words by which a request type is known are shown; the file holds them all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy docs`."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write them; made where it is not there")
    add_part(parser)
    add_root(parser)


def run(options: argparse.Namespace) -> int:
    """Write the pages."""
    from generators.policy_site import pages

    policy = policy_of(options)
    told = pages(SiteMaker(policy, spots(policy, options)).site())
    for path, page in told.items():
        file = options.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    print(f"{len(told)} pages are in {options.folder}. Open {options.folder / 'index.html'}.")
    return Exit.READY


class SiteMaker:
    """Gathers what the pages tell from a policy."""

    def __init__(self, policy: "Policy", meant: list[Spot]) -> None:
        from validators.policy_check import quotations_in
        from validators.policy_examples import load_examples

        self.policy = policy
        self.meant = meant
        self.names = names_for(policy)
        self.examples: list[Example] = load_examples(policy.root)
        self.passages: Mapping[str, list[SourcePassage]] = _passages(policy)
        self.quotations = quotations_in(policy)

    def site(self) -> "Site":
        """Everything."""
        from generators.policy_pages import Site
        from generators.render import counted

        requests = tuple(self._request(spot) for spot in self.meant if self._is_told(spot))
        asked = sum(len(request.requirements) for request in requests)
        rules = sum(len(request.rules) for request in requests)
        counts = ", ".join(
            (
                counted(len(self.meant), "kind of request", "kinds of request"),
                f"{len(requests)} with a list or a decision of their own",
                counted(asked, "requirement"),
                counted(rules, "rule"),
            )
        )
        catalogue = Catalogue(self.policy, self.meant, self.names, self.examples)
        return Site(
            made_of="the policy files",
            counts=counts,
            panels=tuple(self._panels()),
            requests=requests,
            facts=tuple(catalogue.facts()),
            papers=tuple(catalogue.papers()),
            unset=tuple(catalogue.unset()),
            questions=tuple(catalogue.questions()),
        )

    def _is_told(self, spot: Spot) -> bool:
        return self.policy.checklist(*spot.ids) is not None or spot.kind.decided_by is not None

    def _panels(self) -> Iterator["PanelPage"]:
        from generators.policy_pages import KindRow, PanelPage
        from generators.policy_words import due_in_words, in_force_in_words, sits_in_words
        from generators.terms import plain

        panels: dict[str, list[Spot]] = {}
        for spot in self.meant:
            panels.setdefault(_panel_path(spot), []).append(spot)
        for path, kinds in panels.items():
            first = kinds[0]
            panel = first.panel
            more = [("Edition", first.edition.id)]
            if panel.list_incomplete:
                more.append(("Incomplete requests", "stay on the agenda, marked as such"))
            if panel.keeps_last_of_month:
                more.append(("Last sitting of the month", "kept for the requests that say so"))
            if panel.expected:
                more.append(("Expected and not come when papers close", f"the {panel.expected.tell} is told"))
            yield PanelPage(
                path,
                first.authority.name,
                first.authority.id,
                ", ".join(source.title for source in first.edition.sources),
                in_force_in_words(first.edition),
                panel.name,
                sits_in_words(panel.sits),
                tuple(due_in_words(cut) for cut in panel.papers_due),
                tuple(more),
                tuple(self._calendar_quotes(first)),
                tuple(
                    KindRow(
                        spot.kind.id,
                        spot.kind.name,
                        self._says(spot),
                        plain(spot.kind.decided_by) if spot.kind.decided_by else None,
                        page_of(spot) if self._is_told(spot) else None,
                    )
                    for spot in kinds
                ),
                written=sum(1 for spot in kinds if self.policy.checklist(*spot.ids) is not None),
            )

    def _says(self, spot: Spot) -> str:
        from generators.render import counted

        checklist = self.policy.checklist(*spot.ids)
        if checklist is None:
            return "" if spot.kind.decided_by else "Not written yet: a person looks at such a request."
        parts = [counted(len(checklist.requirements), "requirement"), counted(len(checklist.rules), "rule")]
        return ", ".join((*parts, counted(len(self._examples(spot)), "example")))

    def _request(self, spot: Spot) -> "RequestPage":
        from generators.policy_pages import ExampleShown, Link, RequestPage
        from generators.policy_site import entry_of
        from generators.terms import plain

        checklist = self.policy.checklist(*spot.ids)
        facts = self.policy.facts_of(spot.authority.id)
        words = spot.kind.recognised_by.words
        known_by = ", ".join(f"“{each}”" for each in words[:MOST_WORDS])
        more = []
        if spot.kind.known_facts:
            told = " ".join(
                f"{_question(fact, facts)} {_answer(value)}" for fact, value in spot.kind.known_facts.items()
            )
            more.append(("Certain beforehand", told))
        if spot.kind.only_last_of_month:
            more.append(("Heard", "only at the month’s last sitting"))
        return RequestPage(
            page_of(spot),
            spot.authority.name,
            Link(spot.panel.name, _panel_path(spot)),
            spot.kind.id,
            spot.kind.name,
            known_by + (f" and {len(words) - MOST_WORDS} more" if len(words) > MOST_WORDS else ""),
            tuple(more),
            plain(spot.kind.decided_by) if spot.kind.decided_by else None,
            tuple(self._quotes(spot.kind.cites)),
            tuple(entry_of(each, self.names, facts, self._quotes(each.cites)) for each in checklist.requirements)
            if checklist
            else (),
            tuple(entry_of(each, self.names, facts, self._quotes(each.cites)) for each in checklist.rules)
            if checklist
            else (),
            tuple(ExampleShown(each.name, each.verdict, self._papers_of(each)) for each in self._examples(spot)),
        )

    def _examples(self, spot: Spot) -> list["Example"]:
        return [
            each for each in self.examples if (each.authority, each.edition, each.panel, each.request_type) == spot.ids
        ]

    def _papers_of(self, example: "Example") -> str:
        from generators.terms import in_words, without_explanation

        named = []
        for paper in example.papers:
            if paper.type:
                named.append(without_explanation(self.names.document(paper.type)))
            elif paper.message:
                named.append("a message")
            else:
                named.append("a file nobody can read" if paper.unreadable else "a paper we do not recognise")
        return in_words(named)

    def _quotes(self, cites: Iterable["Citation"]) -> list["Quoted"]:
        from generators.policy_site import quoted

        return [quoted(cite, self._passage(cite)) for cite in cites]

    def _passage(self, cite: "Citation") -> str | None:
        """The shortest passage that holds the quotation."""
        words = " ".join(cite.quote.split())
        first, last = cite.lines
        holding = [
            passage.words
            for passage in self.passages.get(cite.source.file, ())
            if passage.lines[0] <= first and last <= passage.lines[1] and words in " ".join(passage.words.split())
        ]
        return min(holding, key=len, default=None)

    def _calendar_quotes(self, spot: Spot) -> Iterator["Quoted"]:
        from casework.citation import Citation

        sources = {source.file: source for source in spot.edition.sources}
        path = "/".join(spot.ids[:3])
        for found in self.quotations:
            if found.path == path and found.source in sources:
                yield from self._quotes([Citation(sources[found.source], found.words, found.lines)])


def _question(fact: str, facts: Mapping[str, "FactDefinition"]) -> str:
    return facts[fact].question if fact in facts else fact


def _answer(value: object) -> str:
    return {True: "Yes.", False: "No."}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _passages(policy: "Policy") -> dict[str, list["SourcePassage"]]:
    """The passages we keep, by the file of the source."""
    from validators.policy_check import excerpts, passages_in

    found: dict[str, list[SourcePassage]] = {}
    for authority in policy.authorities:
        for _, text in excerpts(policy.root, authority):
            for passage in passages_in(text):
                found.setdefault(passage.file, []).append(passage)
    return found


def _panel_path(spot: Spot) -> str:
    return "/".join(spot.ids[:3]) + ".html"
