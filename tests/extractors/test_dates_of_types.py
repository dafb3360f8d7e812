"""Is each type of paper dated by the day that counts for it, however the paper is laid out?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from extractors.dated import Dated, dated_of
from extractors.reading import Block, Heading, Reading
from extractors.titles import layout_of
from tests.extractors.test_dates_and_people import AT, line, table
from validators.load_policy import load_policy

TYPES = load_policy().document_types
DAY = date(2026, 3, 3)
FILLING = tuple(
    line("He is settled and his days go by without much that is worth telling anybody about.") for _ in range(30)
)


def papers(which: str) -> list[tuple[str, str]]:
    """The papers of the list, each with its type."""
    listed = yaml.safe_load((Path(__file__).parent / "files" / "days_of_papers.yaml").read_text(encoding="utf-8"))
    return [(each["type"], each["paper"].rstrip("\n")) for each in listed[which]]


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for each in [*text.split("\n"), ""]:
        if " | " in each:
            rows.append(tuple(part.strip() for part in each.split("|")))
            continue
        if rows:
            found.append(table(*rows))
            rows = []
        if each == "...":
            found += FILLING
        elif each:
            found.append(Heading(each.lstrip("# "), 1, AT) if each.startswith("#") or each.isupper() else line(each))
    return found


def dated(kind: str, text: str, footer: str = "") -> Dated | None:
    reading = Reading(tuple(blocks(text)), footers=(line(footer),) if footer else ())
    return dated_of(reading, TYPES[kind], layout_of(reading), "f")


@pytest.mark.parametrize(("kind", "text"), papers("counts"))
def test_the_day_that_counts(kind: str, text: str) -> None:
    found = dated(kind, text)
    assert found is not None
    assert found.day == DAY, found.evidence.words


@pytest.mark.parametrize(("kind", "text"), papers("never"))
def test_a_day_of_something_else_never_counts(kind: str, text: str) -> None:
    found = dated(kind, text)
    assert found is None, found.evidence.words if found else ""


@pytest.mark.parametrize(
    "footer", ["Printed 3/3/2026 09:12", "Form rev 03/03/2026", "Template v4 – 3 March 2026", "03/03/2026"]
)
def test_a_footer_that_tells_of_printing_or_the_form_dates_nothing(footer: str) -> None:
    assert dated("care_plan", "# Care plan\nHe is well.", footer) is None


@pytest.mark.parametrize(
    "footer", ["Authorised 3/3/26 14:22", "Record finalised 03/03/2026", "C&F – completed 3 March 2026"]
)
def test_a_footer_in_which_the_case_system_says_when_it_was_finished_dates_a_paper(footer: str) -> None:
    found = dated("child_and_family_assessment", "# C&F assessment\nHe is well.", footer)
    assert found is not None
    assert found.day == DAY


def test_a_month_alone_is_its_last_day_and_is_known_for_a_month() -> None:
    found = dated("case_summary", "# Case summary\nDate of summary: March 2026")
    assert found is not None
    assert found.first == date(2026, 3, 1)
    assert found.day == date(2026, 3, 31)


def test_of_sessions_over_several_days_the_last_counts() -> None:
    found = dated("expert_assessment_report", "# REPORT\nDate of report: 3–5 March 2026")
    assert found is not None
    assert found.day == date(2026, 3, 5)


def test_two_days_as_good_as_each_other_are_both_kept() -> None:
    found = dated("plo_meeting_minutes", "# PLO meeting\nDate of meeting: 3 March 2026\nDate of meeting: 13 March 2026")
    assert found is not None
    assert (found.day, found.others) == (DAY, (date(2026, 3, 13),))


@pytest.mark.parametrize("written", ["O3/O3/2O26", "3rd Marcb 2026", "O3.O3.26"])
def test_figures_that_a_machine_took_for_letters_are_read(written: str) -> None:
    found = dated("case_summary", f"# Case summary\nDate of summary: {written}")
    assert (found.day if found else None) == (DAY if "Marcb" not in written else None)


def test_the_american_order_is_never_read() -> None:
    assert dated("case_summary", "# Case summary\nDate of summary: 03/25/2026") is None


def test_a_draft_in_a_header_gets_its_year_from_the_day_the_paper_came() -> None:
    form = Reading(
        tuple(blocks("# Panel Application\nChild | Sam Fenn (22.05.17)")), headers=(line("v1 DRAFT 3 March"),)
    )
    found = dated_of(form, TYPES["panel_application_form"], layout_of(form), "f", came=date(2026, 4, 1))
    assert found is not None
    assert found.day == DAY
    assert "inferred" in found.evidence.words
