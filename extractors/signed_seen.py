"""What is seen at one place to sign."""

from dataclasses import dataclass
from enum import IntEnum

from casework.evidence import Place


class Seen(IntEnum):
    """What is to be seen at a place to sign; a stronger place goes before a weaker one that says otherwise."""

    BLANK = 0
    DOUBTFUL = 1
    SIGNED = 2


@dataclass(frozen=True, slots=True)
class SignedPlace:
    """A place to sign: for whom, what is printed there, what stands in it, and whether it plainly is theirs."""

    who: str
    label: str
    value: str
    seen: Seen
    is_plain: bool
    place: Place
    places: frozenset[Place] = frozenset()
    """All that the place is made of: nothing in it answers anything else of the same label."""
