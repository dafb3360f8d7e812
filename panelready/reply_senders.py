"""The senders that the settings name, besides the folder."""

from collections.abc import Mapping
from email.utils import parseaddr
from functools import partial

from sqlalchemy import Engine

from panelready.reply_sender import Sender
from panelready.reply_smtp import SMTP, Server, SmtpSender
from panelready.secret import read_secret
from panelready.settings import Settings
from panelready.tenant import Tenant
from panelready.tenant_replies import GRAPH, GRAPH_DRAFT, GraphSender
from watch_folders.graph_drafts import DraftCalls
from watch_folders.graph_pace import Waits


def senders_of(settings: Settings, tenant: Tenant, engine: Engine) -> Mapping[str, Sender]:
    """Each sender under its name."""
    return {**_by_mail_server(settings, tenant), **_in_mailbox(settings.replies.mailbox, tenant, engine)}


def _in_mailbox(mailbox: str | None, tenant: Tenant, engine: Engine) -> Mapping[str, Sender]:
    if mailbox is None:
        return {}

    def calls() -> DraftCalls:
        return DraftCalls(tenant.client, mailbox)

    ways = {GRAPH: True, GRAPH_DRAFT: False}
    return {way: GraphSender(calls, engine, sends=sends, waits=Waits()) for way, sends in ways.items()}


def _by_mail_server(settings: Settings, tenant: Tenant) -> Mapping[str, Sender]:
    replies, service = settings.replies, settings.service
    if replies.smtp_host is None:
        return {}
    server = Server(
        replies.smtp_host,
        replies.smtp_port,
        mailbox=parseaddr(service.sender)[1],
        security=replies.smtp_security,
        user=replies.smtp_user,
        sign_in="password" if replies.smtp_sign_in == "password" else "xoauth2",
        null_sender=replies.null_sender,
        timeout=replies.smtp_seconds,
        local_hostname=service.mail_domain,
    )
    if replies.smtp_sign_in == "microsoft365":
        return {SMTP: SmtpSender(server, tenant.mail_token, tenant.new_mail_token)}
    return {SMTP: SmtpSender(server, partial(read_secret, replies.smtp_secret or ""))}
