"""What the words beside a date say that it is the date of, and which of these date a paper: two tables to be read.

`CLAIMS` names what words say, the first that fits counting. `order_of` ranks for one type what dates it: first what
its own labels say, in their order, then what is usual for papers of its kind. What stands in no order dates no paper:
births, hearings, what is still to come, the printing of a form.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from casework.document import DocumentType, Role
from casework.judging import once
from extractors.words import folded


class Claim(StrEnum):
    """What a date is said to be the date of."""

    BIRTH = "a birth"
    PRINTED = "the printing, or the form's own edition"
    ORDERED = "an order that was made"
    NEXT = "something still to come"
    LAST = "something before this paper"
    HEARING = "a hearing"
    HEARD = "the hearing that an order is of"
    SEALED = "a court's stamp"
    AUTHORISED = "a manager's approval"
    PANEL = "a panel"
    REFERRED = "a referral"
    REQUESTED = "a request"
    STARTED = "a beginning"
    MET = "people meeting"
    SIGNED = "a signature"
    MADE = "the paper being written or finished"
    SHARED = "the paper reaching others"
    SENT = "the paper leaving its writer"
    REVIEWED = "a review"
    SEEN = "a visit or session"
    REGISTERED = "a birth's entry in the register"
    EVENT = "something in the child's life"
    ISSUED = "a paper being issued"
    DRAFTED = "a draft"
    PLAIN = "nothing: the word date alone"
    ROLE = "somebody's part in it"
    NAMED = "nothing: somebody's name, at the foot"
    TITLE = "the title, which carries it"
    TIMED = "a day and an hour near the top"
    ALONE = "nothing: it stands alone near the top"
    NEAR = "nothing: it stands at the head or foot among other words"
    ENTRY = "the newest entry of a table of events"


CLAIMS: Mapping[Claim, re.Pattern[str]] = {
    claim: re.compile(rf"\b(?:{words})\b")
    for claim, words in {
        Claim.BIRTH: r"births?|dob|d o b|born|^b$|edd|e d d|edc|baby due|due date of baby",
        Claim.PRINTED: r"print(?:ed|out)?|downloaded|exported|extracted|generated|template|specimen|policy"
        r"|edition|copyright|(?<!date )(?:form|document) (?:amended|revised|version|updated|reviewed|rev)"
        r"|version date|rev(?:ision)?|report run|run on",
        Claim.ORDERED: r"(?:this|the) order(?: was)?(?: made)?"
        r"(?! (?:\w+ )?(?:ends?|expires?|lasts?|continues?|runs?|remains?))|order(?:s)? made|ordered|order of"
        r"|made (?:on|this|by the court)",
        Claim.NEXT: r"next|return|to be|to sign|will|would|due|deadlines?|target|planned|expected|proposed(?! plan)"
        r"|anticipated|future|forthcoming|listed|expir\w*|ends?(?! (?:and |or )?(?:complet|finish))|ending|until"
        r"|valid|by when|timescales?"
        r"|for review|(?:update|report) (?:\w+ ){0,6}for (?:\w+ ){1,5}(?:review|conference)(?: on)?$"
        r"|estimated|booked|reviewed by|review by|required by|no later than|filing|start finish"
        r"|(?<=\w )(?<!date )(?<!\bup )(?<!updated )(?<!certified )(?<!correct )(?<!current )to$"
        r"|(?<!referral )(?<!request )(?:to|for|at|go|before|back to) (?:\w+ ){0,2}panel(?! by)"
        r"|(?:reviews?|conferences?|meetings?|reports?|plans?|assessments?|updates?|done|ready|in) by$",
        Claim.LAST: r"previous|previously|prior|replac\w*|supersed\w*|original|originally|earlier|since"
        r"|old(?= (?:\w+ )?(?:plan|report|version|form|assessment|statement|order|date|one)s?\b)|^old$"
        r"|from(?: the| about| around)?$|(?:actions|arising|matters|minutes|carried over|recommendations) from"
        r"|first (?:issued|prepared|made|written|drafted|completed)(?! (?:and )?(?:last )?updat)"
        r"|last (?!updat|revis|amend|edit|sign|entr|complet|chang|sav)\w*|initially|not|reasons?",
        Claim.HEARING: r"hearings?|court date|irh|cmh|icmh|fcmh|trial|dra|fhdra|ptr|phr",
        Claim.SEALED: r"seal(?:ed)?|court stamp",
        Claim.AUTHORISED: r"authori[sz]\w*|approv\w*|ratif\w*|(?<!mother )(?<!father )(?<!mum )"
        r"(?<!dad )(?<!parents )(?<!both )agreed|agreement(?= date| by)|sign(?:ed)? off"
        r"|countersigned|checked|(?:read|overseen)(?: through)? by|managers? (?:decision|oversight|comments?)"
        r"|quality assured"
        r"|endorsed by(?! (?:the )?iro)",
        Claim.PANEL: r"(?<!referral to )(?<!request to )"
        r"panels?(?! (?:coordinator|co ordinator|administrator|adviser|advisor|office|team))",
        Claim.REFERRED: r"referr\w*",
        Claim.REQUESTED: r"dates? of (?:this |the )?request|request date|^request$",
        Claim.STARTED: r"start\w*(?! (?:and )?(?:finish|complet|end))"
        r"|(?:began|begun|commenced|opened)(?! (?:and )?(?:finish|complet|conclud|end|clos))|commenc(?:es?|ing|ement)"
        r"|allocated|instruct\w*|direct(?:ed|ions?)|requested|initiated|applied",
        Claim.MET: r"meetings?(?: date)?|held|convened|conferences?|fgcs?|fgm|took place|taken place|met|discussions?"
        r"|supervision(?: date| session)?$|^session(?: date| held| on)?$|date of (?:this |the )?session"
        r"|consultations?|consulted|talked about|discussed|date and time"
        r"|date time|date venue|when where|where when|date and venue|date and place|^when$"
        r"|date of (?:this )?(?:lpm|ppm|pep|plo)"
        r"|when and where|where and when|core group|icpc|rcpc|rpc|lac review|cic review|present on"
        r"|attended on",
        Claim.SIGNED: r"sign(?:ed|ature|atures|ing)?|sgd|sig",
        Claim.MADE: r"complet(?:ed|ion|e d)|finish(?:ed)?|finali[sz]ed|concluded|^written|^(?:draft )?assessment ended"
        r"|(?:put|pulled) together|brought up to|(?:report|plan|form|assessment|statement|summary) (?:done|finished)"
        r"|plan made"
        r"|last changed|we wrote (?:it|this)|(?:agreement|contract|deed) (?:is |was )?(?:made|entered into)"
        r"|^(?:witness )?statement of (?:\w+ ){1,5}dated|this (?:one|issue)|date filled"
        r"|date of (?:this )?form|form date|^set at$"
        r"|(?:report|plan|statement|summary) written|written (?:on|by|up)"
        r"|date written|^reported(?: on)?$|prepared|compiled|drawn up|produced|^done(?: on)?(?! by$)|updated?"
        r"|revised|amended|recorded|typed|dictated|noted by|minuted|author|filled (?:in|out)|drawn|saved"
        r"|date raised|as at|as of|(?:correct|current) (?:at|to|as)|up to date(?: to| at)?"
        r"|(?:this|of|of the) (?:\w+ ){0,3}(?:report|plan|assessment|statement|summary|version|document|chronology"
        r"|letter|genogram|overview|analysis|record|quote|quotation|invoice|support plan|threshold|note|draft plan)"
        r"|(?:report|plan|statement|assessment|summary|letter|quote|quotation|invoice|chronology)"
        r" (?:\w+ )?dated?"
        r"|latest entry|last entry|^(?:report|assessment|statement|plan|summary|letter)$",
        Claim.SHARED: r"circulated|distributed|received|upload\w*|shared",
        Claim.SENT: r"sent|sending|served|filed|dispatched|despatched|submitted|posted|emailed|by email"
        r"|handed over|hand delivered",
        Claim.REVIEWED: r"reviews?|reviewed|reviewing",
        Claim.SEEN: r"visits?|visited|seen|sessions?|clinic|interview\w*|contacts?|appointment|examined",
        Claim.REGISTERED: r"registered|date of registration",
        Claim.EVENT: r"placement|placed|admission|admitted|moved|orders?|looked after|came into"
        r"|accommodat\w*|incident|disruption|ended|removed|died|death|deceased|photograph|dbs|medicals?"
        r"|checks?|endorse\w*|decision|decided|adopt\w*|relevant date|convict\w*|licen[cs]e|regist\w*"
        r"|arriv\w*|discharged?|letter of|report of|age|aged",
        Claim.ISSUED: r"issued?|date of issue",
        Claim.DRAFTED: r"draft(?:ed)?|version|v\d+(?: \d+)?",
        Claim.PLAIN: r"^dated?(?: (?:this|the|on))?$|date$|^on$",
        Claim.ROLE: r"managers?|tm|sw|workers?|counsel|on behalf of"
        r"|for (?:the )?(?:local )?(?:authority|council|provider|purchaser|applicant|la)"
        r"|assessor|practitioner|chair(?:person)?"
        r"|iro|reviewing officer|head of service|service manager|solicitor|psychologist|clinician|nurse"
        r"|guardian|director|officer",
    }.items()
}  # fmt: skip
"""Of folded words."""

_OF_TYPES = (
    Claim.MET, Claim.REVIEWED, Claim.REFERRED, Claim.REQUESTED, Claim.PANEL, Claim.ORDERED, Claim.MADE,
    Claim.AUTHORISED, Claim.SIGNED, Claim.ISSUED, Claim.REGISTERED, Claim.PLAIN,
)  # fmt: skip
"""What a type's own label stands for in any wording; other labels of a type stand for themselves."""
_WRITTEN = (
    Claim.MADE, Claim.ALONE, Claim.SIGNED, Claim.AUTHORISED, Claim.PLAIN, Claim.TITLE, Claim.DRAFTED, Claim.NAMED,
    Claim.ROLE, Claim.NEAR, Claim.SENT,
)  # fmt: skip
_LETTER = (
    Claim.PLAIN, Claim.ALONE, Claim.TITLE, Claim.MADE, Claim.SIGNED, Claim.DRAFTED, Claim.NAMED, Claim.ROLE, Claim.SENT,
    Claim.NEAR,
)  # fmt: skip
_FORM = (Claim.SIGNED, Claim.AUTHORISED, Claim.SENT, Claim.NAMED, Claim.ROLE, Claim.ALONE, Claim.NEAR, Claim.DRAFTED)
_FORM_OF_A_PANEL = (Claim.SIGNED, Claim.NAMED, Claim.MADE, Claim.ROLE, Claim.NEAR, Claim.AUTHORISED, Claim.DRAFTED)
"""Of a request form that asks only for its panel: by who signed it, where somebody did."""
_MEETING = (Claim.MET, Claim.PLAIN, Claim.TITLE, Claim.TIMED, Claim.ALONE, Claim.REQUESTED, Claim.NEAR)
_ORDER = (
    Claim.ORDERED, Claim.PLAIN, Claim.TITLE, Claim.ALONE, Claim.HEARD, Claim.SEALED, Claim.SIGNED, Claim.NEAR,
)  # fmt: skip
_ENTRIES = (
    Claim.TITLE,
    Claim.ENTRY,
    Claim.MADE,
    Claim.TIMED,
    Claim.ALONE,
    Claim.SIGNED,
    Claim.NAMED,
    Claim.NEAR,
    Claim.MET,
    Claim.SEEN,
)
_MET_ABOUT = {Claim.MET, Claim.REVIEWED, Claim.PANEL}
_BY_A_JUDGE = re.compile(
    r"\b(?:before|by)\b.{0,60}\b(?:judge|justices?|magistrates?|recorder|hhj|d?dj)\b"
    r"|\b(?:hhj|d?dj|(?:district|circuit) judge|recorder)(?: [\w.’'-]+){1,2}\W*(?:on\W*)?$",
    re.IGNORECASE,
)
_BY_A_WRITER = re.compile(
    r"^\W*(?:written|prepared|compiled|drawn up|put together|pulled together|produced|typed)\b[^;:]{0,60}\bby\s+\w",
    re.IGNORECASE,
)
"""Whomever it is for: "written for the panel by Ann Bell"."""
_UPDATED = re.compile(
    r"\W*(?:last |then )?(?:updated|revised|amended) (?:with|after|following|in the light of)\b[^:;]*", re.IGNORECASE
)
"""Whatever it was updated with: "updated with consultation replies"."""
_DRAFT = re.compile(r"\b(?:draft|version|v\s?\d)", re.IGNORECASE)
_UNDONE = re.compile(
    r"\b(?:not|yet to be)(?: yet)?(?: been)? (?:filed|served|signed|agreed|approved|authorised|checked|sent"
    r"|final(?:ised)?)(?: off)?\b|\bun(?:signed|filed|approved|checked)\b",
    re.IGNORECASE,
)
"""What has not been done with a draft: it was not filed on its day."""
_TEAM = re.compile(
    r"(?:children )?(?:looked after|adoption|placements?|accommodation|removal)"
    r"(?: (?:and|children|child|permanen\w+|fostering|adoption|placements?|services?|teams?))*"
)
"""A clause that only names whose manager somebody is."""
_ON = "on"
"""Alone it dates what has no other words; behind other words it belongs to those."""
_CLAUSES = re.compile(r"[,;:()\[\]|·•]|\s[–—-]\s?|(?<=\d)\s+(?=Date)")


@once
def claim_of(words: str) -> Claim | None:
    """What the words before a date say, the clause next to it first; None where they say nothing.

    >>> claim_of("Authorised by: Ann Bell, Team Manager, on"), claim_of("Date of next meeting")
    (<Claim.AUTHORISED: "a manager's approval">, <Claim.NEXT: 'something still to come'>)
    """
    if _BY_A_JUDGE.search(words):
        return Claim.ORDERED
    by_a_writer = _BY_A_WRITER.match(words)
    if _DRAFT.search(words):
        words = _UNDONE.sub("draft", words)
    parts = [part for part in reversed(_CLAUSES.split(words)) if part.strip()]
    if parts and _UPDATED.fullmatch(parts[0]):
        return Claim.MADE
    clauses = [folded(clause) for clause in parts]
    said = [(clause, claim) for clause in clauses if (claim := _clause_claim(clause))]
    if any(claim is Claim.ROLE for _, claim in said):
        said = [(clause, claim) for clause, claim in said if not _TEAM.fullmatch(clause)]
    telling = [claim for clause, claim in said if claim is not Claim.ROLE and clause != _ON]
    if by_a_writer and not (len(telling) > 1 and telling[0] is Claim.AUTHORISED):
        return Claim.MADE  # "written by Ann Bell, agreed by Bo Carr" tells when the latter agreed
    return telling[0] if telling else said[0][1] if said else None


@once
def _clause_claim(clause: str) -> Claim | None:
    return next((claim for claim, words in CLAIMS.items() if words.search(clause)), None)


def order_of(kind: DocumentType, *, is_letter: bool = False) -> tuple[Claim, ...]:
    """What dates a paper of a type, best first; of a request form only what its own labels say."""
    own = [claim for label in kind.date_labels if (claim := claim_of(label)) in _OF_TYPES]
    if kind.role is Role.FORM:
        known = [claim for claim in own if claim is not Claim.PANEL]
        if not known:
            return _FORM_OF_A_PANEL if own else ()
        return tuple(dict.fromkeys((*known, *_FORM)))
    if kind.dated_by_last_row:
        own = [claim for claim in own if claim is not Claim.PLAIN]  # "Date" heads the column of the events
    if is_letter and Claim.PLAIN in own:
        own.insert(own.index(Claim.PLAIN) + 1, Claim.ALONE)
    return tuple(dict.fromkeys((*own, *_usual(kind, own, is_letter=is_letter))))


def is_of_meeting(kind: DocumentType) -> bool:
    """Whether a type is dated by when people met, and not by when it was written."""
    return bool(kind.date_labels) and claim_of(kind.date_labels[0]) in _MET_ABOUT


def _usual(kind: DocumentType, own: list[Claim], *, is_letter: bool) -> tuple[Claim, ...]:
    if not kind.date_labels and not kind.dated_by_last_row:
        return ()
    if kind.dated_by_last_row:
        return _ENTRIES if Claim.MADE in own else (Claim.ENTRY, *_ENTRIES)
    seen = (Claim.SEEN,) if any(claim_of(label) is Claim.SEEN for label in kind.date_labels) else ()
    if is_of_meeting(kind):
        return (*_MEETING, Claim.MADE) if claim_of(kind.date_labels[0]) is Claim.REVIEWED else _MEETING
    if Claim.ORDERED in own:
        return _ORDER
    if is_letter:
        return (*_LETTER, *((Claim.MET,) if _is_made_at_a_meeting(kind) else ()), *seen)
    if _is_made_at_a_meeting(kind):
        return (Claim.MADE, Claim.PLAIN, Claim.MET, *_WRITTEN, Claim.TIMED)
    if folded(kind.date_labels[0]) == "date of assessment":
        seen = (Claim.SEEN,)
    return (*_WRITTEN, *seen)


def _is_made_at_a_meeting(kind: DocumentType) -> bool:
    """Whether people make such a plan together; of an assessment the plan tells of meetings to come."""
    words = {*folded(kind.name).split(), *folded(kind.date_labels[0]).split()}
    return "plan" in words and "assessment" not in words
