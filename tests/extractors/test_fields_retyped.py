"""A form that a team typed again in its own words: its questions are known by their places and a word in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from casework.answered import Answered
from casework.document import Field
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Block, Cell, Paragraph, Reading, Table

PRINTED = {
    "panel_name": ("Panel", "Legal Gateway North"),
    "childrens_names": ("Child", "Ann Orme, 1/2/2019"),
    "per_grp_number": ("PER/GRP", "PER 1234567"),
    "team_manager": ("TM", "Jo Lisle"),
    "social_worker": ("SW", "Ruth Okafor"),
    "team_locality": ("Team/locality", "North"),
    "request": ("1. Request", "We ask for a place at a nursery."),
    "duration": ("2. Duration", "A year from July."),
    "exit_plan": ("3. Exit plan/review", "We come back in six months and step down then."),
    "options_considered": ("4. Options considered", "Home care: tried for a year. Foster care: none found."),
    "contingency_plan": ("5. Contingency plan", "We would hold a strategy meeting and stay at home."),
    "childrens_wishes": ("Child's wishes", "Ann says she likes her room and the dog."),
    "request_value": ("Request value", "£1,200 once only"),
}
Layout = Callable[[Mapping[str, tuple[str, str]]], Iterator[Block]]


def in_table(rows: Mapping[str, tuple[str, str]]) -> Iterator[Block]:
    cells = (
        tuple(cell(text, number, column) for column, text in enumerate(row, 1))
        for number, row in enumerate(rows.values())
    )
    yield Table(tuple(cells), Place(table=1))


def beside(rows: Mapping[str, tuple[str, str]]) -> Iterator[Block]:
    for number, (label, answer) in enumerate(rows.values()):
        yield Paragraph(f"{label}{'' if label.endswith('?') else ':'} {answer}".strip(), Place(paragraph=number))


def below(rows: Mapping[str, tuple[str, str]]) -> Iterator[Block]:
    for number, row in enumerate(rows.values()):
        yield from (Paragraph(text, Place(paragraph=10 * number + at)) for at, text in enumerate(row) if text)
    yield Paragraph("Panel date", Place(paragraph=999))


def cell(text: str, row: int, column: int) -> Cell:
    return Cell(text, Place(table=1, row=row), (Paragraph(text, Place()),), column)


@pytest.fixture
def read(catalogue: Catalogue) -> Callable[..., dict[str, Field]]:
    """The fields of the form with some of its labels or answers changed, or taken out where None stands for them."""
    form = catalogue.types["panel_application_form"]

    def of(layout: Layout, extra: tuple[str, ...] = (), **changed: tuple[str, str] | None) -> dict[str, Field]:
        rows = {field: row for field in PRINTED if (row := changed.get(field, PRINTED[field]))}
        more = (Paragraph(text, Place(paragraph=2000 + number)) for number, text in enumerate(extra))
        reading = Reading((*layout(rows), *more))
        return {field.id: field for field in fields_of(reading, form, catalogue, "f")}

    return of


WORDED = [
    ("options_considered", "4. Options we weighed up and why this one"),
    ("options_considered", "4. What else was tried"),
    ("options_considered", "4. Alternatives and our recommendation"),
    ("contingency_plan", "5. Contingency if it's declined"),
    ("contingency_plan", "5. If funding is refused"),
    ("exit_plan", "3. How it ends and when it is reviewed"),
    ("duration", "2. How long we need it"),
    ("request", "1. What we are requesting from panel"),
    ("childrens_wishes", "What Ann wants"),
    ("childrens_wishes", "In Ann's own words"),
    ("team_locality", "Office"),
    ("childrens_names", "Kids"),
]


@pytest.mark.parametrize("layout", [in_table, beside, below])
@pytest.mark.parametrize(("field", "printed"), WORDED)
def test_a_question_in_other_words_is_found_with_its_answer(
    field: str, printed: str, layout: Layout, read: Callable[..., dict[str, Field]]
) -> None:
    found = read(layout, **{field: (printed, "Something that was written there")})
    assert found[field].value == "Something that was written there"
    assert {name: each.value for name, each in found.items() if name in PRINTED and name != field} == {
        name: answer for name, (_, answer) in PRINTED.items() if name != field
    }


@pytest.mark.parametrize("layout", [in_table, beside, below])
@pytest.mark.parametrize(("field", "printed"), WORDED)
def test_with_nothing_beside_it_it_is_blank(
    field: str, printed: str, layout: Layout, read: Callable[..., dict[str, Field]]
) -> None:
    assert read(layout, **{field: (printed, "")})[field].blank


def test_a_cost_in_other_words_is_found_between_the_wishes_and_the_panels_own_part(
    read: Callable[..., dict[str, Field]],
) -> None:
    for printed in ("Cost", "How much will it be", "Price"):
        for layout in (in_table, beside, below):
            assert read(layout, request_value=(printed, "£40 a week"))["request_value"].value == "£40 a week"


@pytest.mark.parametrize("printed", ["Siblings’ school", "4. Legal advice", "Anything the chair should know", "Health"])
def test_what_asks_something_else_is_not_taken_for_the_question_that_is_not_there(
    printed: str, read: Callable[..., dict[str, Field]]
) -> None:
    for layout in (in_table, beside):
        assert "options_considered" not in read(layout, options_considered=(printed, "Something else"))


def test_words_out_of_their_place_are_not_taken_for_it(read: Callable[..., dict[str, Field]]) -> None:
    assert "options_considered" not in read(
        beside, options_considered=None, childrens_names=("Alternative names considered", "Ann")
    )


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("contingency_plan", "Carry on with the plan: tried for seven months"),
        ("contingency_plan", "Going back home: asked twice, and refused"),
        ("childrens_wishes", "What mum says: she agrees with all of it"),
        ("request_value", "Requests above £5,500 will require further sign off: Chief Officer (£7,500 and above)"),
        ("request_value", "Dates you need: 4 May and 9 June"),
        ("panel_name", "Request to Legal Gateway Panel – typed again as the boxes jump"),
    ],
)
def test_a_line_of_an_answer_or_of_the_form_is_not_taken_for_a_question_that_is_not_there(
    field: str, line: str, read: Callable[..., dict[str, Field]]
) -> None:
    head, _, rest = line.partition(": ")
    assert field not in read(beside, **{field: (head, rest)})


def test_a_form_of_which_few_labels_are_known_is_not_guessed_at(catalogue: Catalogue) -> None:
    form = catalogue.types["panel_application_form"]
    given = beside({"1": ("Duration", "a year"), "2": ("Options we weighed", "none"), "3": ("Contingency", "none")})
    assert {each.id for each in fields_of(Reading(tuple(given)), form, catalogue, "f")} == {
        "duration",
        "contingency_plan",
    }


class TestMoreOfAQuestion:
    @pytest.mark.parametrize("ending", ["how and when will this finish", "please say what comes after", "if known"])
    def test_behind_a_dash_is_no_answer(self, ending: str, read: Callable[..., dict[str, Field]]) -> None:
        printed = f"3. Exit plan – {ending}"
        assert read(beside, exit_plan=(printed, ""))["exit_plan"].blank
        assert read(beside, exit_plan=(printed, "It ends in May."))["exit_plan"].value == "It ends in May."

    def test_an_answer_behind_a_dash_is_one(self, read: Callable[..., dict[str, Field]]) -> None:
        found = read(beside, duration=None, extra=("2. Duration – six months, when the order ends in May 2027.",))
        assert found["duration"].value.startswith("six months, when")

    def test_a_question_mark_parts_it_from_its_answer(self, read: Callable[..., dict[str, Field]]) -> None:
        assert read(beside, duration=("How long for?", "A year"))["duration"].value == "A year"
        assert read(beside, duration=("How long for?", "(in weeks)"))["duration"].blank


class TestSigningOff:
    @pytest.mark.parametrize(
        "line",
        [
            "R Okafor 20/04/2026. Seen and approved J. Lisle, TM, 21/4/26. Ready for panel.",
            "Ruth Okafor, 20 April 2026",
            "Jo Lisle (Team Manager) 3.6.26",
            "Completed by R. Okafor 3 June 2026",
        ],
    )
    def test_the_line_that_signs_a_form_off_answers_nothing(
        self, line: str, read: Callable[..., dict[str, Field]]
    ) -> None:
        assert read(beside, extra=(line,), request_value=("Request value", ""))["request_value"].blank

    def test_an_answer_that_tells_of_a_day_stands(self, read: Callable[..., dict[str, Field]]) -> None:
        for answer in (
            "Core group, 3 June 2026, where she asked for her bear",
            "Tuesday 2 June 2026 with her nan, and she cried",
        ):
            found = read(below, childrens_wishes=("Child's wishes", answer))
            assert found["childrens_wishes"].value == answer

    def test_words_without_a_sum_beside_a_question_about_money_are_for_a_person(
        self, read: Callable[..., dict[str, Field]]
    ) -> None:
        for answer in ("All papers are finished and authorised.", "£ Present cost", "first 12 months", "10 sessions"):
            found = read(beside, request_value=("Request value", answer))["request_value"]
            assert found.answered is Answered.ELSEWHERE
        for answer in ("£40", "Nil", "No money is asked for", "in-house carers", "two thousand pounds"):
            found = read(beside, request_value=("Request value", answer))["request_value"]
            assert found.answered is not Answered.ELSEWHERE and not found.blank
