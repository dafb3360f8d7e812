"""Whom a mail was written to: the council and the panel whose mailboxes stand in its To and Cc.

Mailboxes are told in a council's own file (`mailboxes`, docs/settings.md). More than one panel, or none, says nothing.
"""

from casework.panel import RecognisedBy
from casework.submission import Message
from panelready.app import App
from panelready.store.submissions import StoredSubmission
from validators.load_policy import Policy


def council_addressed(message: Message | None, of_drop: str | None, policy: Policy) -> str | None:
    """The council a mail is for: that of its drop, unless it was written to another council's mailboxes alone."""
    if message is None:
        return of_drop
    told = {
        council.id
        for council in policy.authorities.values()
        if any(
            _was_written_to(message, recognised_by)
            for recognised_by in (council.recognised_by, *(panel.recognised_by for panel in council.panels))
        )
    }
    return told.pop() if len(told) == 1 else of_drop


def panel_given(part: StoredSubmission, app: App) -> str | None:
    """The panel that papers are for by the way they came: the only one of their drop, or the one they were sent to."""
    of_drop = app.panel_of_drop(part.drop_name)
    council = app.policy.authorities.get(part.authority or "")
    if of_drop is not None or part.message is None or council is None:
        return of_drop
    told = {panel.id for panel in council.panels if _was_written_to(part.message, panel.recognised_by)}
    return told.pop() if len(told) == 1 else None


def _was_written_to(message: Message, recognised_by: RecognisedBy) -> bool:
    return bool({address.lower() for address in recognised_by.mailboxes} & {*message.to, *message.cc})
