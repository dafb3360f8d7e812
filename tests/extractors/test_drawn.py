"""Is a drawn family tree known by its few words, and a list of people not taken for one?"""

from __future__ import annotations

import pytest

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.reading import Paragraph, Reading
from extractors.recognise import recognise

DRAWN = ("Ron Tull d. 2014  Sheila 71", "Mandy 44  Pete 46 (sep)", "? (K's dad)", "Kai 17  Poppy 9  Alfie b. 3.4.21")
SORTS = (
    DRAWN,
    ("Joan Bly 68", "m. 1979", "Carl Bly 41   Dee 39", "partner since 2019", "Jess 14   Milo 11"),
    ("Family", "Nan 70", "Mum Ana 36 div. Dad Tom 38", "Lou 12  Max 7"),
)


def seen(catalogue: Catalogue, *lines: str) -> str | None:
    blocks = tuple(Paragraph(line, Place(paragraph=number)) for number, line in enumerate(lines, 1))
    return recognise(Reading(blocks=blocks), catalogue, "IMG_0001.jpg").type


@pytest.mark.parametrize("lines", SORTS)
def test_a_drawn_family_is_a_genogram_without_a_title(lines: tuple[str, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *lines) == "genogram"


@pytest.mark.parametrize(
    "lines",
    [
        ("Present: Jo Lark, Tim Hale, Ana Reed", "Apologies: Lou Bly"),
        ("Kai 12", "Poppy 11", "Alfie 9", "Max 7", "Football on Tuesday, swimming on Friday"),
        ("Please can panel note that Ron 71 and Sheila 68 are the grandparents, Mandy 44 is mum and Pete 46 is dad.",),
    ],
)
def test_people_named_elsewhere_are_no_genogram(lines: tuple[str, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *lines) != "genogram"


def test_an_offer_of_a_place_with_its_prices_is_a_quote(catalogue: Catalogue) -> None:
    said = (
        "Coombe House School",
        "Offer of a place",
        "Residential £4,000 per week",
        "Nights £900 per week",
        "Total £4,900",
    )
    assert seen(catalogue, *said) == "invoice_or_quote"
