"""The days on which nobody works: English bank holidays, and the days a council says it is closed."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class ClosedDays(Set[date]):
    """A set of days not worked. It has no last year: bank holidays are worked out for the year that is asked about.

    Counting or listing it gives the closures and the bank holidays of the years asked about so far.
    """

    closures: frozenset[date] = frozenset()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self.closures or day in self._bank_holidays)

    def __iter__(self) -> Iterator[date]:
        return iter(self.closures | frozenset(self._bank_holidays))

    def __len__(self) -> int:
        return len(self.closures | frozenset(self._bank_holidays))

    @cached_property
    def _bank_holidays(self) -> Mapping[date, str]:
        # Here because importing it costs a third of a short check, and most checks ask for no deadline.
        from holidays.countries.united_kingdom import UnitedKingdom

        days: Mapping[date, str] = UnitedKingdom(subdiv="ENG")
        return days
