"""A sample with one thing changed in its real files: the verdict changes as it should, and for that reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from casework.finding import Outcome
from generators.answer import Answer
from generators.contract import everything_found, subject_of
from tests.build import hostile, papers
from tests.build.people import IDRIS, Child
from tests.samples_check.changing import (
    LISTED,
    Change,
    beside,
    both,
    check,
    cut_out,
    cut_short,
    emptied,
    files_of,
    filled,
    in_zip,
    reworded,
    swapped,
    without,
    without_attachment,
)

HARPER = Child("Harper Quance", date(2021, 6, 3), "PER0327715")
ROWAN = Child("Rowan Pascoe-Lisle", date(2018, 7, 19), "PER0330496")
KIT = Child("Kit Hallett and Wren Hallett", date(2017, 5, 5), "GRP0021873")
JAYDEN = Child("Jayden Tolliver", date(2019, 4, 2), "4410927")
AMARA = Child("Amara Fenwick-Dosu", date(2022, 8, 22), "4417350")
LOGAN = Child("Logan Sharrock", date(2015, 11, 30), "4398812")
RUBY = Child("Ruby Castleden", date(2013, 9, 9), "4422007")
FREYA = Child("Freya Dunmore", date(2016, 1, 23), "209983")

S20_FORM = "Panel Application Form - Elowen T.docx"
GATEWAY_FORM = "LGP Panel Application - Harper Q.docx"
BOOKING = "Booking form JT 10 March.docx"
CARE_FORM = "Care Panel Request Form - Callan I.docx"
HOLIDAY = "Care Panel form Alfie P holiday.docx"
MAIL = "Panel 10 March - request for S20 edge of care - TM.eml"


@dataclass(frozen=True)
class Row:
    """A sample, what happens to it, and what must come of that: the verdict, and all that says why."""

    sample: str
    what: str
    change: Change
    verdict: str
    why: str  # each requirement, rule or doubt that somebody must act on, and its outcome


TABLE = (
    Row("devon-s20-ready", "the child's wishes are blank",
        emptied(S20_FORM, "Child(ren)’s wishes"), "incomplete", "panel_application_form: unfinished"),
    Row("devon-s20-ready", "the child is thirteen, so Bridges must be told of",
        reworded(S20_FORM, "aged 8", "aged 13"), "incomplete", "bridges_for_11_to_16: ask"),
    Row("devon-s20-ready", "it is a safeguarding matter, which another panel hears",
        reworded(S20_FORM, "arises from family breakdown after illness and not from a safeguarding concern",
                 "arises because of safeguarding concerns"),
        "referred", "family_breakdown_not_safeguarding: unsure"),
    Row("devon-legal-gateway-ready", "the chronology is left out",
        without("Chronology HQ.docx"), "incomplete", "chronology: missing"),
    Row("devon-legal-gateway-ready", "the assessment is of June 2025",
        swapped("C&F Assessment HQ Feb 2026.pdf", lambda: papers.child_and_family_assessment(
            child=HARPER, dated=date(2025, 6, 9), as_pdf=True)), "referred", "assessment: unsure"),
    Row("devon-legal-gateway-ready", "the chronology is another child's",
        swapped("Chronology HQ.docx", lambda: papers.social_work_chronology(child=IDRIS)),
        "referred", "chronology: unsure, wrong_child: unsure"),
    Row("devon-legal-gateway-ready", "the chronology is locked",
        swapped("Chronology HQ.docx", hostile.password_docx), "referred", "chronology: unsure, unreadable: unsure"),
    Row("devon-legal-gateway-incomplete", "the contingency plan is written and the chronology sent",
        both(reworded("Panel form Rowan PL.docx", "SW to fill in", "We will ask for daily visits for six weeks."),
             beside(Chronology_docx=lambda: papers.social_work_chronology(child=ROWAN))), "ready", ""),
    Row("devon-legal-gateway-incomplete", "a locked file comes, which may be the chronology",
        beside(Scan0001_pdf=hostile.password_pdf), "referred",
        "panel_request_form: unfinished, chronology: unsure, unreadable: unsure"),
    Row("devon-legal-gateway-old-assessment", "the assessment is a new one",
        swapped("Hallett C and F assessment.pdf", lambda: papers.child_and_family_assessment(
            child=KIT, dated=date(2026, 2, 20), as_pdf=True)), "ready", ""),
    Row("devon-legal-gateway-old-assessment", "there is no assessment at all",
        without("Hallett C and F assessment.pdf"), "incomplete", "assessment: missing"),
    Row("bucks-plo-week-6-ready", "the letter before proceedings is left out",
        without("LBP Ms Tolliver signed.pdf"), "incomplete", "letter_before_proceedings: missing"),
    Row("bucks-plo-week-6-ready", "no date of the family group conference",
        emptied(BOOKING, "Date of FGC"), "incomplete", "family_group_conference: missing"),
    Row("bucks-plo-week-6-ready", "the minutes end before the action plan",
        cut_out("Jayden PLO mins v2 FINAL.docx", "Agreed action plan"), "incomplete", "plo_action_plan: missing"),
    Row("bucks-plo-week-6-ready", "half of the SWET never arrived",
        cut_short("Initial SWET Tolliver 06.01.26.pdf"), "referred", "initial_swet: unsure, unreadable: unsure"),
    Row("bucks-plo-week-6-ready", "the note is of another child's panel",
        swapped("attendance note 13 Jan panel.pdf", lambda: papers.attendance_note(child=IDRIS, as_pdf=True)),
        "referred", "previous_panel_minutes: unsure, wrong_child: unsure"),
    Row("bucks-plo-week-6-incomplete", "the plan and the panel's note are sent",
        beside(Plan_docx=lambda: papers.parenting_assessment_plan(child=AMARA),
               Note_pdf=lambda: papers.attendance_note(child=AMARA, as_pdf=True)), "ready", ""),
    Row("bucks-plo-week-6-incomplete", "a damaged file comes, which may be what is missing",
        beside(Plan_pdf=hostile.damaged_pdf), "referred",
        "parenting_assessment_plan: unsure, previous_panel_minutes: unsure, unreadable: unsure"),
    Row("bucks-plo-week-6-password", "the locked letter comes without its password",
        swapped("Scan - LBP.pdf", lambda: papers.letter_before_proceedings(child=LOGAN, as_pdf=True)), "ready", ""),
    Row("bucks-plo-week-6-password", "the locked letter does not come at all",
        without("Scan - LBP.pdf"), "incomplete", "letter_before_proceedings: missing"),
    Row("bucks-s20-request-ready", "the mail comes without the minutes",
        without_attachment(MAIL, "FGC minutes Marchbanks family 18 Feb.pdf"), "incomplete", "fgc_minutes: missing"),
    Row("bucks-s20-request-incomplete", "the plan is written and the minutes are in the zip",
        in_zip("Ruby C papers.zip", both(
            reworded("Booking form RC.docx", "Proposed plan", "Proposed plan: to stay with Mrs Lowe under S20."),
            beside(Minutes_docx=lambda: papers.fgc_minutes(child=RUBY)))), "ready", ""),
    Row("bucks-s20-request-incomplete", "half of the zip never arrived",
        cut_short("Ruby C papers.zip"), "referred", "request_unclear: unsure, unreadable: unsure"),
    Row("swindon-additional-resources-ready", "no total is given",
        both(emptied(CARE_FORM, "Cost requested (total)"), emptied(CARE_FORM, "Total", column=2)),
        "incomplete", "upwards_of_500: ask"),
    Row("swindon-additional-resources-ready", "it costs less than this panel decides on",
        filled(CARE_FORM, "Cost requested (total)", "£350"), "referred", "upwards_of_500: unsure"),
    Row("swindon-additional-resources-ready", "the Service Manager has not agreed",
        emptied(CARE_FORM, "Service Manager (agreement to submit)"), "incomplete", "request_form: unfinished"),
    Row("swindon-additional-resources-incomplete", "a form that is filled in comes instead",
        swapped("Panel request FD.pdf", lambda: papers.swindon_request_form(child=FREYA, as_pdf=True)), "ready", ""),
    Row("swindon-additional-resources-excluded", "it is not a holiday but mentoring",
        reworded(HOLIDAY, "A week’s holiday for Alfie at a caravan park in Pembrokeshire with his mother and baby "
                 "sister, from 4 to 11 April 2026.", "Twelve weeks of mentoring for Alfie."), "ready", ""),
)  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.sample}: {row.what}")
def test_one_change_changes_the_verdict(row: Row, tmp_path: Path) -> None:
    answer = check(row.change(files_of(row.sample)), tmp_path)
    assert (answer.verdict, _acting(answer)) == (row.verdict, row.why)


def test_every_sample_is_changed_and_every_change_is_one() -> None:
    was = {sample["folder"]: sample["verdict"] for sample in LISTED["samples"]}
    assert {row.sample for row in TABLE} == set(was)
    assert [row.what for row in TABLE if row.verdict == was[row.sample]] == []


def _acting(answer: Answer) -> str:
    found = [(subject_of(each), Outcome(each.outcome)) for each in everything_found(answer)]
    return ", ".join(f"{subject}: {outcome}" for subject, outcome in found if outcome.who_acts != "nobody")
