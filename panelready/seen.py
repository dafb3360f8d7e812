"""What was already taken from drops whose papers stay where they are, kept in the database."""

from sqlalchemy import Engine, delete, insert, select, update

from panelready.store.tables import seen_file as table


class SeenInDatabase:
    """Remembers size and modification time of each path that was taken. Times are nanoseconds since 1970."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def lookup(self, source: str, key: str) -> tuple[int, int] | None:
        """The size and mtime this path had when it was taken, or None."""
        found = select(table.c.size, table.c.mtime_ns).where(table.c.source == source, table.c.path_key == key)
        with self._engine.begin() as db:
            row = db.execute(found).one_or_none()
        return (row[0], int(row[1])) if row is not None else None

    def remember(self, source: str, key: str, size: int, mtime_ns: int) -> None:
        """Keep the size and mtime of a path that was taken."""
        this = (table.c.source == source) & (table.c.path_key == key)
        stamp = {"size": size, "mtime_ns": str(mtime_ns)}
        with self._engine.begin() as db:
            if db.execute(update(table).where(this).values(stamp)).rowcount == 0:
                db.execute(insert(table).values(source=source, path_key=key, **stamp))

    def forget(self, source: str, key: str) -> None:
        """Drop a path that is no longer there."""
        with self._engine.begin() as db:
            db.execute(delete(table).where(table.c.source == source, table.c.path_key == key))
