"""The schema that migrations make, the promises of a connection, and what is said of a database we cannot use."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, select

from casework.errors import DataFolderError, TemporaryFailure
from panelready.store import audit
from panelready.store.database import migrate, open_database, require_newest
from panelready.store.tables import audit as trail
from panelready.store.tables import metadata

NOW = datetime(2026, 3, 5, 9, 12)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "panelready.sqlite")
    yield engine
    engine.dispose()


def test_migrations_reach_the_schema_that_the_program_is_written_for(database: Engine) -> None:
    migrate(database)
    with database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_column_that_no_migration_makes_would_be_noticed(database: Engine) -> None:
    migrate(database)
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE submission DROP COLUMN trouble")
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [difference[0] for difference in differences] == ["add_column"]


def test_migrating_again_changes_nothing(database: Engine) -> None:
    migrate(database)
    with database.begin() as db:
        audit.record(db, NOW, "received", submission="51fd", files=3)
        before = db.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    migrate(database)
    with database.begin() as db:
        assert db.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
        assert db.execute(select(func.count()).select_from(trail)).scalar_one() == 1


def test_a_database_of_a_newer_release_is_refused_and_left_alone(database: Engine) -> None:
    migrate(database)
    with database.begin() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DataFolderError, match="newer PanelReady"):
        migrate(database)
    with database.begin() as db:
        assert db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == "9999"


@pytest.mark.parametrize("version", ["0000", "9999"])
def test_a_command_beside_a_service_of_another_release_says_so(database: Engine, version: str) -> None:
    migrate(database)
    require_newest(database)
    with database.begin() as db:
        db.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(DataFolderError, match="another release"):
        require_newest(database)


def test_a_database_that_was_never_served_is_refused(database: Engine) -> None:
    with pytest.raises(DataFolderError, match="never served"):
        require_newest(database)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "panelready.sqlite"
    file.write_bytes(b"This is not a database at all. " * 200)
    for use in (migrate, require_newest):
        with pytest.raises(DataFolderError, match="damaged"):
            use(open_database(file))


def test_every_connection_flushes_each_commit_and_overwrites_what_it_deletes(database: Engine) -> None:
    with database.connect() as db:
        asked = {name: db.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PROMISED}
    assert asked == PROMISED


PROMISED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}


def test_a_transaction_holds_the_lock_from_its_beginning(database: Engine, tmp_path: Path) -> None:
    migrate(database)
    with database.begin():
        other = sqlite3.connect(tmp_path / "panelready.sqlite", timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_full_disk_is_a_trouble_that_passes_and_leaves_nothing_half_written(database: Engine) -> None:
    migrate(database)

    def write_much() -> None:
        with database.begin() as db:
            audit.record(db, NOW, "first")
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for _ in range(2000):
                audit.record(db, NOW, "received", submission="51fd", files=3)

    with pytest.raises(TemporaryFailure, match="full"):
        write_much()
    with database.begin() as db:
        assert db.execute(select(func.count()).select_from(trail)).scalar_one() == 0


def test_a_read_only_database_is_a_trouble_that_passes(database: Engine) -> None:
    migrate(database)
    with database.begin() as db:
        db.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(TemporaryFailure, match="read-only"):
            audit.record(db, NOW, "received")
