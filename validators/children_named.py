"""Which papers name the children the request is about, now that we know who they are.

A paper alone is only known to be about a child where a label, a birth or a title says so. Most minutes, letters, plans
and quotes have none of these: they say "Ann's family meeting" or "K.A-M". Once the request has told whose it is, such
words are evidence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casework.calendar import age_on
from casework.case import plain_reference
from casework.document import Child, Document, Passage, Role
from casework.evidence import Evidence
from casework.identifiers import is_of_a_family
from casework.names import taken_apart
from casework.words import fold, shortened
from validators.aliases import aliases_in
from validators.births import lists_births
from validators.births_known import with_births_known
from validators.by_letters import bears_another_surname, bears_other_letters
from validators.named_in import Hit, How, Person, how_named, in_one_breath, person_of
from validators.somebody_else import somebody_else
from validators.whose import is_one, requests_children, words_of_papers

_SILENT = frozenset({Role.DECORATION, Role.GUIDANCE})
_FIRST_PASSAGES = 14
_LAST_SALUTATION = 40
_SHORT_LINE = 16
_SAYS_WHOSE = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:the )?(?:child\b|children\b|child\(ren\)|name|case\b|family|re\b|item|about|person|subject"
    r"|client|matter|young pe|regarding|in respect|concerning|dear|for\b|unborn|service user|pupil|patient|ref)",
    re.IGNORECASE,
)
"""How a line begins that says whose paper it is."""
_SAYS_WHO_ELSE = re.compile(
    r"^\W*(?:present|attend|apolog|in attendance|who (?:came|was)|here|round the table|invited|sent|members|brother"
    r"|sister|sibling|half|household|mother|father|parent|carer|applicant|assessor|social worker|worker|chair|author"
    r"|judge|guardian|before|coordinator|completed by|prepared by|written by|signed)",
    re.IGNORECASE,
)
"""How a line begins that names others, the child perhaps among them."""
_IS_AN_EVENT = re.compile(r"^[^|]{0,30}\d[^|]{0,20}\|.*\|")
"""A row that begins with a date tells of one day and not whose the paper is."""
_AT_COURT = re.compile(r"^\W*(?:and )?in the matter of\b", re.IGNORECASE)
_SEVERAL = ("children", "siblings", "both", "boys", "girls", "twins", "brothers", "sisters")
_SET_APART = re.compile(r"\n|\t| {3,}")
"""What ends a line at the head of a longer passage."""
_WORDS_TO_A_NAME = 250
_FOR_ONE = ("plan", "health_assessment", "ehcp")
"""In the ids of types that are written for one child alone; brothers and sisters stand in them too."""
_FEWEST = 2
_GROWN = 21
"""Years; some whom panels decide about are eighteen and older, and a paper about a mother of twenty is rare."""


def with_children_named(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each with those children of the request whom its words name, under the names the request gives.

    A paper that says it is about somebody else is left as it is.
    """
    documents = [_without_the_grown(document) for document in documents]
    ours = requests_children(documents)
    if not ours:
        return tuple(documents)
    known = [_called_as_known(document, ours) for document in with_births_known(documents, ours)]
    others: list[Child] = []
    for child in (child for document in known for child in document.children):
        if not any(is_one(child, each) for each in (*ours, *others)):
            others.append(child)
    telling = [each for each in known if each.role in (Role.FORM, Role.MESSAGE)]
    if not any(each.role is Role.FORM for each in telling):
        telling += [each for each in known if each.children]
    finder = _Finder(
        [Person(child, aliases_in(child, telling, known)) for child in ours],
        [person_of(child) for child in others],
        telling,
    )
    return tuple(finder.completed(document) for document in known)


def _without_the_grown(document: Document) -> Document:
    """A paper without those who were no children on its day: a report about a mother tells of her birth too.

    Whom a form names the panel is asked about, however old.
    """
    day = document.dated
    if day is None or not document.children or document.role is Role.FORM:
        return document
    children = (
        child for child in document.children if child.date_of_birth is None or age_on(child.date_of_birth, day) < _GROWN
    )
    return replace(document, children=tuple(children))


def _called_as_known(document: Document, ours: Sequence[Child]) -> Document:
    """The document with the known name of each child that can be but one of ours."""
    children: dict[str, Child] = {}
    for child in document.children:
        alike = [each for each in ours if is_one(child, each)]
        name = alike[0].name if len(alike) == 1 else child.name
        known = children.get(name)
        if known is None or (known.date_of_birth is None and child.date_of_birth is not None):
            children[name] = replace(child, name=name)
    return replace(document, children=tuple(children.values()))


class _Finder:
    """Looks for the children of one request, and for others whom its papers name, in one paper after another."""

    def __init__(self, ours: Sequence[Person], others: Sequence[Person], telling: Iterable[Document]) -> None:
        self._ours, self._others, self._telling = ours, others, tuple(telling)

    def completed(self, document: Document) -> Document:
        """The document with the children its words name."""
        if document.role in _SILENT or document.unreadable is not None or not document.passages:
            return document
        if document.children:
            more = list(self._beside(document) if self._is_ours(document) else self._before_strangers(document))
        else:
            more = self._by_first_lines(document) or self._by_prose(document) or self._by_family(document)
        more = [child for child in more if not self._is_a_namesake(child, document)]
        return replace(document, children=(*document.children, *more)) if more else document

    def _is_a_namesake(self, child: Child, document: Document) -> bool:
        """Whether a paper tells of a child by the first name alone, and it is another who bears it.

        It gives the name a surname that the forms and messages beside it do not know, or says that it is about others.
        """
        person = next((each for each in self._ours if each.child.name == child.name), None)
        if person is None:
            return False
        hows = {how_named(person, passage.text) for passage in document.passages} - {None}
        if hows != {How.FIRST_NAME}:
            return False
        known = words_of_papers(each for each in self._telling if each is not document)
        is_listed = (
            person.how_in(each.text) for each in document.passages[:_FIRST_PASSAGES] if lists_births(each.text)
        )
        lettered = bears_other_letters(document, person.child, person.given)
        if lettered or not all(is_listed) or bears_another_surname(document, person.given, known):
            return True
        if document.children:
            return _is_headed(document)
        names = [each.child.name for each in self._ours]
        return somebody_else(document, names, known) is not None

    def _is_ours(self, document: Document) -> bool:
        return any(is_one(child, person.child) for child in document.children for person in self._ours)

    def _before_strangers(self, document: Document) -> Iterator[Child]:
        """Ours whom the first lines name in full, or of whom the words tell as often as of who was taken for the child.

        A carer's own child, a grown sister or a worker is named in many papers about a child, and seldom with a birth.
        """
        if more := self._told_as_often(document):
            yield from more
            return
        families = {part for person in self._ours for part in person.name.family}
        if any(families & set(taken_apart(child.name).family) for child in document.children):
            return
        told = ((passage, in_one_breath(passage.text, self._ours)) for passage in _first_lines(document))
        hits = {person: passage for passage, found in told for person, how in found.items() if how >= How.BIRTH}
        yield from (_child(person, passage, document) for person, passage in hits.items())

    def _told_as_often(self, document: Document) -> list[Child]:
        """Ours of whom a paper tells in as many places as of those it was taken to be about, or in more."""
        strangers = [person_of(child) for child in document.children]
        if any(child.date_of_birth for child in document.children):
            return []
        given = {part for person in strangers for part in person.name.given}
        ours = [person for person in self._ours if not given & set(person.name.given)]
        told = max((_places(document, [person]) for person in ours), default=0)
        return self._by_prose(document) if told >= max(_FEWEST, _places(document, strangers)) else []

    def _beside(self, document: Document) -> Iterator[Child]:
        """Those named in one breath with a child of ours whom the paper says it is about."""
        named = {child.name for child in document.children}
        places = {child.evidence.place for child in document.children}
        for passage in _first_lines(document):
            found = in_one_breath(passage.text, self._ours)
            told = {person.child.name for person, how in found.items() if how >= How.FIRST_NAME}
            if len(told) < _FEWEST or not told & named or (passage.place in places and not told - named):
                continue
            for person in found:
                if person.child.name in told - named:
                    named.add(person.child.name)
                    yield _child(person, passage, document)

    def _by_first_lines(self, document: Document) -> list[Child]:
        hits: dict[str, tuple[Person, Passage]] = {}
        for passage in _first_lines(document):
            for person, how in in_one_breath(passage.text, self._ours).items():
                if how >= (How.FIRST_NAME if _is_a_line(passage) else How.INITIALS):
                    hits.setdefault(person.child.name, (person, passage))
            for person, how in in_one_breath(passage.text, self._others).items():
                if how is How.FULL:
                    hits.setdefault(person.child.name, (person, passage))
        return [_child(person, passage, document) for person, passage in hits.values()]

    def _by_prose(self, document: Document) -> list[Child]:
        """Those whom the running text names often enough to be about them."""
        found: dict[Person, list[Hit]] = {person: [] for person in self._ours}
        together: set[Person] = set()
        for passage in document.passages:
            told = {person: how for person, how in in_one_breath(passage.text, self._ours).items() if how > How.FAMILY}
            for person, how in told.items():
                found[person].append(Hit(how, passage))
            by_name = [person for person, how in told.items() if how is not How.INITIALS]
            together.update(by_name if len(by_name) >= _FEWEST else ())
        for hits in found.values():
            if all(hit.how is How.INITIALS for hit in hits):
                hits.clear()
        words = sum(len(passage.text.split()) for passage in document.passages)
        most = max(map(len, found.values()))
        for_one = any(part in (document.type or "") for part in _FOR_ONE)
        share = 2 if for_one else 5
        return [
            _child(person, max(hits, key=lambda hit: hit.how).passage, document)
            for person, hits in found.items()
            if hits and len(hits) * share >= most and ((person in together and not for_one) or _is_often(hits, words))
        ]

    def _by_family(self, document: Document) -> list[Child]:
        """All children of the request, where the first lines name their family, or a reference of theirs stands."""
        unborn = any(person.name.unborn for person in self._ours)
        lines = _first_lines(document, parents_too=unborn)
        passage = next((each for each in lines for person in self._ours if person.how_in(each.text)), None)
        theirs = {
            plain_reference(found.words)
            for each in self._telling
            if each is not document
            for found in each.case_references
        }
        shared = [found for found in document.case_references if plain_reference(found.words) in theirs]
        if shared and somebody_else(document, (person.child.name for person in self._ours)):
            return []
        several = len(self._ours) > 1
        told = fold(" ".join(passage.text for passage in document.passages)) if several else ""
        if several and not any(f" {word} " in told for word in _SEVERAL):
            return []
        if passage:
            return [_child(person, passage, document) for person in self._ours]
        if several:
            shared = [found for found in shared if is_of_a_family(plain_reference(found.words))]
        return [Child(person.child.name, None, shared[0]) for person in self._ours] if shared else []


def _is_headed(document: Document) -> bool:
    """Whether a court's heading names those whom the paper was read to be about; a pet name makes it nobody else's."""
    names = [child.name.casefold() for child in document.children]
    heads = (each.text.casefold() for each in document.passages[:_LAST_SALUTATION] if _AT_COURT.match(each.text))
    return any(name in head for head in heads for name in names)


def _places(document: Document, people: Sequence[Person]) -> int:
    """In how many passages one of the people is named by more than the family's name."""
    hows = ((person.how_in(passage.text) for person in people) for passage in document.passages)
    return sum(any(how is not None and how > How.FAMILY for how in each) for each in hows)


def _first_lines(document: Document, *, parents_too: bool = False) -> Iterator[Passage]:
    """The lines that can say whose a paper is: its head, what runs above and below its pages, "Re:" and "Dear".

    A child not yet born is known by the parents: with `parents_too` the lines that name those count.
    """
    for number, passage in enumerate(document.passages):
        if _IS_AN_EVENT.match(passage.text) or (not parents_too and _SAYS_WHO_ELSE.match(passage.text)):
            continue
        early = number < _FIRST_PASSAGES and (passage.heading or _is_short(passage.text))
        labelled = number < _LAST_SALUTATION and _SAYS_WHOSE.match(passage.text)
        if early or labelled or passage.place.part in ("header", "footer", "subject"):
            yield passage
        elif number < _FIRST_PASSAGES and _is_short(line := _SET_APART.split(passage.text.strip(), maxsplit=1)[0]):
            yield replace(passage, text=line)


def _is_short(text: str) -> bool:
    """Whether some words are a line by themselves and no sentence."""
    return len(text.split()) <= _SHORT_LINE and not text.rstrip().endswith((".", "!", "?"))


def _is_a_line(passage: Passage) -> bool:
    """Whether a first name alone counts: in a line of its own, or in a row that says whose."""
    return passage.place.row is None or bool(_SAYS_WHOSE.match(passage.text))


def _is_often(hits: Sequence[Hit], words: int) -> bool:
    if any(hit.how >= How.BIRTH for hit in hits) or len({hit.how for hit in hits}) > 1:
        return True
    return len(hits) >= _FEWEST and len(hits) * _WORDS_TO_A_NAME >= words


def _child(person: Person, passage: Passage, document: Document) -> Child:
    """The child under the known name; no birth, for none was read here."""
    return Child(person.child.name, None, Evidence(document.file, passage.place, shortened(passage.text)))
