"""Is a paper fresh enough on the day of the sitting?"""

from datetime import date

from casework.calendar import Period


def oldest_allowed(within: Period, as_of: date) -> date:
    """The earliest date a paper may carry to be within the period on that day, inclusive."""
    return within.before(as_of)


def good_until(within: Period | None, dated: date | None) -> date | None:
    """The last day on which a paper of that date is still within the period; None where no period is set."""
    return within.after(dated) if within is not None and dated is not None else None
