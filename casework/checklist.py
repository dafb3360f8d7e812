"""What one panel asks for, for one request type: requirements for papers, and rules for the rest."""

from dataclasses import dataclass
from enum import StrEnum

from casework.calendar import Period
from casework.citation import Citation
from casework.conditions import Condition


class StateNeeded(StrEnum):
    """How finished a paper has to be."""

    DRAFT = "draft"
    AT_LEAST_DRAFT = "at_least_draft"
    NO_DRAFT = "no_draft"
    """Not one that calls itself a draft; it need not say that it is finished."""
    FINAL = "final"
    SIGNED = "signed"
    FILED = "filed"


class AskedOn(StrEnum):
    """In which of a council's two lists a requirement stands."""

    BODY = "body"
    APPENDIX = "appendix"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a paper has to include ("to include exit strategy"), and the words that show that it does."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentNeeded:
    """A paper of a type (`document`, or any type of a group), and what it must be like.

    `within` is how old it may be on the day of the sitting; of papers older than `only_those_within` nothing is
    asked. `which` is told to people and never refuses by itself. `sections` lists section ids; None asks for none.
    """

    document: str
    types: tuple[str, ...]
    state: StateNeeded | None = None
    sections: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    within: Period | None = None
    only_those_within: Period | None = None
    may_be_part_of: tuple[str, ...] = ()
    which: str | None = None
    must_cover: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldNeeded:
    """A filled field in a document of one of these types."""

    id: str
    in_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnCaseSystem:
    """Something the panel reads on the case system; shown in the report, never asked for."""

    what: str


@dataclass(frozen=True, slots=True)
class EitherOf:
    """Any one of these satisfies the requirement."""

    needs: tuple["Need", ...]


Need = DocumentNeeded | FieldNeeded | OnCaseSystem | EitherOf


class IfNone(StrEnum):
    """What follows where a paper is not there and may not exist."""

    NOTE = "note"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a checklist asks for, in the council's own words.

    `assumption` is set where a figure or reading is ours and not the council's: nobody is refused for it. Beside a
    `within` it is about the age alone, and a draft is still unfinished.
    `if_none` is set where "there is none" is an answer; `reason_to` is who is told why. `for_each_child` asks for
    one for each child of the request. The paper must be another one than what `not_the_same_as` was met by, unless
    it `may_serve_twice`.
    """

    id: str
    cites: tuple[Citation, ...]
    needs: Need
    when: Condition | None = None
    if_none: IfNone | None = None
    assumption: str | None = None
    asked_on: AskedOn | None = None
    note: str | None = None
    reason_to: str | None = None
    for_each_child: bool = False
    not_the_same_as: str | None = None
    may_serve_twice: bool = False

    def document_types(self) -> tuple[str, ...]:
        """The document types that could satisfy this requirement, in the order asked for."""
        return tuple(dict.fromkeys(_types_of(self.needs)))


class IfNot(StrEnum):
    """What follows when a rule's expectation fails, or when the papers do not say."""

    NOTE = "note"
    ASK = "ask"
    REFER = "refer"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something asked for that is not a paper: when it applies, what is expected, and what follows otherwise.

    `code` is the reason given where it refers. `says` is told to people beside the quotation.
    """

    id: str
    cites: tuple[Citation, ...]
    when: Condition | None
    expect: Condition
    if_not: IfNot
    if_unknown: IfNot
    code: str | None = None
    says: str = ""
    review_after: Period | None = None
    """Counted from the sitting: by when the matter is to be looked at again."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that one panel asks for, for one request type, in one policy edition."""

    authority: str
    edition: str
    panel: str
    request_type: str
    title: str
    requirements: tuple[Requirement, ...]
    rules: tuple[Rule, ...] = ()


def _types_of(need: Need) -> tuple[str, ...]:
    match need:
        case DocumentNeeded(types=types):
            return types
        case FieldNeeded(in_types=types):
            return types
        case EitherOf(needs):
            return tuple(kind for part in needs for kind in _types_of(part))
        case OnCaseSystem():
            return ()
