"""Complete submissions with exactly one fault put in: none of them may be called ready.

What is a fault follows from the labels and the checklist, not from what was recognised: a paper that is asked for
unconditionally is dropped, aged, blanked, left a draft, locked, or swapped for another child's, or another child's lies
among the rest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from casework.checklist import DocumentNeeded, FieldNeeded, Need, StateNeeded
from casework.document import Document, DocumentState, Field, Unreadable
from casework.evidence import Place
from casework.finding import Verdict
from extractors.catalogue import Catalogue
from extractors.reading import Block, Heading, Paragraph, Reading, Row, Table
from tests.evaluation.complete import Complete, Fault, Submission
from tests.evaluation.kept import Kept, KeptFile
from tests.evaluation.reworded import aged, emptied, reworded
from tests.evaluation.somebody_elses import anothers, strays, swapped
from validators.load_policy import Policy

_PROMPTS = ("", "TBC", "Choose an item.", "SW to fill in", "to follow", "…")
_LOWEST = 9
_FINISHED = (StateNeeded.FINAL, StateNeeded.SIGNED, StateNeeded.FILED, StateNeeded.NO_DRAFT)
_NEWSLETTER = (
    "Spring term news from the office",
    "Thank you to everybody who came to the cake sale. The cloakroom still holds eleven lost gloves.",
    "Parents' evening is on Thursday. Please bring water bottles and a coat every day.",
)


def faults(
    one: Submission, policy: Policy, edition: str, seed: int, strangers: Sequence[Submission] = ()
) -> Iterator[Fault]:
    """Every fault we know how to put into a submission that its label calls ready; `strangers` lend it their papers."""
    labelled = one.labelled
    found = policy.checklist(labelled.council, edition, labelled.panel, labelled.request_type or "")
    if labelled.verdict is not Verdict.READY or found is None:
        return
    catalogue = Catalogue.of(policy.document_types, policy.placeholders)
    complete = Complete(one.papers, labelled, found, catalogue, random.Random(seed), strangers)
    for put_in in (_dropped, _decoys, _locked, _out_of_date, _drafts, _sections, _fields, swapped, anothers, strays):
        yield from put_in(complete)


# -- not there


def _dropped(one: Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        kept = tuple(each for number, each in enumerate(one.papers.files) if number not in files)
        yield Fault("dropped", requirement.id, replace(one.papers, files=kept))


def _decoys(one: Complete) -> Iterator[Fault]:
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


def _locked(one: Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        for why in (Unreadable.PASSWORD, Unreadable.DAMAGED, Unreadable.EMPTY, Unreadable.POOR_SCAN):
            yield Fault("locked", f"{requirement.id}, {why}", one.replaced(files, partial(_shut, why)))


def _shut(why: Unreadable, file: KeptFile) -> KeptFile:
    blank = Document(file.file.name, file.file.inside, file.file.content, format=file.file.kind, unreadable=why)
    return replace(file, seen=why, unread=(blank,))


# -- there, and not as it should be


def _out_of_date(one: Complete) -> Iterator[Fault]:
    births = {
        child.date_of_birth
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


def _drafts(one: Complete) -> Iterator[Fault]:
    for requirement, files in one.asked():
        if isinstance(requirement.needs, DocumentNeeded) and requirement.needs.state in _FINISHED:
            for mark in ("DRAFT", "Draft v0.3 for comment"):
                yield Fault("draft", requirement.id, one.changed(files, partial(_as_draft, mark)))


def _as_draft(mark: str, seen: Reading) -> Reading:
    return replace(seen, headers=(Paragraph(mark, Place(part="header")), *seen.headers))


def _sections(one: Complete) -> Iterator[Fault]:
    """Every section that is asked for, emptied where it is found."""
    asked = {
        (number, section)
        for requirement, files in one.asked()
        if isinstance(requirement.needs, DocumentNeeded)
        for section in requirement.needs.sections
        for number in files
    }
    for number, seen, documents in one.readings():
        filled = (document for document in documents if document.state is not DocumentState.BLANK_TEMPLATE)
        for section in (section for document in filled for section in document.sections):
            if (number, section.id) in asked and not section.empty:
                bare = replace(seen, blocks=tuple(_without_section(seen.blocks, section.place)))
                if bare == seen:
                    continue  # it stands in the middle of a table
                yield Fault("section", section.id, one.changed([number], partial(_instead, bare)))


def _instead(other: Reading, _: Reading) -> Reading:
    return other


def _without_section(blocks: Sequence[Block], place: Place) -> Iterator[Block]:
    """The blocks without what stands under the heading at that place."""
    level: int | None = None
    for block in blocks:
        here = _level(block)
        if here is not None:
            if level is not None and here <= level:
                level = None
            if place in (block.place, *(cell.place for row in _rows(block) for cell in row)):
                level = here
                yield block
        if level is None:
            yield block


def _level(block: Block) -> int | None:
    """How far down a block heads what follows; None where it is no heading, nor a box of its own for one."""
    if isinstance(block, Heading):
        return block.level
    return _LOWEST if [len(row) for row in _rows(block)] == [1] else None


def _rows(block: Block) -> Sequence[Row]:
    return block.rows if isinstance(block, Table) else ()


def _fields(one: Complete) -> Iterator[Fault]:
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
