"""The one clock: UTC for what is stored, Europe/London for what people and panels go by."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock:
    """Tells the time; `starting` moves its present day, so that a demonstration always meets its own samples."""

    def __init__(self, starting: date | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._shift = timedelta(0)
        if starting is not None:
            self._shift = starting - self.today()

    def now(self) -> datetime:
        """The instant, in UTC, without a zone, to the microsecond."""
        return (self._now() + self._shift).astimezone(UTC).replace(tzinfo=None)

    def today(self) -> date:
        """The day it is in London."""
        return local(self.now()).date()


def local(instant: datetime) -> datetime:
    """A stored UTC instant as London time, without a zone."""
    return instant.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


def stored(instant: datetime) -> datetime:
    """An instant with a zone as stored: UTC, without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None)
