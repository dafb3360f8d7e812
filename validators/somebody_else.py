"""Whom a paper is about that names nobody of ours: the name in its title, or beside "Re:", "Case" or "Family"."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from casework.document import Document, Passage, Role
from casework.evidence import Evidence
from casework.names import NAME_WORD, plain_name, said_as
from casework.words import shortened
from validators.not_names import NOBODY, NOT_A_CHILD

_LABELLED = re.compile(
    rf"^\W*(?:\d+[.)]?\s*)?(?:child(?:ren)?(?:[’'] ?s)?(?:(?: full)? name)?|young person|re|case|regarding"
    r"|in respect of|about|concerning|pupil|student|service user|client|yp|item(?: \d+)?)\b[\s:|.–-]+(?:\d+\s*[–-]\s*)?"
    rf"(?-i:(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,3}}|{NAME_WORD} (?:[A-Z]-)?[A-Z]\b))(?![’'])",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    rf"^\W*(?i:family|family name|surname)\s*[:|–-]+\s*(?P<name>{NAME_WORD}(?:(?: ?[/–-] ?| ){NAME_WORD}){{0,2}})"
)
_TOGETHER = re.compile(
    rf"(?:^\W*(?i:re|in respect of|concerning|case|children)\b[\s:|.–-]+|\(\d\)\s?(?:[–-]|and)\s?\(\d\)\s*)"
    rf"(?P<name>{NAME_WORD}(?:, {NAME_WORD})*(?: and| &) {NAME_WORD} {NAME_WORD})"
)
"""Brothers and sisters with their surname once, as courts and letters name them: "Re Ann and Ben Lee"."""
_BOTH_IN_FULL = re.compile(
    rf"^\W*(?i:re|in respect of|concerning|case|children)\b[\s:|.–-]+"
    rf"(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}}(?:,? and|,| &) {NAME_WORD}(?: {NAME_WORD}){{1,2}})"
)
"""Two in full behind "Re:": no office and no place comes in pairs."""
_WITH_INITIALS = re.compile(
    rf"(?:^\W*|\d{{4}}[^\S\n]+|\b(?i:young person|child|client|pupil|student)\b[^:|\n]{{0,40}}[:|]\s*(?:\w+ [–-]\s*)?)"
    rf"(?P<name>{NAME_WORD} (?:[A-Z]-[A-Z]\b|[A-Z]\.(?=\s*\(|,? (?:aged )?\d)))"
)
"""Whose surname is only told by its letters is a child: "Ann L-P, PER 123" at the beginning of a line."""
_RE_WITH_INITIALS = re.compile(
    r"(?:(?:^\W*|[,;–] )(?i:re|regarding|in respect of|concerning|case)\b[\s:|.–-]+"
    r"|\b(?i:meeting|review|agenda|notes|minutes|report) (?i:for|of|about|on) "
    rf"|(?:^\W*|[.;,] )(?i:for): (?:{NAME_WORD} (?:and|&) )?)"
    rf"(?P<name>{NAME_WORD}) [A-Z]-[A-Z]\b(?![’'-])"
)
"""The same behind "Re:", where the letters are told nowhere else and the first name alone may be known."""
_WITH_NUMBER = re.compile(
    rf"(?:^|[–—:,-]\s+|\b(?i:for|of|re|about)\s+)(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}})\s*[(,–-]?\s*"
    r"(?:PER|GRP|LCS|ICS|SSID|LL|Eclipse|Mosaic)\W{0,3}(?:(?:ID|no|number)\W{1,3})?\d{4}"
    rf"|\b(?P<alone>{NAME_WORD}) \((?:PER|GRP|LCS|ICS|SSID)\W{{0,2}}\d{{4}}"
)
"""Whoever has the number of a case is a child or of the family: "Planning meeting – Ann Lee (PER 123456)"."""
_NAME_OF_CHILD = re.compile(r"\W*(?:(?:full )?name of (?:the )?child|child(?:[’']s)?(?: full)? name)\W*", re.IGNORECASE)
_WHOLLY_A_NAME = re.compile(rf"\W*(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,3}})\W*")
_LINES_BELOW = 6
"""A scan reads a form's printed words first and what stands beside them some lines below."""
_ON_A_FORM = re.compile(rf"^\W*(?i:name|full name)\W*[:|]\W*(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,3}})\s*$")
"""At the top of a form the name is the child's."""
_TWO_FAMILIES = re.compile(
    rf"^\W*(?i:the )?(?P<name>{NAME_WORD} ?[–/] ?{NAME_WORD}) (?i:family (?:meeting|plan|group|network|conference))\b"
)
_MEANT_FOR = re.compile(
    rf"\b(?i:significance|impact|effect|meant|means|meaning) (?i:for|on|to) (?P<name>{NAME_WORD})\W*$"
)
"""The head of a chronology's last column: "What it meant for Ann"."""
_SURE = (
    *(_FAMILY, _TOGETHER, _BOTH_IN_FULL, _WITH_INITIALS, _RE_WITH_INITIALS, _WITH_NUMBER, _MEANT_FOR),
    _TWO_FAMILIES,
    re.compile(rf"\b(?i:for|about) (?P<name>{NAME_WORD}), (?:aged )?\d{{1,2}}(?=[,.;)]|$| years| yrs)"),
    re.compile(
        rf"^\W*(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}}),? \(?(?i:now )?"
        r"(?i:living|placed|aged?|born|d\.?o\.?b\.?)\b"
    ),
    re.compile(
        rf"(?:^\W*|[:–-] +)(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}}),? "
        r"\(?(?:(?i:year|class) \d{1,2}|\d{1,2}[A-Z])\b(?=\W*$|, )"
    ),
    re.compile(
        rf"^\W*(?i:name|full name)\W*[:|]\W*(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,3}}),? \(?(?i:due|edd|born)\b"
    ),
)
"""Lines that leave no doubt that they give a child's name: "For Ann, 4, their grandchild"; minutes say below their
title "Ann Lee, living with Kay Rowe", and schools above their letters "Ann Lee, 9L"."""
_IN_A_TITLE = re.compile(
    rf"(?:\b(?i:for|of|re:?|about)|[–—:-])\s+(?P<name>{NAME_WORD}(?: {NAME_WORD})?)\s*(?=$|[(,–—-])"
    rf"|^(?P<whose>{NAME_WORD})[’']s\s+(?i:(?:our |family )*(?:plan|review|meeting|chronology|story|assessment"
    rf"|care plan))|^(?P<first>{NAME_WORD}(?: \({NAME_WORD}\))?(?: {NAME_WORD})?)\s+[–—-]\s"
)
_BIRTH_FIRST = re.compile(r"^\W*(?:date of birth|d\.?o\.?b\.?|born)\b", re.IGNORECASE)
_SIGNS_OFF = re.compile(
    r"^\W*(?:[\w ]{0,20}\b(?:regards|wishes|thanks)|(?:yours|best|cheers)\b[\w ]*)\W*$", re.IGNORECASE
)
"""Below such a line stands whoever wrote: "Kind regards" and then "Kay A-O"."""
_LISTED = re.compile(
    r"^\W*(?:the )?(?:child(?:ren)?(?:[’'] ?s)?(?:(?: full)? names?)?|young person|for)\b\s*[:|–-](?P<names>.+)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(NAME_WORD)
_TITLE_LINES = 4
_FIRST_LINES = 14
_LONGEST_LINE = 400
SAID_OF = (
    r"(?:[’']s\b|\s+(?:is|was|has|had|said|says|told|wants|wanted|likes|lives|loves|needs|would|will|can|could|goes|went|came"
    r"|moved|lost)\b)"
)
"""What is said of somebody right behind the name."""
_OFTEN = 2
_TOLD = re.compile(
    rf"(?<=[a-z,;] )(?P<name>{NAME_WORD})(?=[’']s\b| (?:is(?! due\b| pregnant\b| expecting\b)|was|has|had|said"
    r"|say|can|could|will|would|lives|wants|needs|cried|cries|loves|misses)\b)"
    rf"|(?:\(|\b(?:am|is) )(?P<childs>{NAME_WORD})"
    r"(?=(?:[’']s?|s[’']?) (?:mum|mummy|dad|daddy|mother|father|nan|gran|grandma)\b)"
    rf"|(?<=[.!?] )(?P<first>{NAME_WORD})(?= (?:said|says|lives|likes|wants|can (?:be|come|stay|play|go)|will come)\b)"
    rf"|(?:^|\| |[.!?] )(?P<whose>{NAME_WORD})(?=[’']s (?:growth|health|school|nursery|feeding|needs|views|wishes|world"
    r"|day|attendance|reading|speech|progress"
    r"|bed|routines?|development|behaviour)\b)"
)
"""Somebody told of in the middle of a sentence, or at its beginning by a verb of which things are no subject."""
_OF_A_CHILD = re.compile(
    rf"^\W*(?P<numbered>{NAME_WORD}(?: {NAME_WORD}){{1,2}})(?=,? \(?NHS\b)"
    r"|\b(?:(?i:orders?|plan|meeting|review|placement|contact) (?i:on|for|of|about)|bringing"
    r"|(?:tell|told) (?:them|you|panel|everybody) about)"
    rf" (?P<name>{NAME_WORD})(?=,? (?:and|is|was|to|on|has|will|at|in|as|but|for|who)\b|[,.;?]|$)"
    rf"|\b(?i:names|children|siblings|brothers|sisters|boys|girls|twins)(?: (?i:are|were))?[:,]? (?P<aged>{NAME_WORD})"
    r"(?= \((?:then |now |aged )?\d{1,2}\))"
    rf"|\b(?i:tell|told|give|kiss|hug) (?P<greeted>{NAME_WORD})(?= (?:the|that|we|i|it|her|his|from)\b)"
    rf"|\b(?:mother|father|mum|dad|parents?) of (?P<of>{NAME_WORD})(?=,? (?:who|born|aged)\b)"
    rf"|(?<=[a-z,] )(?P<with_kin>{NAME_WORD})(?= and (?:his|her|their)"
    r" (?:own )?(?:mother|father|mum|dad|parents|carers?)\b)"
    rf"|\b(?i:i|we) (?i:can|could) (?i:see|begin with|offer) (?P<seen>{NAME_WORD})(?= (?:on|at|from|each)\b)"
    rf"|^(?P<at_school>{NAME_WORD})(?=,? \(?(?i:year|class) \d{{1,2}}\b)"
    rf"|\b(?i:taught|known|offer|offered|offering) (?P<taught>{NAME_WORD})(?= (?:{NAME_WORD} )?(?:since|for|a|the) )"
    rf"|(?:^|[.!?] )(?i:how is|what) (?P<asked>{NAME_WORD})(?=\?| (?:says|said|thinks|wants|likes|needs)\b)"
)
"""Somebody for whom there is an order, a meeting or an hour, or who is listed with an age, by one name alone."""
_BAR_FOR_I = re.compile(r"(?m)(?<![^\n.!?] )(?<!\S)\|(?= [a-z])")  # as scans of handwriting are read
_ALONE = re.compile(NAME_WORD)
_BABY_OF = re.compile(rf"\b(?i:baby of)(?: (?i:mrs|ms|miss))?[\s:|]+(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}})")
_IN_AN_ITEM = re.compile(rf"(?:,|\bfor|\bwith|[–(-])\s*(?P<name>{NAME_WORD} {NAME_WORD})(?=\s*(?:[,()|]|$)).*£")
"""Somebody for whom a row of a quote asks a sum."""
_BETWEEN = re.compile(
    rf"(?i:\bbetween\b)[^\n]{{3,300}}?\b(?i:about|regarding|concerning|in respect of|for|to keep)\s+"
    rf"(?P<name>{NAME_WORD}(?: {NAME_WORD})?(?:, {NAME_WORD}(?: {NAME_WORD})?)*"
    rf"(?:,? (?:and|&) {NAME_WORD}(?: {NAME_WORD})?)?)"
    r"(?=\s*(?:[.;:)(]|$))"
)
"""Those whom an agreement is about: "Between the council, Kay Lee and Dan Lee about Ann and Ben"."""
_JOINED = re.compile(r",? (?:and|&) |, ")
_SIGNED_OFF = re.compile(
    rf"^\W*(?i:(?:lots of )?love(?: from)?|from|by|written by|my name is|i am|i[’']m(?: called)?)\W+"
    rf"(?P<name>{NAME_WORD})(?: [A-Z]\b)?\W*(?:[xX ]+|(?i:aged?)? ?\d{{0,2}})\W*$"
)
_MY_NAME = re.compile(rf"\b(?i:my name(?: is|[’']s)|(?:i am|i[’']m) called) (?P<name>{NAME_WORD})\b")
_SIGNED_WITH_A_DAY = re.compile(
    rf"^\W*(?P<name>{NAME_WORD}),? {{1,8}}\d{{1,2}}(?:st|nd|rd|th)?[ ./-]"
    r"(?:\d|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[\w./ -]*$"
)
"""Below a child's drawing: "Ann 13 May"."""
_SAYS_WHO_WRITES = (_SIGNED_OFF, _SIGNED_WITH_A_DAY, _MY_NAME)
_HEADS_A_PART = re.compile(r"^\W*(?P<name>[^\W\d_a-zß-öø-ÿ]{4,}) \(")
"""A name in capitals with something about it in brackets, above what one of several said: "PETRA (talking mat)"."""
_CHILDS_WORDS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r"\bmy (?:\w+ )?(?:social worker|foster|carers?\b|(?:bed)?room|teacher|school|iro|guardian|judge)",
        r"\bmy (?:\w+ )?(?:toys|teddy|bike|phone|dog)\b",
        r"\b(?:live|stay|be|go|home) (?:at|with|to|back to) (?:my )?(?:mum|mummy|dad|daddy|nan|nanny|gran)",
        r"\bi(?:[’']m| am) (?:nearly |almost )?(?:[4-9]|1[0-7])\b",
        r"\bi(?: am|[’']?m)? (?:not |do not |don[’']?t )?(?:want|wanna|like|hate|wish|miss|scared|gonna|going to)\b",
        r"\bwhen i (?:grow up|am older|[’']m older|was (?:little|small|\d))",
        r"\bhouse of (?:worries|good things|dreams|wishes)\b|\b(?:good|happy|worry|worries|dream|wish\w*) house\b",
        r"\bmy (?:good|happy|worry|worries|dreams?|wish\w*|sad|best)\b",
        r"\b(?:scared|sad|cry|football|x-?box|minecraft|roblox|pokemon|lego|playground|best friend|homework)\b",
    )
)
"""What children write of themselves; two of these are enough where somebody signs by a first name alone."""
_TO_A_CHILD = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r"\byour (?:iro|independent reviewing|social worker|guardian|advocate)",
        r"\bgrown[ -]?ups?\b",
        r"\byour (?:school|teacher|room|bed|mum|dad|nan|brother|sister|foster|carers?|own (?:room|bed|sofa))\b",
        r"\b(?:you (?:told|said)|you like|you can ring me|proud of you|well done)\b",
    )
)
"""What is written to children; two of these, and whoever is greeted by a first name alone is one."""
_GREETED = re.compile(rf"^\W*Dear (?P<name>{NAME_WORD})\W*$", re.MULTILINE)
_CHILD_BY_LETTERS = re.compile(
    r"^\W*(?i:(?:subject )?child(?:ren)?(?:[’']s)?(?: name| to be placed| concerned| discussed)?|young person|pupil|yp)"
    r"[\s:|–-]+(?P<letters>[A-Z](?:[. -]{0,2}[A-Z]){1,3})\b\.?\s*[,(|]\s*(?i:aged?\s*|born\s*|b\.?\s*|dob:?\s*)?\d"
)
"""A child told of by letters alone, an age or a birth behind them: "Child to be placed: ARB, 3 yrs"."""


def somebody_else(document: Document, family: Iterable[str], known: Set[str] = frozenset()) -> Evidence | None:
    """The words by which a paper is about somebody who bears no part of these names, if there are any.

    A first name alone counts where the text goes on to tell of whoever bears it. Whose names are among the `known`
    words is a parent or a worker of ours.
    """
    if document.role not in (Role.PAPER, Role.FORM):
        return None
    names = [plain_name(name) for name in family]
    ours = frozenset().union(*(said_as(part) for name in names for part in name))
    told = "\n".join(passage.text for passage in document.passages)
    for number, passage in enumerate(document.passages[:_FIRST_LINES]):
        if number and _SIGNS_OFF.match(document.passages[number - 1].text):
            continue
        below = document.passages[number + 1 : number + 1 + _LINES_BELOW]
        for name, is_sure in (*_named(passage, number), *_on_form(document, passage), *_below(passage, below)):
            parts = set(plain_name(name))
            if not parts or parts & (ours | NOT_A_CHILD) or parts <= known:
                continue
            is_born_below = " " in name and below != () and _BIRTH_FIRST.match(below[0].text) is not None
            if is_sure or is_born_below or _is_told_of(name, told):
                return Evidence(document.file, passage.place, shortened(passage.text))
        letters = _CHILD_BY_LETTERS.search(passage.text[:_LONGEST_LINE])
        if letters and not any(_may_stand_for(letters["letters"], name) for name in names):
            return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def _may_stand_for(letters: str, name: tuple[str, ...]) -> bool:
    """Whether letters can be a child's: two of the name's own are among them, or nothing else is."""
    said, own = set(re.findall(r"[a-z]", letters.casefold())), {part[0] for part in name}
    return said <= own or len(said & own) >= min(_OFTEN, len(own))


def lists_unknown_children(document: Document, known: Set[str]) -> Evidence | None:
    """The line that says whose a paper is, where our papers know no more than half of the names it gives.

    One alone may be a worker's of ours by chance.
    """
    for passage in document.passages:
        if found := _LISTED.match(passage.text[:_LONGEST_LINE]):
            parts = set().union(*map(plain_name, _CAPITALS.findall(found["names"])))
            parts -= NOT_A_CHILD
            if parts and len(parts - known) * 2 >= len(parts):
                return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def told_of_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The words in which a paper tells of somebody, or asks a sum for somebody, who bears none of the `known` words."""
    said = "\n".join(passage.text for passage in document.passages)
    is_a_childs, is_to_one = _is_written(_CHILDS_WORDS, said), _is_written(_TO_A_CHILD, said)
    for passage in document.passages:
        text = passage.text[:_LONGEST_LINE]
        named = [found["name"] or found["first"] or found["whose"] or found["childs"] for found in _TOLD.finditer(text)]
        named += [next(filter(None, found.groups())) for found in _OF_A_CHILD.finditer(text)]
        named += [found["name"] for found in _IN_AN_ITEM.finditer(text)]
        if is_a_childs:
            named += [
                found["name"] for each in (_SIGNED_OFF, _SIGNED_WITH_A_DAY, _MY_NAME) for found in each.finditer(text)
            ]
        named += [found["name"].title() for found in _HEADS_A_PART.finditer(text) if _speaks(found["name"], said)]
        named += [found["name"] for found in _GREETED.finditer(text) if is_to_one]
        named += [one for found in _BETWEEN.finditer(text) for one in _JOINED.split(found["name"])]
        if (alone := text.strip()) and _ALONE.fullmatch(alone) and _stands_in_sentences(alone, said):
            named.append(alone)
        mothers = (found["name"] for found in _BABY_OF.finditer(text))
        if any(not set(plain_name(mother)) <= known for mother in mothers):
            return Evidence(document.file, passage.place, shortened(text))
        for name in named:
            if name.istitle() and set(plain_name(name)).isdisjoint(known | NOBODY | NOT_A_CHILD):
                return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def _stands_in_sentences(name: str, said: str) -> bool:
    """Whether a word that is a line by itself goes on to stand, with its capital, in the middle of sentences."""
    return len(re.findall(rf"(?<=[a-z,] ){re.escape(name)}\b", said)) >= _OFTEN


def _speaks(name: str, said: str) -> bool:
    """Whether a line or a sentence begins with what somebody says or owns: "Petra: the gate", "Petra's"."""
    return bool(re.search(rf"(?:^|[.!?] ){re.escape(name.title())}(?:: (?=[a-z\"“])|[’']s\b)", said, re.MULTILINE))


def _is_written(as_is: Sequence[re.Pattern[str]], said: str) -> bool:
    """Whether a paper is written as papers by children, or to them, are."""
    said = _BAR_FOR_I.sub("I", said)
    return sum(bool(words.search(said)) for words in as_is) >= _OFTEN


def _named(passage: Passage, number: int) -> Iterator[tuple[str, bool]]:
    """Names in a line that says whose a paper is, and whether the line leaves no doubt that they are names."""
    text = passage.text[:_LONGEST_LINE]
    for pattern in (*_SURE, _LABELLED):
        if found := pattern.search(text):
            yield next(name for name in found.groups() if name), pattern in _SURE
    if number < _TITLE_LINES:
        for found in _IN_A_TITLE.finditer(text):
            yield next(name for name in found.groups() if name), False


def _on_form(document: Document, passage: Passage) -> Iterator[tuple[str, bool]]:
    if document.role is Role.FORM and (found := _ON_A_FORM.match(passage.text)):
        yield found["name"], True


def _below(label: Passage, lines: Iterable[Passage]) -> Iterator[tuple[str, bool]]:
    """The first line that is wholly a name, below a line that is wholly the label of a child's."""
    if _NAME_OF_CHILD.fullmatch(label.text):
        named = (found["name"] for line in lines if (found := _WHOLLY_A_NAME.fullmatch(line.text)))
        yield from ((name, True) for name in [*named][:1])


def _is_told_of(name: str, told: str) -> bool:
    """Whether the text speaks of somebody of that name: "Ann's", "Ann wants"; of a name in full, by the first alone."""
    first, *rest = (word.title() if word.isupper() else word for word in name.split())
    if len(re.findall(rf"\b{re.escape(first)}{SAID_OF}", told)) >= _OFTEN:
        return True
    alone = rf"(?<![\w-] )\b{re.escape(first)}\b(?![-’'])(?! {NAME_WORD}| \()"
    return bool(rest) and len(re.findall(alone, told, re.MULTILINE)) >= _OFTEN
