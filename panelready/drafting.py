"""The reply to a screening as a mail that is ready to leave, addressed and threaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from casework.request import Sitting
from generators.answer import Answer
from generators.letter import Correction
from generators.reply import OnBehalfOf, as_eml, reply_of
from panelready.app import App
from panelready.ids import message_id, reply_key
from panelready.screening_step import recipient_of
from panelready.store.requests import StoredRequest
from panelready.store.submissions import StoredSubmission
from validators.sitting import following_sitting

KIND = {"ready": "confirmation", "incomplete": "reply", "referred": "reply"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail ready to leave, and to whom; no recipient where the papers and the drop name none."""

    recipient: str | None
    message: bytes
    broken_templates: tuple[str, ...] = ()


def draft_reply(
    app: App,
    request: StoredRequest,
    number: int,
    answer: Answer,
    previous: Answer | None,
    parts: Sequence[StoredSubmission],
    correction: Correction | None = None,
) -> Draft:
    """The reply that this answer calls for; for a referred request, the one a person may release."""
    service = app.settings.service
    reply = reply_of(
        answer,
        case_id=request.id,
        on_behalf_of=OnBehalfOf(service.team, service.sender),
        previous=previous,
        next_sitting=_next_sitting(app, answer),
        templates=app.data.councils / answer.authority if answer.authority else None,
        correction=correction,
    )
    recipient = recipient_of(parts)
    mail = next((part.message for part in reversed(parts) if part.message), None)
    key = reply_key(request.id, number, KIND[answer.verdict.value])
    message = as_eml(
        reply,
        sender=service.sender,
        recipient=recipient,
        message_id=message_id(key, service.mail_domain),
        in_reply_to=mail.message_id if mail else None,
        references=(*mail.references, *([mail.message_id] if mail.message_id else [])) if mail else (),
        date=app.now().replace(tzinfo=UTC, microsecond=0),
    )
    return Draft(recipient, message, reply.broken_templates)


def _next_sitting(app: App, answer: Answer) -> Sitting | None:
    authority = app.policy.authorities.get(answer.authority or "")
    panel = authority.panel(answer.panel or "", answer.edition or "") if authority else None
    if authority is None or panel is None or answer.sitting is None or answer.sitting.date is None:
        return None
    kind = panel.request_type(answer.request_type or "")
    return following_sitting(panel, answer.sitting.date, app.policy.closed_days(authority.id), kind)
