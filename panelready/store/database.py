"""The database: opened, brought to the newest schema, and its transactions.

SQLite by default, on a local disk: write-ahead log, every commit flushed, and each transaction takes the write lock
when it begins, so that two of them never deadlock half way.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect

from casework.errors import DataFolderError
from panelready.store.tables import metadata

WAIT_SECONDS = 30
MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(path: Path) -> Engine:
    """An engine on the SQLite file at that path; the file is made when first written to."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema, step by step; a new database is made the same way."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_tables(engine: Engine) -> None:
    """Raise DataFolderError where the service has never run on this data folder."""
    if not inspect(engine).has_table(next(iter(metadata.tables))):
        raise DataFolderError(
            "There is no PanelReady database in this folder yet. Start `panelready serve` on it first."
        )


def _prepare_connection(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy's own event opens transactions; the driver must not open one behind its back.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "fullfsync=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
