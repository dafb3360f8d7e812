"""Is the box ticked among boxes for several requests what is asked? And is any other box no question of that kind?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.citation import PolicyEdition
from casework.document import Passage, Role
from casework.evidence import Place
from casework.panel import Authority, Panel, RecognisedBy, RequestType
from tests.validators.bundle import field, paper
from validators.request import Given, identify_request


def kind(name: str, *words: str) -> RequestType:
    return RequestType(name, name.capitalize(), RecognisedBy(words))


BOARD = Panel(
    "board", "Board", "first", RecognisedBy(("board",), forms=("form",)),
    request_types=(kind("loan", "a loan"), kind("gift", "a gift"), kind("swap", "swap"),
                   kind("review", "to look again")),
)  # fmt: skip
KNOWN = {
    "here": Authority("here", "Here", (PolicyEdition("first", (), in_force=True),), (BOARD,), RecognisedBy(("here",)))
}


def asked(*lines: str) -> str | None:
    passages = tuple(Passage(line, Place(paragraph=number)) for number, line in enumerate(lines, 1))
    form = paper(
        "form", "form.docx", fields=(field("request", "We would like a gift and a bit of a loan.", "form.docx"),)
    )
    told = replace(form, role=Role.FORM, passages=passages)
    return identify_request([told], KNOWN, Given(authority="here"), date(2026, 3, 5), sounds={}).request_type


@pytest.mark.parametrize(
    "lines",
    [
        ("Type | ☐ a loan ☐ a gift ☒ swap ☐ to look again",),
        ("What for?", "☐ a loan", "☒ swap of what we have", "☐ to look again"),
        ("Tick: ☐ loan, new ☐ gift ☒ swap ☐ review",),
    ],
)
def test_what_is_ticked_among_several_requests_is_asked(lines: tuple[str, ...]) -> None:
    assert asked(*lines) == "swap"


@pytest.mark.parametrize(
    "lines",
    [
        ("Type | ☒ a loan ☐ a gift ☒ swap ☐ to look again",),
        ("Type | ☐ a loan ☐ a gift ☐ swap ☐ to look again",),
        ("Has there been a swap? | ☒ swap ☐ none ☐ not known",),
        ("☐ a loan", "Anything else?", "☒ swap", "Or?", "☐ a gift"),
        ("☐ a loan ☐ a gift ☒ swap", "Later | ☒ a loan ☐ a gift ☐ swap"),
    ],
)
def test_any_other_box_decides_nothing(lines: tuple[str, ...]) -> None:
    assert asked(*lines) != "swap"
