"""Retention and copies: delete what is older than asked, copy everything into one file, and put it back.

Only finished requests are deleted, with everything that was kept of them: originals, what was read, answers, reports,
replies. The audit trail keeps their ids and that they were deleted, nothing else.
"""

import os
import shutil
import sqlite3
import tarfile
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, delete, select

from casework.errors import DataFolderError, NoSuchPath
from panelready.app import App
from panelready.data_folder import DataFolder
from panelready.store import audit, tables
from panelready.store.tables import RequestState

FINISHED = (RequestState.ANSWERED, RequestState.WITHDRAWN, RequestState.MERGED)
OF_A_REQUEST: tuple[Table, ...] = (
    tables.effect,
    tables.outbox,
    tables.slot,
    tables.review,
    tables.task,
    tables.screening,
)
OF_A_SUBMISSION: tuple[Table, ...] = (tables.arrived_file, tables.submitted_file, tables.intake)
IN_A_BACKUP = ("originals", "reports", "outbox", "councils", "panelready.yaml", "settings-file")


def purge(app: App, older_than: timedelta) -> tuple[int, int]:
    """Delete finished requests whose newest papers and open tasks are older; how many requests and files went.

    Rows go first and files after: a crash between the two leaves files that nothing names, which the next purge takes.
    """
    before = app.now() - older_than
    with app.engine.begin() as db:
        old = _old_requests(db, before)
        for request_id in old:
            _forget(db, request_id, app.now())
        kept = _contents_kept(db)
    for request_id in old:
        shutil.rmtree(app.reports_of(request_id), ignore_errors=True)
        for mail in app.data.outbox.glob(f"{request_id}-*.eml"):
            mail.unlink()
    unnamed = [content for content in app.originals.contents() if content not in kept]
    for content in unnamed:
        app.originals.remove(content)
    return len(old), len(unnamed)


def backup(data: DataFolder, target: Path) -> None:
    """Copy everything into one compressed file, readable by its owner alone, while the service may be running.

    The database is copied by SQLite itself, as of one moment, and before the files: originals are never altered, so
    every one that the copy names is there. The file appears whole or not at all.
    """
    with tempfile.TemporaryDirectory(dir=data.path, prefix="backup-") as folder:
        copy = Path(folder) / "panelready.sqlite"
        with sqlite3.connect(data.database) as source, sqlite3.connect(copy) as destination:
            source.backup(destination)
        source.close()
        destination.close()
        draft = target.with_name(f".{target.name}.writing")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
            archive.add(copy, "panelready.sqlite")
            for name in IN_A_BACKUP:
                if (data.path / name).exists():
                    archive.add(data.path / name, name)
        draft.replace(target)


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
            archive.extractall(into, filter="data")
    except (tarfile.TarError, EOFError, OSError) as problem:
        shutil.rmtree(into)
        raise DataFolderError(f"{source}: this backup is not whole, or not ours. Nothing was restored.") from problem
    damaged = sum(not data.originals.is_intact(content) for content in data.originals.contents())
    if damaged:
        raise DataFolderError(f"{source}: {damaged} originals in it are damaged. Use another backup.")
    return data


def _old_requests(db: Connection, before: datetime) -> list[str]:
    request, submission, task = tables.request, tables.submission, tables.task
    newer = select(submission.c.id).where(submission.c.request_id == request.c.id, submission.c.received_at >= before)
    asked = select(task.c.id).where(task.c.request_id == request.c.id, task.c.state == "open")
    finished = (request.c.state.in_(FINISHED)) & (request.c.created_at < before)
    return list(db.execute(select(request.c.id).where(finished, ~newer.exists(), ~asked.exists())).scalars())


def _forget(db: Connection, request_id: str, now: datetime) -> None:
    """Delete every row of a request; its trail keeps ids and events, without their details."""
    papers = list(
        db.execute(select(tables.submission.c.id).where(tables.submission.c.request_id == request_id)).scalars()
    )
    for table in OF_A_REQUEST:
        db.execute(delete(table).where(table.c.request_id == request_id))
    for table in OF_A_SUBMISSION:
        db.execute(delete(table).where(table.c.submission_id.in_(papers)))
    db.execute(delete(tables.submission).where(tables.submission.c.id.in_(papers)))
    db.execute(delete(tables.request).where(tables.request.c.id == request_id))
    audit.record(db, now, "purged", request=request_id, submissions=len(papers))


def _contents_kept(db: Connection) -> set[str]:
    """The SHA-256 of every file that a row still names."""
    named = (tables.arrived_file.c.content, tables.submitted_file.c.content)
    return {content for column in named for content in db.execute(select(column)).scalars()}
