"""The papers whose type is known and that may be looked at: texts, loose papers and the tuning half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.likeness import NOTHING
from extractors.reading import Reading, worded
from tests.evaluation.kept import Kept, kept
from tests.evaluation.labels import LOOSE, SUBMISSIONS, LabelledPaper, loose_papers, submissions
from tests.evaluation.texts import reading_of, texts
from validators.load_policy import Policy


class Paper(NamedTuple):
    """A paper whose type is known: who wrote it, its file's name and its words."""

    writer: str
    file: str
    reading: Reading
    type: str


def papers(policy: Policy) -> Iterator[Paper]:
    """Every whole paper that may be looked at: texts, loose papers and the tuning half."""
    for each in texts():
        yield Paper(each.writer, each.text.file, reading_of(each.text.text), each.text.type or NOTHING)
    for name, loose in loose_papers().items():
        for paper in loose.documents:
            yield from _whole(kept(LOOSE / name / paper.file, policy), [paper], name)
    for name, labelled in submissions("tuning").items():
        yield from _whole(kept(SUBMISSIONS / name / "papers", policy), labelled.documents, labelled.author)


def _whole(read: Kept, labels: Sequence[LabelledPaper], writer: str) -> Iterator[Paper]:
    for file in read.files:
        name = file.file.name.rsplit("/", 1)[-1]
        mine = [label for label in labels if label.way[-1].rsplit("/", 1)[-1] == name]
        if len(mine) == 1 and mine[0].role.value in ("paper", "form") and isinstance(file.seen, Reading):
            yield Paper(writer, name, worded(file.seen), mine[0].type or NOTHING)
