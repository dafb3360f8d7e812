"""The database: opened, brought to the newest schema, and its transactions.

SQLite by default, on a local disk: write-ahead log, every commit flushed, and each transaction takes the write lock
when it begins, so that two of them never deadlock half way.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DatabaseError

from casework.errors import DataFolderError, TemporaryFailure

WAIT_SECONDS = 30
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "fullfsync=ON", "secure_delete=ON")
"""What is deleted is overwritten, so that retention leaves no words of a paper in the file."""
MIGRATIONS = Path(__file__).parent / "migrations"

PASSING = {
    sqlite3.SQLITE_FULL: "The disk that holds the data folder is full. Free some space; nothing is lost.",
    sqlite3.SQLITE_READONLY: "The disk that holds the data folder is read-only. Nothing is lost.",
    sqlite3.SQLITE_CANTOPEN: "The data folder cannot be written just now; `panelready doctor` shows more.",
    sqlite3.SQLITE_IOERR: "The disk that holds the data folder does not answer as it should. Check it.",
    sqlite3.SQLITE_BUSY: "The database is in use by another program; it will be tried again.",
}
"""What the world does to the database, by SQLite's primary result code (sqlite.org/rescode.html)."""


def open_database(path: Path) -> Engine:
    """An engine on the SQLite file at that path; the file is made when first written to."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin_immediate)
    event.listen(engine, "handle_error", _say_what_passes)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema, step by step; a new database is made the same way.

    Raises DataFolderError for a database that a newer PanelReady has written, or that is none of ours.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as problem:
        raise DataFolderError("A newer PanelReady has written this database. Run that one, or a backup.") from problem
    except DatabaseError as problem:
        raise _damaged(problem) from problem


def require_newest(engine: Engine) -> None:
    """Raise DataFolderError where the database is not of the newest schema: only `serve` may change it.

    Without alembic, whose import would cost every command beside a service some tenths of a second.
    """
    newest = max(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    found = None
    try:
        if inspect(engine).has_table("alembic_version"):
            with engine.begin() as connection:
                found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    except DatabaseError as problem:
        raise _damaged(problem) from problem
    if found != newest:
        raise DataFolderError(
            "The data folder is of another release of PanelReady, or was never served. "
            "Start `panelready serve` of this release on it first."
        )


def empty_log(engine: Engine) -> None:
    """Empty the write-ahead log, which still holds pages as they were; with a reader beside us it is done later."""
    with contextlib.closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _damaged(problem: DatabaseError) -> DataFolderError | DatabaseError:
    """In words, where the file is no database; any other problem as it is."""
    if _code(problem.orig) != sqlite3.SQLITE_NOTADB:
        return problem
    return DataFolderError("The database in the data folder is damaged. Restore a backup.")


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's own event opens transactions; the driver must not open one behind its back.
    connection.isolation_level = None
    for pragma in (*PRAGMAS, f"busy_timeout={WAIT_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _say_what_passes(context: ExceptionContext) -> None:
    """Raise TemporaryFailure for what passes by itself or by an administrator, so that no paper is stuck for it."""
    sentence = PASSING.get(_code(context.original_exception))
    if sentence is not None:
        raise TemporaryFailure(sentence) from context.original_exception


def _code(problem: BaseException | None) -> int:
    """SQLite's primary result code, or -1."""
    code: int | None = getattr(problem, "sqlite_errorcode", None)
    return -1 if code is None else code & 0xFF
