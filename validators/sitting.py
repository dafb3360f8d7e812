"""Which sitting a request asks for, and which one its papers make."""

from collections.abc import Set
from datetime import date, datetime, time, timedelta

from casework.calendar import next_sitting, papers_due
from casework.panel import Panel
from casework.request import Sitting


def choose_sitting(
    panel: Panel, asked: date | None, today: date, received: datetime | None, closed: Set[date]
) -> Sitting:
    """The sitting asked for where the papers make it, else the next one they make.

    Without `received` lateness is not judged: a day that was asked for stands, and otherwise the papers count as
    having come when `today` began. Where the panel's days are not set, only the day asked for is known.
    """
    ahead = asked if asked is not None and asked >= today else None
    if not panel.sits:
        return _as_asked(panel, asked, ahead, received, closed)
    first = next_sitting(panel.sits, ahead or today, closed)
    came = received or (None if ahead else datetime.combine(today, time.min))
    day = _first_in_time(panel, first, came, closed)
    due = papers_due(panel.papers_due, day, closed) if day else None
    late = asked is not None and received is not None and _is_late(panel, first if ahead else asked, received, closed)
    return Sitting(asked=asked, day=day, papers_due=due, late=late)


def following_sitting(panel: Panel, day: date, closed: Set[date]) -> Sitting:
    """The sitting after that one, and when its papers are due."""
    following = next_sitting(panel.sits, day + timedelta(days=1), closed)
    return Sitting(day=following, papers_due=papers_due(panel.papers_due, following, closed) if following else None)


def _as_asked(
    panel: Panel, asked: date | None, ahead: date | None, received: datetime | None, closed: Set[date]
) -> Sitting:
    """The day asked for, if it is to come and the papers make it; which day follows it nobody has said."""
    late = asked is not None and received is not None and _is_late(panel, asked, received, closed)
    due = papers_due(panel.papers_due, ahead, closed) if ahead else None
    return Sitting(asked=asked, day=None if late else ahead, papers_due=due, late=late)


def _first_in_time(panel: Panel, day: date | None, received: datetime | None, closed: Set[date]) -> date | None:
    while day is not None and received is not None and _is_late(panel, day, received, closed):
        day = next_sitting(panel.sits, day + timedelta(days=1), closed)
    return day


def _is_late(panel: Panel, day: date | None, received: datetime, closed: Set[date]) -> bool:
    if day is None:
        return False
    due = papers_due(panel.papers_due, day, closed)
    return received > due if due is not None else received.date() > day
