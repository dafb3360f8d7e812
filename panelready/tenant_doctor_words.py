"""How a trial in a tenant came out."""

from dataclasses import dataclass
from enum import StrEnum


class Came(StrEnum):
    """How one thing that was tried came out; the value is the mark that a line begins with."""

    GOOD = " "
    LOOK = "?"
    WRONG = "!"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried, in a sentence that says what to do."""

    came: Came
    text: str


def good(text: str) -> Check:
    """It is as it should be."""
    return Check(Came.GOOD, text)


def look(text: str) -> Check:
    """It was not tried, or a person has to look."""
    return Check(Came.LOOK, text)


def wrong(text: str) -> Check:
    """It is not as it should be."""
    return Check(Came.WRONG, text)
