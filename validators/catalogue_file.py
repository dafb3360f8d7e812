"""The files every council shares: document types, their groups, facts, and the words that stand for nothing."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, RootModel, WithJsonSchema, model_validator

from casework.answered import Placeholders
from casework.conditions import FactDefinition, FactKind, ShownBy, Silence
from casework.document import DocumentType, Genre, Role
from validators.policy_entry import DocumentId, Entry, FieldId, Ids, Words


class DocumentTypeEntry(Entry):
    """One document type; the file's name is its id."""

    id: str
    name: str
    role: Role = Role.PAPER
    titles: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    genre: tuple[Genre, ...] = ()
    subjects: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    section_words: dict[str, Words] = Field(default_factory=dict)
    table_headers: tuple[tuple[str, ...], ...] = ()
    labels: dict[str, Words] = Field(default_factory=dict)
    told: dict[str, Words] = Field(default_factory=dict)
    prompts: tuple[str, ...] = ()
    date_labels: tuple[str, ...] = ()
    not_date_labels: tuple[str, ...] = ()
    dated_by_last_row: bool = False
    file_names: tuple[str, ...] = ()
    may_hold: tuple[str, ...] = ()
    confused_with: tuple[str, ...] = ()
    worded_as: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()

    def as_type(self) -> DocumentType:
        """The document type; what it is called is also what its file may be called."""
        own = self.model_dump(exclude={"labels", "told", "section_words", "file_names"})
        labels = tuple((field, label) for field, printed in self.labels.items() for label in printed)
        headings = tuple((section, words) for section, printed in self.section_words.items() for words in printed)
        names = tuple(dict.fromkeys((*self.file_names, *self.titles, *self.aliases)))
        told = tuple((field, tuple(words)) for field, words in self.told.items())
        return DocumentType(**own, labels=labels, told=told, section_words=headings, file_names=names)


class GroupsFile(RootModel[dict[str, tuple[str, ...]]]):
    """Groups of document types that a checklist may ask for as one."""


class WordsFile(Entry):
    """Words found in an answer that stand for no answer, promise one later, or say that none applies or where it is."""

    blank: tuple[str, ...]
    deferred: tuple[str, ...]
    not_applicable: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def as_placeholders(self) -> Placeholders:
        """The words as they are compared with answers."""
        return Placeholders(self.blank, self.deferred, self.not_applicable, self.elsewhere)


class ShownByEntry(Entry):
    """One thing that shows a fact."""

    document: DocumentId | None = None
    field: FieldId | None = None
    childs_age: bool = False
    words: Words = ()
    no_words: Words = ()
    not_words: Words = ()
    anywhere: bool = False

    @model_validator(mode="after")
    def _shows_something(self) -> "ShownByEntry":
        ways = (self.document, self.field, self.childs_age or None)
        if sum(way is not None for way in ways) > 1:
            raise ValueError("one of document, field and childs_age; write two entries for two of them")
        if not any(ways) and not self.words and not self.no_words:
            raise ValueError("says nothing: give document, field, childs_age, words or no_words")
        return self

    def as_shown(self, ids: Ids) -> tuple[ShownBy, ...]:
        """What shows the fact; a group of documents becomes one entry for each."""
        own = self.model_dump(exclude={"document"})
        types = ids.types_of(self.document) if self.document else (None,)
        return tuple(ShownBy(document=each, **own) for each in types)


def _listed(value: object) -> object:
    return [value] if isinstance(value, dict) else value


def _asks(question: str) -> str:
    if not question.endswith("?"):
        raise ValueError("a question ends in a question mark")
    return question


class FactEntry(Entry):
    """One fact: the question for people, what shows it, and what silence means."""

    question: Annotated[str, AfterValidator(_asks), WithJsonSchema({"type": "string", "pattern": r"\?$"})]
    kind: FactKind = FactKind.YES_NO
    choices: tuple[str, ...] = ()
    shown_by: Annotated[
        tuple[ShownByEntry, ...],
        BeforeValidator(_listed, json_schema_input_type=ShownByEntry | tuple[ShownByEntry, ...]),
    ]
    if_silent: Silence

    @model_validator(mode="after")
    def _silence_fits_the_kind(self) -> "FactEntry":
        if self.kind is not FactKind.YES_NO and self.if_silent in (Silence.TAKE_AS_NO, Silence.TAKE_AS_YES):
            raise ValueError("only a yes_no fact can be taken as no or yes")
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise ValueError("a choice has choices, and nothing else has")
        return self

    def as_fact(self, fact_id: str, ids: Ids) -> FactDefinition:
        """The fact's definition."""
        shown = tuple(each for entry in self.shown_by for each in entry.as_shown(ids))
        return FactDefinition(fact_id, self.question, self.kind, shown, self.if_silent, self.choices)


class FactsFile(RootModel[dict[str, FactEntry]]):
    """Every fact a condition may ask for."""


class TopicEntry(Entry):
    """Something a paper has to include, and the words that show that it does."""

    name: str
    words: Words


class TopicsFile(RootModel[dict[str, TopicEntry]]):
    """Every topic a requirement may name."""
