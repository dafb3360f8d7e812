"""A filled form, as the makers of its shapes are given it.

The forms are filled with what trips readers up: several lines, accents, apostrophes, "N/A", an answer that is a label
word, tick boxes, and answers left blank.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.answered import Answered


@dataclass(frozen=True)
class Asked:
    """A label printed on the form, the field it asks for, and the answer; `choices` make it a group of tick boxes."""

    id: str
    label: str
    answer: str = ""
    choices: tuple[str, ...] = ()
    is_prompt: bool = False
    """Whether it is one of several printed in one cell."""
    answered: Answered = Answered.ANSWERED

    @property
    def shown(self) -> str:
        """The answer as it stands on the page."""
        if not self.choices:
            return self.answer
        return " ".join(f"{'☒' if each == self.answer else '☐'} {each}" for each in self.choices)

    @property
    def lines(self) -> list[str]:
        """The answer's lines, as it stands on the page."""
        return self.shown.split("\n") if self.shown else []


@dataclass(frozen=True)
class Form:
    """A form: its name, the type it is to be known as, and its parts, each a heading and what is asked under it."""

    title: str
    type: str
    parts: tuple[tuple[str, tuple[Asked, ...]], ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Everything asked, in order."""
        return tuple(each for _, part in self.parts for each in part)

    def answered(self, **answers: str) -> Form:
        """The form with other answers."""
        parts = [(head, tuple(_given(each, answers) for each in part)) for head, part in self.parts]
        return replace(self, parts=tuple(parts))


def _given(asked: Asked, answers: dict[str, str]) -> Asked:
    return replace(asked, answer=answers[asked.id]) if asked.id in answers else asked


def groups(part: tuple[Asked, ...]) -> list[list[Asked]]:
    """What is asked, prompts of one cell together."""
    found: list[list[Asked]] = []
    for each in part:
        if each.is_prompt and found and found[-1][-1].is_prompt:
            found[-1].append(each)
        else:
            found.append([each])
    return found


DEVON = Form(
    "Panel Application",
    "panel_application_form",
    (
        (
            "Panel Application – To be completed by the Social Worker",
            (
                Asked("panel_name", "Panel name", "Practice and Resource Panel"),
                Asked("childrens_names", "Children’s name(s)", "Siân O’Brien-Llŷr\nZoë d’Arcy (her half-sister)"),
                Asked("per_grp_number", "PER/GRP number", "PER0041977 / GRP 20012"),
                Asked("team_manager", "Team Manager", "Panel Chair"),
                Asked("social_worker", "Social Worker", "Ruth O'Connor-Nkemelu"),
                Asked("team_locality", "Team/Locality", "Exeter & East Devon – Team 2"),
                Asked(
                    "request",
                    "1. Request:",
                    "A specialist placement at £4,850.50 a week for both girls.\n"
                    "It would begin on 14 March 2026, close to Ysgol Gymraeg y Fenni.",
                    is_prompt=True,
                ),
                Asked("duration", "2. Duration:", "26 weeks from 14/03/2026", is_prompt=True),
                Asked(
                    "exit_plan",
                    "3. Exit Plan/Review:",
                    "Reviewed on 12 September 2026; home to Mum if it’s safe.",
                    is_prompt=True,
                ),
                Asked(
                    "options_considered",
                    "4. Summary of what options were considered and why the proposed package is recommended:",
                    "Three were weighed up, two of them since Christmas:\n"
                    "(a) care by Nan, who isn’t well;\n"
                    "(b) foster care in Exeter – nobody is free before June.\n"
                    "We recommend the third, as “good enough” for both.",
                    is_prompt=True,
                ),
                Asked(
                    "contingency_plan",
                    "5. Details of contingency plan if funding request is not agreed:",
                    "N/A",
                    is_prompt=True,
                    answered=Answered.NOT_APPLICABLE,
                ),
                Asked(
                    "childrens_wishes",
                    "Child(ren)’s wishes",
                    "Siân said she’d like to live by the sea.\nZoë did not want to say.",
                ),
                Asked("request_value", "Request value", "£126,113.00"),
            ),
        ),
        (
            "Panel Administration – To be completed by Business Support",
            (
                Asked("panel_date", "Panel date", "12/03/2026"),
                Asked("panel_time_slot", "Panel time slot", "10am to 10:30am"),
                Asked("panel_chair", "Panel Chair", "Dewi ap Rhys"),
                Asked("panel_administrator", "Panel Administrator", "TBC", answered=Answered.DEFERRED),
            ),
        ),
        (
            "Panel Discussion & Decisions – To be completed by Business Support",
            (
                Asked("panel_decision", "Panel decision", answered=Answered.BLANK),
                Asked("review_date", "Review date", answered=Answered.BLANK),
                Asked("record_approved", "Record approved", "No", ("Yes", "No")),
            ),
        ),
    ),
)
"""Devon's Panel Application, everybody in it invented."""

BUCKINGHAMSHIRE = Form(
    "Legal Planning and New Admissions Booking Form",
    "legal_planning_new_admissions_booking_form",
    (
        (
            "Booking",
            (
                Asked("panel_name", "Name of panel", "Legal Planning and New Admissions Panel"),
                Asked("panel_date", "Date of panel requested", "10/03/2026"),
                Asked("reason_for_request", "Reason for panel", "PLO pre-proceedings – 6 week review"),
                Asked("child_name", "Child’s name", "Éabha Ní Dhomhnaill-O’Shea"),
                Asked("date_of_birth", "DoB/EDD", "EDD 4 May 2026"),
                Asked("case_system_id", "LCS ID", "4410287"),
                Asked("legal_status", "Legal status", "None", answered=Answered.NOT_APPLICABLE),
                Asked("social_worker", "Social worker", "Wm. McAllister (agency)"),
                Asked("team_manager", "Team manager", "TBC", answered=Answered.DEFERRED),
                Asked(
                    "case_summary",
                    "Case summary",
                    "Éabha’s mother is 17 and looked after herself.\n"
                    "Two older children live with their “Nain” in Gwynedd, under special guardianship.",
                ),
                Asked("proposed_plan", "Proposed plan", "Please see attached.", answered=Answered.ELSEWHERE),
                Asked("previous_panel_date", "Has this case been to panel before?", "No", ("Yes", "No")),
                Asked("fgc_date", "FGC date/minutes", answered=Answered.BLANK),
                Asked("date_completed", "Date form completed", "2nd March 2026"),
            ),
        ),
    ),
)
"""Buckinghamshire's booking form for a child not yet born."""

SWINDON = Form(
    "Care Panel Request Form",
    "swindon_panel_request_form",
    (
        (
            "Request",
            (
                Asked("child_name", "Name of child/young person", "Kacper Wójcik-Łapiński"),
                Asked("date_of_birth", "Date of birth", "29.02.2016"),
                Asked("case_system_id", "ICS number", "0060845"),
                Asked("legal_status", "Current legal status", "Section 20", ("Section 20", "Care order")),
                Asked("social_worker", "Allocated social worker", "Ngozi Eze-Brown"),
                Asked("team_locality", "Team", "Locality"),
                Asked("panel_date", "Date of panel", "16 March 2026"),
                Asked(
                    "request",
                    "What is requested",
                    "Mentoring: twelve weeks, two hours a week, after school.\nTen hours of family support at home.",
                ),
                Asked("reason_for_request", "Reason for request", "Kacper isn’t in school full time."),
                Asked("request_value", "Cost requested (total)", "£1,850.00 (12 × £140 + £170)"),
                Asked("other_funding", "Other sources of funding", "nil", answered=Answered.NOT_APPLICABLE),
                Asked("previous_panel_date", "Date last at panel", "N/A", answered=Answered.NOT_APPLICABLE),
            ),
        ),
    ),
)
"""Swindon's request form."""
