"""What is found of several papers bound into one file."""

from dataclasses import dataclass

from casework.evidence import Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """A block, by its number, at which a paper of a type may begin, though too little shows it to be one of its own."""

    at: int
    kind: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class ToldApart:
    """The numbers of the blocks at which papers begin, the first of all left out, and where others may begin."""

    starts: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()
