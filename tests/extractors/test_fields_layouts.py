"""The layouts in which forms put a question and its answer, and what tells a label from an answer."""

from __future__ import annotations

import pytest

from casework.answered import Answered
from casework.document import DocumentType, Field, Role
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of, spoken
from extractors.known_labels import Labels, nearest
from extractors.reading import Block, Cell, FormField, Heading, Paragraph, Reading, Table
from extractors.words import label_key

AT = Place()
FORM = DocumentType(
    "form",
    "Form",
    Role.FORM,
    labels=(
        ("name", "Child’s name"), ("birth", "Date of birth"), ("worker", "Social Worker"), ("manager", "Team Manager"),
        ("request", "1. Request"), ("duration", "2. Duration"), ("exit", "3. Exit plan"), ("value", "Request value"),
        ("number", "PER/GRP number"),
    ),
)  # fmt: skip
CATALOGUE = Catalogue.of({"form": FORM})


def fields(*blocks: Block, controls: tuple[FormField, ...] = ()) -> dict[str, Field]:
    reading = Reading(blocks, form_fields=controls)
    return {field.id: field for field in fields_of(reading, FORM, CATALOGUE, "f")}


def values(*blocks: Block) -> dict[str, str]:
    return {id_: field.value for id_, field in fields(*blocks).items() if not field.blank}


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, AT) for text in texts)


def placed(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs each of which stands in a place of its own."""
    return tuple(Paragraph(text, Place(paragraph=number)) for number, text in enumerate(texts, 1))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(cell(text, column) for column, text in enumerate(row, 1)) for row in rows), AT)


def cell(text: str, column: int = 1) -> Cell:
    return Cell(text, AT, lines(*filter(None, text.split("\n"))), column)


def typed(text: str) -> Paragraph:
    """A paragraph in which what stands between « and » was typed into a control."""
    first, last = text.index("«"), text.index("»") - 1
    return Paragraph(text.replace("«", "").replace("»", ""), AT, filled=((first, last),))


class TestLines:
    def test_a_retyped_answer_runs_on_to_the_next_label(self) -> None:
        found = values(*lines("Request: A place near school.", "It begins in May.", "Duration: a year", "Signed: Ann"))
        assert found == {"request": "A place near school.\nIt begins in May.", "duration": "a year"}

    def test_what_follows_the_last_label_belongs_to_nobody(self) -> None:
        assert values(*lines("Duration: a long year", "Please send this form to the panel.")) == {
            "duration": "a long year"
        }

    def test_a_paragraph_below_a_label_is_doubted_where_the_others_are_answered_right_behind_theirs(self) -> None:
        beside = ("Request: A place near school.", "Duration: a long year", "Social Worker: Ruth Okafor")
        left_out = placed(*beside, "Exit plan:", "He is known to no other panel.")
        assert fields(*left_out)["exit"].answered is Answered.ELSEWHERE
        below = placed(*beside[:2], "Social Worker:", "Ruth Okafor", "Exit plan:", "His hours go down from week six.")
        assert fields(*below)["exit"].answered is Answered.ANSWERED
        assert fields(*placed(*beside, "Exit plan: His hours go down"))["exit"].answered is Answered.ANSWERED

    def test_an_amount_or_a_day_is_whole(self) -> None:
        found = values(*lines("Request value: £400 a week", "Requests above £5,500 need more.", "Duration: a year"))
        assert found == {"value": "£400 a week", "duration": "a year"}

    def test_a_heading_or_another_forms_label_ends_an_answer(self) -> None:
        for ending in (Heading("Costs", 1, AT), Paragraph("Prepared by: Ruth Okafor", AT)):
            found = values(*lines("Request: A place"), ending, *lines("More words.", "Duration: a year"))
            assert found["request"] == "A place"

    @pytest.mark.parametrize(
        "line",
        [
            "Child’s name: ____Ann____ Date of birth: ___1/2/15___", "Child’s name\tAnn\tDate of birth\t1/2/15",
            "Child’s name ______Ann Date of birth ______1/2/15", "Child’s name:   Ann    Date of birth:  1/2/15",
            "Child’s name ........ Ann ........ Date of birth ........ 1/2/15",
        ],
    )  # fmt: skip
    def test_answers_on_a_line_to_write_on(self, line: str) -> None:
        assert values(*lines(line)) == {"name": "Ann", "birth": "1/2/15"}

    def test_a_line_nobody_wrote_on_is_blank(self) -> None:
        found = fields(*lines("Child’s name: ________ Date of birth: ________"))
        assert {id_: field.answered for id_, field in found.items()} == {
            "name": Answered.BLANK,
            "birth": Answered.BLANK,
        }

    def test_prompts_on_one_line_are_answered_each_by_itself(self) -> None:
        assert values(*lines("1. Request: A place. It is near. 2. Duration: a year 3. Exit plan: home")) == {
            "request": "A place. It is near.",
            "duration": "a year",
            "exit": "home",
        }

    def test_a_sentence_that_names_a_label_is_not_cut(self) -> None:
        found = values(*lines("1. Request: A place. Duration is not known. The Social Worker agrees."))
        assert found == {"request": "A place. Duration is not known. The Social Worker agrees."}

    def test_where_lines_pair_labels_with_answers_an_answer_may_be_a_label(self) -> None:
        pairs = ("Child’s name\tAnn", "Team Manager\tSocial Worker", "Date of birth\t1/2/15", "Duration\ta year")
        assert values(*lines(*pairs))["manager"] == "Social Worker"


class TestTables:
    def test_in_a_column_of_answers_an_answer_may_be_a_label(self) -> None:
        rows = (
            ("Child’s name", "Ann", "Date of birth", "1/2/15"),
            ("Duration", "a year", "Team Manager", "Social Worker"),
            ("Exit plan", "home", "Social Worker", "Ruth"),
        )
        assert values(table(*rows)) == {
            "name": "Ann", "birth": "1/2/15", "duration": "a year", "manager": "Social Worker", "exit": "home",
            "worker": "Ruth",
        }  # fmt: skip

    def test_where_labels_stand_above_their_answers_an_answer_may_be_a_label(self) -> None:
        column = ("Child’s name", "Ann", "Team Manager", "Social Worker", "Social Worker", "Ruth", "Duration", "")
        found = fields(table(*((each,) for each in column)))
        assert {id_: field.value for id_, field in found.items()} == {
            "name": "Ann",
            "manager": "Social Worker",
            "worker": "Ruth",
            "duration": "",
        }


COSTS = (("Item", "Per week", "Total"), ("Allowance", "£148.00", "£7,696.00"))


class TestColumns:
    def test_a_total_with_no_weekly_cost_stands_further_along_in_its_row(self) -> None:
        assert values(table(*COSTS, ("Request value", "", "£9,316.00"))) == {"value": "£9,316.00"}

    def test_a_sum_stands_further_along_where_what_is_beside_its_label_is_only_its_working(self) -> None:
        costs = (("Item", "How worked out", "Amount"), ("Allowance", "£148.00 a week", "£7,696.00"))
        for working in ("first 12 months", "all in"):
            assert values(table(*costs, ("Request value", working, "£9,316.00"))) == {"value": "£9,316.00"}
            assert fields(table(*costs, ("Request value", working, "")))["value"].answered is Answered.ELSEWHERE
        for answer in ("nil", "£210.00", "about 400"):
            assert values(table(*costs, ("Request value", answer, "£9,316.00"))) == {"value": answer}

    def test_a_day_in_the_row_of_somebody_who_did_not_sign_is_no_signature(self) -> None:
        rows = (("Agreement", "Name / signature", "Date"), ("Team Manager", "", "20/03/2026"))
        assert values(table(*rows)) == {}

    def test_without_names_of_columns_a_note_beside_a_blank_is_no_answer(self) -> None:
        assert values(table(("Team Manager", "", "office use"), ("Social Worker", "Ann", "x"))) == {"worker": "Ann"}

    def test_a_row_with_a_tick_and_a_day_names_no_columns(self) -> None:
        rows = (
            ("Who", "How", "When"),
            ("Team Manager", "☒ Agreed, Ann", "23/03/2026"),
            ("Will come", "Both", "All day"),
        )
        assert values(table(*rows)) == {"manager": "Agreed, Ann"}

    def test_figures_below_a_label_in_its_own_cell_are_its_answer(self) -> None:
        cells = (
            ("Request details",),
            ("2. Duration: \n12 weeks, 8 May to 31 July",),
            ("3. Exit plan: \nHome by 31/7.",),
        )
        assert values(table(*cells)) == {"duration": "12 weeks, 8 May to 31 July", "exit": "Home by 31/7."}


class TestSlips:
    def test_initials_have_to_be_right(self) -> None:
        assert nearest("sm signature", {"tm signature": "manager"}) is None
        assert nearest("tm signatur", {"tm signature": "manager"}) == "tm signature"

    @pytest.mark.parametrize(
        ("printed", "field"),
        [
            ("Childs nane", "name"), ("Date of brith", "birth"), ("Socia1 Worker*", "worker"),
            ("Request valve:", "value"),
            ("Team Manger (required)", "manager"), ("PER / GRP numbr", "number"), ("SocialWorker", "worker"),
        ],
    )  # fmt: skip
    def test_a_label_with_a_slip_is_still_that_label(self, printed: str, field: str) -> None:
        assert values(table((printed, "Ann"), ("Something else", "x"))) == {field: "Ann"}

    def test_figures_have_to_be_right_and_short_labels_too(self) -> None:
        asked = {"applicant 1": "first", "applicant 2": "second", "status": "status"}
        assert nearest("applicant 3", asked) is None
        assert nearest("aplicant 2", asked) == "applicant 2"
        assert nearest("statue", asked) is None

    def test_what_may_be_either_of_two_labels_is_neither(self) -> None:
        asked = {"date agreed": "agreed", "date agreex": "other"}
        assert nearest("date agreez", asked) is None
        assert nearest("date agreez", dict.fromkeys(asked, "same")) == "date agreed"

    def test_no_label_of_any_form_is_taken_for_another_of_the_same_form(self, catalogue: Catalogue) -> None:
        confused = [
            (kind.id, label, near)
            for kind in catalogue.types.values()
            for field, label in kind.labels
            if (others := {label_key(other): id_ for id_, other in kind.labels if id_ != field})
            and (near := nearest(label_key(label), others))
        ]
        assert confused == []

    def test_no_title_or_heading_of_any_form_is_taken_for_a_label_it_is_not(self, catalogue: Catalogue) -> None:
        confused = [
            (kind.id, printed, found)
            for kind in catalogue.types.values()
            for printed in (*kind.titles, *kind.headings, *kind.prompts)
            if (asked := {label_key(label): id_ for id_, label in kind.labels})
            and (found := Labels((), asked).key_of(printed))
            and found not in asked
        ]
        assert confused == []


class TestControls:
    def test_what_was_typed_into_a_control_is_an_answer_though_it_is_a_label(self) -> None:
        blocks = (Paragraph("Team Manager", AT), typed("«Social Worker»"), Paragraph("Duration: a year", AT))
        found = fields(*blocks)
        assert found["manager"].value == "Social Worker"
        assert "worker" not in found

    def test_a_control_right_behind_its_label_needs_no_colon(self) -> None:
        assert values(typed("Child’s name «Ann»")) == {"name": "Ann"}

    def test_a_prompt_worded_otherwise_is_no_part_of_what_was_typed(self) -> None:
        written = Cell("Say it in a few words\nA place", AT, (*lines("Say it in a few words"), typed("«A place»")), 2)
        assert values(Table(((cell("1. Request"), written),), AT)) == {"request": "A place"}
        beside = typed("What do you ask for? «A place»")
        assert values(Table(((cell("1. Request"), Cell(beside.text, AT, (beside,), 2)),), AT)) == {"request": "A place"}

    def test_words_beside_what_was_typed_are_kept(self) -> None:
        cost = typed("£«400» a week")
        assert values(Table(((cell("Request value"), Cell(cost.text, AT, (cost,), 2)),), AT)) == {
            "value": "£400 a week"
        }

    @pytest.mark.parametrize("name", ["name", "Child’s name", "txtChildsName", "form1[0].Childs_name", "CHILDS NAME"])
    def test_a_control_is_known_by_whatever_it_is_called(self, name: str) -> None:
        control = FormField(name, "", "text", "Ann", False, AT)
        assert fields(controls=(control,))["name"].value == "Ann"

    def test_a_name_is_said_in_words(self) -> None:
        assert spoken("txt_panelDate") == "panel Date"
