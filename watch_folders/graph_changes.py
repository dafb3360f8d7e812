"""One round of a list of changes (delta): page after page, links followed as they are, the last row of an id wins.

https://learn.microsoft.com/en-us/graph/delta-query-overview
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from watch_folders.graph_client import GraphClient, Place, link_of, rows_of
from watch_folders.graph_refusals import Puzzling

MOST_PAGES = 10_000


class Row(Protocol):
    """What changed, by its id."""

    @property
    def id(self) -> str:
        """The id."""


AnyRow = TypeVar("AnyRow", bound=Row)


def changes(
    client: GraphClient,
    address: str,
    place: Place,
    row_of: Callable[[Mapping[str, Any]], AnyRow],
    headers: Mapping[str, str] | None = None,
) -> tuple[list[AnyRow], str]:
    """The rows of the round that begins at the address, and the link where the next begins.

    A page may be empty and have another after it. Raises Puzzling where a round has no end, and as GraphClient does.
    """
    rows: dict[str, AnyRow] = {}
    for _ in range(MOST_PAGES):
        found = client.call("GET", address, place, headers=headers).json()
        for row in map(row_of, rows_of(found)):
            rows.pop(row.id, None)
            rows[row.id] = row
        if following := link_of(found, "@odata.deltaLink"):
            return list(rows.values()), following
        address = link_of(found, "@odata.nextLink") or ""
        if not address:
            break
    raise Puzzling
