"""Are forms bound behind or before other papers told apart, filled in or not, and read as the requests they are?"""

from __future__ import annotations

from tests.build.content import Block, Fields, Heading, Text
from tests.build.forms import panel_application_form
from tests.build.people import JAYDEN
from tests.extractors.test_bound import PROSE, ReadAll, pages, read_all, together, told

__all__ = ["read_all"]

LABELS = ("Panel name", "Children’s name(s)", "PER/GRP number", "Team Manager", "Social Worker", "Team/Locality")
ALL_BLANK = ("panel_name", "childrens_names", "per_grp_number", "team_manager", "social_worker", "team_locality")
FORM = "panel_application_form"
INSTRUCTION = Text(
    "Please use this sheet whatever it is that you ask the panel for, and leave the second part to the administrator, "
    "who types it up afterwards."
)


def form(*answers: str) -> list[Block]:
    """A form that says below its title, in a sentence, how to use it."""
    rows = [(label, answer) for label, answer in zip(LABELS, answers or [""] * len(LABELS), strict=True)]
    return [
        Heading("Panel Application", 1),
        INSTRUCTION,
        Fields(rows),
        *([Text(f"{PROSE} {PROSE}")] if answers else []),
    ]


FILLED = form("Legal Gateway Panel", JAYDEN.name, "PER 4410", "A Quill", "R Okafor", "North")


def test_a_blank_form_behind_a_filled_one_is_a_form_of_its_own(read_all: ReadAll) -> None:
    assert told(read_all(pages(FILLED, form()))) == [(FORM, (1, 1)), (FORM, (2, 2))]


def test_a_title_over_the_same_answers_again_is_the_same_form_s(read_all: ReadAll) -> None:
    assert told(read_all(pages(FILLED, [*FILLED[:3], Text(PROSE)]))) == [(FORM, (1, 2))]


def test_the_tables_of_two_copies_are_two_though_their_columns_stand_alike(read_all: ReadAll) -> None:
    blank = panel_application_form(controls=False, blank=ALL_BLANK, as_pdf=True)
    filled = panel_application_form(controls=False, as_pdf=True)
    both = told(read_all(together(blank, filled)))
    assert [kind for kind, _ in both] == [FORM, FORM]
    assert both[0][1] is not None and both[0][1][0] == 1


def test_what_is_bound_behind_a_form_is_no_decision_on_it(read_all: ReadAll) -> None:
    behind = pages([Text(f"{PROSE} {PROSE}"), Text("Panel name: Permanence Panel, 18 March 2026")])
    found = read_all(together(panel_application_form(controls=False, as_pdf=True), behind))
    assert found[0].type == FORM
    decided = read_all(together(panel_application_form(controls=False, decided=True, as_pdf=True), behind))
    assert decided[0].type == "panel_decision_record"


def test_a_form_that_nobody_has_filled_in_begins_behind_a_page_left_part_empty(read_all: ReadAll) -> None:
    minutes: list[Block] = [Heading("Family Group Conference: the plan", 1), Text(f"{JAYDEN.name}: {PROSE}")]
    assert [kind for kind, _ in told(read_all(pages(minutes, form())))] == ["fgc_minutes", FORM]
