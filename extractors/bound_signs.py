"""The signs that a sheet begins a paper of its own, each with what it weighs."""

import re
from dataclasses import dataclass

from extractors.bound_head import lines_of
from extractors.bound_sheet import Sheet
from extractors.bound_words import children_in
from extractors.reading import Heading, Reading
from extractors.words import folded

_OWN_PAGES = 3
_OWN_LABELS = 3
_SAME_LABELS = 2
_TOP = 3
"""So many blocks from its top, and so many lines of each, tell whose a paper is."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Signs:
    """Those of a sheet, beside the sheet before it and the one with which the paper before it began."""

    current: Sheet
    before: Sheet
    sheet: Sheet
    index: frozenset[str]
    reading: Reading
    is_pack: bool
    """Whether pages of the file tell of many types."""

    def weight(self) -> int:
        """What they weigh together."""
        head = self.sheet.head
        return (
            self.court()
            + self._labels()
            + self.again()
            + _OWN_PAGES * (self.numbers_anew() + head.is_mail)
            + 2 * (self.is_stamped_anew() + head.is_letter)
            + self.before.marks.ends
            + self._runs_otherwise()
            + 2 * (self._is_scanned_otherwise() or self._is_set_otherwise())
            + self._is_listed()
            + self.is_set_as_title()
            + self.before.marks.is_left_empty
            + (head.own_labels >= _OWN_LABELS)
            + self._is_another_child_s()
            + (bool(head.about) and head.about not in self.current.head.lines)
            - self._counts_on()
        )

    def court(self) -> int:
        """The court above a paper; one that only stands on every page says nothing."""
        own = self.sheet.head
        return own.court + (own.court == 2 and self.has_another_title()) if own.court and self._differs() else 0

    def has_another_title(self) -> bool:
        """Whether it bears a title, and not that of the paper before."""
        own, other = self.sheet.head.title, self.current.head.title
        return bool(own) and folded(own) != folded(other)

    def _labels(self) -> int:
        head = self.sheet.head
        new = len(head.pairs - self.current.head.pairs)
        if len(head.pairs) < 2 or not new:
            return 0
        return 2 if len(head.pairs) > 2 and new > 1 else 1

    def again(self) -> int:
        """The title of the paper before comes again, with another child, person or day below it, or with nothing yet.

        A form is the same one by most of its labels, whatever its title says beside its name.
        """
        own, other = self.sheet.head, self.current.head
        is_same = bool(own.title) and _masked(own.title) == _masked(other.title)
        if is_same and self._differs():
            return 1
        is_form = self.sheet.is_fresh and own.kind is not None and own.kind == other.kind
        return int(is_form and self._answers_otherwise(_SAME_LABELS if is_same else len(own.answers) // 2 + 1))

    def is_filled_in_again(self) -> bool:
        """Whether the title of the paper before comes again over the same labels, some of them answered otherwise."""
        return self.again() > 0 and self._answers_otherwise(_SAME_LABELS)

    def _answers_otherwise(self, least: int) -> bool:
        """Whether so many labels of the paper before come again, some of them with another answer or none."""
        own, other = dict(self.sheet.head.answers), dict(self.current.head.answers)
        same = own.keys() & other.keys()
        return len(same) >= max(least, _SAME_LABELS) and any(own[label] != other[label] for label in same)

    def _differs(self) -> bool:
        """Whether the head holds a title, an answer or a day that the head of the paper before does not."""
        own, other = self.sheet.head, self.current.head
        return self.has_another_title() or bool(own.pairs - other.pairs or own.dates - other.dates)

    def numbers_anew(self) -> bool:
        """Page 1, where the sheet before bears a number too; behind a cover without one the first page has it.

        One that says page 1 of several, as the sheet before does, bears a number that does not count.
        """
        marks, before = self.sheet.marks, self.before.marks
        is_stuck = before.number == 1 and before.of == marks.of and (marks.of or 1) > 1
        return self.sheet.is_fresh and marks.number == 1 and before.number is not None and not is_stuck

    def is_stamped_anew(self) -> bool:
        """Whether its stamp is of another section of the bundle, or counts from 1 again."""
        stamp, before = self.sheet.marks.stamp, self.before.marks.stamp
        if not self.sheet.is_fresh or stamp is None or before is None:
            return self.sheet.is_fresh and stamp is not None and stamp[1] == 1 and self.before is self.current
        return stamp[0] != before[0] or stamp[1] < before[1]

    def _runs_otherwise(self) -> bool:
        """Other lines run along the edges, or none any more: each file that was printed brings its own."""
        own, before = self.sheet.marks.running, self.before.marks.running
        return self.sheet.is_fresh and bool(before) and not own & before

    def _is_scanned_otherwise(self) -> bool:
        """A scan among printed pages, or the other way round."""
        return self.sheet.is_fresh and self.sheet.marks.is_scanned != self.before.marks.is_scanned

    def _is_set_otherwise(self) -> bool:
        """In another size or from another left margin than the page before and the first of the paper before."""
        return self.sheet.is_fresh and self.sheet.setting.is_apart(self.before.setting, self.current.setting)

    def is_of_another_file(self) -> bool:
        """Whether its page looks as if it came from another file than the page before."""
        return self.prints_otherwise() or self._is_set_otherwise()

    def prints_otherwise(self) -> bool:
        """Whether other lines run along its edges, or it is a scan among prints or the other way round."""
        return self._runs_otherwise() or self._is_scanned_otherwise()

    def _is_listed(self) -> bool:
        stamp = self.sheet.marks.stamp
        return stamp is not None and f"{stamp[0]}{stamp[1]}".casefold() in self.index

    def is_set_as_title(self) -> bool:
        """A chapter is set smaller than the title of the paper it belongs to."""
        own, other = self.sheet.head, self.current.head
        return own.is_main or (own.size > 0 and other.size > 0 and own.size >= other.size)

    def names_the_same_child(self) -> bool:
        """Two words of a name that the paper before gives to a child: below a title they need no label."""
        lines = [frozenset(folded(line).split()) for line in self.sheet.head.below]
        named = children_in(self.reading, self.current.start, self.sheet.start) if lines else frozenset()
        return any(len(named & words) > 1 for words in lines)

    def names_a_child_of_it(self) -> bool:
        """Whether a word of the name of a child of the paper before stands among its first lines."""
        top = [line for block in self.sheet.blocks[:_TOP] for line in lines_of(block)[:_TOP]]
        words = {word for line in top for word in folded(line).split()}
        return bool(words & children_in(self.reading, self.current.start, self.sheet.start))

    def _is_another_child_s(self) -> bool:
        """No word of the children's names is the same: brothers and sisters share at least one."""
        own, other = self.sheet.head.children, self.current.head.children
        return bool(own and other) and not own & other

    def goes_on(self) -> bool:
        """Whether it is page 3 of 5 where the sheet before is page 2 of 5."""
        return self._counts_on() and self.sheet.marks.of is not None and self.court() < 2

    def _counts_on(self) -> bool:
        marks, before = self.sheet.marks, self.before.marks
        return marks.number is not None and before.number == marks.number - 1 and marks.of == before.of

    def has_chapters_as_large(self) -> bool:
        """Whether the paper before holds headings as large, below the title it began with."""
        size, title = self.sheet.head.size, self.current.head.title_headings
        between = self.reading.blocks[self.current.start : self.sheet.start]
        return any(isinstance(each, Heading) and each.size >= size and each not in title for each in between)


def _masked(title: str) -> str:
    return _DIGITS.sub("#", folded(title))
