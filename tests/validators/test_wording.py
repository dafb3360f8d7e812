"""Words of a request are compared as people mean them, and a cue says no more than it says."""

import pytest

from validators import wording
from validators.wording import Cues, cue_of, sentences


def stands(cue: str, text: str) -> bool:
    return any(list(Cues({"it": (cue,)}).said_in(sentence)) for sentence in sentences(text))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("extend .. S20", "We are asking for an extension of the present Section 20"),
        ("extend .. S20", "extending Lowen's s.20"),
        ("S20", "under sec 20 of the Act"),
        ("SGO support plan", "the Special Guardianship support plan"),
        ("PLO", "to enter pre-proceedings"),
        ("PLO", "the Public Law Outline"),
        ("LBP", "a draft letter before proceedings"),
        ("supervision order", "SO ends in May"),
        ("8 week", "the eight-weekly review"),
        ("return .. home", "returning to live at home"),
        ("mother/father", "his dad"),
        ("children's home", "a childrens home"),
        ("NRPF", "the family has no recourse to public funds"),
        ("checkpoint 1", "Checkpoint one"),
        ("panel agreed=", "when panel agreed it"),
        ("UASC", "an unaccompanied asylum-seeking child"),
    ],
)
def test_a_cue_is_found_however_it_is_said(cue: str, text: str) -> None:
    assert stands(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("supervision order", "so we ask for more supervision"),
        ("S20", "Mum's 20 hours of work"),
        ("S20", "She is 20"),
        ("extend .. S20", "Extended family were asked. The child is S20."),
        ("extend .. S20", "extend the one two three four five six seven S20"),
        ("police protection", "our child protection policy"),
        ("carer", "take care"),
        ("8 week", "18 weeks"),
        ("panel agreed=", "may panel agree"),
    ],
)
def test_a_cue_is_not_found_in_what_only_looks_like_it(cue: str, text: str) -> None:
    assert not stands(cue, text)


def test_an_alternative_that_is_more_than_one_word_is_refused() -> None:
    with pytest.raises(ValueError, match="stands for one word"):
        cue_of("move/half-way house")


def test_a_paragraph_of_thousands_of_words_is_looked_at_in_part_and_ends() -> None:
    assert len(sentences("extend " * 50_000)[0].stems) <= 400


def test_words_that_mean_nothing_make_no_sentence() -> None:
    assert sentences(" … — !! ") == ()


def test_the_stemmer_keeps_no_word_of_a_paper() -> None:
    assert wording._STEMMER.maxCacheSize == 0
