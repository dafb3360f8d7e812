"""Is a paper fresh enough on the day of the sitting?"""

from datetime import date

from casework.calendar import Period
from casework.document import Document
from casework.finding import Outcome, Reason
from validators.completeness import Fault


def oldest_allowed(within: Period, as_of: date) -> date:
    """The earliest date a paper may carry to be within the period on that day, inclusive."""
    return within.before(as_of)


def good_until(within: Period | None, dated: date | None) -> date | None:
    """The last day on which a paper of that date is still within the period; None where no period is set."""
    return within.after(dated) if within is not None and dated is not None else None


def age_fault(document: Document, within: Period, as_of: date, today: date) -> Fault | None:
    """A paper older than the period on the day of the sitting is out of date, a month being judged by its last day.

    For a person are a paper without a date, one dated after `today`, and one that gives two days as well where only
    one of them is recent enough.
    """
    if document.dated is None:
        return Fault(Outcome.UNSURE, Reason.NO_DATE)
    if (document.dated_from or document.dated) > today:
        return Fault(Outcome.UNSURE, Reason.DATED_LATER)
    oldest = oldest_allowed(within, as_of)
    is_old = document.dated < oldest
    if any((other < oldest) is not is_old for other in document.dated_or):
        return Fault(Outcome.UNSURE, Reason.DATES_DIFFER)
    return Fault(Outcome.OUT_OF_DATE, Reason.TOO_OLD) if is_old else None
