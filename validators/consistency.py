"""Whether the papers agree with one another: remarks for the administrator that hold nothing up.

Only an older paper than the one spoken of is for a person: what is asked for may be the one that did not come.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from casework.claim import Claim, ClaimAbout
from casework.document import Document, Role
from casework.finding import About, Finding, Outcome, Reason

_ONE_MEETING = timedelta(days=14)
"""Two days further apart are of two meetings."""
_ONE_PAPER = timedelta(days=60)
"""A paper is signed or typed so long after it was finished, at most."""
_OF_NOW = timedelta(days=92)
"""A legal status in an older paper may have changed since."""


def disagreements(documents: Sequence[Document], claims: Sequence[Claim], today: date) -> list[Finding]:
    """What the papers claim of one another and what they are, wherever the two differ; each thing once."""
    found = [
        *_not_attached(documents, _about(ClaimAbout.ATTACHED, claims)),
        *_meetings(documents, _about(ClaimAbout.HELD, claims), today),
        *_older_than_said(documents, _about(ClaimAbout.FINISHED, claims), today),
        *_sums(_about(ClaimAbout.ASKED_SUM, claims), _about(ClaimAbout.QUOTED_SUM, claims)),
        *_statuses(_about(ClaimAbout.LEGAL_STATUS, claims), today),
    ]
    once = {
        (each.reason, each.details.get("types") or each.details.get("type"), each.details.get("said")): each
        for each in found
    }
    return list(once.values())


def _about(what: ClaimAbout, claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.about is what]


def _not_attached(documents: Sequence[Document], claims: Sequence[Claim]) -> Iterator[Finding]:
    """A paper said to be attached that did not come; said of nothing while a file is not known for what it is."""
    papers = [each for each in documents if each.role in (Role.PAPER, Role.FORM)]
    if any(each.unreadable or each.type is None for each in papers):
        return
    for claim in claims:
        if not any(paper.is_or_holds(kind) for paper in papers for kind in claim.types):
            yield _noted(Reason.NOT_AMONG_ATTACHED, claim, types=",".join(claim.types))


def _meetings(documents: Sequence[Document], claims: Sequence[Claim], today: date) -> Iterator[Finding]:
    for claim in claims:
        if claim.day is None or claim.day > today:
            continue
        records, days = _of_types(claim.types, documents)
        if claim.day in days or len(days) < len(records):
            continue
        kind = claim.types[0]
        near = [day for day in days if abs(day - claim.day) <= _ONE_MEETING]
        if near:
            said = claim.day.isoformat()
            yield _noted(Reason.HELD_ANOTHER_DAY, claim, type=kind, dated=near[0].isoformat(), said=said)
        elif not records:
            yield _noted(Reason.HELD_NO_RECORD, claim, type=kind, dated=claim.day.isoformat())


def _older_than_said(documents: Sequence[Document], claims: Sequence[Claim], today: date) -> Iterator[Finding]:
    """A paper that is long before the day a form or message says it was finished on is another one: for a person."""
    for claim in claims:
        if claim.day is None or claim.day > today:
            continue
        papers, days = _of_types(claim.types, documents)
        if papers and len(days) == len(papers) and max(days) < claim.day - _ONE_PAPER:
            newest = next(each for each in papers if each.dated == max(days))
            said, dated = claim.day.isoformat(), max(days).isoformat()
            told = {"file": claim.by.file, "type": claim.types[0], "dated": dated, "said": said}
            evidence = (claim.evidence, *((newest.dated_evidence,) if newest.dated_evidence else ()))
            yield Finding(
                *(About.SUBMISSION, Reason.OLDER_THAN_SAID.value, Outcome.UNSURE, Reason.OLDER_THAN_SAID, told),
                evidence=evidence,
            )


def _of_types(types: Sequence[str], documents: Sequence[Document]) -> tuple[list[Document], list[date]]:
    """The papers that are or hold one of these types, and the days of those that have one."""
    papers = [each for each in documents if any(each.is_or_holds(kind) for kind in types)]
    return papers, [each.dated for each in papers if each.dated is not None]


def _sums(asked: Sequence[Claim], quoted: Sequence[Claim]) -> Iterator[Finding]:
    """A sum that no quote among the papers names."""
    amounts = {claim.amount for claim in quoted if claim.amount is not None}
    for claim in asked:
        if amounts and claim.amount not in amounts and claim.amount is not None:
            quote = quoted[0].by.file
            yield _noted(Reason.SUMS_DIFFER, claim, file=quote, sum=f"£{claim.amount:,}", quoted=f"£{max(amounts):,}")


def _statuses(claims: Sequence[Claim], today: date) -> Iterator[Finding]:
    """Two legal statuses in papers of now."""
    of_now = [claim for claim in claims if claim.by.dated is None or claim.by.dated >= today - _OF_NOW]
    for other in of_now[1:]:
        first = of_now[0]
        if other.status != first.status:
            yield _noted(
                Reason.STATUS_DIFFERS,
                first,
                other=other.by.file,
                status=first.status,
                other_status=other.status,
            )


def _noted(reason: Reason, claim: Claim, **details: str) -> Finding:
    told = {"file": claim.by.file, **details}
    return Finding(About.SUBMISSION, reason.value, Outcome.NOTED, reason, told, evidence=(claim.evidence,))
