"""Is the box ticked among boxes for several requests what is asked? And is any other box no question of that kind?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.citation import PolicyEdition
from casework.document import Document, Passage, Role
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


def form_of(*lines: str, file: str = "form.docx") -> Document:
    passages = tuple(Passage(line, Place(paragraph=number)) for number, line in enumerate(lines, 1))
    form = paper("form", file, fields=(field("request", "We would like a gift and a bit of a loan.", file),))
    return replace(form, role=Role.FORM, passages=passages)


def asked_by(*forms: Document) -> str | None:
    return identify_request(forms, KNOWN, Given(authority="here"), date(2026, 3, 5), sounds={}).request_type


def asked(*lines: str) -> str | None:
    return asked_by(form_of(*lines))


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


def test_a_second_form_without_such_a_tick_may_ask_for_something_else() -> None:
    ticks = "Type | ☐ a loan ☐ a gift ☒ swap ☐ to look again"
    assert asked_by(form_of(ticks), form_of(ticks, file="again.docx")) == "swap"
    assert asked_by(form_of(ticks), form_of("Type | a gift", file="other.docx")) != "swap"
