"""`policy/` and a council's overlay become a Policy, or a PolicyError that names file and line.

Only the councils asked for are read, and a checklist only when it is asked for: a cold check pays for all of it.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from casework.answered import Placeholders
from casework.checklist import Checklist, Topic
from casework.conditions import FactDefinition
from casework.document import DocumentType
from casework.errors import PolicyError
from casework.panel import Authority
from validators.authority_file import AuthorityFile, Overlay, SourcesFile
from validators.catalogue_file import DocumentTypeEntry, FactsFile, GroupsFile, TopicsFile, WordsFile
from validators.policy_entry import Ids
from validators.policy_file import ChecklistFile, merged
from validators.policy_yaml import PolicyFile
from validators.working_days import ClosedDays

GROUPS = "groups.yaml"
EVERY_REQUEST = "every_request"


@dataclass(frozen=True, slots=True)
class Policy:
    """What councils ask for, as loaded: authorities, document types, facts, and checklists on demand.

    `placeholders` are words that stand where an answer should. `facts` are the shared ones and every council's own, as
    shipped: use `facts_of` where a council is known, since it may say what silence means.
    """

    root: Traversable
    authorities: Mapping[str, Authority]
    document_types: Mapping[str, DocumentType]
    groups: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, FactDefinition]
    placeholders: Placeholders
    _ids: Mapping[str, Ids] = field(repr=False, compare=False)
    _overlays: Mapping[str, Overlay] = field(repr=False, compare=False)
    _checklists: dict[tuple[str, ...], Checklist | None] = field(default_factory=dict, repr=False, compare=False)

    def checklist(self, authority: str, edition: str, panel: str, request_type: str) -> Checklist | None:
        """What that panel asks for, for that request type, with what it asks of every request; None where unwritten."""
        key = (authority, edition, panel, request_type)
        if key not in self._checklists:
            self._checklists[key] = _load_checklist(self.root, key, self._ids[authority])
        return self._checklists[key]

    def papers_wanted(self, authority: str, edition: str, panel: str, request_type: str) -> tuple[str, ...]:
        """The types of paper that checklist names; none where it is unwritten."""
        checklist = self.checklist(authority, edition, panel, request_type)
        types = (kind for each in checklist.requirements for kind in each.document_types()) if checklist else ()
        return tuple(dict.fromkeys(types))

    def ids_of(self, authority: str) -> Ids:
        """The ids that council's files may refer to."""
        return self._ids[authority]

    def facts_of(self, authority: str) -> Mapping[str, FactDefinition]:
        """The facts, with silence meaning what that council says it means."""
        told = self._overlays[authority].facts
        return {
            fact_id: replace(fact, if_silent=told[fact_id].if_silent) if fact_id in told else fact
            for fact_id, fact in self.facts.items()
            if fact_id in self._ids[authority].facts
        }

    def closed_days(self, authority: str) -> Set[date]:
        """The days that council does not work: English bank holidays and its own closures; weekends are not listed."""
        return ClosedDays(frozenset(self._overlays[authority].closures))


def load_policy(
    root: Traversable | None = None, *, overlays: Path | None = None, authorities: Collection[str] | None = None
) -> Policy:
    """The policy of the councils named, or of all; `overlays` is the folder of `<council>.yaml` files.

    Raises PolicyError with the file, the line and what is allowed there.
    """
    place = root if root is not None else files("policy")
    types = load_document_types(place)
    groups = _load_groups(place, types)
    ids = _ids_of(types, groups, _load_topics(place))
    shared = _load_facts(place, "", ids)
    wanted = _wanted(place, authorities)
    own = {each: _load_facts(place, f"authorities/{each}/", ids, shared) for each in wanted}
    knows = {each: replace(ids, facts={**shared, **own[each]}.keys()) for each in wanted}
    told = {each: _load_overlay(overlays, each, knows[each]) for each in wanted}
    loaded = {each: _load_authority(place, each, told[each], knows[each]) for each in wanted}
    return Policy(
        place,
        {each: authority for each, (authority, _) in loaded.items()},
        types,
        groups,
        {**shared, **{fact_id: fact for facts in own.values() for fact_id, fact in facts.items()}},
        load_placeholders(place),
        {each: own_ids for each, (_, own_ids) in loaded.items()},
        told,
    )


def load_placeholders(root: Traversable | None = None) -> Placeholders:
    """The words that stand where an answer should."""
    place = root if root is not None else files("policy")
    return PolicyFile(place / "placeholders.yaml", "placeholders.yaml").read(WordsFile).as_placeholders()


def load_document_types(root: Traversable | None = None) -> Mapping[str, DocumentType]:
    """Every document type by its id, in the order of the ids."""
    place = (root if root is not None else files("policy")) / "document_types"
    types: dict[str, DocumentType] = {}
    for file in sorted(place.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml") and file.name != GROUPS:
            name = f"document_types/{file.name}"
            entry = PolicyFile(file, name).read(DocumentTypeEntry)
            if f"{entry.id}.yaml" != file.name:
                raise PolicyError(name, 1, "id", f"the file is named {file.name}, so the id must be {file.name[:-5]}")
            types[entry.id] = entry.as_type()
    for kind in types.values():
        _check_types(f"document_types/{kind.id}.yaml", (*kind.may_hold, *kind.confused_with, *kind.worded_as), types)
    return types


def _load_groups(place: Traversable, types: Mapping[str, DocumentType]) -> Mapping[str, tuple[str, ...]]:
    name = f"document_types/{GROUPS}"
    groups = PolicyFile(place / "document_types" / GROUPS, name).read(GroupsFile).root
    _check_types(name, [member for members in groups.values() for member in members], types)
    return groups


def _ids_of(
    types: Mapping[str, DocumentType], groups: Mapping[str, tuple[str, ...]], topics: Mapping[str, Topic]
) -> Ids:
    fields = {field_id for kind in types.values() for field_id, _ in kind.labels}
    return Ids(types, groups, fields=fields, topics=topics)


def _load_topics(place: Traversable) -> Mapping[str, Topic]:
    file = place / "topics.yaml"
    entries = PolicyFile(file, "topics.yaml").read(TopicsFile).root if file.is_file() else {}
    return {topic_id: Topic(topic_id, entry.name, entry.words) for topic_id, entry in entries.items()}


def _load_facts(
    place: Traversable, folder: str, ids: Ids, shared: Collection[str] = ()
) -> Mapping[str, FactDefinition]:
    """The facts of one folder: the shared ones, or a council's own, which may not have the id of a shared one."""
    name = f"{folder}facts.yaml"
    file = place.joinpath(*name.split("/"))
    if folder and not file.is_file():
        return {}
    entries = PolicyFile(file, name).read(FactsFile, ids).root
    for fact_id in entries:
        if fact_id in shared:
            raise PolicyError(name, None, fact_id, "a shared fact has this id; choose another, or use that one")
    return {fact_id: entry.as_fact(fact_id, ids) for fact_id, entry in entries.items()}


def _wanted(place: Traversable, authorities: Collection[str] | None) -> list[str]:
    shipped = sorted(each.name for each in (place / "authorities").iterdir() if each.is_dir())
    if authorities is None:
        return shipped
    for each in authorities:
        if each not in shipped:
            raise PolicyError(f"authorities/{each}", None, "", f"no such authority; there are: {', '.join(shipped)}")
    return sorted(authorities)


def _load_overlay(folder: Path | None, authority: str, ids: Ids) -> Overlay:
    file = folder / f"{authority}.yaml" if folder is not None else None
    return PolicyFile(file, str(file)).read(Overlay, ids) if file is not None and file.is_file() else Overlay()


def _load_authority(place: Traversable, authority: str, told: Overlay, ids: Ids) -> tuple[Authority, Ids]:
    folder, name = place / "authorities" / authority, f"authorities/{authority}"
    written = PolicyFile(folder / "sources.yaml", f"{name}/sources.yaml").read(SourcesFile)
    sources = {each: source.as_source(each) for each, source in written.sources.items()}
    ids = replace(ids, sources=sources)
    own = PolicyFile(folder / "authority.yaml", f"{name}/authority.yaml").read(AuthorityFile, ids)
    if own.editions.keys() != written.editions.keys():
        message = f"sources.yaml has the editions {', '.join(written.editions)}; have the same here"
        raise PolicyError(f"{name}/authority.yaml", None, "editions", message)
    _check_told(told, own, authority)
    editions = tuple(
        edition.as_edition(each, sources, told.editions.get(each, written.editions[each]))
        for each, edition in written.editions.items()
    )
    panels = tuple(
        panel.as_panel(panel_id, edition, told.of_panel(panel_id, edition), sources)
        for edition, entry in own.editions.items()
        for panel_id, panel in entry.panels.items()
    )
    return Authority(authority, own.name, editions, panels, own.recognised_by.as_recognised(told.mailboxes)), ids


def _check_told(told: Overlay, own: AuthorityFile, authority: str) -> None:
    """An overlay speaks only of panels and editions that are there."""
    panels = {panel for edition in own.editions.values() for panel in edition.panels}
    for kind, names, known in (("panel", told.panels, panels), ("edition", told.editions, set(own.editions))):
        for each in names:
            if each not in known:
                message = f"unknown {kind} {each}; known: {', '.join(sorted(known))}"
                raise PolicyError(f"{authority}.yaml", None, f"{kind}s", message)


def _load_checklist(place: Traversable, key: tuple[str, str, str, str], ids: Ids) -> Checklist | None:
    authority, edition, panel, request_type = key
    folder = f"authorities/{authority}/checklists/{edition}/{panel}"
    own = None if request_type == EVERY_REQUEST else _read_checklist(place, f"{folder}/{request_type}.yaml", key, ids)
    if own is None:
        return None
    shared = _read_checklist(place, f"{folder}/{EVERY_REQUEST}.yaml", (*key[:3], ""), ids)
    return merged(own, shared, (authority, edition), ids)


def _read_checklist(place: Traversable, name: str, key: tuple[str, str, str, str], ids: Ids) -> ChecklistFile | None:
    file = place.joinpath(*name.split("/"))
    if not file.is_file():
        return None
    written = PolicyFile(file, name).read(ChecklistFile, ids)
    for about, said, asked in (("panel", written.panel, key[2]), ("request_type", written.request_type or "", key[3])):
        if said != asked:
            raise PolicyError(name, None, about, f"the file lies where {asked or 'none'} is meant, and says {said}")
    return written


def _check_types(name: str, named: Collection[str], types: Mapping[str, DocumentType]) -> None:
    for each in named:
        if each not in types:
            raise PolicyError(name, None, "", f"unknown document type {each}")
