"""What a file was taken for and why -> what the page and the plain text say of it."""

from collections.abc import Iterator, Mapping

from casework.document import Document, Field, Role, Section
from casework.evidence import Evidence
from extractors.reading import Properties, Reading
from generators.reading_page_things import Answer, Heard, Paper, Pointer
from generators.reading_page_words import FORMS, STATES, page_ranges
from generators.terms import in_words
from generators.unreadable_words import WHY_UNREADABLE
from generators.wording import day_in_words
from panelready.showing_places import Finder

Names = Mapping[str, str]
"""What each document type is called, by its id."""

_ROLES = {Role.MESSAGE: "A message", Role.DECORATION: "A picture or logo", Role.GUIDANCE: "Guidance"}


def paper_of(document: Document, names: Names, finder: Finder) -> Paper:
    """A document, its evidence pointing to the things it was seen in."""
    if document.unreadable:
        about = f"This file {WHY_UNREADABLE[document.unreadable]}."
        if document.pages:
            about = f"What is on {page_ranges((document.pages,))} {WHY_UNREADABLE[document.unreadable]}."
        return Paper("Could not be read", about, facts=tuple(_maybe(document, names)), is_unreadable=True)
    return Paper(
        title=f"{_title(document, names)}{_part(document)}",
        about=in_words(names[each] for each in document.also if each in names),
        sure=document.confidence if document.type else 0.0,
        facts=tuple(_facts(document, names)),
        why=tuple(_pointer(each, finder) for each in document.why),
        answers=tuple(_answer(each, finder) for each in document.fields),
        sections=tuple(_heard(each, finder) for each in document.sections),
    )


def properties_of(properties: Properties) -> Iterator[tuple[str, str]]:
    """What the file says of itself, in pairs; what it does not say is left out."""
    pairs = (
        ("Pages", str(properties.pages) if properties.pages else ""),
        ("Title", properties.title),
        ("Written by", properties.author),
        ("Last changed by", properties.changed_by),
        ("Made", day_in_words(properties.created)),
        ("Last changed", day_in_words(properties.changed)),
        ("Language", properties.language),
        ("Printed across it", properties.watermark),
        ("Tracked changes", "Yes" if properties.tracked_changes else ""),
        ("Programs inside (macros)", "Yes. They were not run." if properties.macros else ""),
        ("Form", FORMS.get(properties.form, properties.form)),
        ("Its pages call themselves", ", ".join(properties.page_labels[:40])),
    )
    yield from (pair for pair in pairs if pair[1])


def limits_of(reading: Reading, documents: tuple[Document, ...]) -> Iterator[str]:
    """What was not read, in sentences, each once."""
    limits = dict.fromkeys([*reading.limits, *(limit for document in documents for limit in document.limits)])
    yield from (f"{limit[:1].upper()}{limit[1:].rstrip('.')}." for limit in limits)
    if reading.unread_pages:
        pages = page_ranges(reading.unread_pages)
        yield f"We could not read {pages}. There is something there, but no words that we can make out."
    unread = [range(first, last + 1) for first, last in reading.unread_pages]
    if count := sum(not any(picture.place.page in pages for pages in unread) for picture in reading.unscanned):
        yield f"{count} picture{'s' if count > 1 else ''} may hold words that were not read."


def _title(document: Document, names: Names) -> str:
    if document.type:
        return names.get(document.type, document.type)
    return _ROLES.get(document.role, "Not recognised")


def _part(document: Document) -> str:
    """Which part of the file it is, where that holds several papers."""
    if document.begins is None:
        return ""
    return f", {page_ranges((document.pages,)) if document.pages else f'from {document.begins} on'}"


def _facts(document: Document, names: Names) -> Iterator[tuple[str, str]]:
    yield from _maybe(document, names)
    if document.role is not Role.MESSAGE:
        yield "State", STATES[document.state]
        seen = f" (“{document.dated_evidence.words}”)" if document.dated_evidence else ""
        yield "The date that counts", f"{day_in_words(document.dated)}{seen}" if document.dated else "No date found"
    born = {child.name: child.date_of_birth for child in document.children}
    if born:
        each = (f"{name}, born {day_in_words(day)}" if day else name for name, day in born.items())
        yield f"Children named ({len(born)})", "; ".join(each)
    references = dict.fromkeys(each.words for each in document.case_references)
    if references:
        yield "Case reference", ", ".join(references)


def _maybe(document: Document, names: Names) -> Iterator[tuple[str, str]]:
    if document.type is None and document.likeliest:
        yield "May be", in_words((names.get(each, each) for each in document.likeliest), "or")


def _pointer(evidence: Evidence, finder: Finder) -> Pointer:
    is_name = evidence.words == evidence.file
    where = "the name of the file" if is_name else str(evidence.place)
    return Pointer(evidence.words, where, None if is_name else finder.at(evidence.place, evidence.words))


def _answer(field: Field, finder: Finder) -> Answer:
    return Answer(field.label, field.value, field.answered.value, _pointer(field.evidence, finder))


def _heard(section: Section, finder: Finder) -> Heard:
    pointer = Pointer(section.words, str(section.place), finder.at(section.place, section.heading))
    return Heard(section.heading, section.answered.value, pointer)
