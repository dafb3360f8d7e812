"""Whether a reply may leave without a person: the whole order of checks, one table. Pure; every rule stands alone.

The first rule that applies decides. What none applies to leaves by itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from casework.submission import Message, Origin
from panelready.reply_settings import Replies
from panelready.strict import Mode

EXCHANGE = "exchange"


class Treatment(StrEnum):
    """What becomes of a reply."""

    NONE = "none"
    """Nothing is written."""
    DRAFT = "draft"
    """It is laid out for a person to send, as all are in that mode."""
    HOLD = "hold"
    """It waits for a person, who gets a task that says why."""
    SEND = "send"
    """It leaves by itself, after the time in which it can be stopped."""


@dataclass(frozen=True, slots=True)
class Lately:
    """What has left by itself lately, and whether replies have been turned off because they met machines."""

    about_version: int = 0
    about_request: int = 0
    """In a day."""
    to_recipient: int = 0
    from_mailbox: int = 0
    """In an hour, as the one before."""
    same_words: bool = False
    """To that person, in a day."""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything that the rules look at. `message` is None where papers came without one.

    `came_by_mail` says that we ourselves fetched it from a mailbox: what a file says of who wrote it vouches nothing.
    """

    settings: Replies
    mode: Mode
    message: Message | None
    recipient: str | None
    own_addresses: frozenset[str] = frozenset()
    came_by_mail: bool = False
    withdrawn: bool = False
    """Whether a person took the papers away again from where they came."""
    unseen: bool = False
    """Whether papers that a notice calls expected may lie where we could not look."""
    lately: Lately = Lately()

    @property
    def origin(self) -> Origin:
        """Where the mail says that it comes from; empty where there is none, or it was kept by an older release."""
        return (self.message.origin if self.message else None) or Origin()


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its code, what follows where it applies, and when it does."""

    code: str
    then: Treatment
    applies: Callable[[Occasion], bool]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of a reply, and the rule that decided."""

    treatment: Treatment
    because: str | None = None


def decide(occasion: Occasion) -> Ruling:
    """What becomes of a reply on this occasion."""
    rule = next((each for each in RULES if each.applies(occasion)), None)
    return Ruling(rule.then, rule.code) if rule else Ruling(Treatment.SEND)


def machine_mark(message: Message | None, own_addresses: frozenset[str] = frozenset()) -> str | None:
    """The code of the first sign that a machine wrote this mail, or a list sent it on; None for a person's mail."""
    if message is None:
        return None
    occasion = Occasion(Replies(), "auto", message, None, own_addresses)
    return next((code for code, applies in NEVER_ANSWERED.items() if applies(occasion)), None)


def is_bounce(message: Message) -> bool:
    """Whether a mail says that another was not delivered; its Action may be empty (RFC 3464), and a delay is none."""
    origin = message.origin or Origin()
    if any(kind.endswith("disposition-notification") for kind in origin.kinds):
        return False
    if origin.report is not None:
        return not origin.report.actions or "failed" in origin.report.actions
    return any(name == "x-failed-recipients" for name, _ in origin.marks) or bool(NOT_DELIVERED.match(message.subject))


NOT_DELIVERED = re.compile(
    r"(?i)\s*(?:undeliver(?:able|ed)\b|delivery has failed\b|delivery failure\b|mail delivery failed\b|returned mail\b|"
    r"failure notice\b|delivery status notification \(failure\))"
)


def _marked(occasion: Occasion, *names: str) -> str | None:
    return next((value for name, value in occasion.origin.marks if name in names), None)


def _is_automatic(occasion: Occasion) -> bool:
    """RFC 3834, section 5: any value but `no`, whatever comment or parameter follows."""
    said = _marked(occasion, "auto-submitted")
    return said is not None and re.split(r"[\s;(]", said.strip(), maxsplit=1)[0] != "no"


def _from_list(occasion: Occasion) -> bool:
    return any(name.startswith("list-") for name, _ in occasion.origin.marks)


def _in_bulk(occasion: Occasion) -> bool:
    return (_marked(occasion, "precedence") or "").strip() in ("bulk", "list", "junk", "auto_reply")


def _is_report(occasion: Occasion) -> bool:
    return any(not kind.startswith("text/calendar") for kind in occasion.origin.kinds)


def _is_invitation(occasion: Occasion) -> bool:
    return any(kind.startswith("text/calendar") for kind in occasion.origin.kinds)


def _is_ours(occasion: Occasion) -> bool:
    marked = any(name.startswith("x-panelready-") for name, _ in occasion.origin.marks)
    return marked or bool(occasion.own_addresses & set(occasion.origin.writers))


ROLE = re.compile(
    r"(?:mailer-daemon|postmaster|root|daemon|listserv|majordomo|bounces?|owner-.*|.*-(?:request|bounces|owner))@.*"
    r"|(?:.*[._+-])?(?:no|do-?not|not)[._-]?reply(?:[._+-].*)?@.*|microsoftexchange[0-9a-f]{32}@.*"
)
"""Addresses that nobody reads; the last is Exchange's own."""

SUBJECT = re.compile(
    r"(?i)\s*(?:auto(?:matic|mated)?[\s:-]*(?:reply|response)\b|autoreply\b|ymateb awtomatig\b|"
    r"undeliver(?:able|ed)\b|undelivered mail\b|delivery (?:status notification|has failed|delayed|failure)\b|"
    r"mail delivery (?:failed|failure|subsystem)\b|message delivery (?:failed|failure)\b|returned mail\b|"
    r"failure notice\b|out of (?:the )?office\b|allan o'r swyddfa\b|(?:not )?read:|recall:|message recall\b)"
)
"""How Outlook, Exchange and other servers begin the subject of what they write themselves, in English and Welsh."""


def _from_a_role(occasion: Occasion) -> bool:
    return any(ROLE.fullmatch(writer) for writer in occasion.origin.writers)


def _says_so(occasion: Occasion) -> bool:
    return occasion.message is not None and SUBJECT.match(occasion.message.subject) is not None


NEVER_ANSWERED: dict[str, Callable[[Occasion], bool]] = {
    "auto_submitted": _is_automatic,
    "null_return_path": lambda occasion: occasion.origin.return_path == "",
    "report": _is_report,
    "mailing_list": _from_list,
    "bulk": _in_bulk,
    "auto_reply_header": lambda occasion: _marked(occasion, "x-autoreply", "x-autorespond") is not None,
    "failed_recipients": lambda occasion: _marked(occasion, "x-failed-recipients") is not None,
    "role_sender": _from_a_role,
    "automatic_subject": _says_so,
    "our_own_mail": _is_ours,
    "invitation": _is_invitation,
}
"""Any of these alone suffices. X-Auto-Response-Suppress is not among them: people's own Exchange mail carries it."""


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower().rstrip(".")


def _is_stranger(occasion: Occasion) -> bool:
    return any(_domain(writer) not in occasion.settings.domains for writer in occasion.origin.writers)


def _has_not_one_writer(occasion: Occasion) -> bool:
    return occasion.message is not None and len(occasion.origin.writers) != 1


def _answers_elsewhere(occasion: Occasion) -> bool:
    return any(_domain(address) not in occasion.settings.domains for address in occasion.origin.answer_to)


def _to_somebody_else(occasion: Occasion) -> bool:
    return occasion.message is not None and (occasion.recipient or "").lower() not in occasion.origin.writers


def is_authenticated(occasion: Occasion) -> bool:
    """Whether our own mail server vouches for the one address that wrote it.

    Exchange vouches by AuthAs, which it strips from outside mail, or by the topmost Authentication-Results, which it
    writes without a server's name. Another server vouches only under the name that the settings give it (RFC 8601).
    """
    by = (occasion.settings.authenticated_by or "").lower()
    origin = occasion.origin
    if not by or not occasion.came_by_mail or len(origin.writers) != 1:
        return False
    if by == EXCHANGE and origin.auth_as and set(origin.auth_as) == {"internal"}:
        return True
    return bool(origin.results) and vouches(origin.results[0], by, _domain(origin.writers[0]))


def vouches(result: str, by: str, domain: str) -> bool:
    """Whether an Authentication-Results header of that server says that the mail comes from that domain."""
    plain = _without_comments(result)
    server, is_named = _server_of(plain)
    if (by == EXCHANGE) == is_named or (is_named and server != by):
        return False
    found = re.findall(r"\b(spf|dkim|dmarc|compauth)\s*=\s*(\w+)", plain)
    said: dict[str, set[str]] = {}
    for method, verdict in found:
        said.setdefault(method, set()).add(verdict)
    passes = said.get("dmarc") == {"pass"} or (said.get("compauth") == {"pass"} and "fail" not in said.get("dmarc", ()))
    written_by = set(re.findall(r"\bheader\.from\s*=\s*\"?([\w.-]+)", plain))
    return passes and written_by == {domain}


def _server_of(plain: str) -> tuple[str, bool]:
    """The name at the head of a result, and whether there is one: RFC 8601 2.2 wants it, Exchange leaves it out."""
    first = plain.partition(";")[0].strip()
    return first.partition(" ")[0], "=" not in first.partition(" ")[0]


def _without_comments(text: str) -> str:
    """RFC 5322 3.2.2: comments nest."""
    depth, kept = 0, []
    for mark in text:
        depth += mark == "("
        if depth == 0:
            kept.append(mark)
        depth = max(0, depth - (mark == ")"))
    return "".join(kept)


def _is_not_authenticated(occasion: Occasion) -> bool:
    return occasion.message is not None and not is_authenticated(occasion)


RULES: tuple[Rule, ...] = (
    Rule("off", Treatment.NONE, lambda occasion: occasion.mode == "off"),
    *(Rule(code, Treatment.HOLD, applies) for code, applies in NEVER_ANSWERED.items()),
    Rule("withdrawn", Treatment.HOLD, lambda occasion: occasion.withdrawn),
    Rule("draft_mode", Treatment.DRAFT, lambda occasion: occasion.mode == "draft"),
    Rule("unseen", Treatment.HOLD, lambda occasion: occasion.unseen),
    Rule("paused", Treatment.HOLD, lambda occasion: occasion.lately.paused),
    Rule("no_recipient", Treatment.HOLD, lambda occasion: not occasion.recipient),
    Rule("not_one_writer", Treatment.HOLD, _has_not_one_writer),
    Rule("sender_not_allowed", Treatment.HOLD, _is_stranger),
    Rule("sender_not_authenticated", Treatment.HOLD, _is_not_authenticated),
    Rule("reply_to_elsewhere", Treatment.HOLD, _answers_elsewhere),
    Rule("recipient_is_not_the_writer", Treatment.HOLD, _to_somebody_else),
    Rule("version_answered", Treatment.HOLD, lambda occasion: occasion.lately.about_version >= 1),
    Rule(
        "too_many_for_request",
        Treatment.HOLD,
        lambda occasion: occasion.lately.about_request >= occasion.settings.most_per_request,
    ),
    Rule(
        "too_many_for_sender",
        Treatment.HOLD,
        lambda occasion: occasion.lately.to_recipient >= occasion.settings.most_per_sender,
    ),
    Rule(
        "too_many_from_mailbox",
        Treatment.HOLD,
        lambda occasion: occasion.lately.from_mailbox >= occasion.settings.most_per_mailbox,
    ),
    Rule("same_words", Treatment.HOLD, lambda occasion: occasion.lately.same_words),
)
"""In order. Automatic mail that brings papers is read, but a person decides whether anybody hears of it; such mail
without papers never comes here (panelready/filing.py). In draft mode a person addresses what the rules below it
would have held: only automatic mail is held even there."""
