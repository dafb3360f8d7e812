"""The overview: what has arrived and what became of it, as one page that leads to every report, reply and agenda."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.finding import Verdict
from generators.render import render, style_and_policy
from generators.wording import VERDICT_LABELS, Label


@dataclass(frozen=True, slots=True)
class Link:
    """A page or file to open; `to` is relative to the overview's own folder."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Line:
    """One submission: where it belongs, its verdict once it has one, why, and what can be opened."""

    name: str
    panel: str
    request_type: str
    verdict: Verdict | None
    why: str
    links: tuple[Link, ...] = ()

    @property
    def label(self) -> Label | None:
        """The verdict as a mark and words."""
        return VERDICT_LABELS[self.verdict] if self.verdict else None


def overview_html(title: str, lines: Sequence[Line], agendas: Sequence[Link]) -> str:
    """The overview as a page that needs nothing else."""
    return render("overview", title=title, lines=lines, agendas=agendas, **style_and_policy())
