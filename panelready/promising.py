"""Promises of papers to follow: each read as of the day its message was sent, and when the first of them falls due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from casework.document import Document, DocumentType, Role
from casework.finding import Outcome
from casework.promise import Promise
from casework.submission import Message
from extractors.covering_note import promises
from generators.answer import Answer
from panelready.clock import LONDON, in_london, stored

MAIL = (".eml", ".msg")


def promised_in(
    documents: Iterable[Document], types: Mapping[str, DocumentType], sent_on: Mapping[str, date]
) -> dict[str, Promise]:
    """What the messages promise, by type of paper; the message that was sent last has the last word."""
    messages = [document for document in documents if document.role is Role.MESSAGE]
    messages.sort(key=lambda each: (sent_on.get(each.content, date.min), each.file, each.inside))
    found: dict[str, Promise] = {}
    for message in messages:
        for promise in promises([message], types, sent_on.get(message.content)):
            found[promise.type_id] = promise
    return found


def days_sent(documents: Sequence[Document], message: Message | None) -> dict[str, date]:
    """The day in London the outermost message was sent, under its content.

    Only one envelope is kept of what came together; where two messages lie side by side it may be either's, and
    neither has a day.
    """
    outermost = [each for each in documents if each.role is Role.MESSAGE and not _inside_mail(each)]
    if len(outermost) != 1 or message is None or message.sent_at is None:
        return {}
    return {outermost[0].content: in_london(message.sent_at).date()}


def looked_at_again(answer: Answer) -> datetime | None:
    """When an answer has to be looked at again, in UTC: as the day begins after the first promised one."""
    days = [
        finding.promised_by
        for finding in answer.findings
        if finding.outcome is Outcome.PROMISED and finding.promised_by is not None
    ]
    return stored(datetime.combine(min(days) + timedelta(days=1), time(), LONDON)) if days else None


def _inside_mail(document: Document) -> bool:
    return any(container.lower().endswith(MAIL) for container in document.inside)
