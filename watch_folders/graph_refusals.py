"""How Microsoft Graph says no, as exceptions that name nobody; `trouble_of` is what people are told.

https://learn.microsoft.com/en-us/graph/errors lists statuses and codes.
"""

from __future__ import annotations

from casework.errors import PanelReadyError, TemporaryFailure
from watch_folders.arriving import Trouble, TroubleKind

MAIL = "Mail.ReadWrite"
SEND = "Mail.Send"
SITE = "Sites.Selected"

_GIVE: dict[str, str] = {
    MAIL: "the Exchange role “Application Mail.ReadWrite”, scoped to this mailbox",
    SEND: "the Exchange role “Application Mail.Send”, scoped to this mailbox; without it, use the mode draft",
    SITE: "Sites.Selected, and the role write on this site",
}


class GraphRefusal(PanelReadyError):
    """Graph refused a call; `status` is that of HTTP, `code` is Graph's own word."""

    def __init__(self, status: int, code: str = "", message: str = "") -> None:
        super().__init__(message or f"Microsoft 365 refused a call with {status} {code}".rstrip() + ".")
        self.status = status
        self.code = code


class NotAllowed(GraphRefusal):
    """403: a permission is missing; `needs` is its name."""

    def __init__(self, needs: str, code: str = "") -> None:
        give = _GIVE.get(needs, needs)
        super().__init__(403, code, f"Microsoft 365 does not allow it: give the application {give}.")
        self.needs = needs


class SignInRefused(GraphRefusal):
    """No token, or none that is taken, even a new one."""

    def __init__(self, code: str = "") -> None:
        what = "Microsoft 365 refuses the application's sign-in"
        code = f" ({code})" if code else ""
        advice = "Check the tenant, the application's id, and that its certificate or secret has not run out."
        super().__init__(401, "", f"{what}{code}. {advice}")


class NotThere(GraphRefusal):
    """404: what was asked for is not there, not there yet, or not ours to see."""


class LinkExpired(GraphRefusal):
    """410: a delta link is too old; `start` is where Graph wants us to begin again, or empty."""

    def __init__(self, code: str, start: str) -> None:
        super().__init__(410, code)
        self.start = start


class NameTaken(GraphRefusal):
    """409: there is something of that name already."""


class Stale(GraphRefusal):
    """412: it changed since we read it."""


class Locked(GraphRefusal):
    """423: somebody has the file open in Word."""


class Busy(TemporaryFailure):
    """Graph asks us to wait longer than a call may take; try again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Microsoft 365 asks us to slow down; the work goes on by itself.")
        self.seconds = seconds


class Away(TemporaryFailure):
    """Graph cannot be reached, or answers that it is out of order, however often it is asked."""

    def __init__(self) -> None:
        super().__init__("Microsoft 365 cannot be reached, or is out of order; it is tried again by itself.")


class Puzzling(TemporaryFailure):
    """The answer is none that Graph gives."""

    def __init__(self) -> None:
        super().__init__(
            "Something answers in the place of Microsoft 365 in a way we do not understand. Check the proxy."
        )


class AnswerLost(TemporaryFailure):
    """Something that must not be done twice was asked for, and no answer came: look before asking again."""

    def __init__(self) -> None:
        super().__init__("The connection to Microsoft 365 broke; whether the last call took effect is looked up first.")


class TooLarge(PanelReadyError):
    """A file or mail is larger than any we take."""

    def __init__(self) -> None:
        super().__init__("A file is larger than any that we take. It stays where it is until a person looks.")


REFUSALS: dict[int, type[GraphRefusal]] = {404: NotThere, 409: NameTaken, 412: Stale, 423: Locked}


def trouble_of(problem: PanelReadyError) -> Trouble:
    """What people are told about it; what is neither a refusal nor temporary is raised again."""
    for kind, trouble in _TROUBLES.items():
        if isinstance(problem, kind):
            return Trouble(trouble)
    if isinstance(problem, NotAllowed):
        return Trouble(_DENIED.get(problem.needs, TroubleKind.GRAPH_REFUSES_US))
    if isinstance(problem, GraphRefusal):
        return Trouble(TroubleKind.GRAPH_PUZZLES)
    if isinstance(problem, TemporaryFailure):  # none of Graph's, so our own disk or database
        return Trouble(TroubleKind.NO_ROOM)
    raise problem


_TROUBLES: dict[type[PanelReadyError], TroubleKind] = {
    SignInRefused: TroubleKind.GRAPH_REFUSES_US,
    NotThere: TroubleKind.GRAPH_HAS_NO_SUCH_PLACE,
    Busy: TroubleKind.GRAPH_BUSY,
    Away: TroubleKind.GRAPH_AWAY,
    AnswerLost: TroubleKind.GRAPH_AWAY,
    Puzzling: TroubleKind.GRAPH_PUZZLES,
    TooLarge: TroubleKind.FILE_TOO_LARGE,
}
_DENIED = {
    MAIL: TroubleKind.NO_MAIL_PERMISSION,
    SEND: TroubleKind.NO_SEND_PERMISSION,
    SITE: TroubleKind.NO_SITE_PERMISSION,
}
