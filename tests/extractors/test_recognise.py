"""Is each paper taken for what it is, and nothing taken for what it is not?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from casework.document import Role
from extractors.catalogue import Catalogue
from extractors.read import read
from tests.build import papers
from tests.build.content import Block, Bullets, Fields, Grid, Heading, Look, Paper, Text
from tests.build.docx import docx_of
from tests.build.pdf import pdf_of
from tests.extractors.conftest import ReadBytes

MADE: dict[str, Callable[..., bytes]] = {
    "panel_decision_record": papers.attendance_note,
    "legal_planning_new_admissions_booking_form": papers.booking_form,
    "child_and_family_assessment": papers.child_and_family_assessment,
    "court_care_plan": papers.court_care_plan,
    "fgc_minutes": papers.fgc_minutes,
    "letter_before_proceedings": papers.letter_before_proceedings,
    "panel_application_form": papers.panel_application_form,
    "parenting_assessment_plan": papers.parenting_assessment_plan,
    "plo_meeting_minutes": papers.plo_meeting_minutes,
    "social_work_chronology": papers.social_work_chronology,
    "swet": papers.swet,
    "swindon_panel_request_form": papers.swindon_request_form,
    "viability_assessment": papers.viability_assessment,
}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("type_id", MADE)
def test_a_paper_is_known_by_its_content_alone(type_id: str, kind: str, read_bytes: ReadBytes) -> None:
    document = read_bytes(MADE[type_id](as_pdf=kind == "pdf"), kind)
    assert document.type == type_id
    assert document.why


PROSE = "Kayleigh has missed two appointments and the school remains worried about attendance."


def headed(*headings: str) -> list[Block]:
    return [each for heading in headings for each in (Heading(heading, 2), PROSE)]


HARD: dict[str, tuple[str | None, Sequence[Block]]] = {
    "a permanence planning meeting": (
        "permanence_planning_meeting_minutes",
        [
            Heading("Permanency Planning Meeting", 0),
            Fields([("Name", "Jayden Tolliver"), ("Date / Venue", "3 March 2026, Civic Offices")]),
            *headed("1. Attendance", "2. Reports received", "3. Context", "Legal context", "5. Primary Plan"),
        ],
    ),
    "a legal planning meeting": (
        "legal_planning_meeting_minutes",
        [
            Heading("Minutes of Legal Planning Meeting", 0),
            Fields([("Date of meeting", "3 March 2026")]),
            *headed("Present", "Threshold", "Legal advice", "Decision", "Actions"),
        ],
    ),
    "a pre-proceedings meeting known by its headings, its title being the letters PPM": (
        "plo_meeting_minutes",
        [
            Heading("PPM minutes", 0),
            *headed("Present", "Parents' response", "Support to be provided", "Assessments agreed"),
            *headed("Family and friends to be considered", "Date of review meeting", "Concerns", "Apologies"),
        ],
    ),
    "a final statement": (
        "swet_final_statement",
        [
            Heading("Local authority social work evidence template (Final statement)", 0),
            *headed("1. Case details", "2. The social work chronology", "3. Analysis of risk and protective factors"),
        ],
    ),
    "a final statement whose title runs over two lines": (
        "swet_final_statement",
        [
            Heading("Social Work Evidence Template", 1),
            Heading("Final Statement", 1),
            *headed("1. Case details", "8. Views and issues raised by other parties (where known)"),
        ],
    ),
    "a parenting assessment": (
        "parenting_assessment",
        [
            Heading("Parenting Assessment of Kayleigh Tolliver", 0),
            *headed("Introduction", "Basic Care", "Ensuring Safety", "Emotional Warmth", "Capacity to change"),
            *headed("Conclusion and recommendation"),
        ],
    ),
    "a conference report": (
        "cpc_report",
        [
            Heading("Social Worker Report for Initial Child Protection Conference", 0),
            *headed("Details of conference", "What are we worried about", "What is working well", "Recommendation"),
        ],
    ),
    "a care plan that is no court paper": (
        "care_plan",
        [
            Heading("Care Plan", 0),
            *headed("Placement", "Permanence plan", "Health", "Education", "Contact arrangements", "Contingency plan"),
            *headed("Section 5 Final Sheet"),
        ],
    ),
    "a care plan for a named child that is no court paper": (
        "care_plan",
        [
            Heading("Care Plan for Jayden Tolliver", 0),
            *headed("Section 1 About the Child and their Strengths and Needs", "Section 3 The Plan", "Placement"),
            *headed("Permanence plan", "Health", "Education", "Identity", "Contact arrangements"),
        ],
    ),
    "a conference referral": (
        "fgc_referral",
        [
            Heading("Family Group Conference Referral Form", 0),
            *headed("Details of all subject children", "Current living arrangements", "Brief summary", "Consent"),
        ],
    ),
    "a case summary": (
        "case_summary",
        [Heading("Case Summary", 0), *headed("Family composition", "Reason for involvement", "Current situation")],
    ),
    "an agreed action plan": (
        "plo_action_plan",
        [
            Heading("Agreed Action Plan", 0),
            Grid(["Concern", "What needs to change", "Support", "Timescale"], [["Drink", "Stop", "Clinic", "May"]]),
            *headed("What we are worried about", "What needs to change", "Signatures"),
        ],
    ),
    "a chronology without a title": (
        "social_work_chronology",
        [
            Grid(
                ["Date", "Significant event", "Impact on child"],
                [[f"0{n}/03/2025", "Police were called to the flat", "Jayden was frightened"] for n in range(1, 6)],
            )
        ],
    ),
    "a letter from a school": (
        None,
        [
            "Meadow Primary School",
            "12 March 2026",
            "Dear Ms Okafor,",
            "Thank you for the chronology and the child and family assessment. We will come to the PLO meeting.",
            "The court care plan and the final statement have not reached us.",
            "Yours sincerely,",
        ],
    ),
    "a letter about an assessment": (
        None,
        ["3 March 2026", "Dear Ms Okafor,", Text("Parenting Assessment of Kayleigh Tolliver", bold=True), PROSE],
    ),
    "a report whose contents list a chronology": (
        None,
        [Heading("Report to committee", 0), "Chronology\t2", "Viability Assessment ........ 5", PROSE],
    ),
    "a covering note that lists what is attached": (
        None,
        [
            "Dear panel,",
            "Please find attached:",
            "Chronology",
            "Child and Family Assessment",
            "Parenting Assessment",
            "Viability Assessment of Sandra Tolliver",
        ],
    ),
    "a note with the list as bullets": (None, ["Papers for panel", Bullets(["Chronology", "SWET", "Care Plan"])]),
    "a line that mentions a chronology": (None, ["See attached chronology", PROSE]),
    "an agenda of a team meeting": (None, [Heading("Team meeting", 0), *headed("Apologies", "Actions")]),
}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("name", HARD)
def test_papers_that_are_easily_mistaken(name: str, kind: str, read_bytes: ReadBytes) -> None:
    expected, blocks = HARD[name]
    paper = Paper(list(blocks))
    document = read_bytes(docx_of(paper) if kind == "docx" else pdf_of(paper), kind)
    assert document.type == expected, (document.confidence, document.likeliest, [seen.words for seen in document.why])


def test_practice_guidance_is_guidance(read_bytes: ReadBytes) -> None:
    leaflet = Paper([Heading("Parenting Assessments: practice guidance for social workers", 0), PROSE])
    document = read_bytes(docx_of(leaflet))
    assert (document.type, document.role) == (None, Role.GUIDANCE)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("The Thread – Spring 2026", "To stop getting this newsletter, e-mail us."),
        ("You have a right to an advocate!", "Leaflet for children and young people 10+."),
        ("The Gateway – what’s new from the panels team", "Learning lunch on Tuesday, 12.30."),
    ],
)
def test_what_calls_itself_a_leaflet_or_a_newsletter_is_guidance(first: str, last: str, read_bytes: ReadBytes) -> None:
    document = read_bytes(docx_of(Paper([Heading(first, 0), Text("Wellies provided. Bring a friend."), Text(last)])))
    assert (document.type, document.role) == (None, Role.GUIDANCE)


def test_an_invoice_is_an_invoice(read_bytes: ReadBytes) -> None:
    lines = Grid(["Description", "Qty", "Rate", "Amount"], [["Respite", "2", "£9", "£18"]])
    bill = Paper([Heading("INVOICE", 0), lines])
    assert read_bytes(docx_of(bill)).type == "invoice_or_quote"


def test_a_file_name_alone_is_not_enough_but_names_the_likeliest(read_bytes: ReadBytes) -> None:
    document = read_bytes(docx_of(Paper([PROSE])), name="Viability Assessment Nan.docx")
    assert document.type is None
    assert "viability_assessment" in document.likeliest


def test_a_misleading_file_name_loses_to_the_title(read_bytes: ReadBytes) -> None:
    document = read_bytes(papers.viability_assessment(), name="SWET final.docx")
    assert document.type == "viability_assessment"


def test_the_running_header_counts_less_than_the_title(read_bytes: ReadBytes) -> None:
    paper = Paper([Heading("Viability Assessment", 0), *headed("Accommodation")], look=Look(header="Court Bundle"))
    assert read_bytes(docx_of(paper)).type == "viability_assessment"


@pytest.mark.parametrize("controls", [True, False])
def test_a_request_form_with_its_decision_filled_in_is_the_record_of_the_decision(
    controls: bool, read_bytes: ReadBytes
) -> None:
    decided = read_bytes(papers.panel_application_form(decided=True, controls=controls))
    submitted = read_bytes(papers.panel_application_form(controls=controls))
    assert (decided.type, submitted.type) == ("panel_decision_record", "panel_application_form")


def test_a_review_date_asked_for_does_not_make_a_decision(read_bytes: ReadBytes) -> None:
    form = papers.panel_application_form()
    assert read_bytes(form).role is Role.FORM


def test_the_care_panel_form_decided_is_a_record_too(read_bytes: ReadBytes) -> None:
    rows = [("Panel decision", "Agreed"), ("Review date", "4 June 2026"), ("Reason", "It is proportionate.")]
    paper = Paper(
        [
            Heading("Care Panel Request Form", 0),
            Fields([("Request", "Mentoring"), ("Reason for request", PROSE), ("Cost requested", "£400")]),
            Heading("Decision"),
            Fields(rows),
        ]
    )
    assert read_bytes(docx_of(paper)).type == "panel_decision_record"


ISSUED = "We have decided to issue care proceedings and I enclose the application."
MAY_ISSUE = "If things do not change we may have decided to issue care proceedings by June."


def test_the_sentence_that_decides_outranks_a_heading_kept_from_another_letter(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    kind = catalogue.types["immediate_issue_letter"]
    types = {**catalogue.types, kind.id: replace(kind, decisive=("decided to issue care proceedings",))}
    path = tmp_path / "letter"
    for sentence, expected in ((ISSUED, "immediate_issue_letter"), (MAY_ISSUE, "letter_before_proceedings")):
        letter: list[Block] = [Text("LETTER BEFORE PROCEEDINGS", bold=True), "3 March 2026", "Dear Kayleigh,", sentence]
        path.write_bytes(docx_of(Paper(letter)))
        (document,) = read(path, name="l", kind="docx", content="", inside=(), catalogue=Catalogue.of(types))
        assert document.type == expected


def test_papers_inside_a_paper_are_named(read_bytes: ReadBytes) -> None:
    assert "social_work_chronology" in read_bytes(papers.swet()).also
    assert "plo_action_plan" in read_bytes(papers.plo_meeting_minutes()).also
    assert "case_summary" in read_bytes(papers.booking_form()).also


def test_a_section_that_only_says_where_else_to_look_holds_nothing(read_bytes: ReadBytes) -> None:
    title, heading = Heading("Social Work Evidence Template", 0), Heading("2. The social work chronology")
    paper = Paper([title, heading, "See attached."])
    assert read_bytes(docx_of(paper)).also == ()


def test_a_statements_proposals_are_no_court_care_plan(read_bytes: ReadBytes) -> None:
    assert "court_care_plan" not in read_bytes(papers.swet()).also


SAMPLES = sorted(path for path in Path(__file__).parents[2].glob("samples/*/*") if path.suffix in (".pdf", ".docx"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_every_quotation_is_what_a_person_can_find_on_the_page(file: Path, read_bytes: ReadBytes) -> None:
    document = read_bytes(file.read_bytes(), file.suffix[1:], file.name)
    said = " ".join(" ".join(passage.text for passage in document.passages).split())
    quoted = [each.words for each in document.why if each.place.part not in ("file name", "file properties")]
    assert [words for words in quoted if " ".join(words.split()) not in said] == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_title_is_quoted_without_the_headings_around_it(kind: str, read_bytes: ReadBytes) -> None:
    lines: list[Block] = [Heading("Care Panel", 0), Heading("Viability", 1), Heading("Assessment", 1)]
    paper = Paper([*lines, Fields([("Name", "Kim")]), Heading("Signatures", 1), *headed("Accommodation", "Health")])
    document = read_bytes(docx_of(paper) if kind == "docx" else pdf_of(paper), kind)
    assert document.type == "viability_assessment"
    assert document.why[0].words == "Viability Assessment"
