"""When two submissions are one case, by their references, children, panel and request type."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.names import may_be_one, plain_name

_PUNCTUATION = re.compile(r"[^A-Z0-9]")
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class CaseKey:
    """What tells one case from another: its reference, its children, and what is asked of which panel."""

    reference: str | None
    children: tuple[tuple[str, date | None], ...]
    panel: str | None
    request_type: str | None


def same_reference(one: str | None, other: str | None) -> bool:
    """Whether two case references are the same, whatever their spacing and punctuation."""
    return bool(plain_reference(one)) and plain_reference(one) == plain_reference(other)


def plain_reference(reference: str | None) -> str:
    """A case reference without its spacing and punctuation.

    >>> plain_reference("per 0041-977")
    'PER0041977'
    """
    return _PUNCTUATION.sub("", (reference or "").upper())


def holds_day(reference: str, days: Iterable[date]) -> bool:
    """Whether the figures of a reference hold one of these days, as a birthday is written.

    >>> holds_day("02/04/2019", [date(2019, 4, 2)])
    True
    """
    digits = _NO_DIGIT.sub("", reference)
    return any(f"{day:{form}}" in digits for day in days for form in ("%d%m%Y", "%Y%m%d", "%d%m%y"))


def words_of(key: CaseKey) -> frozenset[str]:
    """The words a case is looked up by: two keys that have something in common share one."""
    parts = {part for name, _ in key.children for part in plain_name(name)}
    reference = plain_reference(key.reference)
    return frozenset(parts | ({reference} if reference else set()))


def same_case(new: CaseKey, known: CaseKey) -> bool | None:
    """True: the same case. False: nothing in common. None: something in common, so a person decides.

    The same case has the same reference, panel and request type, and the same children by name and date of birth; a
    form that does not ask for the date of birth contradicts nobody.
    """
    shared_child = _shares_child(new, known)
    reference = same_reference(new.reference, known.reference)
    if not reference and not shared_child:
        return False
    matter = (new.panel, new.request_type) == (known.panel, known.request_type) and new.panel is not None
    return True if reference and matter and _same_children(new, known) else None


def may_be_one_arrival(new: CaseKey, known: CaseKey) -> bool:
    """Whether loose papers that came together can be one submission.

    They have the same reference, and neither ask for different things nor name only different children.
    """
    matters = {(key.panel, key.request_type) for key in (new, known) if key.panel is not None}
    both_named = bool(new.children and known.children)
    return (
        same_reference(new.reference, known.reference)
        and len(matters) <= 1
        and (not both_named or _shares_child(new, known))
    )


def _shares_child(new: CaseKey, known: CaseKey) -> bool:
    return any(may_be_one(one, other) for one, _ in new.children for other, _ in known.children)


def _same_children(new: CaseKey, known: CaseKey) -> bool:
    if len(new.children) != len(known.children) or not new.children:
        return False
    return all(
        any(may_be_one(name, other) and _may_be_one_birthday(born, other_born) for other, other_born in known.children)
        for name, born in new.children
    )


def _may_be_one_birthday(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one == other
