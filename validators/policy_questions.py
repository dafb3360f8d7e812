"""The open questions of the policy: where the councils' papers are unclear, and what is done until they are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pydantic import Field, RootModel

from validators.load_policy import Policy
from validators.policy_check import PolicyProblem
from validators.policy_entry import Entry, Lines
from validators.policy_yaml import PolicyFile, line_of

OPEN_QUESTIONS = "open_questions.yaml"


class QuestionEntry(Entry):
    """One open question. `where` names lines under `council/source`; `settled_by` says who can answer, or where."""

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    about: str
    papers_say: str
    we_do: str
    settled_by: str | None = None
    where: dict[str, tuple[Lines, ...]]


class QuestionsFile(RootModel[tuple[QuestionEntry, ...]]):
    """Every open question."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something the papers leave open: what they say, what we do, who can settle it, and the lines it rests on."""

    id: str
    about: str
    papers_say: str
    we_do: str
    settled_by: str | None
    where: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...]
    """Council, source, lines."""

    @property
    def authorities(self) -> tuple[str, ...]:
        """The councils it is about, each once."""
        return tuple(dict.fromkeys(authority for authority, _, _ in self.where))


def load_questions(root: Traversable) -> tuple[OpenQuestion, ...]:
    """Every open question, in the order of the file; none where there is no file. Raises PolicyError."""
    file = root / OPEN_QUESTIONS
    entries = PolicyFile(file, OPEN_QUESTIONS).read(QuestionsFile).root if file.is_file() else ()
    return tuple(_question(entry) for entry in entries)


def question_problems(policy: Policy) -> Iterator[PolicyProblem]:
    """Ids that stand twice, and lines of sources that nobody knows."""
    seen: set[str] = set()
    for index, question in enumerate(load_questions(policy.root)):
        line = line_of((policy.root / OPEN_QUESTIONS).read_text(encoding="utf-8"), (index,))
        if question.id in seen:
            yield PolicyProblem(OPEN_QUESTIONS, line, question.id, "two questions have this id")
        seen.add(question.id)
        for authority, source, _ in question.where:
            if authority not in policy.authorities or source not in policy.ids_of(authority).sources:
                yield PolicyProblem(OPEN_QUESTIONS, line, question.id, f"unknown source {authority}/{source}")


def _question(entry: QuestionEntry) -> OpenQuestion:
    where = tuple((*name.partition("/")[::2], lines) for name, lines in entry.where.items())
    return OpenQuestion(entry.id, entry.about, entry.papers_say, entry.we_do, entry.settled_by, where)
