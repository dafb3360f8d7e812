"""Is each answer read from beside its own label, and is what the form prints never taken for one?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.answered import Answered, Placeholders
from casework.document import DocumentType, Field, Role
from casework.evidence import Place
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.known_labels import Labels
from extractors.reading import Block, Cell, FormField, Heading, Paragraph, Reading, Table
from tests.build import papers
from tests.extractors.conftest import ReadBytes

FORM = DocumentType(
    id="form",
    name="Form",
    role=Role.FORM,
    labels=(
        ("child_name", "Child’s name"),
        ("date_of_birth", "Date of birth"),
        ("request", "1. Request"),
        ("duration", "2. Duration"),
        ("plan", "3. Exit Plan/Review"),
        ("wishes", "Child(ren)’s wishes"),
        ("summary", "Case summary"),
        ("signature", "Team Manager signature"),
    ),
    prompts=("SW to fill in", "NAME – Chair, Head of Service,"),
)
CATALOGUE = Catalogue.of({"form": FORM}, Placeholders(("please complete",), ("TBC …", "TBA …", "to follow …")))
AT = Place()


def row(*texts: str, start: int = 1) -> tuple[Cell, ...]:
    return tuple(
        Cell(text, Place(table=1), tuple(Paragraph(line, AT) for line in text.split("\n") if line), column)
        for column, text in enumerate(texts, start)
    )


def fields(*blocks: Block, controls: tuple[FormField, ...] = ()) -> dict[str, Field]:
    reading = Reading(blocks, form_fields=controls)
    return {field.id: field for field in fields_of(reading, FORM, CATALOGUE, "f")}


def values(*blocks: Block) -> dict[str, str]:
    return {id_: field.value for id_, field in fields(*blocks).items() if not field.blank}


def test_two_columns() -> None:
    assert values(Table((row("Child's name:", "Ann"), row("CHILD(REN)'S WISHES", "To play")), AT)) == {
        "child_name": "Ann",
        "wishes": "To play",
    }


def test_four_columns() -> None:
    assert values(Table((row("Child’s name", "Ann", "Date of birth", "1/2/2015"),), AT)) == {
        "child_name": "Ann",
        "date_of_birth": "1/2/2015",
    }


def test_labels_above_their_answers() -> None:
    assert values(Table((row("Child’s name", "Date of birth"), row("Ann", "1/2/2015")), AT)) == {
        "child_name": "Ann",
        "date_of_birth": "1/2/2015",
    }


def test_a_label_across_the_table_has_its_answer_in_the_row_below() -> None:
    assert values(Table((row("Case summary"), row("Ann lives with Nan."), row("Child’s name", "Ann")), AT)) == {
        "summary": "Ann lives with Nan.",
        "child_name": "Ann",
    }


def test_a_blank_label_does_not_take_its_neighbours_answer() -> None:
    found = fields(Table((row("Child’s name", ""), row("Date of birth", "1/2/2015")), AT))
    assert found["child_name"].blank
    assert found["date_of_birth"].value == "1/2/2015"


def test_an_answer_may_run_over_rows_and_paragraphs() -> None:
    table = Table((row("2. Duration", "Six months\nfrom May"), row("", "and then a review"), row("Other", "x")), AT)
    assert values(table) == {"duration": "Six months\nfrom May\nand then a review"}


def test_an_answer_runs_on_where_the_label_is_merged_over_rows() -> None:
    assert values(Table((row("2. Duration", "Six months"), row("then a review", start=2)), AT)) == {
        "duration": "Six months\nthen a review"
    }


def test_several_prompts_in_one_cell_are_answered_each_by_itself() -> None:
    cell = "SW to fill in\n1. Request: A placement\nnear the school\n2. Duration:\n3. Exit Plan/Review – in May"
    found = fields(Table((row("Request details:", cell),), AT))
    assert {id_: (field.value, field.blank) for id_, field in found.items()} == {
        "request": ("A placement\nnear the school", False),
        "duration": ("", True),
        "plan": ("in May", False),
    }


def test_lines_with_a_colon_and_with_tabs() -> None:
    blocks = (Paragraph("Child’s name:\tAnn\tDate of birth:\t1/2/2015", AT), Paragraph("2. Duration: a year", AT))
    assert values(*blocks) == {"child_name": "Ann", "date_of_birth": "1/2/2015", "duration": "a year"}


def test_columns_of_words_without_rules_or_colons() -> None:
    assert values(Paragraph("Child’s name\tAnn", AT), Paragraph("2. Duration\ta year", AT)) == {
        "child_name": "Ann",
        "duration": "a year",
    }


def test_an_answer_may_be_a_word_that_the_form_also_asks_for() -> None:
    table = Table((row("Child’s name", "Request"), row("2. Duration", "a year")), AT)
    assert values(table) == {"child_name": "Request", "duration": "a year"}
    assert values(Table((row("2. Duration", "Request"),), AT)) == {"duration": "Request"}


def test_a_heading_is_a_label_and_its_answer_ends_at_the_next() -> None:
    blocks = (
        Heading("Case summary", 1, AT),
        Paragraph("First.", AT),
        Paragraph("Second.", AT),
        Heading("Other", 1, AT),
        Paragraph("Not this.", AT),
    )
    assert values(*blocks) == {"summary": "First.\nSecond."}


def test_a_heading_over_a_table_is_answered_by_it() -> None:
    assert values(Heading("Case summary", 1, AT), Table((row("Now", "At Nan’s"),), AT)) == {"summary": "Now\tAt Nan’s"}


def test_signatures_are_found_by_who_and_column() -> None:
    table = Table(
        (row("Role", "Name and signature", "Date"), row("Team Manager (checked)", "M. Peverell", "1/3/26")), AT
    )
    assert values(table)["signature"] == "M. Peverell"
    unsigned = Table((row("Role", "Signature", "Date"), row("Team Manager", "", "")), AT)
    assert fields(unsigned)["signature"].blank


def test_below_signatures_a_name_with_its_day_is_signed() -> None:
    signed = Table((row("Role", "Name", "Date"), row("Team Manager", "M. Peverell", "1/3/26")), AT)
    assert "signature" not in values(Heading("Attendance", 1, AT), signed)
    assert values(Heading("Signatures", 1, AT), signed)["signature"] == "M. Peverell"
    printed = Table((row("Role", "Name", "Date"), row("Team Manager", "M. Peverell", "")), AT)
    assert fields(Heading("Signatures", 1, AT), printed)["signature"].blank


def test_the_total_is_the_answer_and_its_working_is_not() -> None:
    form = replace(FORM, labels=(("cost", "Cost requested"), ("cost", "Cost requested (total)")))
    blocks = (Paragraph("Cost requested: 12 at £60", AT), Paragraph("Cost requested (total): £720", AT))
    for order in (blocks, blocks[::-1]):
        found = fields_of(Reading(order), form, CATALOGUE, "f")
        assert [field.value for field in found] == ["£720"]


def test_a_sentence_with_a_colon_is_an_answer_and_a_short_line_with_one_a_label() -> None:
    answer = "Private therapy: twelve sessions for Ann after school, from 2 March."
    assert values(Heading("1. Request", 1, AT), Paragraph(answer, AT)) == {"request": answer}
    assert fields(Heading("1. Request", 1, AT), Paragraph("Prepared by: Ruth Okafor", AT))["request"].blank


def test_a_control_that_prints_no_label_is_known_by_its_name() -> None:
    control = FormField("", "child_name", "text", "Ann", False, AT)
    assert fields(controls=(control,))["child_name"].value == "Ann"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "…", "____", "-", "SW to fill in", "sw to fill in:", "Choose an item.",
        "Click or tap to enter a date.",
        "please complete", "TBC", "tba.", "To follow", "Yes / No", "Y/N", "☐ Yes ☐ No", "[insert text]", "«Surname»",
        "TBC by commissioning", "To follow on Monday",
        "XXXX", "DD/MM/YYYY", "NAME – Chair, Head of Service, ",
    ],
)  # fmt: skip
def test_what_leaves_a_field_blank(text: str) -> None:
    assert fields(Table((row("Child’s name", text),), AT))["child_name"].blank


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("", Answered.BLANK), ("-", Answered.BLANK), ("SW to fill in", Answered.BLANK), ("Yes / No", Answered.BLANK),
        ("TBC", Answered.DEFERRED), ("To be confirmed by the school", Answered.DEFERRED), ("N/K", Answered.DEFERRED),
        ("awaiting DBS", Answered.DEFERRED), ("N/A", Answered.NOT_APPLICABLE), ("Nil.", Answered.NOT_APPLICABLE),
        ("None", Answered.NOT_APPLICABLE), ("N/A – no siblings", Answered.NOT_APPLICABLE),
        ("see attached", Answered.ELSEWHERE), ("Please see chronology.", Answered.ELSEWHERE),
        ("As above", Answered.ELSEWHERE), ("No", Answered.ANSWERED), ("£0", Answered.ANSWERED),
        ("None of the family can offer a home", Answered.ANSWERED), ("To see Mum", Answered.ANSWERED),
        ("TBC but we expect about £400 a week", Answered.ANSWERED), ("0", Answered.ANSWERED),
        ("Nan, who is attached to her", Answered.ANSWERED), ("سارة", Answered.ANSWERED),
    ],
)  # fmt: skip
def test_what_an_answer_says(text: str, answered: Answered, catalogue: Catalogue) -> None:
    form = catalogue.types["panel_application_form"]
    table = Table((row("Child’s wishes", text),), AT)
    (field,) = fields_of(Reading((table,)), form, catalogue, "f")
    assert field.answered is answered


@pytest.mark.parametrize("text", ["N/A", "none", "£0", "No", "See attached", "0", "Jo – Chair, Head of Service"])
def test_what_is_an_answer(text: str) -> None:
    assert fields(Table((row("Child’s name", text),), AT))["child_name"].value == text


def test_a_prompt_left_above_or_before_the_answer_is_taken_away() -> None:
    assert values(Table((row("Child’s name", "SW to fill in\nAnn"),), AT)) == {"child_name": "Ann"}
    assert values(Table((row("Child’s name", "SW to fill in: Ann"),), AT)) == {"child_name": "Ann"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("☒ Yes ☐ No", "Yes"), ("☐ Yes ☒ No", "No"), ("Yes ☐ No ☒", "No"), ("☒", "Yes"),
        ("☒ Health\n☒ School\n☐ Home", "Health\nSchool"), ("[x] Yes [ ] No", "Yes"), ("[ ] Yes  [X] No", "No"),
        ("( ) s.20 (x) s.31", "s.31"), ("☒ Yes ☒ No", "Yes\nNo"),
        ("☒ Yes ☐ No\nHe asked to come.", "Yes\nHe asked to come."),
        ("☐ An order\nof the court\n☒ None", "None"), ("Status: ☒ s.20 ☐ s.31", "s.20"), ("Yes /", "Yes"),
        ("Yes (delete as appropriate)", "Yes"), ("____Ann____", "Ann"), ("Ann ........", "Ann"),
    ],
)  # fmt: skip
def test_ticked_boxes_say_what_was_ticked(text: str, answer: str) -> None:
    assert Answers(CATALOGUE, FORM).answer(text) == (answer, Answered.ANSWERED)


def test_evidence_is_the_answers_words_and_place() -> None:
    table = Table((row("Child’s name", "Ann"), row("2. Duration", "")), AT)
    found = fields(table)
    assert (found["child_name"].evidence.words, found["duration"].evidence.words) == ("Ann", "2. Duration")


def test_a_label_is_known_with_a_remark_after_it() -> None:
    labels = Labels(["Request value"])
    assert labels.match("Request value (total): £400") == ("request value", "£400")
    assert labels.match("Requests value people") is None


# -- the shipped forms


ASKED = (
    "panel_name", "childrens_names", "per_grp_number", "team_manager", "social_worker", "request", "duration",
    "exit_plan", "options_considered", "contingency_plan", "childrens_wishes", "request_value",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("blank", ["duration", "request_value", "childrens_names"])
def test_a_blank_left_in_the_panel_form_is_found_and_only_that(blank: str, kind: str, read_bytes: ReadBytes) -> None:
    data = papers.panel_application_form(blank=[blank], as_pdf=kind == "pdf")
    document = read_bytes(data, kind)
    assert {each for each in ASKED if (field := document.field(each)) is None or field.blank} == {blank}


def test_an_unflagged_prompt_is_still_no_answer(read_bytes: ReadBytes) -> None:
    document = read_bytes(papers.panel_application_form(blank=["panel_name"], controls=False))
    field = document.field("panel_name")
    assert field is not None
    assert field.blank


def test_a_type_without_prompts_of_its_own_has_words_own_prompts() -> None:
    bare = replace(FORM, prompts=())
    assert Answers(Catalogue.of({"form": bare}), bare).answer("Choose an item.") == ("", Answered.BLANK)


@pytest.mark.parametrize("text", ["Not yet gathered", "not yet sought by the team", "TBC by commissioning"])
def test_what_is_still_to_be_found_out_is_no_answer(text: str, catalogue: Catalogue) -> None:
    assert Answers(catalogue, None).said_by(text) is Answered.DEFERRED
    assert Answers(catalogue, None).said_by("Not asked; she is six weeks old") is Answered.ANSWERED
