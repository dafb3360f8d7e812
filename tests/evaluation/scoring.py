"""Answers compared with labels: one Score for each submission, with everything that was wrong by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casework.document import Document, DocumentState, Role
from casework.finding import Outcome, Verdict
from casework.names import may_be_one, said_as, taken_apart
from extractors.catalogue import Catalogue
from extractors.read import documents_of
from extractors.words import folded
from generators.contract import Answer, DocumentAnswer
from panelready.checking import Asked, answer_to
from tests.evaluation.kept import Judged, Kept, kept
from tests.evaluation.labels import LOOSE, SUBMISSIONS, Labelled, LabelledPaper, LoosePapers
from tests.evaluation.texts import Written, reading_of
from validators.load_policy import Policy

_ASKED_FOR = (Outcome.MISSING, Outcome.OUT_OF_DATE, Outcome.UNFINISHED)
_SAME: Mapping[str, tuple[Outcome, ...]] = {
    "met": (Outcome.MET, Outcome.READ_ELSEWHERE, Outcome.NOTED),
    "not_needed": (Outcome.NOT_NEEDED, Outcome.WAIVED, Outcome.READ_ELSEWHERE),
    "missing": (Outcome.MISSING, Outcome.PROMISED),
    "out_of_date": (Outcome.OUT_OF_DATE,),
    "unfinished": (Outcome.UNFINISHED,),
    "unsure": (Outcome.UNSURE,),
    "ask": (Outcome.ASK,),
}
"""Which outcomes agree with a label; what the panel reads on the case system is asked of nobody, so either fits."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One paper's type as labelled and as recognised; `confidence` is what the recogniser said of its answer."""

    file: str
    truth: str | None
    said: str | None
    confidence: float
    scanned: bool

    @property
    def is_right(self) -> bool:
        """Whether they agree, None being an answer too."""
        return self.truth == self.said


@dataclass(slots=True)
class PaperScore:
    """How the papers of one folder were recognised."""

    name: str
    types: list[Typed] = field(default_factory=list)
    dates: list[tuple[str, bool]] = field(default_factory=list)
    children: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, paper: LabelledPaper, found: DocumentAnswer | None, *, inside: bool = False) -> None:
        """Score one paper; its date and children only where its type was known.

        One that stands `inside` another of the same file is right where it is told as a part of that.
        """
        if inside and found is not None and paper.type in found.also:
            self.types.append(Typed(paper.file, paper.type, paper.type, found.confidence, paper.scanned))
            return
        self.types.append(_typed(paper, found))
        if found is not None and found.type is not None and found.type == paper.type:
            if paper.dated is not None:
                self.dates.append((paper.file, found.dated == paper.dated))
            if paper.children:
                self.children.append((paper.file, names_agree(paper.children, found.children)))


@dataclass(slots=True)
class Score(PaperScore):
    """How one submission was answered."""

    truth: Verdict = Verdict.REFERRED
    said: Verdict = Verdict.REFERRED
    must_look: bool = False
    requirements: list[tuple[str, str, Outcome]] = field(default_factory=list)
    request_type: tuple[str | None, str | None] = (None, None)

    @property
    def false_ready(self) -> bool:
        """Whether something incomplete, or for a person, was called ready."""
        return self.said is Verdict.READY and self.truth is not Verdict.READY

    @property
    def wrongly_missing(self) -> list[str]:
        """Requirements that were asked for although what they want is there."""
        return [name for name, truth, said in self.requirements if truth == "met" and said in _ASKED_FOR]

    @property
    def needlessly_referred(self) -> bool:
        """Whether a person was asked where a careful one would not want to be."""
        return self.said is Verdict.REFERRED and not self.must_look


@dataclass(frozen=True, slots=True)
class Judge:
    """What judges papers: the policy, and the types of paper made ready to be looked for."""

    policy: Policy
    catalogue: Catalogue

    @classmethod
    def of(cls, policy: Policy) -> Judge:
        """The judge who goes by that policy."""
        return cls(policy, Catalogue.of(policy.document_types, policy.placeholders))


def answered(read: Kept, labelled: Labelled, judge: Judge, judged: Judged | None = None) -> Answer:
    """The answer to a submission as its drop would give it: only the council is told, the rest is in the papers.

    Files that are `judged` already are not judged again.
    """
    asked = Asked(authority=labelled.council, today=labelled.today)
    return answer_to(
        read.documents(judge.catalogue, judged, labelled.today), read.message, read.limits, asked, judge.policy
    )


def scored(name: str, labelled: Labelled, answer: Answer) -> Score:
    """The answer against the label."""
    score = Score(name, truth=labelled.verdict, said=answer.verdict, must_look=labelled.a_person_must_look)
    score.request_type = (labelled.request_type, answer.request_type)
    for paper in labelled.documents:
        found = _document_of(paper, answer.documents)
        holders = [each.type for each in labelled.documents if each.file == paper.file and each is not paper]
        is_part = found is not None and found.type in holders
        score.add(paper, found, inside=is_part)
    for finding in answer.findings:
        if truth := labelled.requirements.get(finding.requirement):
            score.requirements.append((finding.requirement, truth, finding.outcome))
    return score


def scored_alone(name: str, papers: LoosePapers, judge: Judge) -> PaperScore:
    """Papers that belong to no submission, each judged by itself."""
    score = PaperScore(name)
    for paper in papers.documents:
        documents = kept(LOOSE / name / paper.file, judge.policy).documents(judge.catalogue)
        answer = answer_to(documents, None, (), Asked(), judge.policy)
        score.add(paper, _document_of(paper, answer.documents))
    return score


def scored_text(written: Written, judge: Judge) -> PaperScore:
    """A text judged as if it were a file by itself."""
    text = written.text
    blank = Document(text.file, content=text.file, format="docx")
    documents = documents_of(reading_of(text.text), blank, judge.catalogue)
    answer = answer_to(documents, None, (), Asked(), judge.policy)
    score = PaperScore(f"{written.writer}: {text.text[:40]!r}")
    label = LabelledPaper(
        file=text.file,
        type=text.type,
        role=Role.PAPER,
        children=text.children,
        about="request",
        dated=text.dated,
        state=DocumentState.UNKNOWN,
        saved_by="text",
    )
    score.add(label, answer.documents[0])
    return score


def agrees(truth: str, said: Outcome) -> bool:
    """Whether a finding's outcome is the labelled one."""
    return said in _SAME[truth]


def names_agree(truth: Iterable[str], said: Iterable[str]) -> bool:
    """Whether the same children are named: each label's first and last name stands in one of the names read.

    A label repeats what the paper says, which may be "K.A-M" or "Kez"; to know who is meant is as right.
    """
    read = list(said)
    return all(any(_names_one(label, name) for name in read) for label in truth)


def _names_one(label: str, name: str) -> bool:
    words = folded(label).split()
    if {*words[:1], *words[-1:]} <= set(folded(name).split()) or may_be_one(label, name):
        return True
    known = taken_apart(name)
    initials = "".join(filter(str.isalpha, label)) == known.initials and len(known.initials) > 2
    return initials or (len(words) == 1 and bool(known.given) and words[0] in said_as(known.given[0]))


def _typed(paper: LabelledPaper, found: DocumentAnswer | None) -> Typed:
    if found is None:
        return Typed(paper.file, paper.type, None, 0.0, paper.scanned)
    return Typed(paper.file, paper.type, found.type, found.confidence, paper.scanned)


def _document_of(paper: LabelledPaper, documents: Iterable[DocumentAnswer]) -> DocumentAnswer | None:
    """The document read from that file; of several, the one that shares most pages with the label."""
    name = paper.way[-1].rsplit("/", 1)[-1]
    same = [
        each for each in documents if each.file.rsplit("/", 1)[-1] == name and len(each.inside) >= len(paper.way) - 1
    ]
    return max(same, key=lambda each: _shared_pages(paper, each), default=None)


def _shared_pages(paper: LabelledPaper, document: DocumentAnswer) -> int:
    if paper.pages is None or document.pages is None:
        return int(document.type == paper.type)
    first, last = max(paper.pages[0], document.pages[0]), min(paper.pages[1], document.pages[1])
    return last - first + 1


def files_of(name: str) -> list[Path]:
    """The files of a submission as they arrived."""
    return sorted(path for path in (SUBMISSIONS / name / "papers").rglob("*") if path.is_file())
