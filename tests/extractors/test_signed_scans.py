"""Is a signature on a scan seen at the height of the words that ask for it, wherever its table was read apart?"""

from __future__ import annotations

import pytest

from casework.document import Field
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.page_words import UNCLEAR
from extractors.reading import Paragraph, Reading, ScannedPage

TEAM, SERVICE = "team_manager_signature", "service_manager_agreement"
Said = tuple[float, float, str]
"""Where some words begin from the left and the top, and what they are."""
_WIDE, _HIGH, _SPACE = 5.0, 9.0, 3.0


def page(*said: Said, unsure: frozenset[str] = frozenset()) -> ScannedPage:
    words = []
    for left, top, text in said:
        at = left
        for word in text.split():
            right = at + _WIDE * len(word)
            words.append((word, 0.2 if word in unsure else 0.95, (at, top, right, top + _HIGH)))
            at = right + _SPACE
    return ScannedPage("page:2", ("tesseract",), 0, 0.0, 1.0, tuple(words))


def fields(catalogue: Catalogue, scan: ScannedPage, *texts: str) -> dict[str, Field]:
    blocks = tuple(
        Paragraph(text, Place(page=2, paragraph=number)) for number, text in enumerate(texts or ("Form",), 1)
    )
    reading = Reading(blocks, scanned=(scan,))
    form = catalogue.types["swindon_panel_request_form"]
    return {field.id: field for field in fields_of(reading, form, catalogue, "f")}


def seen(catalogue: Catalogue, scan: ScannedPage, *texts: str) -> dict[str, bool]:
    found = fields(catalogue, scan, *texts)
    return {each: not found[each].blank for each in (TEAM, SERVICE) if each in found}


WORKER: tuple[Said, ...] = ((60, 80, "Social worker"), (200, 78, "O Brandt"), (400, 80, "Date 1/6/26"))
BOTH: tuple[Said, ...] = (
    *WORKER,
    (60, 100, "Team Manager – I have"),
    (60, 112, "checked this form"),
    (200, 106, "N Corrigan"),
    (400, 106, "Date 2/6/26"),
    (60, 130, "Service Manager: agreed"),
    (200, 128, "Piers Amadi 3/6/26"),
)


def test_a_name_at_the_height_of_the_words_that_ask_is_a_signature(catalogue: Catalogue) -> None:
    assert seen(catalogue, page(*BOTH)) == {TEAM: True, SERVICE: True}
    apart = ("N Corrigan", "Team Manager – I have checked this form", "Service Manager: agreed", "Date 2/6/26")
    found = fields(catalogue, page(*BOTH), *apart)
    assert (found[TEAM].value, found[TEAM].evidence.place.page) == ("N Corrigan", 2)
    assert not found[SERVICE].blank


def test_a_label_in_a_narrow_column_is_read_over_its_lines(catalogue: Catalogue) -> None:
    label: tuple[Said, ...] = ((60, 100, "Team"), (60, 112, "manager,"), (60, 124, "checked"))
    assert seen(catalogue, page(*label, (120, 100, "Nia Corrigan signed N Corrigan 2/6/26")))[TEAM]
    assert TEAM not in seen(catalogue, page(*label, (120, 100, "Nia Corrigan will come on 2/6/26")))


def test_a_name_whose_letters_were_read_apart_is_one(catalogue: Catalogue) -> None:
    assert seen(catalogue, page((60, 100, "Team Manager: checked"), (220, 98, "N Corri gan 2/6/26"))) == {TEAM: True}


def test_two_lines_that_a_scan_took_for_one_are_told_apart_by_their_places(catalogue: Catalogue) -> None:
    tangled: tuple[Said, ...] = (
        (60, 100, "Team Manager – form checked,"),
        (61, 100, "signed"),
        (300, 100, "N Corrigan 2/6/26"),
    )
    assert seen(catalogue, page(*tangled)) == {TEAM: True}


def test_a_row_with_nothing_but_printed_words_is_blank_where_others_are_seen_signed(catalogue: Catalogue) -> None:
    blank: tuple[Said, ...] = ((60, 100, "Service Manager – agreed Y / N"), (400, 100, "Date"))
    said = ("Service Manager – agreed Y / N", "Panel decision (office)", "Date 1/6/26")
    assert seen(catalogue, page(*WORKER, *blank), *said) == {SERVICE: False}


def test_what_may_be_ink_or_another_rows_is_no_signature(catalogue: Catalogue) -> None:
    asks: Said = (60, 100, "Service Manager: agreed")
    for beside in ((200, 100, UNCLEAR), (200, 100, "w N 2"), (400, 100, "Date 3/6/26"), (200, 100, "TBC 3/6/26")):
        assert not seen(catalogue, page(*WORKER, asks, beside)).get(SERVICE)
    assert not seen(catalogue, page(asks, (200, 100, "Piers Amadi 3/6/26"), unsure=frozenset(("Amadi",)))).get(SERVICE)
    assert not seen(catalogue, page(*WORKER, asks)).get(SERVICE)
    below: tuple[Said, ...] = ((60, 120, "Chair"), (200, 118, "Piers Amadi 3/6/26"))
    assert not seen(catalogue, page(*WORKER, asks, *below)).get(SERVICE)


def test_the_next_place_to_sign_in_a_row_is_another(catalogue: Catalogue) -> None:
    row: tuple[Said, ...] = (
        (60, 100, "Team Manager signature"),
        (250, 100, "Service Manager agreement"),
        (420, 100, "Piers Amadi 3/6/26"),
    )
    assert seen(catalogue, page(*row)) == {SERVICE: True}


def test_who_works_with_a_child_and_who_comments_sign_nothing(catalogue: Catalogue) -> None:
    named: tuple[Said, ...] = ((60, 100, "Team Manager"), (200, 100, "N Corrigan 2/6/26"))
    assert TEAM not in seen(catalogue, page(*named))
    views: tuple[Said, ...] = (
        (60, 100, "Team Manager comments and signature"),
        (300, 100, "Checked. Nia Corrigan 2/6/26"),
    )
    assert TEAM not in seen(catalogue, page(*views))


def test_pages_of_another_paper_are_not_looked_at(catalogue: Catalogue) -> None:
    scan = page((60, 100, "Team Manager: checked"), (220, 98, "N Corrigan 2/6/26"))
    blocks = (Paragraph("Form", Place(page=1, paragraph=1)),)
    form = catalogue.types["swindon_panel_request_form"]
    found = fields_of(Reading(blocks, scanned=(scan,)), form, catalogue, "f")
    assert all(field.id != TEAM for field in found)


WRITTEN: tuple[Said, ...] = ((60, 100, "Service Manager:"), (60, 112, "agreed"))


@pytest.mark.parametrize("sentence", ["☒ | agree that this goes to panel", "I support this, it is the plan that holds"])
def test_a_name_and_day_below_what_the_signer_says(sentence: str, catalogue: Catalogue) -> None:
    for top in (111, 114):
        scan = page(*WRITTEN, (200, 100, sentence), (200, top, "Piers"), (240, top, "Amadi3/6/26"))
        assert seen(catalogue, scan) == {SERVICE: True}


@pytest.mark.parametrize(
    ("sentence", "below"),
    [
        ("☐ I agree that this goes to panel", "Piers Amadi 3/6/26"),
        ("I agree that this goes to panel", "Date 3/6/26"),
        ("I agree that this goes to panel", "TBC"),
        ("I do not agree that this goes", "Piers Amadi 3/6/26"),
        ("I will look at this on Monday", "Piers Amadi 3/6/26"),
        ("I agree if health pay half of it", "Piers Amadi 3/6/26"),
        ("Is he to stay there?", "Piers Amadi 3/6/26"),
        ("I agree that this goes to panel", "Team Manager 3/6/26"),
    ],
)
def test_no_name_and_day_below_what_plainly_agrees(sentence: str, below: str, catalogue: Catalogue) -> None:
    scan = page(*WRITTEN, (200, 100, sentence), (200, 111, below))
    assert not seen(catalogue, scan).get(SERVICE)


def test_a_label_that_was_read_in_bits_and_twice(catalogue: Catalogue) -> None:
    name: Said = (260, 100, "Piers Amadi 3/6/26")
    assert seen(catalogue, page((60, 100, "Service mana ger agree ment"), name)) == {SERVICE: True}
    twice: tuple[Said, ...] = ((60, 100, "Service mana era"), (118, 100.5, "ger agree ment"))
    assert seen(catalogue, page(*twice, name)) == {SERVICE: True}
    assert not seen(catalogue, page((60, 100, "Service mana ger agree ments of"), name)).get(SERVICE)
