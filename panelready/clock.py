"""The one clock: UTC for what is stored, Europe/London for what people and panels go by."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock:
    """Tells the time, or one that is shifted, so that a demonstration always meets its own samples.

    `starting` says what it is now: a day, at whatever hour it is, or a day and an hour in London.
    """

    def __init__(
        self,
        starting: date | datetime | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        shift: timedelta = timedelta(0),
    ) -> None:
        self._now = now
        self.shift = shift
        if isinstance(starting, datetime):
            self.shift = stored(starting.replace(tzinfo=LONDON)) - self.now()
        elif starting is not None:
            self.shift = starting - self.today()

    def now(self) -> datetime:
        """The instant, in UTC, without a zone, to the microsecond."""
        return (self._now() + self.shift).astimezone(UTC).replace(tzinfo=None)

    def today(self) -> date:
        """The day it is in London."""
        return local(self.now()).date()


def local(instant: datetime) -> datetime:
    """A stored UTC instant as London time, without a zone."""
    return instant.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


def in_london(moment: datetime) -> datetime:
    """A moment as the clocks in London show it; one without a zone is taken as that already."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def stored(instant: datetime) -> datetime:
    """An instant with a zone as stored: UTC, without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None)
