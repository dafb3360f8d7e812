"""Every date a paper shows that may be its own: the words that lead to it, what they say, and where it stands.

A label may stand before its date, in the cell beside it, at the head of its column, or in the line above. Dates of
running prose and of tables of events or actions are left out: those are of what the paper tells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from casework.evidence import Place
from extractors.dated_claims import Claim, claim_of
from extractors.dated_lines import Line, Lines, label_after, lines_of, may_tell, says_of_what, speaks_of_signing
from extractors.dated_mended import mended, own_end
from extractors.dated_near import days_near, is_name
from extractors.dated_told import days_told
from extractors.dated_wording import (
    ASIDE,
    ASSESSED,
    AT_PLACE,
    BORN,
    BY,
    DISCUSSES,
    FROM_WHOM,
    GAP,
    GOES_ON,
    HEARD_AT,
    JUDGE,
    LISTED,
    LISTS_PAPERS,
    MADE_AT,
    MARKED,
    OF_ANOTHER,
    OTHER_PAPER,
    OUR_REF,
    SIBLINGS,
    SIGNS,
    TIMED,
    TO,
    TOLD_AT,
    WEEKDAY,
    begins,
    ends,
    is_prose,
    is_written_for_panel,
)
from extractors.dated_years import Years, give_draft_year, give_year, may_lack_year, words_inferred
from extractors.dates import DateFound, dates_found
from extractors.reading import Reading
from extractors.words import folded

_TOP, _FOOT = 24, 16
"""Lines: how far from its beginning a paper says when it was made, and how far from its end it is signed."""
_MOST_WORDS = 45
"""Of a line; with more it is prose."""
_MOST_TITLE_WORDS = 200
_LEAD_WORDS = 12
"""Between a line's beginning and its date; after more, the words are prose."""
_PROSE_STOPS = 3
"""Sentences of a line that make it prose: a day in one of them counts where its own first words say of what."""
_LONGEST_MEETING = timedelta(days=40)
"""A longer time from one day to another is what a paper covers, or how long something was agreed for."""
_LASTS = frozenset((Claim.MADE, Claim.AUTHORISED, Claim.SIGNED))
_TOLD_LINES = 12
"""From the beginning: where a paper says which meeting it tells of."""
_NAMED_LINES = 5
"""From the end: where a name with a day stands for a signature."""
_MET_LINES = 8
"""From the beginning: where a line that begins with a day says when people met."""
_SIGNED_LINES = 5
"""Below a line that speaks of signing: a day there may be of the signature."""
_FIRST_LINES = 2
"""Lines that say what a paper is, however they are set."""
_ALSO_PROSE = frozenset(("on", ""))
"""What begins a sentence as well as a label."""
_AT_WHICH = frozenset((Claim.MET, Claim.REVIEWED, Claim.PANEL))
_GOVERNS = frozenset((Claim.BIRTH, Claim.NEXT, Claim.LAST, Claim.HEARING))
"""What a label says whatever the words between it and its date say."""
_NOT_OURS = frozenset((Claim.BIRTH, Claim.PRINTED, Claim.NEXT, Claim.LAST, Claim.HEARING, Claim.HEARD, Claim.SEALED))
"""What says that a day is not a paper's own, however near to its beginning it stands."""


class Zone(IntEnum):
    """Where in a paper a date stands."""

    TITLE = 0
    TOP = 1
    FOOT = 2
    BODY = 3
    MARGIN = 4
    """A header or footer."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date, what the words beside it say, and where it stands; `label` is those words, folded."""

    day: date
    first: date
    names_day: bool
    claim: Claim | None
    label: str
    zone: Zone
    words: str
    place: Place

    @property
    def is_beside(self) -> str:
        """The label as it is compared with a type's own."""
        return f" {self.label} "


def mentions(
    reading: Reading, titles: Iterable[str], *, is_letter: bool = False, came: date | None = None
) -> list[Mention]:
    """Every date that may be the paper's own, in reading order, those of headers and footers last.

    The day the paper `came` tells the year of a day written without one.
    """
    lines = mended(lines_of(reading))
    end = own_end(lines)
    named = {" ".join(text.split()) for text in titles}
    years = Years.of((each.date for line in lines for each in dates_found(line.text)), came)
    found: list[Mention] = []
    for number in [line.number for line in lines if may_tell(line) or may_lack_year(line.text)]:
        line = lines[number] = replace(lines[number])
        line.is_last = end - _NAMED_LINES <= line.number < end or line.number >= len(lines) - _NAMED_LINES
        is_inferred = give_year(line, years)
        line.is_title = (line.is_title and line.number < _TOP) or " ".join(line.text.split()) in named
        line.is_title |= line.number < _FIRST_LINES and not line.is_cell and not is_prose(line.text)
        beside = lines[max(0, line.number - _SIGNED_LINES) : line.number + 1]
        line.signs = line.signs or any(map(speaks_of_signing, beside))
        zone = _zone(line, end)
        is_foot = line.is_last and line.number >= len(lines) / 2
        said = list(_in_line(line, zone))
        said += _near(line, zone, {each.day for each in said if each.claim in _NOT_OURS}, is_foot=is_foot)
        if line.number < _TOLD_LINES and not line.is_cell:
            said += _told_meetings(line, years)
        found += map(_as_inferred, said) if is_inferred else said
    seen = set()
    for block in (*reading.headers, *reading.footers):
        for line in Lines().of((block,)):
            is_inferred = give_draft_year(line, came)
            if may_tell(line) and line.text not in seen:
                seen.add(line.text)
                said = [each for each in _in_line(line, Zone.MARGIN) if _counts_in_margin(each)]
                found += map(_as_inferred, said) if is_inferred else said
    return found


def _told_meetings(line: Line, years: Years) -> Iterator[Mention]:
    for seen, sentence, is_inferred in days_told(line.text, years):
        told = _mention(seen, Claim.MET, "met on", line, Zone.TOP, sentence)
        yield _as_inferred(told) if is_inferred else told


def _as_inferred(mention: Mention) -> Mention:
    return replace(mention, words=words_inferred(mention.words, mention.day.year))


def _near(line: Line, zone: Zone, said: set[date], *, is_foot: bool) -> Iterator[Mention]:
    """The days at the head or foot of a paper that no words lead to."""
    if not (line.number < _MET_LINES or (is_foot and not line.is_cell)) or (line.is_cell and claim_of(line.label)):
        return
    for seen, text in days_near(line.text, is_foot=is_foot, is_cell=line.is_cell):
        if seen.date not in said:
            yield _mention(seen, Claim.NEAR, "", line, zone, text)


def _counts_in_margin(mention: Mention) -> bool:
    """A header or footer says when a template was made more often than when the paper was."""
    return mention.claim is not Claim.PLAIN and (mention.claim is not Claim.DRAFTED or "draft" in mention.label)


def _zone(line: Line, count: int) -> Zone:
    if line.is_title:
        return Zone.TITLE
    is_foot = line.number >= count - _FOOT
    if line.number < _TOP and not (is_foot and line.signs and line.number > count / 2):
        return Zone.TOP
    return Zone.FOOT if is_foot else Zone.BODY


def _in_line(line: Line, zone: Zone) -> Iterator[Mention]:
    most = _MOST_TITLE_WORDS if zone is Zone.TITLE else _MOST_WORDS
    if len(line.text.split()) > most or LISTS_PAPERS.match(line.label):
        return
    gaps = list(GAP.finditer(line.text))
    tells = (
        zone is not Zone.TITLE
        and not line.is_last
        and sum(bool(gap["stop"]) for gap in gaps) >= _PROSE_STOPS - (zone is not Zone.TOP)
    )
    label, start, by = line.label, 0, False
    for gap in (*gaps, None):
        text = line.text[start : gap.start() if gap else len(line.text)]
        found = [] if tells and not says_of_what(text) else list(_in_segment(text, _labelled(line, label), zone))
        yield from (replace(each, claim=Claim.MADE) if by and each.claim is Claim.ALONE else each for each in found)
        by = bool(gap and gap["stop"] and BY.match(text))
        label = label_after(text, label, line, is_end=bool(gap and gap["stop"]), has_date=bool(found))
        start = gap.end() if gap else start


def _labelled(line: Line, label: str) -> Line:
    return line if line.label == label else replace(line, label=label)


def _in_segment(text: str, line: Line, zone: Zone) -> Iterator[Mention]:
    """The dates of one saying; of a period its last day, and its first for what it may also be."""
    seen = [] if LISTS_PAPERS.match(text) else list(dates_found(text))
    begin, held, led, is_signed, since = 0, "", "", False, None
    for number, each in enumerate(seen):
        following = seen[number + 1] if number + 1 < len(seen) else None
        lead, begin = text[begin : each.start], each.end
        lead = led = led if number and LISTED.fullmatch(WEEKDAY.sub(" ", lead)) else lead
        if following and TO.fullmatch(text[each.end : following.start]):
            begin = following.start
            held, since = lead, each.date
            continue
        lead, held = ASSESSED.sub(r"\1", held or lead), ""
        is_long, since = since is not None and each.date - since > _LONGEST_MEETING, None
        said_long = claim_of(lead) is Claim.ORDERED or (zone is Zone.FOOT and claim_of(lead) in _LASTS)
        if len(lead.split()) > _LEAD_WORDS and zone is not Zone.TITLE and not said_long:
            continue
        if claimed := _claimed(lead, text, each, line, zone):
            claim, label = claimed
            if is_long and claim not in _LASTS:
                continue
            if is_signed and claim in (Claim.ROLE, Claim.NAMED):
                claim = Claim.SIGNED
            is_signed = claim is Claim.SIGNED
            yield _mention(each, claim, label, line, zone, text)


def _claimed(lead: str, text: str, seen: DateFound, line: Line, zone: Zone) -> tuple[Claim, str] | None:
    """What a date is said to be, and the words that say it."""
    bare = WEEKDAY.sub(" ", lead)
    if zone is not Zone.TITLE and (is_prose(bare) or (zone is Zone.BODY and not line.is_cell and not begins(bare))):
        return None
    after = text[seen.end :]
    if BORN.search(bare) or any(each.start() <= seen.start < each.end() for each in SIBLINGS.finditer(text)):
        return Claim.BIRTH, bare
    if zone is not Zone.TITLE and OTHER_PAPER.search(bare):
        return None
    claim, label = _said(bare, text, line, zone)
    if zone is Zone.TITLE or (zone is Zone.TOP and (line.number < _MET_LINES or MADE_AT.match(bare))):
        if claim in (None, Claim.HEARING, Claim.MET) and JUDGE.match(after):
            return Claim.ORDERED, label
        if claim in (Claim.HEARING, Claim.NEXT) and HEARD_AT.fullmatch(folded(bare)):
            return Claim.HEARD, label
    if zone is not Zone.TITLE and claim is Claim.ORDERED and GOES_ON.match(after):
        return None
    named = bare if lead.strip() else line.label or line.before
    if (
        claim in (None, Claim.ROLE)
        and line.is_last
        and not named.rstrip().endswith("(")
        and is_name(named)
        and ends(after)
    ):
        return Claim.NAMED, named
    if not ends(after) and (
        claim is Claim.ROLE or (claim is Claim.PLAIN and folded(MARKED.sub("", label)) in _ALSO_PROSE)
    ):
        claim = None
    if claim is None and MARKED.match(bare):
        return None
    if zone is Zone.TITLE and line.number < _MET_LINES and claim is Claim.REVIEWED and TIMED.match(after):
        claim = Claim.MET
    if claim in (Claim.NEXT, Claim.PANEL) and is_written_for_panel(bare, after):
        claim = Claim.MADE
    unsaid = _unsaid(bare, after, line, zone) if claim is None else None
    if claim is None and zone is Zone.TOP and WEEKDAY.fullmatch(lead.strip()) and AT_PLACE.match(after):
        unsaid = unsaid or Claim.TIMED
    found = claim or unsaid
    return (found, label) if found else None


def _said(lead: str, text: str, line: Line, zone: Zone) -> tuple[Claim | None, str]:
    """What the words before a date say, those of its label where they say nothing; and which words."""
    own, above = claim_of(lead), claim_of(line.label) if line.label else None
    if above is Claim.MET and folded(lead) and DISCUSSES.fullmatch(folded(line.label)):
        above = None
    is_told_at = line.is_cell and above in _LASTS and own in _AT_WHICH and TOLD_AT.search(line.label)
    if is_told_at:
        return above, line.label
    if above in _GOVERNS or (above in _LASTS and folded(lead) == "draft"):
        return above, f"{line.label}: {lead}"
    if own in (None, Claim.ROLE) or (own is Claim.PLAIN and above not in (None, Claim.ROLE)):
        own, lead = above or own, f"{line.label}: {lead}" if line.label else lead
    is_signed = SIGNS.search(text) or (zone in (Zone.FOOT, Zone.BODY) and line.signs)
    if own is Claim.PLAIN and zone is not Zone.TITLE and OF_ANOTHER.search(folded(lead)):
        return None, lead
    return (Claim.SIGNED if own is Claim.PLAIN and is_signed else own), lead


def _unsaid(lead: str, after: str, line: Line, zone: Zone) -> Claim | None:
    """What a date is by its place alone, near the top of a paper."""
    if zone not in (Zone.TITLE, Zone.TOP):
        return None
    if lead.rstrip().endswith("(") and not folded(lead):
        return None
    is_bare, is_timed = not folded(lead), bool(TIMED.match(after))
    if is_timed or (is_bare and line.number < _MET_LINES):
        is_alone = (ends(after) or FROM_WHOM.match(after)) and not is_timed and not line.is_cell
        return Claim.ALONE if is_alone else Claim.TIMED
    if zone is Zone.TITLE and len(line.text.split()) <= 2 * _LEAD_WORDS and not ASIDE.search(lead):
        return Claim.TITLE
    is_alone = (is_bare or OUR_REF.fullmatch(lead)) and ends(after) and not line.is_cell
    return Claim.ALONE if is_alone else None


def _mention(seen: DateFound, claim: Claim, label: str, line: Line, zone: Zone, text: str) -> Mention:
    shown = line.shown or line.label
    words = f"{shown.rstrip(': ')}: {line.text}" if shown and shown not in text else text.strip()
    return Mention(seen.date, seen.first, seen.names_day, claim, folded(label), zone, words, line.place)
