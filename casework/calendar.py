"""Months, working days, sittings and cut-offs. Every date is passed in; "today" is never asked for."""

import calendar as civil
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Weekday = StrEnum("Weekday", "monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar months, weeks or days, as a policy states it: "6 months"."""

    count: int
    unit: str

    def before(self, day: date) -> date:
        """The first day that still lies within this period before `day`, inclusive.

        Calendar months back; where the month is shorter, its last day.

        >>> Period(6, "months").before(date(2026, 8, 31))
        datetime.date(2026, 2, 28)
        """
        return _months_on(day, -self.count) if self.unit == "months" else day - self._span()

    def after(self, day: date) -> date:
        """The last day on which a paper dated `day` is still within this period, inclusive.

        >>> Period(6, "months").after(date(2025, 9, 10))
        datetime.date(2026, 3, 10)
        """
        last = _months_on(day, self.count) if self.unit == "months" else day + self._span()
        while self.before(last + timedelta(days=1)) <= day:
            last += timedelta(days=1)
        return last

    def _span(self) -> timedelta:
        return timedelta(weeks=self.count) if self.unit == "weeks" else timedelta(days=self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


@dataclass(frozen=True, slots=True)
class Sits:
    """When a panel meets: which weekdays, from when to when, for which locality."""

    on: tuple[Weekday, ...]
    starts: time | None = None
    ends: time | None = None
    locality: str | None = None


@dataclass(frozen=True, slots=True)
class Cutoff:
    """When papers are due before a sitting: the weekday before it, or so many days, by a time of day.

    Exactly one of `weekday` and `days` is set. `unit` is calendar or working days. A `target` only advises; a
    `cut_off` decides which sitting papers can make.
    """

    at: time
    weekday: Weekday | None = None
    days: int | None = None
    unit: str = "calendar"
    is_target: bool = False
    services: tuple[str, ...] = ()
    """The services it is for; empty means all."""

    def before(self, sitting: date, closed: Set[date]) -> datetime:
        """The last moment papers for that sitting are in time; `closed` are days that are not worked."""
        if self.weekday is not None:
            day = sitting - timedelta(days=1)
            while WEEKDAYS[day.weekday()] != self.weekday:
                day -= timedelta(days=1)
        elif self.unit == "working":
            day = working_days_before(sitting, self.days or 0, closed)
        else:
            day = sitting - timedelta(days=self.days or 0)
        return datetime.combine(day, self.at)


def working_days_before(day: date, count: int, closed: Set[date]) -> date:
    """The day that lies `count` working days before `day`; weekends and `closed` days are not worked.

    >>> working_days_before(date(2026, 4, 8), 3, {date(2026, 4, 3), date(2026, 4, 6)})
    datetime.date(2026, 4, 1)
    """
    while count > 0:
        day -= timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            count -= 1
    return day


def next_sitting(sits: tuple[Sits, ...], after: date, closed: Set[date]) -> date | None:
    """The first day from `after` on (itself included) that the panel meets; None where its days are not set."""
    days = {weekday for session in sits for weekday in session.on}
    for offset in range(366 if days else 0):
        day = after + timedelta(days=offset)
        if WEEKDAYS[day.weekday()] in days and day not in closed:
            return day
    return None


def papers_due(
    cutoffs: tuple[Cutoff, ...], sitting: date, closed: Set[date], service: str | None = None
) -> datetime | None:
    """The moment after which papers no longer make that sitting; None where no cut-off is set.

    Where a council sets one for each service and the service is not known, the earliest counts.
    """
    applies = (cut for cut in cutoffs if not cut.is_target and _is_for(cut, service))
    return min((cut.before(sitting, closed) for cut in applies), default=None)


def is_last_of_month(sits: tuple[Sits, ...], day: date, closed: Set[date]) -> bool:
    """Whether no later sitting falls in the same month."""
    following = next_sitting(sits, day + timedelta(days=1), closed)
    return following is None or (following.year, following.month) != (day.year, day.month)


def age_on(born: date, day: date) -> int:
    """Whole years of age on that day.

    >>> age_on(date(2012, 2, 29), date(2026, 2, 28))
    13
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _is_for(cutoff: Cutoff, service: str | None) -> bool:
    return not cutoff.services or service is None or service in cutoff.services


def _months_on(day: date, months: int) -> date:
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, civil.monthrange(year, month0 + 1)[1]))
