"""Where the papers disagree, the administrator is told; nothing is held up, and no silence is taken for a clash."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from casework.claim import Claim, ClaimAbout
from casework.document import Document, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import Finding, Outcome, Reason
from tests.validators.bundle import message, paper, unreadable
from validators.consistency import disagreements

TODAY = date(2026, 3, 20)
NOTE = message("Attached: chronology.")


def claim(about: ClaimAbout, by: Document = NOTE, **what: Any) -> Claim:
    return Claim(about, by, Evidence(by.file, Place(paragraph=1), "the words"), **what)


def found(documents: list[Document], *claims: Claim) -> list[Finding]:
    findings = disagreements(documents, claims, TODAY)
    assert all(each.outcome is Outcome.NOTED and each.evidence for each in findings)
    return findings


ATTACHED = claim(ClaimAbout.ATTACHED, types=("chronology",))
HELD = claim(ClaimAbout.HELD, types=("minutes",), day=date(2026, 3, 3))


def test_a_paper_said_to_be_attached_that_did_not_come() -> None:
    (remark,) = found([NOTE, paper("form")], ATTACHED, ATTACHED)
    assert (remark.reason, remark.details["types"]) == (Reason.NOT_AMONG_ATTACHED, "chronology")


def test_a_paper_that_came_or_may_have_come_is_not_missed() -> None:
    assert not found([NOTE, paper("chronology")], ATTACHED)
    assert not found([NOTE, replace(paper("swet"), also=("chronology",))], ATTACHED)
    assert not found([NOTE, paper(None)], ATTACHED)
    assert not found([NOTE, unreadable(why=Unreadable.PASSWORD)], ATTACHED)


def test_a_meeting_without_its_record() -> None:
    (remark,) = found([paper("form")], HELD)
    assert (remark.reason, remark.details["dated"]) == (Reason.HELD_NO_RECORD, "2026-03-03")


def test_a_record_of_another_day() -> None:
    (remark,) = found([replace(paper("minutes"), dated=date(2026, 3, 5))], HELD)
    assert remark.reason is Reason.HELD_ANOTHER_DAY
    assert (remark.details["dated"], remark.details["said"]) == ("2026-03-05", "2026-03-03")


def test_a_record_of_that_day_of_no_day_or_of_a_meeting_long_before_is_no_clash() -> None:
    assert not found([replace(paper("minutes"), dated=date(2026, 3, 3))], HELD)
    assert not found([replace(paper("minutes"), dated=None)], HELD)
    assert not found([replace(paper("minutes"), dated=date(2025, 9, 3))], HELD)


def test_a_meeting_still_to_come_has_no_record() -> None:
    assert not found([paper("form")], claim(ClaimAbout.HELD, types=("minutes",), day=date(2026, 4, 3)))


def test_a_sum_that_no_quote_names() -> None:
    quote = paper("invoice_or_quote")
    asked = claim(ClaimAbout.ASKED_SUM, amount=Decimal(1250))
    quoted = [claim(ClaimAbout.QUOTED_SUM, quote, amount=Decimal(sum_)) for sum_ in (110, 1320)]
    (remark,) = found([quote], asked, *quoted)
    assert (remark.reason, remark.details["sum"], remark.details["quoted"]) == (Reason.SUMS_DIFFER, "£1,250", "£1,320")
    assert not found([quote], claim(ClaimAbout.ASKED_SUM, amount=Decimal(1320)), *quoted)
    assert not found([quote], asked)


def test_two_legal_statuses_in_papers_of_now() -> None:
    form, plan = paper("form"), replace(paper("plan"), dated=date(2026, 3, 1))
    old = replace(plan, dated=date(2025, 3, 1))
    care = claim(ClaimAbout.LEGAL_STATUS, form, status="a care order")
    (remark,) = found([form, plan], care, claim(ClaimAbout.LEGAL_STATUS, plan, status="section 20"))
    assert remark.reason is Reason.STATUS_DIFFERS
    assert not found([form, old], care, claim(ClaimAbout.LEGAL_STATUS, old, status="section 20"))
    assert not found([form, plan], care, claim(ClaimAbout.LEGAL_STATUS, plan, status="a care order"))


def test_a_paper_long_before_the_day_it_is_said_to_be_finished_on_is_for_a_person() -> None:
    said = claim(ClaimAbout.FINISHED, types=("assessment",), day=date(2026, 3, 12))
    old = paper("assessment", dated=date(2025, 9, 22))
    [doubt] = disagreements([NOTE, old], [said], TODAY)
    assert (doubt.reason, doubt.outcome) == (Reason.OLDER_THAN_SAID, Outcome.UNSURE)
    assert doubt.details["dated"] == "2025-09-22"
    for papers in (
        [NOTE, old, paper("assessment", "new.docx", dated=date(2026, 3, 13))],  # the new one came too
        [NOTE, paper("assessment", dated=date(2026, 2, 20))],  # typed or signed weeks apart
        [NOTE, paper("assessment", dated=None)],
        [NOTE],
    ):
        assert disagreements(papers, [said], TODAY) == []
