"""A document: a file, or some pages of one, read and recognised; or unreadable, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.answered import Answered
from casework.evidence import Evidence, Place


class DocumentState(StrEnum):
    """How finished a paper is."""

    BLANK_TEMPLATE = "blank_template"
    DRAFT = "draft"
    FINAL = "final"
    SIGNED = "signed"
    FILED = "filed"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What part a document plays in a submission."""

    PAPER = "paper"
    FORM = "form"
    MESSAGE = "message"
    GUIDANCE = "guidance"
    DECORATION = "decoration"


class Genre(StrEnum):
    """The kind of writing a paper is, whatever it is about."""

    FORM = "form"  # asks for something: a request, a referral, a booking
    MINUTES = "minutes"  # of a meeting, or the record of a discussion or a decision
    LETTER = "letter"
    ORDER = "order"
    STATEMENT = "statement"
    ASSESSMENT = "assessment"
    REPORT = "report"
    PLAN = "plan"
    AGREEMENT = "agreement"
    CHRONOLOGY = "chronology"
    NOTES = "notes"  # a running record of contacts
    SUMMARY = "summary"
    QUOTE = "quote"
    CERTIFICATE = "certificate"
    DRAWING = "drawing"
    BUNDLE = "bundle"
    INVITATION = "invitation"  # or agenda: a meeting that is yet to be held
    MESSAGE = "message"
    GUIDANCE = "guidance"


class Unreadable(StrEnum):
    """Why a file could not be read; a fact about the paperwork, not a crash."""

    PASSWORD = "password"  # noqa: S105 — a reason, not a secret
    RIGHTS_MANAGED = "rights_managed"
    ENCRYPTED_MAIL = "encrypted_mail"
    DAMAGED = "damaged"
    CUT_SHORT = "cut_short"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"  # its beginning was read; this stands for the rest of it
    UNSAFE = "unsafe"
    POOR_SCAN = "poor_scan"
    FORMAT = "format"
    MISNAMED = "misnamed"
    NEEDS_PROGRAM = "needs_program"  # an old kind of file, and LibreOffice, which opens those, is not there
    LINK_ONLY = "link_only"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of paper: what it is called, what it looks like, and which date of it counts.

    `titles`, `headings`, `table_headers` and `labels` are as printed; `date_labels` carry the date that counts and
    `not_date_labels` carry dates that must not be taken for it. Facts come from `policy/document_types/`.
    """

    id: str
    name: str
    role: Role = Role.PAPER
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    section_words: tuple[tuple[str, str], ...] = ()
    """Pairs of section id and a heading that people print over it."""
    table_headers: tuple[tuple[str, ...], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """Pairs of field id and the label printed on the form."""
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs of field id and words by which somebody answers it who writes a story; "…" stands for words of his own."""
    prompts: tuple[str, ...] = ()
    """The form's own printed text inside answer cells, never an answer."""
    date_labels: tuple[str, ...] = ()
    not_date_labels: tuple[str, ...] = ()
    dated_by_last_row: bool = False
    """A chronology without a completion date is dated by its last entry."""
    file_names: tuple[str, ...] = ()
    may_hold: tuple[str, ...] = ()
    """Types that are often a section of this one."""
    confused_with: tuple[str, ...] = ()
    worded_as: tuple[str, ...] = ()
    """Types written in the same words as this one: a title that names this one tells them apart."""
    genre: tuple[Genre, ...] = ()
    """The kinds of writing it comes as; with one of `subjects` they make a title, in whatever order and wording."""
    subjects: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Words of its running text that tell it from others of like name; they alone never make a paper this type."""
    written_by: tuple[str, ...] = ()
    """Who signs it, or whose letterhead it bears."""
    decisive: tuple[str, ...] = ()
    """Words of the running text that settle it against types of the same title; "if" and "may" take their force."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label of a form, the value beside it without the form's own printed text, and what that value says."""

    id: str
    label: str
    value: str
    answered: Answered
    evidence: Evidence

    @property
    def blank(self) -> bool:
        """Whether there is nothing yet: no words, only the form's own prompt, or a promise such as "TBC"."""
        return self.answered.is_blank


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it beyond the form's own guidance."""

    id: str
    heading: str
    answered: Answered
    place: Place
    words: str = ""
    """The first words under the heading."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands under it yet, or only a promise such as "TBC"."""
        return self.answered.is_blank


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, table row or message line, in reading order."""

    text: str
    place: Place
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the papers name them; the date of birth where they give it."""

    name: str
    date_of_birth: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or a page range of one, read and recognised.

    `type` is None where we do not know, with the two `likeliest`. `confidence` runs from 0 to 1. `passages` are the
    document's own words, for the stages that look for facts in them; `pages` is first and last, None where the
    format has none; `begins` is where it begins in a file of several papers, None where it is the whole file.
    """

    file: str
    inside: tuple[str, ...] = ()
    content: str = ""
    """SHA-256 of the file, in hexadecimal."""
    pages: tuple[int, int] | None = None
    begins: Place | None = None
    format: str = ""
    role: Role = Role.PAPER
    type: str | None = None
    also: tuple[str, ...] = ()
    also_seen: tuple[Evidence, ...] = ()
    """The words by which each of `also` was found, in the same order."""
    likeliest: tuple[str, ...] = ()
    confidence: float = 0.0
    why: tuple[Evidence, ...] = ()
    state: DocumentState = DocumentState.UNKNOWN
    dated: date | None = None
    dated_evidence: Evidence | None = None
    dated_from: date | None = None
    """Where the paper names only a month or a week its first day; `dated` is then the last, the kinder end."""
    dated_or: tuple[date, ...] = ()
    """Other days that words as good as those for `dated` give."""
    children: tuple[Child, ...] = ()
    case_references: tuple[Evidence, ...] = ()
    fields: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    unreadable: Unreadable | None = None
    limits: tuple[str, ...] = ()
    """Limits of reading that were hit, in words."""
    may_begin: tuple[tuple[str, Evidence], ...] = ()
    """Types whose papers may begin inside it, though too little tells them apart from it, and the words that say so."""
    came: date | None = None
    """The day the file came to us, which tells the year of a day written without one; None where nobody knows."""

    def field(self, field_id: str) -> Field | None:
        """The field of that id, filled before blank, or None."""
        found = [field for field in self.fields if field.id == field_id]
        return min(found, key=lambda field: field.blank, default=None)

    def is_or_holds(self, document_type: str) -> bool:
        """Whether this is, or has as a section, a document of that type."""
        return self.type == document_type or document_type in self.also


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents by name, way in and place in the file, so that the order they came in decides nothing."""
    return tuple(sorted(documents, key=_place_in_order))


def _place_in_order(document: Document) -> tuple[object, ...]:
    begins = document.begins or Place()
    within = (begins.page or 0, begins.paragraph or 0, begins.table or 0, begins.line or 0)
    return document.file, document.inside, document.pages or (0, 0), within, document.content
