"""Which of several subjects the sightings point to clearly more than to any other."""

from collections.abc import Iterable, Sequence

from casework.evidence import Evidence
from casework.request import Pointer
from validators.sightings import Sighting

CLEAR_LEAD = 2.0
"""A panel has to lead by this; a wrong one costs a wasted sitting."""
ENOUGH_LEAD = 1.5
"""A request type within its panel has to lead by this."""


def ranked(sightings: Iterable[Sighting]) -> list[str]:
    """The subjects, the one that is pointed to most first; of two alike, by name."""
    found = list(sightings)
    return sorted({one.subject for one in found}, key=lambda subject: (-weight(subject, found), subject))


def weight(subject: str, sightings: Iterable[Sighting]) -> float:
    """The best sighting of each source counts once, so that a word said often does not shout."""
    best: dict[float, float] = {}
    for one in sightings:
        if one.subject == subject:
            best[one.source] = max(best.get(one.source, 0.0), one.weight)
    return sum(best[source] for source in sorted(best))


def leader(sightings: Sequence[Sighting], lead: float) -> str | None:
    """The subject that is pointed to that many times more than the next; None where none is."""
    order = ranked(sightings)
    if not order:
        return None
    second = weight(order[1], sightings) if len(order) > 1 else 0.0
    return order[0] if weight(order[0], sightings) >= lead * second else None


def words(subject: str, sightings: Iterable[Sighting]) -> tuple[Evidence, ...]:
    """The two places that say it most clearly."""
    own = sorted((one for one in sightings if one.subject == subject), key=lambda one: -one.weight)
    return tuple(dict.fromkeys(one.evidence for one in own))[:2]


def pointers(about: str, subject: str, sightings: Iterable[Sighting]) -> tuple[Pointer, ...]:
    """What made us think of it."""
    return tuple(Pointer(about, evidence) for evidence in words(subject, sightings))
