"""Lines with which whoever wrote a form signs it off: they answer no question above them."""

import re
from collections.abc import Iterable

from extractors.dates import dates_found
from extractors.signing import role_in, without_roles
from extractors.words import folded

STAFF = frozenset(("social_worker", "team_manager", "service_manager"))
"""Fields in which those who sign a form are named."""
_BY = re.compile(
    r"\s*(?:form\s+|report\s+)?(?:signed|completed|written|prepared|typed|submitted|authorised|approved|agreed|sgd)"
    r"(?:\s+(?:off|and\s+\w+))?(?:\s+by)?\b\s*[:–-]?\s*(?=[A-Z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|[,.;:–-]+(?=\s|$)")
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*\.?")
_LEAST_LETTERS = 3


def is_sign_off(line: str, staff: frozenset[str]) -> bool:
    """Whether a line is a name with its day, and the name one of the staff's or said to be: "J Orme (SW) 3/6/26"."""
    day = next(iter(dates_found(line)), None)
    if day is None:
        return False
    before = line[: day.start]
    if by := _BY.match(before):
        return _is_name(before[by.end() :])
    if not _is_name(before):
        return False
    return bool(role_in(line)) or not staff.isdisjoint(folded(before).split())


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(" ".join(_ASIDE.sub(" ", without_roles(text)).split())) is not None


def names_of(answers: Iterable[str]) -> frozenset[str]:
    """The words, folded, of the names that stand in answers."""
    return frozenset(word for answer in answers for word in folded(answer).split() if len(word) >= _LEAST_LETTERS)
