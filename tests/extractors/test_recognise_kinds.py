"""Is a meeting that is yet to be held told from one that was, a mail from a form, and a list of papers from a paper?"""

from __future__ import annotations

import pytest

from casework.document import Genre, Role
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.genre import firmly_said
from extractors.reading import Heading, Paragraph, Reading
from extractors.recognise import Recognised, recognise
from extractors.titles import layout_of

ITEMS = (
    "Welcome and apologies",
    "Reports received",
    "Background and legal position",
    "The child's needs, wishes and feelings",
    "Options for permanence",
    "Primary plan and contingency plan",
    "Actions, by whom and when",
    "Date of next meeting",
)


def seen(catalogue: Catalogue, *lines: str) -> Recognised:
    """What a paper of these lines is taken for; a line that begins with # is a heading."""
    blocks = [
        Heading(line[1:], 1, Place(paragraph=number)) if line[0] == "#" else Paragraph(line, Place(paragraph=number))
        for number, line in enumerate(lines, 1)
    ]
    return recognise(Reading(blocks=tuple(blocks)), catalogue, "document1.docx")


@pytest.mark.parametrize(
    "opening",
    [
        ("Dear all,", "#Permanence Planning Meeting", "You are invited to the above on Tuesday.", "#Agenda"),
        ("#Permanence Planning Meeting", "Invitation and agenda", "Chair: Jo Lark"),
        ("#Permanence Planning Meeting", "Agenda", "Please let me know if you can't come."),
        ("#Agenda – Permanence Planning Meeting, 4 March 2026", "Chair: Jo Lark"),
        ("#Permanence Planning Meeting", "I am writing to invite you to this meeting on 4 March 2026."),
    ],
)
def test_a_meeting_that_is_yet_to_be_held_has_no_minutes(opening: tuple[str, ...], catalogue: Catalogue) -> None:
    answer = seen(catalogue, *opening, *ITEMS)
    assert answer.type is None
    assert "permanence_planning_meeting_minutes" in answer.likeliest


@pytest.mark.parametrize(
    "record",
    [
        ("Present: Jo Lark (chair), Sam Roe (social worker)", "It was agreed that long term fostering is the plan."),
        ("Minutes taken by Sam Roe", "Jo Lark welcomed everybody and explained what the meeting was for."),
    ],
)
def test_minutes_that_print_their_agenda_are_minutes(record: tuple[str, ...], catalogue: Catalogue) -> None:
    answer = seen(catalogue, "#Permanence Planning Meeting", "Agenda", *ITEMS[:3], *record)
    assert answer.type == "permanence_planning_meeting_minutes"


def test_a_letter_that_asks_parents_to_a_meeting_is_still_that_letter(catalogue: Catalogue) -> None:
    lines = ("#LETTER BEFORE PROCEEDINGS", "Dear Ms Lowe", "You are invited to a meeting with us on 4 March 2026.")
    assert seen(catalogue, *lines, "Please bring a solicitor.", "Yours sincerely").type == "letter_before_proceedings"


def test_a_mail_saved_as_a_file_is_no_form(catalogue: Catalogue) -> None:
    head = (
        "From: Sam Roe",
        "To: Complex Needs Panel",
        "Date: 10 June 2026 09:18",
        "Subject: Complex Needs Panel referral",
    )
    answer = seen(catalogue, *head, "Hi Mo", "The referral for the June panel is attached.", "Thanks", "Sam")
    assert (answer.type, answer.role) == (None, Role.PAPER)


def test_a_list_of_papers_is_none_of_them(catalogue: Catalogue) -> None:
    papers = (
        "Chronology",
        "Child and Family Assessment",
        "Minutes of the PLO meeting",
        "Genogram",
        "Interim care plan",
    )
    answer = seen(catalogue, "#PLO week 6 review – papers", *papers)
    assert (answer.type, answer.role) == (None, Role.MESSAGE)


def test_a_form_typed_as_some_guide_says_is_no_guide(catalogue: Catalogue) -> None:
    lines = ("Mid and East team, typed as per 2024 guide", "#Panel Application", "1. Request", "2. Duration")
    assert seen(catalogue, *lines).role is not Role.GUIDANCE


def test_a_templates_hint_what_to_delete_makes_no_guidance(catalogue: Catalogue) -> None:
    answer = seen(
        catalogue, "#Parenting Assessment Plan", "(red = replace, green = guidance, delete)", "Dates of sessions"
    )
    assert answer.role is not Role.GUIDANCE
    assert answer.type == "parenting_assessment_plan"


@pytest.mark.parametrize(
    ("title", "is_of_visit"),
    [
        ("SUPERVISING SOCIAL WORKER – RECORD OF VISIT", True),
        ("Note of a home visit", True),
        ("Foster carers: visit record", True),
        ("Fostering Household Review", False),
        ("Record of meeting", False),
        ("Visiting plan", False),
    ],
)
def test_the_first_lines_say_that_a_visit_was_written_up(title: str, is_of_visit: bool) -> None:
    layout = layout_of(Reading((Heading(title, 1, Place()), Paragraph("Both carers were seen.", Place()))))
    assert (Genre.NOTES in firmly_said(layout)) == is_of_visit


WORRIES = "Our main worries are what the court decided before and that nobody has seen you since the autumn."
OFFERED = "We have offered you a family group conference, a flat and a place on a course, and we will go on doing so."
PLO_LETTER = (WORRIES, OFFERED, "Please take this letter to a solicitor, who can tell you about legal advice.") * 2


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("I am writing to let you know that we will ask the Family Court for an order.", "immediate_issue_letter"),
        ("We have decided to apply to the court for an order about your child.", "immediate_issue_letter"),
        ("We are going to ask the court what should happen.", "immediate_issue_letter"),
        ("Otherwise we are going to ask the court what should happen.", "letter_before_proceedings"),
        ("We intend to go to court unless things change by June.", "letter_before_proceedings"),
    ],
)
def test_a_letter_under_no_title_is_told_by_the_sentence_that_settles_it(
    sentence: str, kind: str, catalogue: Catalogue
) -> None:
    answer = seen(catalogue, "HAND DELIVERED", "Dear Ms Lowe,", sentence, *PLO_LETTER, "Yours sincerely")
    assert answer.type == kind, (answer.confidence, answer.likeliest)


def test_the_first_sentence_tells_a_care_plan_that_reads_like_a_plan_for_permanence(catalogue: Catalogue) -> None:
    words = (
        "Nobody knows yet where she will grow up; plans for permanence are home to her mother, special guardianship "
        "or long term fostering, and the permanence plan is made at the second review. Health: seen. Nursery: begins."
    )
    lines = ("Where I live and what comes next", "{} Written 3 March 2026, for the first review in April.", words)
    told = [seen(catalogue, *(line.format(name) for line in lines)).type for name in ("Child in care plan.", "")]
    assert told[0] == "care_plan"
    assert told[1] != "care_plan"
