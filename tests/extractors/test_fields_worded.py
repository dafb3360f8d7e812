"""Fields in other words than the form's own, and with nothing between a label and its answer."""

from __future__ import annotations

import pytest

from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Heading, Paragraph, Reading
from tests.extractors.test_fields_layouts import AT, lines, table, values


class TestNothingBetween:
    LINES = ("Child’s name Ann Orme", "Team Manager Jo Lisle", "Request value £0 (none)")

    def test_answers_right_behind_their_labels_are_read_where_several_stand_so(self) -> None:
        more = ("Date of birth 2 July 2017 (8)", "2. Duration: a year")
        assert values(*lines(*self.LINES, *more)) == {
            "name": "Ann Orme", "manager": "Jo Lisle", "value": "£0 (none)", "birth": "2 July 2017 (8)",
            "duration": "a year",
        }  # fmt: skip

    def test_a_sentence_or_another_thing_is_no_such_answer(self) -> None:
        others = (
            "Date of birth is not known.",
            "Social Worker Telephone 01392 000000",
            "Social Worker Email: x@y.example",
        )
        assert set(values(*lines(*self.LINES, *others))) == {"name", "manager", "value"}

    def test_one_or_two_lines_that_begin_so_are_prose(self) -> None:
        assert values(*lines("Team Manager Jo Lisle spoke.", "Social Worker Ruth Okafor came.")) == {}


class TestOtherWords:
    @pytest.mark.parametrize(
        ("printed", "field"),
        [
            ("How long is it needed for?", "duration"),
            ("Timescales", "duration"),
            ("Exit strategy", "exit_plan"),
            ("Review and exit plan", "exit_plan"),
            ("What other options have you considered?", "options_considered"),
            ("Alternatives explored", "options_considered"),
            ("Back up plan", "contingency_plan"),
            ("What will happen if panel does not agree?", "contingency_plan"),
            ("Voice of the child", "childrens_wishes"),
            ("Wishes and feelings of the young person", "childrens_wishes"),
            ("Request cost", "request_value"),
            ("Value of this request", "request_value"),
            ("Amount requested", "request_value"),
            ("TM", "team_manager"),
            ("Name of the social worker", "social_worker"),
            ("PER/GRP no.", "per_grp_number"),
        ],
    )
    def test_a_field_is_known_by_what_its_label_says(self, printed: str, field: str, catalogue: Catalogue) -> None:
        form = catalogue.types["panel_application_form"]
        (found,) = fields_of(
            Reading(
                (
                    table(
                        (printed, "Ann, £40, a year"),
                    ),
                )
            ),
            form,
            catalogue,
            "f",
        )
        assert (found.id, found.blank) == (field, False)

    @pytest.mark.parametrize(
        "printed",
        [
            "Parents’ views",
            "Mother’s wishes and feelings",
            "Cost code",
            "Contingency fund holder",
            "Team Manager’s email",
            "Review officer",
            "Length of journey",
            "Social worker’s telephone",
            "Name of the school",
            "Views of the panel",
        ],
    )
    def test_what_asks_for_another_thing_is_no_field(self, printed: str, catalogue: Catalogue) -> None:
        form = catalogue.types["panel_application_form"]
        assert (
            fields_of(
                Reading(
                    (
                        table(
                            (printed, "Ann, £40, a year"),
                        ),
                    )
                ),
                form,
                catalogue,
                "f",
            )
            == ()
        )

    def test_the_title_of_a_form_is_no_label(self, catalogue: Catalogue) -> None:
        form = catalogue.types["swindon_panel_request_form"]
        blocks = (Heading("Request for Resources", 1, AT), Paragraph("For the Care Panel of 3 March", AT))
        assert fields_of(Reading(blocks), form, catalogue, "f") == ()
