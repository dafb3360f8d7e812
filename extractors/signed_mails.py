"""Agreements pasted into a form out of a mail: below words that ask for one, from who is to give it, and saying so.

Words about looking at it, a question, a condition or a promise leave it to a person, however friendly they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casework.evidence import Place
from extractors.answer_lines import lines_in
from extractors.dates import dates_found
from extractors.reading import Block, Heading, PageBreak, Picture, Table
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_words import NOT, has_name, is_awaited
from extractors.signing import Signing, is_act, role_in
from extractors.words import folded

_FROM = re.compile(r"^\W*from\s*:\s*(?P<who>\S.*)", re.IGNORECASE)
_HEAD = re.compile(r"^\W*(?:sent|date|to|cc|bcc|subject|importance|attachments?)\s*:", re.IGNORECASE)
_MAILED = re.compile(r"(?:^|\s)from\s*:\s*\S", re.IGNORECASE)
_LABEL = re.compile(r"^[A-Z][\w’'()/& -]{1,60}:(?!\d)")
"""How the next question of a form begins."""
_AGREES = re.compile(
    r"\b(?:agreed|approved|endorsed|supported|my\s+(?:agreement|approval|support))\b"
    r"|\bi(?:\s+am|\s*[’'‘]\s*m)?\s+(?:(?:fully|also|do|very|quite|hereby|confirm|that|i|am|can)\s+)*"
    r"(?:agree|approve|support|endorse|happy\s+(?:for|with)|content\s+(?:for|with)|in\s+agreement)\b"
    r"|\bhappy\s+for\s+(?:this|it|them)\b",
    re.IGNORECASE,
)
_LEAVES_OPEN = re.compile(
    r"\?|n[’'‘]t\b|[’'‘]ll\b|\b(?:cannot|if|unless|once|until|till|when|after|before|provid(?:ed|ing)|subject|conditions?"
    r"|conditional(?:ly)?|principle|but|however|though|although|except|only|instead|first|would|could|should|might|may|will|shall"
    r"|let\s+me|look(?:ing|s)?|check(?:ing)?|consider(?:ing)?|think(?:ing)?|discuss|talk|speak|meet|back|tomorrow|later"
    r"|why|what|how|which|who|need(?:s|ed)?|more|further|rather|sorry|concern(?:s|ed)?|worried|unsure|declin(?:e|ed)|reject(?:ed)?"
    r"|please\s+(?:send|get|ask|change|amend|add|confirm|clarify|explain|find|provide|tell|correct|revise|re-?do)"
    r"|want(?:s|ed)?\s+to|going\s+to\s+(?:read|look|think|ask)|part(?:ly)?|half|less|reduced?|lower)\b",
    re.IGNORECASE,
)
"""Words in a mail with which its writer may not have agreed, or to something else."""
_INITIALS = re.compile(r"(?<=[.,!])\s*[A-Z]{2,3}\W*$")
"""With which a mail is signed; they may read like a word, "IF"."""
_LINES_ABOVE = 2
_MOST_LINES = 12


def signed_by_mail(blocks: Sequence[Block], signing: Signing) -> Iterator[SignedPlace]:
    """The agreements that stand below words that ask for them as a mail from who is to agree; others in doubt."""
    lines = list(_lines(blocks))
    for number, (text, at) in enumerate(lines):
        sender = _FROM.match(text)
        who = role_in(sender["who"]) if sender else ""
        asks = _asks(lines[max(0, number - _LINES_ABOVE) : number], who) if who in signing.fields else None
        if sender is None or asks is None:
            continue
        head, said = _mail(lines[number:], signing)
        is_theirs = has_name(sender["who"]) and any(map(any, map(dates_found, head)))
        seen = Seen.SIGNED if is_theirs and agrees(said) and not NOT.search(asks) else Seen.DOUBTFUL
        yield SignedPlace(who, asks, said or sender["who"], seen, True, at)


def in_doubt_of_mails(places: Iterable[SignedPlace]) -> Iterator[SignedPlace]:
    """The places, each whose answer is a pasted mail for a person to see where its words do not agree."""
    for each in places:
        sent = _MAILED.search(each.value) if each.seen is Seen.SIGNED else None
        is_open = sent is not None and not agrees(each.value[sent.end() - 1 :])
        yield replace(each, seen=Seen.DOUBTFUL) if is_open else each


def agrees(said: str) -> bool:
    """Whether the words of a mail agree, and none of them takes that back, asks or puts it off.

    >>> agrees("Ann, agreed, I support this going to panel. OB")
    True
    >>> agrees("Agreed if the quote comes down"), agrees("I will look at it tonight"), agrees("Is it agreed?")
    (False, False, False)
    """
    said = _INITIALS.sub("", said)
    is_open = NOT.search(said) or is_awaited(said) or _LEAVES_OPEN.search(said)
    return _AGREES.search(said) is not None and not is_open


def _asks(above: Sequence[tuple[str, Place]], who: str) -> str | None:
    """The line right above a mail that asks that role for what is done in signing."""
    for text, _ in reversed(above):
        if not text or _FROM.match(text):
            return None
        if role_in(text) == who and any(map(is_act, folded(text).split())):
            return text
    return None


def _mail(lines: Sequence[tuple[str, Place]], signing: Signing) -> tuple[list[str], str]:
    """The lines at a mail's head, and its words up to the next mail, the next question or the end of the part."""
    head, said = [lines[0][0]], list[str]()
    for text, _ in lines[1:_MOST_LINES]:
        if not text or _FROM.match(text) or signing.match(text):
            break
        if _HEAD.match(text) and not said:
            head.append(text)
        elif _LABEL.match(text):
            break
        else:
            said.append(text)
    return head, " ".join(said)


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    """Each line that holds words; before a heading, at a table and at a new page stands an empty one."""
    for block in blocks:
        if isinstance(block, Table | PageBreak | Heading):
            yield "", block.place
        if not isinstance(block, Table | PageBreak | Picture):
            yield from ((line.text, line.place) for line in lines_in(block))
