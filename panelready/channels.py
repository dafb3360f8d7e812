"""The channel of each drop, made from its settings."""

from collections.abc import Callable
from functools import partial

from casework.errors import SettingsError
from ingest.whole import is_whole
from panelready.app import App
from panelready.drop_settings import Drop, taken_beside
from panelready.secret import read_secret
from panelready.tenant_channels import graph_mailbox, sharepoint_library
from watch_folders.arriving import SettleRule
from watch_folders.channel import CHANNELS, Channel
from watch_folders.imap_connection import Mailbox

Stir = Callable[[], None]


def channel_of(drop: Drop, app: App, stir: Stir = lambda: None) -> Channel:
    """The channel that watches a drop; it calls `stir` where it knows that something has come."""
    return _MAKERS[drop.channel](drop, app, stir)


def _folder(drop: Drop, app: App, _stir: Stir) -> Channel:
    if drop.folder is None:
        raise SettingsError(f"drops: {drop.name}: a drop of channel folder needs the setting folder.")
    service = app.settings.service
    return CHANNELS["folder"](
        drop.name,
        drop.folder,
        seen=app.seen,
        settle=SettleRule(seconds=service.settle_network if drop.network else service.settle),
        leave=drop.leave,
        taken=None if drop.leave else taken_beside(drop.folder),
        is_whole=is_whole,
    )


def _imap(drop: Drop, app: App, stir: Stir) -> Channel:
    if drop.imap is None:
        raise SettingsError(f"drops: {drop.name}: a drop of channel imap needs the setting imap.")
    told = drop.imap
    mailbox = Mailbox(
        told.server,
        told.port_used,
        told.user,
        folder=told.folder,
        security=told.security,
        sign_in="xoauth2" if told.secret is None else told.sign_in,
        move_to=told.move_to,
        since=told.since,
    )
    spool = app.data.staging / f"mail-{drop.name}"
    return CHANNELS["imap"](
        drop.name,
        mailbox,
        secret=app.tenant.mail_token if told.secret is None else partial(read_secret, told.secret),
        renewed=app.tenant.new_mail_token if told.secret is None else None,
        seen=app.seen,
        spool=spool,
        stir=stir,
    )


_MAKERS: dict[str, Callable[[Drop, App, Stir], Channel]] = {
    "folder": _folder,
    "imap": _imap,
    "graph": graph_mailbox,
    "sharepoint": sharepoint_library,
}
