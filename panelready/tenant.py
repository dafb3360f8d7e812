"""The way into Microsoft 365: one client for the whole service, so that mailboxes and sites are asked at one pace."""

import threading

from casework.errors import SettingsError
from panelready.secret import read_secret
from panelready.tenant_settings import Microsoft365
from watch_folders.graph_client import GraphClient
from watch_folders.graph_pace import Waits
from watch_folders.graph_refusals import Away
from watch_folders.graph_tokens import MAIL_SCOPE, Application, ApplicationTokens


class Tenant:
    """The tenant that the settings name; nothing is signed in to before it is asked for."""

    def __init__(self, told: Microsoft365 | None) -> None:
        self._told = told
        self._turn = threading.Lock()
        self.stopping = threading.Event()
        """Ends every wait on the tenant."""
        self._client: GraphClient | None = None
        self._for_mail: ApplicationTokens | None = None

    @property
    def application(self) -> str:
        """Our application's id, by which what we wrote is known."""
        return self._needed().client_id

    @property
    def client(self) -> GraphClient:
        """The client, made when first needed. Raises SettingsError where there is no such section, or no secret."""
        with self._turn:
            if self._client is None:
                self._client = client_of(self._needed(), self._waits())
            return self._client

    def mail_token(self) -> str:
        """A token for IMAP and SMTP, kept until shortly before it runs out.

        Raises SettingsError where there is no such section, or no secret; SignInRefused; Away.
        """
        return self._tokens_for_mail().token()

    def new_mail_token(self) -> str:
        """Another one, after that was refused."""
        return self._tokens_for_mail().token(fresh=True)

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()

    def _tokens_for_mail(self) -> ApplicationTokens:
        with self._turn:
            if self._for_mail is None:
                self._for_mail = ApplicationTokens(application_of(self._needed()), scope=MAIL_SCOPE)
            return self._for_mail

    def _waits(self) -> Waits:
        def sleep(seconds: float) -> None:
            if self.stopping.wait(seconds):
                raise Away

        return Waits(sleep=sleep)

    def _needed(self) -> Microsoft365:
        if self._told is None:
            raise SettingsError("Microsoft 365 is asked for, and the settings have no section microsoft365.")
        return self._told


def client_of(told: Microsoft365, waits: Waits) -> GraphClient:
    """A client that signs in as the settings say. Raises SettingsError where the secret is not where they say."""
    return GraphClient(ApplicationTokens(application_of(told)), waits=waits)


def application_of(told: Microsoft365) -> Application:
    """The application, with its secret or key read."""
    place = told.certificate or told.secret or ""
    try:
        secret = read_secret(place)
    except (LookupError, OSError):
        what = "certificate" if told.certificate else "secret"
        raise SettingsError(f"microsoft365: {what}: there is nothing where it points to.") from None
    if told.certificate:
        return Application(told.tenant, told.client_id, private_key=secret, thumbprint=told.thumbprint or "")
    return Application(told.tenant, told.client_id, secret=secret)
