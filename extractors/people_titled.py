"""Children named in the titles and first lines of a paper, and what the words of a name look like."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from casework.evidence import Place
from extractors.block_words import may_say
from extractors.dates import dates_found
from extractors.reading import Block, Heading, Table, block_text

Named = tuple[str, date | None, Place]

# A capital of any alphabet: "Łukasz" and "Şeyma" are names as "Ann" is.
CAPITAL = r"(?:(?=[^\W\d_])[^a-zß-öø-ÿ])"
WORD = rf"{CAPITAL}[\w’'-]+"
_SMALL = (
    r"(?:(?:de|da|das|do|dos|du|di|del|della|la|le|van|der|den|ter|von|zu|al|el|bin|bint|ibn|ap|ab|ferch|o|mac) ){0,2}"
)
"""Small words that stand within surnames: "van der Berg", "ap Rhys", "da Silva"."""
LAST = rf"{_SMALL}{WORD}"
"""A surname with the small words that belong to it."""
_LAST = re.compile(rf"(?<= ){LAST}$")
MORE = rf"(?: {LAST})"
"""Another word of a name."""
NAME = re.compile(rf"^(?:{CAPITAL}\.|{WORD})(?: {_SMALL}{CAPITAL}[\w’'.-]*){{1,5}}$")
SURNAME = re.compile(rf"^{LAST}(?:[ -]{LAST}){{0,2}}$")
NOT_NAMES = re.compile(
    r"(?<![-’'])\b(?:the|see|as|all|not|unknown|unborn|above|child|children|mother|father|social|worker|team|manager|none|yes|no"
    r"|and|local|authority|council|street|road|care|plan|panel|date|name|legal|status|to|be|confirmed|id|number"
    r"|respondents?|applicants?|school|guardian|judge|dated|signed|signature|camhs|cafcass|nhs|mr|mrs|ms|miss|dr"
    r"|hut|trust|centre|hospital|clinic|academy|college|surgery|university|foundation|association|ltd|services?|library"
    r"|nursery|professor|family|ub|british|valid|stage|group|tm|sw|ssw|iro|dbs|crb)\b(?!-)",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept|oct|nov|dec|january|february|march|april|june|july|august"
_NO_FAMILY = rf"(?!\w+(?: \w+)?:)(?!(?i:EDD|due|{_MONTHS}|september|october|november|december)\b)"
"""When a child is expected, or the next label; no surname."""
_UNBORN = re.compile(
    rf"^(?i:unborn(?: baby| child)?|baby(?: girl| boy)?)(?: of)? {_NO_FAMILY}{LAST}(?: (?:and )?{LAST}){{0,6}}"
    r"(?=\W*$|,|\s*\()"
)
_UNBORN_IN_TITLE = re.compile(
    rf"\b(?i:unborn)(?i: baby| child)?(?: of)? {_NO_FAMILY}{LAST}(?: (?:and {LAST}|(?!EDD\b|DUE\b){LAST})){{0,6}}"
)
SEX = r"(?:(?:an? )?(?i:baby |little )?(?i:girl|boy|female|male|f|m)\b)"
_EXPECTED = re.compile(
    rf"\b(?P<name>(?i:unborn)(?i: baby| child)?(?: of)? {LAST}{MORE}?),?[ \t]\(?"
    r"(?i:EDD|due|expected|estimated|b(?:orn)?\.?\b)"
    rf"|\b(?P<aside>(?i:baby) {LAST}{MORE}?) \((?i:unborn|not yet born|EDD|due)\b"
)
"""A child not yet born, in a sentence or a row, with the day that is expected."""
_REGISTERED = re.compile(
    r"(?:births and deaths registration|certificate of birth|birth certi\w+|entry of birth|registration of birth"
    r"|registration district)",
    re.IGNORECASE,
)
_IN_REGISTER = re.compile(
    rf"\b(?i:name and surname)[ \t:.|)\d]*(?i:[\t |]*(?:\d\W*)?sex\b)?\n?[ \t|]*(?P<name>{WORD}{MORE}{{1,4}}?)"
    r"(?= {2,}|[ \t]*(?:\n|$|\d|\t|\|))"
)
"""The first name in the entry of a birth is the child's; the parents stand below."""
_DAY_OF_BIRTH = re.compile(r"\b(?:date (?:and place )?of birth|when (?:and where )?born)\b", re.IGNORECASE)
_NEAR_A_LABEL = 60
_BORN = re.compile(
    rf"(?P<name>{WORD}{MORE}{{1,5}}|{WORD}(?: {CAPITAL}(?:-{CAPITAL})?\.?)),?\s*(?:{SEX},?\s*)?"
    r"\(?(?i:born(?: on)?|b\.|d\.?o\.?b\.?|date of birth):?\s*",
)
_LEAD = re.compile(r"^.*\b(?:of|re|for|about|concerning|regarding|the child|child)\s+", re.IGNORECASE)
"""What may stand before a name in a line of capitals: "IN THE MATTER OF"."""
_ABOUT_A_CHILD = re.compile(
    r"\b(?i:chronology|care plan|case summary|child in care review|child in need (?:plan|review)|permanence plan"
    r"|placement plan|pathway plan|personal education plan|care proceedings|letter before proceedings)\b"
    rf"[^–—:-]{{0,40}}\s?[–—:-]\s(?P<name>{WORD}(?: \([^)]*\))?{MORE}{{1,4}})(?=\s*(?:$|[,(])|\s+[–-])"
)
"""Titles of papers that are about nobody but a child, and the name behind them."""
_IN_RESPECT = re.compile(r"\b(?:in respect of|regarding|concerning|re:?)\s", re.IGNORECASE)
_AGED = re.compile(rf"(?P<name>{WORD}{MORE}{{1,4}}),? \((?:aged? )?(?P<age>\d{{1,2}})\)")
_ASIDE = re.compile(r"\s*\(([^)]*)\)")
_REFERENCE = re.compile(r",?\s*\b(?:(?:PER|GRP|LCS|ICS|ID)[ :-]?\d{3,}|(?<![/.-])\d{5,})\b")
_AFTER_A_DATE = re.compile(r"(?<=\d)(?:\.\s+[A-Z]|\s+[A-Z][a-z]+:\s).*$")
_OF_UNBORN, _OF_BIRTHS, _SAYS_BORN = (
    ("unborn", "baby"),
    ("birth", "registration district"),
    ("born", "b.", "dob", "d.o", "do.b", "birth"),
)
_OF_A_CHILDS_PAPER = ("chronology", "plan", "summary", "review", "proceedings")
"""What stands in whatever the patterns above find of children expected or born, and of papers about one."""
_FIRST_LINES = 25
_FIRST_CHARACTERS = 600
_MOST_WORDS = 24
_LONGEST = 400
_TITLE_LINES = 6
_OF_AGE = 18
_OLDEST_PAPER = 2018
"""No paper that arrives is older; a latest date before it is an adult's birth."""
_DIGIT = re.compile(r"\d")
_NICKNAME = re.compile(r"\s*[\"“][^\"”]*[\"”]")
_TITLE = re.compile(rf"\b(?:Miss|Master)\.? (?={WORD})|^(?:Mr|Ms|Mx)\.? (?={WORD} {LAST})")
_SEX_SAID = re.compile(rf",\s*{SEX}(?=\s*(?:,|\(|$|born))")
KIN_BEHIND = re.compile(
    r"^[,\s(–-]*(?:(?:now |aged )?\d{1,2}(?: ?(?:years?(?: old)?|yrs?))?[,\s)–-]+)?"
    r"(?:(?:is )?(?:the|his|her|their|a|an) )?(?:(?:child|father|mother|dad|mum)[’']s )?"
    r"(?:(?:older|elder|eldest|younger|grown-up|adult|maternal|paternal|late) )*"
    r"(?:(?:half|step)[- ]?)?(?:brother|sister|sibling|cousin|uncle|aunt|niece|nephew)\b(?! of\b)",
    re.IGNORECASE,
)
"""Who is somebody's brother or sister by the words behind the name: "Kit Lee, 17, half-brother"."""

_NEXT_NAME = re.compile(rf"\s+{WORD} {WORD}[^,;]{{0,40}},? ?(?:\d|\(|born|b\.|{SEX}\b)")
"""Behind the number of one child the name of the next, with what is said of her: no word parts the two."""


def told_plainly(text: str) -> str:
    """A line of names without titles, nicknames, references and what is said of a child's sex.

    >>> told_plainly('Ann Lee ("Annie"), f, 03.04.2018')
    'Ann Lee, 03.04.2018'
    >>> told_plainly("Ann Lee, girl, 03.04.2018, LCS 5120083 Ben Lee, boy, 05.06.2020")
    'Ann Lee, 03.04.2018; Ben Lee, 05.06.2020'
    >>> told_plainly("Miss Ann Lee and Master Ben Lee")
    'Ann Lee and Ben Lee'
    """
    text = _ASIDE.sub(
        lambda found: found[0] if _DIGIT.search(found[1]) and not _REFERENCE.search(found[1]) else "", text
    )
    text = _TITLE.sub("", text)
    text = _SEX_SAID.sub("", _NICKNAME.sub("", _AFTER_A_DATE.sub("", text)))
    return _REFERENCE.sub(lambda found: ";" if _NEXT_NAME.match(text, found.end()) else "", text).strip()


def last_name(name: str) -> str:
    """The surname at the end of a name, with the small words that belong to it.

    >>> last_name("Ann van der Berg"), last_name("Ann Lee")
    ('van der Berg', 'Lee')
    """
    found = _LAST.search(name)
    return found[0] if found else name.split()[-1]


def is_unborn(text: str) -> bool:
    """Whether a name is that of a child not yet born."""
    return bool(_UNBORN.match(text))


def is_minor(born: date, latest: date | None) -> bool:
    """Whether somebody is a child by the latest date of a paper; where a paper gives only births, nobody is."""
    if latest is None or latest.year < _OLDEST_PAPER:
        return False
    return (latest.year - born.year, latest.month, latest.day) < (_OF_AGE, born.month, born.day)


def titled(blocks: tuple[Block, ...], latest: date | None) -> Iterator[Named]:
    """Names in the first lines that a birth, an age or the title shows to be a child's.

    "Care Plan of Ann Lee, born 3 May 2019", "in respect of Ann Lee (4)", "Chronology – Ann Lee", "Unborn baby Lee".
    """
    for number, block in enumerate(blocks[:_FIRST_LINES]):
        if isinstance(block, Table) or len(block.text) > _LONGEST or len(block.text.split()) > _MOST_WORDS:
            continue
        yield from _with_birth(block)
        if isinstance(block, Heading) or number < _TITLE_LINES:
            yield from _by_title(block, latest)
    yield from _expected(blocks[:_FIRST_LINES])


def _expected(blocks: tuple[Block, ...]) -> Iterator[Named]:
    """The child whose birth is expected on a day that is told."""
    for block in blocks:
        if may_say(block, _OF_UNBORN) and (found := _EXPECTED.search(block_text(block)[:_FIRST_CHARACTERS])):
            yield found["name"] or found["aside"], None, block.place


def registered(blocks: Sequence[Block]) -> Named | None:
    """The child whose birth is entered in the register, where a paper is a copy of such an entry."""
    if not any(may_say(block, _OF_BIRTHS) for block in blocks[:_FIRST_LINES]):
        return None
    texts = [block_text(block)[:_FIRST_CHARACTERS] for block in blocks[:_FIRST_LINES]]
    whole = "\n".join(texts)
    found = _IN_REGISTER.search(whole) if _REGISTERED.search(whole) else None
    if found is None or NOT_NAMES.search(found["name"]):
        return None
    place = next((block.place for block, text in zip(blocks, texts, strict=False) if found["name"] in text), None)
    said = _DAY_OF_BIRTH.search(whole)
    born = next(dates_found(whole[said.end() : said.end() + _NEAR_A_LABEL]), None) if said else None
    return found["name"], born.date if born else None, place or blocks[0].place


def _with_birth(block: Block) -> Iterator[Named]:
    text = block.text if not isinstance(block, Table) else ""
    small = text.lower()
    for match in _BORN.finditer(text) if any(map(small.__contains__, _SAYS_BORN)) else ():
        seen = next(iter(dates_found(text[match.end() :])), None)
        name = _LEAD.sub("", match["name"])
        if seen and seen.start <= 3 and " " in name and not NOT_NAMES.search(name):
            yield name, seen.date, block.place


def _by_title(block: Block, latest: date | None) -> Iterator[Named]:
    text = block.text if not isinstance(block, Table) else ""
    if may_say(block, _OF_A_CHILDS_PAPER) and (found := _ABOUT_A_CHILD.search(text)):
        name = " ".join(_ASIDE.sub(" ", found["name"]).split())
        seen = next((each.date for each in dates_found(text[found.end() :]) if each.start <= 3), None)
        if NAME.match(name) and not NOT_NAMES.search(name):
            yield name, seen if seen and is_minor(seen, latest) else None, block.place
    if may_say(block, _OF_UNBORN) and (found := _UNBORN_IN_TITLE.search(text)):
        yield found[0], None, block.place
    if lead := _IN_RESPECT.search(text):
        for each in _AGED.finditer(text, lead.end()):
            if int(each["age"]) < _OF_AGE and not NOT_NAMES.search(each["name"]):
                yield each["name"], None, block.place
