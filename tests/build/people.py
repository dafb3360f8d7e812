"""The invented people of the tests' papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Child:
    """A child as the papers name one."""

    name: str
    born: date
    number: str

    @property
    def forename(self) -> str:
        """The name the papers use after the first mention."""
        return self.name.split()[0]


JAYDEN = Child("Jayden Tolliver", date(2019, 4, 2), "PER0041977")
MAISIE = Child("Maisie Pengelly", date(2017, 9, 21), "PER0052310")
IDRIS = Child("Idris Bellweather", date(2021, 1, 14), "PER0060845")

MOTHER = "Kayleigh Tolliver"
SOCIAL_WORKER = "Ruth Okafor"
TEAM_MANAGER = "Martin Peverell"
SERVICE_MANAGER = "Helen Strachan"


def long_date(day: date) -> str:
    """A date as people write it in a letter: 2 March 2026."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """A date as people write it in a form: 02/03/2026."""
    return f"{day:%d/%m/%Y}"
