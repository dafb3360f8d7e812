"""Are papers bound into one file told apart, each with its pages, and no chapter torn off the paper it is part of?"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from casework.document import Document, DocumentState, in_order
from extractors.catalogue import Catalogue
from extractors.read import read
from tests.build import papers
from tests.build.content import Block, Fields, Grid, Heading, Look, NewPage, Paper, Text
from tests.build.court import court_care_plan, letter_before_proceedings, swet
from tests.build.docx import docx_of
from tests.build.forms import booking_form, panel_application_form, swindon_request_form
from tests.build.pdf import pdf_of
from tests.build.people import JAYDEN, Child
from validators.each_child import copy_of

KEEGAN = Child("Keegan Tolliver", date(2021, 7, 19), "ICS 700312")
PROSE = (
    "The home is warm and there is food in it, and the family have worked with us openly since the summer, "
    "although the mornings are still hard and school has twice been missed altogether without any word."
)
ReadAll = Callable[..., tuple[Document, ...]]


@pytest.fixture
def read_all(catalogue: Catalogue, tmp_path: Path) -> ReadAll:
    def read_them(data: bytes, kind: str = "pdf") -> tuple[Document, ...]:
        path = tmp_path / "arrived"
        path.write_bytes(data)
        return read(path, name="bundle", kind=kind, content="1a2b", inside=(), catalogue=catalogue)

    return read_them


def together(*files: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for each in files:
            with pikepdf.open(io.BytesIO(each)) as part:
                whole.pages.extend(part.pages)
        whole.save(out)
    return out.getvalue()


def pages(*sheets: Sequence[Block], look: Look | None = None) -> bytes:
    blocks = [block for number, sheet in enumerate(sheets) for block in ([NewPage()] * (number > 0) + [*sheet])]
    return pdf_of(Paper(blocks, look=look or Look()))


def word(*sheets: Sequence[Block], with_breaks: bool = True) -> bytes:
    breaks: list[Block] = [NewPage()] if with_breaks else []
    blocks = [block for number, sheet in enumerate(sheets) for block in (breaks * (number > 0) + [*sheet])]
    return docx_of(Paper(blocks))


def told(found: tuple[Document, ...]) -> list[tuple[str | None, tuple[int, int] | None]]:
    return [(document.type, document.pages) for document in found]


def order(number: int, day: str) -> list[Block]:
    return [
        Text("In the Family Court at Oxford      Case No: OX26C50099"),
        Text("The Children Act 1989"),
        Heading(f"CASE MANAGEMENT ORDER No. {number}", 1),
        Text(f"Made on {day} before District Judge Hollis-Brand"),
        Heading("THE COURT ORDERS", 2),
        Text(f"1. {PROSE}"),
        Text(f"Dated {day}"),
    ]


def viability(applicant: str, relation: str, day: str) -> list[Block]:
    return [
        Heading("Viability Assessment", 1),
        Fields([("Child", JAYDEN.name), ("Applicant", applicant), ("Relationship", relation), ("Date of visit", day)]),
        Heading("Accommodation", 2),
        Text(PROSE),
        Heading("Recommendation", 2),
        Text("Proceed to a full assessment."),
        Text(f"Signed: R. Okafor   Date: {day}"),
    ]


# -- papers that are told apart


def test_papers_printed_one_by_one_and_merged_are_told_apart_with_their_pages(read_all: ReadAll) -> None:
    files = [
        papers.child_and_family_assessment(as_pdf=True),
        papers.viability_assessment(as_pdf=True),
        papers.fgc_minutes(as_pdf=True),
    ]
    lengths = [len(pikepdf.open(io.BytesIO(each)).pages) for each in files]
    found = read_all(together(*files))
    assert [document.type for document in found] == [
        "child_and_family_assessment",
        "viability_assessment",
        "fgc_minutes",
    ]
    assert [last - first + 1 for first, last in (document.pages or (0, 0) for document in found)] == lengths
    assert [document.pages[0] for document in found if document.pages] == [
        1,
        1 + lengths[0],
        1 + lengths[0] + lengths[1],
    ]


def test_each_piece_has_its_own_date_and_children(read_all: ReadAll) -> None:
    first = papers.viability_assessment(dated=date(2026, 1, 29), as_pdf=True)
    second = papers.child_and_family_assessment(child=KEEGAN, dated=date(2026, 2, 10), as_pdf=True)
    found = read_all(together(first, second))
    assert [(each.dated, [child.name for child in each.children]) for each in found] == [
        (date(2026, 1, 29), [JAYDEN.name]),
        (date(2026, 2, 10), [KEEGAN.name]),
    ]


def test_a_bundle_is_its_index_and_the_papers_behind_it(read_all: ReadAll) -> None:
    index: list[Block] = [
        Heading("INDEX TO BUNDLE", 0),
        Grid(["Tab", "Document", "Pages"], [["A", "Threshold document", "A1"], ["B", "Care plan", "B1"]]),
    ]
    threshold: list[Block] = [
        Text("IN THE FAMILY COURT AT OXFORD"),
        Text("Case No: OX26C50099"),
        Heading("LOCAL AUTHORITY'S INTERIM THRESHOLD DOCUMENT", 1),
        Text(PROSE),
        Text("2 February 2026"),
        Text("A1"),
    ]
    plan: list[Block] = [
        Text("IN THE FAMILY COURT AT OXFORD"),
        Text("Case No: OX26C50099"),
        Heading("INTERIM CARE PLAN", 1),
        Text(f"Care Plan of: {JAYDEN.name}"),
        Text(PROSE),
        Text("Signed: R. Okafor  3 February 2026"),
        Text("B1"),
    ]
    assert told(read_all(pages(index, threshold, plan))) == [
        ("court_bundle", (1, 1)),
        ("threshold_document", (2, 2)),
        ("court_care_plan", (3, 3)),
    ]


def test_orders_of_the_same_title_are_told_apart_by_their_numbers_and_days(read_all: ReadAll) -> None:
    found = read_all(pages(order(1, "12 January 2026"), order(2, "3 February 2026"), order(3, "2 March 2026")))
    assert told(found) == [("case_management_order", (n, n)) for n in (1, 2, 3)]
    assert [document.dated for document in found] == [date(2026, 1, 12), date(2026, 2, 3), date(2026, 3, 2)]


def test_viability_assessments_of_two_relatives_are_two(read_all: ReadAll) -> None:
    both = viability("Sandra Tolliver", "Grandmother", "9 January 2026"), viability("Dawn Reed", "Aunt", "4 March 2026")
    assert told(read_all(pages(*both))) == [("viability_assessment", (1, 1)), ("viability_assessment", (2, 2))]


def test_care_plans_of_siblings_are_each_their_own(read_all: ReadAll) -> None:
    both = court_care_plan(as_pdf=True), court_care_plan(child=KEEGAN, as_pdf=True)
    found = read_all(together(*both))
    assert [document.type for document in found] == ["court_care_plan", "court_care_plan"]
    assert [[child.name for child in each.children] for each in found] == [[JAYDEN.name], [KEEGAN.name]]


def test_a_page_1_begins_a_paper_where_the_page_before_was_numbered_too(read_all: ReadAll) -> None:
    numbered = Look(page_numbers=True)
    assessed = (
        "This assessment looks at the child's needs, at parenting capacity and at family and environment. " + PROSE
    )
    planned = (
        "The coordinator welcomed the family to the family group conference. Information givers shared their worries. "
        "In private family time grandparents, aunts and uncles made the family plan, and the coordinator wrote it down."
    )
    chapters: list[Block] = [
        Heading("Developmental needs", 2),
        Text(PROSE),
        Heading("Analysis", 2),
        Text("The needs are met."),
    ]
    first = pages([Heading("Child and Family Assessment", 0), Text(assessed)], chapters, look=numbered)
    second = pages([Heading("Family Group Conference Minutes", 0), Text(planned)], [Text(PROSE)], look=numbered)
    assert told(read_all(together(first, second))) == [
        ("child_and_family_assessment", (1, 2)),
        ("fgc_minutes", (3, 4)),
    ]


def test_a_letter_behind_a_signed_paper_is_a_paper_of_its_own(read_all: ReadAll) -> None:
    assert [
        document.type
        for document in read_all(
            together(pages(viability("Dawn Reed", "Aunt", "4 March 2026")), letter_before_proceedings(as_pdf=True))
        )
    ] == ["viability_assessment", "letter_before_proceedings"]


# -- in Word files


def test_papers_pasted_into_one_word_file_are_told_apart_by_place(read_all: ReadAll) -> None:
    both = viability("Sandra Tolliver", "Grandmother", "9 January 2026"), viability("Dawn Reed", "Aunt", "4 March 2026")
    found = read_all(word(*both), "docx")
    assert [document.type for document in found] == ["viability_assessment", "viability_assessment"]
    assert all(document.begins is not None for document in found)
    assert len({copy_of(document) for document in found}) == 2
    assert in_order(reversed(found)) == found
    assert "Dawn Reed" not in " ".join(passage.text for passage in found[0].passages)
    assert "Sandra Tolliver" not in " ".join(passage.text for passage in found[1].passages)


def test_even_without_a_page_break_where_the_same_title_comes_again_behind_a_signature(read_all: ReadAll) -> None:
    both = viability("Sandra Tolliver", "Grandmother", "9 January 2026"), viability("Dawn Reed", "Aunt", "4 March 2026")
    assert len(read_all(word(*both, with_breaks=False), "docx")) == 2


# -- what belongs to one paper

MEETING = Fields(
    [("Child", JAYDEN.name), ("Date of meeting", "3 February 2026"), ("Present", "R. Okafor, S. Tolliver, D. Reed")]
)
SESSION = Fields(
    [("Child", JAYDEN.name), ("Date of session", "9 May 2025"), ("Venue", "Family centre"), ("Assessor", "A. Bell")]
)
CHRONOLOGY: list[Block] = [
    Heading("CHRONOLOGY OF SIGNIFICANT EVENTS", 1),
    Text(f"Child: {JAYDEN.name}"),
    Text("Last updated: 1 June 2026"),
    Grid(["Date", "What happened", "Source"], [["28/11/2023", PROSE, "Midwife"], ["17/03/2024", PROSE, "School"]]),
]
BEHIND_A_CHRONOLOGY: dict[str, tuple[str, list[Block]]] = {
    "minutes whose title is worded as nobody prints it": (
        "plo_meeting_minutes",
        [
            Heading("Pre-proceedings review meeting – minutes", 2),
            Fields(
                [
                    ("Date of meeting", "26 May 2026"),
                    ("Child", JAYDEN.name),
                    ("Chair", "D. Ravenhill"),
                    ("Present", "Dawn Reed; R. Okafor"),
                ]
            ),
            Text("This is the second review since the letter before proceedings. Dawn came with her solicitor."),
            Text("The parenting assessment is agreed. The plan was agreed and signed by all who were present."),
        ],
    ),
    "an assessment under the council's name": (
        "child_and_family_assessment",
        [
            Text("Buckinghamshire Council"),
            Heading("Pre-birth Child & Family Assessment", 2),
            Fields([("Unborn baby", "Tolliver"), ("Started / completed", "18 March 2026 / 8 May 2026")]),
            Heading("Parenting capacity", 3),
            Text(PROSE),
            Heading("Analysis and recommendations", 3),
            Text(f"This assessment finds that {JAYDEN.name} needs a plan. {PROSE}"),
        ],
    ),
    "a laboratory's report that names no child": (
        "expert_assessment_report",
        [
            Text("CHILTERN TOXICOLOGY LTD, Unit 8, Haddenham Park. Report CT-26-11873"),
            Heading("Expert report: hair analysis for drugs", 1),
            Text(f"Donor: Dawn Reed, mother of {JAYDEN.name}. Sample taken: 5 May 2026"),
            Text("Instructed under a letter of instruction of 6 March 2026. Date of report: 12 May 2026"),
            Grid(["Section", "Cocaine ng/mg"], [["0-1 cm", "not detected"], ["1-2 cm", "0.34"]]),
            Text(
                "Opinion. The findings are consistent with use of cocaine in February. I understand my duty to court."
            ),
        ],
    ),
    "the note of a panel": (
        "panel_decision_record",
        [
            Text("Buckinghamshire Council"),
            Heading("Legal Planning Panel, Wednesday 8 October 2025, 10am: note of decision", 2),
            Fields([("Item 6", JAYDEN.name), ("Request", "To agree pre-proceedings"), ("Decision", "Agreed by panel")]),
            Text("Panel heard the social worker and agreed that the family should have six weeks. Chair: C. Ash."),
        ],
    ),
}


@pytest.mark.parametrize("name", BEHIND_A_CHRONOLOGY)
def test_what_heads_a_page_tells_a_paper_however_it_is_worded(read_all: ReadAll, name: str) -> None:
    kind, sheet = BEHIND_A_CHRONOLOGY[name]
    assert told(read_all(pages(CHRONOLOGY, sheet))) == [("social_work_chronology", (1, 1)), (kind, (2, 2))]


def test_a_paper_that_only_its_title_speaks_for_is_kept_in_doubt(read_all: ReadAll) -> None:
    sheet: list[Block] = [Heading("Viability Assessment", 2), Text(PROSE), Text("Sandra has two bedrooms. " * 3)]
    (found,) = read_all(pages(CHRONOLOGY, sheet))
    assert [(kind, words.words, words.place.page) for kind, words in found.may_begin] == [
        ("viability_assessment", "Viability Assessment", 2)
    ]
    chapter: list[Block] = [Heading("4. Viability assessment", 2), Text(PROSE)]
    assert [document.may_begin for document in read_all(pages(CHRONOLOGY, chapter))] == [()]


ONE_PAPER: dict[str, tuple[Sequence[Block], ...]] = {
    "a chapter on a new page": (
        [Heading("Child and Family Assessment", 0), MEETING, Text(PROSE)],
        [Heading("Chronology", 1), Grid(["Date", "Event"], [["01/02/2025", PROSE], ["03/04/2025", PROSE]])],
    ),
    "a care plan proposed in a statement": (
        [Text("IN THE FAMILY COURT AT OXFORD"), Heading("Social Work Evidence Template", 0), MEETING, Text(PROSE)],
        [Heading("8. The proposed care plan", 1), Text(PROSE), Heading("Care plan", 2), Text(PROSE)],
    ),
    "an appendix with a table of its own": (
        [Heading("Parenting Assessment", 0), MEETING, Text(PROSE), Text("Signed: R. Okafor  3 March 2026")],
        [Heading("Appendix A: Parenting assessment plan", 1), SESSION, Text(PROSE)],
    ),
    "a numbered chapter with a table of its own": (
        [Heading("Parenting Assessment", 0), MEETING, Text(PROSE), Text("Signed: R. Okafor  3 March 2026")],
        [Heading("4. Viability assessment", 1), SESSION, Text(PROSE)],
    ),
    "a meeting that is told of with its day, place and people": (
        [Heading("Parenting Assessment", 0), MEETING, Text(PROSE), Text("Agreed on 3 March 2026")],
        [Heading("Strategy meeting", 1), Fields([("Date", "4 May 2025"), ("Venue", "School"), ("Chair", "A. Bell")])],
    ),
    "a court and a title that are printed on every page": (
        [Text("IN THE FAMILY COURT AT OXFORD  Case No: OX26C50099"), Heading("Threshold Document", 0), Text(PROSE)],
        [Text("IN THE FAMILY COURT AT OXFORD  Case No: OX26C50099"), Heading("Threshold Document", 0), Text(PROSE)],
    ),
    "an action plan of the minutes": (
        [Heading("Minutes of Pre-Proceedings Meeting", 0), MEETING, Text(PROSE)],
        [Heading("Agreed Action Plan", 1), Grid(["Action", "By whom", "By when"], [["School run", "Nan", "daily"]])],
    ),
    "a genogram": (
        [Heading("Child and Family Assessment", 0), MEETING, Text(PROSE)],
        [Heading("Genogram", 1), Text("Sandra Tolliver, grandmother"), Text("Dawn Reed, aunt")],
    ),
    "a cover and the report behind it": (
        [Heading("Parenting Assessment", 0), Text("Author: R. Okafor"), Text("Date: 3 March 2026")],
        [Heading("Parenting Assessment", 0), MEETING, Text(PROSE)],
    ),
    "a title that is printed on every page": (
        [Heading("Family Group Conference Minutes", 0), MEETING, Text(PROSE)],
        [Heading("Family Group Conference Minutes", 0), Text(PROSE), Text("Signed: A. Bell  3 March 2026")],
        [Heading("Family Group Conference Minutes", 0), Text(PROSE)],
    ),
    "a court's name that is printed on every page": (
        [
            Text("IN THE FAMILY COURT AT OXFORD  Case No: OX26C50099"),
            Heading("Social Work Evidence Template", 0),
            MEETING,
        ],
        [Text("IN THE FAMILY COURT AT OXFORD  Case No: OX26C50099"), Text(PROSE), Text("3 March 2026")],
        [Text("IN THE FAMILY COURT AT OXFORD  Case No: OX26C50099"), Text(PROSE)],
    ),
    "a child's band that is printed on every page": (
        [Heading("Child and Family Assessment", 0), MEETING, Text(PROSE), Text("Signed: R. Okafor  3 March 2026")],
        [MEETING, Heading("Strategy meeting", 2), Text(PROSE)],
    ),
    "a meeting that is told of": (
        [Heading("Child and Family Assessment", 0), Text(PROSE)],
        [Heading("Strategy discussion", 2), Text("Date of meeting: 4 May 2025"), Text("Present: police"), Text(PROSE)],
    ),
    "a letter that is quoted": (
        [Heading("Parenting Assessment", 0), MEETING, Text(PROSE)],
        [Text("Dear Dawn,"), Text(PROSE), Text("Yours sincerely, R. Okafor")],
    ),
}


@pytest.mark.parametrize("name", ONE_PAPER)
def test_no_chapter_is_torn_off(read_all: ReadAll, name: str) -> None:
    assert len(read_all(pages(*ONE_PAPER[name]))) == 1
    assert len(read_all(word(*ONE_PAPER[name]), "docx")) == 1


def test_pages_that_count_on_are_one_paper_s(read_all: ReadAll) -> None:
    sheets = viability("Sandra Tolliver", "Grandmother", "9 January 2026"), viability("Dawn", "Aunt", "4 March 2026")
    one = pages(*[[*sheet, Text(f"Page {number} of 2")] for number, sheet in enumerate(sheets, 1)])
    two = pages(*[[*sheet, Text("Page 1 of 1")] for sheet in sheets])
    assert [len(read_all(one)), len(read_all(two))] == [1, 2]


@pytest.mark.parametrize("form", [booking_form, panel_application_form, swindon_request_form])
def test_a_form_s_own_parts_stay_with_it(read_all: ReadAll, form: Callable[..., bytes]) -> None:
    assert len(read_all(form(), "docx")) == 1
    assert len(read_all(form(as_pdf=True))) == 1


def test_what_a_paper_holds_is_told_with_its_place(read_all: ReadAll) -> None:
    (statement,) = read_all(swet(), "docx")
    (held,) = [words for kind, words in zip(statement.also, statement.also_seen, strict=True) if "chronology" in kind]
    assert held.place.paragraph or held.place.table


def test_a_paper_of_another_family_behind_a_report_is_a_piece_of_its_own(read_all: ReadAll) -> None:
    stranger = Child("Ottoline Fennimore-Achebe", date(2018, 5, 6), "ICS 811001")
    files = (
        papers.child_and_family_assessment(as_pdf=True),
        papers.parenting_assessment_plan(child=stranger, as_pdf=True),
    )
    found = read_all(together(*files))
    assert [[child.name for child in document.children] for document in found] == [[JAYDEN.name], [stranger.name]]


def test_papers_behind_a_form_are_their_own_and_leave_the_form_whole(read_all: ReadAll) -> None:
    files = swindon_request_form(as_pdf=True), papers.viability_assessment(as_pdf=True), court_care_plan(as_pdf=True)
    (alone,) = read_all(files[0])
    found = read_all(together(*files))
    assert [document.type for document in found] == [alone.type, "viability_assessment", "court_care_plan"]
    assert [field.value for field in found[0].fields] == [field.value for field in alone.fields]


def test_of_very_many_papers_the_rest_stays_with_the_last_and_that_is_said(
    read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.bound.MOST_PAPERS", 2)
    monkeypatch.setattr("extractors.bound_cut.MOST_PAPERS", 2)
    found = read_all(pages(*(order(number, f"{number} March 2026") for number in (1, 2, 3))))
    assert [(document.pages, bool(document.limits)) for document in found] == [((1, 1), False), ((2, 3), True)]


def test_what_runs_along_the_pages_of_one_paper_is_not_another_s(read_all: ReadAll) -> None:
    files = papers.child_and_family_assessment(as_pdf=True), papers.fgc_minutes(draft=True, as_pdf=True)
    first, second = read_all(together(*files))
    assert (first.state, second.state) == (DocumentState.FINAL, DocumentState.DRAFT)


def test_a_plan_behind_the_minutes_that_names_the_child_without_a_label(read_all: ReadAll) -> None:
    minutes: list[Block] = [
        Heading("Child Protection Conference Minutes", 0),
        MEETING,
        Text(PROSE),
        Text("Signed: A. Bell 3 March 2026"),
    ]
    plan: list[Block] = [Heading("Child Protection Plan", 0), Text(f"{JAYDEN.name}. Category: neglect."), Text(PROSE)]
    assert told(read_all(pages(minutes, plan))) == [("cpc_minutes", (1, 1)), ("child_protection_plan", (2, 2))]
    nobody_s: list[Block] = [Heading("Child Protection Plan", 0), Text("Category: neglect."), Text(PROSE)]
    assert len(read_all(pages(minutes, nobody_s))) == 1


REFERRAL: list[Block] = [Heading("Parenting Assessment", 0), MEETING, Text(PROSE)]
RECORD: list[Block] = [
    Heading("Strategy discussion: record", 0),
    Fields([("Chair", "P Hathersage"), ("Present", "Police, health visitor, school")]),
    Text("Threshold for a section 47 enquiry is met, single agency. Police told what is known. " + PROSE),
]


def test_a_page_whose_words_are_all_another_paper_s_needs_no_child_s_name(read_all: ReadAll) -> None:
    assert told(read_all(pages(REFERRAL, RECORD))) == [
        ("parenting_assessment", (1, 1)),
        ("strategy_meeting_minutes", (2, 2)),
    ]


def test_a_page_of_another_file_behind_a_signed_one_is_a_paper_of_its_own(read_all: ReadAll) -> None:
    signed = [*REFERRAL, Text("Signed: R. Okafor  3 March 2026")]
    plan: list[Block] = [Heading("Kira and us", 0), Text("What we are going to do"), Text(PROSE)]
    report = pages(REFERRAL, [Text(PROSE)], signed, look=Look(footer="Assessment form v2"))
    ours = pages(plan, [Text(PROSE)], look=Look(footer="Written up by the co-ordinator"))
    assert [document.pages for document in read_all(together(report, ours))] == [(1, 3), (4, 5)]


class TestAPackWithACoverSheet:
    """Papers whose heads alone say too little are told apart by how many the cover sheet lists."""

    PLAIN: tuple[list[Block], list[Block]] = (
        [Heading("Family plan", 1), Text(PROSE), Text("Nan has them on Fridays.")],
        [Text("Kite Outreach CIC    QUOTATION K-12"), Grid(["Item", "Rate", "Amount"], [["Visits", "£10", "£100"]])],
    )

    def cover(self, *papers: str) -> list[Block]:
        rows = [[letter, name] for letter, name in zip("ABCDEF", papers, strict=False)]
        return [Heading("LPNA Panel 10 March 2026", 1), Text(f"{JAYDEN.name} – papers"), Grid(rows[0], rows[1:])]

    def test_is_a_message_and_the_papers_it_counts(self, read_all: ReadAll) -> None:
        cover = self.cover("What the family will do", "Price", "Gran")
        found = read_all(pages(cover, *self.PLAIN, viability("Ida Bell", "Grandmother", "3 March 2026")))
        assert [(each.role.value, each.pages) for each in found] == [
            ("message", (1, 1)),
            ("paper", (2, 2)),
            ("paper", (3, 3)),
            ("paper", (4, 4)),
        ]

    def test_is_cut_no_finer_than_it_says(self, read_all: ReadAll) -> None:
        long: list[list[Block]] = [
            [Heading("Viability Assessment", 1), *[Text(PROSE)] * 14],
            [Text(PROSE)] * 14,
            [Text(PROSE)],
        ]
        found = read_all(pages(self.cover("Gran", "Price", "Plan"), *long, *self.PLAIN))
        assert [each.pages for each in found] == [(1, 1), (2, 4), (5, 5), (6, 6)]


class TestAPlanBehindMinutes:
    """A paper that the one before may hold is one of its own where that ended above it, and title and words agree."""

    MINUTES = (
        Heading("Minutes of Review Child Protection Conference", 1),
        Fields([("Child", JAYDEN.name), ("Date of conference", "25 February 2026"), ("Chair", "Kay Bell")]),
        Heading("Decision", 2),
        Text("The conference decided that the child protection plan goes on. " + PROSE),
        Text("Signed: Kay Bell   Date: 2 March 2026"),
    )
    PLAN = (
        Heading("Child Protection Plan – revised at conference", 1),
        Fields([("Child", JAYDEN.name), ("Date of plan", "25 February 2026")]),
        Grid(
            ["What needs to change", "Action", "By whom", "By when"], [["Mornings", "Breakfast club", "Mum", "1 April"]]
        ),
        Heading("Contingency plan", 2),
        Text("If the plan is not kept to, the core group meets within a week."),
    )

    def test_is_a_paper_of_its_own(self, read_all: ReadAll) -> None:
        assert told(read_all(pages(self.MINUTES, self.PLAN))) == [
            ("cpc_minutes", (1, 1)),
            ("child_protection_plan", (2, 2)),
        ]


def test_the_courts_heading_of_a_plan_is_no_paper_before_it(read_all: ReadAll) -> None:
    parties: list[Block] = [
        Text("DRAFT – not filed"),
        Text("IN THE FAMILY COURT SITTING AT OXFORD      Case No: to be given on issue"),
        Text("IN THE MATTER OF THE CHILDREN ACT 1989"),
        Text(f"AND IN THE MATTER OF {JAYDEN.name.upper()} (d.o.b. 14/06/2019)"),
        Text("BETWEEN: THE BOROUGH COUNCIL, Applicant, and KAY TOLLIVER, 1st Respondent, CURTIS BELL, 2nd Respondent,"),
        Text("and LEE HOSKYN, 3rd Respondent, putative father, and THE CHILD, by the guardian appointed for this case"),
    ]
    plan: list[Block] = [
        Heading(f"INTERIM CARE PLAN OF {JAYDEN.name.upper()}", 1),
        Fields([("Name of child", JAYDEN.name), ("Author of plan", "Bart Oduya"), ("Date of plan", "4 March 2026")]),
        Heading("Section 1: Overall aim", 2),
        Text(PROSE),
        Heading("Section 2: Child's needs including contact", 2),
        Text(PROSE),
        Heading("Section 4: Placement details and timetable", 2),
        Text(PROSE),
    ]
    assert [each.type for each in read_all(word([*parties, *plan], with_breaks=False), "docx")] == ["court_care_plan"]


class TestPagesSetOtherwise:
    """Each file brings its own size of type; a title, or words, of another type then need little beside."""

    REFERRAL: tuple[Block, ...] = (
        Heading("Children's Resource Panel – referral", 1),
        Fields([("Child's name", JAYDEN.name), ("Date of referral", "24 February 2026")]),
        Heading("Reason for request", 2),
        Text(PROSE),
        Heading("Resource requested", 2),
        Text("A children's home for thirty weeks. " + PROSE),
    )
    REPORT: tuple[Block, ...] = (
        Heading("Social worker's report for the child in care review", 2),
        Text("Review is on 26 March at 4. Report written on 18 February by Ros."),
        Text("Since the last review in September the child has started a new year at school. " + PROSE),
        Text("Decisions of the last review. Swimming: done. What the review should think about: school."),
    )

    def test_a_report_that_names_no_child_is_told_apart(self, read_all: ReadAll) -> None:
        both = pages(self.REFERRAL, look=Look(size=10)), pages(self.REPORT, look=Look(size=13))
        assert told(read_all(together(*both))) == [
            ("childrens_resource_panel_referral_form", (1, 1)),
            ("review_report_social_worker", (2, 2)),
        ]

    def test_a_paper_under_a_name_of_its_own_is_told_apart(self, read_all: ReadAll) -> None:
        ours: list[Block] = [Heading("Kira and us", 0), Text("What we are going to do"), Text(PROSE)]
        both = pages(REFERRAL, look=Look(size=10)), pages(ours, look=Look(size=13))
        assert [each.pages for each in read_all(together(*both))] == [(1, 1), (2, 2)]

    def test_a_page_that_goes_on_in_small_print_is_not(self, read_all: ReadAll) -> None:
        report = pages([*REFERRAL, *[Text(PROSE)] * 12], look=Look(size=12))
        going_on: list[list[Block]] = [
            [Text(PROSE), Text(PROSE)],
            [Heading("4. Viability assessment", 2), Text(PROSE)],
        ]
        for small in going_on:
            assert len(read_all(together(report, pages(small, look=Look(size=9))))) == 1

    def test_nor_is_a_page_of_what_is_no_paper_we_know(self, read_all: ReadAll) -> None:
        cover: list[Block] = [Heading("The climbing hall", 1), Text("What a day with us is like. " * 20)]
        prices: list[Block] = [Heading("What you get", 0), Text("One month, all the ropes and a first lesson. " * 4)]
        both = pages(cover, look=Look(size=9)), pages(prices, look=Look(size=13))
        assert len(read_all(together(*both))) == 1

    def test_a_few_words_left_over_tell_nothing(self, read_all: ReadAll) -> None:
        left_over = pages([Text("Minutes agreed by the chair 16/02/2026"), Text("Record v7")], look=Look(size=8))
        minutes = pages([Heading("Child Protection Conference Minutes", 0), MEETING, Text(PROSE)], look=Look(size=12))
        assert len(read_all(together(minutes, left_over))) == 1


def attendance(day: str, chair: str, words: str) -> list[Block]:
    return [
        Heading("Legal Planning & New Admissions Panel – attendance note", 1),
        Text(f"{day}   Item 4 of 9"),
        Fields([("Family", "Tolliver"), ("Chair", chair), ("There", "Legal, placements duty")]),
        Text(f"Panel heard the social worker. {words} Decision agreed by panel."),
    ]


def test_a_form_filled_in_again_is_another_paper_though_it_names_no_child(read_all: ReadAll) -> None:
    notes = attendance("20.01.26", "Rae Oduya", PROSE), attendance("10.03.26", "Kay Bell", "Carry on as before.")
    found = read_all(pages(*notes))
    assert told(found) == [("panel_decision_record", (1, 1)), ("panel_decision_record", (2, 2))]
    assert [each.dated for each in found] == [date(2026, 1, 20), date(2026, 3, 10)]
    again = [*attendance("20.01.26", "Rae Oduya", PROSE)[:3], Text(PROSE)]
    assert len(read_all(pages(notes[0], again))) == 1


def test_a_title_as_large_as_the_first_begins_the_plan_and_not_where_chapters_are_as_large(read_all: ReadAll) -> None:
    plan: list[Block] = [
        Heading("Outline child protection plan", 1),
        Text(f"{JAYDEN.name}. Category: neglect. Made at conference 17.03.2026. Key worker: R Okafor"),
        Grid(["What must change", "How", "Who", "By"], [["Mornings", "Breakfast club", "Mum", "1 April"]]),
        Text("Contingency: if the plan is not kept to, the core group meets within a week."),
    ]
    top: list[Block] = [Heading("Initial Child Protection Conference", 1), Text("Minutes of the conference"), MEETING]
    minutes: list[Block] = [*top, Heading("Decision", 3), Text(PROSE), Text("Core group: 26 March at 2pm in school")]
    assert told(read_all(pages(minutes, plan))) == [("cpc_minutes", (1, 1)), ("child_protection_plan", (2, 2))]
    with_chapters = [*top, Heading("Decision", 1), Text(PROSE), Text("Core group: 26 March at 2pm in school")]
    assert len(read_all(pages(with_chapters, plan))) == 1


def test_a_page_number_that_does_not_count_begins_nothing(read_all: ReadAll) -> None:
    number = Text("Care system print 02/06/2026 Page 1 of 3")
    first: list[Block] = [Heading("Care Plan", 0), MEETING, Text(PROSE), number]
    rest: list[Block] = [Heading("Contingency plan", 2), Text(PROSE), Text("Agreed on 3 March 2026"), number]
    assert len(read_all(pages(first, rest))) == 1


def test_a_letter_whose_top_was_read_as_one_line_is_a_paper_of_its_own(read_all: ReadAll) -> None:
    top = "Brackley Academy, Turner Lane 01632 960 418 22nd April 2026 Dear Ros Jayden, year 9"
    letter: list[Block] = [Heading(top, 2), Text(PROSE), Text("Yours sincerely"), Text("Glen Ward, Head of Year 9")]
    both = pages(REFERRAL, look=Look(size=10)), pages(letter, look=Look(size=13))
    assert [each.pages for each in read_all(together(*both))] == [(1, 1), (2, 2)]


def test_an_order_without_a_title_is_known_by_its_court_behind_another_paper(read_all: ReadAll) -> None:
    untitled: list[Block] = [
        Text("Case No: OX26P00099"),
        Heading("In the Family Court sitting at Oxford", 2),
        Heading("The Children Act 1989", 3),
        Text(f"{JAYDEN.name}, born 14 June 2019"),
        Text(
            "ORDER made by District Judge Oye on 20 April 2026 after a hearing by video at which the father appeared "
            "in person and the mother by counsel, the guardian being heard too"
        ),
        Text("It appearing to the court that it may be appropriate for a care or supervision order to be made"),
        Heading("THE COURT ORDERS", 3),
        Text("1. Under section 37(1) the council shall undertake an investigation of the child's circumstances."),
    ]
    full = pages([*REFERRAL, *[Text(PROSE)] * 14])
    assert [each.pages for each in read_all(together(full, pages(untitled, look=Look(size=13))))] == [(1, 1), (2, 2)]
    goes_on = [Text("In the Family Court at Oxford  Case No: OX26P00099"), Text(PROSE), Text("20 April 2026")]
    assert len(read_all(pages(untitled, goes_on))) == 1


class TestAPackOfManyTypes:
    """Where pages tell of many types in title and words, a page needs little more to begin another paper."""

    OTHERS = (viability("Ida Bell", "Grandmother", "3 March 2026"), CHRONOLOGY)
    NOTE = (*attendance("20.01.26", "Rae Oduya", PROSE), *[Text(PROSE)] * 12)
    UNTITLED: tuple[Block, ...] = (
        Text("Date completed 23/02/2026, previous one 19/09/2025"),
        Heading("Front sheet", 3),
        Text("Care order. In care since 2 February 2022."),
        Heading("Section 1 About the child, strengths and needs", 3),
        Text(PROSE),
        Heading("Section 2 Summary and analysis", 3),
        Text(PROSE),
        Heading("Section 3 The plan", 3),
        Text("Placement from 9 March. Health: done."),
        Heading("Section 4 Views of others", 3),
        Text("Mother agrees."),
        Heading("Section 5 Final sheet", 3),
        Text("R. Okafor 23/02/2026"),
    )

    def test_a_report_that_names_no_child_is_one(self, read_all: ReadAll) -> None:
        report = TestPagesSetOtherwise.REPORT
        assert [each.pages for each in read_all(pages(*self.OTHERS, self.NOTE, report))] == [
            (n, n) for n in range(1, 5)
        ]
        assert len(read_all(pages(self.NOTE, report))) == 1

    def test_a_page_under_no_title_is_one_behind_the_end_of_another(self, read_all: ReadAll) -> None:
        note = attendance("20.01.26", "Rae Oduya", PROSE)
        assert told(read_all(pages(*self.OTHERS, note, self.UNTITLED)))[2:] == [
            ("panel_decision_record", (3, 3)),
            ("care_plan", (4, 4)),
        ]
        assert len(read_all(pages(note, self.UNTITLED))) == 1

    def test_a_numbered_chapter_is_none(self, read_all: ReadAll) -> None:
        chapter = [Heading("4. What is planned", 2), *self.UNTITLED[1:]]
        found = read_all(pages(*self.OTHERS, attendance("20.01.26", "Rae Oduya", PROSE), chapter))
        assert [each.pages for each in found] == [(1, 1), (2, 2), (3, 4)]

    def test_three_papers_told_apart_are_a_pack_too_and_another_size_of_type_an_end(self, read_all: ReadAll) -> None:
        two = (viability("Ida Bell", "Grandmother", "3 March 2026"), viability("Jo Bell", "Uncle", "4 March 2026"))
        note = [*self.NOTE, *[Text(PROSE)] * 3]  # down to the foot of its page
        untitled = pages(self.UNTITLED, look=Look(size=13))
        assert told(read_all(together(pages(*two, note), untitled)))[-1] == ("care_plan", (4, 4))
        assert len(read_all(together(pages(two[0], note), untitled))) == 2
        assert len(read_all(pages(*two, note, self.UNTITLED))) == 3


def test_what_a_case_system_prints_along_the_top_hides_no_title(read_all: ReadAll) -> None:
    along = "Mosaic – Strategy record v3 – Tolliver, Keegan – ICS 700312 – born 19/07/2021 – Oxford North – 03/02/2026"
    assert told(read_all(pages(REFERRAL, [Text(along), *RECORD])))[-1] == ("strategy_meeting_minutes", (2, 2))
    assert len(read_all(pages(REFERRAL, [Text(along.replace(" –", "")), *RECORD]))) == 1
