"""How the server of a mailbox says no, or that it is not there, and what people are told of it."""

from __future__ import annotations

import imaplib
import ssl
import traceback
from pathlib import Path

from imapclient.exceptions import LoginError

from casework.errors import TemporaryFailure
from watch_folders.arriving import TroubleKind
from watch_folders.graph_refusals import Away, SignInRefused
from watch_folders.imap_connection import NoSuchFolder

BUSY = ("[unavailable]", "[limit]", "[inuse]", "[serverbug]", "not connected", "too many")
"""How servers say that it is not the password (RFC 5530; "authenticated but not connected" is Exchange Online's)."""
REFUSED = (
    TroubleKind.MAILBOX_REFUSES,
    TroubleKind.MAILBOX_REFUSES_APPLICATION,
    TroubleKind.MAILBOX_NOT_TRUSTED,
    TroubleKind.GRAPH_REFUSES_US,
)
"""What asking again soon does not mend, and might lock an account for."""


class NoSecret(Exception):
    """There is no password or token where the settings point to."""


class ApplicationRefused(Exception):
    """The mailbox refused a token that was fetched only for it."""


def kind_of(problem: Exception) -> TroubleKind:
    """What kind of trouble an exception means that ended a connection."""
    if isinstance(problem, LoginError) and not isinstance(problem.__context__, imaplib.IMAP4.abort):
        said = str(problem).lower()
        return TroubleKind.MAILBOX_BUSY if any(word in said for word in BUSY) else TroubleKind.MAILBOX_REFUSES
    if isinstance(problem, imaplib.IMAP4.abort):
        return TroubleKind.MAILBOX_PUZZLES if "unexpected" in str(problem).lower() else TroubleKind.MAILBOX_AWAY
    for kinds, trouble in _TROUBLES:
        if isinstance(problem, kinds):
            return trouble
    return TroubleKind.MAILBOX_PUZZLES


_TROUBLES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], TroubleKind], ...] = (
    (SignInRefused, TroubleKind.GRAPH_REFUSES_US),
    (Away, TroubleKind.GRAPH_AWAY),
    (TemporaryFailure, TroubleKind.NO_ROOM),
    (NoSecret, TroubleKind.NOT_SIGNED_IN),
    (ApplicationRefused, TroubleKind.MAILBOX_REFUSES_APPLICATION),
    (NoSuchFolder, TroubleKind.MAILBOX_HAS_NO_FOLDER),
    (ssl.SSLCertVerificationError, TroubleKind.MAILBOX_NOT_TRUSTED),
    ((ssl.SSLEOFError, LoginError), TroubleKind.MAILBOX_AWAY),
    (ssl.SSLError, TroubleKind.MAILBOX_PUZZLES),
    (OSError, TroubleKind.MAILBOX_AWAY),
)


def place_of(problem: Exception) -> str:
    """Where in the program it was raised and what, without the message: a server may repeat words of a mail."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} at {Path(last.filename).name}:{last.lineno}"
