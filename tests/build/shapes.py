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
