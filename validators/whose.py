"""Whose papers they are: the children the request is about, and what a person should know of papers about others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casework.document import Child, Document, DocumentState, Passage, Role, in_order
from casework.evidence import Evidence, Place
from casework.finding import Finding, Outcome, Reason
from casework.names import given_alike, may_be_one, parts_in, said_as, same_name, taken_apart
from validators.births import ABOUT_BIRTH
from validators.by_chance import bears_names_by_chance
from validators.by_letters import bears_another_surname, tells_by_letters
from validators.called import called_so
from validators.kin import kin_in
from validators.named_in import How, Person, how_named, person_of
from validators.of_submission import of_submission
from validators.siblings import names_others
from validators.somebody_else import somebody_else
from validators.strangers import comes_with_strangers, is_of_kin, tells_of_strangers, told_of_strangers
from validators.two_of_a_kind import another_birth, two_nhs_numbers

CHILD_FIELDS = ("child_name", "childrens_names")
"""The fields in which a form says whose it is."""
_NEAR = 12
"""Where a file has no pages: so many lines around a name are looked at for one of ours."""
_NEED_NOT_NAME = ("invoice_or_quote", "genogram", None)
"""Types that leave the child's name out on purpose, or draw it; and what is no paper we know, a leaflet perhaps."""
_OF_EARLIER_CASES = ("proceedings_overview",)
"""Types that tell of brothers and sisters whose case was heard before; the request is not about those."""
_OF_A_BIRTH = ("birth_certificate", "identity_document")
_FEW_WORDS = 40
_SEVERAL_PAPERS = 3
"""Of fewer none tells who stands in most."""


def whose_they_are(documents: Sequence[Document]) -> Iterator[Finding]:
    """Papers about somebody else, stray pages, and what the papers do not agree on about a child, for a person."""
    yield from _nobodys(documents)
    ours = requests_children(documents)
    for document in documents:
        if document.children and not any(_is_one_of(child, ours) for child in document.children):
            if _is_of_older_ones(document, ours) or all(called_so(each, ours, documents) for each in document.children):
                continue
            yield names_others(document, ours, telling_of_ours(documents, ours))
            continue
        if strays := tuple(child.evidence for child in _strays(document, ours)):
            yield of_submission(Reason.WRONG_CHILD, Outcome.UNSURE, strays, file=document.file)
        for child in document.children:
            if not _is_the_papers_day(child, document) and any(_two_births(child, other) for other in ours):
                yield of_submission(
                    Reason.CONFLICTING, Outcome.UNSURE, (child.evidence,), about="date of birth", file=document.file
                )
    yield from _nameless(documents, ours)
    yield from two_nhs_numbers(documents, ours)
    yield from another_birth(documents, ours)


def requests_children(documents: Sequence[Document]) -> tuple[Child, ...]:
    """The children the request is about: those the form names, else those of the family most papers name; each once."""
    forms = [document for document in documents if document.role is Role.FORM and document.children]
    family = _largest_family(documents)
    of_now = [document for document in family if document.type not in _OF_EARLIER_CASES]
    named = [child for document in forms or of_now or family for child in document.children]
    named = named if forms else _named_often(named, of_now or family, documents)
    known: list[Child] = []
    for child in sorted(named, key=lambda child: (child.date_of_birth is None, child.name.isupper())):
        if not any(is_one(child, other) for other in known):
            known.append(child)
    order = {child.name: index for index, child in reversed(list(enumerate(named)))}
    return tuple(_told_in_full(child, documents) for child in sorted(known, key=lambda each: order[each.name]))


def _named_often(children: Sequence[Child], papers: Sequence[Document], documents: Sequence[Document]) -> list[Child]:
    """Without those whom few papers name beside a child whom most do, and no message at all.

    A carer's own child or a half-brother stands among the children in one paper; brothers and sisters of one request
    stand so in most, or have a paper of their own under the name of the family.
    """
    counts = [sum(_is_one_of(child, paper.children) for paper in papers) for child in children]
    most = max(counts, default=0)
    if most < _SEVERAL_PAPERS:
        return list(children)
    often = [child for child, count in zip(children, counts, strict=True) if count * 2 >= most]
    own = [paper.children for paper in papers if not any(_is_one_of(child, paper.children) for child in often)]
    return [
        child
        for child in children
        if child in often
        or (any(_is_one_of(child, each) for each in own) and _is_of_family(child, often))
        or _is_in_a_message(child, documents)
    ]


def _is_in_a_message(child: Child, documents: Sequence[Document]) -> bool:
    said = (passage.text for each in documents if each.role is Role.MESSAGE for passage in each.passages)
    return any(person_of(child).how_in(text) is How.FULL for text in said)


def is_one(child: Child, other: Child) -> bool:
    """Whether two children that papers name can be one; a birth that differs tells apart those whose names do too."""
    one, two = child.date_of_birth, other.date_of_birth
    if same_name(child.name, other.name):
        return True
    first, second = taken_apart(child.name), taken_apart(other.name)
    if first.unborn and second.unborn and one is not None and one == two and first.initials == second.initials:
        return True
    if first.unborn != second.unborn:
        near = one is not None and two is not None and abs(one - two) <= ABOUT_BIRTH
        return near and bool(set(first.family) & set(second.family))
    if one is not None and two is not None and one != two:
        return False
    by_name = len("".join(first.given[:1])) > 1 and len("".join(second.given[:1])) > 1  # a letter may be anybody's
    if one is not None and one == two and by_name and given_alike(first.given, second.given):
        return True
    return may_be_one(child.name, other.name)


def share_a_child(one: Document, other: Document) -> bool:
    """Whether two papers name one and the same child."""
    return any(_is_one_of(child, other.children) for child in one.children)


def is_filled_form(document: Document) -> bool:
    """Whether a document is a panel's form with something filled in."""
    blank = document.state is DocumentState.BLANK_TEMPLATE
    return document.role is Role.FORM and document.unreadable is None and not blank


def _told_in_full(child: Child, documents: Sequence[Document]) -> Child:
    """The child with what a form may leave out, taken from the papers where they agree: the birth, the name in full."""
    others = [other for document in documents for other in document.children if is_one(other, child)]
    if child.date_of_birth is None:
        born = [other for other in others if other.date_of_birth is not None and same_name(other.name, child.name)]
        if len({other.date_of_birth for other in born}) == 1:
            child = Child(child.name, born[0].date_of_birth, born[0].evidence)
    if not _is_shortened(child.name):
        return child
    full = [other for other in others if not _is_shortened(other.name)]
    alike = all(same_name(full[0].name, other.name) for other in full)
    return replace(child, name=max((each.name for each in full), key=len)) if full and alike else child


def _is_shortened(name: str) -> bool:
    """Whether part of a name is only an initial."""
    apart = taken_apart(name)
    return any(len(part) == 1 for part in (*apart.given, *apart.family[-1:]))


def _nobodys(documents: Sequence[Document]) -> Iterator[Finding]:
    """A form whose place for the child's name is blank, where no other paper names a child either, is nobody's."""
    if any(document.children for document in documents):
        return
    for document in filter(is_filled_form, documents):
        for field in document.fields:
            if field.id in CHILD_FIELDS and field.blank:
                yield of_submission(Reason.NO_CHILD, Outcome.UNSURE, (field.evidence,), file=document.file)


def _largest_family(documents: Sequence[Document]) -> list[Document]:
    """Where no form says whose papers they are: most of those that are joined by a child or a surname they share."""
    families: list[list[Document]] = []
    for document in in_order(each for each in documents if each.children):
        kin = [family for family in families if any(_are_kin(document, other) for other in family)]
        families = [family for family in families if family not in kin]
        families.append([document, *(other for family in kin for other in family)])
    largest = max(families, key=len, default=[])
    return [document for document in documents if document in largest]


def _are_kin(one: Document, other: Document) -> bool:
    if share_a_child(one, other):
        return True
    return any(_is_of_family(child, other.children) for child in one.children)


def _is_one_of(child: Child, ours: Sequence[Child]) -> bool:
    return any(is_one(child, other) for other in ours)


def _is_of_family(child: Child, ours: Sequence[Child]) -> bool:
    """Whether a child has part of a surname with one of ours in common."""
    family = set(taken_apart(child.name).family)
    return any(family & set(taken_apart(other.name).family) for other in ours)


def _strays(document: Document, ours: Sequence[Child]) -> Iterator[Child]:
    """Children of another family whom a page names that tells of nobody of ours: a page that strayed into the file."""
    if document.role not in (Role.PAPER, Role.FORM) or len(document.children) < 2:
        return
    people = [person_of(child) for child in ours]
    for child in document.children:
        if _is_one_of(child, ours) or _is_of_family(child, ours):
            continue
        around = _around(child.evidence.place, document.passages)
        if around and not any(person.how_in(passage.text) for passage in around for person in people):
            yield child


def _nameless(documents: Sequence[Document], ours: Sequence[Child]) -> Iterator[Finding]:
    """Papers that name nobody of ours: those that name somebody else, and those that tell of nobody of the family.

    Where one file holds several papers it is enough that one of them names a child of ours.
    """
    people = [person_of(child) for child in ours]
    names = [child.name for child in ours]
    telling = telling_of_ours(documents, ours)
    known, kin = words_of_papers(telling) | _called(ours), kin_in(telling)
    named = {document.file for document in documents if document.children}
    for document in documents:
        is_told = document.children or document.state is DocumentState.BLANK_TEMPLATE
        if not ours or is_told or document.role not in (Role.PAPER, Role.FORM, Role.MESSAGE):
            continue
        beside = [each for each in telling if each is not document]
        others = words_of_papers(beside) | _called(ours) if document in telling else known
        is_ours = document.file in named or tells_by_letters(document, ours)
        is_named = _tells_of(document, people, others)
        seen = somebody_else(document, names, others)
        if document.role is Role.MESSAGE:
            seen = None if is_ours or is_named else comes_with_strangers(document, others)
            is_named = True  # a message need not say whose it is
        elif not seen and is_named and not is_ours:
            seen = _ours_by_chance(document, people, others)
        if seen:
            yield of_submission(Reason.WRONG_CHILD, Outcome.UNSURE, (seen,), file=document.file)
        if seen or is_ours or is_named:
            continue
        if document.type in _NEED_NOT_NAME:
            if seen := told_of_strangers(document, ours, others):
                yield of_submission(Reason.WRONG_CHILD, Outcome.UNSURE, (seen,), file=document.file)
        elif is_of_kin(document, kin_in(beside) if document in telling else kin, others):
            continue
        elif sum(len(each.text.split()) for each in document.passages) >= _FEW_WORDS:
            kind = document.type or ""
            yield of_submission(Reason.WHOSE_IS_IT, Outcome.UNSURE, document.why[:1], file=document.file, types=kind)


def _ours_by_chance(document: Document, people: Sequence[Person], known: frozenset[str]) -> Evidence | None:
    """The words by which a paper is about others, where nothing but a name that others bear as well tells of ours."""
    return tells_of_strangers(document, known) if bears_names_by_chance(document, people, known) else None


def of_the_family(documents: Sequence[Document], ours: Sequence[Child]) -> tuple[Document, ...]:
    """The papers that name no child and tell of the family of the request all the same, and of nobody else's."""
    people = [person_of(child) for child in ours]
    names = [child.name for child in ours]
    known = _words_of_ours(documents, ours)
    kin = kin_in(telling_of_ours(documents, ours))
    nobodys = (
        each
        for each in documents
        if _is_of_older_ones(each, ours) or (not each.children and not somebody_else(each, names, known))
    )
    return tuple(
        each
        for each in nobodys
        if _tells_of(each, people, known) or is_of_kin(each, kin, known) or tells_by_letters(each, ours)
    )


def _words_of_ours(documents: Sequence[Document], ours: Sequence[Child]) -> frozenset[str]:
    """Every word of the forms, the messages and the papers that name a child of ours, with its parents' names."""
    return words_of_papers(telling_of_ours(documents, ours)) | _called(ours)


def _called(ours: Sequence[Child]) -> frozenset[str]:
    """The everyday forms of the children's first names, which one paper may use and no other."""
    return frozenset().union(*(said_as(part) for child in ours for part in taken_apart(child.name).given))


def words_of_papers(documents: Iterable[Document]) -> frozenset[str]:
    """Every word of some papers, in plain small letters."""
    return frozenset().union(*(parts_in(passage.text) for each in documents for passage in each.passages))


def telling_of_ours(documents: Sequence[Document], ours: Sequence[Child]) -> list[Document]:
    """The forms, the messages and the papers that name a child of ours."""
    return [
        each
        for each in documents
        if each.role in (Role.FORM, Role.MESSAGE) or any(_is_one_of(child, ours) for child in each.children)
    ]


def _is_of_older_ones(document: Document, ours: Sequence[Child]) -> bool:
    """Whether it tells of earlier cases about children who bear our surname, as brothers and sisters do."""
    return document.type in _OF_EARLIER_CASES and any(_is_of_family(child, ours) for child in document.children)


def _tells_of(document: Document, people: Sequence[Person], known: frozenset[str]) -> bool:
    """Whether words name one of them; a first name alone does not where the paper gives it a surname nobody knows."""
    told = [
        (person, how) for person in people for passage in document.passages if (how := how_named(person, passage.text))
    ]
    if any(how is not How.FIRST_NAME for _, how in told):
        return True
    return any(not bears_another_surname(document, person.given, known) for person in {person for person, _ in told})


def _around(place: Place, passages: Sequence[Passage]) -> list[Passage]:
    """The words of the page a place is on; in a file without pages those near it."""
    if place.page is not None:
        return [passage for passage in passages if passage.place.page == place.page]
    at = next((number for number, passage in enumerate(passages) if passage.place == replace(place, cell=None)), None)
    return [] if at is None else list(passages[max(0, at - _NEAR) : at + _NEAR + 1])


def _two_births(child: Child, other: Child) -> bool:
    if not same_name(child.name, other.name) or child.date_of_birth is None or other.date_of_birth is None:
        return False
    return child.date_of_birth != other.date_of_birth


def _is_the_papers_day(child: Child, document: Document) -> bool:
    """Whether what was taken for a birth is the day of the meeting or visit the paper tells of."""
    return child.date_of_birth == document.dated and document.type not in _OF_A_BIRTH
