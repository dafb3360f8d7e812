"""Signing in to Microsoft 365 as an application: with a certificate, or with a secret, never as a person."""

from __future__ import annotations

import base64
import json
import re
import threading
from dataclasses import dataclass
from typing import Any, Protocol

import msal

from casework.errors import SettingsError
from watch_folders.graph_refusals import Away, SignInRefused

SCOPE = "https://graph.microsoft.com/.default"
MAIL_SCOPE = "https://outlook.office365.com/.default"
"""For IMAP and SMTP, which Graph's own tokens do not open."""
LOGIN = "https://login.microsoftonline.com"


class Tokens(Protocol):
    """Gives what the Authorization header holds."""

    def token(self, *, fresh: bool = False) -> str:
        """A token that is good now; `fresh` throws away the one we had."""


@dataclass(frozen=True, slots=True)
class Application:
    """An application registered in a tenant; `secret` and `private_key` (PEM) are values, never put in settings."""

    tenant: str
    client_id: str
    secret: str = ""
    private_key: str = ""
    thumbprint: str = ""

    def credential(self) -> str | dict[str, str]:
        """What msal signs in with; a certificate is preferred."""
        if self.private_key:
            return {"private_key": self.private_key, "thumbprint": self.thumbprint}
        if self.secret:
            return self.secret
        raise SettingsError("Microsoft 365: there is neither a certificate nor a secret to sign in with.")


class ApplicationTokens:
    """Tokens from msal, kept until shortly before they run out. `http` stands in for the network in tests."""

    def __init__(self, application: Application, *, scope: str = SCOPE, login: str = LOGIN, http: Any = None) -> None:
        self._application = application
        self._scope = scope
        self._login = login
        self._http = http
        self._turn = threading.Lock()
        self._msal: Any = None

    def token(self, *, fresh: bool = False) -> str:
        """A token that is good now. Raises SignInRefused, or Away where the sign-in cannot be reached."""
        with self._turn:
            try:
                found = self._acquired(fresh)
            except OSError:  # what requests raises are OSErrors too
                raise Away from None
            except ValueError:  # msal's word for a tenant that is not there, and for a key that is none
                raise SignInRefused("no such tenant, or no such key") from None
        if found.get("error") == "temporarily_unavailable":
            raise Away
        token = found.get("access_token")
        if not isinstance(token, str):
            raise SignInRefused(_reason(found))
        return token

    def _acquired(self, fresh: bool) -> dict[str, Any]:
        if self._msal is None:
            self._msal = msal.ConfidentialClientApplication(
                self._application.client_id,
                authority=f"{self._login}/{self._application.tenant}",
                client_credential=self._application.credential(),
                instance_discovery=False if self._http is not None else None,
                http_client=self._http,
            )
        if fresh:
            self._msal.remove_tokens_for_client()
        found: dict[str, Any] = self._msal.acquire_token_for_client([self._scope])
        return found


def roles_of(token: str) -> tuple[str, ...]:
    """The roles in a token (RFC 7519, section 3), which is ours and so is not verified; none where it has none."""
    middle = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except ValueError:
        return ()
    roles = claims.get("roles") if isinstance(claims, dict) else None
    return tuple(str(role) for role in roles) if isinstance(roles, list) else ()


def _reason(found: dict[str, Any]) -> str:
    """The number of the error alone: its sentence names the tenant and the application."""
    number = re.search(r"AADSTS\d+", str(found.get("error_description", "")))
    return number[0] if number else ""
