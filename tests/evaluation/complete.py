"""A complete submission as faults are put into it: its papers, its label, its checklist, and what that asks for."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from casework.checklist import Checklist, DocumentNeeded, EitherOf, IfNone, Need, Requirement
from casework.document import Document
from extractors.catalogue import Catalogue
from extractors.reading import Reading
from tests.evaluation.kept import Kept, KeptFile
from tests.evaluation.labels import Labelled, LabelledPaper


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done to a complete submission, and what came of it."""

    kind: str
    what: str
    papers: Kept


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as it was read, and its label."""

    name: str
    papers: Kept
    labelled: Labelled


@dataclass(frozen=True, slots=True)
class Complete:
    """A complete submission, its checklist, which of its files each labelled paper is, and who may lend it papers."""

    papers: Kept
    labelled: Labelled
    checklist: Checklist
    catalogue: Catalogue
    chance: random.Random
    strangers: Sequence[Submission] = ()

    def file_of(self, paper: LabelledPaper) -> int | None:
        """The number of the file that a labelled paper is in."""
        return file_of(self.papers, paper)

    def files_for(self, requirement: Requirement) -> list[int]:
        """The files without which the requirement is not met; none where one that remains may hold it as a part."""
        types, holders = set(requirement.document_types()), set(_holders(requirement.needs))
        answering = {self.file_of(each) for each in self.labelled.documents if each.type in types}
        others = {self.file_of(each) for each in self.labelled.documents if each.type in holders}
        return [] if others - answering or None in answering else sorted(n for n in answering if n is not None)

    def asked(self) -> Iterator[tuple[Requirement, list[int]]]:
        """What is asked for whatever else the papers say and is there, with its files."""
        for each in self.checklist.requirements:
            is_there = self.labelled.requirements.get(each.id) == "met"
            is_firm = each.when is None and each.if_none is not IfNone.NOTE
            if is_there and is_firm and (files := self.files_for(each)):
                yield each, files

    def changed(self, files: Sequence[int], change: Callable[[Reading], Reading]) -> Kept:
        """The submission with the words of these files changed."""
        return self.replaced(files, lambda file: read_as(file, change))

    def replaced(self, files: Sequence[int], change: Callable[[KeptFile], KeptFile]) -> Kept:
        """The submission with these files replaced."""
        changed = [change(each) if number in files else each for number, each in enumerate(self.papers.files)]
        return replace(self.papers, files=tuple(changed))

    def readings(self) -> Iterator[tuple[int, Reading, tuple[Document, ...]]]:
        """Each file in which there are words, with its number, its words and the documents in it."""
        for number, file in enumerate(self.papers.files):
            if isinstance(file.seen, Reading):
                yield number, file.seen, file.documents(self.catalogue)


def file_of(papers: Kept, paper: LabelledPaper) -> int | None:
    """The number of the file that a labelled paper is in, among those of its submission."""
    name = paper.way[-1].rsplit("/", 1)[-1]
    for number, each in enumerate(papers.files):
        if each.file.name.rsplit("/", 1)[-1] == name and len(each.file.inside) >= len(paper.way) - 1:
            return number
    return None


def read_as(file: KeptFile, change: Callable[[Reading], Reading]) -> KeptFile:
    """The file with its words changed, where words were read in it."""
    return replace(file, seen=change(file.seen)) if isinstance(file.seen, Reading) else file


def _holders(need: Need) -> Iterator[str]:
    if isinstance(need, DocumentNeeded):
        yield from need.may_be_part_of
    elif isinstance(need, EitherOf):
        for each in need.needs:
            yield from _holders(each)
