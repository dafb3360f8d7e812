"""A person and their mail program: mail is handed over by SMTP, and read by IMAP."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.build.mail_server import PASSWORD
from tests.journey.post_office import PostOffice


@dataclass(frozen=True)
class Correspondent:
    """Somebody with a mailbox."""

    name: str
    address: str
    office: PostOffice

    @property
    def written(self) -> str:
        """As it stands in From."""
        return f"{self.name} <{self.address}>"

    def send(self, mail: bytes, to: str) -> None:
        """Hand a mail over."""
        with smtplib.SMTP("127.0.0.1", self.office.port, timeout=30) as smtp:
            smtp.login(self.address, PASSWORD)
            smtp.sendmail(self.address, [to], mail)

    def inbox(self) -> list[EmailMessage]:
        """The mails in the inbox, in the order they came."""
        with self.office.mailboxes.person(self.address.partition("@")[0]) as client:
            client.select_folder("INBOX", readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
        mails = [message_from_bytes(found[uid][b"BODY[]"], policy=policy.default) for uid in sorted(found)]
        return [mail for mail in mails if isinstance(mail, EmailMessage)]

    def flags(self) -> list[set[str]]:
        """The flags of each mail in the inbox."""
        return self.office.mailboxes.flags(user=self.address.partition("@")[0])


def text_of(mail: EmailMessage) -> str:
    """The plain words of a mail."""
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""
