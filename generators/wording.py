"""Findings in English: the only place, beside the templates, that holds sentences for people.

Two voices. The administrator hears everything: file names, words and reasons given. The social worker's sentence
leaves as a mail, so it is filled from document types, dates, states and the council's own words alone; a file name
cannot slip in, because the slots of that voice do not hold one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from casework.document import Unreadable
from casework.finding import Finding, Outcome, Verdict
from generators.sentences import FILE_KINDS, SENTENCES, STATES_NEEDED
from generators.terms import Terms, in_words, plain, with_article
from generators.unreadable_words import ASKS_TO_SEND, WHY_UNREADABLE

OUR_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
MOST_NAMED = 3
"""A longer list of document types is a group, and says less than 'a paper of this kind'."""


class Voice(StrEnum):
    """Who is spoken to."""

    ADMINISTRATOR = "administrator"
    SOCIAL_WORKER = "social_worker"


@dataclass(frozen=True, slots=True)
class Label:
    """An outcome as a mark and a word, so that colour is never alone; `tone` picks the colour."""

    mark: str
    word: str
    tone: str


OUTCOME_LABELS: Mapping[Outcome, Label] = {
    Outcome.MET: Label("✓", "Found", "good"),
    Outcome.NOT_NEEDED: Label("–", "Not needed", "quiet"),
    Outcome.WAIVED: Label("✓", "Accepted this time", "good"),
    Outcome.READ_ELSEWHERE: Label("–", "On the case system", "quiet"),
    Outcome.NOTED: Label("i", "Worth knowing", "quiet"),
    Outcome.PROMISED: Label("…", "To follow", "open"),
    Outcome.MISSING: Label("✗", "Missing", "open"),
    Outcome.OUT_OF_DATE: Label("!", "Out of date", "open"),
    Outcome.UNFINISHED: Label("!", "Not finished", "open"),
    Outcome.ASK: Label("?", "Question", "open"),
    Outcome.UNSURE: Label("⚑", "Please check", "check"),
}

VERDICT_LABELS: Mapping[Verdict, Label] = {
    Verdict.READY: Label("✓", "Ready for panel", "good"),
    Verdict.INCOMPLETE: Label("!", "Incomplete", "open"),
    Verdict.REFERRED: Label("⚑", "A person needs to look", "check"),
}

CODES: Mapping[str, str] = {
    "answer_unclear": "an answer to our questions has to be read by a person",
    "conflicting": "the papers disagree with each other",
    "delegated": "this decision does not go to the panel",
    "excluded": "the panel does not fund this",
    "late": "the papers came late",
    "policy_unclear": "the council's policy leaves this open",
    "request_unclear": "it is not clear what is being asked",
    "same_case": "this may belong to another request",
    "sender": "we do not know the sender",
    "two_requests": "there may be two requests",
    "unknown_document": "a paper was not recognised",
    "unreadable": "a file could not be read",
    "unsafe_file": "a file may not be safe",
    "urgent": "the papers say it is urgent",
    "wrong_child": "a paper may be about another child",
    "wrong_panel": "this may belong to another panel",
}

_HOW: Mapping[str, str] = {"newer": "the newer", "finished": "finished"}

HELD: Mapping[str, str] = {
    "no_recipient": "we do not know whom to send it to",
    "referred": "a person decides first",
    "may_have_left": "it may have left already",
    "off": "no replies are written",
    "stopped": "a person stopped it before it left",
    "draft_mode": "a person sends every reply",
    "auto_submitted": "the mail says that a machine wrote it",
    "null_return_path": "the mail has no address that it could be returned to, as bounces have",
    "report": "the mail is a report of a mail system",
    "mailing_list": "the mail came from a mailing list",
    "bulk": "the mail was sent in bulk",
    "auto_reply_header": "the mail is an automatic reply",
    "failed_recipients": "the mail says that another could not be delivered",
    "role_sender": "its address is one that nobody reads",
    "automatic_subject": "its subject is that of an automatic mail",
    "our_own_mail": "it is a mail of our own",
    "invitation": "the mail is an invitation to a meeting",
    "withdrawn": "papers that it answers were taken away again from where they came",
    "unseen": "papers may lie in a drop that could not be looked at",
    "paused": "automatic replies are turned off until a person has looked at why",
    "replies_paused": "several replies met bounces or automatic answers within ten minutes",
    "not_one_writer": "it cannot be told who wrote the mail",
    "sender_not_allowed": "its sender is of no domain that may be answered without a person",
    "sender_not_authenticated": "our mail server does not vouch for the sender",
    "reply_to_elsewhere": "the mail wants its answer sent outside the council",
    "recipient_is_not_the_writer": "it is addressed to somebody who did not write the mail",
    "version_answered": "these papers were answered already",
    "too_many_for_request": "this request had as many replies in a day as may leave without a person",
    "too_many_for_sender": "this person had as many replies in an hour as may leave without a person",
    "too_many_from_mailbox": "as many replies as may leave without a person have left in this hour",
    "recipient_changed": "somebody has changed whom the draft goes to",
    "same_words": "the same person had the same words within a day",
    "reply_text": "reply.txt",
    "reply_html": "reply.html",
    "recipient_refused": "the mail server refused the recipient",
    "mail_refused": "the mail server refused the mail",
    "bounced": "it came back",
}
"""Why a reply waits for a person, or was not delivered; each goes on after “because”."""


def sentence(finding: Finding, terms: Terms, voice: Voice = Voice.ADMINISTRATOR) -> str:
    """Say a finding in English, to whom it may be said."""
    said = SENTENCES[finding.reason]
    template = said.administrator if voice is Voice.ADMINISTRATOR else said.social_worker
    slots = _shared_slots(finding, terms)
    if voice is Voice.ADMINISTRATOR:
        slots |= _administrators_slots(finding, terms)
    words = " ".join(template.format_map(slots).split())
    return words[:1].upper() + words[1:]


def day_in_words(day: date | None) -> str:
    """A date as people write it.

    >>> day_in_words(date(2026, 3, 10))
    '10 March 2026'
    """
    return "" if day is None else f"{day.day} {day:%B %Y}"


def day_of(iso: str | None) -> date | None:
    """The date that a detail of a finding holds, if it is one."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def reason_in_words(code: str) -> str:
    """Why something was referred; a code that only a policy uses is said as it is written there."""
    return CODES.get(code) or code.replace("_", " ")


def held_in_words(why: str | None) -> str:
    """Why a reply waits; a reason that is no code of ours is already in words."""
    return HELD.get(why or "") or (why or "").replace("_", " ").rstrip(".")


def _shared_slots(finding: Finding, terms: Terms) -> dict[str, str]:
    """What both voices may say: the words of policies and of this program, dates, and nothing of the papers."""
    details = finding.details
    types = _ids(details["types"]) if "types" in details else finding.document_types
    within = details.get("within", "")
    return {
        "type": _type(_first(details.get("type"), types), terms),
        "types": _wanted(types, _ids(details.get("fields", details.get("field"))), terms),
        "found_type": _type(details.get("found_type"), terms),
        "holder": _type(details.get("holder"), terms),
        "review_clause": _clause("It is to be looked at again by {}.", _day(details.get("review_due"))),
        "topics": in_words(_ids(details.get("topics"))) or "what the council asks for",
        "sitting_day": _day(details.get("date")) or "that day",
        "reason_to": f"the {details['reason_to']}" if details.get("reason_to") else "the panel",
        "decided_by": f"the {details['decided_by']}" if details.get("decided_by") else "a manager",
        "dated": _dated(details) or "an unknown day",
        "dated_clause": _clause(", dated {}", _dated(details)),
        "oldest": _day(details.get("oldest")),
        "figure_clause": _clause("Our working figure is {}.", within),
        "look": "Please look at it." if finding.outcome is Outcome.UNSURE else "",
        "must_be": _must_be(within, _day(details.get("oldest"))),
        "by_clause": _clause(" by {}", _day(details.get("by"))),
        "ask_when": "" if _day(details.get("by")) else "Please tell us by when.",
        "was_due_clause": _clause("The message said that it would follow by {}.", _day(details.get("was_by"))),
        "asked": _day(details.get("asked")) or "the day asked for",
        "said": _day(details.get("said")) or "another day",
        "how": _HOW.get(details.get("how", ""), "the one that counts"),
        "next_clause": _clause("They can make the next sitting, on {}.", _day(details.get("date"))),
        "which_note": _clause("The council asks for {}.", details.get("which", "").rstrip(".")),
        "blank": _blank(finding.blank, terms),
        "maybe_clause": _clause("It may be {}.", in_words((_type(kind, terms) for kind in types), "or")),
        "needed": STATES_NEEDED.get(details.get("state", ""), "a finished copy"),
        "question": details.get("question", "").strip(),
        "no_because": _no_because(details),
        "says": details.get("says", "").strip(),
        "what_clause": _clause(": {}", details.get("what", "").rstrip(".")),
        "panel": terms.panel(details.get("panel")) or "another panel",
        "others": details.get("others") or "something else",
        "unread": _look_up(WHY_UNREADABLE, details.get("why")),
        "send": _look_up(ASKS_TO_SEND, details.get("why")),
        "kind": FILE_KINDS.get(PurePosixPath(details.get("file", "").lower()).suffix, "file"),
    }


def _administrators_slots(finding: Finding, terms: Terms) -> dict[str, str]:
    """What only the administrator may hear: file names, labels and values as the papers have them."""
    details = finding.details
    file = details.get("file") or next(iter(finding.documents), "")
    return {
        "file": f"“{file}”" if file else "one of the papers",
        "in_file": f" ({_part_of_file(details)}“{file}”)" if file else "",
        "blank": in_words(terms.field_label(name) for name in finding.blank) or "some parts",
        "label": details.get("label") or "This",
        "why": details.get("why", "").rstrip(".").replace("_", " ") or "none given",
        "about": details.get("about", "one point").replace("_", " "),
        "other": details.get("other") or "another paper",
        "sum": details.get("sum") or "a sum",
        "quoted": details.get("quoted") or "another",
        "status": details.get("status") or "one thing",
        "other_status": details.get("other_status") or "another",
        "value": details.get("value", "").replace("_", " ").rstrip(".") or "left open",
        "request": details.get("request") or "number not known",
    }


def _part_of_file(details: Mapping[str, str]) -> str:
    """Which part of a file is meant, where it holds several papers."""
    if "first_page" in details:
        return f"{pages_in_words(int(details['first_page']), int(details['last_page']))} of "
    return f"from {details['begins']} of " if "begins" in details else ""


def pages_in_words(first: int, last: int) -> str:
    """A range of pages.

    >>> pages_in_words(4, 9), pages_in_words(2, 2)
    ('pages 4 to 9', 'page 2')
    """
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _type(type_id: str | None, terms: Terms) -> str:
    return with_article(terms.document_type(type_id)) if type_id else "this paper"


def _wanted(types: tuple[str, ...], fields: tuple[str, ...], terms: Terms) -> str:
    """What would answer a requirement: papers of these types, or these entries on a form."""
    papers = [_type(kind, terms) for kind in types]
    if len(papers) > MOST_NAMED:
        papers = ["a paper of this kind"]
    entries = [f"the entry “{terms.field_label(field)}” on the form" for field in fields]
    return in_words((*papers, *entries), "or") or "this paper"


def _ids(joined: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (joined or "").split(",") if part.strip())


def _first(one: str | None, others: tuple[str, ...]) -> str | None:
    return one or next(iter(others), None)


def _day(iso: str | None) -> str:
    """A date in words; what is no date is not repeated, for it would be words of the papers."""
    return day_in_words(day_of(iso))


def _dated(details: Mapping[str, str]) -> str:
    """The date of a paper; where it names only a month or a week, the last day of that, which counts."""
    day = _day(details.get("dated"))
    return f"by month or week only, at the latest {day}" if day and details.get("dated_from") else day


def _clause(template: str, words: str) -> str:
    """A part of a sentence that is there only where its words are."""
    return template.format(words) if words else ""


def _must_be(within: str, oldest: str) -> str:
    if not oldest:
        return "A more recent one is needed."
    age = f"That is more than {within} old. " if within else ""
    return f"{age}It has to be dated {oldest} or later."


def _blank(names: Iterable[str], terms: Terms) -> str:
    """Fields and sections as the forms print them; words that stand on no form we know are not repeated."""
    known = [terms.ours(name) or _by_our_id(name) for name in names]
    return in_words(name for name in known if name) or "some parts"


def _by_our_id(name: str) -> str:
    return plain(name) if OUR_ID.fullmatch(name) else ""


def _no_because(details: Mapping[str, str]) -> str:
    if details.get("assumed") == "yes":
        return "The papers do not say, and we took that as no."
    return "We go by the answer to our question." if details.get("answered") == "yes" else "The papers say no."


def _look_up(table: Mapping[Unreadable, str], why: str | None) -> str:
    return table[Unreadable(why)] if why in set(Unreadable) else table[Unreadable.DAMAGED]
