"""Who is told of expected requests that have not come, in a council's own files."""

from pydantic import Field

from casework.panel import TellsOfExpected
from validators.policy_entry import Entry

ADDRESS = r"^[^@\s,;<>]{1,64}@[A-Za-z0-9.-]{1,253}$"


class ExpectedEntry(Entry):
    """Who is told, as the council's procedure says it; the words stand among the panel's `cites`."""

    tell: str = Field(min_length=1)
    through: str | None = None
    reviews: tuple[str, ...] = ()


class ExpectedOverlay(Entry):
    """What a council says of it itself: the address, and whatever differs from what we ship."""

    to: str | None = Field(None, pattern=ADDRESS)
    tell: str | None = Field(None, min_length=1)
    through: str | None = None
    reviews: tuple[str, ...] | None = None

    def over(self, shipped: ExpectedEntry | None) -> TellsOfExpected | None:
        """What holds for a panel: ours, with what the council says; None where neither names anybody to tell."""
        tell = self.tell or (shipped.tell if shipped else None)
        if tell is None:
            return None
        through = self.through or (shipped.through if shipped else None)
        reviews = self.reviews if self.reviews is not None else shipped.reviews if shipped else ()
        return TellsOfExpected(tell, through, self.to, reviews)
