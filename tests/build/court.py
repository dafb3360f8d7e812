"""Makers of the papers written for a court, or to keep a family out of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from .content import Block, Fields, Grid, Heading, Look, Text, Value
from .frame import fields, finish, known, sections
from .people import JAYDEN, MOTHER, SOCIAL_WORKER, TEAM_MANAGER, Child, long_date, short_date


def court_care_plan(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 2, 26),
    kind: str = "Interim",
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = True,
    as_pdf: bool = False,
) -> bytes:
    """A court care plan (Section 31A); a draft unless told otherwise, and only then unsigned."""
    parts: dict[str, Sequence[Block]] = {
        "Section 1: Overall Aim": [
            Heading("1.1 Aim of the plan and summary of the timetable", 2),
            f"For {child.forename} to live with his grandmother under an interim care order.",
        ],
        "Section 2: Child’s Needs including Contact": [
            Heading("2.1 The child’s identified needs", 2),
            f"{child.forename} needs regular meals, sleep and school.",
            Heading("2.2 Wishes and views of the child", 2),
            f"{child.forename} would like to be at Nan’s.",
            Heading("2.5 Arrangements for, and purpose of, contact", 2),
            "Three times a week at the family centre.",
        ],
        "Section 3: Views of Others": [f"{MOTHER} does not agree with the plan."],
        "Section 4: Placement Details and Timetable": ["With his grandmother, from the day of the order."],
        "Section 5: Management and Support by the Local Authority": ["Weekly visits; review after four weeks."],
    }
    known(blank, parts)
    front: dict[str, Value] = {
        "Care Plan of": child.name,
        "Date of birth": short_date(child.born),
        "Case number": "TBA" if draft else "ZZ26C50017",
        "Author of Plan": SOCIAL_WORKER,
        "Date of Plan": short_date(dated),
    }
    signed = {"Signed": "" if draft else SOCIAL_WORKER, "Date of Signature": "" if draft else short_date(dated)}
    blocks = [Heading(f"{kind} Care Plan", 0), fields(front), *sections(parts, blank), Fields(list(signed.items()))]
    return finish(blocks, title=f"{kind} Care Plan", look=look, draft=draft, as_pdf=as_pdf)


def letter_before_proceedings(
    *,
    child: Child = JAYDEN,
    dated: date | None = date(2026, 1, 23),
    parent: str = MOTHER,
    draft: bool = False,
    blank: Collection[str] = (),
    look: Look | None = None,
    as_pdf: bool = False,
) -> bytes:
    """A letter before proceedings to one parent; as a draft it has neither date nor signature."""
    day = dated if dated and not draft else None
    meeting = long_date((dated or date(2026, 1, 23)) + timedelta(days=11))
    parts: dict[str, Sequence[Block]] = {
        "Our main concerns": [f"{child.forename} has been left alone and has missed a great deal of school."],
        "What we have done to try to help": ["A child protection plan, a family support worker and an FGC."],
        "What you need to do": ["Work with the alcohol service and come to the parenting assessment."],
        "WHAT WILL HAPPEN IF YOU DO NOTHING": ["We may ask the court to decide where your child should live."],
        "YOUR WIDER FAMILY": ["Please tell us about relatives who could help."],
    }
    known(blank, parts)
    blocks: list[Block] = [
        long_date(day) if day else "Date: xxxxx",
        f"Dear {parent},",
        Text("PLEASE DO NOT IGNORE THIS LETTER – TAKE IT TO A SOLICITOR NOW", bold=True),
        Heading("LETTER BEFORE PROCEEDINGS", 0),
        Text(f"RE: the Council’s concerns about {child.name}", bold=True),
        f"Please bring a solicitor to the meeting on {meeting} at 10.30am at the Civic Offices.",
        *sections(parts, blank, 2),
        "Yours sincerely,",
        "" if draft else TEAM_MANAGER,
        "Team Manager",
    ]
    return finish(blocks, title="Letter before proceedings", look=look, draft=draft, as_pdf=as_pdf)


def swet(
    *,
    child: Child = JAYDEN,
    dated: date | None = date(2026, 1, 15),
    siblings: Sequence[Child] = (),
    filed: bool = False,
    with_chronology: bool = True,
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """A social work evidence template; `filed` gives it a court's case number, None for `dated` leaves it undated."""
    children = [child, *siblings]
    he, day = child.forename, short_date(dated) if dated else ""
    family = Grid(
        ["Names", "Gender", "Date of Birth", "Child’s current placement status", "Child’s current legal status"],
        [[c.name, "", short_date(c.born), "At home", "Child protection plan"] for c in children],
    )
    events = Grid(
        ["Date", "Event", "Source", "Outcome"],
        [["04/09/2025", "Initial conference", "Minutes", "Plan made: neglect"]] if with_chronology else [],
    )
    parts: dict[str, Sequence[Block]] = {
        "1. Case details": [family],
        "1.1 Family composition": [f"{he} lives with his mother, {MOTHER}."],
        "1.2 Genogram": ["See the drawing attached to the case record."],
        "2. The social work chronology": [events] if with_chronology else [],
        "3. Analysis of harm": [f"{he} has suffered neglect. The harm is likely to go on without change."],
        "4. Child impact analysis on each individual child": [f"{he} is tired at school and worries about his mother."],
        "4.3 The child’s wishes and feelings": [f"{he} wants to be at Nan’s on school nights."],
        "5. Analysis of parenting capability": [f"{MOTHER} shows warmth, and cannot yet keep to a routine."],
        "6. Analysis of wider family capability": ["Sandra Tolliver, grandmother, has been assessed as viable."],
        "7. The proposed care plan for each child": [f"{he} to stay at home during pre-proceedings."],
        "9. Statement of procedural fairness": ["The contents were shared with the mother and her solicitor."],
        "10. Signature": [fields({"Signed": SOCIAL_WORKER if dated and not draft else "", "Date signed": day})],
    }
    known(blank, parts)
    front: dict[str, Value] = {
        "In the Family Court sitting at": "Milton Keynes" if filed else "TBA",
        "Case number": "ZZ26C50017" if filed else "TBA",
        "The child(ren)": ", ".join(c.name for c in children),
        "Filed by (local authority)": "The Council",
        "Social work statement number in the proceedings": "1",
        "This author/witness’s name, qualifications, experience, and office address": f"{SOCIAL_WORKER}, BA (Hons)",
        "Dated": day,
    }
    title = Heading("Local authority social work evidence template (SWET)", 0)
    return finish([title, fields(front), *sections(parts, blank)], title="SWET", look=look, draft=draft, as_pdf=as_pdf)
