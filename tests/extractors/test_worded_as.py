"""Where two types are written in the same words, does the title tell which of them a paper is, and a mention not?"""

from __future__ import annotations

import pytest

from tests.build.content import Block, Heading, Paper, Text
from tests.build.docx import docx_of
from tests.extractors.conftest import ReadBytes

COURT = "IN THE FAMILY COURT AT READING – filed 4 May 2025 – FINAL"
BODY: list[Block] = [
    Heading("1. Overall aim"),
    Text(
        "That Robin stays with his mother, safely. The local authority advises, assists and befriends for a year, with "
        "visits fortnightly and then monthly, some of them without appointment, and a review every three months."
    ),
    Heading("2. The child's needs"),
    Text("To be fed and put to bed on time, to go to nursery, and to see his father and his sister at weekends."),
    Heading("3. Views of others"),
    Text(
        "His mother and father agree. The Children's Guardian supports the final care plan filed on behalf of the "
        "applicant. The timetable is that of the court, and contact is as set out in the section on needs above."
    ),
    Heading("4. Management and support by the local authority"),
    Text("The plan is reviewed in August and November. Should it fail, the matter comes back to court."),
]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SUPERVISION SUPPORT PLAN (FINAL)", "supervision_order_support_plan"),
        ("FINAL SUPERVISION ORDER SUPPORT PLAN", "supervision_order_support_plan"),
        ("FINAL CARE PLAN", "court_care_plan"),
    ],
)
def test_a_plan_worded_for_court_is_what_its_title_says(title: str, kind: str, read_bytes: ReadBytes) -> None:
    assert read_bytes(docx_of(Paper([Text(COURT), Heading(title, 0), *BODY]))).type == kind


def test_a_care_plan_that_mentions_a_support_plan_stays_a_care_plan(read_bytes: ReadBytes) -> None:
    mention = Text("The supervision order support plan will be filed with it.")
    paper = Paper([Text(COURT), Heading("FINAL CARE PLAN", 0), mention, *BODY])
    assert read_bytes(docx_of(paper)).type == "court_care_plan"
