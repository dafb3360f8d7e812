"""Submissions changed in a way that matters to nobody: the answer must stay what it was.

Everybody is called by another name, in every paper, message and file name, each person the same everywhere; or one
paper writes the children's names in another way that people use.
"""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources.abc import Traversable

from casework.document import Role
from casework.words import plain_letters
from extractors.reading import Reading, text_of
from generators.contract import Answer, everything_found, subject_of
from tests.evaluation.complete import Submission, file_of, read_as
from tests.evaluation.kept import Kept, KeptFile
from tests.evaluation.other_names import SHORT_FOR, SHORT_NAMES, Manner, manners, other_names, parts_of, rewriting
from tests.evaluation.reworded import Rewrite, reworded
from tests.evaluation.scoring import names_agree
from validators.load_policy import Policy

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+[@.]\S+")
_NO_NAMES = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "academy", "primary", "park", "hill", "teams"]
_FEWEST_LETTERS = 3
_DAYS = [day.casefold() for names in (calendar.day_name, calendar.month_name) for day in names]


@dataclass(frozen=True, slots=True)
class Variation:
    """A submission before a change and after it, and how the names of its children are written then."""

    kind: str
    what: str
    before: Submission
    after: Submission
    rewrite: Rewrite


def harmless(one: Submission, common: Collection[str], kinds: Collection[str] = ()) -> Iterator[Variation]:
    """Every change we know how to make that matters to nobody, or those of these kinds.

    `common` are the words that are no names.
    """
    yield from _renamed(one, common, kinds)
    yield from _written_otherwise(one, common, kinds)


# -- everybody, everywhere


def _renamed(one: Submission, common: Collection[str], kinds: Collection[str]) -> Iterator[Variation]:
    """The submission with everybody called by other names, once in every manner."""
    for manner in (each for each in manners() if not kinds or each.name in kinds):
        rewrite = _others(one, common, manner)
        yield Variation(manner.name, "", one, rewritten(one, rewrite), rewrite)


def _others(one: Submission, common: Collection[str], manner: Manner) -> Rewrite:
    chance = random.Random(f"{one.name} {manner.name}")
    return other_names(one.labelled.children, said_in(one.papers), common, manner, chance)


# -- the children, in one paper


def _written_otherwise(one: Submission, common: Collection[str], kinds: Collection[str]) -> Iterator[Variation]:
    """The submission with one paper that writes the children's names in each of the ways."""
    for kind, way in _WAYS.items():
        if kinds and kind not in kinds:
            continue
        before = _to_begin_with(kind, one, common)
        rewrite = _naming(before, common, way)
        number = _paper_that_changes(before, rewrite)
        if number is not None:
            files = list(before.papers.files)
            files[number] = read_as(files[number], partial(reworded, rewrite=rewrite))
            after = replace(before, papers=replace(before.papers, files=tuple(files)))
            yield Variation(kind, files[number].file.name, before, after, _as_it_is)


def _to_begin_with(kind: str, one: Submission, common: Collection[str]) -> Submission:
    """The submission as it is, but for ways that need a middle name in it or names with short forms."""
    if kind == _MIDDLE_DROPPED:
        return rewritten(one, _naming(one, common, _with_middle))
    if kind == _SHORT_FORM:
        return rewritten(one, _others(one, common, SHORT_NAMES))
    return one


def _as_it_is(text: str) -> str:
    return text


def _paper_that_changes(one: Submission, rewrite: Rewrite) -> int | None:
    """The number of a paper of the children whose words a rewriting changes; None where there is none."""
    numbers = [
        number
        for paper in one.labelled.documents
        if paper.role is Role.PAPER and paper.about == "request" and paper.pages is None
        if (number := file_of(one.papers, paper)) is not None
    ]
    said = {number: one.papers.files[number].seen for number in numbers}
    changed = [
        number
        for number, seen in said.items()
        if isinstance(seen, Reading) and rewrite(text_of(seen.blocks)) != text_of(seen.blocks)
    ]
    return random.Random(one.name).choice(changed) if changed else None


Way = Callable[[str, str, str], dict[str, str]]
"""How a name is written, by its given name, what stands between, and the surname."""


def _naming(one: Submission, common: Collection[str], way: Way) -> Rewrite:
    names: dict[str, str] = {}
    for child in one.labelled.children:
        given, *rest = parts_of(child)
        if given and rest[-1]:
            names |= way(given, " ".join(rest[:-1]), rest[-1])
    return rewriting(names, common)


def _each(given: str, between: str, surname: str) -> tuple[str, ...]:
    return (f"{given} {surname}", f"{given} {between} {surname}") if between else (f"{given} {surname}",)


def _surname_first(given: str, between: str, surname: str) -> dict[str, str]:
    return dict.fromkeys(_each(given, between, surname), f"{surname.upper()}, {given}")


def _with_title(given: str, between: str, surname: str) -> dict[str, str]:
    return {name: f"Miss {name}" for name in _each(given, between, surname)}


def _with_middle(given: str, between: str, surname: str) -> dict[str, str]:
    return dict.fromkeys(_each(given, between, surname), f"{given} {between or 'Jane'} {surname}")


def _without_middle(given: str, between: str, surname: str) -> dict[str, str]:
    return dict.fromkeys(_each(given, between or "Jane", surname), f"{given} {surname}")


def _in_letters(given: str, between: str, surname: str) -> dict[str, str]:
    letters = [word[0].upper() for word in _WORD.findall(f"{given} {surname}")]
    if len(letters) < _FEWEST_LETTERS:  # two letters are anybody's
        return {}
    return {**dict.fromkeys(_each(given, between, surname), f"{'.'.join(letters)}."), given: letters[0]}


def _shortened(given: str, between: str, surname: str) -> dict[str, str]:
    return {given: SHORT_FOR[given]} if given in SHORT_FOR else {}


_MIDDLE_DROPPED, _SHORT_FORM = "middle name dropped", "short form"
_WAYS: Mapping[str, Way] = {
    "surname in capitals, first": _surname_first,
    "title before the name": _with_title,
    "middle name added": _with_middle,
    _MIDDLE_DROPPED: _without_middle,
    "initials": _in_letters,
    _SHORT_FORM: _shortened,
}


# -- rewriting


def rewritten(one: Submission, rewrite: Rewrite) -> Submission:
    """The submission and its label with every text rewritten."""
    papers = replace(one.papers, files=tuple(rewritten_file(each, rewrite) for each in one.papers.files))
    if papers.message is not None:
        papers = replace(papers, message=replace(papers.message, subject=rewrite(papers.message.subject)))
    labelled = one.labelled
    documents = tuple(
        each.model_copy(
            update={"file": rewrite(each.file), "children": tuple(rewrite(child) for child in each.children)}
        )
        for each in labelled.documents
    )
    children = tuple(rewrite(child) for child in labelled.children)
    return Submission(one.name, papers, labelled.model_copy(update={"children": children, "documents": documents}))


def rewritten_file(file: KeptFile, rewrite: Rewrite) -> KeptFile:
    """A file with its name and its words rewritten."""
    known = replace(file.file, name=rewrite(file.file.name), inside=tuple(map(rewrite, file.file.inside)))
    seen = reworded(file.seen, rewrite) if isinstance(file.seen, Reading) else file.seen
    unread = tuple(replace(each, file=known.name, inside=known.inside) for each in file.unread)
    return KeptFile(known, seen, unread)


def said_in(papers: Kept) -> str:
    """All that a submission says."""
    told = (_said_in(file.seen) for file in papers.files if isinstance(file.seen, Reading))
    subject = papers.message.subject if papers.message else ""
    return "\n".join([subject, *(file.file.name for file in papers.files), *told])


def _said_in(seen: Reading) -> str:
    return "\n".join(map(text_of, (seen.headers, seen.blocks, seen.notes, seen.footers)))


def differences(before: Answer, after: Answer, rewrite: Rewrite) -> Iterator[str]:
    """What a change that matters to nobody changed in the answer."""
    if before.verdict is not after.verdict:
        yield f"verdict {before.verdict} -> {after.verdict}"
    was, now = Counter(_found(before)), Counter(_found(after))
    yield from (f"+ {each}" for each in (now - was).elements())
    yield from (f"- {each}" for each in (was - now).elements())
    meant = [rewrite(child.name) for child in before.children]
    found = [child.name for child in after.children]
    if len(meant) != len(found) or not names_agree(meant, found):
        yield f"children {meant} -> {found}"


def _found(answer: Answer) -> Iterator[str]:
    yield f"{answer.panel} {answer.request_type}"
    yield from (f"{subject_of(each)} {each.outcome}" for each in everything_found(answer))


def common_words(several: Iterable[Submission], policy: Policy) -> frozenset[str]:
    """The words, in plain small letters, that a submission writes small, or that the policy knows: no names."""
    written = {word for each in several for file in each.papers.files for word in _written_small(file)}
    known = {word for file in _policy_files(policy.root) for word in _WORD.findall(plain_letters(file))}
    return frozenset(known.union(_DAYS, _NO_NAMES, written))


def _written_small(file: KeptFile) -> Iterator[str]:
    said = _ADDRESS.sub(" ", _said_in(file.seen)) if isinstance(file.seen, Reading) else ""
    return (plain_letters(word) for word in _WORD.findall(said) if word.islower())


def _policy_files(folder: Traversable) -> Iterator[str]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _policy_files(each)
        elif each.name.endswith(".yaml"):
            yield each.read_text(encoding="utf-8")
