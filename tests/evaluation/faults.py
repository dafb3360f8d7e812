"""Complete submissions with exactly one fault put in: none of them may be called ready.

What is a fault follows from the labels and the checklist, not from what was recognised: a paper that is asked for
unconditionally is dropped, aged, blanked, left a draft, locked, or swapped for another child's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from casework.checklist import Checklist, DocumentNeeded, EitherOf, FieldNeeded, Need, Requirement, StateNeeded
from casework.document import Document, Field, Role, Unreadable
from casework.evidence import Place
from casework.finding import Verdict
from casework.names import is_short_for, said_as
from casework.words import plain_letters
from extractors.catalogue import Catalogue
from extractors.reading import Block, Heading, Paragraph, Reading, text_of
from tests.evaluation.kept import Kept, KeptFile
from tests.evaluation.labels import Labelled, LabelledPaper
from tests.evaluation.reworded import Rewrite, aged, another_birth, another_number, emptied, renamed, reworded
from validators.load_policy import Policy

_NAMES = (
    "Ottoline", "Casimir", "Bronwyn", "Tarquin", "Ngozi", "Leocadia", "Fenwick", "Marisol", "Idris", "Yevgenia",
    "Pengelly", "Vashchuk", "Ombersley", "Quaife", "Adebayo", "Trelissick", "Haldane", "Sikorska", "Brathwaite",
)  # fmt: skip
_PROMPTS = ("", "TBC", "Choose an item.", "SW to fill in", "to follow", "…")
_NOT_A_PAPER = (Role.MESSAGE, Role.GUIDANCE, Role.DECORATION)
_FINISHED = (StateNeeded.FINAL, StateNeeded.SIGNED, StateNeeded.FILED, StateNeeded.NO_DRAFT)
_NEWSLETTER = (
    "Spring term news from the office",
    "Thank you to everybody who came to the cake sale. The cloakroom still holds eleven lost gloves.",
    "Parents' evening is on Thursday. Please bring water bottles and a coat every day.",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done to a complete submission, and what came of it."""

    kind: str
    what: str
    papers: Kept


@dataclass(frozen=True, slots=True)
class _Complete:
    """A complete submission, its checklist, and which of its files each labelled paper is."""

    papers: Kept
    labelled: Labelled
    checklist: Checklist
    catalogue: Catalogue
    chance: random.Random

    def file_of(self, paper: LabelledPaper) -> int | None:
        """The number of the file that a labelled paper is in."""
        name = paper.way[-1].rsplit("/", 1)[-1]
        for number, each in enumerate(self.papers.files):
            if each.file.name.rsplit("/", 1)[-1] == name and len(each.file.inside) >= len(paper.way) - 1:
                return number
        return None

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
            is_firm = each.when is None and each.if_none is None and each.assumption is None
            if is_there and is_firm and (files := self.files_for(each)):
                yield each, files

    def changed(self, files: Sequence[int], change: Callable[[Reading], Reading]) -> Kept:
        """The submission with the words of these files changed."""
        return self.replaced(files, lambda file: _read_as(file, change))

    def replaced(self, files: Sequence[int], change: Callable[[KeptFile], KeptFile]) -> Kept:
        """The submission with these files replaced."""
        changed = [change(each) if number in files else each for number, each in enumerate(self.papers.files)]
        return replace(self.papers, files=tuple(changed))

    def readings(self) -> Iterator[tuple[int, Reading, tuple[Document, ...]]]:
        """Each file in which there are words, with its number, its words and the documents in it."""
        for number, file in enumerate(self.papers.files):
            if isinstance(file.seen, Reading):
                yield number, file.seen, file.documents(self.catalogue)


def _read_as(file: KeptFile, change: Callable[[Reading], Reading]) -> KeptFile:
    return replace(file, seen=change(file.seen)) if isinstance(file.seen, Reading) else file


def _holders(need: Need) -> Iterator[str]:
    if isinstance(need, DocumentNeeded):
        yield from need.may_be_part_of
    elif isinstance(need, EitherOf):
        for each in need.needs:
            yield from _holders(each)


def faults(papers: Kept, labelled: Labelled, policy: Policy, edition: str, seed: int) -> Iterator[Fault]:
    """Every fault we know how to put into a submission that its label calls ready."""
    found = policy.checklist(labelled.council, edition, labelled.panel, labelled.request_type or "")
    if labelled.verdict is not Verdict.READY or found is None:
        return
    catalogue = Catalogue.of(policy.document_types, policy.placeholders)
    one = _Complete(papers, labelled, found, catalogue, random.Random(seed))
    for put_in in (_dropped, _decoys, _locked, _out_of_date, _drafts, _sections, _fields, _swapped):
        yield from put_in(one)


# -- not there


def _dropped(one: _Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        kept = tuple(each for number, each in enumerate(one.papers.files) if number not in files)
        yield Fault("dropped", requirement.id, replace(one.papers, files=kept))


def _decoys(one: _Complete) -> Iterator[Fault]:
    """Something else under the paper's name: a newsletter, words that only mention it, or its headings alone."""
    for requirement, files in one.asked():
        name = one.catalogue.types[requirement.document_types()[0]].name
        mention = f"Please see the attached {name}, which I have already sent to the panel. I will bring a copy."
        for kind, lines in (("newsletter", _NEWSLETTER), ("mention", (mention,))):
            yield Fault(kind, requirement.id, one.changed(files, partial(_saying, lines)))
        yield Fault("headings alone", requirement.id, one.changed(files, _headings_alone))


def _saying(lines: Sequence[str], _: Reading) -> Reading:
    return Reading(tuple(Paragraph(line, Place(paragraph=number)) for number, line in enumerate(lines, 1)))


def _headings_alone(seen: Reading) -> Reading:
    return replace(seen, blocks=tuple(block for block in seen.blocks if isinstance(block, Heading)))


def _locked(one: _Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        for why in (Unreadable.PASSWORD, Unreadable.DAMAGED, Unreadable.EMPTY, Unreadable.POOR_SCAN):
            yield Fault("locked", f"{requirement.id}, {why}", one.replaced(files, partial(_shut, why)))


def _shut(why: Unreadable, file: KeptFile) -> KeptFile:
    blank = Document(file.file.name, file.file.inside, file.file.content, format=file.file.kind, unreadable=why)
    return replace(file, seen=why, unread=(blank,))


# -- there, and not as it should be


def _out_of_date(one: _Complete) -> Iterator[Fault]:
    births = {
        child.date_of_birth.year
        for _, _, documents in one.readings()
        for document in documents
        for child in document.children
        if child.date_of_birth is not None
    }
    for requirement, files in one.asked():
        need = requirement.needs
        if isinstance(need, DocumentNeeded) and need.within is not None and need.only_those_within is None:
            for years in (2, 3, 4):
                older = partial(reworded, rewrite=aged(years, frozenset(births)))
                yield Fault("aged", f"{requirement.id}, {years} years", one.changed(files, older))


def _drafts(one: _Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        if isinstance(requirement.needs, DocumentNeeded) and requirement.needs.state in _FINISHED:
            for mark in ("DRAFT", "Draft v0.3 for comment"):
                yield Fault("draft", requirement.id, one.changed(files, partial(_as_draft, mark)))


def _as_draft(mark: str, seen: Reading) -> Reading:
    return replace(seen, headers=(Paragraph(mark, Place(part="header")), *seen.headers))


def _sections(one: _Complete) -> Iterator[Fault]:
    """Every section that is asked for, emptied where it is found."""
    asked = {
        (number, section)
        for requirement, files in one.asked()
        if isinstance(requirement.needs, DocumentNeeded)
        for section in requirement.needs.sections
        for number in files
    }
    for number, seen, documents in one.readings():
        for section in (section for document in documents for section in document.sections):
            if (number, section.id) in asked and not section.empty:
                bare = replace(seen, blocks=tuple(_without_section(seen.blocks, section.place)))
                yield Fault("section", section.id, one.changed([number], partial(_instead, bare)))


def _instead(other: Reading, _: Reading) -> Reading:
    return other


def _without_section(blocks: Sequence[Block], place: Place) -> Iterator[Block]:
    """The blocks without what stands under the heading at that place."""
    level: int | None = None
    for block in blocks:
        if isinstance(block, Heading):
            if level is not None and block.level <= level:
                level = None
            if block.place == place:
                level = block.level
                yield block
        if level is None:
            yield block


def _fields(one: _Complete) -> Iterator[Fault]:
    """Each answer of a form that is asked for, taken out of every copy; instead stands what people leave there."""
    wanted = {
        each
        for requirement in one.checklist.requirements
        if requirement.when is None and one.labelled.requirements.get(requirement.id) == "met"
        for each in _fields_of(requirement.needs)
    }
    answered: dict[tuple[str, str], list[tuple[int, Field]]] = {}
    for number, _, documents in one.readings():
        for document in documents:
            for field in document.fields:
                if (document.type, field.id) in wanted and not field.blank:
                    answered.setdefault((document.type or "", field.id), []).append((number, field))
    for (_, name), answers in answered.items():
        for instead in _PROMPTS:
            papers = one.papers
            for number, field in answers:
                papers = _without_answer(papers, number, field, instead)
            if papers is not one.papers:
                yield Fault("field", f"{name}, {instead or 'nothing'}", papers)


def _without_answer(papers: Kept, number: int, field: Field, instead: str) -> Kept:
    """The submission with one answer of one file taken out; as it was, where that cannot be done in one piece."""
    file = papers.files[number]
    bare = emptied(file.seen, field.value, field.evidence.place, instead) if isinstance(file.seen, Reading) else None
    if bare is None:
        return papers
    changed = [replace(file, seen=bare) if at == number else each for at, each in enumerate(papers.files)]
    return replace(papers, files=tuple(changed))


def _fields_of(need: Need) -> Iterator[tuple[str, str]]:
    if isinstance(need, FieldNeeded):
        yield from ((kind, need.id) for kind in need.in_types)
    elif isinstance(need, DocumentNeeded):
        yield from ((kind, field) for kind in need.types for field in need.fields)


# -- somebody else's


def _swapped(one: _Complete) -> Iterator[Fault]:
    """A paper that names a child of the request, with every name of the family another and every birth another.

    So are the initials, the short names and the numbers of the case: another child's paper bears its own. Where one
    file holds all papers, the same papers about another child are a request of their own, and no fault.
    """
    told = [paper for paper in one.labelled.documents if paper.children and paper.role not in _NOT_A_PAPER]
    if len({one.file_of(paper) for paper in told}) < 2:
        return
    names = sorted({word for child in one.labelled.children for word in re.findall(r"[^\W\d_]{3,}", child)})
    documents = [each for _, _, found in one.readings() for each in found]
    numbers = another_number(each.words for document in documents for each in document.case_references)
    births = another_birth(tuple(child for document in documents for child in document.children))
    strangers = [each for each in _NAMES if each not in names]
    for paper in one.labelled.documents:
        number = one.file_of(paper)
        seen = one.papers.files[number].seen if number is not None else None
        if number is None or not isinstance(seen, Reading) or not paper.children or paper.role in _NOT_A_PAPER:
            continue
        if not any(name in text_of(seen.blocks) for name in names):
            continue
        for _ in range(3):
            others = dict(zip(names, one.chance.sample(strangers, len(names)), strict=True))
            rename = renamed(others | _called(one.labelled.children, others, text_of(seen.blocks)))
            rewrite = partial(_rewritten, (numbers, births, rename))
            yield Fault("swapped", paper.file, one.replaced([number], partial(_anothers, rename, rewrite)))


def _called(children: Sequence[str], others: Mapping[str, str], text: str) -> dict[str, str]:
    """What else a paper calls the children, their initials and short names, and what the others are called instead."""
    called: dict[str, str] = {}
    for child in children:
        parts = re.findall(r"[^\W\d_]+", child)
        theirs = [others.get(part, part) for part in parts]
        letters, instead = ("".join(part[0].upper() for part in each) for each in (parts, theirs))
        if len(letters) > 2:
            called |= {letters: instead, "-".join(letters[1:]): "-".join(instead[1:])}
        first = plain_letters(parts[0])
        for word in set(re.findall(r"\b[A-Z][^\W\d_]{2,}", text)) - set(others):
            if plain_letters(word) in said_as(first) or is_short_for(plain_letters(word), first):
                called[word] = theirs[0]
    return called


def _rewritten(rewrites: Sequence[Rewrite], text: str) -> str:
    for rewrite in rewrites:
        text = rewrite(text)
    return text


def _anothers(rename: Rewrite, rewrite: Rewrite, file: KeptFile) -> KeptFile:
    named = replace(file, file=replace(file.file, name=rename(file.file.name)))
    return _read_as(named, lambda seen: reworded(seen, rewrite))
