"""How far the reading of a Word file has come, and what was found beside its blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casework.evidence import Place
from extractors.docx_controls import Prompts
from extractors.docx_xml import Names
from extractors.reading import Aside, Block, FormField, Mark, Standing, block_text


@dataclass(slots=True)
class Found:
    """Where the reading stands, and what was found beside the blocks so far."""

    w: str
    """The namespace of the file's elements in braces; Strict files (ISO/IEC 29500-1) differ in their namespaces."""
    prompts: Prompts
    names: Names = field(default_factory=Names)
    at: Place = field(default_factory=Place)
    """The cell being read, or else the part."""
    paragraphs: int = 0
    """How many the part has had so far, those in tables left out."""
    filling: bool = False
    """Whether what stands here stands in a control."""
    is_full: bool = False
    """Whether a limit was reached and no more is read."""
    row_is_cut: bool = False
    """Whether a page ends inside the row being read; Word says so in each of its cells."""
    form_fields: list[FormField] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    tracked_changes: bool = False

    def here(self) -> Place:
        """The cell being read, or else the paragraph that comes next."""
        return self.at if self.at.table else Place(part=self.at.part, paragraph=self.paragraphs + 1)

    def aside(self, how: Standing, text: str) -> None:
        """Words that stand out, if there are any."""
        if text := text.strip():
            self.asides.append(Aside(how, text, self.here()))

    def stop(self, limit: str) -> None:
        """Read no further, and say so."""
        self.is_full = True
        self.say(limit)

    def say(self, limit: str) -> None:
        """Something of the file was not read; said once."""
        if limit not in self.limits:
            self.limits.append(limit)


def words_of(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of each block that holds any."""
    for block in blocks:
        if text := block_text(block):
            yield text
