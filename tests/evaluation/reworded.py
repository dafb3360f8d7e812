"""A reading with its words changed, as if another file had come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from casework.document import Child
from casework.evidence import Place
from extractors.dates import dates_found
from extractors.reading import Block, Cell, Heading, ListItem, Paragraph, Reading, ScannedPage, Stretches, Table

Rewrite = Callable[[str], str]
_DIGITS = 5
"""Shorter numbers are too often the number of something else."""
_OTHER_DIGITS = str.maketrans("0123456789", "7410529863")
_YEARS_TOLD = re.compile(r"(?:19|20)\d\d|\d\d")


def reworded(reading: Reading, rewrite: Rewrite) -> Reading:
    """The reading with each of its texts rewritten, in the body and around it."""
    blocks = tuple(_block(each, rewrite) for each in reading.blocks)
    return replace(
        reading,
        blocks=blocks,
        headers=tuple(_block(each, rewrite) for each in reading.headers),
        footers=tuple(_block(each, rewrite) for each in reading.footers),
        notes=tuple(_block(each, rewrite) for each in reading.notes),
        form_fields=tuple(replace(each, value=rewrite(each.value)) for each in reading.form_fields),
        marks=tuple(replace(each, label=rewrite(each.label)) for each in reading.marks),
        asides=tuple(replace(each, text=rewrite(each.text)) for each in reading.asides),
        signatures=tuple(replace(each, who=rewrite(each.who)) for each in reading.signatures),
        properties=replace(reading.properties, title=rewrite(reading.properties.title)),
    )


def _block(block: Block, rewrite: Rewrite) -> Block:
    if isinstance(block, Table):
        rows = tuple(
            tuple(
                replace(cell, text=rewrite(cell.text), blocks=tuple(_block(each, rewrite) for each in cell.blocks))
                for cell in row
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    if not isinstance(block, Heading | Paragraph | ListItem):
        return block
    text, filled = _rewritten(block, rewrite)
    return block if text == block.text else replace(block, text=text, filled=filled)


def _rewritten(block: Heading | Paragraph | ListItem, rewrite: Rewrite) -> tuple[str, Stretches]:
    """The text of a block rewritten, answers and what stands around them each by itself, and where the answers are."""
    text, filled, at = "", [], 0
    for start, end in block.filled:
        text += rewrite(block.text[at:start])
        answer = rewrite(block.text[start:end])
        if answer:
            filled.append((len(text), len(text) + len(answer)))
        text, at = text + answer, end
    return text + rewrite(block.text[at:]), tuple(filled)


def renamed(names: Mapping[str, str]) -> Rewrite:
    """Rewrites every one of these words, whole and in its own capitals, by another."""
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b", re.IGNORECASE
    )
    by_word = {word.casefold(): other for word, other in names.items()}

    def other(match: re.Match[str]) -> str:
        name = by_word[match[0].casefold()]
        return name.upper() if match[0].isupper() and len(match[0]) > 1 else name

    return lambda text: pattern.sub(other, text)


def aged(years: int, births: frozenset[date]) -> Rewrite:
    """Rewrites every date by one as many years before, save those on which somebody was born or is expected to be."""

    def rewrite(text: str) -> str:
        for found in sorted(dates_found(text), key=lambda each: -each.start):
            if found.date in births:
                continue
            told = list(_YEARS_TOLD.finditer(text, found.start, found.end))
            year = told[0] if found.words[:4].isdigit() else told[-1]
            written = str(found.date.year - years)[-len(year[0]) :]
            text = text[: year.start()] + written + text[year.end() :]
        return text

    return rewrite


def another_birth(children: tuple[Child, ...]) -> Rewrite:
    """Rewrites the dates of birth of these children by others of the same year."""
    births = {child.date_of_birth for child in children if child.date_of_birth}

    def rewrite(text: str) -> str:
        for found in sorted(dates_found(text), key=lambda each: -each.start):
            if found.date in births:
                other = found.date.replace(month=found.date.month % 12 + 1, day=(found.date.day + 11) % 27 + 1)
                text = text[: found.start] + f"{other:%d/%m/%Y}" + text[found.end :]
        return text

    return rewrite


def another_number(references: Iterable[str]) -> Rewrite:
    """Rewrites the numbers of these cases, however they are spaced, by others of the same form."""
    found = {re.sub(r"\D", "", each) for each in references}
    numbers = sorted((each for each in found if len(each) >= _DIGITS), key=len, reverse=True)
    if not numbers:
        return lambda text: text
    pattern = re.compile("|".join(rf"(?<!\d){'[ A-Z]*'.join(each)}(?!\d)" for each in numbers))
    return lambda text: pattern.sub(lambda match: match[0].translate(_OTHER_DIGITS), text)


def emptied(reading: Reading, value: str, place: Place, instead: str) -> Reading | None:
    """The reading with one answer taken out where it stands; None where it is not found there in one piece."""
    done: list[str] = []

    def blocks(given: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(block(each) for each in given)

    def block(each: Block) -> Block:
        if isinstance(each, Table):
            rows = tuple(
                tuple(replace(cell, text=text(cell.text, cell.place), blocks=inside(cell)) for cell in row)
                for row in each.rows
            )
            return replace(each, rows=rows)
        if isinstance(each, Heading | Paragraph | ListItem):
            return replace(each, text=text(each.text, each.place), filled=())
        return each

    def inside(cell: Cell) -> tuple[Block, ...]:
        """What stands in a cell, without the answer; several paragraphs may make it, the label before the first."""
        if not _is_in(cell.place, place) or value not in cell.text:
            return blocks(cell.blocks)
        is_in_one = any(value in each.text for each in cell.blocks if isinstance(each, Heading | Paragraph | ListItem))
        return blocks(cell.blocks) if is_in_one else tuple(_without_lines(cell.blocks, value.split("\n"), instead))

    def text(words: str, where: Place) -> str:
        if not _is_in(where, place) or value not in words:
            return words
        done.append(value)
        return words.replace(value, instead, 1)

    without = replace(
        reading,
        blocks=blocks(reading.blocks),
        form_fields=tuple(replace(each, value="") if each.value == value else each for each in reading.form_fields),
        scanned=tuple(_without_words(each, value, place) for each in reading.scanned),
    )
    return without if done else None


def _without_words(scan: ScannedPage, value: str, place: Place) -> ScannedPage:
    """What an engine saw on a page, without the words of an answer where it stands."""
    if place.box is None or scan.key.partition(":")[2] != str(place.page):
        return scan
    left, top, right, bottom = place.box
    gone = set(value.split())
    return replace(
        scan,
        words=tuple(
            (text, sure, box)
            for text, sure, box in scan.words
            if not (text in gone and left <= (box[0] + box[2]) / 2 <= right and top <= (box[1] + box[3]) / 2 <= bottom)
        ),
    )


def _without_lines(given: Iterable[Block], lines: list[str], instead: str) -> Iterator[Block]:
    """The blocks without these lines, each of which ends one; what is said `instead` stands where the first was."""
    left = [line.strip() for line in lines if line.strip()]
    instead_of = left[0]
    for block in given:
        if not isinstance(block, Heading | Paragraph | ListItem) or not left:
            yield block
            continue
        kept = []
        for line in map(str.strip, block.text.split("\n")):
            if not left or not line or not (line.endswith(left[0]) or left[0].endswith(line)):
                kept.append(line)
                continue
            kept += [line.removesuffix(instead_of) + instead] if left[0] is instead_of else []
            left = left[1:]
        yield replace(block, text="\n".join(kept), filled=())


def _is_in(where: Place, place: Place) -> bool:
    """Whether both mean one cell or paragraph, as nearly as the two places tell."""
    named = ("page", "paragraph", "table", "row", "cell")
    pairs = [(getattr(where, name), getattr(place, name)) for name in named]
    return all(one == other for one, other in pairs if one is not None and other is not None)
