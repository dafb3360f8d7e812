"""Several papers bound into one file: where each begins.

A paper begins where the top of a sheet bears what the top of a paper bears: a title that names a type, and signs that
it is a paper of its own (whose it is, its court, its own page 1, a stamp of the bundle, the end of another above it).
A heading alone begins a chapter. Each sign has a weight; what they weigh together must reach what is asked for.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from casework.document import DocumentType, Role
from extractors.bound_sheet import Sheet, sheets_of
from extractors.bound_signs import Signs
from extractors.bound_told import Doubt, ToldApart
from extractors.bound_words import kind_of
from extractors.catalogue import Catalogue
from extractors.pack import pages_listed, papers_listed
from extractors.reading import Reading, block_text, text_of
from extractors.words import label_key

_ENOUGH = 3
_ENOUGH_INSIDE = 4
"""What the signs must weigh together: under a title on a new page; and within a page, without a title or inside a form,
which has pages of many kinds."""
_ENOUGH_IN_A_PACK = 3
"""What they must weigh where a cover sheet lists more papers than were found: the likeliest sheets then begin one."""
_OTHER_KIND = 2
"""How much less they need to weigh where all words of a new page say a paper that is no chapter of the one before."""
_SEVERAL_KINDS = 3
"""Where titles and words of pages tell of so many types, or so many papers were told apart already, a file is a pack:
of papers by themselves none told of two."""
_COURT_AND_CASE = 2
"""What a court weighs whose case or matter stands there too."""
_SEVERAL_LABELS = 3
_COVER_WORDS = 60
"""With fewer words a paper is only the cover or divider of the one of its type behind it; a court's has parties too."""
MOST_PAPERS = 100
"""So many papers in one file are told apart; what follows stays with the last."""
_CHAPTER = re.compile(r"\W*\d{1,2}[.)]\s")


def told_apart(reading: Reading, catalogue: Catalogue) -> ToldApart:
    """Where the papers of a reading begin; a cover sheet that lists papers is one, and says how many lie behind it."""
    sheets = list(sheets_of(reading, catalogue))
    if len(sheets) < 2:
        return ToldApart()
    listed = papers_listed(sheets[0].blocks)
    found: list[int] = []
    doubts: list[Doubt] = []
    may_begin: list[tuple[int, int]] = []
    current, index = sheets[0], pages_listed(reading.blocks[: sheets[0].stop])
    is_pack = _tells_of_many(sheets)
    for before, sheet in pairwise(sheets):
        if len(found) == MOST_PAPERS - 1:
            break
        if listed and before is sheets[0]:
            found.append(sheet.start)
            current = sheet
            continue
        opening = _Opening(current, before, sheet, index, reading, is_pack or len(found) + 1 >= _SEVERAL_KINDS)
        is_likely = opening.is_likely
        kind = opening.holder if is_likely else None
        if is_likely and (kind is None or kind.id == sheet.head.kind) and _is_cover(reading, current, sheet):
            current = sheet
        elif is_likely and opening.begins_a_paper(kind):
            found.append(sheet.start)
            current = sheet
        else:
            if listed and (signs := opening.signs_in_a_pack()) >= _ENOUGH_IN_A_PACK:
                may_begin.append((-signs, sheet.start))
            if named := opening.may_be_of():
                first = next(filter(block_text, sheet.blocks), sheet.blocks[0])
                doubts.append(Doubt(sheet.start, named, sheet.head.title or block_text(first), first.place))
    found += [start for _, start in sorted(may_begin)[: max(0, listed - len(found))]]
    return ToldApart(tuple(sorted(found)), tuple(each for each in doubts if each.at not in found))


def _tells_of_many(sheets: Sequence[Sheet]) -> bool:
    """Whether titles and words of pages tell of several types; words are asked only where so many titles name one."""
    if sum(sheet.is_fresh for sheet in sheets) < _SEVERAL_KINDS:
        return False
    headed = [sheet for sheet in sheets if sheet.is_fresh and sheet.may_be_headed and sheet.head.kind]
    if len({sheet.head.kind for sheet in headed}) < _SEVERAL_KINDS:
        return False
    return len({sheet.kind for sheet in headed if sheet.is_told}) >= _SEVERAL_KINDS


def _is_cover(reading: Reading, current: Sheet, sheet: Sheet) -> bool:
    """Whether hardly anything stands before the sheet, and nothing that the sheet answers otherwise."""
    said, again = dict(current.head.pairs), dict(sheet.head.pairs)
    agrees = all(again[label] == said[label] for label in said.keys() & again.keys())
    most = _COVER_WORDS * (2 if current.head.court and not sheet.is_fresh else 1)
    return agrees and len(text_of(reading.blocks[current.start : sheet.start]).split()) < most


class _Opening(Signs):
    """A sheet that may begin a paper, and whether it does."""

    @property
    def is_likely(self) -> bool:
        """Whether it is headed as a paper is, and does not count on the pages of the one before."""
        if self._is_another_of_a_pack():
            return True
        anew = self.numbers_anew() or self.is_stamped_anew()
        fresh_file = self._is_of_a_fresh_file()
        may_be = anew or fresh_file or self.sheet.may_be_headed or self._is_a_courts()
        if not may_be or self.goes_on() or not self._is_its_own():
            return False
        head = self.sheet.head
        is_headed = anew or head.is_letter or head.is_mail or bool(head.title)
        is_headed = is_headed or self._is_headed_after_an_end() or self._is_headed_as_another() or self._is_a_courts()
        if not is_headed and not fresh_file:
            return False
        return self.weight() >= self._asked() - (_OTHER_KIND if self._tops_a_page() else 0)

    @cached_property
    def holder(self) -> DocumentType | None:
        """The type of the paper before, as far as it has come."""
        catalogue = self.sheet.catalogue
        return catalogue.types.get(kind_of(self.reading, self.current.start, self.sheet.start, catalogue) or "")

    def may_be_of(self) -> str | None:
        """The type whose paper may begin here all the same, by its title or by all words of a page of another file."""
        is_untitled = self.sheet.is_fresh and not (self.sheet.head.kind or self._begins_a_chapter())
        may_be = self._tops_a_page() or (is_untitled and (self.is_of_another_file() or self.before.marks.ends))
        if not may_be or self.goes_on():
            return None
        holder, named = self.holder, self.sheet.head.kind or self.sheet.kind
        if holder is not None and named in _kin(holder):
            return named if named != holder.id and named == self.sheet.kind else None
        return named

    def signs_in_a_pack(self) -> int:
        """How much speaks for a paper that begins here, where a cover sheet lists one more; 0 within a page."""
        head, told = self.sheet.head, self.sheet.kind
        if not self.sheet.is_fresh or self.goes_on() or not (self.sheet.may_be_headed or head.kind or told):
            return 0
        is_another = told is not None and told != (self.holder.id if self.holder else None)
        return self.weight() + 2 * (bool(head.kind) + is_another + self.before.marks.is_left_empty)

    def begins_a_paper(self, holder: DocumentType | None) -> bool:
        """Whether it is no part of the paper before it, given what that is."""
        if self._is_another_of_a_pack():
            return True
        is_heavy = self.weight() >= self._asked()
        if not is_heavy and not self._is_of_another_kind(holder) and not self._is_told_twice(holder):
            return False
        if holder is None:
            return bool(self.sheet.head.kind) or not self.sheet.head.is_mail  # a correspondence is one paper
        head, strong = self.sheet.head, self.court() >= _COURT_AND_CASE or self.numbers_anew() or self.is_stamped_anew()
        printed = {label_key(each) for each in (*holder.headings, *(label for _, label in holder.labels))}
        if label_key(head.title) in printed - {""} and not strong and not self.again():
            return self._is_headed_as_a_whole()
        is_part = head.kind in holder.may_hold or (holder.role is Role.FORM and head.kind in holder.confused_with)
        is_enough = holder.role is not Role.FORM or head.kind == holder.id or self.weight() >= _ENOUGH_INSIDE
        is_enough = is_enough or self._follows_a_whole_file() or self._is_of_another_kind(holder)
        is_apart = self.before.marks.ends or self.is_of_another_file() or self._is_headed_as_a_whole()
        return strong or (is_enough and (not is_part or is_apart))

    def _is_another_of_a_pack(self) -> bool:
        """Whether it tells of another type than the paper before, in a pack of many: in title and words, or behind an
        end in its words alone, if that type is no part of the one before."""
        if not self.is_pack or not self.sheet.is_fresh or self.goes_on() or self.holder is None:
            return False
        if self.sheet.is_told and self._tops_a_page():
            return self.sheet.kind != self.holder.id and (self._is_its_own() or self._is_after_another())
        if self._is_under_a_name_of_its_own():
            return True
        is_another = self.sheet.kind is not None and self.sheet.kind not in _kin(self.holder)
        is_ended = self._is_after_another() or self.court() >= _COURT_AND_CASE
        return is_another and is_ended and not self._begins_a_chapter()

    def _is_under_a_name_of_its_own(self) -> bool:
        """Whether a line that names no type, over the name of a child, tops a page of another paper, behind a last
        page: many call a chronology or a plan by a name of their own, and its words tell what it is."""
        told, before, holder = self.sheet.kind, self.before.marks, self.holder
        if told is None or holder is None or told == holder.id or holder.role is Role.FORM:
            return False
        is_last = before.is_left_empty and (before.ends or self.is_of_another_file())
        if not is_last or self.sheet.head.kind or not self.sheet.first_line:
            return False
        is_printed = label_key(self.sheet.first_line) in {label_key(each) for each in holder.headings}
        return not is_printed and self.names_a_child_of_it()

    def _tops_a_page(self) -> bool:
        """Whether a title that names a type tops a new page, and not only what tops every page."""
        if not self.sheet.is_fresh or not self.sheet.may_be_headed or not self.sheet.head.kind:
            return False
        own = self.sheet.head.pairs
        return not own or not own <= self.current.head.pairs

    def _is_of_another_kind(self, holder: DocumentType | None) -> bool:
        """Whether the words below its title are those of a paper that is no chapter of the one before."""
        kin, told = _kin(holder), self.sheet.kind
        if not self._tops_a_page() or self.sheet.head.kind in kin:
            return False
        is_sure = told == self.sheet.head.kind or (self.before.marks.ends and self.before.marks.is_left_empty)
        return told is not None and told not in kin and is_sure

    def _is_told_twice(self, holder: DocumentType | None) -> bool:
        """Whether title and words of a new page tell of another type, behind an end or in another file."""
        is_other = holder is not None and self.sheet.head.kind != holder.id
        is_told = self._tops_a_page() and self.sheet.is_told
        return is_other and is_told and (self.before.marks.ends or self.is_of_another_file())

    def _is_headed_as_a_whole(self) -> bool:
        """Whether a title as large as the one before, over whose paper it is, says what all words of its page say."""
        head = self.sheet.head
        is_told = self._tops_a_page() and self.sheet.is_told
        is_whose = is_told and (head.names_a_child or self.names_the_same_child())
        return is_whose and head.size >= self.current.head.size > 0 and not self.has_chapters_as_large()

    def _is_set_as_another(self) -> bool:
        """Whether a title as large as the one before, over who or when, names another paper, as do all its words."""
        head = self.sheet.head
        if self.sheet.page is None or not (head.pairs or head.dates) or not self.has_another_title():
            return False
        return self.is_set_as_title() and self._is_of_another_kind(self.holder)

    def _is_after_another(self) -> bool:
        """Whether the page before looks like the last of its paper, or this one like a page of another file."""
        return self.before.marks.ends or self.before.marks.is_left_empty or self.is_of_another_file()

    def _follows_a_whole_file(self) -> bool:
        """Whether a page of another file follows a last page: headed or of a type, or at least of another type."""
        before, told = self.before.marks, self.sheet.kind
        if not self.is_of_another_file() or not (before.ends or before.is_left_empty):
            return False
        is_sure = before.ends and before.is_left_empty
        is_another = self.holder is not None and told not in _kin(self.holder) and not self._begins_a_chapter()
        return (is_sure and self.sheet.may_be_headed) or (told is not None and (is_sure or is_another))

    def _begins_a_chapter(self) -> bool:
        return _CHAPTER.match(block_text(self.sheet.blocks[0])) is not None

    def _asked(self) -> int:
        is_named = bool(self.sheet.head.title) or self.sheet.head.is_letter or self._is_headed_as_another()
        return _ENOUGH if self.sheet.is_fresh and (is_named or self._follows_a_whole_file()) else _ENOUGH_INSIDE

    def _is_its_own(self) -> bool:
        """Whether it says itself whose it is, or is numbered by itself: without either it may be a chapter."""
        if not (self.sheet.is_fresh or self.before.marks.ends or self.again()):
            return self._is_after_another() and self._is_set_as_another()
        head = self.sheet.head
        numbered = self.numbers_anew() or self.is_stamped_anew() or self.is_of_another_file()
        says = numbered or head.says_whose or bool(head.about) or self.names_the_same_child()
        says = says or (self.sheet.is_fresh and self.is_filled_in_again()) or self._is_a_form_to_fill_in()
        return says or (self._is_after_another() and self._is_set_as_another())

    def _is_a_form_to_fill_in(self) -> bool:
        """Whether title, words and labels of a page behind a last one are a form's, filled in or not."""
        is_told = self._tops_a_page() and self.sheet.is_told and self.sheet.head.form_labels >= _SEVERAL_LABELS
        return is_told and self._is_after_another()

    def _is_of_a_fresh_file(self) -> bool:
        """Whether it is of another file, behind a last page; how a page is set tells so only behind a paper we know."""
        if not self.is_of_another_file() or not (self.before.marks.ends or self.before.marks.is_left_empty):
            return False
        return self.prints_otherwise() or self.sheet.kind is not None or self.holder is not None

    def _is_headed_as_another(self) -> bool:
        """A main heading on a page of another file, behind a page left part empty: a paper under a name of its own."""
        return bool(self.sheet.head.heading) and self.before.marks.is_left_empty and self._is_of_a_fresh_file()

    def _is_a_courts(self) -> bool:
        """A court and its case over words of another type, behind another paper: orders often bear no title."""
        told = self.sheet.kind if self.sheet.is_fresh and self.court() >= _COURT_AND_CASE else None
        return told is not None and told not in _kin(self.holder) and self._is_after_another()

    def _is_headed_after_an_end(self) -> bool:
        """A main heading over a child's details, behind a page on which a paper ended: a paper of no type we know."""
        head, before = self.sheet.head, self.before.marks
        return bool(head.heading) and head.names_a_child and before.ends and before.is_left_empty


def _kin(kind: DocumentType | None) -> tuple[str, ...]:
    """A type with those that may be parts of it or be taken for it; none of one that is not known."""
    return (kind.id, *kind.may_hold, *kind.confused_with) if kind else ()
