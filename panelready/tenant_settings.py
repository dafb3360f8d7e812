"""Microsoft 365 in the settings file: how we sign in to the tenant, and the mailbox or library that a drop may be."""

from datetime import date
from pathlib import Path

from pydantic import Field, model_validator

from panelready.strict import SecretPlace, Strict

ADDRESS = r"^[^@\s,;<>]+@[^@\s,;<>]+$"


class Microsoft365(Strict):
    """How we sign in to Microsoft 365, as an application: with a certificate, or with a secret."""

    tenant: str = Field(pattern=r"^[A-Za-z0-9.-]{1,100}$", description="The tenant: its id, or one of its domains.")
    client_id: str = Field(pattern=r"^[A-Za-z0-9-]{1,64}$", description="The application's (client) id.")
    secret: SecretPlace | None = Field(None, description="Where the client secret is: `env:NAME` or `file:PATH`.")
    certificate: SecretPlace | None = Field(
        None, description="Where the certificate's private key is, as PEM. Better than a secret."
    )
    thumbprint: str | None = Field(
        None, pattern=r"^[0-9A-Fa-f]{40}$", description="The certificate's SHA-1 thumbprint, as Entra shows it."
    )

    @model_validator(mode="after")
    def _signs_in_one_way(self) -> "Microsoft365":
        if (self.secret is None) == (self.certificate is None):
            raise ValueError("needs either secret or certificate")
        if (self.certificate is None) != (self.thumbprint is None):
            raise ValueError("certificate and thumbprint are set together, or neither is")
        return self


class GraphFolder(Strict):
    """A folder of a Microsoft 365 mailbox."""

    mailbox: str = Field(pattern=ADDRESS, description="The mailbox's address; a shared mailbox needs no licence.")
    folder: str = Field("inbox", min_length=1, description="The folder that is read: inbox, or one below it.")
    move_to: str | None = Field(
        None, min_length=1, description="The folder below the inbox that taken mail is moved to; unset, it is marked."
    )
    since: date | None = Field(None, description="Mail that came before this day is left alone.")

    @model_validator(mode="after")
    def _moves_elsewhere(self) -> "GraphFolder":
        if self.move_to is not None and self.move_to.casefold() == self.folder.casefold():
            raise ValueError("move_to must be another folder than the one that is read")
        return self


class SharePointFolder(Strict):
    """A folder of a SharePoint library."""

    drive: str = Field(pattern=r"^[A-Za-z0-9!_.-]{1,200}$", description="The library's drive id.")
    folder: str | None = Field(None, description="The folder below the library's root; unset, the library itself.")
    report: str | None = Field(
        None,
        pattern=r'^[^~"*:<>?/\\|\s][^"*:<>?/\\|]{0,80}\.html$',
        description="The name under which the report is put beside the papers; unset, it is not.",
    )


def beside(base: Path, place: str | None) -> str | None:
    """A place of a secret, its relative path taken from that folder."""
    return f"file:{base / place.removeprefix('file:')}" if place is not None and place.startswith("file:") else place
