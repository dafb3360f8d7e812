"""The senders that the settings name, besides the folder."""

from collections.abc import Mapping
from email.utils import parseaddr
from functools import partial

from casework.errors import SettingsError
from panelready.reply_sender import Sender
from panelready.reply_smtp import SMTP, Server, SmtpSender
from panelready.secret import read_secret
from panelready.settings import Settings


def senders_of(settings: Settings) -> Mapping[str, Sender]:
    """Each sender under its name."""
    replies, service = settings.replies, settings.service
    if replies.smtp_host is None:
        return {}
    if (replies.smtp_user is None) != (replies.smtp_secret is None):
        raise SettingsError("replies: smtp_user and smtp_secret are set together, or neither is.")
    server = Server(
        replies.smtp_host,
        replies.smtp_port,
        mailbox=parseaddr(service.sender)[1],
        security=replies.smtp_security,
        user=replies.smtp_user,
        sign_in=replies.smtp_sign_in,
        null_sender=replies.null_sender,
        timeout=replies.smtp_seconds,
        local_hostname=service.mail_domain,
    )
    return {SMTP: SmtpSender(server, partial(read_secret, replies.smtp_secret or ""))}
