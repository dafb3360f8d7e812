"""Papers about a brother or sister of the child, of a kind that nobody asks for: a letter about an allowance."""

import re
from collections.abc import Iterable, Sequence

from casework.document import Child, Document
from casework.finding import Finding, Outcome, Reason
from casework.names import taken_apart
from validators.of_submission import of_submission

_KIN = r"(?:(?:half|step)[- ]?)?(?:brothers?|sisters?|siblings?|twin)"
_BETWEEN = r"(?:\s*[,:(–-]\s*|\s+)"


def names_others(document: Document, ours: Sequence[Child], papers: Iterable[Document]) -> Finding:
    """What is to be said of a paper that names children and none of ours: a person looks, but for a sibling's letter.

    A paper that a checklist may ask for is never passed over so: a brother's plan may stand in place of the child's.
    """
    named = tuple(child.evidence for child in document.children)
    if _is_about_siblings(document, ours, papers):
        return of_submission(Reason.ABOUT_SIBLING, Outcome.NOTED, named, file=document.file)
    return of_submission(Reason.WRONG_CHILD, Outcome.UNSURE, named, file=document.file)


def _is_about_siblings(document: Document, ours: Sequence[Child], papers: Iterable[Document]) -> bool:
    """Whether a paper of no type we know names nobody but children whom the papers call brothers or sisters of ours.

    They have to bear a part of our surname too.
    """
    if document.type is not None or not document.children:
        return False
    families = {part for child in ours for part in taken_apart(child.name).family}
    told = [passage.text for paper in papers if paper is not document for passage in paper.passages]
    return all(
        not families.isdisjoint(taken_apart(child.name).family) and _is_told_as_one(child, told)
        for child in document.children
    )


def _is_told_as_one(child: Child, told: Iterable[str]) -> bool:
    given = next(iter(child.name.split()), "")
    name = rf"\b{re.escape(given)}\b"
    behind = rf"(?:[ -][A-Z][\w’'-]+)*{_BETWEEN}(?:\d\d?,?\s+)?(?i:(?:his|her|their)\s+)?(?i:{_KIN})\b"
    as_kin = re.compile(rf"\b(?i:{_KIN}){_BETWEEN}{name}|{name}{behind}")
    return any(as_kin.search(text) for text in told)
