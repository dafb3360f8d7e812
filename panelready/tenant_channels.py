"""The channels of Microsoft 365, made from a drop's settings."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import select

from casework.errors import SettingsError
from ingest.fingerprint import fingerprint
from panelready.app import App
from panelready.channel_notes import NotesInDatabase
from panelready.drop_settings import Drop
from panelready.store import tables
from panelready.withdrawing import withdraw
from watch_folders.arriving import SettleRule
from watch_folders.channel import CHANNELS, Channel
from watch_folders.graph_beside import InThread
from watch_folders.graph_mail import MailCalls
from watch_folders.graph_mail_round import MailPlace
from watch_folders.sharepoint_calls import LibraryCalls
from watch_folders.sharepoint_reports import Report


def graph_mailbox(drop: Drop, app: App, stir: Callable[[], None]) -> Channel:
    """The channel of a Microsoft 365 mailbox."""
    if drop.graph is None:
        raise SettingsError(f"drops: {drop.name}: a drop of channel graph needs the setting graph.")
    told = drop.graph
    return CHANNELS["graph"](
        drop.name,
        MailCalls(app.tenant.client, told.mailbox),
        notes=NotesInDatabase(app.engine),
        spool=app.data.staging / f"mail-{drop.name}",
        beside=InThread("mailbox", app.tenant.stopping),
        place=MailPlace(told.folder, told.move_to, told.since),
        withdraw=partial(withdraw, app, drop),
        stir=stir,
    )


def sharepoint_library(drop: Drop, app: App, stir: Callable[[], None]) -> Channel:
    """The channel of a SharePoint library."""
    if drop.sharepoint is None:
        raise SettingsError(f"drops: {drop.name}: a drop of channel sharepoint needs the setting sharepoint.")
    told = drop.sharepoint
    return CHANNELS["sharepoint"](
        drop.name,
        LibraryCalls(app.tenant.client, told.drive, app.tenant.application),
        folder=told.folder or "",
        notes=NotesInDatabase(app.engine),
        spool=app.data.staging / f"library-{drop.name}",
        beside=InThread("library", app.tenant.stopping),
        settle=SettleRule(seconds=app.settings.service.settle_network),
        fingerprint=fingerprint,
        withdraw=partial(withdraw, app, drop),
        stir=stir,
        kept=partial(_kept, app),
        reports=partial(_reports, app, drop, told.report) if told.report is not None else lambda: (),
    )


def _kept(app: App, content: str) -> Path | None:
    """Where the original of that SHA-256 lies, if we hold it."""
    return app.originals.path(content) if app.originals.holds(content) else None


def _reports(app: App, drop: Drop, name: str) -> Iterator[Report]:
    """The newest report of each request that papers of this drop belong to, with the newest arrival of those."""
    submission, request, intake = tables.submission, tables.request, tables.intake
    found = (
        select(intake.c.source_id, request.c.id, request.c.screenings)
        .join(submission, submission.c.id == intake.c.submission_id)
        .join(request, request.c.id == submission.c.request_id)
        .where(intake.c.source == drop.name, request.c.screenings > 0)
        .order_by(submission.c.received_at)
    )
    with app.engine.begin() as db:
        newest = {row.id: row for row in db.execute(found)}
    for row in newest.values():
        file = app.reports_of(row.id) / f"{row.screenings}.html"
        if file.is_file():
            yield Report(row.id, str(row.screenings), row.source_id, name, file)
