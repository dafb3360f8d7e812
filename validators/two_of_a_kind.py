"""What papers about an only child give twice and not alike: a birth, an NHS number. They may be about two children."""

from collections.abc import Iterator, Sequence

from casework.document import Child, Document
from casework.evidence import Evidence
from casework.finding import Finding, Outcome, Reason
from casework.identifiers import nhs_numbers_in
from casework.names import taken_apart
from validators.births import other_births
from validators.named_in import Person, person_of
from validators.of_submission import of_submission

_NHS_LINES = 4


def another_birth(documents: Sequence[Document], ours: Sequence[Child]) -> Iterator[Finding]:
    """A paper that gives a baby without a name another birth tells of another baby, or one of them is wrong."""
    if len(ours) != 1 or not taken_apart(ours[0].name).unborn:
        return
    for document in documents:
        if evidence := next(other_births(ours[0], document), None):
            yield of_submission(
                Reason.CONFLICTING, Outcome.UNSURE, (evidence,), about="date of birth", file=document.file
            )


def two_nhs_numbers(documents: Sequence[Document], ours: Sequence[Child]) -> Iterator[Finding]:
    """Two papers that give an only child different NHS numbers may be about two children of one name."""
    if len(ours) != 1:
        return
    person = person_of(ours[0])
    seen: dict[str, Evidence] = {}
    for document in documents:
        for number, evidence in _nhs_numbers_of(person, document):
            if seen and number not in seen:
                yield of_submission(
                    Reason.CONFLICTING, Outcome.UNSURE, (evidence,), about="NHS number", file=document.file
                )
            seen.setdefault(number, evidence)


def _nhs_numbers_of(person: Person, document: Document) -> Iterator[tuple[str, Evidence]]:
    """The numbers that stand within a few lines below the child's name."""
    for number, passage in enumerate(document.passages):
        if "nhs" not in passage.text.casefold():
            continue
        above = document.passages[max(0, number - _NHS_LINES) : number + 1]
        if any(person.how_in(each.text) for each in above):
            for said in nhs_numbers_in(passage.text):
                yield said, Evidence(document.file, passage.place, "NHS number")
