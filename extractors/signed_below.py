"""A name with its day below a place to sign: "I have checked this form", a scrawl, "R. Lisle date: 3/6/26"."""

import re
from collections.abc import Iterator, Sequence

from casework.evidence import Place
from extractors.answer_lines import lines_in
from extractors.dates import dates_found
from extractors.reading import Block, PageBreak, Picture, Table
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_words import has_name, is_scrawl
from extractors.signing import Signing, asked, is_said_in_signing, role_in, without_roles
from extractors.words import folded

_DAY = re.compile(r"[\s,;–-]+\(?dated?\b\s*[:–-]?\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|[,.;:–-]+(?=\s|$)")
_MOST_WORDS = 6
"""Of a name and the team behind it; a scrawl is read as no more pieces."""
_LINES_BELOW = 2


def signed_below(blocks: Sequence[Block], signing: Signing, staff: frozenset[str]) -> Iterator[SignedPlace]:
    """The places to sign whose name stands on the line below, or below what a scan made of the signature.

    A name that is nobody's the form tells of (`staff`, as folded words) may be another label: for a person to see.
    """
    lines = list(_lines(blocks))
    for number, (text, _) in enumerate(lines):
        found = signing.match(text)
        means = asked(text[: len(text) - len(found[1])].rstrip(": ")) if found and not has_name(found[1]) else None
        if means is None or means.who not in signing.fields:
            continue
        for below, at in lines[number + 1 : number + 1 + _LINES_BELOW]:
            seen = _signs(below, means.who, staff)
            if seen:
                yield SignedPlace(means.who, text.strip(": "), below, seen, not means.is_another, at)
            if seen or signing.match(below) or len(below.split()) > _MOST_WORDS or not is_scrawl(below):
                break


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    """Each line that holds words; a table or a new page is an empty one, below which nobody signs for what is above."""
    for block in blocks:
        if isinstance(block, Table | PageBreak):
            yield "", block.place
        elif not isinstance(block, Picture):
            yield from ((line.text, line.place) for line in lines_in(block))


def _signs(line: str, who: str, staff: frozenset[str]) -> Seen | None:
    """Whether a line is nothing but a name, "date" and the day, and the name that of who is to sign."""
    day = next(iter(dates_found(line)), None)
    if day is None or line[day.start + len(day.words) :].strip(" .)"):
        return None
    before = _DAY.search(line[: day.start])
    if before is None:
        return None
    name = line[: before.start()]
    words = _ASIDE.sub(" ", without_roles(name)).split()
    if not 0 < len(words) <= _MOST_WORDS or any(not word[0].isupper() or is_said_in_signing(word) for word in words):
        return None
    role = role_in(name)
    if role:
        return Seen.SIGNED if role == who else None
    return Seen.DOUBTFUL if staff.isdisjoint(folded(name).split()) else Seen.SIGNED
