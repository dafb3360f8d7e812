"""What stands under a heading, and whether it is anything but the template's own words."""

from __future__ import annotations

import pytest

from casework.answered import Answered
from casework.document import DocumentType, Section
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.reading import Block, Cell, Heading, Paragraph, Picture, Reading, Table
from extractors.sections import sections_of
from validators.load_policy import load_policy

AT = Place()
KIND = DocumentType(
    "report", "Report", headings=("Genogram", "Family composition"), sections=("genogram", "family_composition"),
    table_headers=(("Action", "By when"),), prompts=("Say what you know.",),
)  # fmt: skip


def section(*under: Block, catalogue: Catalogue) -> Section:
    """The section "Genogram" with these blocks under it."""
    reading = Reading((Heading("2.1 Genogram", 1, AT), *under, Heading("4b. Next", 1, AT), Paragraph("More.", AT)))
    return sections_of(reading, KIND, catalogue)[0]


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, Place(table=1), (), column) for column, text in enumerate(texts, 1))


def table(*rows: tuple[Cell, ...], header_rows: int = 0) -> Table:
    return Table(rows, AT, header_rows)


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("", Answered.BLANK), ("TBC", Answered.DEFERRED), ("N/A", Answered.NOT_APPLICABLE),
        ("Please see attached.", Answered.ELSEWHERE), ("Ann lives with Nan.", Answered.ANSWERED),
        ("Say what you know.", Answered.BLANK), ("(Please describe the family.)", Answered.BLANK),
        ("[Include everybody in the home]", Answered.BLANK), ("(Who lives in the home?)", Answered.BLANK),
        ("Please outline the family’s history.", Answered.BLANK), ("(Mum did not come.)", Answered.ANSWERED),
        ("Please ask the school for its view.", Answered.ANSWERED),
        ("(Please describe the family.)\nAnn lives with Nan.", Answered.ANSWERED),
        ("7.1 [To be completed once both visits have taken place]", Answered.DEFERRED), ("4.2 TBC", Answered.DEFERRED),
        ("7.1 Ann lives with Nan (since May).", Answered.ANSWERED), ("[Ann lives with Nan.]", Answered.ANSWERED),
    ],
)  # fmt: skip
def test_a_section_says_what_an_answer_can_say(words: str, answered: Answered, catalogue: Catalogue) -> None:
    paragraphs = [Paragraph(line, AT) for line in words.split("\n") if line]
    assert section(*paragraphs, catalogue=catalogue).answered is answered


def test_a_table_of_a_header_row_alone_is_nothing(catalogue: Catalogue) -> None:
    for empty in (
        table(row("Name", "Relationship", "Date of birth")),
        table(row("Name", "Relationship", "Date of birth"), row("", "", ""), row("", "", "")),
        table(row("No.", "Name", "Relationship"), row("1", "", ""), row("2.", "", "")),
        table(row("Action", "By when")),
        table(row("Who", "What"), row("", ""), header_rows=1),
        table(row("Team Manager", ""), row("Social Worker", "")),
    ):
        assert section(empty, catalogue=catalogue).empty, empty


def test_a_table_with_a_filled_row_is_something(catalogue: Catalogue) -> None:
    for full in (
        table(row("Name", "Relationship", "Date of birth"), row("Ann", "", "")),
        table(row("Who", "What"), row("Nan", ""), header_rows=1),
        table(row("Age", "10")),
    ):
        assert not section(full, catalogue=catalogue).empty, full


def test_words_below_an_empty_table_belong_to_the_heading_above_it(catalogue: Catalogue) -> None:
    empty = table(row("Name", "Relationship", "Date of birth"))
    assert section(empty, Paragraph("Ann lives with Nan.", AT), catalogue=catalogue).words == "Ann lives with Nan."


def test_a_picture_is_something_and_a_speck_is_not(catalogue: Catalogue) -> None:
    assert not section(Picture(AT, "image1.png"), catalogue=catalogue).empty
    assert section(Picture(AT), catalogue=catalogue).empty


def test_a_heading_over_a_filled_one_below_it_is_not_empty(catalogue: Catalogue) -> None:
    nested = (Heading("a) Mother’s side", 2, AT), Paragraph("Ann lives with Nan.", AT))
    assert not section(*nested, catalogue=catalogue).empty
    assert section(Heading("a) Mother’s side", 2, AT), catalogue=catalogue).empty


def test_a_heading_over_a_filled_one_numbered_below_it_is_not_empty_though_set_as_large(catalogue: Catalogue) -> None:
    filled = (Heading("2.1.1 Mother’s side", 1, AT), Paragraph("Ann lives with Nan.", AT))
    assert not section(*filled, catalogue=catalogue).empty
    assert section(Heading("2.1.1 Mother’s side", 1, AT), catalogue=catalogue).empty
    asked_itself = (Heading("2.1.1 Family composition", 1, AT), Paragraph("Ann lives with Nan.", AT))
    assert section(*asked_itself, catalogue=catalogue).empty
    another = (Heading("2.10 Mother’s side", 1, AT), Paragraph("Ann lives with Nan.", AT))
    assert section(*another, catalogue=catalogue).empty


def test_a_number_before_a_heading_is_no_part_of_its_name(catalogue: Catalogue) -> None:
    reading = Reading((Heading("2.1 Family composition", 1, AT), Heading("4b. Genogram", 1, AT)))
    assert [(each.id, each.heading) for each in sections_of(reading, KIND, catalogue)] == [
        ("family_composition", "Family composition"),
        ("genogram", "Genogram"),
    ]


SHIPPED = load_policy().document_types


def ids_in(kind: str, *under: Block, catalogue: Catalogue) -> dict[str, bool]:
    """Which of the type's own sections are found, and whether each is empty."""
    found = sections_of(Reading(under), SHIPPED[kind], catalogue)
    return {each.id: each.empty for each in found if each.id in SHIPPED[kind].sections}


@pytest.mark.parametrize(
    ("kind", "heading", "section_id"),
    [
        ("swet", "4. Harm and risk of harm", "analysis_of_harm"),
        ("swet", "Impact on the children", "child_impact_analysis"),
        ("swet", "6 Parenting capacity", "analysis_of_parenting_capability"),
        ("swet", "Wider family and friends", "analysis_of_wider_family_capability"),
        ("swet", "Chronology of significant events", "the_social_work_chronology"),
        ("swet", "Procedural fairness", "statement_of_procedural_fairness"),
        ("swet", "The care plan", "the_proposed_care_plan_for_each_child"),
        ("swet", "8. The proposed care plan for the child", "the_proposed_care_plan_for_each_child"),
        ("swet", "Proposed care plan for the children", "the_proposed_care_plan_for_each_child"),
        ("legal_planning_new_admissions_booking_form", "Background", "case_summary"),
        ("legal_planning_new_admissions_booking_form", "Plan and next steps", "proposed_plan"),
    ],
)
def test_a_section_is_found_in_the_words_people_use(
    kind: str, heading: str, section_id: str, catalogue: Catalogue
) -> None:
    said = Paragraph("Ann lives with Nan and is well there.", AT)
    assert ids_in(kind, Heading(heading, 1, AT), said, catalogue=catalogue) == {section_id: False}
    assert ids_in(kind, Heading(heading, 1, AT), Paragraph("TBC", AT), catalogue=catalogue) == {section_id: True}


@pytest.mark.parametrize(
    "heading", ["Contact", "Plan for the school", "Health", "Costs", "Assessment of the home", "Views of the school"]
)
def test_another_heading_is_no_section_that_is_asked_for(heading: str, catalogue: Catalogue) -> None:
    assert ids_in("swet", Heading(heading, 1, AT), Paragraph("Ann is well.", AT), catalogue=catalogue) == {}


def test_a_heading_that_names_two_sections_is_both(catalogue: Catalogue) -> None:
    found = ids_in("swet", Heading("Parenting / Wider family", 1, AT), Paragraph("Able.", AT), catalogue=catalogue)
    assert found == {"analysis_of_parenting_capability": False, "analysis_of_wider_family_capability": False}


@pytest.mark.parametrize(
    ("heading", "section_id"),
    [
        ("Brief summary of the case", "case_summary"), ("In a few words", "case_summary"),
        ("What’s gone on", "case_summary"), ("3. Our summary of concerns", "case_summary"),
        ("Proposed steps to return Ann home", "proposed_plan"), ("What do you propose?", "proposed_plan"),
        ("Plan for the child: updated", "proposed_plan"), ("Way forward", "proposed_plan"),
    ],
)  # fmt: skip
def test_a_section_is_known_by_what_its_heading_says(heading: str, section_id: str, catalogue: Catalogue) -> None:
    said = Paragraph("Ann lives with Nan and is well there.", AT)
    kind = "legal_planning_new_admissions_booking_form"
    assert ids_in(kind, Heading(heading, 1, AT), said, catalogue=catalogue) == {section_id: False}


@pytest.mark.parametrize(
    "heading",
    ["Who will be there", "Child protection plan", "Parenting assessment plan", "Panel date", "Legal summary"],
)
def test_a_form_has_other_headings_too(heading: str, catalogue: Catalogue) -> None:
    said = Paragraph("Ann lives with Nan and is well there.", AT)
    kind = "legal_planning_new_admissions_booking_form"
    assert ids_in(kind, Heading(heading, 1, AT), said, catalogue=catalogue) == {}


def test_a_paragraph_may_say_that_it_is_the_section(catalogue: Catalogue) -> None:
    kind = "legal_planning_new_admissions_booking_form"
    plan = Paragraph("Our plan is that Ann goes home by the end of July, in steps.", AT)
    assert ids_in(kind, Heading("Why now", 1, AT), plan, catalogue=catalogue) == {"proposed_plan": False}
    for other in ("The plan is unclear.", "The parenting assessment plan is that they meet on Mondays in May."):
        assert ids_in(kind, Heading("Why now", 1, AT), Paragraph(other, AT), catalogue=catalogue) == {}
    blank = (Heading("Proposed plan", 1, AT), Paragraph("TBC", AT), Heading("Why now", 1, AT), plan)
    assert ids_in(kind, *blank, catalogue=catalogue) == {"proposed_plan": True}


def test_a_heading_nobody_set_as_one_is_found_with_its_words_beside_it(catalogue: Catalogue) -> None:
    lines = (Paragraph("Case summary: Ann came into care in May.", AT), Paragraph("Proposed plan", AT))
    kind = "legal_planning_new_admissions_booking_form"
    assert ids_in(kind, *lines, catalogue=catalogue) == {"case_summary": False, "proposed_plan": True}


def band(words: str) -> Table:
    """A heading in a box of its own, across the page."""
    return Table(((Cell(words, Place(table=1, row=1, cell=1)),),), AT)


def test_a_heading_in_a_box_of_its_own_heads_the_text_below_it(catalogue: Catalogue) -> None:
    kind = "legal_planning_new_admissions_booking_form"
    told = (band("3. Case summary"), Paragraph("Ann came in May.", AT), band("4. Proposed plan"))
    manager = (band("5. Manager"), table(row("Agreed by", "S Hale"), row("Date", "3/3/26")))
    assert ids_in(kind, *told, *manager, catalogue=catalogue) == {"case_summary": False, "proposed_plan": True}
    plan = (Paragraph("She stays with her aunt.", AT),)
    assert ids_in(kind, *told, *plan, *manager, catalogue=catalogue) == {"case_summary": False, "proposed_plan": False}
