"""`panelready policy whatif`: what a panel would need, and by when, for a sitting on a day."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from casework.errors import WrongUse
from panelready.days import a_day
from panelready.exits import Exit
from panelready.policy_tools.as_data import condition_data, kind_of_need, rule_data
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
from panelready.policy_tools.showing import condition_lines, wrapped_at

if TYPE_CHECKING:
    from casework.checklist import Need, Requirement, Rule
    from generators.policy_words import Names
    from validators.load_policy import Policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy whatif`."""
    add_part(parser)
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=a_day, required=True, help="the sitting")
    parser.add_argument("--children", metavar="N", type=int, default=1, help="how many children the request is about")
    add_root(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what would be needed, and by when."""
    if options.children < 1:
        raise WrongUse("--children: at least 1.")
    policy = policy_of(options)
    asked = [WhatIf(policy, spot, options.date, options.children) for spot in _of_one_panel(policy, options)]
    if options.json:
        # One object where one request type was named, else a list: what comes back follows from what was typed.
        print_json(asked[0].as_data() if options.request_type else [each.as_data() for each in asked])
    else:
        print("\n\n".join("\n".join(each.lines()).rstrip() for each in asked))
    return Exit.READY


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A request type, the day it would be heard, and how many children it is about."""

    policy: "Policy"
    spot: Spot
    day: date
    children: int

    def lines(self) -> Iterator[str]:
        """What would be needed, for people."""
        from generators.plainly import when_in_words
        from generators.policy_words import due_in_words, in_force_in_words
        from generators.terms import plain
        from generators.wording import day_in_words

        spot, names = self.spot, names_for(self.policy)
        yield f"{spot.authority.name}, {spot.panel.name}"
        yield from wrapped_at(f"{spot.kind.name} ({spot.kind.id})", "")
        yield f"Sitting on {self.day:%A} {day_in_words(self.day)}; edition {spot.edition.id}, " + in_force_in_words(
            spot.edition
        )
        for warning in self.warnings():
            yield from wrapped_at(warning, "  ! ")
        if spot.kind.decided_by:
            yield from wrapped_at(f"Decided by {plain(spot.kind.decided_by)}, not by the panel.", "  ! ")
        yield ""
        for cutoff in spot.panel.papers_due:
            due = cutoff.before(self.day, self.policy.closed_days(spot.authority.id))
            yield from wrapped_at(f"Papers due by {when_in_words(due)}: {due_in_words(cutoff)}.", "")
        if not spot.panel.papers_due:
            yield "Papers due: not set. No paper is ever late until the council sets a deadline."
        following, due = self.following()
        if following:
            then = f", papers due by {when_in_words(due)}" if due else ""
            yield f"Otherwise the next sitting is {following:%A} {day_in_words(following)}{then}."
        yield ""
        checklist = self.policy.checklist(*spot.ids)
        if checklist is None:
            yield "No checklist is written for this request type yet: a request is referred to a person."
            return
        for title, kinds in (
            ("Needed", ("required",)),
            ("Needed where there is one", ("if_exists",)),
            ("Needed if", ("conditional",)),
            ("Read on the case system, never asked for", ("on_case_system",)),
        ):
            found = [each for each in checklist.requirements if kind_of_need(each) in kinds]
            if found:
                yield title
            for requirement in found:
                yield from self._requirement(requirement, names)
            if found:
                yield ""
        if checklist.rules:
            yield "Rules looked at as well"
        for rule in checklist.rules:
            yield from wrapped_at(f"{rule.says} [{rule.id}]", "  - ")

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        checklist = self.policy.checklist(*self.spot.ids)
        authority, edition, panel, request_type = self.spot.ids
        closed = self.policy.closed_days(authority)
        following, following_due = self.following()
        return {
            "authority": authority,
            "edition": edition,
            "panel": panel,
            "request_type": request_type,
            "sitting": self.day.isoformat(),
            "warnings": list(self.warnings()),
            "papers_due": [
                {
                    "by": cutoff.before(self.day, closed).isoformat(timespec="minutes"),
                    "effect": "target" if cutoff.is_target else "cut_off",
                    "services": list(cutoff.services),
                }
                for cutoff in self.spot.panel.papers_due
            ],
            "following_sitting": following.isoformat() if following else None,
            "following_papers_due": following_due.isoformat(timespec="minutes") if following_due else None,
            "needed": [self._needed(each) for each in checklist.requirements] if checklist else [],
            "rules": [self._rule(each) for each in checklist.rules] if checklist else [],
        }

    def following(self) -> tuple[date | None, Any]:
        """The sitting after that day which hears such requests, and when its papers are due."""
        from validators.sitting import following_sitting

        closed = self.policy.closed_days(self.spot.authority.id)
        found = following_sitting(self.spot.panel, self.day, closed, self.spot.kind)
        return found.day, found.papers_due

    def warnings(self) -> Iterator[str]:
        """What is odd about that day."""
        from casework.calendar import WEEKDAYS, is_last_of_month
        from validators.sitting import is_reserved

        panel, kind = self.spot.panel, self.spot.kind
        closed = self.policy.closed_days(self.spot.authority.id)
        days = {day for session in panel.sits for day in session.on}
        if not days:
            yield "The panel's days are not set, so nobody can say whether it sits on that day."
        elif WEEKDAYS[self.day.weekday()] not in days:
            yield f"The panel does not sit on a {self.day:%A}."
        if self.day in closed:
            yield "That day is a bank holiday, or the council is closed."
        if days and is_reserved(panel, kind, self.day, closed):
            yield "It is the month's last sitting, which is kept for other requests."
        if days and kind.only_last_of_month and not is_last_of_month(panel.sits, self.day, closed):
            yield "Such a request is heard only at the month's last sitting."
        if not self.spot.edition.is_in_force(self.day):
            yield "This edition is not in force on that day."

    def _rule(self, rule: "Rule") -> dict[str, Any]:
        """The rule, and by when the matter is to be looked at again after that sitting."""
        due = rule.review_after.after(self.day).isoformat() if rule.review_after else None
        return {**rule_data(rule), "review_due": due}

    def _requirement(self, requirement: "Requirement", names: "Names") -> Iterator[str]:
        from generators.policy_words import needed_in_words
        from generators.wording import day_in_words

        each = f" ({self.children}, one for each child)" if requirement.for_each_child and self.children > 1 else ""
        needed = needed_in_words(requirement.needs, names)
        yield from wrapped_at(f"{needed}{each} [{requirement.id}]", "  - ")
        if requirement.when is not None:
            yield from condition_lines("If", requirement.when, self.policy, self.spot.authority.id)
        for name, oldest, is_window in self._oldest(requirement.needs):
            said = "only if dated" if is_window else "must be dated"
            ours = " (our figure: an older one goes to a person)" if requirement.assumption else ""
            yield from wrapped_at(f"{names.document(name)}: {said} {day_in_words(oldest)} or later{ours}", "    ")

    def _needed(self, requirement: "Requirement") -> dict[str, Any]:
        facts = self.policy.facts_of(self.spot.authority.id)
        from casework.conditions import facts_in

        oldest = [day for _, day, _ in self._oldest(requirement.needs)]
        return {
            "id": requirement.id,
            "document_types": list(requirement.document_types()),
            "need": kind_of_need(requirement),
            "when": condition_data(requirement.when) if requirement.when is not None else None,
            "questions": [facts[fact].question for fact in facts_in(requirement.when) if fact in facts]
            if requirement.when is not None
            else [],
            "how_many": self.children if requirement.for_each_child else 1,
            "dated_from": min(oldest).isoformat() if oldest else None,
        }

    def _oldest(self, need: "Need") -> Iterator[tuple[str, date, bool]]:
        """The earliest date a paper may carry, and whether older ones are simply not asked for."""
        from generators.policy_words import documents_in

        for document in documents_in(need):
            period = document.within or document.only_those_within
            if period is not None:
                yield document.document, period.before(self.day), document.within is None


def _of_one_panel(policy: "Policy", options: argparse.Namespace) -> list[Spot]:
    """The request types of one panel that are meant; of the edition in force on the day where none is named."""
    found = spots(policy, options)
    if options.edition is None:
        found = [spot for spot in found if spot.edition.is_in_force(options.date)] or found
    panels = list(dict.fromkeys("/".join(spot.ids[:3]) for spot in found))
    if len(panels) != 1:
        raise WrongUse(f"name one panel with --authority and --panel. These fit: {', '.join(panels)}.")
    return found
