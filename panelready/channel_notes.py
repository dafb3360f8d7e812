"""What channels of Microsoft 365 remember between two starts, kept in the database."""

from collections.abc import Mapping

from sqlalchemy import Engine, delete, insert, select

from panelready.store.tables import channel_note as table


class NotesInDatabase:
    """Short texts kept for a channel, by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, source: str) -> dict[str, str]:
        """Everything noted for a channel."""
        with self._engine.begin() as db:
            rows = db.execute(select(table.c.name, table.c.value).where(table.c.source == source))
            return {row.name: row.value for row in rows}

    def write(self, source: str, changes: Mapping[str, str | None]) -> None:
        """Change some notes together, all or none; None drops one."""
        if not changes:
            return
        kept = [
            {"source": source, "name": name, "value": value} for name, value in changes.items() if value is not None
        ]
        with self._engine.begin() as db:
            for name in changes:
                db.execute(delete(table).where(table.c.source == source, table.c.name == name))
            if kept:
                db.execute(insert(table), kept)
