"""The labels that fill lines of a cell, and a label with its answer beside it."""

from collections.abc import Sequence

from casework.evidence import Place
from extractors.answer_lines import Line, cell_lines
from extractors.answered_there import Pair
from extractors.known_labels import Labels
from extractors.reading import Block, Cell, Paragraph, Row, Table
from extractors.words import label_key

SEVERAL = 3
"""So many labels, each another, are the way of a form and no accident."""
_MOST_BROKEN = 3
"""Lines over which a long label may run."""


def pair_row(label: Line, lines: Sequence[Line], place: Place) -> Row:
    """A label and its answer beside each other."""
    answer = tuple(
        Paragraph(line.text, place, filled=((line.begins, len(line.text)),) if line.typed else ()) for line in lines
    )
    return (
        Cell(label.text, place, (Paragraph(label.text, place),)),
        Cell("\n".join(line.text for line in lines), place, answer, 2),
    )


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """The tables among blocks."""
    return [block for block in blocks if isinstance(block, Table)]


def several(pairs: Sequence[Pair]) -> bool:
    """Whether there are labels enough to tell a layout by."""
    return len({pair.key for pair in pairs}) >= SEVERAL


def labels_in(cell: Cell, labels: Labels) -> list[tuple[int, int, str]]:
    """The labels that fill lines of a cell: the first line of each, the first behind it, and its key."""
    lines, found, at = cell_lines(cell), [], 0
    while at < len(lines):
        for count in range(min(_MOST_BROKEN, len(lines) - at), 0, -1):
            if key := _bare_key(lines[at : at + count], labels):
                found.append((at, at + count, key))
                at += count - 1
                break
        at += 1
    return found


def _bare_key(lines: Sequence[Line], labels: Labels) -> str | None:
    """The key of the label these lines are; one with a slip is no more than its last lines, where they are one."""
    if any(line.typed for line in lines):
        return None
    text = " ".join(line.text for line in lines)
    found = labels.match(text)
    if not found or found[1]:
        return None
    return found[0] if len(lines) == 1 or label_key(text) in labels.keys or not _bare_key(lines[1:], labels) else None


def is_bare(cell: Cell, labels: Labels) -> bool:
    """Whether a cell is a label, or labels, and nothing else."""
    here = labels_in(cell, labels)
    return bool(here) and sum(end - begin for begin, end, _ in here) == len(cell_lines(cell))


def label_of(cell: Cell, begin: int, end: int) -> Line:
    """The lines of a cell from one to before another as one."""
    return Line(" ".join(line.text for line in cell_lines(cell)[begin:end]), cell.place)
