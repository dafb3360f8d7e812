"""Which panel and request type the papers are for, with the words that say so; more than one is nobody's guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.conditions import FactValue
from casework.document import Document, DocumentState, Role, in_order
from casework.judging import once_for_all
from casework.learned import Weights
from casework.panel import Authority, Panel, RecognisedBy, RequestType
from casework.request import Candidate, OtherPanel, Pointer, Request
from validators.asking import shipped
from validators.leading import CLEAR_LEAD, ENOUGH_LEAD, leader, pointers, ranked, weight, words
from validators.marks import Marks
from validators.seen import PANEL_FIELDS, Seen, seen_in
from validators.settling import CameFor, Wanted, came_for
from validators.sightings import IN_FIELD, IN_FORM, IN_PAPER, Known, Sighting, not_outdone, sightings
from validators.weighing import NEVER, NOTHING_LEARNED, SURE, SURE_OF_PANEL, Weighed
from validators.wording import sentences

MAY_BE, MAY_BE_SAID, MAY_BE_HEARD, MAY_BE_TOLD = 0.0008, 0.1, 0.4, 0.5
"""How likely a panel has to be by what is asked where it is named on a form, or in a message, where only the cue words
of what is asked point to it, and where it is named as of another time."""
HARDLY_A_DOUBT = 0.9
"""From this share on words are believed that no form and no message said."""
MOST_CANDIDATES = 3
SAID_ENOUGH = 5.0
"""What a request has to weigh to tell the panel as well: more than words in passing."""
SAID_BY_PAPERS = 2.0
"""The same where neither form nor message came, and only the papers say what they were made for."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was said outside the papers: by options or by the drop, for what the papers do not say.

    What a person decided (`is_decided`) comes before what the papers say.
    """

    authority: str | None = None
    edition: str | None = None
    panel: str | None = None
    request_type: str | None = None
    is_decided: bool = False


def identify_request(
    documents: Sequence[Document],
    authorities: Mapping[str, Authority],
    given: Given,
    on: date,
    wanted: Wanted | None = None,
    sounds: Mapping[str, Weights] | None = None,
) -> Request:
    """The panel and request type that the papers point to; None where they do not, or point to several.

    With `wanted`, which says what papers each panel wants for each request type, the papers tell too:
    what they say they were made for, and where words leave two requests open, which of the two wants them.
    """
    documents = _that_speak(documents)
    authority = _authority(documents, authorities, given)
    if authority is None:
        return Request(authority=None)
    seen = seen_in(
        *(authority, given.edition or _edition_in_force(authority, on), documents, wanted is not None),
        shipped() if sounds is None else sounds,
    )
    panel = _chosen(given.panel if given.panel in seen.panels else None, _panel(seen), given)
    if panel is None:
        return _unclear(seen)
    came = came_for(documents, seen.panels[panel], seen.authority, wanted)
    request = _with_request_type(seen, seen.panels[panel], given, came)
    if not request.is_clear:
        request = _settled_by_papers(request, seen, came)
    return request if given.is_decided else replace(request, other_panels=_other_panels(seen, panel, given))


def _that_speak(documents: Sequence[Document]) -> Sequence[Document]:
    """The papers by name; a form nobody filled in says nothing beside one that somebody did."""
    forms = [document for document in documents if document.role is Role.FORM]
    blank = [document for document in forms if document.state is DocumentState.BLANK_TEMPLATE]
    return in_order(document for document in documents if len(blank) == len(forms) or document not in blank)


def _authority(documents: Sequence[Document], authorities: Mapping[str, Authority], given: Given) -> Authority | None:
    if given.authority is not None:
        return authorities.get(given.authority)
    seen = leader(sightings(documents, _known(*authorities.values()), PANEL_FIELDS), CLEAR_LEAD)
    return authorities[seen] if seen else next(iter(authorities.values())) if len(authorities) == 1 else None


@once_for_all
def _known(*authorities: Authority) -> Known:
    return Known.of({each.id: _with_panels_forms(each) for each in authorities})


def _with_panels_forms(authority: Authority) -> RecognisedBy:
    """An authority is known by its own words and by the forms of its panels."""
    forms = tuple(form for panel in authority.panels for form in panel.recognised_by.forms)
    return replace(authority.recognised_by, forms=authority.recognised_by.forms + forms)


def _edition_in_force(authority: Authority, on: date) -> str | None:
    """The one edition in force on that day; several or none are for a person."""
    in_force = [edition.id for edition in authority.editions if edition.is_in_force(on)]
    return in_force[0] if len(in_force) == 1 else None


def _panel(seen: Seen) -> str | None:
    """The panel that is named, and where none or several are, the only one that hears what is asked for."""
    if len(seen.panels) == 1:
        return next(iter(seen.panels))
    likely = seen.likely_panels()
    panel = leader(seen.named, CLEAR_LEAD)
    if panel is None:
        among = {one.subject for one in seen.named} or set(seen.panels)
        sure = [each for each in among if likely.get(each, 0.0) >= SURE_OF_PANEL]
        heard = sure[0] if sure else _that_hears(seen, among)
        return heard if not likely or heard is None or likely[heard] >= max(MAY_BE_HEARD, *likely.values()) else None
    if not likely:
        return panel if seen.of_panel(panel) else _that_hears(seen, set(seen.panels)) or panel
    least = MAY_BE if seen.is_on_form(panel) else MAY_BE_SAID if weight(panel, seen.named) >= IN_PAPER else MAY_BE_TOLD
    return panel if likely[panel] >= least else max(likely, key=lambda each: likely[each])


def _other_panels(seen: Seen, panel: str, given: Given) -> tuple[OtherPanel, ...]:
    """The panels that the form or the drop names, or that a message asks for as well."""
    said = [
        OtherPanel(one.subject, one.evidence)
        for one in seen.named
        if one.subject != panel and (one.source in (IN_FIELD, IN_FORM) and one.weight >= IN_FORM)
    ]
    if given.panel is not None and given.panel in seen.panels and given.panel != panel:
        said.append(OtherPanel(given.panel))
    return tuple(dict.fromkeys(said))


def _that_hears(seen: Seen, among: set[str]) -> str | None:
    """The one of these panels that hears what is asked for, said in more than passing."""
    heard = [one for one in seen.asked if one.subject.partition("/")[0] in among]
    asked = not_outdone([one for one in heard if not _is_part_of_more(one, heard)], _elsewhere(seen.panels))
    order = ranked(asked)
    if not order or weight(order[0], asked) < (SAID_ENOUGH if seen.is_spoken_for else SAID_BY_PAPERS):
        return None
    first = order[0].partition("/")[0]
    others = [weight(one, asked) for one in order if one.partition("/")[0] != first]
    return first if weight(order[0], asked) >= CLEAR_LEAD * max(others, default=0.0) else None


def _is_part_of_more(one: Sighting, heard: Sequence[Sighting]) -> bool:
    """Whether its words are only part of what asks another panel for something more precise."""
    return any(one.at < other.at and one.evidence == other.evidence for other in heard)


def _elsewhere(panels: Mapping[str, Panel]) -> dict[str, tuple[str, ...]]:
    """What is asked of another panel under a more general name; it counts only where no panel leads."""
    return {
        f"{panel.id}/{kind.id}": tuple(each for each in kind.recognised_by.rather_than if "/" in each)
        for panel in panels.values()
        for kind in panel.request_types
    }


def _with_request_type(seen: Seen, panel: Panel, given: Given, came: CameFor) -> Request:
    asked = seen.of_panel(panel.id)
    told = panel.request_type(given.request_type or "")
    likely = seen.likely_kinds(panel)
    first = ranked(asked)[:2]
    several = _asks_several([_candidate(each, asked) for each in first], asked, seen.weighed)
    if likely and max(likely.values()) >= SURE > max((likely[each] for each in first), default=0.0):
        several = False  # neither of the two that are named is what the words say on the whole
    if likely and len(first) > 1 and likely[first[1]] < NEVER and not _has_own_words(first[1], first[0], asked):
        several = False  # words of the one are taken for the other too, which nothing else speaks for
    several = several and not seen.chosen.startswith(f"{panel.id}/")
    kind = _chosen(told.id if told else None, None if several else _kind(seen, panel, likely, came), given)
    points = pointers("panel", panel.id, seen.named)
    if kind is None:
        by_likeness = bool(likely) and not several
        order = [each for each, share in likely.items() if share >= NEVER] if by_likeness else ranked(asked)
        candidates = tuple(_candidate(subject, asked) for subject in order[:MOST_CANDIDATES])
        return Request(
            *(seen.authority, panel.edition, panel.id, None),
            pointers=points,
            candidates=candidates,
            is_one_of_these=by_likeness and 1 < len(order) <= MOST_CANDIDATES,
            asks_several=several,
        )
    points += tuple(Pointer("request_type", words) for words in seen.telling(panel, kind))
    points += pointers("request_type", f"{panel.id}/{kind}", asked)
    return Request(
        seen.authority,
        panel.edition,
        panel.id,
        kind,
        pointers=tuple(dict.fromkeys(points)),
        known_facts=_facts(panel.request_type(kind)),
    )


def _kind(seen: Seen, panel: Panel, likely: Mapping[str, float], came: CameFor) -> str | None:
    """The one that is said outright, else the likeliest by all that is said if it is likely enough.

    Where nobody asks, what the papers tell of in passing has to agree with which of them came.
    """
    if len(panel.request_types) == 1:
        return panel.request_types[0].id
    if seen.chosen.startswith(f"{panel.id}/"):
        return seen.chosen.partition("/")[2]
    found = leader(seen.of_panel(panel.id), ENOUGH_LEAD)
    by_all = likely if seen.is_asked else came.likely(likely)
    is_told = found and by_all.get(found, 1.0) >= (NEVER if seen.is_outright else MAY_BE_HEARD)
    is_told = is_told and (seen.is_outright or not seen.is_asked)
    if likely and not is_told:
        named = found
        found = next((each for each, share in by_all.items() if share >= SURE), None)
        if named and named != found and seen.is_only_on_papers(named):
            return named.partition("/")[2] if found is None and likely.get(named, 0.0) >= MAY_BE_SAID else None
        if (
            found
            and not seen.is_spoken_for
            and not weight(found, seen.asked)
            and not _is_plain(found, seen, panel, came)
        ):
            return None  # neither form nor message came, and in the papers that asks are no words that name it
    return found.partition("/")[2] if found else None


def _is_plain(found: str, seen: Seen, panel: Panel, came: CameFor) -> bool:
    """Whether a paper for the panel leaves hardly a doubt: it asks in so many words, or papers came for that alone."""
    likely = seen.likely_kinds(panel)
    if not seen.is_asked or likely[found] < HARDLY_A_DOUBT:
        return False
    telling = seen.telling(panel, found.partition("/")[2])
    asks = any(Marks.of(each).ask for words in telling for each in sentences(words.words))
    return asks or bool(came.alone(found, list(likely)[:2]))


def each_it_may_be(request: Request, panel: Panel) -> list[Request]:
    """The request as each of its candidates, the likeliest first; none unless it must be one of them."""
    kinds = [panel.request_type(one.request_type) for one in request.candidates if one.panel == panel.id]
    return [_as(request, kind) for kind in kinds if kind is not None] if request.is_one_of_these else []


def each_other(request: Request, panel: Panel) -> list[Request]:
    """The request as each other kind that its panel hears."""
    return [_as(request, kind) for kind in panel.request_types if kind.id != request.request_type]


def _as(request: Request, kind: RequestType) -> Request:
    return replace(request, request_type=kind.id, candidates=(), is_one_of_these=False, known_facts=_facts(kind))


def _facts(kind: RequestType | None) -> dict[str, FactValue]:
    return {fact: FactValue(fact, value) for fact, value in kind.known_facts.items()} if kind else {}


def _settled_by_papers(request: Request, seen: Seen, came: CameFor) -> Request:
    """The candidate that papers came for and no rival wants; where its words were learned, with what they say."""
    panel = seen.panels[request.panel or ""]
    likely = seen.likely_kinds(panel)
    among = [f"{one.panel}/{one.request_type}" for one in request.candidates]
    if request.asks_several or len(among) < 2:
        return request
    found = came.likeliest(likely) if likely else came.only(among)
    kind = panel.request_type(found.partition("/")[2]) if found else None
    if found is None or kind is None:
        return request
    points = pointers("request_type", found, seen.asked)
    points += tuple(Pointer("request_type", words) for words in came.alone(found, among))[:1]
    return replace(_as(request, kind), pointers=request.pointers + points)


def _asks_several(
    candidates: Sequence[Candidate], asked: Sequence[Sighting], weighed: Weighed = NOTHING_LEARNED
) -> bool:
    """Whether each of the two likeliest is asked for in a form or a message, in words of its own.

    What the whole of the words speaks against is only told of.
    """
    wanted = [f"{one.panel}/{one.request_type}" for one in candidates[:2]]
    if len(wanted) < 2 or leader(asked, ENOUGH_LEAD):
        return False
    words = [{(one.evidence, one.at) for one in asked if one.subject == each and one.asked} for each in wanted]
    if weighed.covers(wanted):
        return all(words) and weighed.asks_both(*wanted)
    return all(words) and not words[0] & words[1]


def _has_own_words(one: str, other: str, asked: Sequence[Sighting]) -> bool:
    """Whether it is asked for in words of a sentence none of which asks for the other as well."""
    theirs = [(each.sentence, each.at) for each in asked if each.subject == other]
    return any(
        not any(each.sentence == sentence and each.at & at for sentence, at in theirs)
        for each in asked
        if each.subject == one and each.asked
    )


def _unclear(seen: Seen) -> Request:
    """No panel leads: name up to three requests the papers may mean, of each panel the likeliest."""
    best = [ranked(seen.of_panel(panel))[:1] for panel in seen.panels]
    order = sorted((subject for each in best for subject in each), key=lambda one: -weight(one, seen.asked))
    candidates = tuple(_candidate(subject, seen.named, seen.asked) for subject in order[:3])
    several = _asks_several(candidates, seen.asked)
    return Request(seen.authority, seen.edition, candidates=candidates, asks_several=several)


def _candidate(subject: str, *found: list[Sighting]) -> Candidate:
    panel, _, kind = subject.partition("/")
    evidence = tuple(each for some in found for name in (panel, subject) for each in words(name, some))
    return Candidate(panel, kind, evidence)


def _chosen(given: str | None, seen: str | None, how: Given) -> str | None:
    return (given or seen) if how.is_decided else (seen or given)
