"""What speaks for one type of paper: each kind of evidence with its strength, and what they come to."""

from dataclasses import dataclass, field

from casework.evidence import Evidence

_MOST_SHOWN = 6


@dataclass(slots=True)
class Case:
    """The evidence gathered for one type."""

    strengths: dict[str, float] = field(default_factory=dict)
    seen: dict[Evidence, float] = field(default_factory=dict)
    share: float = 1.0
    """Less than 1 where a sentence says that the paper is another of the same title."""

    def add(self, kind: str, strength: float, *seen: Evidence) -> None:
        """Keep the strongest evidence of each kind."""
        if strength > self.strengths.get(kind, 0.0):
            self.strengths[kind] = strength
            self.seen |= {each: max(strength, self.seen.get(each, 0.0)) for each in seen}

    @property
    def why(self) -> tuple[Evidence, ...]:
        """The words that say so, the most telling first; a title before the name of a file."""
        return tuple(sorted(self.seen, key=lambda each: -self.seen[each]))[:_MOST_SHOWN]

    @property
    def confidence(self) -> float:
        """What all kinds of evidence come to, from 0 to 1."""
        open_to_doubt = 1.0
        for strength in self.strengths.values():
            open_to_doubt *= 1 - strength
        return (1 - open_to_doubt) * self.share
