"""The shape of the answer: the JSON object that is stored with every screening and from which people are answered.

The models follow the published contract, in its order. What the report and the reply need beyond it (the names behind
the ids, the sentence for the social worker) stands behind the contract's own keys. A key, once shipped, keeps its
meaning.
"""

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from casework.answered import Answered
from casework.document import DocumentState, Role, Unreadable
from casework.finding import Outcome, Verdict

CONTRACT: Final = "panelready/answer/1"


def _storable(value: object) -> object:
    # A file name in a broken zip or mail may hold half a character, which no UTF-8 can carry.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


Day = date
"""A date, by another name for the model that has a key called `date`."""

Text = Annotated[str, BeforeValidator(_storable)]


class Part(BaseModel):
    """A part of the answer; unknown keys are refused and nothing changes once it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Seen(Part):
    """Words that were seen in a file already named, and where."""

    place: Text
    words: Text


class SeenIn(Part):
    """Words that were seen, in which file, and where."""

    file: Text
    place: Text
    words: Text


class PointsTo(Part):
    """What made us think of a panel, a request type, a sitting or urgency."""

    about: Text
    file: Text
    place: Text
    words: Text


class CandidateRequest(Part):
    """A panel and request type that the papers may mean."""

    panel: Text
    request_type: Text
    evidence: tuple[SeenIn, ...]


class SittingAnswer(Part):
    """The sitting asked for, the day the papers make, and when papers for it are due."""

    asked: Day | None
    date: Day | None
    papers_due: datetime | None
    late: bool


class ChildNamed(Part):
    """A child as the papers name them."""

    name: Text
    date_of_birth: date | None


class FormField(Part):
    """A field of the form, with the words that gave its value."""

    id: Text
    label: Text
    value: Text
    blank: bool
    evidence: SeenIn
    answered: Answered | None = None
    """What the answer says; None in answers stored before this was told apart."""

    @property
    def said(self) -> Answered:
        """What the answer says, as far as it was told apart when it was stored."""
        return self.answered or (Answered.BLANK if self.blank else Answered.ANSWERED)


class DocumentAnswer(Part):
    """One document: what it was taken for and why, or why it could not be read."""

    file: Text
    inside: tuple[Text, ...]
    pages: tuple[int, int] | None
    format: Text
    role: Role
    type: Text | None
    also: tuple[Text, ...]
    likeliest: tuple[Text, ...]
    confidence: float
    why: tuple[Seen, ...]
    state: DocumentState
    dated: date | None
    dated_evidence: Seen | None
    children: tuple[Text, ...]
    unreadable: Unreadable | None
    begins: Text | None = None
    """Where it begins in a file of several papers, null where it is the whole file."""
    also_seen: tuple[Seen, ...] = ()
    """The words by which each of `also` was found, in the same order."""


class SourceQuoted(Part):
    """Where the council's words stand: the source's file and title, the line, and the place in words."""

    file: Text
    line: int
    title: Text
    at: Text


class RequirementFinding(Part):
    """The answer to one requirement, with the council's words and ours."""

    about: Literal["requirement"] = "requirement"
    requirement: Text
    for_child: Text | None = Field(validation_alias=AliasChoices("for", "for_child"), serialization_alias="for")
    document_types: tuple[Text, ...]
    outcome: Outcome
    who_acts: Text
    text: Text
    quote: Text | None
    source: SourceQuoted | None
    documents: tuple[Text, ...]
    blank: tuple[Text, ...]
    good_until: date | None
    evidence: tuple[SeenIn, ...]
    reason: Text
    question: Text | None
    reply_text: Text
    """What the social worker may be told: nothing of the papers' words or names is in it."""
    promised_by: date | None = None
    """The day by which the sender says it will follow."""


class RuleFinding(Part):
    """The answer to one rule."""

    rule: Text
    outcome: Outcome
    code: Text | None
    text: Text
    quote: Text | None
    source: SourceQuoted | None
    evidence: tuple[SeenIn, ...]
    reason: Text
    question: Text | None
    reply_text: Text


class SubmissionFinding(Part):
    """Something found about the submission itself."""

    code: Text | None
    outcome: Outcome
    text: Text
    evidence: tuple[SeenIn, ...]
    reason: Text
    reply_text: Text


AnyFinding = RequirementFinding | RuleFinding | SubmissionFinding


class ReplyDecision(Part):
    """Whether a reply may go out by itself, and if not, what holds it."""

    send: bool
    held_because: Text | None = None


class Names(Part):
    """What people call the ids of this answer, so that it can be shown without the policy at hand."""

    authority: Text | None
    panel: Text | None
    request_type: Text | None
    panels: dict[str, Text]
    """Of the candidates."""
    request_types: dict[str, Text]
    """Of the candidates, under `panel/request_type`."""
    document_types: dict[str, Text]
    fields: dict[str, Text]


class Answer(Part):
    """What PanelReady says about one submission."""

    answer: Literal["panelready/answer/1"] = CONTRACT
    authority: Text | None
    edition: Text | None
    panel: Text | None
    request_type: Text | None
    request_evidence: tuple[PointsTo, ...]
    candidates: tuple[CandidateRequest, ...]
    received: datetime | None
    today: date
    urgent: bool
    sitting: SittingAnswer | None
    verdict: Verdict
    referred_because: tuple[Text, ...]
    case_reference: Text | None
    children: tuple[ChildNamed, ...]
    fields: tuple[FormField, ...]
    documents: tuple[DocumentAnswer, ...]
    findings: tuple[RequirementFinding, ...]
    rules: tuple[RuleFinding, ...]
    submission: tuple[SubmissionFinding, ...]
    limits: tuple[Text, ...]
    reply: ReplyDecision
    names: Names


def everything_found(answer: Answer) -> tuple[AnyFinding, ...]:
    """All findings of an answer."""
    return answer.findings + answer.rules + answer.submission


def subject_of(finding: AnyFinding) -> str:
    """What a finding is about: the id of a requirement or rule, or the reason of one about the submission."""
    match finding:
        case RequirementFinding():
            return finding.requirement
        case RuleFinding():
            return finding.rule
        case SubmissionFinding():
            return finding.reason


def as_json(answer: Answer) -> bytes:
    """The answer as bytes: the same answer always gives the same ones."""
    return (answer.model_dump_json(by_alias=True, indent=2) + "\n").encode("utf-8")


def from_json(stored: bytes) -> Answer:
    """The answer that was stored as these bytes."""
    return Answer.model_validate_json(stored)


def schema() -> dict[str, Any]:
    """The JSON Schema of the answer."""
    return Answer.model_json_schema(by_alias=True, mode="serialization")
