"""Retention and copies: delete what is older than asked, copy everything into one file, and put it back.

Only finished requests are deleted, with everything that was kept of them: originals, what was read, answers, reports,
replies. The audit trail keeps their ids and that they were deleted, nothing else.
"""

import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, Table, delete, select

from casework.errors import DataFolderError, NoSuchPath
from panelready.app import App
from panelready.clock import local
from panelready.data_folder import DataFolder
from panelready.store import audit, notices, tables
from panelready.store.database import empty_log
from panelready.store.originals import UNFINISHED
from panelready.store.tables import OutboxState, RequestState, SubmissionState

FINISHED = (RequestState.ANSWERED, RequestState.AWAITED, RequestState.WITHDRAWN, RequestState.MERGED)
LEAVING = (OutboxState.READY, OutboxState.SENDING)
OF_A_REQUEST: tuple[Table, ...] = (
    tables.effect,
    tables.outbox,
    tables.incident,
    tables.slot,
    tables.review,
    tables.task,
    tables.screening,
    tables.request_word,
)
OF_A_SUBMISSION: tuple[Table, ...] = (tables.arrived_file, tables.submitted_file, tables.intake)
BATCH = 500
DATABASE = "panelready.sqlite"
OUR_REPLY = re.compile(r"((?:[0-9a-f]{4}-){3}[0-9a-f]{4})-\d+-[a-z_]+\.eml")
"""How the outbox names a reply: a person may keep other files there, and they stay."""
IN_A_BACKUP = ("originals", "reports", "outbox", "councils", "panelready.yaml", "settings-file")


def purge(app: App, older_than: timedelta) -> tuple[int, int]:
    """Delete finished requests whose newest papers are older; how many requests and originals went.

    One that somebody has to settle, or that is on the agenda of a sitting yet to come, is not finished.
    Rows go first and files after: what a crash between the two leaves is named by nothing, and the next purge takes it.
    """
    before = app.now() - older_than
    with app.engine.begin() as db:
        old = _old_requests(db, before, app.today())
        for request_id in old:
            _forget(db, request_id, app.now())
        _forget_papers(db, _old_filed(db, before))
        told = notices.forget(db, local(before).date())
    for key in told:
        app.outbox.path(key).unlink(missing_ok=True)
    _delete_reports_and_replies(app)
    originals = _delete_originals(app)
    empty_log(app.engine)
    return len(old), originals


def backup(data: DataFolder, target: Path) -> None:
    """Copy everything into one compressed file, readable by its owner alone, while the service may be running.

    The database is copied by SQLite itself, as of one moment, and before the files: originals are never altered, so
    every one that the copy names is there. The file appears whole or not at all.
    """
    draft = target.with_name(f".{target.name}{UNFINISHED}")
    with tempfile.TemporaryDirectory(dir=data.staging, prefix="backup-") as folder:
        copy = Path(folder) / "panelready.sqlite"
        with closing(sqlite3.connect(data.database)) as source, closing(sqlite3.connect(copy)) as destination:
            source.backup(destination)
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz") as archive:
                    archive.add(copy, DATABASE)
                    for name in IN_A_BACKUP:
                        _add(archive, data.path / name, name)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def restore(source: Path, into: Path) -> DataFolder:
    """Make a data folder from a backup; DataFolderError where something is there already, or it is not whole."""
    if not source.is_file():
        raise NoSuchPath(f"{source}: there is no such backup.")
    if into.exists() and any(into.iterdir()):
        raise DataFolderError(f"{into}: this folder is not empty. Restore into a new one, so that nothing is lost.")
    data = DataFolder(into)
    data.prepare()
    try:
        with tarfile.open(source, "r:gz") as archive:
            _unpack(archive, into)
        fault = None if data.database.is_file() else "this backup is not ours"
        fault = fault or _damage(data)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as problem:
        shutil.rmtree(into)
        raise DataFolderError(f"{source}: this backup is not whole, or not ours. Nothing was restored.") from problem
    if fault:
        shutil.rmtree(into)
        raise DataFolderError(f"{source}: {fault}. Nothing was restored; use another backup.")
    return data


def _add(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Add a file, or a folder with all in it, but for what a service beside us is writing or takes away meanwhile."""
    if name.endswith(UNFINISHED):
        return
    with contextlib.suppress(FileNotFoundError):
        archive.add(path, name, recursive=False)
        for entry in sorted(path.iterdir()) if path.is_dir() else ():
            _add(archive, entry, f"{name}/{entry.name}")


def _unpack(archive: tarfile.TarFile, into: Path) -> None:
    """Unpack files and folders, for their owner alone, and nothing that would land elsewhere or is a link.

    Not by tarfile's own filter, which Python has only since 3.11.4.
    """
    for member in archive:
        parts = PurePosixPath(member.name).parts
        if not parts or member.name.startswith("/") or ".." in parts or any(mark in member.name for mark in ":\\"):
            raise tarfile.ReadError("an entry would land outside")
        target = into.joinpath(*parts)
        content = archive.extractfile(member) if member.isfile() else None
        if member.isdir():
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif content is None:
            raise tarfile.ReadError("an entry is neither a file nor a folder")
        else:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(content, file)
            target.chmod(0o400 if parts[0] == "originals" else 0o600)


def _damage(data: DataFolder) -> str | None:
    """What is wrong with the originals that a backup brought, in words, or None."""
    damaged = sum(not data.originals.is_intact(content) for content in data.originals.contents())
    with closing(sqlite3.connect(data.database)) as db:
        named = db.execute("SELECT DISTINCT content FROM arrived_file").fetchall()
    lacking = sum(not data.originals.holds(content) for (content,) in named)
    if damaged or lacking:
        return f"{damaged} originals in it are damaged and {lacking} are not there"
    return None


def _delete_reports_and_replies(app: App) -> None:
    """Delete the reports and replies of requests that are no longer in the books.

    The folders are listed first: a request is in the books before it has either.
    """
    folders, mails = list(app.data.reports.iterdir()), list(app.data.outbox.glob("*.eml"))
    with app.engine.begin() as db:
        known = set(db.execute(select(tables.request.c.id)).scalars())
    for folder in folders:
        if folder.name not in known:
            shutil.rmtree(folder)
    for mail in mails:
        ours = OUR_REPLY.fullmatch(mail.name)
        if ours and ours[1] not in known:
            mail.unlink()


def _delete_originals(app: App) -> int:
    """Delete the originals that no row names; how many.

    Each batch is looked up and deleted in one transaction, which the service's own have to wait for: a file that
    arrives again meanwhile is either named before, and stays, or found missing after, and taken once more.
    """
    deleted = 0
    contents = app.originals.contents()
    while batch := list(itertools.islice(contents, BATCH)):
        with app.engine.begin() as db:
            for content in set(batch) - _named(db, batch):
                app.originals.remove(content)
                deleted += 1
    return deleted


def _old_requests(db: Connection, before: datetime, today: date) -> list[str]:
    request, submission, task, outbox = tables.request, tables.submission, tables.task, tables.outbox
    slot = tables.slot
    newer = select(submission.c.id).where(submission.c.request_id == request.c.id, submission.c.received_at >= before)
    asked = select(task.c.id).where(task.c.request_id == request.c.id, task.c.state == "open")
    leaving = select(outbox.c.key).where(outbox.c.request_id == request.c.id, outbox.c.state.in_(LEAVING))
    listed = select(slot.c.request_id).where(slot.c.request_id == request.c.id, slot.c.current, slot.c.sitting >= today)
    finished = (request.c.state.in_(FINISHED)) & (request.c.created_at < before)
    wanted = [~newer.exists(), ~asked.exists(), ~leaving.exists(), ~listed.exists()]
    return list(db.execute(select(request.c.id).where(finished, *wanted)).scalars())


def _forget(db: Connection, request_id: str, now: datetime) -> None:
    """Delete every row of a request; its trail stays, which holds ids, events and counts, never a name."""
    papers = list(
        db.execute(select(tables.submission.c.id).where(tables.submission.c.request_id == request_id)).scalars()
    )
    for table in OF_A_REQUEST:
        db.execute(delete(table).where(table.c.request_id == request_id))
    _forget_papers(db, papers)
    db.execute(delete(tables.request).where(tables.request.c.id == request_id))
    audit.record(db, now, "purged", request=request_id, submissions=len(papers))


def _old_filed(db: Connection, before: datetime) -> list[str]:
    """Automatic mail that was filed: it belongs to no request."""
    table = tables.submission
    filed = (table.c.state == SubmissionState.FILED) & (table.c.received_at < before)
    return list(db.execute(select(table.c.id).where(filed)).scalars())


def _forget_papers(db: Connection, papers: list[str]) -> None:
    """Delete every row of these submissions."""
    for table in OF_A_SUBMISSION:
        db.execute(delete(table).where(table.c.submission_id.in_(papers)))
    db.execute(delete(tables.submission).where(tables.submission.c.id.in_(papers)))


def _named(db: Connection, contents: list[str]) -> set[str]:
    """Which of these originals a row still names."""
    columns = (tables.arrived_file.c.content, tables.submitted_file.c.content)
    return {row for column in columns for row in db.execute(select(column).where(column.in_(contents))).scalars()}
