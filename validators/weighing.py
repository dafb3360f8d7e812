"""What the checklists' cue words and the learned sound of a request say together, as a share for each request type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from casework.evidence import Evidence
from casework.learned import shares
from validators.asking import NOTHING, Likened
from validators.leading import weight
from validators.sightings import Sighting

SOUND, CUES = 2.5, 0.6
"""How far a point of likeness goes, and twofold weight of cue words; fitted on writers left out of learning."""
SURE = 0.6
"""From this share on an answer was right in more than 95 of 100 (`python -m tests.evaluation.asked`)."""
SURE_OF_PANEL = 0.6
"""The same for a panel that nothing names."""
APART = 0.7
"""By how many points a sentence speaks for one request and not for another."""
SETTLES = 0.3
"""The least share of a request type that papers may settle for."""
NEVER = 0.03
"""A request type with less is not meant."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Points of each request type of a council, panel/request type, by all that is said."""

    points: Mapping[str, float]
    likened: Likened

    def covers(self, subjects: Sequence[str]) -> bool:
        """Whether all of these were learned."""
        return bool(subjects) and all(each in self.points for each in subjects)

    def shares(self, subjects: Sequence[str]) -> dict[str, float]:
        """How likely each of these is, the likeliest first, if it is one of them."""
        found = zip(subjects, shares([self.points[each] for each in subjects]), strict=True)
        return dict(sorted(found, key=lambda one: (-one[1], one[0])))

    def asks_both(self, one: str, other: str) -> bool:
        """Whether a sentence speaks for each of two request types and against the other."""
        return min(self.likened.lead(one, other), self.likened.lead(other, one)) >= APART

    def telling(self, subject: str, subjects: Sequence[str]) -> tuple[Evidence, ...]:
        """The sentence that decided for it and against its likeliest rivals."""
        rivals = list(self.shares(subjects))[:4]
        found = self.likened.telling(subject, rivals)
        return (found,) if found else ()


NOTHING_LEARNED = Weighed({}, NOTHING)


def weighed(likened: Likened, asked: Sequence[Sighting]) -> Weighed:
    """Likeness and cue words together, these the more the less was heard; nothing where no word was learned."""
    cues = CUES / (likened.heard or 1.0)
    points = {
        subject: SOUND * points + cues * log1p(weight(subject, asked)) for subject, points in likened.points.items()
    }
    return Weighed(points, likened)
