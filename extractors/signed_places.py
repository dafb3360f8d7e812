"""The places of a form where people sign, and whether somebody did: in a row, on a line, under a heading that says so.

A day is no signature, nor is a name printed beforehand beside a place to sign that is blank.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.answered import Answered
from casework.evidence import Place
from extractors.answer_lines import lines_in
from extractors.answers import Answers, with_boxes, without_unticked
from extractors.dates import dates_found
from extractors.line_beginnings import APART
from extractors.reading import Block, Cell, Heading, PageBreak, Picture, Row, Table
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_told import (
    NUMBER,
    Told,
    names_another,
    narrator,
    told_in_row,
    told_on_line,
    untangled,
    without_choice,
)
from extractors.signed_words import (
    MARKED,
    NAME,
    NOT,
    begins_with_act,
    has_name,
    is_awaited,
    is_bare_mark,
    is_scrawl,
    is_signed_sentence,
    is_statement,
    is_written_over,
    kind_of_column,
    own_lines,
    pieces_in,
    without_days,
)
from extractors.signing import Signing, asked, is_surely_label, role_in, without_roles
from extractors.words import folded

_ZONE = re.compile(
    r"sign(?:ed|ing|atures?|atories)?|authori[sz]ations?|agreements?|approvals?|declarations?|endorsements?"
)
_ZONE_WORDS = 6
_ROLES = frozenset(("role", "position", "job title", "designation", "post", "job role"))
"""What a column of roles is headed."""


class SignedPlaces:
    """Finds the places to sign of one form."""

    def __init__(self, signing: Signing, answers: Answers) -> None:
        self._signing, self._answers = signing, answers

    def of(self, blocks: Sequence[Block]) -> list[SignedPlace]:
        """Every place in reading order."""
        found: list[SignedPlace] = []
        is_zone = False
        above: tuple[str, ...] = ()
        for number, block in enumerate(blocks):
            if not isinstance(block, Picture | PageBreak):
                found += self._captions(above, block)
                above = (*above, block.text.strip() if not isinstance(block, Table) else "")[-2:]
            if isinstance(block, Table):
                found += self._in_table(block, is_zone)
            elif isinstance(block, Picture | PageBreak):
                continue
            elif is_zone_heading(block.text):
                is_zone = True
            elif isinstance(block, Heading):
                is_zone = is_zone and bool(NAME.fullmatch(block.text.strip()))
            else:
                found += self._on_lines(block, is_zone, blocks[number + 1] if number + 1 < len(blocks) else None)
        return found

    def _captions(self, above: Sequence[str], block: Block) -> Iterator[SignedPlace]:
        """ "R. Lisle" with "Team Manager  2/6/26" below it, where no label above it asks for that name."""
        if isinstance(block, Table | Picture | PageBreak) or not above or not NAME.fullmatch(above[-1]):
            return
        caption = " ".join(without_days(block.text).split())
        means = asked(caption)
        if means is None or means.who not in self._signing.fields or not any(dates_found(block.text)):
            return
        is_taken = asked(above[-1]) is not None or any(self._asks_another(line, means.who) for line in above[:-1])
        seen = Seen.DOUBTFUL if is_taken else Seen.SIGNED
        yield SignedPlace(
            means.who, caption, above[-1], seen, not means.is_another, block.place, frozenset((block.place,))
        )

    def _asks_another(self, line: str, who: str) -> bool:
        """Whether a line may ask for what stands below it, and not for what that person writes."""
        found = self._signing.match(line)
        return self._signing.field_of(found[0]) != self._signing.fields[who] if found else line.endswith(":")

    def judged(self, text: str, label: str = "", who: str = "") -> tuple[str, Seen]:
        """What somebody wrote where he was to sign, and whether that is a signature; another's words are none."""
        value, answered = self._answers.answer(own_lines(text))
        if answered.is_blank:
            is_doubtful = bool(label) and not value and not is_surely_label(label) and without_choice(label) == label
            return value, Seen.DOUBTFUL if is_doubtful else Seen.BLANK
        if answered is not Answered.ANSWERED:
            return value, Seen.DOUBTFUL
        pieces = pieces_in(value)
        signs = [said for kind, said in pieces if kind == "sign"]
        said = " ".join(signs) if signs else " ".join(said for kind, said in pieces if kind != "day")
        means = asked(label.rstrip(": "))
        if means and means.comments and not any(map(has_name, signs)):
            return value, Seen.DOUBTFUL
        if is_awaited(value):
            return value, Seen.BLANK
        lines = [line for line in said.split("\n") if not is_statement(line)]
        own = "\n".join(line for line in lines if not self._answers.answer(line)[1].is_blank)
        if (
            NOT.search(own)
            or (who and role_in(value) not in ("", who))
            or ("\n".join(lines) != said and not has_name(own))
        ):
            return value, Seen.DOUBTFUL
        if is_bare_mark(text):
            return value, Seen.DOUBTFUL
        if has_name(own) or MARKED in with_boxes(text):
            return value, Seen.SIGNED
        is_doubtful = folded(own) == "signed" or (bool(label) and not is_surely_label(label)) or is_written_over(pieces)
        return value, Seen.DOUBTFUL if is_doubtful or is_scrawl(own) else Seen.BLANK

    def is_blank(self, words: str) -> bool:
        """Whether words stand in an answer's place and are none; nothing at all is no words."""
        return bool(words.strip()) and self._answers.answer(words)[1].is_blank

    def _in_table(self, table: Table, is_zone: bool) -> Iterator[SignedPlace]:
        header = next((row for row in table.rows[:2] if len(row) > 1), ())
        if header and (_is_anybodys_label(header[0]) or any(any(dates_found(cell.text)) for cell in header)):
            header = ()
        is_zone = is_zone or (bool(header) and is_zone_heading(header[0].text))
        roles = next((number for number, cell in enumerate(header) if folded(cell.text) in _ROLES), 0)
        kinds = {cell.column: kind for cell in _role_first(header, roles)[1:] if (kind := kind_of_column(cell.text))}
        for row in table.rows:
            for cell in row:
                yield from (each for inner in cell.blocks if isinstance(inner, Table) for each in self.of([inner]))
                yield from (each for line in cell.text.split("\n") for each in self._told_on(line, cell.place))
            if kinds and row is header:
                continue
            if len(row) > 1 and (place := self._in_row(_role_first(row, roles), kinds, is_zone)):
                yield place

    def _in_row(self, row: Row, kinds: dict[int, str], is_zone: bool) -> SignedPlace | None:
        label = untangled(NUMBER.sub("", " ".join(row[0].text.split())))
        found = self._signing.match(label)
        means = asked(label[: len(label) - len(found[1])].rstrip(": ")) if found else asked(label)
        has_column = "sign" in kinds.values()
        if not has_column and (told := self._told(row, label, is_zone)):
            return told
        if means is None:
            return None
        if means.who not in self._signing.fields:
            return None
        if any(_is_anybodys_label(cell) for cell in row[1:]):
            return None  # who works on the case, or labels above their answers
        pieces = ([("", found[1])] if found and found[1] else []) + list(self._pieces(row[1:], kinds))
        has_picture = any(isinstance(block, Picture) for cell in row[1:] for block in cell.blocks)
        value, seen = self._seen(pieces, means.signs, is_zone or has_column)
        if means.comments and not any(kind == "sign" for kind, _ in pieces):
            seen = Seen.DOUBTFUL
        if has_picture and (means.signs or is_zone or kinds):
            value, seen = value or label, Seen.SIGNED
        if seen is None:
            return None
        is_anybodys = not has_picture and is_bare_mark(
            " ".join((found[1] if found else "", *(c.text for c in row[1:])))
        )
        if seen is Seen.SIGNED and (is_anybodys or role_in(value) not in ("", means.who)):
            seen = Seen.DOUBTFUL
        at = row[1].place if seen is Seen.SIGNED else row[0].place
        places = frozenset(cell.place for cell in row)
        return SignedPlace(means.who, label, value, seen, not means.is_another, at, places)

    def _told(self, row: Row, label: str, is_zone: bool) -> SignedPlace | None:
        """A row that says all by itself who signed, or in which the signer tells of himself beside his name and day."""
        places = frozenset(cell.place for cell in row)
        told = told_in_row([" ".join(cell.text.split()) for cell in row], self.is_blank, is_zone=is_zone)
        if told and told.who in self._signing.fields:
            return SignedPlace(told.who, label, told.value, Seen.SIGNED, told.is_plain, row[1].place, places)
        who, beside = narrator(label), " ".join(cell.text for cell in row[1:])
        if who not in self._signing.fields or names_another(label, beside):
            return None
        value, seen = self.judged(beside, "", who)
        is_theirs = any(dates_found(beside)) or "signed" in folded(beside).split()
        if seen is not Seen.SIGNED or not is_theirs:
            return None
        return SignedPlace(who, label, value, seen, True, row[1].place, places)

    def _pieces(self, cells: Iterable[Cell], kinds: dict[int, str]) -> Iterator[tuple[str, str]]:
        held = ""
        for cell in cells:
            chosen = without_unticked(
                with_boxes(cell.text)
            )  # line by line: it is a line's end that tells whose a box is
            for kind, said in self._written(" ".join(chosen.split())) or [("", "")]:
                at = kind or held or kinds.get(cell.column, "")
                yield at, said
                held = kind if kind and not said else ""

    def _written(self, text: str) -> list[tuple[str, str]]:
        """The pieces of a place to sign with what somebody wrote in each; that somebody will is not written yet."""
        return [
            (kind, "" if (told := self._answers.answer(said))[1].is_blank else told[0])
            for kind, said in pieces_in(text)
        ]

    def _seen(self, pieces: list[tuple[str, str]], signs: bool, is_zone: bool) -> tuple[str, Seen | None]:
        """What stands in a place of its own and what that says; None where it is no place to sign."""
        to_sign = [said for kind, said in pieces if kind == "sign"]
        others = [said for kind, said in pieces if kind in ("", "name")]
        value = " ".join(said for _, said in pieces if said).strip()
        said = " ".join(filter(None, to_sign or others)).strip()
        is_named, has_day = has_name(said) or MARKED in said, any(any(dates_found(each)) for _, each in pieces)
        if (signs or to_sign) and is_awaited(value):
            return "", Seen.BLANK
        is_elsewhere = bool(said) and self._answers.said_by(said) is not Answered.ANSWERED
        if is_elsewhere or NOT.search(said) or folded(said) == "signed" or (is_statement(said) and not has_day):
            return value, Seen.DOUBTFUL if signs or is_zone else None
        if to_sign or signs:
            blank = Seen.DOUBTFUL if is_written_over(pieces) or is_scrawl(said) else Seen.BLANK
            return (value, Seen.SIGNED) if is_named else ("", blank)
        if said and begins_with_act(said):
            return value, Seen.SIGNED
        if not is_zone:
            return value, None
        if is_named and has_day:
            return value, Seen.SIGNED
        if is_named and not any(kind == "day" for kind, _ in pieces):
            return value, Seen.DOUBTFUL
        return "", Seen.DOUBTFUL if is_written_over(pieces) else Seen.BLANK

    def _on_lines(self, block: Block, is_zone: bool, after: Block | None) -> Iterator[SignedPlace]:
        lines = lines_in(block)
        for number, line in enumerate(lines):
            yield from self._told_on(line.text, line.place)
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            if not below and after is not None and not isinstance(after, Table):
                below = after.text.split("\n")[0]
            place = self._on_line(line.text, line.place, below, is_zone)
            if not place and not below and isinstance(after, Picture):
                place = self._drawn(line.text, after)
            if place:
                yield place

    def _told_on(self, text: str, at: Place) -> Iterator[SignedPlace]:
        who = role_in(text)
        told = [Told(who, text, False)] if who and is_signed_sentence(text) else told_on_line(text)
        fields = self._signing.fields
        yield from (
            SignedPlace(each.who, each.value, each.value, Seen.SIGNED, False, at) for each in told if each.who in fields
        )

    def _on_line(self, text: str, at: Place, below: str, is_zone: bool) -> SignedPlace | None:
        if self._signing.match(text):
            return None  # a label like any other: what stands behind it is read as its answer
        head, colon, rest = APART.sub("\t", text).partition(":")
        if not colon:
            head, colon, rest = APART.sub("\t", text).partition("\t")
        means = asked(head) if colon and len(head) < len(text) else None
        if means is None:
            return None
        rest = " ".join(rest.split())
        if means.who in self._signing.fields and not means.signs and is_zone:
            value, seen = self._seen(self._written(rest), False, True)
            return SignedPlace(means.who, head.strip(), value, seen, not means.is_another, at) if seen else None
        if means.who or not means.signs:
            return None
        return self._by_role_behind(head, rest, at, below)

    def _drawn(self, text: str, picture: Picture) -> SignedPlace | None:
        """A picture right behind a place to sign that is blank."""
        found = self._signing.match(text)
        means = asked(text[: len(text) - len(found[1])].rstrip(": ")) if found else None
        if found is None or means is None or self.judged(found[1])[1] is not Seen.BLANK:
            return None
        return SignedPlace(means.who, text.strip(), picture.alt or text.strip(), Seen.SIGNED, True, picture.place)

    def _by_role_behind(self, head: str, rest: str, at: Place, below: str) -> SignedPlace | None:
        """ "Signed: R Lisle, Team Manager", with the role behind the name or below it."""
        under = asked(below)
        who = role_in(rest) or (under.who if under and not under.signs else "")
        if who not in self._signing.fields:
            return None
        value, seen = self.judged(without_roles(rest))
        return SignedPlace(who, head.strip(), rest if value else "", seen, False, at)


def _is_anybodys_label(cell: Cell) -> bool:
    found = asked(NUMBER.sub("", cell.text))
    return found is not None and bool(found.who)


def _role_first(row: Row, at: int) -> Row:
    """The row with the cell of that number before the others."""
    return row if at >= len(row) else (row[at], *row[:at], *row[at + 1 :])


def is_zone_heading(text: str) -> bool:
    """Whether a short line heads the place where people sign: "9. Signatures", "Signed off"."""
    words = folded(text).split()
    if not words or len(words) > _ZONE_WORDS or ":" in text.rstrip(": ") or any(dates_found(text)):
        return False
    found = asked(text)
    return any(map(_ZONE.fullmatch, words)) and not (found is not None and found.who)
