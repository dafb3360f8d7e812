"""The words around a date by which `dated_mentions` tells labels from stories and this paper's day from another's."""

import re

from extractors.words import folded

GAP = re.compile(
    r"\t|[ \u00a0\u2002\u2003]{3,}|_{3,}|\s[|·•]\s|\.{4,}"
    r"|(?P<stop>(?<=[a-z\d)])[.;]\s+(?=[A-Z])|(?<=[A-Z]{3})\.\s+(?=[A-Z])|(?<=[A-Za-z)]{3})\.\s+(?=\d{1,2}(?:[./]\d|(?:st|nd|rd|th)?\s[A-Z])))"
)
"""What keeps two sayings in one line apart; `stop` ends a sentence."""
BY = re.compile(r"\W*(?:(?:written|prepared|compiled|report)\s+)?(?:by|authors?)\b", re.IGNORECASE)
_FOR_PANEL = re.compile(
    r"\W*(?:written|prepared|compiled|drawn up|(?:put|pulled) together|produced|typed(?: up)?) for (?:the )?panel\W*",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"[\s,(]by [A-Z]")
ASSESSED = re.compile(
    r"^(\W*(?:(?:dates?|period) of )?(?:this |the )?assessment\W(?:\W*(?:dates|period|from)\b)?\W*)"
    r"\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]+)?(?: to| until|\s*[–-])\s*$",
    re.IGNORECASE,
)
"""Of the words before the last day of an assessment: those of its first day, which has no year."""
LISTS_PAPERS = re.compile(
    r"\W*(?:reports|papers|documents|evidence|information)\s+(?:\w+\s+){0,2}?(?:received|considered|seen|read|relied"
    r"|attached|tabled|with|before|used)\b|\W*(?:appended|attach(?:ed|ments?)|enclos(?:ed|ures?)|see also|sources?"
    r"|(?:to be )?read with)\b",
    re.IGNORECASE,
)
"""What begins a list of other papers: their days are not this one's."""
DONE = re.compile(
    r"\s*(?:brought\s+up|(?:put|pulled)\s+together|filled\s+(?:in|out)|(?:drawn|written|typed)\s+up)\b", re.IGNORECASE
)
"""How a sentence begins that says when the paper was written: "Brought up to date on"."""
GOES_ON = re.compile(r"\W*(?:(?:to|which|and)\s+)?(?:continu|remain|extend|stand|is\b|are\b|was\b)", re.IGNORECASE)
"""After an order's day: it is one made before."""
JUDGE = re.compile(
    r"\W{0,3}(?:(?:in private|in chambers|sitting|heard|made)\W+)?(?:(?:before|by)\s+)?(?:(?:the|an?|deputy)\s+){0,2}"
    r"(?:hhj|d?dj|(?:district|circuit|family|high court|tribunal) judge|his honour|her honour|recorder"
    r"|(?:mrs? )?justice|(?:lay )?(?:justices|magistrates)|legal advis[eo]r|judge)\b",
    re.IGNORECASE,
)
HEARD_AT = re.compile(
    r"(?=\w+ \w)(?:(?:draft|order|made|given|for|from|at|following|upon|after|the|this|an?|first|further|case|early"
    r"|issues?|management|resolution|final|interim|directions?|urgent|contested|ico) )*"
    r"(?:hearing|cmh|icmh|fcmh|irh|court date)(?: (?:date|held|heard|listed|on|for|of))*"
)
"""Of the words before a day at the head of an order, folded: that it is of the hearing."""
TOLD_AT = re.compile(r"\b(?:at|by)\W*$", re.IGNORECASE)
"""How a label ends that asks at which meeting something was agreed: the meeting's day is then that of the paper."""
MADE_AT = re.compile(r"\W*(?:order\s+)?(?:made|given)\s+(?:at|following|upon)\b", re.IGNORECASE)
"""What begins an order's line that names its hearing, however many parties stand above it."""
ASIDE = re.compile(r"\(\s*[^\W\d]+\s+[^()\d]*\w\s*$")
"""Of the words before a day: some of them stand with it in brackets, as of another thing."""
BORN = re.compile(r"(?:^|[.;]\s)\W*(?:re|in the matter of|child(?:ren)?|name)\b[^\d]*\($", re.IGNORECASE)
"""A child's name, and the day in brackets behind it."""
FROM_WHOM = re.compile(r"\W*(?:from|by|dictated|typed)\s", re.IGNORECASE)
OF_ANOTHER = re.compile(
    r"^(?!this|the)(?=(?:\w+ ){5}).*\b(?:report|plan|statement|order|letter|minutes|assessment)\b.* dated$"
)
"""Of the words before a date: another paper's name."""
OTHER_PAPER = re.compile(
    r"^(?!\W*(?:this|the|dates?|minutes|notes?|record|report|summary)\b)(?=.*\w\W+"
    r"(?:the|an?|that|his|her|their|our|its)\s+(?:\w+\s+){1,4}(?:of|dated|from)\s*$)",
    re.IGNORECASE,
)
"""Of the words before a day in prose: it is of what they name last, "read the household review of"."""
_CHILD = r"(?:[A-Z][\w’'-]*\s+){1,5}\(\s*(?:[Dd]\.?[Oo]\.?[Bb]\.?|born|b\.?)?\W*\d[^()]{4,18}\)"
SIBLINGS = re.compile(rf"{_CHILD}(?:(?:\s*,|\s*;|\s*/|\s*&|\s*and\b){{1,2}}\s*{_CHILD})+")
"""Children one after the other, each with a day in brackets."""
LISTED = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?")
"""Between the days of a list: each is of what its first is said to be of."""
DISCUSSES = re.compile(
    r"(?:(?:summary of|panel|key|main|the) )*discussions?(?: points?| and \w+)?"
    r"|(?:what )?(?:we |was )?(?:discussed|talked about)"
)
"""A label, folded, beside which stands what people said and not when."""
AT_PLACE = re.compile(r"\W*(?:at|in|via|by|on)\s+(?:the\s+)?[A-Za-z]", re.IGNORECASE)
"""Behind a weekday and its day: where people met."""
MARKED = re.compile(r"^\W*\w{1,3}[).]\s+")
"""The number or letter of an item."""
TO = re.compile(r"\s*(?:[–—-]|to|until|till|and|&|/)\s*", re.IGNORECASE)
TELLS = re.compile(
    r"\b(?:was|were|had|has|have|is|are|if"
    r"|(?<![’']s )who(?![’']s who)|which|she|he|they|we|that|did|does|because|following|(?<!looked )after|during)\b",
    re.IGNORECASE,
)
"""Words of prose: what leads to a date is then no label."""
OF_THIS = re.compile(
    r"\s*(?:this|the|i)\s+(?:\w+\s+){0,4}?(?:was|is|has been|were|have)\b|\s*(?:i|we)\s+(?=\w+ed\b|met\b|wrote\b)"
    r"|\s*who\s+(?=met\b|came\b|attended\b)|\s*who\s+was\s+(?=there\b|present\b)",
    re.IGNORECASE,
)
"""How a paper speaks of itself: "This report was completed on"."""
TIME = (
    r"(?:at|from)?\s*\d{1,2}(?:[.:]\d\d)?\s*(?:(?:am|pm|noon|hrs|hours)\b|[–-]|to\b|till\b|until\b)"
    r"|(?:at|from)?\s*\d{1,2}[.:]\d\d\b"
)
TIMED = re.compile(rf"^[\s,@(–-]*(?:{TIME})", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.IGNORECASE)
NAME = re.compile(r"\W*(?:[A-Z][\w’'.-]*\W+){1,8}")
OUR_REF = re.compile(r"\W*(?:(?:our|your)\s+)?ref(?:erence)?\b.{0,40}", re.IGNORECASE)
SIGNS = re.compile(r"\b(?:sign(?:ed|ature|atures)?|sgd|name|print name|statement of truth)\b", re.IGNORECASE)
_HOURS = re.compile(rf"(?:{TIME})(?:\s*(?:{TIME}|\d{{1,2}}))?", re.IGNORECASE)


def is_prose(lead: str) -> bool:
    """Whether the words that lead to a date tell of something, save of this paper itself."""
    rest = OF_THIS.sub("", lead, count=1) if OF_THIS.match(lead) else lead
    return bool(TELLS.search(rest))


def is_written_for_panel(lead: str, after: str) -> bool:
    """Whether a day behind "written for panel" is its writer's, who is named behind it, and not the panel's."""
    return _FOR_PANEL.fullmatch(lead) is not None and _BY_WHOM.search(after) is not None


def begins(lead: str) -> bool:
    """Whether the words that lead to a date begin a saying, and do not go on with one."""
    return not lead.strip() or not lead.strip()[0].islower()


def ends(after: str) -> bool:
    """Whether nothing but an hour follows a date in its saying."""
    return not folded(_HOURS.sub(" ", after))
