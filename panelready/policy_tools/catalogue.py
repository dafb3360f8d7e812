"""What the pages of a policy tell beside its panels: facts, papers, what is not set, and the open questions."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from panelready.policy_tools.explaining import Known, asking
from panelready.policy_tools.options import Spot

if TYPE_CHECKING:
    from casework.conditions import FactDefinition
    from generators.policy_pages import About, FactGroup, FactShown, Link, QuestionGroup
    from generators.policy_words import Names
    from validators.load_policy import Policy
    from validators.policy_examples import Example


class Catalogue:
    """Everything that is told of a policy once, and not for one request type."""

    def __init__(self, policy: "Policy", meant: list[Spot], names: "Names", examples: list["Example"]) -> None:
        self.policy = policy
        self.meant = meant
        self.names = names
        self.known = Known(policy, meant, examples)

    def facts(self) -> Iterator["FactGroup"]:
        """The facts: the shared ones, and each council's own."""
        from generators.policy_pages import FactGroup

        owners: dict[str, set[str]] = {}
        for authority in self.policy.authorities:
            for known in self.policy.facts_of(authority):
                owners.setdefault(known, set()).add(authority)
        groups: dict[str, list[FactDefinition]] = {}
        for fact_id, fact in self.policy.facts.items():
            is_shared = len(owners.get(fact_id, ())) != 1 or len(self.policy.authorities) == 1
            title = "Shared by every council" if is_shared else self._council(next(iter(owners[fact_id])))
            groups.setdefault(title, []).append(fact)
        for title, facts in groups.items():
            yield FactGroup(title, tuple(self._fact(fact) for fact in facts))

    def _fact(self, fact: "FactDefinition") -> "FactShown":
        from generators.policy_pages import About, FactShown
        from generators.policy_words import SILENCES, kind_in_words, shown_in_words

        about = [About("The answer is", (f"{kind_in_words(fact)}.",))]
        shown = tuple(shown_in_words(each, self.names) for each in fact.shown_by)
        about.append(About("Shown by", tuple(each[:1].upper() + each[1:] for each in shown)))
        about.append(About("When the papers do not say,", (f"{SILENCES[fact.if_silent]}.",)))
        used = self.known.asked_by(fact.id)
        return FactShown(fact.id, fact.question, tuple(about), tuple(self._links(used, "facts.html")))

    def papers(self) -> Iterator["FactGroup"]:
        """The document types, and where each is asked for."""
        from generators.policy_pages import About, FactGroup, FactShown

        papers: list[FactShown] = []
        seldom: list[FactShown] = []
        for kind in self.policy.document_types.values():
            asked = asking(kind.id, self.known)
            about = [
                About("Called", (", ".join((*kind.titles, *kind.aliases)) + ".",)),
                *_about("Its date stands beside", kind.date_labels),
                *_about("Often taken for", [self.names.document(each) for each in kind.confused_with]),
                *_about("May hold as a section", [self.names.document(each) for each in kind.may_hold]),
            ]
            links = tuple(self._links(asked, "papers.html"))
            shown = FactShown(kind.id, kind.name, tuple(about), links)
            (papers if asked else seldom).append(shown)
        groups = [
            FactShown(
                group,
                self.names.document(group),
                (About("Any of", tuple(self.names.document(each) for each in members)),),
                tuple(self._links(asking(group, self.known), "papers.html")),
            )
            for group, members in self.policy.groups.items()
        ]
        yield FactGroup("Papers that lists ask for", tuple(papers))
        yield FactGroup("Groups, of which any paper will do", tuple(groups))
        yield FactGroup("Papers that are known, and that no list asks for by themselves", tuple(seldom))

    def _links(self, used: list[tuple[Spot, str]], page: str) -> Iterator["Link"]:
        """One link for each request type that uses it."""
        from generators.policy_pages import Link
        from generators.policy_site import relative

        for spot, entry in {(spot.path, entry): (spot, entry) for spot, entry in used}.values():
            words = f"{spot.authority.name}, {spot.panel.name}: {spot.kind.name} ({entry})"
            yield Link(words, f"{relative(page, page_of(spot))}#{entry}")

    def unset(self) -> Iterator[str]:
        """What the councils' documents leave open, in words."""
        told: dict[str, list[str]] = {}
        for spot in self.meant:
            name = f"{spot.authority.name}, {spot.panel.name} ({spot.edition.id})"
            told.setdefault(
                name,
                [
                    *(["the days it sits"] if not spot.panel.sits else []),
                    *(["when papers are due"] if not spot.panel.papers_due else []),
                ],
            )
        editions = {(spot.authority.name, spot.edition.id): spot.edition for spot in self.meant}
        for (council, _), one in editions.items():
            if one.in_force and one.effective_from is None:
                told[f"{council}, edition {one.id}"] = ["from which day it applies"]
            if not one.in_force:
                told[f"{council}, edition {one.id}"] = ["whether it is in force, and from which day"]
        yield from (f"{name}: {' and '.join(parts)}." for name, parts in told.items() if parts)
        for council in dict.fromkeys(spot.authority.name for spot in self.meant):
            yield f"{council}: where papers are sent, and who may send them."

    def questions(self) -> Iterator["QuestionGroup"]:
        """The open questions, by council."""
        from generators.policy_pages import QuestionGroup, QuestionShown
        from generators.policy_words import lines_in_words
        from validators.policy_questions import load_questions

        meant = {spot.authority.id for spot in self.meant}
        groups: dict[str, list[QuestionShown]] = {}
        for one in load_questions(self.policy.root):
            if not meant & set(one.authorities):
                continue
            several = len(one.authorities) > 1
            title = "Several councils" if several else self._council(one.authorities[0])
            where = "; ".join(
                f"{self.policy.ids_of(authority).sources[source].title}: {', '.join(map(lines_in_words, lines))}"
                for authority, source, lines in one.where
            )
            shown = QuestionShown(one.id, one.about, one.papers_say, one.we_do, one.settled_by, where)
            groups.setdefault(title, []).append(shown)
        yield from (QuestionGroup(title, tuple(questions)) for title, questions in groups.items())

    def _council(self, authority: str) -> str:
        return self.policy.authorities[authority].name


def page_of(spot: Spot) -> str:
    """The page of a request type."""
    return f"{spot.path}.html"


def _about(lead: str, words: Iterable[str]) -> list["About"]:
    from generators.policy_pages import About

    said = ", ".join(words)
    return [About(lead, (f"{said}.",))] if said else []
