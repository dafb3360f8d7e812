"""How replies leave: the `replies` section of the settings file. Secrets are named here, never written."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from panelready.drop_settings import OF_THIS_MACHINE
from panelready.strict import SIGNS_IN, Mode, SecretPlace, SignIn, Strict
from panelready.tenant_settings import ADDRESS


class Replies(Strict):
    """What may be sent without a person, to whom, how much of it, and through which server."""

    mode: Mode = Field(
        "draft",
        description="off: none are written. draft: a person sends them. auto: those that pass every check leave.",
    )
    domains: tuple[str, ...] = Field(
        (), description="Mail domains whose people may be answered without a person: what follows the @."
    )
    authenticated_by: str | None = Field(
        None,
        description="exchange, or the name our mail server gives itself in Authentication-Results; unset, nobody is.",
    )
    undo_minutes: float = Field(10, ge=0, description="Minutes a reply waits before it leaves by itself.")
    most_per_request: int = Field(3, ge=1, description="Most replies about one request in a day.")
    most_per_sender: int = Field(5, ge=1, description="Most replies to one person in an hour.")
    most_per_mailbox: int = Field(30, ge=1, description="Most replies from our address in an hour.")
    mailbox: str | None = Field(
        None,
        pattern=ADDRESS,
        description="The Microsoft 365 mailbox where replies are laid as drafts, and sent from; unset, it is not used.",
    )
    smtp_host: str | None = Field(None, description="The mail server that takes replies; unset, they go into a folder.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is kept private; none is for a relay on this machine."
    )
    smtp_user: str | None = Field(None, description="Whom we sign in as; unset, we do not.")
    smtp_secret: SecretPlace | None = Field(
        None,
        description="Where the password or token is: `env:NAME` or `file:PATH`. None with `microsoft365`.",
    )
    smtp_sign_in: SignIn = Field("password", description=SIGNS_IN)
    smtp_seconds: float = Field(30, gt=0, description="Longest wait for each answer of the server.")
    null_sender: bool = Field(
        True, description="Replies leave with the null envelope sender where the server lets them (RFC 3834)."
    )

    @field_validator("domains")
    @classmethod
    def _are_domains(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        if any("@" in domain or "." not in domain or domain != domain.strip() for domain in domains):
            raise ValueError("must be domains, such as council.example, without the @")
        return tuple(domain.lower() for domain in domains)

    @model_validator(mode="after")
    def _is_safe(self) -> "Replies":
        if self.smtp_host and self.smtp_security == "none" and self.smtp_host not in OF_THIS_MACHINE:
            raise ValueError("smtp_security: none would send replies readable over the network; use starttls or tls")
        if self.smtp_sign_in == "microsoft365":
            if self.smtp_user is None or self.smtp_secret is not None:
                raise ValueError("smtp_sign_in: microsoft365 needs smtp_user, and has no smtp_secret")
        elif (self.smtp_user is None) != (self.smtp_secret is None):
            raise ValueError("smtp_user and smtp_secret are set together, or neither is")
        return self
