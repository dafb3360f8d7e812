"""Makers of the papers that go with a form; the forms themselves are here too, under the same roof."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from .content import Block, Bullets, Grid, Heading, Look, Text, Value
from .court import court_care_plan, letter_before_proceedings, swet
from .forms import attendance_note, booking_form, panel_application_form, swindon_request_form
from .frame import fields, finish, known, sections
from .people import JAYDEN, MOTHER, SOCIAL_WORKER, TEAM_MANAGER, Child, long_date, short_date

Event = tuple[date, str, str, str]


def child_and_family_assessment(
    *,
    child: Child = JAYDEN,
    dated: date | None = date(2026, 2, 10),
    blank: Collection[str] = (),
    content: Mapping[str, Sequence[Block]] | None = None,
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """A Child and Family Assessment, completed and authorised on `dated`; with None it is still in progress."""
    done = short_date(dated) if dated else ""
    began = short_date(dated - timedelta(days=40)) if dated else "05/01/2026"
    rows: dict[str, Value] = {
        "Name of child": child.name,
        "Date of birth": short_date(child.born),
        "Case number": child.number,
        "Social worker": SOCIAL_WORKER,
        "Assessment start date": began,
        "Date completed": done,
        "Date authorised": done,
    }
    he = child.forename
    parts: dict[str, Sequence[Block]] = {
        "Reason for undertaking this Assessment": [f"School told us that {he} was often hungry and tired."],
        "Child’s developmental needs": [f"{he} is healthy and curious, and behind with his reading."],
        "Parenting capacity": [f"{MOTHER} is warm with {he}. Her drinking has made mornings unsafe."],
        "Family and environmental factors": ["The flat is damp. Nan lives two streets away and helps every week."],
        "Child’s wishes and feelings": [f"“I like it when Mum is laughing,” {he} said, and he drew Nan’s kitchen."],
        "Analysis": [f"Without change, {he} is likely to suffer significant harm through neglect."],
        "Outcome": ["Child protection plan to continue and a legal planning meeting to be held."],
        "Manager’s decision": [f"Agreed. Authorised by {TEAM_MANAGER} on {done}."] if dated else [],
        **(content or {}),
    }
    known(blank, rows, parts)
    blocks = [Heading("Child and Family Assessment", 0), fields(rows, blank), *sections(parts, blank)]
    return finish(blocks, title="Child and Family Assessment", look=look, draft=draft, as_pdf=as_pdf)


def social_work_chronology(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 2, 24),
    events: Sequence[Event] | None = None,
    rows: int = 12,
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """A chronology of significant events: (date, event, source, impact), or `rows` invented ones."""
    told = events if events is not None else _events(child, dated, rows)
    about: dict[str, Value] = {
        "Name of child": child.name,
        "Date of birth": short_date(child.born),
        "Prepared by": SOCIAL_WORKER,
        "Last updated": short_date(dated),
    }
    table = Grid(
        ["Date", "Significant event", "Source", "Impact on child"],
        [[short_date(day), event, source, impact] for day, event, source, impact in told],
        (1.4, 4, 2, 3),
    )
    blocks: list[Block] = [Heading("Chronology of Significant Events", 0), fields(about), table]
    return finish(blocks, title="Chronology", look=look, draft=draft, as_pdf=as_pdf)


def _events(child: Child, dated: date, rows: int) -> list[Event]:
    kinds = (
        ("Police called to the flat by a neighbour", "Police log", "was awake and frightened"),
        ("Initial child protection conference", "Conference minutes", "has a plan and a named worker"),
        ("Absent from school, mother not answering", "School", "missed a day’s learning"),
        ("Home visit; food in, house warm, mother sober", "Case record", "was settled and keen to talk"),
    )
    first = dated - timedelta(days=21 * rows)
    return [
        (first + timedelta(days=21 * n), event, source, f"{child.forename} {impact}")
        for n, (event, source, impact) in enumerate(kinds[n % len(kinds)] for n in range(rows))
    ]


def plo_meeting_minutes(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 2, 3),
    with_action_plan: bool = True,
    review: bool = False,
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """Minutes of a PLO (pre-proceedings) meeting, with or without the table of agreed actions."""
    actions = Grid(
        ["Action", "By whom", "By when"],
        [
            ["Parenting assessment to begin", SOCIAL_WORKER, short_date(dated + timedelta(days=14))],
            ["Hair strand test", MOTHER, short_date(dated + timedelta(days=21))],
        ],
    )
    parts: dict[str, Sequence[Block]] = {
        "Present": [Bullets([f"{MOTHER}, mother", "Ms A. Thirlwell, solicitor for the mother", SOCIAL_WORKER])],
        "Apologies": ["None."],
        "Concerns": [f"{child.forename} has missed school and has been left alone in the evenings."],
        "Parents’ response": [f"{MOTHER} accepts that she needs help with her drinking."],
    }
    if with_action_plan:
        parts["Agreed action plan"] = [actions]
    parts["Date of review meeting"] = [long_date(dated + timedelta(days=42))]
    known(blank, parts)
    title = "Minutes of Review PLO Meeting" if review else "Minutes of PLO Meeting (Pre-Proceedings)"
    rows: dict[str, Value] = {
        "Date of meeting": short_date(dated),
        "Child": child.name,
        "Date of birth": short_date(child.born),
    }
    blocks = [Heading(title, 0), fields(rows), *sections(parts, blank)]
    return finish(blocks, title="PLO meeting minutes", look=look, draft=draft, as_pdf=as_pdf)


def parenting_assessment_plan(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 2, 12),
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """A plan for a parenting assessment: who will meet whom, when, about what."""
    topics = ("Getting to know you", "Your own childhood", "Daily routines", "Keeping safe", "Looking ahead")
    sessions = Grid(
        ["Session", "Date", "Topic", "Venue", "Worker"],
        [
            [str(n), short_date(dated + timedelta(days=7 * n)), topic, "Family centre", SOCIAL_WORKER]
            for n, topic in enumerate(topics, 1)
        ],
    )
    parts: dict[str, Sequence[Block]] = {
        "Purpose of assessment": [f"To understand what {child.forename} needs and whether {MOTHER} can provide it."],
        "Timescale for completion": [f"The report will be ready by {long_date(dated + timedelta(weeks=10))}."],
        "Who will complete the assessment": [f"{SOCIAL_WORKER}, social worker."],
        "Sessions": [sessions],
        "Expectations of parents": ["To come to each session, and to ring if something gets in the way."],
        "Signatures": [fields({MOTHER: "K. Tolliver", SOCIAL_WORKER: "R. Okafor", "Date": short_date(dated)})],
    }
    known(blank, parts)
    blocks = [
        Heading("Parenting Assessment Plan", 0),
        fields({"Parent": MOTHER, "Child": child.name, "Date": short_date(dated)}),
        *sections(parts, blank),
    ]
    return finish(blocks, title="Parenting Assessment Plan", look=look, draft=draft, as_pdf=as_pdf)


def viability_assessment(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 1, 29),
    applicant: str = "Sandra Tolliver",
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """A viability assessment of a relative who would like to care for the child."""
    parts: dict[str, Sequence[Block]] = {
        "Relationship of the prospective carer to the child": [f"{applicant} is {child.forename}’s grandmother."],
        "Accommodation": ["A two-bedroomed house with a small garden."],
        "Health": ["Good. She takes tablets for her blood pressure."],
        "Checks": ["Police and GP checks returned with nothing of concern."],
        "Social worker’s evaluation": [f"{child.forename} is at home here, and the routines are steady."],
        "Recommendation": ["Positive. A full connected person assessment should follow."],
    }
    known(blank, parts)
    rows: dict[str, Value] = {
        "Name of child to be placed": child.name,
        "Date of birth": short_date(child.born),
        "Applicant": applicant,
        "Date of visit": short_date(dated - timedelta(days=6)),
        "Date completed": short_date(dated),
        "Completed by": SOCIAL_WORKER,
    }
    blocks = [Heading("Viability Assessment", 0), fields(rows), *sections(parts, blank)]
    return finish(blocks, title="Viability Assessment", look=look, draft=draft, as_pdf=as_pdf)


def fgc_minutes(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 1, 14),
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """Minutes of a family group conference, with the family's plan in the family's words."""
    plan = Grid(
        ["What", "Who", "When"],
        [["School run", "Nan", "Monday to Friday"], ["Tea and homework", "Auntie Dawn", "Tuesdays"]],
    )
    parts: dict[str, Sequence[Block]] = {
        "Who came": [Bullets([f"{MOTHER} (Mum)", "Sandra (Nan)", "Dawn (auntie)", SOCIAL_WORKER])],
        "Questions for the family": [f"How can we make sure that {child.forename} gets to school fed and on time?"],
        "Private family time": ["The family talked on their own for an hour and ten minutes."],
        "Family’s plan": ["We will share out the week between us so that Mum is never on her own with it.", plan],
        "Contingency": ["If Mum has been drinking, Nan comes over and stays."],
        "Review date": [long_date(dated + timedelta(weeks=12))],
    }
    known(blank, parts)
    blocks = [
        Heading("Family Group Conference", 0),
        Text(f"Minutes and family plan for {child.name}", italic=True),
        fields({"Date of conference": long_date(dated), "Coordinator": "Bev Lacey"}),
        *sections(parts, blank),
    ]
    return finish(blocks, title="FGC minutes", look=look, draft=draft, as_pdf=as_pdf)


__all__ = [
    "attendance_note",
    "booking_form",
    "child_and_family_assessment",
    "court_care_plan",
    "fgc_minutes",
    "letter_before_proceedings",
    "panel_application_form",
    "parenting_assessment_plan",
    "plo_meeting_minutes",
    "social_work_chronology",
    "swet",
    "swindon_request_form",
    "viability_assessment",
]
