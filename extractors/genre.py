"""The kind of writing a paper is: said by the words of its title, and shown by how it is built."""

import re
from collections.abc import Iterable, Mapping, Sequence

from casework.document import Genre
from casework.judging import once
from extractors.block_words import may_say
from extractors.reading import Block, Heading, Reading, Table, block_text
from extractors.terms import Term, terms_in
from extractors.titles import Layout
from extractors.words import label_key

SAID: Mapping[str, tuple[Genre, float]] = {
    **dict.fromkeys(("minute", "attendance"), (Genre.MINUTES, 1.0)),
    **dict.fromkeys(("note", "discussion"), (Genre.MINUTES, 0.6)),
    "review": (Genre.MINUTES, 0.1),
    **dict.fromkeys(("record", "outcome", "decision", "action", "meeting", "conference"), (Genre.MINUTES, 0.3)),
    **dict.fromkeys(("request", "referral", "application", "booking", "book", "proforma", "bid"), (Genre.FORM, 1.0)),
    **dict.fromkeys(("form", "submission"), (Genre.FORM, 0.4)),
    "letter": (Genre.LETTER, 0.8),
    "notice": (Genre.LETTER, 0.5),
    "order": (Genre.ORDER, 0.4),
    **dict.fromkeys(("statement", "affidavit"), (Genre.STATEMENT, 0.9)),
    "evidence": (Genre.STATEMENT, 0.5),
    **dict.fromkeys(("assessment", "evaluation"), (Genre.ASSESSMENT, 0.8)),
    **dict.fromkeys(("screening",), (Genre.ASSESSMENT, 0.3)),
    **dict.fromkeys(("report", "opinion"), (Genre.REPORT, 0.6)),
    **dict.fromkeys(("update", "view"), (Genre.REPORT, 0.2)),
    **dict.fromkeys(("plan", "planner"), (Genre.PLAN, 0.9)),
    **dict.fromkeys(("proposal", "timetable"), (Genre.PLAN, 0.4)),
    **dict.fromkeys(("agreement", "contract"), (Genre.AGREEMENT, 0.8)),
    **dict.fromkeys(("chronology", "timeline"), (Genre.CHRONOLOGY, 1.0)),
    **dict.fromkeys(("summary", "overview", "synopsis"), (Genre.SUMMARY, 0.7)),
    "history": (Genre.SUMMARY, 0.3),
    **dict.fromkeys(("recording",), (Genre.NOTES, 0.8)),
    **dict.fromkeys(("quote", "quotation", "invoice", "costing", "estimate"), (Genre.QUOTE, 1.0)),
    **dict.fromkeys(("cost", "charge", "fee", "price"), (Genre.QUOTE, 0.6)),
    "certificate": (Genre.CERTIFICATE, 1.0),
    "genogram": (Genre.DRAWING, 1.0),
    **dict.fromkeys(("bundle", "index"), (Genre.BUNDLE, 0.9)),
    **dict.fromkeys(("agenda", "invitation", "invite"), (Genre.INVITATION, 1.0)),
    **dict.fromkeys(("guidance", "leaflet", "policy", "procedure"), (Genre.GUIDANCE, 1.0)),
}
"""What a word of a title says of the kind of writing, and how little it leaves room for another kind."""
_ALSO: Mapping[str, tuple[Genre, ...]] = {
    "note": (Genre.NOTES,),
    "record": (Genre.NOTES,),
    "referral": (Genre.REPORT,),
    "update": (Genre.LETTER,),
    "form": (Genre.ASSESSMENT,),
}
"""Further kinds that a word goes with as well."""

_NOT_SAID = frozenset((("support", "application"), ("before", "action")))
"""A word after another that says no kind of writing there: "in support of the application"."""

_FIRST_TITLES = 6
_NOT_SAID_AT_ALL = (Genre.GUIDANCE, 0.0)
_FIRST_LINES_SAY = 3
_EARLY_BLOCKS = 14
_INVITED = re.compile(
    r"^(?:agenda\b(?! and)|invitation\b(?! list))|\b(?:you are|you\W?re) (?:all |both |cordially |warmly )?invited\b"
    r"|\b(?:would like|writing|want) to invite you\b|\bplease (?:join us|come to)\b|\byou are asked to come\b"
    r"|\blet (?:me|us) know (?:\w+ ){0,4}if you can\W?(?:t|not)? (?:come|attend|make)\b",
    re.IGNORECASE,
)
_OF_INVITING = ("agenda", "invit", "join us", "come to", "to come", "know")
_VISITED = re.compile(
    r"\b(?:records?|notes?|recording|write[ -]?up) of (?:an? |the |my |our )?(?:\w+ ){0,3}visits?\b"
    r"|\bvisit (?:records?|notes?|recording|write[ -]?up)\b",
    re.IGNORECASE,
)
"""A visit written up tells of much that other papers are about."""
_MAIL_LINE = re.compile(r"(?:From|To|Sent|Subject|Cc):(?=\s)")
_MAIL_LINES = 3
_HELD = re.compile(
    r"\bminutes (?:of|taken|by|agreed)\b|\bnotes? (?:taken )?by\b|\b(?:was|were) agreed\b|\bagreed that\b"
    r"|\b(?:chair|\w+) (?:thanked|welcomed|opened|explained|summarised|reminded)\b|^(?:those |people )?present\b"
    r"|\bin attendance\b|\bapologies (?:received|from)\b|\brecord of (?:the |a )?(?:meeting|discussion)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OF_MEETINGS = (
    "minutes", "note", "agreed", "thanked", "welcomed", "opened", "explained", "summarised", "reminded", "present",
    "attendance", "apologies", "record",
)  # fmt: skip
_MET = re.compile(
    r"(?:those |people )?(?:present|attend(?:ees|ed|ance|ing)|in attendance|who (?:came|was (?:there|here))|apologies"
    r"|invited|chair(?:ed by)?|minute ?taker|note ?taker|minutes? by|not(?:es)? taken by)"
    r"(?: and apologies| \w+)?"
)
_DECIDED = re.compile(
    r"(?:actions?(?: agreed| points?| and decisions?)?|decisions?(?: and \w+)?|agreed(?: actions?)?|outcome|discussion"
    r"|matters arising|(?:date of )?next (?:meeting|review)|recommendations?)"
)
_ORDERED = re.compile(
    r"\b(?:it is (?:hereby )?ordered|the court (?:hereby )?orders|by the court\b.*\bordered"
    r"|upon (?:the court )?(?:hearing|reading|considering))",
    re.IGNORECASE,
)
_OF_ORDERS = ("order", "upon")
_STATED = re.compile(
    r"\b(?:i make this (?:\w+ )?statement|(?:will|wish to) (?:say|state) as follows|statement of truth"
    r"|i believe (?:that )?the facts stated|facts stated in this (?:witness )?statement are true)",
    re.IGNORECASE,
)
_OF_STATEMENTS = ("statement", "follows", "stated")
"""Before each of these patterns: what stands in whatever it finds."""
_GREETED = re.compile(r"(?:dear|hi|hello) \S", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:yours? (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|yours,?$)",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"(?:by )?(?:who|whom)\b|who will do it|responsib\w*|lead")
_BY_WHEN = re.compile(r"(?:by )?when\b|timescales?|target dates?|deadline|due|review date")
_OF_PRICES = ("£", "per ", "vat", "total")
_ASKED = re.compile(r"£ ?\d|per (?:week|hour|night|session)|\bvat\b|\btotal\b", re.IGNORECASE)


def said_by(terms: Iterable[Term]) -> list[tuple[Term, frozenset[Genre], float]]:
    """The terms that say a kind of writing: which kinds they go with, and how firmly."""
    found, before = [], ""
    for term in terms:
        if term.text in SAID and (before, term.text) not in _NOT_SAID:
            genre, firmly = SAID[term.text]
            found.append((term, frozenset((genre, *_ALSO.get(term.text, ()))), firmly))
        before = term.text
    return found


def shown_by(reading: Reading, layout: Layout) -> Mapping[Genre, float]:
    """The kinds of writing that the build of a paper shows, each from 0 to 1."""
    found = {
        Genre.MINUTES: _minutes(layout),
        Genre.LETTER: _letter(reading.blocks),
        Genre.ORDER: 1.0 if any(map(_orders, reading.blocks)) else 0.0,
        Genre.STATEMENT: 1.0 if any(map(_states, reading.blocks)) else 0.0,
        Genre.PLAN: _plan(layout),
        Genre.CHRONOLOGY: layout.events.share if layout.events else 0.0,
        Genre.QUOTE: _quote(reading),
        Genre.MESSAGE: _message(reading.blocks),
        Genre.INVITATION: _invitation(layout, reading.blocks),
    }
    return {genre: share for genre, share in found.items() if share}


def _minutes(layout: Layout) -> float:
    keys = {label_key(line.text) for line in (*layout.headings, *layout.labels)}
    met = sum(_MET.fullmatch(key) is not None for key in keys)
    decided = sum(_DECIDED.fullmatch(key) is not None for key in keys)
    return 1.0 if met and met + decided >= 2 else 0.6 if met else 0.0


def _invitation(layout: Layout, blocks: Sequence[Block]) -> float:
    """A meeting that is yet to be held: its agenda, or people asked to come; nothing of what was said there."""
    titled = [terms_in(line.text) for line in layout.titles[:_FIRST_TITLES]]
    names_it = any(terms and SAID.get(terms[0].text, _NOT_SAID_AT_ALL)[0] is Genre.INVITATION for terms in titled)
    is_one = names_it or any(map(_invites, blocks[:_EARLY_BLOCKS]))
    return 1.0 if is_one and not any(map(_tells_what_was_held, blocks)) else 0.0


def firmly_said(layout: Layout) -> frozenset[Genre]:
    """The kinds of writing that the first lines say outright: minutes, a request, a chronology, notes of a visit."""
    first = [said for line in layout.titles[:_FIRST_LINES_SAY] for said in said_by(terms_in(line.text))]
    visits = any(_VISITED.search(line.text) for line in layout.titles[:_FIRST_LINES_SAY])
    said = frozenset(genre for _, genres, firmly in first if firmly == 1.0 for genre in genres)
    return said | {Genre.NOTES} if visits else said


def _message(blocks: Sequence[Block]) -> float:
    """A mail that was saved or printed: whom it is from and to, and what about, above everything else."""
    lines = [line.strip() for block in blocks[:_FIRST_TITLES] for line in block_text(block).split("\n")]
    return 1.0 if len({found[0] for line in lines if (found := _MAIL_LINE.match(line))}) >= _MAIL_LINES else 0.0


def _letter(blocks: Sequence[Block]) -> float:
    lines = [block for block in blocks if not isinstance(block, Table)]
    greets = any(_GREETED.match(block.text) for block in lines[:25])
    closes = any(_CLOSED.match(block.text.strip()) for block in lines[-12:])
    return 1.0 if greets and closes else 0.7 if greets else 0.0


@once
def _invites(block: Block) -> bool:
    lines = block_text(block).split("\n") if may_say(block, _OF_INVITING) else ()
    return any(_INVITED.search(line.strip()) for line in lines)


@once
def _orders(block: Block) -> bool:
    return may_say(block, _OF_ORDERS) and _ORDERED.search(block_text(block)) is not None


@once
def _states(block: Block) -> bool:
    return may_say(block, _OF_STATEMENTS) and _STATED.search(block_text(block)) is not None


@once
def _tells_what_was_held(block: Block) -> bool:
    return may_say(block, _OF_MEETINGS) and _HELD.search(block_text(block)) is not None


def _plan(layout: Layout) -> float:
    for header in layout.table_headers:
        keys = [label_key(cell) for cell in header.cells]
        if any(_BY_WHOM.match(key) for key in keys) and any(_BY_WHEN.match(key) for key in keys):
            return 0.6
    return 0.0


def _quote(reading: Reading) -> float:
    words = " ".join(block_text(block) for block in reading.blocks if not isinstance(block, Heading))
    small = words.lower() if len(words) < 6000 else ""
    may_be = sum(map(small.count, _OF_PRICES))
    priced = len(_ASKED.findall(words)) if may_be >= 3 else 0
    return min(1.0, priced / 6) if priced >= 3 else 0.0
