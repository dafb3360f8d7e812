"""What is looked for first, because it is found sooner, is there wherever the whole pattern finds anything."""

import re
from collections.abc import Iterator, Sequence

import pytest

from casework.evidence import Place
from casework.words import first_phrase, fold, may_hold
from extractors import dates, genre, line_beginnings, people_in_lines, people_titled
from extractors.block_words import may_say
from extractors.reading import Paragraph, block_text
from tests.evaluation.texts import reading_of, texts
from validators import aliases, births_known, kin
from validators.load_policy import load_policy

BESIDE = (
    "Mother: Kay Lee\nPGF – Ida Lee",
    "Kay Lee (the child’s step-mother)",
    "NAN Ida Lee, auntie Bo Lee",
    "Parent(s): Kay Lee",
    "Baby of Kay Lee",
    "UBB Lee",
    "BB Kay Lee on the ward",
    "infant boy Lee",
    "Unborn Lee",
    "MALE INFANT Kay",
    "Ann Lee, a.k.a. Annie",
    "Ann ‘Annie’ Lee",
    "Ann (Annie) Lee",
    "Ann Lee, formerly Ann Bell",
    "Ann, also known as: Bo",
    "Ann Lee (Bo to everyone)",
    "Ann (Bo to her nan)",
    "Held on 1/1/25",
    "l O/O2/26",
    "2 May 26",
    "the first of March 2026",
    "Agust 2026",
    "Ocotber 2026",
    "You’re all invited",
    "We would like to invite you",
    "please join us",
    "please come to Bideford",
    "you are asked to come",
    "let us know if you can’t attend",
    "UPON reading the papers",
    "by the court (HHJ Bell) it was ordered",
    "IT IS HEREBY ORDERED",
    "I will say as follows",
    "I believe the facts stated",
    "I make this 2nd statement",
    "It was agreed that",
    "Ann thanked everybody",
    "Those present",
    "apologies from Bo",
    "notes by Bo",
    "Unborn child of Lee, EDD 3 May",
    "baby Lee (not yet born)",
    "Unborn Lee",
    "Ann Lee d.ob 3/4/2018",
    "Ann Lee DOB: 3/4/2018",
    "Ann Lee (b. 3/4/2018)",
    "Ann Lee, born 3 May",
    "Date of birth certificate of birth",
    "Child in Care Review – Ann Lee",
    "Letter before proceedings - Ann Lee",
    "Re: A (a minor) Ann Lee",
    "RE L (Children): Ann and Ben Lee",
    "In the matter of Ann Lee",
    "Ann Lee by her Guardian",
    "Section 3 : 4.2 – – – – – – Child(ren)",
    "– – – – – – – – – Child",
    "(a) [b] (c) Child\u00a0\u2002 Ann ...... b. …… c __",
)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return list(dict.fromkeys((*BESIDE, *_lines())))


def _lines() -> Iterator[str]:
    for each in texts():
        for block in reading_of(each.text.text).blocks:
            yield block_text(block)


def test_whoever_is_called_a_relative_is_called_by_one_of_the_words(lines: list[str]) -> None:
    found = [line for line in lines if any(kin._named_beside_a_part(line))]
    assert len(found) > 100
    assert [line for line in found if not kin._told_in(line)] == []


def test_whoever_is_called_a_baby_is_called_by_one_of_the_words(lines: list[str]) -> None:
    found = [line for line in lines if births_known._CALLED_THEN.search(line)]
    assert len(found) > 20
    assert [line for line in found if not births_known._called_a_baby(line)] == []


def test_another_name_stands_only_where_it_may(lines: list[str]) -> None:
    pattern = aliases._alias_pattern("Ann", ("lee",))
    found = [line for line in lines if pattern.search(line)]
    assert len(found) >= 5
    assert [line for line in found if not aliases._may_tell_alias(line, "Ann")] == []


def test_a_phrase_of_a_fact_stands_only_where_all_its_words_do(lines: list[str]) -> None:
    facts = load_policy().facts.values()
    said = {(*shown.words, *shown.no_words) for fact in facts for shown in fact.shown_by} - {()}
    found = [(line, phrases) for line in lines for phrases in said if first_phrase(line, phrases)]
    assert len(found) > 100
    assert [line for line, phrases in found if not may_hold(frozenset(fold(line).split()), phrases)] == []


def test_a_day_stands_only_where_it_may(lines: list[str]) -> None:
    found = [line for line in lines if any(dates._found_in(line))]
    assert len(found) > 500
    assert [line for line in found if not dates._may_tell(line)] == []
    assert [line for line in lines if dates._YEARLESS.search(line) and not dates.may_tell_day(line)] == []


@pytest.mark.parametrize(
    ("pattern", "words", "least"),
    [
        (genre._INVITED, genre._OF_INVITING, 6),
        (genre._ORDERED, genre._OF_ORDERS, 3),
        (genre._STATED, genre._OF_STATEMENTS, 3),
        (genre._HELD, genre._OF_MEETINGS, 20),
        (people_titled._EXPECTED, people_titled._OF_UNBORN, 2),
        (people_titled._UNBORN_IN_TITLE, people_titled._OF_UNBORN, 2),
        (people_titled._REGISTERED, people_titled._OF_BIRTHS, 1),
        (people_titled._ABOUT_A_CHILD, people_titled._OF_A_CHILDS_PAPER, 2),
    ],
)
def test_a_block_says_the_words_of_whatever_is_found_in_it(
    lines: list[str], pattern: re.Pattern[str], words: Sequence[str], least: int
) -> None:
    found = [line for line in lines if pattern.search(line) or any(map(pattern.search, line.split("\n")))]
    assert len(found) >= least
    assert [line for line in found if not may_say(Paragraph(line, Place()), words)] == []


def test_a_birth_is_told_by_one_of_the_words(lines: list[str]) -> None:
    found = [line for line in lines if people_titled._BORN.search(line)]
    assert len(found) > 20
    assert [line for line in found if not any(map(line.lower().__contains__, people_titled._SAYS_BORN))] == []


def test_children_before_a_court_are_found_wherever_the_patterns_find_them(lines: list[str]) -> None:
    for line in lines:
        text = line[: people_in_lines._LONGEST_NAMES]
        found = sum(
            len(list(each.finditer(text))) for each in (people_in_lines._IN_COURT, people_in_lines._BY_GUARDIAN)
        )
        assert len(list(people_in_lines.names_in_court(line))) == found


def test_prices_are_no_more_than_the_words_that_begin_them(lines: list[str]) -> None:
    found = [line for line in lines if genre._ASKED.search(line)]
    assert len(found) > 50
    counted = {line: sum(map(line.lower().count, genre._OF_PRICES)) for line in found}
    assert [line for line, count in counted.items() if len(genre._ASKED.findall(line)) > count] == []


def test_the_first_word_of_a_line_stands_among_the_first(lines: list[str]) -> None:
    for line in (each for text in lines for each in text.split("\n")):
        keys = line_beginnings._keys(line[: line_beginnings._MOST_LOOKED_AT])
        assert line_beginnings._first_words(line) == {key.split()[0] for key in keys if key}
        assert line_beginnings.is_apart(line) == bool(line_beginnings.APART.search(line))
