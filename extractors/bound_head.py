"""The top of a sheet, as far as it may be the top of a paper: its title, whose it says it is, its court and its number.

A sheet is what stands between two page breaks; in a Word file also what follows a main heading.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from casework.document import Child
from casework.identifiers import COURT_NUMBER
from casework.judging import once
from extractors.block_words import folded_words
from extractors.bound_letters import begins_a_letter, begins_a_mail
from extractors.catalogue import Catalogue
from extractors.dates import dates_found
from extractors.genre import shown_by
from extractors.labels import ANYBODY, BIRTHS, CASE_NUMBERS, CHILDREN, COURT_NUMBERS, keys
from extractors.named_lines import named_in
from extractors.people import children_of
from extractors.reading import Block, Heading, PageBreak, Picture, Reading, Row, Table, block_text
from extractors.recognise import Recognised, recognise
from extractors.titles import titles_of
from extractors.words import folded, is_numbered, label_key

_MOST_BLOCKS, _MOST_LINES = 12, 8
"""Of a sheet, and of each of them."""
_PROSE_WORDS = 14
"""From this many words on, a line without a colon is a sentence of the text and no part of a head."""
_IN_PIECES = re.compile(r"(?:\s[-–—|•·]+\s\S[^-–—|•·]*){3}")
"""A line of short things set apart is no sentence, however long: what a case system prints along the top."""
_LABEL_WORDS = 7
_COURT = re.compile(r"\bin the (?:family|high|county) court\b|\bhigh court of justice\b", re.IGNORECASE)
_MATTER = re.compile(
    r"(?i)\b(?:in the matter of|children act|adoption and children act|(?:case|claim|matter) n(?:o|umber)\b)"
)
_CHAPTER = re.compile(
    r"(?i)\s*(?:appendix|appendices|annexe?|chapter|part|schedule [a-z0-9]\W*$|section (?!(?:7|17|20|31|37|39|47)\b))\b"
)
"""How a chapter begins, and no paper; some papers are called after their section of the Children Act 1989."""
_WHEN_AND_WHO = re.compile(
    r"(?:dated?|held|meeting|visits?|hearing)\b.*|present|attend\w*|chair\w*|venue|place|authors?|by|(?:written|completed"
    r"|prepared|compiled|assessed) by|social worker.*|assess(?:or|ed)\b.*|statement (?:of|no).*|filed.*|reference"
    r"|our ref.*|legal status|address|relationship.*|applicants?\b.*|respondents?\b.*|ages?\b.*|team.*|category.*"
    r"|who\b.*|where|when|time|co ?ordinator.*|manager.*|team manager.*|iro|independent reviewing officer|school|gender"
    r"|ethnicity|placement|court|in attendance|apologies|minutes.*|circulat.*|your ref|version|status"
)
_ABOUT = re.compile(
    r"^\W*(?:re|for|in respect of|concerning|regarding|in relation to)\b:?\s+(?-i:[A-Z])"
    r"|\b(?:for|of|re|on|concerning|regarding|in respect of|about)\s+(?-i:[A-Z][\w’'-]+\s+[A-Z])"
    r"|\s[–:-]\s+(?-i:(?:[A-Z][\w’'-]+\s+){1,3}[A-Z])",
    re.IGNORECASE,
)
_NEAR_TITLE = 3
_CHILD_KEYS = keys((*CHILDREN, *BIRTHS, *ANYBODY))
_OWN_KEYS = keys((*CHILDREN, *BIRTHS))
_CASE_KEYS = keys((*CASE_NUMBERS, *COURT_NUMBERS))


class Head:
    """What stands above the text of a sheet, each looked at only where somebody asks: most sheets begin nothing."""

    def __init__(self, sheet: Sequence[Block], catalogue: Catalogue) -> None:
        self._sheet, self._catalogue = sheet, catalogue
        self._blocks = tuple(_above_the_text(sheet))
        self.lines = tuple(line for block in self._blocks for line in lines_of(block)[:_MOST_LINES])
        self._text = " ".join(self.lines)

    @cached_property
    def _titled(self) -> tuple[str, str | None]:
        return _title(self._blocks, self._sheet, self._catalogue)

    @property
    def title(self) -> str:
        """The line that names a type of paper."""
        return self._titled[0]

    @property
    def kind(self) -> str | None:
        """The type it names."""
        return self._titled[1]

    @cached_property
    def title_headings(self) -> list[Heading]:
        """The headings that make up the title, where it is set as any."""
        said = folded(self.title)
        return [block for block in self._blocks if said and isinstance(block, Heading) and folded(block.text) in said]

    @property
    def size(self) -> float:
        """How large the title is set, in points; 0 where the file does not say."""
        return max((heading.size for heading in self.title_headings), default=0.0)

    @property
    def is_main(self) -> bool:
        """Whether the title is set as the file's own titles are."""
        return any(heading.level <= 1 for heading in self.title_headings)

    @cached_property
    def names_a_child(self) -> bool:
        """Whether a label for a child stands there, or a child is named."""
        return any(label in _CHILD_KEYS for label, _ in self.pairs) or bool(self._named)

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The title and the lines next below it, where a child's name often stands without any label."""
        return _near(self.lines, self.title)

    @cached_property
    def about(self) -> str:
        """The line beside the title that says whom it is about, such as "Plan for Ann Lee"."""
        return _about(self.below)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Labels with what stands beside them, both folded: those by which a paper says whose and from when it is."""
        return frozenset(pair for block in self._blocks for pair in _pairs(block))

    @cached_property
    def answers(self) -> frozenset[tuple[str, str]]:
        """Every label with what stands beside it, both folded; the first table counts, a sentence above it or not."""
        tables = [block for block in self._sheet[:_MOST_BLOCKS] if isinstance(block, Table)]
        found = [pair for block in (*self._blocks, *tables[:1]) for pair in _labelled(block)]
        return frozenset((label_key(label), folded(said)) for label, said in found)

    @cached_property
    def dates(self) -> frozenset[date]:
        """Every day that stands there."""
        return frozenset(found.date for line in self.lines for found in dates_found(line))

    @cached_property
    def children(self) -> frozenset[str]:
        """The words of the names of the children it names, folded."""
        return frozenset(word for child in self._named for word in folded(child.name).split())

    @cached_property
    def _named(self) -> tuple[Child, ...]:
        return children_of(Reading(blocks=self._blocks), "")

    @cached_property
    def court(self) -> int:
        """2 where a court and a matter or case stand there, 1 for a court alone."""
        if not _COURT.search(self._text):
            return 0
        return 2 if _MATTER.search(self._text) or COURT_NUMBER.search(self._text) else 1

    @cached_property
    def has_case(self) -> bool:
        """Whether a number stands there by which a case is known."""
        return bool(COURT_NUMBER.search(self._text)) or any(label in _CASE_KEYS for label, _ in self.pairs)

    @cached_property
    def own_labels(self) -> int:
        """How many of the labels are those that the type itself prints."""
        return len(self._printed & {label_key(label) for block in self._blocks for label, _ in _labelled(block)})

    @property
    def form_labels(self) -> int:
        """The same, with those of its first table."""
        return len(self._printed & {label for label, _ in self.answers})

    @cached_property
    def _printed(self) -> set[str]:
        return {label_key(label) for _, label in self._catalogue.types[self.kind].labels} if self.kind else set()

    @property
    def heading(self) -> str:
        """Its first line, where that is set as a main heading and no chapter's."""
        first = self._blocks[0] if self._blocks else None
        if isinstance(first, Heading) and first.level <= 1 and not is_chapter(first.text):
            return first.text
        return ""

    @cached_property
    def is_letter(self) -> bool:
        """Whether it begins as a letter does."""
        return begins_a_letter(self.lines)

    @cached_property
    def is_mail(self) -> bool:
        """Whether it begins as a mail that was pasted in."""
        return begins_a_mail(self.lines)

    @property
    def says_whose(self) -> bool:
        """Whether a court, a case or a child is named there, or it begins as a letter or mail does."""
        return self.court > 0 or self.has_case or self.is_letter or self.is_mail or self.names_a_child

    @cached_property
    def may_be_a_papers(self) -> bool:
        """Whether a type's name, a main heading or the beginning of a letter or mail may stand there."""
        return bool(_may_name(self._blocks, self._catalogue) or self.heading) or self.is_letter or self.is_mail


@once
def lines_of(block: Block) -> tuple[str, ...]:
    """The lines of a block as a person sees them, those of a table row by row."""
    return tuple(line for line in (" ".join(each.split()) for each in block_text(block).split("\n")) if line)


def _above_the_text(sheet: Sequence[Block]) -> Iterator[Block]:
    shown = [block for block in sheet if not isinstance(block, Picture | PageBreak)]
    for block in shown[:_MOST_BLOCKS]:
        if _is_prose(block):
            return
        yield block


def _is_prose(block: Block) -> bool:
    if isinstance(block, Table | Heading):
        return False
    return any(
        len(line.split()) > _PROSE_WORDS and ":" not in line and not _IN_PIECES.search(line) for line in lines_of(block)
    )


def _title(blocks: tuple[Block, ...], sheet: Sequence[Block], catalogue: Catalogue) -> tuple[str, str | None]:
    """The line that names a type, and the type; a numbered line, or an appendix, begins a chapter and no paper.

    Where the few lines of a head leave it open which of the types they name it is, the whole sheet tells.
    """
    if not _may_name(blocks, catalogue):
        return "", None
    head = Reading(blocks=blocks)
    seen = recognise(head, catalogue, "")
    named = [one for one in named_in(head, seen.layout, shown_by(head, seen.layout), catalogue) if one.kind == "title"]
    printed = _printed_in(seen)
    if not named and not printed:
        return "", None
    kind = seen.type or recognise(Reading(blocks=tuple(sheet)), catalogue, "").type
    words = [one.line.text for one in named if one.type == kind]
    words = words or [line for line in printed if kind and _names(line, kind, catalogue)]
    is_title = kind is not None and words and not is_chapter(words[0])
    return (" ".join(words[0].split()), kind) if is_title else ("", None)


def _printed_in(seen: Recognised) -> list[str]:
    """Lines of the head that may hold a name as forms print it, if not as what the line is about."""
    places = {each.place for line in seen.layout.titles for each in (line, *line.printed)}
    return [each.words for each in seen.why if each.place in places]


def _may_name(blocks: tuple[Block, ...], catalogue: Catalogue) -> bool:
    """Whether the name of any type stands in a block, or runs over lines that are one title: most sheets bear none."""
    if any(catalogue.titles.stand_in(folded_words(block).split()) for block in blocks):
        return True
    lines = titles_of(blocks)
    if any(line.breaks and catalogue.titles.stand_in(folded(line.text).split()) for line in lines):
        return True
    return any(catalogue.names.found_in(folded(line.text).split(), {}, line.breaks) for line in lines[:_NEAR_TITLE])


def is_chapter(text: str) -> bool:
    """Whether a line is headed as a chapter is, and no paper."""
    return is_numbered(text) or _CHAPTER.match(text) is not None


def _near(lines: Sequence[str], title: str) -> tuple[str, ...]:
    said = folded(title)
    is_title = [said and (folded(line) in said or folded(line).startswith(said)) for line in lines]
    first = next((number for number, found in enumerate(is_title) if found), len(lines))
    return tuple(lines[first : first + _NEAR_TITLE])


def _about(near: Sequence[str]) -> str:
    return next(
        (line for line in near if _ABOUT.search(line) and not line.isupper() and not any(dates_found(line))), ""
    )


def _names(words: str, kind: str, catalogue: Catalogue) -> bool:
    return any(found.phrase.type == kind for found in catalogue.titles.found_in(folded(words).split()))


# -- whose and from when


def _pairs(block: Block) -> Iterator[tuple[str, str]]:
    """Labels and answers; a table that names a child or a date of birth is all of it about who and when."""
    found = [(label_key(label), folded(value), label) for label, value in _labelled(block)]
    is_about_a_child = isinstance(block, Table) and any(key in _OWN_KEYS and said for key, said, _ in found)
    for key, said, label in found:
        is_telling = _is_identity(key) or (is_about_a_child and not any(map(str.isdigit, label)))
        if said and is_telling and 0 < len(key.split()) <= _LABEL_WORDS:
            yield key, said


def _is_identity(key: str) -> bool:
    return key in _CHILD_KEYS or key in _CASE_KEYS or _WHEN_AND_WHO.fullmatch(key) is not None


def _labelled(block: Block) -> Iterator[tuple[str, str]]:
    if not isinstance(block, Table):
        for line in lines_of(block):
            label, colon, value = line.partition(":")
            if colon:
                yield label, value
        return
    if _is_list(block.rows):
        yield from ((a.text, b.text) for a, b in zip(block.rows[0], block.rows[1], strict=False))
        return
    for row in block.rows:
        yield from ((a.text, b.text) for a, b in pairwise(row))
        yield from ((cell.text, "") for cell in row if len(row) == 1)
        yield from (
            (label, value) for cell in row for label, colon, value in [cell.text.partition(":")] if colon and value
        )


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether a table has its labels above its columns: the first row holds several labels and no answer to any."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    return (
        all(_is_identity(label_key(cell.text)) or len(cell.text.split()) <= 3 for cell in rows[0])
        and sum(_is_identity(label_key(cell.text)) for cell in rows[0]) >= 2
        and not any(_is_identity(label_key(row[0].text)) for row in rows[1:] if row)
    )
