"""Are people called by other names the same everywhere, and is nothing else changed?"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from casework.evidence import Place
from extractors.reading import Paragraph, Reading
from tests.evaluation.other_names import Manner, manners, other_names
from tests.evaluation.reworded import Rewrite, reworded

CHILDREN = ("Keziah Trevanion-Quaife", "Idris Trevanion-Quaife")
TEXT = """Keziah TREVANION-QUAIFE and Idris live with Morwenna Trevanion. Social worker: Ottoline Penhale.
Kez likes school. K. T-Q; KTQ; Idris T-Q. Ms Trevanion met Ottoline. See Trevanion_form KTQ.docx, keziahs letter."""
COMMON = frozenset(["ms", "live", "with", "social", "worker", "likes", "school", "met", "see", "form", "letter", "and"])


def rewriting(manner: Manner) -> Rewrite:
    return other_names(CHILDREN, TEXT, COMMON, manner, random.Random(1))


@pytest.mark.parametrize("manner", manners(), ids=lambda each: each.name)
def test_nothing_is_left_of_the_old_names(manner: Manner) -> None:
    said = rewriting(manner)(TEXT).casefold()
    old = ("keziah", "trevanion", "quaife", "idris", "kez ", "morwenna", "ottoline", "penhale", "ktq", "t-q")
    assert [name for name in old if name in said] == []


def test_everybody_keeps_one_name_however_it_is_written() -> None:
    double = next(each for each in manners() if each.name == "double surnames")
    rewrite = rewriting(double)
    first, middle, last = rewrite("Keziah Trevanion-Quaife").split()
    assert rewrite("TREVANION-QUAIFE") == f"{middle} {last}".upper()
    assert rewrite("Keziah’s plan") == f"{first}’s plan"
    assert rewrite("keziahs letter") == f"{first}s letter"
    assert rewrite("KTQ") == first[0] + middle[0] + last[0]
    assert rewrite("Ms Trevanion") == f"Ms {middle}"
    assert rewrite("Trevanion_form.docx") == f"{middle}_form.docx"
    assert rewrite("a house with a form") == "a house with a form"


def test_children_may_bear_other_surnames_than_their_mother() -> None:
    rewrite = rewriting(next(each for each in manners() if each.own_surnames))
    child, mother = (set(rewrite(name).split()) for name in ("Keziah Trevanion-Quaife", "Morwenna Trevanion"))
    assert not child & mother


def test_what_was_filled_in_still_is() -> None:
    whole = Paragraph("Child: Idris Trevanion, 4", Place(paragraph=1), filled=((7, 22),))
    (found,) = reworded(Reading((whole,)), lambda text: text.replace("Idris Trevanion", "Bo Ng")).blocks
    assert isinstance(found, Paragraph)
    assert (found.text, found.filled) == ("Child: Bo Ng, 4", ((7, 12),))
    (gone,) = reworded(Reading((whole,)), lambda text: text.replace("Idris Trevanion", "")).blocks
    assert gone == replace(whole, text="Child: , 4", filled=())
