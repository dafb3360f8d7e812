"""Which requests were expected for a sitting and have not come, or not wholly: no guesses, and what came is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.case import same_reference
from casework.panel import TellsOfExpected

LONGEST_OVERDUE = timedelta(weeks=13)
"""So long a review that an earlier decision set is told of; by then people know. A council's own list has no end."""


class Why(StrEnum):
    """Why a request was expected."""

    LISTED = "listed"
    """The council's own list names it."""
    REVIEW = "review"
    """An earlier request's form has a review date."""
    RETURNED = "returned"
    """Papers came for this sitting, were answered as incomplete, and the rest has not come."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A request that is expected; `by` is the sitting it was wanted for, or the day by which it was."""

    reference: str
    why: Why
    by: date
    request_type: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A request in our books: by which reference it is known, for which sitting, and since when.

    `shown_as` is what may be told of it: a case reference that is one, else our own id. `review` is the date on its
    form, `promised` the first day for which a paper of it is promised.
    """

    reference: str | None
    shown_as: str
    request_type: str | None
    came: date
    sitting: date | None
    is_incomplete: bool
    review: date | None = None
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class NotCome:
    """One line of what is told: which request, why it was expected, and what we have of it all the same."""

    reference: str
    request_type: str | None
    why: Why
    by: date
    promised: date | None = None
    last_came: date | None = None
    """When the newest papers of this case came, where they were for no sitting or for an earlier one."""


def not_come(
    listed: Iterable[Expected], known: Sequence[Known], sitting: date, tells: TellsOfExpected
) -> tuple[NotCome, ...]:
    """What was expected for that sitting and has not come, each case and request type once, by reference."""
    found = [*_returned(known, sitting), *_lacking([*listed, *_reviews(known, sitting)], known, sitting, tells)]
    once: dict[tuple[str, str | None], NotCome] = {}
    for each in found:
        once.setdefault((each.reference.upper(), each.request_type), each)
    return tuple(sorted(once.values(), key=lambda each: (each.reference, each.request_type or "")))


def _returned(known: Sequence[Known], sitting: date) -> Iterator[NotCome]:
    for each in known:
        if each.is_incomplete and each.sitting == sitting:
            yield NotCome(each.shown_as, each.request_type, Why.RETURNED, each.came, each.promised)


def _reviews(known: Sequence[Known], sitting: date) -> Iterator[Expected]:
    """The reviews that panels set; a date that is not after its own request's sitting, or its papers, sets none."""
    for each in known:
        heard, review = each.sitting or each.came, each.review
        if not (each.reference and review):
            continue
        if max(heard + timedelta(days=1), sitting - LONGEST_OVERDUE) <= review <= sitting:
            yield Expected(each.shown_as, Why.REVIEW, review, each.request_type)


def _lacking(
    expected: Iterable[Expected], known: Sequence[Known], sitting: date, tells: TellsOfExpected
) -> Iterator[NotCome]:
    for each in expected:
        if each.by > sitting:
            continue
        same = [one for one in known if _same_case(one, each) and _may_be_of_type(one, each, tells)]
        if any(one.sitting is not None and one.sitting >= each.by for one in same):
            continue
        last = max((one.came for one in same), default=None) if each.why is Why.LISTED else None
        yield NotCome(each.reference, each.request_type, each.why, each.by, last_came=last)


def _same_case(one: Known, expected: Expected) -> bool:
    return same_reference(one.reference, expected.reference) or one.shown_as == expected.reference


def _may_be_of_type(one: Known, expected: Expected, tells: TellsOfExpected) -> bool:
    """A review may come as what it reviews, or under a type of its own; what is not known yet may be either."""
    wanted = {expected.request_type, *(tells.reviews if expected.why is Why.REVIEW else ())}
    return one.request_type is None or expected.request_type is None or one.request_type in wanted
