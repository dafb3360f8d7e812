"""Which date is the document's own: the best that its type's order knows, never a birth or the printing of a form.

`dated_claims.order_of` ranks what dates a paper of a type. Of several dates of one rank the one that a label of the
type itself gives, or that stands nearest to the paper's beginning, goes first; of those by which a paper is written,
approved or signed the latest counts, for a paper is not older than its last touch.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casework.document import DocumentType, Role
from casework.evidence import Evidence
from casework.judging import once_for_all
from extractors.dated_claims import CLAIMS, Claim, claim_of, is_of_meeting, order_of
from extractors.dated_entries import newest_entry
from extractors.dated_mentions import Mention, Zone, mentions
from extractors.dated_together import taken_together
from extractors.dated_told import told_in_letter
from extractors.labels import BIRTHS, TEMPLATE_DATES
from extractors.reading import Reading
from extractors.titles import Layout
from extractors.words import first_words, folded, label_key

_LATEST_COUNTS = frozenset((Claim.MADE, Claim.AUTHORISED, Claim.SIGNED, Claim.ROLE, Claim.DRAFTED))
_BARE = frozenset((Claim.TITLE, Claim.ALONE, Claim.TIMED, Claim.NEAR))
"""Claims without a word that says whose date it is: a birth or a meeting long past may look the same."""
_HEADS = frozenset((Claim.MADE, Claim.REVIEWED, Claim.SEEN, Claim.EVENT, Claim.STARTED, Claim.TITLE))
"""What the day in a paper's heading may be said to be, where no other day dates it."""
_HEADS_LETTER = frozenset((Claim.ALONE, Claim.PLAIN, Claim.SENT, Claim.NEAR))
_TOUCHES = frozenset(
    (Claim.MADE, Claim.AUTHORISED, Claim.SIGNED, Claim.MET, Claim.PLAIN, Claim.ALONE, Claim.TIMED, Claim.NAMED)
)
"""What people do with a paper while it is written."""
_LONG_AGO = timedelta(days=400)
"""A paper's last date is not so much later than its own, save where it looks far ahead."""
_SAID_BY = 5
"""Words that may stand between a type's own label and its date: "Date completed by Ann Bell on"."""
_OF_THE_PANEL = re.compile(r"\b(?:panels?|decisions?|decided|chair\w*)\b")
"""Of who approved a request: that is the answer to it."""
_LABEL_WORDS = 10
"""Words before a date in which a label's own may stand in another order: "Part A (agency) completed"."""
_SIGNS = frozenset((Claim.AUTHORISED, Claim.SIGNED, Claim.ROLE, Claim.NAMED, Claim.PLAIN))
_OF_TEAM_MANAGER = re.compile(
    r"^(?!.*\b(?:service manager|head of service|director)\b).*\b(?:(?:team|practice)(?: \w+){0,2} managers?|a?tm)\b"
)
"""Of a signature, as a scan may turn its words about: "team signed manager"."""
_AGREED = re.compile(r"(?:we |both )?agree[ds]?\b")
"""Of a signature without what its bearer is: a parent's."""
_APPROVAL, _OF_DIRECTOR = "date of approval", re.compile(r"\b(?:directors?|delegated officer|dcs|dcsw)\b")
_OF_THIS_MEETING = re.compile(
    r"^(?:this|the) (?!first|last|previous|earlier|initial|next)"
    r"(?:\w+ ){0,3}(?:meeting|conference|review|discussion|group|fgc)(?: was| has been| is)?"
    r" (?:held|took place|taken place|met)\b"
)
"""Of words that tell when the meeting was that the paper is of; others stand beside other meetings' days."""
_SAYS_WHEN = re.compile(r"\b(?:dates?|held|when|met|(?:took|taken) place|convened|present)\b")
"""Of words that say when people met; "minutes of the stability meeting" may be among the papers they had."""
_OF_THIS_FORM = re.compile(
    r"(?:this |the )?(?:form|request|referral)(?: was)? (?:done|completed|filled|finished|written|made)\b"
)
"""Of words that say when a request was written; in its cells other papers were finished too."""
_OF_FORMS = tuple(f" {label_key(label)} " for label in TEMPLATE_DATES)
_ZONES: dict[Claim, tuple[Zone, ...]] = {
    Claim.SIGNED: (Zone.FOOT, Zone.TITLE, Zone.TOP, Zone.BODY, Zone.MARGIN),
    Claim.ROLE: (Zone.FOOT, Zone.TOP, Zone.TITLE),
    Claim.PLAIN: (Zone.TITLE, Zone.TOP, Zone.FOOT),
    Claim.DRAFTED: (Zone.TITLE, Zone.TOP, Zone.FOOT, Zone.MARGIN),
    Claim.PANEL: (Zone.TITLE, Zone.TOP),
    Claim.MET: (Zone.TITLE, Zone.TOP),
    Claim.REVIEWED: (Zone.TITLE, Zone.TOP),
}
"""Where a date counts, best first; in every zone, in order, where nothing is said here."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that counts and the words that give it.

    `first` is the first day that the words may mean where they name only a month or a week; `others` are the days
    that words as good as these give.
    """

    day: date
    evidence: Evidence
    first: date | None = None
    others: tuple[date, ...] = ()


def dated_of(reading: Reading, kind: DocumentType, layout: Layout, file: str, came: date | None = None) -> Dated | None:
    """The document's date and the words that give it; None where nothing says it.

    The day the paper `came` tells the year of a day written without one.
    """
    order = order_of(kind, is_letter=layout.is_letter)
    titles = [line.text for title in layout.titles[:3] for line in (title, *title.printed)]
    every = mentions(reading, titles, is_letter=layout.is_letter, came=came) if kind.date_labels else []
    every = [each for each in every if _may_be(each, came)] + list(_told(reading, kind, every))
    every = list(taken_together(every, kind))
    found = _Found(kind, order, every if Claim.ORDERED in order else [_made(each) for each in every])
    entry = newest_entry(layout.events, reading) if kind.dated_by_last_row else None
    if by_manager := found.by_manager():
        return _chosen(by_manager, file)
    for claim in (None, *order):
        if claim is Claim.ENTRY and entry:
            first = None if entry.seen.names_day else entry.seen.first
            return Dated(entry.seen.date, Evidence(file, entry.place, first_words(entry.words)), first)
        if best := found.best(claim):
            return _chosen(best, file)
    titled = found.titled() if order and kind.role is not Role.FORM else None
    return _chosen([titled], file) if titled else None


def _told(reading: Reading, kind: DocumentType, every: Sequence[Mention]) -> Iterator[Mention]:
    """The meeting that a letter tells of by its own day: "what we decided on Thursday 16th"."""
    heads = [each for each in every if each.claim in _HEADS_LETTER and each.names_day]
    if heads and is_of_meeting(kind):
        for day, words, place in told_in_letter(reading, heads[0].day):
            said = f"{first_words(words, 20)} (the day, {day.day} {day:%B %Y}, is inferred)"
            yield Mention(day, day, True, Claim.MET, "met on", Zone.TOP, said, place)


def _may_be(each: Mention, came: date | None) -> bool:
    """Whether a day was there when the paper `came`; of a request that only its panel dates, the panel is to come."""
    return came is None or each.first <= came or each.claim is Claim.PANEL


def _made(each: Mention) -> Mention:
    """The mention, where it says only "made on" of a paper that is no order: the paper was."""
    return replace(each, claim=Claim.MADE) if each.claim is Claim.ORDERED and each.label == "made on" else each


def _chosen(best: Sequence[Mention], file: str) -> Dated:
    one = best[0]
    others = tuple(dict.fromkeys(each.day for each in best[1:] if each.day != one.day))
    first = None if one.names_day else one.first
    return Dated(one.day, Evidence(file, one.place, first_words(one.words)), first, others)


@dataclass(slots=True)
class _Found:
    """The dates a paper shows, asked for by what they are said to be."""

    kind: DocumentType
    order: tuple[Claim, ...]
    every: list[Mention]
    _own: Mapping[str, int] = field(init=False)
    _refused: tuple[str, ...] = field(init=False)
    _refused_words: tuple[frozenset[str], ...] = field(init=False)
    _newest: date = field(init=False)
    _last_touch: date = field(init=False)

    def __post_init__(self) -> None:
        self._own, refused, self._refused_words = _labels_of(self.kind)
        self._refused = refused if Claim.ISSUED in self.order else (*refused, *_OF_FORMS)
        self._newest = max((each.day for each in self.every), default=date.min)
        written = (each.day for each in self.every if each.names_day and each.claim in _TOUCHES)
        self._last_touch = max(written, default=date.min)

    def best(self, claim: Claim | None) -> list[Mention]:
        """The date of this claim that counts, and behind it the others as good; [] where there is none.

        None asks for what the type's own labels say in words that no claim covers.
        """
        fit = [each for each in self.every if self._fits(each, claim)]
        if claim is Claim.SIGNED and self.order[0] is claim and self.kind.role is not Role.FORM:
            fit += [each for each in self.every if _is_signed(each) and not self._is_refused(each)]
            return [max(fit, key=lambda each: each.day)] if fit else []
        if claim is Claim.MET:
            fit = self._of_head(fit)
        if claim is Claim.AUTHORISED and _APPROVAL in self._own and self.kind.role is not Role.FORM:
            fit = self._approved(fit)
        if not fit:
            return []
        top = min(self._rank(each, claim) for each in fit)
        equals = [each for each in fit if self._rank(each, claim) == top]
        if claim in _LATEST_COUNTS:
            return [max(equals, key=lambda each: (each.names_day, each.day))]
        return equals

    def _of_head(self, met: list[Mention]) -> list[Mention]:
        """The meetings of which a word says when they were, else the day with its hour or place at the head."""
        head = next((each for each in self.every if _heads_meeting(each)), None)
        if not (met and head):
            return met
        titles = [each for each in self.every[: self.every.index(head)] if each.zone is Zone.TITLE]
        return [each for each in met if each in titles or self._says_when(each)] or [head]

    def _approved(self, fit: list[Mention]) -> list[Mention]:
        """The approvals since the paper was written, with those that a director only signed."""
        heads = (each.day for each in self.every if each.claim is Claim.MADE and each.zone <= Zone.TOP)
        written = max(heads, default=date.min)
        by = [each for each in self.every if each.zone is Zone.FOOT and each.claim in _SIGNS]
        return [each for each in (*fit, *(by for by in by if _OF_DIRECTOR.search(by.label))) if each.day >= written]

    def _says_when(self, each: Mention) -> bool:
        return self._own_label(each) is not None or bool(
            _SAYS_WHEN.search(each.label) or _OF_THIS_MEETING.search(each.label)
        )

    def by_manager(self) -> list[Mention]:
        """The day on which the team manager signed a request that asks for this; [] where nothing says so."""
        if self.kind.role is not Role.FORM or not any(_OF_TEAM_MANAGER.search(key) for key in self._own):
            return []
        found = [each for each in self.every if each.claim in _SIGNS and each.zone in (Zone.FOOT, Zone.BODY)]
        found = [each for each in found if _OF_TEAM_MANAGER.search(each.label) and not self._is_refused(each)]
        return [max(found, key=lambda each: each.day)] if found else []

    def titled(self) -> Mention | None:
        """The only day that the paper's first lines give, where they say something of it that dates no paper."""
        days = [each for each in self.every if each.zone is Zone.TITLE and _may_head(each)]
        recent = [each for each in days if self._newest - each.day < _LONG_AGO]
        return recent[0] if len({each.day for each in recent}) == 1 else None

    def _fits(self, each: Mention, claim: Claim | None) -> bool:
        own = self._own_label(each)
        if own is None and (each.claim is not claim or self._is_refused(each)):
            return False
        if claim is None:
            return own is not None and each.claim not in self.order
        if self.kind.role is Role.FORM and claim is Claim.AUTHORISED and _OF_THE_PANEL.search(each.label):
            return False
        if each.claim is not claim:
            return False
        zones = _ZONES.get(claim)
        is_placed = zones is None or each.zone in zones or own not in (None, label_key("Date"))
        if not (is_placed or (claim is Claim.MET and _OF_THIS_MEETING.search(each.label))):
            return False
        newest = self._newest if claim in _BARE else each.day if own else self._last_touch
        return newest - each.day < _LONG_AGO

    def _rank(self, each: Mention, claim: Claim | None) -> tuple[int, int]:
        own = self._own_label(each)
        zones = _ZONES.get(claim, tuple(Zone)) if claim else tuple(Zone)
        zone = zones.index(each.zone) if each.zone in zones else len(zones)
        exact = self._own.get(own, len(self._own)) if own else len(self._own)
        if claim is Claim.MADE and self.kind.role is Role.FORM and _OF_THIS_FORM.match(each.label):
            return -1, 0
        if claim is Claim.MADE:
            return (0 if each.zone is Zone.TOP else zone), 0
        if claim is Claim.MET and own is None and _OF_THIS_MEETING.search(each.label):
            return -1, exact
        return (exact, zone) if claim in (None, Claim.SIGNED) else (zone, exact)

    def _own_label(self, each: Mention) -> str | None:
        """The type's own label that leads to a date, the longest where one is part of another."""
        if self._is_refused(each) and not any(key == each.label for key in self._own):
            return None
        said = (key for key in self._own if _leads(key, each.label))
        ends = [key for key in said if key == each.label or claim_of(key) in (None, each.claim)]
        return max(ends, key=len, default=None)

    def _is_refused(self, each: Mention) -> bool:
        if each.label in self._own:
            return False
        words = each.label.split()
        return any(label in each.is_beside for label in self._refused) or (
            each.zone is not Zone.TITLE
            and len(words) <= _LABEL_WORDS
            and any(refused <= set(words) for refused in self._refused_words)
        )


@once_for_all
def _labels_of(kind: DocumentType) -> tuple[Mapping[str, int], tuple[str, ...], tuple[frozenset[str], ...]]:
    """A type's own labels of its day in their order, those of other days between spaces, and what the latter say."""
    own = {label_key(label): number for number, label in enumerate(kind.date_labels)}
    refused = tuple(f" {label_key(label)} " for label in (*kind.not_date_labels, *BIRTHS))
    return own, refused, tuple(words for label in kind.not_date_labels if len(words := _telling(label)) > 1)


def _may_head(each: Mention) -> bool:
    is_begin = each.claim is Claim.LAST and each.label.split()[-1:] == ["from"]
    return each.names_day and (each.claim in _HEADS or is_begin)


def _heads_meeting(each: Mention) -> bool:
    return each.zone is Zone.TITLE and each.claim is Claim.TIMED and each.names_day


def _is_signed(each: Mention) -> bool:
    """Whether a worker or manager signed at the foot, without the word; a name alone may be a parent's."""
    says_role = each.claim is Claim.NAMED and CLAIMS[Claim.ROLE].search(each.label) is not None
    is_family = (
        each.claim is Claim.AUTHORISED and _AGREED.match(each.label) and not CLAIMS[Claim.ROLE].search(each.label)
    )
    return each.zone is Zone.FOOT and not is_family and (says_role or each.claim in (Claim.ROLE, Claim.AUTHORISED))


def _telling(label: str) -> frozenset[str]:
    """The words of a label that say of what the date is."""
    return frozenset(folded(label).split()) - {"date", "dates", "of", "the", "for", "to", "be", "and"}


def _leads(key: str, label: str) -> bool:
    """Whether the words before a date are this label, or end in it but for a few, such as who did it."""
    if len(key.split()) == 1:
        return key == label
    words, wanted = label.split(), key.split()
    for start in range(len(words) - len(wanted), -1, -1):
        if words[start : start + len(wanted)] == wanted:
            return start == 0 and len(words) - len(wanted) <= _SAID_BY
    return False
