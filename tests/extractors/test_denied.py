"""What a sentence or a row takes back is not asked for; what it only mentions beside a "not" still is."""

from dataclasses import replace
from datetime import date

import pytest

from casework.conditions import FactDefinition, FactKind, Known, ShownBy, Silence
from casework.document import Document, Passage, Role
from casework.evidence import Place
from extractors.denied import is_denied
from extractors.facts import gather_fact

ON = date(2026, 3, 10)
ASKED = FactDefinition(
    "transport", "Transport?", FactKind.YES_NO, (ShownBy(words=("transport", "taxis")),), Silence.TAKE_AS_NO
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The request is not for a holiday, childminding, transport, home support or day care.", "home support"),
        ("It is for assessment only: no therapy, no holiday, childminding or transport is asked for.", "transport"),
        ("Nothing has been agreed out of panel. Not a holiday or day care request.", "agreed out of panel"),
        ("Anything already agreed outside panel? | No", "agreed outside panel"),
        ("Agreed outside the panel? No.", "agreed outside the panel"),
        ("Placement out of area or over 20 miles | No, she lives at home", "out of area"),
        ("Is this out of area? | No 2.5 miles from his gran's", "out of area"),
        ("Transport / low level home support | N/A", "transport"),
        ("Holiday: none", "holiday"),
        ("Transport – not requested", "transport"),
        ("£3,430.00 (one-off, not weekly)", "weekly"),
        ("Neither transport nor childminding is wanted", "childminding"),
        ("We aren't asking for transport", "transport"),
    ],
)
def test_what_a_sentence_or_a_row_takes_back_is_denied(text: str, phrase: str) -> None:
    assert is_denied(text, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "No placement, so out of area does not arise.",
        "Out of area placement isn't proposed.",
        "An out of area move would not come up before the autumn.",
    ],
)
def test_what_a_sentence_goes_on_to_say_does_not_arise_is_denied(text: str) -> None:
    assert is_denied(text, "out of area")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("He is placed out of area. It does not arise from a wish of hers.", "out of area"),
        ("Out of area agreement has not been sought yet.", "out of area"),
        ("He is not in school and transport is asked for.", "transport"),
        ("There is no place in Swindon, so he is placed out of area.", "out of area"),
        ("There is no local placement, out of area is all there is.", "out of area"),
        ("Out of area – no foster carer in the town could take three.", "out of area"),
        ("No suitable carers locally: out of area placement.", "out of area"),
        ("Out of area – no in-house carers, no 2 bed flat", "out of area"),
        ("Not just a holiday but the whole summer.", "holiday"),
        ("A holiday is asked for; no other funding.", "holiday"),
        ("Mother does not agree to us issuing care proceedings.", "issuing care proceedings"),
        ("No later than Friday, transport to school.", "transport"),
        ("Not a holiday. Transport only.", "transport"),
        ("Transport | Yes, no other way to get there", "transport"),
        ("No transport last year. Transport is asked for from May.", "transport"),
        ("Nothing here", "transport"),
    ],
)
def test_a_not_that_is_about_something_else_denies_nothing(text: str, phrase: str) -> None:
    assert not is_denied(text, phrase)


def said(line: str, definition: FactDefinition = ASKED) -> Known | None:
    return gather_fact(
        [Document("form.docx", role=Role.FORM, passages=(Passage(line, Place()),))], definition, ON
    ).value


def test_where_silence_means_no_a_denial_says_no_and_a_mention_beside_it_yes() -> None:
    assert said("No transport is needed.") is False
    assert said("No transport is needed, but taxis are.") is True


def test_where_silence_is_asked_about_words_that_are_taken_back_say_nothing() -> None:
    told = replace(ASKED, if_silent=Silence.ASK)
    assert said("Transport: none", told) is None
    assert said("Transport: a taxi each day", told) is True
