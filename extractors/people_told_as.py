"""Whether the words of a paper tell of somebody as of a child, or as of an adult.

An age or a birth tells, and what only a child has or does: a care plan, a nursery, a foster carer, being seen alone. A
title, a part in the work or in the family, or an adult's age tells of an adult, and one such word outweighs all others.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from casework.judging import once
from extractors.dates import dates_found
from extractors.people_titled import SEX, WORD, is_minor

_ROLE = (
    r"(?:mum|mummy|mam|mom|dad|daddy|mother|father|parents?|step-?\w+|nan|nana|nanny|gran\w*|mgm|mgf|pgm|pgf|aunt\w*"
    r"|uncle|sw|ssw|asw|isw|social workers?|workers?|practitioner|supervisor|manager|tm|atm|ptm|pm|chair\w*|carers?"
    r"|guardians?|iro|author|solicitor|counsel|barrister|partner|assessors?|co-?ordinator|midwife|nurse|hv|doctor"
    r"|health visitor|teacher|tutor|senco|dsl|head(?:teacher)?|pa|advocate|interpreter|adopters?|applicants?"
    r"|respondents?|husband|wife|officer|fsw|psychologist|psychiatrist|therapist|mentor|paralegal|lawyer|minutes"
    r"|minute taker|notes|director|consultant|registrar|keyworker|key worker|lead)"
)
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof\w*|dc|ds|di|dci|pc|ps|sgt|judge|hhj|dj|rev|cllr|sir|lady)"
_WROTE = r"(?:by|from|cc|sent to)"
_COUNTED = (
    r"(?:1[0-7]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen)"
)
_UNIT = r"(?:[½¾]|[- ]?(?:years?|yrs?|yo?|y/o|months?|mths?|m|weeks?|wks?|days?)\b)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_THINGS = (
    r"(?:care plan|care order|supervision order|interim care|placements?\b|foster|school|nursery|college|iro\b|pep\b"
    r"|ehcp?\b|cp plan|child protection|cin\b|child in need|life story|timescales?|class|teacher|head ?teacher"
    r"|birth (?:family|parents|mother|father)|legal status|best interests|welfare|carers?\b|permanence|lac\b|cla\b"
    r"|cic\b|special guardian|paediatric|upbringing|childhood|virtual school|placing|adopti|guardian\b)"
)
_LIVES = (
    r"(?:(?:is|has been|remains|became) (?:placed|looked after|in foster|in care|accommodated|subject to|removed"
    r"|on a (?:cp|child protection|cin|child in need))|was (?:placed|accommodated|removed)|came into (?:care|foster)"
    r"|came home from (?:school|nursery)"
    r"|lives with (?:his|her|their|foster|mum|dad|nan|gran)|attends|(?:was |is )?(?:seen )?alone\b"
    r"|needs (?:permanence|a permanent)|(?:is |was )?in (?:year|reception|nursery|y\d))"
)
_KIN = r"(?:(?:half|step)[ -]?)?(?:brother|sister|sibling|cousin|friend|girlfriend|boyfriend|niece|nephew)"
_GROWN = r"(?:1[89]|[2-9]\d)(?=[,;)|\n\t]|\.?$|\. | years| yrs)"

_AGED = re.compile(
    rf" ?\((?:aged? )?(?i:{_COUNTED})(?: ?{_UNIT}|[;,]|\)(?! ?(?:[–-] ?\(|{WORD} {WORD})))"
    rf"|,? (?:who )?(?:is now|is only|is just|is|was|has turned|turned|aged|now)(?: a| an| aged| nearly| almost)?"
    rf" (?i:{_COUNTED})(?= ?{_UNIT}| ?[.,;()]| and |\n|$)"
    rf"|, (?i:{_COUNTED})(?= ?{_UNIT}|[.,;:)]|\n|$| (?:on|in) (?:\d|{_MONTH}))"
    rf"| {_COUNTED} ?(?:yo?|yrs?)\b| \((?:b\.? |born |Y(?:ea)?r? ?)\d"
)
_HAS = re.compile(
    rf"[’']s? (?:(?:own|new|current|interim|final|first|draft) )?(?i:{_THINGS})| (?i:{_LIVES})|[^.\n]{{0,12}} alone\b"
)
_HINTS_BEHIND = re.compile(
    r"[’']s? (?:(?:own|new|current|last|next|first) )?(?i:mum|mummy|mother|dad|daddy|father|parents|nan|gran|plan|needs"
    r"|social worker|sw|review|voice|safety|bedroom|day|story|attendance|brother|sister|half-|birthday|behaviour"
    r"|health|development|bedtime|wishes|views|move|future|world|learning|family|speech|teeth|weight|contact)\b"
    r"| (?i:plays|sleeps|giggl\w+|smiles|cried|cries|wakes|drew|chatty|seen|likes|loves|wets|naps)\b"
)
_HINTS_BEFORE = re.compile(
    r"\b(?:keep(?:ing)?|seen?|saw|visit\w*|live with|look(?:ing)? after|care for|caring for|bath\w*|feed\w*|hold"
    r"|worr(?:y|ied|ies) (?:about|for)|home for|placement for|order for|plan for|best for|helps?|child) $",
    re.IGNORECASE,
)
"""What is said of children more often than of adults; two such words tell where a title names the child."""
_TO_A_CHILD = re.compile(
    r"\bgrown[- ]?ups?\b(?![’'])|\byour (?:(?:foster )?carers?|IRO|PEP|care plan)\b", re.IGNORECASE
)
_FOR = re.compile(
    r"\b(?:social worker|iro|carers?|guardian|pep|mum|mother|dad|father|parents) (?:for|to|of) $", re.IGNORECASE
)
_BEFORE_AN_ADULT = re.compile(
    rf"\b(?:{_TITLE}\.?|{_WROTE}:?|{_ROLE}(?:[’']s name)?(?: is|:| –| -|,)?|{_KIN}),?[ \t]?\(?\Z", re.IGNORECASE
)
_INITIAL_BETWEEN = re.compile(rf"\b{_TITLE}\.? \w[\w.]* \Z|\(\d\) ?[–&-]? ?\Z", re.IGNORECASE)
"""A title with a first name behind it, or a party's number."""
_OF_AN_ADULT = re.compile(
    rf"(?:,| \(|,? aged| is|,? who is)? ?{_GROWN}"
    rf"|[\s,;|(]{{1,4}}[\d./]{{6,10}}[\s,;|)]{{1,4}}(?i:{_ROLE}|{_KIN})\b"
    rf"|,? (?:his|her|their) (?:older |younger |elder |maternal |paternal |great )*(?i:{_ROLE}|{_KIN})\b"
    rf"|,?[ \t]?(?:\(|– |- |is (?:the|an?|my|his|her|their) |: ?)?(?:(?:his|her|their|the|lead|allocated) )?"
    rf"(?i:{_ROLE}|{_KIN})(?=\s*[,;).|\]\n\t]|$| of | for | and )"
)
_BEFORE, _BEHIND = 40, 60
"""Characters on both sides of a name that are looked at."""
_MOST_MENTIONS = 200
_LONG_AGO = timedelta(days=2 * 365)
_APART = r"[\s,;|(–—-]*"
_BEFORE_A_BIRTH = re.compile(
    rf"{_APART}(?P<sex>\(?{SEX}\)?)?{_APART}"
    rf"(?:(?:PER|LCS|LL|ICS|ID|Mosaic|Eclipse)[ :]*(?:ID[ :]*)?\d+|\d{{5,8}}\b)?{_APART}"
    r"(?P<said>(?i:(?:was )?b\.?|(?:was )?born(?: on)?|d\.?o\.?b\.?|date of birth))?[\s:]*"
)
_DEAR = re.compile(r"\bDear (?:\w+ and )?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper tells of one whom it names."""

    is_child: bool
    is_adult: bool
    hints: int
    born: date | None


def told_as(first: str, rest: str, text: str, latest: date | None) -> Told:
    """What the words around a name, in full or the first name alone, tell of whoever bears it."""
    mentions = islice(_mentions(f"{first} {rest}").finditer(text), _MOST_MENTIONS)
    signs = [_signs(match, text, latest) for match in mentions]
    born = next((sign.born for sign in signs if sign.born), None)
    return Told(
        is_child=born is not None or any(sign.is_child for sign in signs),
        is_adult=any(sign.is_adult for sign in signs),
        hints=sum(sign.hints for sign in signs),
        born=born,
    )


def _signs(match: re.Match[str], text: str, latest: date | None) -> Told:
    """What one mention tells."""
    before, behind = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _BEHIND]
    to_a_child = bool(_DEAR.search(before) and _TO_A_CHILD.search(text))
    return Told(
        is_child=bool(_AGED.match(behind) or _HAS.match(behind) or _FOR.search(before)) or to_a_child,
        is_adult=bool(_OF_AN_ADULT.match(behind) or _BEFORE_AN_ADULT.search(before) or _INITIAL_BETWEEN.search(before)),
        hints=bool(_HINTS_BEHIND.match(behind) or _HINTS_BEFORE.search(before)),
        born=_birth(behind, latest, is_whole=match["rest"] is not None),
    )


def _birth(behind: str, latest: date | None, *, is_whole: bool) -> date | None:
    """The birth of a minor that stands behind a name.

    Where nothing calls it one, the name has to be whole and the day some years ago, for people sign with a date.
    """
    line = behind.split("\n")[0]
    found = next(iter(dates_found(line)), None)
    between = _BEFORE_A_BIRTH.fullmatch(line[: found.start]) if found else None
    if found is None or between is None or not is_minor(found.date, latest):
        return None
    is_old = is_whole and latest is not None and found.date <= latest - _LONG_AGO
    return found.date if between["said"] or between["sex"] or is_old else None


@once
def _mentions(name: str) -> re.Pattern[str]:
    """Matches the name in full or the first name alone, as written or in capitals, and no other surname behind it."""
    first, _, rest = name.partition(" ")
    given = f"(?:{re.escape(first)}|{re.escape(first.upper())})"
    return re.compile(rf"\b{given}(?P<rest>,? (?i:{re.escape(rest)}))?\b(?!-)")
