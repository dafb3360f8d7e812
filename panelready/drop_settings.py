"""Where papers arrive: each entry of `drops` in the settings file, and the mailbox that one may be."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from panelready.strict import SIGNS_IN, Mode, SecretPlace, SignIn, Strict
from panelready.tenant_settings import GraphFolder, SharePointFolder

HOST = r"^[A-Za-z0-9.:_-]{1,253}$"
OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
CHANNEL_SETTINGS = ("folder", "imap", "graph", "sharepoint")
"""The settings of which a drop has the one that its channel is called after."""


class Imap(Strict):
    """A folder of a mailbox that is read by IMAP."""

    server: str = Field(pattern=HOST, description="The server's name.")
    port: int | None = Field(None, ge=1, le=65535, description="Its port: 993, or 143 for starttls, unless set.")
    security: Literal["tls", "starttls", "none"] = Field(
        "tls", description="How the connection is protected; `none` only for a server on this machine."
    )
    user: str = Field(min_length=1, description="The user name to sign in with, often the address.")
    secret: SecretPlace | None = Field(
        None, description="Where the password or token is: `env:NAME` or `file:PATH`. None with `microsoft365`."
    )
    sign_in: SignIn = Field("password", description=SIGNS_IN)
    folder: str = Field("INBOX", min_length=1, description="The folder that is read.")
    move_to: str | None = Field(
        None, min_length=1, description="The folder that taken mail is moved to; unless set, it is marked and stays."
    )
    since: date | None = Field(None, description="Mail that came before this day is left alone.")

    @model_validator(mode="after")
    def _is_safe(self) -> "Imap":
        if self.security == "none" and self.server not in OF_THIS_MACHINE:
            raise ValueError("security: none would send the password readable over the network; use tls or starttls")
        if self.move_to is not None and self.move_to == self.folder:
            raise ValueError("move_to must be another folder than the one that is read")
        if (self.secret is None) != (self.sign_in == "microsoft365"):
            raise ValueError("secret is needed, unless sign_in is microsoft365, which has none")
        return self

    @property
    def port_used(self) -> int:
        """The port, or the usual one."""
        return self.port or (993 if self.security == "tls" else 143)


class Drop(Strict):
    """A place where submissions are left for one council: a folder, a mailbox, or a library."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,60}$", description="A short name, in small letters.")
    authority: str = Field(description="Which council's papers arrive here: the id of a folder of policy/authorities.")
    channel: Literal["folder", "imap", "graph", "sharepoint"] = Field(
        "folder",
        description="How papers arrive: `folder`, `imap`, `graph` or `sharepoint`. Each has its own setting below.",
    )
    folder: Path | None = Field(
        None, description="Channel folder: the folder itself. Each sub-folder or loose file in it is one submission."
    )
    imap: Imap | None = Field(None, description="Channel imap: the mailbox. Each mail in it is one submission.")
    graph: GraphFolder | None = Field(
        None, description="Channel graph: the Microsoft 365 mailbox. Each mail in it is one submission."
    )
    sharepoint: SharePointFolder | None = Field(
        None, description="Channel sharepoint: the library. Each folder or loose file in it is one submission."
    )
    panel: str | None = Field(None, description="The panel it is for, where a drop serves only one.")
    reply_to: str | None = Field(None, description="Where the reply goes when the papers name no sender.")
    reply_mode: Mode | None = Field(
        None, description="`replies.mode` for what came by this drop, where it is to be more careful than for others."
    )
    leave: bool = Field(False, description="True leaves papers where they are; false moves them to taken/ beside it.")
    network: bool = Field(False, description="True for a share or a synced folder.")

    @model_validator(mode="after")
    def _has_what_its_channel_needs(self) -> "Drop":
        own = {channel: getattr(self, channel) for channel in CHANNEL_SETTINGS}
        if own[self.channel] is None:
            raise ValueError(f"a drop of channel {self.channel} needs the setting {self.channel}")
        others = [channel for channel, value in own.items() if value is not None and channel != self.channel]
        if others:
            raise ValueError(f"a drop of channel {self.channel} has no setting {others[0]}")
        if self.channel != "folder" and (self.leave or self.network):
            raise ValueError("leave and network are for drops of channel folder")
        return self

    @property
    def shows_papers_late(self) -> bool:
        """Whether papers that were left together may be seen minutes apart."""
        return self.network or self.channel == "sharepoint"

    @field_validator("reply_to")
    @classmethod
    def _is_an_address(cls, address: str | None) -> str | None:
        if address is not None and (address.count("@") != 1 or any(mark in address for mark in " \r\n,;<>")):
            raise ValueError("must be one e-mail address, such as team@council.example")
        return address


def taken_beside(folder: Path) -> Path:
    """Where papers go from a drop folder once they are in our custody."""
    return folder.parent / "taken" / folder.name
