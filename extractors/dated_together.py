"""What the dates of a paper say only together: an end beside its start, a day and the one on which it was updated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casework.document import DocumentType, Role
from extractors.dated_claims import Claim
from extractors.dated_mentions import Mention, Zone
from extractors.words import label_key

_ENDS_ASSESSMENT = "assessment end date"
_STARTS = frozenset(("start", "started", "start date", "date started", "from", "opened"))
_ENDS = frozenset(("end", "ended", "end date", "date ended", "finish", "finish date", "to", "closed"))
"""Labels of a case system's print that say of what only together."""
_UPDATED = re.compile(r"^(?:and |then )?(?:last )?(?:updated|revised|amended|brought up to)\b")

_BEGUN = re.compile(
    r"\W*(?:[Ff]orm |[Dd]raft )?(?:[Ss]tarted|[Bb]egun)(?: on)?\W+\d[\w/. -]{4,18}?\W+(?:by )?[A-Z]{2,3}\W*"
)
"""A form that nobody finished, with the letters of who began it."""


def taken_together(every: Sequence[Mention], kind: DocumentType) -> Iterator[Mention]:
    """The mentions in their order, each as those beside it tell what it is of."""
    is_form = kind.role is Role.FORM
    is_assessment = any(_ENDS_ASSESSMENT in label_key(label) for label in kind.date_labels)
    for number, each in enumerate(every):
        before = every[number - 1] if number else None
        after = every[number + 1] if number + 1 < len(every) else None
        if is_assessment and _ends_what_started(each, every):
            yield replace(each, claim=Claim.MADE)
        elif before and _is_update(before, each):
            yield replace(each, claim=Claim.PLAIN, label=before.label)
        elif after and _is_update(each, after):
            yield replace(each, claim=Claim.LAST, label="before its update")
        elif is_form and _BEGUN.fullmatch(each.words):
            yield replace(each, claim=Claim.DRAFTED)
        else:
            yield each


def _ends_what_started(each: Mention, every: Sequence[Mention]) -> bool:
    """Whether it says only "end", beside a "start" at the head of an assessment."""
    starts = (other for other in every if other.label in _STARTS and other.zone <= Zone.TOP and other.day <= each.day)
    return each.label in _ENDS and each.zone <= Zone.TOP and each.names_day and next(starts, None) is not None


def _is_update(dated: Mention, updated: Mention) -> bool:
    """Whether the line that says "date" says on which later day the paper was updated."""
    return (
        dated.claim is Claim.PLAIN
        and updated.claim is Claim.MADE
        and updated.day > dated.day
        and (dated.words, dated.place) == (updated.words, updated.place)
        and _UPDATED.search(updated.label) is not None
    )
