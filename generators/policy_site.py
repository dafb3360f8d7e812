"""The policy as pages to browse: plain HTML with its style inside, no script, and nothing loaded from anywhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from casework.checklist import OnCaseSystem, Requirement, Rule
from casework.citation import Citation
from casework.conditions import FactDefinition
from generators.policy_conditions import condition_in_words
from generators.policy_pages import Condition, EntryShown, Link, PanelPage, Quoted, RequestPage, Site
from generators.policy_words import (
    Names,
    called,
    details_of,
    documents_in,
    needed_in_words,
    place_in_words,
    rule_follows,
    strictness,
)
from generators.render import render, style_and_policy
from generators.wording import Label

ALWAYS = Label("●", "Always", "check")
UNDER_A_CONDITION = Label("?", "Only if", "quiet")
WHERE_THERE_IS_ONE = Label("○", "If there is one", "quiet")
ELSEWHERE = Label("–", "On the case system", "quiet")
RULE = Label("§", "Rule", "quiet")


def pages(site: Site) -> Mapping[str, str]:
    """Each page of the site under its path."""
    told: dict[str, str] = {"index.html": _index(site)}
    for panel in site.panels:
        way = _way(panel.path, Link(f"{panel.council}", f"index.html#{panel.council_id}"))
        shown = _relative_kinds(panel)
        told[panel.path] = _page("policy_panel", site, way=way, panel=shown)
    for request in site.requests:
        way = _way(request.path, Link(request.council, "index.html"), request.panel)
        told[request.path] = _page("policy_request", site, way=way, request=_with_panel_name(request))
    for path, title, lead, groups in (
        (
            "facts.html",
            "Facts",
            "What a condition or a rule may ask, what shows the answer, and what silence means.",
            site.facts,
        ),
        ("papers.html", "Papers", "The document types that lists may ask for.", site.papers),
    ):
        told[path] = _page("policy_facts", site, way=_way(path), title=title, lead=lead, groups=groups)
    told["calendar.html"] = _page(
        "policy_calendar",
        site,
        way=_way("calendar.html"),
        unset=site.unset,
        panels=[_row(each) for each in site.panels],
    )
    told["questions.html"] = _page("policy_questions", site, way=_way("questions.html"), groups=site.questions)
    return told


def entry_of(
    entry: Requirement | Rule, names: Names, facts: Mapping[str, FactDefinition], quotes: Sequence[Quoted]
) -> EntryShown:
    """A requirement or a rule as it is shown."""
    if isinstance(entry, Rule):
        conditions = [Condition("Applies if", condition_in_words(entry.when, facts))] if entry.when else []
        conditions.append(Condition("Expected", condition_in_words(entry.expect, facts)))
        notes = tuple(rule_follows(entry))
        return EntryShown(entry.id, RULE, entry.says, (), tuple(conditions), notes, tuple(quotes))
    documents = list(documents_in(entry.needs))
    whole = needed_in_words(entry.needs, names)
    if len(documents) == 1 and documents[0] is entry.needs:
        details = tuple(_capital(each) for each in details_of(documents[0], names))
    else:
        is_said = whole == called(entry, names) or isinstance(entry.needs, OnCaseSystem)
        details = () if is_said else (_capital(whole),)
    conditions = [Condition("Only if", condition_in_words(entry.when, facts))] if entry.when else []
    notes = tuple(strictness(entry))
    title = called(entry, names)
    return EntryShown(entry.id, _label(entry), title, details, tuple(conditions), notes, tuple(quotes))


def quoted(cite: Citation, passage: str | None) -> Quoted:
    """A quotation in its passage; a table's marks are taken out, and each point of a list stands on its own line."""
    words = " ".join(cite.quote.split())
    whole = " ".join((passage or "").split())
    before, found, after = whole.partition(words)
    if not found:
        before = after = ""
    return Quoted(_clean(words).strip(), _clean(before).lstrip(), _clean(after).rstrip(), place_in_words(cite))


def relative(page: str, target: str) -> str:
    """The way from one page to another.

    >>> relative("council/guide/panel/kind.html", "index.html#council")
    '../../../index.html#council'
    >>> relative("council/guide/panel.html", "council/guide/panel/kind.html")
    'panel/kind.html'
    """
    here, there = PurePosixPath(page).parent.parts, PurePosixPath(target).parts
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join((*[".."] * (len(here) - shared), *there[shared:]))


def _label(requirement: Requirement) -> Label:
    if isinstance(requirement.needs, OnCaseSystem):
        return ELSEWHERE
    if requirement.when is not None:
        return UNDER_A_CONDITION
    return WHERE_THERE_IS_ONE if requirement.if_none is not None or requirement.reason_to is not None else ALWAYS


def _clean(text: str) -> str:
    text = re.sub(r"<[^>]*>|\*\*", "", text)
    text = re.sub(r"\s*\t\s*", "\n", text)
    return re.sub(r" *[•●·] +", "\n• ", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page(output: str, site: Site, **values: object) -> str:
    return render(output, made_of=site.made_of, **values, **style_and_policy("policy.css"))


def _way(path: str, *links: Link) -> list[Link]:
    """The way from the first page to this one."""
    return [Link("All councils", relative(path, "index.html"))] + [
        Link(link.words, relative(path, link.to)) for link in links if link.to
    ]


def _index(site: Site) -> str:
    links = [
        Link("Days and deadlines", "calendar.html"),
        Link("Open questions", "questions.html"),
        Link("Facts", "facts.html"),
        Link("Papers", "papers.html"),
    ]
    return _page("policy_index", site, counts=site.counts, links=links, councils=_councils(site))


def _councils(site: Site) -> list[dict[str, object]]:
    councils: dict[str, dict[str, object]] = {}
    editions: dict[tuple[str, str], dict[str, object]] = {}
    rows: dict[tuple[str, str], list[dict[str, object]]] = {}
    for panel in site.panels:
        key = (panel.council_id, panel.edition)
        if panel.council_id not in councils:
            councils[panel.council_id] = {"id": panel.council_id, "name": panel.council, "editions": []}
        if key not in editions:
            rows[key] = []
            editions[key] = {"title": panel.edition, "state": panel.state, "panels": rows[key]}
            known = councils[panel.council_id]["editions"]
            assert isinstance(known, list)
            known.append(editions[key])
        rows[key].append(_row(panel))
    return list(councils.values())


def _row(panel: PanelPage) -> dict[str, object]:
    return {
        "name": panel.name,
        "to": panel.path,
        "sits": panel.sits,
        "due": panel.due,
        "council": panel.council,
        "edition": panel.edition,
        "kinds": len(panel.kinds),
        "written": panel.written,
    }


def _relative_kinds(panel: PanelPage) -> PanelPage:
    kinds = tuple(replace(kind, to=relative(panel.path, kind.to) if kind.to else None) for kind in panel.kinds)
    return replace(panel, kinds=kinds)


def _with_panel_name(request: RequestPage) -> Mapping[str, object]:
    told = {name: getattr(request, name) for name in request.__dataclass_fields__}
    return {**told, "panel": request.panel.words}
