"""Complete submissions with one paper that is about another child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from casework.document import Child, Document, Role
from casework.evidence import Evidence, Place
from casework.names import is_short_for, parts_in, said_as
from casework.words import plain_letters
from extractors.reading import Reading, text_of
from tests.evaluation.complete import Complete, Fault, file_of, read_as
from tests.evaluation.kept import KeptFile
from tests.evaluation.labels import LabelledPaper
from tests.evaluation.reworded import Rewrite, another_birth, another_number, renamed, reworded
from validators.aliases import aliases_in

_NAMES = (
    "Ottoline", "Casimir", "Bronwyn", "Tarquin", "Ngozi", "Leocadia", "Fenwick", "Marisol", "Idris", "Yevgenia",
    "Pengelly", "Vashchuk", "Ombersley", "Quaife", "Adebayo", "Trelissick", "Haldane", "Sikorska", "Brathwaite",
)  # fmt: skip
_NOT_A_PAPER = (Role.MESSAGE, Role.GUIDANCE, Role.DECORATION)
_EACH, _STRAYS = 3, 6
"""How many others' papers of the type are tried in each paper's place, and how many are laid among a submission's."""


def swapped(one: Complete) -> Iterator[Fault]:
    """A paper that names a child of the request, with every name of the family another and every birth another.

    So are the initials, the short names and the numbers of the case: another child's paper bears its own.
    """
    if not _has_several(one):
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
        if paper.about != "request":  # a sister's own paper stays hers if it calls ours by another name
            continue
        if not any(name in text_of(seen.blocks) for name in names):
            continue
        for _ in range(_EACH):
            others = dict(zip(names, one.chance.sample(strangers, len(names)), strict=True))
            others |= _pet_names(paper.children, one.labelled.children, others) | _aliases(one, documents, others)
            rename = renamed(others | _called(one.labelled.children, others, text_of(seen.blocks)))
            rewrite = partial(_rewritten, (numbers, births, rename))
            yield Fault("swapped", paper.file, one.replaced([number], partial(_told_of_others, rename, rewrite)))


def anothers(one: Complete) -> Iterator[Fault]:
    """A paper that is asked for, in its place one of the same type that somebody wrote about another child."""
    if not _has_several(one):
        return
    for requirement, files in one.asked():
        if len(files) > 1:
            continue
        types = {each.type for each in one.labelled.documents if one.file_of(each) in files}
        types &= set(requirement.document_types())
        others = [(whose, file) for whose, paper, file in _of_strangers(one) if paper.type in types]
        for whose, other in one.chance.sample(others, min(_EACH, len(others))):
            yield Fault("another's", f"{requirement.id}, {whose}", one.replaced(files, partial(_given, other)))


def _given(other: KeptFile, _: KeptFile) -> KeptFile:
    return other


def strays(one: Complete) -> Iterator[Fault]:
    """All papers that are asked for, and among them one about another child."""
    taken = {each.file.name for each in one.papers.files}  # no two files of a submission bear one name
    others = [each for each in _of_strangers(one) if each[2].file.name not in taken]
    for whose, paper, file in one.chance.sample(others, min(_STRAYS, len(others))):
        papers = replace(one.papers, files=(*one.papers.files, file))
        yield Fault("stray", f"{whose}, {paper.type}", papers)


def _of_strangers(one: Complete) -> Iterator[tuple[str, LabelledPaper, KeptFile]]:
    """The papers that fill a file and tell of a child who shares no name with ours, with the submission's name."""
    ours = _said_of(one.labelled.children)
    for stranger in one.strangers:
        if ours & _said_of(stranger.labelled.children):
            continue
        papers = stranger.labelled.documents
        places = [file_of(stranger.papers, paper) for paper in papers]
        for paper, place in zip(papers, places, strict=True):
            if place is None or places.count(place) > 1 or not paper.children or paper.role in _NOT_A_PAPER:
                continue
            seen = stranger.papers.files[place].seen
            if isinstance(seen, Reading) and _tells_of(paper.children, text_of(seen.blocks)):
                yield stranger.name, paper, stranger.papers.files[place]


def _said_of(children: Sequence[str]) -> frozenset[str]:
    """Every part of the children's names and the everyday forms of each: a Wilfred is a Wilf as well."""
    return frozenset().union(*(said_as(part) for child in children for part in parts_in(child)))


def _tells_of(children: Sequence[str], text: str) -> bool:
    """Whether one of the children is told of by a first name: letters, or a surname alone, name nobody for certain."""
    names = [child.split()[0] for child in children if not child.isupper()]
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names if re.match(r"[^\W\d_]{3}", name))


def _has_several(one: Complete) -> bool:
    """Whether more files than one tell of a child: another's papers alone are a request of their own, and no fault."""
    told = [paper for paper in one.labelled.documents if paper.children and paper.role not in _NOT_A_PAPER]
    return len({one.file_of(paper) for paper in told}) > 1


def _pet_names(called: Sequence[str], children: Sequence[str], others: Mapping[str, str]) -> dict[str, str]:
    """What a paper calls an only child that is no part of the name, and what the other is called instead."""
    if len(children) != 1 or not called:
        return {}
    pet = re.match(r"[^\W\d_]{3,}", called[0])
    return {pet[0]: others.get(children[0].split()[0], pet[0])} if pet and pet[0] not in others else {}


def _aliases(one: Complete, documents: Sequence[Document], others: Mapping[str, str]) -> dict[str, str]:
    """The other first names that the papers say a child goes by, and what the other is called instead."""
    children = (Child(name, None, Evidence("", Place(), name)) for name in one.labelled.children)
    said = {
        alias: others.get(child.name.split()[0], alias) for child in children for alias in aliases_in(child, documents)
    }
    return {alias: instead for alias, instead in said.items() if " " not in alias and alias not in others}


def _called(children: Sequence[str], others: Mapping[str, str], text: str) -> dict[str, str]:
    """What else a paper calls the children, their initials and short names, and what the others are called instead."""
    called: dict[str, str] = {}
    for child in children:
        parts = re.findall(r"[^\W\d_]+", child)
        theirs = [others.get(part, part) for part in parts]
        letters, instead = ("".join(part[0].upper() for part in each) for each in (parts, theirs))
        if len(letters) > 2:
            called |= {letters: instead, "-".join(letters[1:]): "-".join(instead[1:])}
        if (first_names := child.split()[0].count("-") + 1) > 1:
            called["-".join(letters[:first_names])] = "-".join(instead[:first_names])
        first = plain_letters(parts[0])
        for word in set(re.findall(r"\b[A-Z][^\W\d_]{2,}", text)) - set(others):
            if plain_letters(word) in said_as(first) or is_short_for(plain_letters(word), first):
                called[word] = theirs[0]
    return called


def _rewritten(rewrites: Sequence[Rewrite], text: str) -> str:
    for rewrite in rewrites:
        text = rewrite(text)
    return text


def _told_of_others(rename: Rewrite, rewrite: Rewrite, file: KeptFile) -> KeptFile:
    named = replace(file, file=replace(file.file, name=rename(file.file.name)))
    return read_as(named, lambda seen: reworded(seen, rewrite))
