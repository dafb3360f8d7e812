"""Days at the head or foot of a paper to which no label leads: they date it where nothing else does.

Only who wrote it may stand before such a day, or nothing: "24/2/26, put together by Amara", "From Tracey, 13 June
2026", and at the foot a signature without the word: "C. Denby HoS 3/6/26 15:38".
"""

import re
from collections.abc import Iterator

from extractors.dated_claims import CLAIMS, Claim, claim_of
from extractors.dated_wording import NAME, TELLS, TIMED, WEEKDAY
from extractors.dates import DateFound, dates_found
from extractors.words import folded

_SAYINGS = re.compile(
    r"(?<!\bNo)(?<=\w\w)[.;]\s+|(?<=\))[.;]\s+|\s[–—|-]\s|\t|\s{3,}|\s\((?=[a-z]{3})|(?<=\d)\s+(?=(?i:valid)\b|[A-Z][a-z]+:)"
)
"""What parts the sayings of a line; not the point behind an initial."""
_WRITER = re.compile(
    r"\b(?:[Bb]y|[Ff]rom|[Ww]ith)\s+(?:[A-Z][\w.'’-]*[\s,]+){1,5}(?:\([^)]*\)[\s,]*)?(?:on\s+)?$|\btoday\W*$"
    r"|^\W*(?:[A-Z]\.?\s?){1,2}[A-Z][\w'’-]+,\s*$|^\W*(?:version|draft|v)\s?\d[\d.]*\b.*,\s*$"
)
_SIGNER = re.compile(
    r"^\W*(?!\w+ed\b)(?:[A-Z][\w.'’-]*[\s,:*]+){2,6}(?:(?:[a-z][\w-]*|[A-Z]+\d*|\d)[\s,]+){0,4}(?:on\s+)?$"
    r"|^\W*[A-Z]{2,3}(?:,? [A-Z][\w-]*| from [a-z ]+| \d)*[\s,]+(?:on\s+)?$"
)
"""A name, or its letters, and what its bearer is: "Kay Bell, social worker, 3 June 2026"."""
_OFFICE = re.compile(
    r"^\W*(?:[A-Z][\w.&'’-]*[\s,]+|(?:and|of|for|the|in)\s){0,8}?"
    r"(?:Council|Borough|Trust|[Tt]eam|[Ss]ervices?|Unit|Office|[Ss]ocial [Ww]orker|SW|CiC|CLA|CIN|Team Manager)\b"
    r"(?:\s(?:\d{1,2}|[A-Z][a-z]+)){0,2}\s*,\s*$"
)
"""An office or a worker of it, at the head: "Ford Council, 4 October 2026", "Kay Bell, CiC East, 6.2.26"."""
_INITIALLED = re.compile(r"^\W*(?:[A-Z](?:\.\s?|\s)){1,2}[A-Z][a-z][\w'’-]+\s*$")
"""A worker's initials and surname: "P. Bell 12/8/26"; a child is named in full."""
_ADDRESSED = re.compile(r"^\W*(?:[Tt]o|FAO|[Aa]ttn|[Ff]or the attention of)\b[\s:.]+(?:[A-Z][\w.'’-]*[\s,]+){1,8}$")
"""To whom a bill or quote goes, before its day."""
_NUMBERED = re.compile(
    r"^\W*(?:our|your|invoice|quot\w+|estimate|pro ?forma|letter|contract|agreement|offer|placement)\b(?:\W+\w+){0,6}?"
    r"\W+(?:no|ref\w*|number)\b[.:]*\s*[\w/-]*\d[\w/-]*\W*$",
    re.IGNORECASE,
)
"""A paper's own number, behind which its day stands."""
_GOES_ON = re.compile(
    r"\W*$|\s*[,.;:)]|\s*(?:at|in|by|from|with|to|for|handed|typed|sent|countersigned|notes?)\b", re.IGNORECASE
)
_OF_BIRTH = re.compile(r"\W*(?:born|birth|d\.?\s?o\.?\s?b)", re.IGNORECASE)
_SAYS_NOTHING = frozenset((None, Claim.ROLE, Claim.MADE, Claim.SIGNED, Claim.AUTHORISED, Claim.DRAFTED, Claim.PLAIN))


def days_near(text: str, *, is_foot: bool, is_cell: bool = False) -> Iterator[tuple[DateFound, str]]:
    """The days of a line at the head or, `is_foot`, the foot of a paper, with the saying in which each stands.

    Of a cell only the day that is all it says.
    """
    if is_cell:
        yield from ((seen, text) for seen in dates_found(text) if seen.names_day and _is_whole(text, seen))
        return
    before = ""
    for saying in _SAYINGS.split(text):
        found = list(dates_found(saying))
        if len(found) == 1 and found[0].names_day and _is_of_paper(saying, found[0], before, is_foot=is_foot):
            yield found[0], saying.strip()
        before = saying


def is_name(words: str) -> bool:
    """Whether words are somebody's first name or initial and surname, with or without what they are."""
    own = [word for word in folded(words).split() if word != "date" and not CLAIMS[Claim.ROLE].fullmatch(word)]
    return len(own) > 1 and NAME.fullmatch(words.rstrip() + " ") is not None


def _is_whole(text: str, seen: DateFound) -> bool:
    return not folded(WEEKDAY.sub(" ", text[: seen.start]) + text[seen.end :])


def _is_of_paper(saying: str, seen: DateFound, before: str, *, is_foot: bool) -> bool:
    lead, after = WEEKDAY.sub(" ", saying[: seen.start]), saying[seen.end :]
    if (_NUMBERED.match(lead) or _ADDRESSED.match(lead)) and not folded(after):
        return True
    if _OF_BIRTH.match(after) or claim_of(lead) not in _SAYS_NOTHING:
        return False
    if not folded(lead):
        is_free = claim_of(before) in _SAYS_NOTHING and not lead.strip()
        return is_free and (_GOES_ON.match(after) or TIMED.match(after)) is not None
    if TELLS.search(lead):
        return False
    if (_OFFICE.match(lead) or _INITIALLED.match(lead)) and not folded(after):
        return True
    return bool(_WRITER.search(lead) or (is_foot and _SIGNER.match(lead) and not after.lstrip().startswith(",")))
