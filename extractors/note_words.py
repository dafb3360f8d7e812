"""The words of covering notes: what says that a paper is to follow, is here, or neither; plain data, no library."""

from collections.abc import Mapping
from enum import Enum
from typing import Any


class Kind(Enum):
    """What a cue says of a paper, and on which side of it the paper stands."""

    FOLLOWS = "follows"
    """Is still to come; the paper stands before: "PAP to follow"."""
    SENDS = "sends"
    """Is still to come; the paper stands behind: "I will send the PAP"."""
    GETS = "gets"
    """As SENDS, if it goes on to say to whom: "I hope to have the PAP with you"."""
    HERE = "here"
    """Has come; on either side: "SWET attached", "I attach the SWET"."""
    DONE = "done"
    """Needs no promise; the paper stands before: "the SWET is complete"."""

    @property
    def is_promise(self) -> bool:
        """Whether a paper it governs is still to come."""
        return self in (Kind.FOLLOWS, Kind.SENDS, Kind.GETS)

    @property
    def takes_before(self) -> bool:
        """Whether papers that stand before it are its own."""
        return self in (Kind.FOLLOWS, Kind.HERE, Kind.DONE)

    @property
    def takes_behind(self) -> bool:
        """Whether papers that stand behind it are its own."""
        return self in (Kind.SENDS, Kind.GETS, Kind.HERE)


Pattern = list[dict[str, Any]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _one_of(*words: str, times: str = "1") -> dict[str, Any]:
    return {"LOWER": {"IN": list(words)}, **({} if times == "1" else {"OP": times})}


_WILL = _one_of("will", "shall", "should", "'ll", "ll", "to")
_MEANS_TO = (
    _one_of(
        "hope", "hoping", "aim", "aiming", "plan", "planning", "intend", "expect", "need", "going", "try", "trying"
    ),
    _one_of("to"),
)
_LEFT_TO = (_one_of("still", "yet"), _one_of("to"))
_ADVERBS = _one_of(
    "also", "now", "then", "hopefully", "shortly", "still", "just", "separately", "either", times="{0,2}"
)
_YOU = _one_of("you", "over", "across", times="?")
_SEND = _one_of(
    "send", "forward", "email", "provide", "submit", "share", "supply", "upload", "circulate", "bring"
)  # fmt: skip
_SENDING = _one_of("sending", "forwarding", "emailing", "providing", "submitting", "sharing", "uploading")
_SENT = _one_of(
    "sent", "forwarded", "emailed", "submitted", "shared", "supplied", "uploaded", "circulated",
    "available", "ready",
)  # fmt: skip
_BE = _one_of("be")
_STARTS: tuple[Pattern, ...] = (
    [_one_of("will", "shall", "should", "'ll", "ll"), _ADVERBS],
    [*_MEANS_TO, _ADVERBS],
    [*_LEFT_TO, _ADVERBS],
)

PATTERNS: Mapping[Kind, tuple[Pattern, ...]] = {
    Kind.FOLLOWS: (
        [_WILL, _ADVERBS, _one_of("follow")],
        [_WILL, _ADVERBS, _BE, _ADVERBS, _SENT],
        [_WILL, _ADVERBS, _BE, _ADVERBS, _one_of("with"), _one_of("you", "yourselves")],
        [_one_of("being"), _one_of("sent", "forwarded", "emailed", "uploaded")],
        [_WILL, _ADVERBS, _one_of("come")],
        [_one_of("outstanding", "awaited", "pending")],
    ),
    Kind.SENDS: (
        *([*start, _SEND, _YOU] for start in _STARTS),
        *([*start, _BE, _SENDING, _YOU] for start in _STARTS),
        [_one_of("awaiting", "await", "expecting")],
        [_one_of("waiting"), _one_of("for", "on")],
    ),
    Kind.GETS: tuple([*start, _one_of("get", "have")] for start in _STARTS),
    Kind.HERE: (
        [
            _one_of(
                "attached", "attach", "attaching", "enclosed", "enclose", "enclosing", "included", "herewith", "sent",
                "uploaded", "emailed", "forwarded", "provided", "submitted", "shared",
            )
        ],
        [_one_of("here"), _one_of("is", "are")],
        [_one_of("on"), _one_of("lcs", "mosaic", "ics", "liquidlogic", "file")],
    ),
    Kind.DONE: ([_one_of("complete", "completed", "done", "filed", "received")],),
}  # fmt: skip
"""As spaCy's Matcher takes them; of overlapping cues the longest counts."""

NOT_TO_FOLLOW = (
    r"(?:up|through|the|a|an|our|your|my|his|her|their|that|these|those|it|them|procedures?|advice|guidance|"
    r"this(?! (?:week|month|morning|afternoon|evening|mon|tue|wed|thu|fri)))\b|on from\b"
)
"""What stands behind "follow" where nothing is to come: to follow up, to follow the plan."""
LIST_MARKS = (":", "-", "–", "—", "=", "are", "is")
"""Behind "outstanding" or "to follow", these lead to the papers meant."""
PAPERS = ("documents", "document", "papers", "paper", "items", "item", "paperwork", "reports", "docs")
ENDS_STATE = (".", ",", ";", "!", ")", "(", "/", "and", "but", "until", "by", "from", "with", "at", "as", "so", "on")
"""What may stand behind "outstanding" or "pending" that is said of the paper before it."""
ALONE = _words(
    "it this them these those that both over across on by as shortly soon asap tomorrow today later next "
    "before when once separately within in w . , ) ( / - – — and but monday tuesday wednesday thursday "
    "friday mon tues wed thurs fri end"
)
"""Behind "will send": nothing is named there, so the paper was named before."""

NEGATIVE = _words("not n't n’t never no neither nor nothing cannot unable without")
WAS = _words("was were been had previously originally")
HALF = _words("be being nearly almost once when half until not n't to")
"""Before "complete", "sent" or "attached": it is not so yet."""
CLAUSE_STARTS = _words(
    ", ; : - – — ( ) and but so however as because since which who i we it this that these they he she "
    "though although therefore then"
)
SINGULAR = _words("it this that which")
PLURAL = _words("these those they them both all")

ASKS = (
    r"\b(?:can|could|would|will) you\b|\blet (?:me|us) know\b|\bplease (?:confirm|advise|check|tell|say|chase|send)\b|"
    r"\b(?:if|whether|unless)\b"
)
IF_WANTED = r"\b(?:if|unless)\b|\bshould you\b"

GLUE = _words(
    ", ; and & / + or plus the a an our my both also updated final signed latest copy copies of full "
    "completed new revised recent two all ( ) - 's ’s draft outstanding remaining"
)
"""Between papers named in one breath."""
CONNECTORS = _words(", ; and & / + or plus -")
WHEN = _words(
    "by on before monday tuesday wednesday thursday friday saturday sunday mon tues wed thurs fri "
    "tomorrow today january february march april may june july august september october november december "
    "next week this end"
)
SEPARATORS = (
    _words(", ; - – — but with while whilst ( :"),
    _words("and & plus"),
)
"""Where one cue's papers end and the next one's begin; the first kind before the second."""
NOT_ITS_SUBJECT = _words(
    "what how who where whom why says sets shows states recommends explains concludes describes "
    "identifies confirms outlines details includes asks suggests requires needs"
)
"""Between a paper and a cue: what is to come is something else, of which the paper speaks."""
STANDS_FOR_IT = _words(
    "minutes notes copy version it this that which these those they both will is are now still hopefully"
)
"""Between the last comma or "and" and a cue, these still speak of the paper named before it; another word does not."""
NOT_ITS_OBJECT = _words(
    "once after when because until following if as since before so to date dates outcome confirmation "
    "decision response approval signature view views permission feedback comments invitation invite "
    "someone news hear about regarding re update updates details information info support funding apart "
    "except excluding bar besides without"
)
"""Between a cue and a paper: what is to come is something else, or the sentence has gone on."""
NOT_PAPERS = _words("support input work sessions session therapy worker team service services meeting hearing process")
"""Behind the name of a paper, these make it the name of something else: "CAMHS input"."""
