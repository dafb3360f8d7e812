"""What is due, found at a cost that depends on neither how much is open nor how much is finished."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Table, select, union_all


def ids_due(db: Connection, table: Table, states: Iterable[str], now: datetime, limit: int) -> list[str]:
    """The ids of rows in one of these states whose `wake_at` has come, oldest first.

    The first few of each state are read off the index (state, wake_at, id). Asked for all states at once, SQLite
    would gather and sort everything that is due to find the first few.
    """
    columns = (table.c.wake_at, table.c.id)
    first = [
        select(*columns)
        .where(table.c.state == state, table.c.wake_at <= now)
        .order_by(*columns)
        .limit(limit)
        .subquery()
        for state in states
    ]
    together = union_all(*(select(each) for each in first)).subquery()
    found = select(together.c.id).order_by(together.c.wake_at, together.c.id).limit(limit)
    return list(db.execute(found).scalars())
