"""Children named in the first lines of a paper by what stands behind their names: a birth, an age, a guardian.

No label and no title is needed: "Ann Lee (3.4.2018)", "Ann (6) and Ben (3) Lee", "Ann Lee, 7", a row "Ann Lee | F |
3/4/2018", "Ann and Ben Lee by their guardian". A date alone may be of a signature, so a birth without words for it is a
year old at least.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from casework.evidence import Place
from extractors.dates import dates_found
from extractors.people_titled import CAPITAL, KIN_BEHIND, LAST, MORE, NAME, NOT_NAMES, SEX, WORD, Named, is_minor
from extractors.reading import Block, Row, Table

_NAME = rf"(?:{WORD}{MORE}{{1,4}}|{WORD} {CAPITAL}(?:-{CAPITAL})?\.?)"
_WITH_DATE = re.compile(
    rf"(?:(?P<name>{_NAME})|(?P<last>{LAST}), (?P<first>{WORD}))"
    rf"(?:,? {SEX}(?=,| ))?(?:,? (?:aged? )?\d{{1,2}}(?= \())?,?(?P<open> \(| ?)"
    r"(?P<said>(?i:b\.?|born(?: on)?|d\.?o\.?b\.?):? ?)?$"
)
"""A name as it stands before a date."""
_AGE = r"(?:aged? )?(?P<{}>\d{{1,2}})(?: (?:weeks?|months?)(?: old)?)?"
_AGED = re.compile(
    rf"(?:^|, and |, |\()(?P<name>{_NAME})"
    rf"(?:, {_AGE.format('told')}(?!\.?\d)(?=[.,;)]|$| and )| \({_AGE.format('aside')}\))"
)
_EACH = rf"{WORD} \((?:aged? |b\.? ?|born )?[\d./]{{1,10}}\)"
_TOGETHER = re.compile(rf"(?P<firsts>(?:{_EACH}(?:, | and | & ))+{_EACH}) (?P<surname>{LAST})")
_ONE = re.compile(rf"(?P<first>{WORD}) \((?:aged? |b\.? ?|born )?(?P<told>[\d./]{{1,10}})\)")
_IN_COURT = re.compile(
    r"(?:\b(?i:in the matter of)|\b(?i:re):? [A-Z]\w* \((?i:an? child|children|minors?|a minor)[^)]*\)\s*:?)\s+"
    rf"(?P<names>{WORD}(?:(?:,| and| AND| &)?{MORE}){{1,7}})"
)
_BY_GUARDIAN = re.compile(
    rf"(?P<names>{WORD}(?:(?:,| and| AND| &)?{MORE}){{1,7}})(?: \(\w+\))?,? \(?"
    r"(?i:by (?:his|her|their|the) (?:child(?:ren)?[’']?s?[’']? )?guardian)"
)
OF_OTHERS = re.compile(
    r"\W*(?:others?\b|(?:half|step)[- ]|(?:older |younger )?(?:brothers?|sisters?|siblings?)\b|household"
    r"|(?:(?:own|birth|other) )?children (?:living )?(?:at|in)\b|(?:their |own |birth )+children\b"
    r"|(?:also )?(?:at|in the) (?:home|house)\b)",
    re.IGNORECASE,
)
"""How a row begins that names children whom the paper is not about."""
_FIGURE = re.compile(r"\d")
"""Without one a line tells neither a birth nor an age."""
_TITLE_BEFORE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Judge|Professor|HHJ|DJ)\.? *$", re.IGNORECASE)
_OF_A_CHILD = re.compile(
    rf"^(?:{SEX}|(?i:year (?:\d+|r)|reception|nursery|n/?a|unborn|(?:PER|GRP|LCS|ICS|ID)[ :]*\d+))"
)
_FIRST_BLOCKS, _FIRST_ROWS, _FIRST_LINES = 25, 12, 5
_LONGEST_LINE, _LONGEST_NAMES = 300, 2000
"""Characters; whatever is longer is no line that says whose a paper is, and would take long to look through."""
_A_YEAR = timedelta(days=365)
_OF_AGE = 18
_SEX = re.compile(SEX)


def in_first_lines(blocks: tuple[Block, ...], running: Iterable[Block], latest: date | None) -> Iterator[Named]:
    """Children by the first lines of a paper, and by what runs above and below its pages."""
    for block in (*blocks[:_FIRST_BLOCKS], *running):
        if isinstance(block, Table):
            for row in block.rows[:_FIRST_ROWS]:
                yield from _in_row(row, latest)
            continue
        for line in block.text.split("\n")[:_FIRST_LINES]:
            if len(line) <= _LONGEST_LINE:
                yield from _in_line(line, block.place, latest)


def names_in_court(text: str) -> Iterator[str]:
    """The words in which a court names the children: "in the matter of Ann and Ben Lee", "Ann Lee by her guardian"."""
    small = text.casefold()
    is_matter = "matter of" in small or ("(" in text and ("child" in small or "minor" in small))
    patterns = (*((_IN_COURT,) if is_matter else ()), *((_BY_GUARDIAN,) if "guardian" in small else ()))
    for pattern in patterns:
        for match in pattern.finditer(text[:_LONGEST_NAMES]):
            names = match["names"].replace(" AND ", " and ")
            yield names.title().replace(" And ", " and ") if match["names"].isupper() else names


def _in_row(row: Row, latest: date | None) -> Iterator[Named]:
    """A row of a name, a birth and what is only said of a child; and a cell with a name and its birth."""
    first = row[0].text.strip()
    if OF_OTHERS.match(first):
        return
    if NAME.match(first) and not NOT_NAMES.search(first):
        births = [found.date for cell in row[1:] for found in dates_found(cell.text) if len(cell.text) < 25]
        told = any(_OF_A_CHILD.match(cell.text.strip()) for cell in row[1:])
        if len(births) == 1 and told and _may_be_birth(births[0], latest):
            yield first, births[0], row[0].place
    if len(row) <= 3:
        for cell in row:
            for line in cell.text.split("\n")[:_FIRST_LINES]:
                if len(line) <= _LONGEST_LINE:
                    yield from _in_line(line, cell.place, latest)


def _in_line(line: str, place: Place, latest: date | None) -> Iterator[Named]:
    if not _FIGURE.search(line):
        return
    yield from _together(line, place, latest)
    for found in dates_found(line):
        match = _WITH_DATE.search(line[: found.start])
        if match is None or _TITLE_BEFORE.search(line[: match.start()]):
            continue
        is_birth = is_minor(found.date, latest) if match["said"] else _may_be_birth(found.date, latest)
        is_set_apart = match["said"] or "(" in match["open"] or match["last"] or _SEX.search(match[0])
        name = match["name"] or f"{match['first']} {match['last']}"
        if is_birth and is_set_apart and not NOT_NAMES.search(name):
            yield name, found.date, place
    for match in _AGED.finditer(line):
        grown = int(match["told"] or match["aside"]) >= _OF_AGE or _TITLE_BEFORE.search(line[: match.start("name")])
        is_kin = KIN_BEHIND.match(line[match.end("name") :])
        if not grown and not is_kin and not match["name"].isupper() and not NOT_NAMES.search(match["name"]):
            yield match["name"], None, place  # in capitals a party's number stands behind a party's name


def _together(line: str, place: Place, latest: date | None) -> Iterator[Named]:
    """Brothers and sisters with an age or a birth each, and their surname once."""
    for match in _TOGETHER.finditer(line):
        for one in _ONE.finditer(match["firsts"]):
            born = next((found.date for found in dates_found(one["told"])), None)
            if _is_told_a_child(one["told"], born, latest) and not NOT_NAMES.search(one["first"]):
                yield f"{one['first']} {match['surname']}", born, place


def _is_told_a_child(told: str, born: date | None, latest: date | None) -> bool:
    """Whether a birth, a year of birth or an age is a child's."""
    if born is not None or not told.isdigit():
        return born is not None and is_minor(born, latest)
    years = latest.year - int(told) if latest is not None and len(told) == len("2018") else int(told)
    return 0 <= years < _OF_AGE


def _may_be_birth(born: date, latest: date | None) -> bool:
    return latest is not None and born <= latest - _A_YEAR and is_minor(born, latest)
