"""App: everything the service is made of, wired once. The only place that names concrete adapters."""

import contextlib
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from casework.errors import SettingsError
from generators.answer import Answer
from generators.terms import Terms, terms_of
from panelready.clock import Clock
from panelready.data_folder import DataFolder
from panelready.drop_settings import Drop
from panelready.log import Value
from panelready.opening import room_taught
from panelready.outbox import Outbox
from panelready.reading_jobs import EVERY_READER
from panelready.reading_room import ReadingRoom, RoomLimits
from panelready.reply_folder import FolderSender
from panelready.reply_leaving import why_held_back
from panelready.reply_senders import senders_of
from panelready.scanning import ScanLimits
from panelready.seen import SeenInDatabase
from panelready.settings import Settings
from panelready.store.originals import made_folder
from panelready.tenant import Tenant
from validators.load_policy import Policy, load_policy


class Voice(Protocol):
    """Tells whoever runs the service what happens: an event and ids, never a name."""

    def __call__(self, event: str, **about: Value) -> None:
        """Say that something happened."""


class App:
    """What every step may use: settings, policy, clock, store, originals, reading room, outbox, and a voice."""

    def __init__(self, data: DataFolder, engine: Engine, settings: Settings, clock: Clock, say: Voice) -> None:
        self.data = data
        self.engine = engine
        self.settings = settings
        self.clock = clock
        self.say = say
        self.originals = data.originals
        self.policy: Policy = load_policy(overlays=data.councils)
        self.terms: Terms = terms_of(self.policy.authorities.values(), self.policy.document_types.values())
        self.tenant = Tenant(settings.microsoft365)
        lease = timedelta(seconds=settings.service.lease)
        self.outbox = Outbox(
            engine,
            FolderSender(data.outbox),
            owner=f"{os.getpid()}-{uuid.uuid4().hex[:8]}",
            lease=lease,
            others=senders_of(settings, self.tenant, engine),
            hold_back=lambda db, reply, now: why_held_back(db, self, reply, now),
            say=say,
        )
        self.seen = SeenInDatabase(engine)
        self._drops = {drop.name: drop for drop in settings.drops}
        self._room: ReadingRoom | None = None
        self._room_folder = data.staging
        self._turn = threading.Lock()
        self._check_drops()

    @property
    def room(self) -> ReadingRoom:
        """The reading room, opened when first needed: a command that reads nothing starts no child.

        Its folder is its own, so that a command beside the service does not meet the service's children.
        """
        with self._turn:
            if self._room is None:
                service = self.settings.service
                limits = RoomLimits(
                    seconds=service.read_seconds,
                    memory_mb=service.read_memory,
                    output_mb=service.read_output,
                    convert_seconds=service.convert_seconds,
                    scan=ScanLimits(service.scan_seconds, service.scan_memory, service.scan_pages),
                )
                self._room_folder = made_folder(self.data.staging / f"room-{uuid.uuid4().hex[:8]}")
                room = ReadingRoom(
                    service.workers, limits, self._room_folder, warm=EVERY_READER, libreoffice=service.libreoffice
                )
                self._room = room_taught(room, self.policy)
            return self._room

    def close(self) -> None:
        """End the reading children and let go of the database."""
        if self._room is not None:
            self._room.close()
            shutil.rmtree(self._room_folder, ignore_errors=True)
        self.tenant.close()
        self.engine.dispose()

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The day it is in London."""
        return self.clock.today()

    def drop(self, name: str) -> Drop | None:
        """The drop of that name, or None where the settings no longer have it."""
        return self._drops.get(name)

    @property
    def own_addresses(self) -> frozenset[str]:
        """The addresses that our own mail comes from: whom replies are sent by, and every mailbox we read."""
        told, drops = self.settings, self.settings.drops
        users = (each.imap.user for each in drops if each.imap is not None)
        mailboxes = (each.graph.mailbox for each in drops if each.graph is not None)
        sent_by = (parseaddr(told.service.sender)[1], told.replies.mailbox, told.replies.smtp_user)
        return frozenset(each.strip().lower() for each in (*sent_by, *users, *mailboxes) if each and "@" in each)

    def panel_of_drop(self, name: str) -> str | None:
        """The one panel a drop serves, where it serves only one."""
        drop = self._drops.get(name)
        return drop.panel if drop else None

    def quiet_time(self, name: str) -> timedelta:
        """How long no new papers may have come through a drop before their request is screened."""
        drop, service = self._drops.get(name), self.settings.service
        return timedelta(seconds=service.quiet_network if drop and drop.shows_papers_late else service.quiet)

    def lists_incomplete(self, answer: Answer) -> bool:
        """Whether the panel lists incomplete requests too, marked as such."""
        authority = self.policy.authorities.get(answer.authority or "")
        panel = authority.panel(answer.panel or "", answer.edition or "") if authority else None
        return panel is not None and panel.list_incomplete

    def reports_of(self, request_id: str) -> Path:
        """The folder of a request's reports."""
        return self.data.reports / request_id

    @contextlib.contextmanager
    def scratch(self, name: str) -> Iterator[Path]:
        """A private folder for one piece of work, gone afterwards."""
        folder = made_folder(self.data.staging / f"{name}-{uuid.uuid4().hex[:8]}")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _check_drops(self) -> None:
        for drop in self.settings.drops:
            authority = self.policy.authorities.get(drop.authority)
            if authority is None:
                known = ", ".join(sorted(self.policy.authorities))
                raise SettingsError(f"drops: {drop.name}: no council has the id {drop.authority}. Known: {known}.")
            panels = sorted({panel.id for panel in authority.panels})
            if drop.panel is not None and drop.panel not in panels:
                raise SettingsError(
                    f"drops: {drop.name}: no panel has the id {drop.panel}. Known: {', '.join(panels)}."
                )
