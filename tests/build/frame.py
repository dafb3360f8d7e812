"""What every maker of a paper shares: blanking, drafts, and the choice between Word and PDF."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from .content import Block, Fields, Heading, Look, Paper, Value
from .docx import docx_of
from .pdf import pdf_of

Sections = Mapping[str, Sequence[Block]]


def fields(rows: Mapping[str, Value], blank: Collection[str] = ()) -> Fields:
    """A label and answer table, the answers of the labels named in `blank` left empty."""
    return Fields([(label, "" if label in blank else value) for label, value in rows.items()])


def sections(parts: Sections, blank: Collection[str] = (), level: int = 1) -> list[Block]:
    """The headings with what stands under them; nothing under those named in `blank`."""
    blocks: list[Block] = []
    for heading, content in parts.items():
        blocks.append(Heading(heading, level))
        blocks.extend([] if heading in blank else content)
    return blocks


def known(blank: Collection[str], *names: Collection[str]) -> None:
    """Stop a test that blanks something the paper does not have."""
    strange = set(blank) - {name for group in names for name in group}
    if strange:
        raise ValueError(f"the paper has nothing called {', '.join(sorted(strange))}")


def finish(
    blocks: Sequence[Block], *, title: str, look: Look | None = None, draft: bool = False, as_pdf: bool = False
) -> bytes:
    """The file; `draft` writes DRAFT in the header of every page."""
    look = look or Look()
    if draft:
        look = replace(look, header=" – ".join(part for part in ("DRAFT", look.header) if part))
    paper = Paper(blocks, look=look, title=title)
    return pdf_of(paper) if as_pdf else docx_of(paper)
