"""Children whom the first lines of a paper name in full, and of whom its words go on to tell as of children.

"Ivy Penrose, who is 13", "Kai Bastable's care order", "Keeping Otis Lee safe" and then "Otis's nursery". A name by
itself is anybody's. Who is told of as a brother or a sister of somebody is passed over: the paper is about another.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.people_in_lines import OF_OTHERS
from extractors.people_titled import KIN_BEHIND, MORE, NOT_NAMES, WORD, Named, last_name
from extractors.people_told_as import Told, told_as
from extractors.reading import Block, Table, block_text

_HINTS = 2
"""So many words that hint at a child are enough where the paper says that it is about the one named."""
_SAYS_WHOSE = re.compile(
    r"\b(?:re|for|about|regarding|concerning|in respect of|matter of|child|children|plan of|keep(?:ing)?"
    r"|support(?:ing)?|help(?:ing)?|person|subjects?|name|case)\b[\s:.|–—-]*(?:[A-Z]\w* )?$|[:–—]\s*(?:[A-Z]\w* )?$",
    re.IGNORECASE,
)
"""What stands before the name of the one whom a paper is about; a name that begins a line may be so too."""
_HEAD_BLOCKS, _HEAD = 12, 500
"""Blocks, and the characters of each line, in which a paper says whose it is."""
_HEAD_ROWS, _MOST_NAMES = 12, 80
_SHORTEST = 3
"""Letters; a shorter word in capitals stands for others, as "HV" does."""
_LONGEST = 40_000
"""Characters of a paper that are looked through."""
_RUN = re.compile(rf"{WORD}(?:(?:,| and| AND| &)?{MORE})*")
"""Words with capitals one after another: names stand in them, alone or several with one surname."""
_JOIN = re.compile(r", | and | AND | & ")
_NO_NAME = re.compile(
    r"re|i[’']m|i[’']ve|dear|hi|for|about|baby|could|can|where|why|what|how|when|who|would|should|our|from|keeping|helping|getting"
    r"|help|it|he|she|we|they|this|that|these|you|your|my|in|on|at|of|is|was|with|by|dob|lcs|ics|mosaic|eclipse|nhs"
    r"|upn|person|subjects?|case|draft|final|summary|report|statement|review|record|notes|minutes|letter|order|court"
    r"|house|home|centre|community|services?|trust|hospital|clinic|academy|primary|nursery|college|university|assessment"
    r"|chronology|conference|core|group|strategy|discussion|meeting|january|february|march|april|june|july|august"
    r"|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|teams|section"
    r"|part|act|form|version|page|mum|dad|mummy|daddy|nan|gran|grandad|nana|nanny|auntie|aunty|aunt|uncle|sister"
    r"|brother|both|also|there|if|but|since|after|before|new|royal|london|borough|north|south|east|west|city|county"
    r"|early|initial|interim|pre|post|key|stage|per|grp|hhj|dj|dc|ds|pc|st|saint|dads|mums|caring|british|girl|boy"
    r"|male|female|twins?|siblings?|unborn",
    re.IGNORECASE,
)
"""Words that begin a line or a title, and days, months and places: no part of a child's name."""
_KIN_BEFORE = re.compile(
    r"\b(?:brothers?|sisters?|siblings?|twins?|half-?\w*|step-?\w*|cousins?|sons?|daughters?|nieces?|nephews?|friends?"
    r"|partner|older|elder|eldest|adopted|late|deceased|perpetrator|family)(?:\(s\))?(?: of| is| was| called|,|:)?\W*$",
    re.IGNORECASE,
)
_GROWN_BEHIND = re.compile(
    r"^[,\s(–-]*(?:(?:the|his|her|their|both|birth|maternal|paternal|foster|prospective) )*"
    r"(?:parents?|mother|father|mum|dad|carers?|grand(?:mother|father|parents?)|guardians?)\b",
    re.IGNORECASE,
)
"""Who is somebody's parent by the words behind the name: "Kay Lee and Dan Lee, parents of Ann"."""
_OWNS = re.compile(r"[’']s?$")


def told_of(blocks: tuple[Block, ...], running: tuple[Block, ...], latest: date | None) -> Iterator[Named]:
    """The children of the first lines, or of what runs above and below pages, of whom the words tell as of children."""
    head = (*blocks[:_HEAD_BLOCKS], *running)
    paper = _Paper("\n".join(map(block_text, (*running, *blocks)))[:_LONGEST], latest)
    for block in head:
        for line in _lines(block):
            for match in _RUN.finditer(line[:_HEAD]):
                before = line[: match.start()]
                behind = line[match.end() :]
                if not _KIN_BEFORE.search(before) and not KIN_BEHIND.match(behind) and not _GROWN_BEHIND.match(behind):
                    is_subject = bool(_SAYS_WHOSE.search(f"{before}{match[0].split()[0]} ") or not before.strip())
                    for name, born in paper.children_in(match[0], is_subject=is_subject):
                        yield name, born, block.place


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Table):
        rows = (row for row in block.rows[:_HEAD_ROWS] if not OF_OTHERS.match(row[0].text.strip()))
        return (line for row in rows for cell in row for line in cell.text.split("\n"))
    return block.text.split("\n")


class _Paper:
    """The words of one paper, and what they tell of those who were looked for."""

    def __init__(self, text: str, latest: date | None) -> None:
        self._text, self._latest = text, latest
        self._known: dict[str, Told] = {}

    def children_in(self, run: str, *, is_subject: bool) -> Iterator[tuple[str, date | None]]:
        """The full names of the children in words with capitals; "Ann and Ben Lee" are two with one surname.

        Of several in one breath it is enough that one is told of plainly, and the words hint at the others.
        """
        people = [(name, told) for name in _names_in(run) if (told := self._told_of(name)) and not told.is_adult]
        plain = [told.is_child or (is_subject and told.hints >= _HINTS) for _, told in people]
        for (name, told), is_plain in zip(people, plain, strict=True):
            if is_plain or (any(plain) and told.hints):
                yield name, told.born

    def _told_of(self, name: str) -> Told | None:
        """What the paper tells of one name, looked for once; None where it names too many to be about one of them."""
        if name not in self._known and len(self._known) < _MOST_NAMES:
            first, _, rest = name.partition(" ")
            self._known[name] = told_as(first, rest, self._text, self._latest)
        return self._known.get(name)


def _names_in(run: str) -> Iterator[str]:
    """The full names in words with capitals."""
    parts = [_words_of_a_name(part) for part in _JOIN.split(run)]
    surname = last_name(" ".join(parts[-1])) if len(parts[-1]) > 1 else ""
    for number, words in enumerate(parts):
        whole = [*words, surname] if len(words) == 1 and surname and number < len(parts) - 1 else words
        if len(whole) > 1:
            yield " ".join(whole)


def _words_of_a_name(part: str) -> list[str]:
    """The last words of a part that follow one another and may be a name, each with one capital."""
    words: list[str] = []
    for word in reversed(_OWNS.sub("", part).split()):
        if _NO_NAME.fullmatch(word) or NOT_NAMES.search(word) or (word.isupper() and len(word) < _SHORTEST):
            if words:
                break
            continue
        words.insert(0, word.title() if word.isupper() else word)
    while words and words[0].islower():
        words.pop(0)
    return words
