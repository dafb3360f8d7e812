"""Which sitting a request asks for, and which one its papers make."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework.calendar import is_last_of_month, next_sitting, papers_due
from casework.panel import Panel, RequestType
from casework.request import Sitting


def choose_sitting(
    panel: Panel,
    asked: date | None,
    today: date,
    received: datetime | None,
    closed: Set[date],
    kind: RequestType | None = None,
    service: str | None = None,
) -> Sitting:
    """The sitting asked for where the papers make it, else the next one they make that hears such requests.

    Without `received` lateness is not judged: a day that was asked for stands, and otherwise the papers count as
    having come when `today` began. Where the panel's days are not set, only the day asked for is known.
    """
    hears = Hears(panel, closed, kind, service, asked)
    ahead = asked if asked is not None and asked >= today else None
    if not panel.sits:
        return _as_asked(hears, asked, ahead, received)
    first = hears.next(ahead or today)
    came = received or (None if ahead else datetime.combine(today, time.min))
    day = _first_in_time(hears, first, came)
    late = asked is not None and received is not None and hears.is_late(first if ahead else asked, received)
    return Sitting(asked=asked, day=day, papers_due=hears.due(day), late=late)


def following_sitting(panel: Panel, day: date, closed: Set[date], kind: RequestType | None = None) -> Sitting:
    """The sitting after that one, and when its papers are due."""
    hears = Hears(panel, closed, kind)
    following = hears.next(day + timedelta(days=1))
    return Sitting(day=following, papers_due=hears.due(following))


def is_reserved(panel: Panel, kind: RequestType | None, day: date | None, closed: Set[date]) -> bool:
    """Whether that sitting is kept for other requests than this one."""
    if not panel.keeps_last_of_month or day is None or (kind is not None and kind.only_last_of_month):
        return False
    return is_last_of_month(panel.sits, day, closed)


@dataclass(frozen=True, slots=True)
class Hears:
    """When a panel hears requests of one type from one service; `closed` are days that are not worked.

    A month's last sitting that is kept for other requests is passed over, unless it was `asked` for by name.
    """

    panel: Panel
    closed: Set[date]
    kind: RequestType | None = None
    service: str | None = None
    asked: date | None = None

    def next(self, day: date) -> date | None:
        """The first sitting from that day on at which such a request is heard."""
        found = next_sitting(self.panel.sits, day, self.closed)
        while found is not None and not self._hears_on(found):
            found = next_sitting(self.panel.sits, found + timedelta(days=1), self.closed)
        return found

    def _hears_on(self, day: date) -> bool:
        if self.kind is not None and self.kind.only_last_of_month:
            return is_last_of_month(self.panel.sits, day, self.closed)
        return day == self.asked or not is_reserved(self.panel, self.kind, day, self.closed)

    def due(self, day: date | None) -> datetime | None:
        """When papers for that sitting are due."""
        return papers_due(self.panel.papers_due, day, self.closed, self.service) if day else None

    def is_late(self, day: date | None, received: datetime) -> bool:
        """Whether papers received then miss that sitting."""
        due = self.due(day)
        return day is not None and (received > due if due is not None else received.date() > day)


def _as_asked(hears: Hears, asked: date | None, ahead: date | None, received: datetime | None) -> Sitting:
    """The day asked for, if it is to come and the papers make it; which day follows it nobody has said."""
    late = asked is not None and received is not None and hears.is_late(asked, received)
    return Sitting(asked=asked, day=None if late else ahead, papers_due=hears.due(ahead), late=late)


def _first_in_time(hears: Hears, day: date | None, received: datetime | None) -> date | None:
    while day is not None and received is not None and hears.is_late(day, received):
        day = hears.next(day + timedelta(days=1))
    return day
