"""The names behind the ids, and how a name reads in the middle of a sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.document import DocumentType
from casework.judging import once_for_all
from casework.panel import Authority

ACRONYM_IN_BRACKETS = re.compile(r"\([A-Z]{2,6}\)")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_CAPITAL = re.compile(r"\b[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Terms:
    """What people call the document types, panels, request types, authorities and fields that we know by their ids.

    Request types are named under their panel, because two panels may use one id.
    """

    document_types: Mapping[str, str] = field(default_factory=dict)
    panels: Mapping[str, str] = field(default_factory=dict)
    request_types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    authorities: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    """Labels and headings of the forms we know, by their letters: words of the forms, and so not of any one paper."""

    def ours(self, name: str) -> str | None:
        """A field or section in our own words, found by its id or by the words printed on the form; else None."""
        known = self.fields.get(name) or self.printed.get(letters(name))
        return known or next((label for label in self.fields.values() if letters(label) == letters(name)), None)

    def document_type(self, type_id: str) -> str:
        """The document type as a title: "Social work chronology"."""
        return self.document_types.get(type_id) or plain(type_id)

    def field_label(self, field_id: str) -> str:
        """The label printed on the form, or the id in plain words."""
        return self.fields.get(field_id) or plain(field_id)

    def panel(self, panel_id: str | None) -> str | None:
        """The panel's name, or None where there is no panel."""
        return None if panel_id is None else self.panels.get(panel_id) or plain(panel_id)

    def request_type(self, panel_id: str | None, request_type_id: str | None) -> str | None:
        """The request type's name, or None where there is none."""
        if request_type_id is None:
            return None
        return self.request_types.get((panel_id or "", request_type_id)) or plain(request_type_id)


def terms_of(
    authorities: Iterable[Authority], types: Iterable[DocumentType], fields: Mapping[str, str] | None = None
) -> Terms:
    """The terms of a policy; labels of forms that the document types give come before `fields`."""
    known, kinds = tuple(authorities), tuple(types)
    panels = [panel for authority in known for panel in authority.panels]
    return Terms(
        document_types={kind.id: kind.name for kind in kinds},
        panels={panel.id: panel.name for panel in panels},
        request_types={(panel.id, kind.id): kind.name for panel in panels for kind in panel.request_types},
        authorities={authority.id: authority.name for authority in known},
        fields={**(fields or {}), **{key: label for kind in kinds for key, label in kind.labels}},
        printed=_printed_by(*kinds),
    )


def plain(identifier: str) -> str:
    """An id as words.

    >>> plain("parenting_assessment_plan")
    'Parenting assessment plan'
    """
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def with_article(name: str) -> str:
    """A document type's name as it stands inside a sentence.

    >>> with_article("Social work chronology (chronology of significant events)")
    'the social work chronology'
    >>> with_article("Child and Family assessment (single assessment)")
    'the Child and Family assessment'
    >>> with_article("Other identity document")
    'another identity document'
    """
    short = without_explanation(name)
    first, _, rest = short.partition(" ")
    if first == "Other":
        return f"another {rest}"
    return f"the {_first_word(first, rest)}{' ' if rest else ''}{rest}"


def without_explanation(name: str) -> str:
    """A name without what its brackets explain; an abbreviation in brackets stays.

    >>> without_explanation("Child Permanence Report (CPR)")
    'Child Permanence Report (CPR)'
    """
    return IN_BRACKETS.sub(lambda found: found[0] if ACRONYM_IN_BRACKETS.search(found[0]) else "", name).strip()


def letters(words: str) -> str:
    """What is left of some words when case, spaces and punctuation do not count."""
    return _NO_LETTERS.sub("", words.casefold())


@once_for_all
def _printed_by(*kinds: DocumentType) -> Mapping[str, str]:
    return {letters(words): words for kind in kinds for words in _printed(kind)}


def _printed(kind: DocumentType) -> Iterable[str]:
    yield from (plain(section) for section in kind.sections)
    yield from kind.headings
    yield from (label for _, label in kind.labels)


def _first_word(first: str, rest: str) -> str:
    is_title = _CAPITAL.search(rest) is not None
    is_numbered = rest[:1].isdigit()
    is_acronym = first[1:].lower() != first[1:]
    return first if is_title or is_numbered or is_acronym else first.lower()


def in_words(names: Iterable[str], joined_by: str = "and") -> str:
    """A list as people write it.

    >>> in_words(["the chronology", "the genogram", "the care plan"], "or")
    'the chronology, the genogram or the care plan'
    """
    *others, last = list(names) or [""]
    return f"{', '.join(others)} {joined_by} {last}" if others else last
