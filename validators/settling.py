"""Which request the papers came for, where words leave it open: they tell by what came, never by what did not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

from casework.document import Document, Role
from casework.evidence import Evidence
from casework.learned import shares
from casework.panel import Panel
from validators.sightings import what_it_is
from validators.weighing import SETTLES, SURE

PAPERS = 0.6
"""How many points a paper adds to each request that wants it; fitted on submissions by many writers."""
_LEAST = 1e-9

Wanted = Callable[[str, str, str, str], Collection[str]]
"""The types of paper wanted, by authority, edition, panel and request type."""


@dataclass(frozen=True, slots=True)
class CameFor:
    """The types of paper that each of a panel's requests wants, and those that came, each with what tells it."""

    wants: Mapping[str, frozenset[str]]
    came: Mapping[str, Evidence]

    def likely(self, by_words: Mapping[str, float]) -> dict[str, float]:
        """How likely each request is by its words and by the papers that came for it, the likeliest first."""
        if not by_words:
            return {}
        points = [log(max(share, _LEAST)) + PAPERS * len(self._of(each)) for each, share in by_words.items()]
        found = zip(by_words, shares(points), strict=True)
        return dict(sorted(found, key=lambda one: (-one[1], one[0])))

    def likeliest(self, by_words: Mapping[str, float]) -> str | None:
        """The one that words and papers together leave no more doubt of, if its words alone may mean it."""
        found = self.likely(by_words)
        first = next(iter(found))
        rival = next(each for each in by_words if each != first)
        is_it = found[first] >= SURE and by_words[first] >= SETTLES and self.alone(first, [rival])
        return first if is_it else None

    def only(self, among: Sequence[str]) -> str | None:
        """The only one of these for which papers came that no other wants."""
        telling = [each for each in among if self.alone(each, among)]
        return telling[0] if len(telling) == 1 else None

    def alone(self, subject: str, rivals: Collection[str]) -> tuple[Evidence, ...]:
        """What tells of the papers that came for this request and for none of its rivals."""
        others = frozenset().union(*(self.wants.get(each, frozenset()) for each in rivals if each != subject))
        return tuple(self.came[kind] for kind in sorted(self._of(subject) - others))

    def _of(self, subject: str) -> frozenset[str]:
        return self.wants.get(subject, frozenset()) & self.came.keys()


NOTHING_CAME = CameFor({}, {})


def came_for(documents: Sequence[Document], panel: Panel, authority: str, wanted: Wanted | None) -> CameFor:
    """The papers beside what each request of a panel wants."""
    if wanted is None:
        return NOTHING_CAME
    kinds = {f"{panel.id}/{kind.id}": kind.id for kind in panel.request_types}
    wants = {each: frozenset(wanted(authority, panel.edition, panel.id, kind)) for each, kind in kinds.items()}
    papers = [each for each in documents if each.role is Role.PAPER and each.unreadable is None]
    return CameFor(wants, {each.type: what_it_is(each) for each in reversed(papers) if each.type is not None})
