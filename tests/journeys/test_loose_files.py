"""Loose files left in a drop: what belongs together is one request, and what does not is not."""

from __future__ import annotations

from tests.build import papers
from tests.build.people import IDRIS, MAISIE, Child
from tests.journeys.service import Service, body


def loose(child: Child) -> dict[str, bytes]:
    """Three papers that each carry the case reference."""
    name = child.name.split()[1]
    form = papers.panel_application_form(childrens_names=child.name, per_grp_number=child.number)
    return {
        f"{name} form.docx": form,
        f"{name} assessment.pdf": papers.child_and_family_assessment(child=child, as_pdf=True),
        f"{name} note.docx": papers.attendance_note(child=child, panel="Legal Gateway Panel"),
    }


def test_loose_files_of_one_case_are_one_request_and_those_of_another_are_another(service: Service) -> None:
    for name, content in {**loose(MAISIE), **loose(IDRIS)}.items():
        service.drop("devon", name, content)
    service.work()
    assert len(service.rows("submission")) == 6
    found = {request.key.reference: request.id for request in service.requests()}
    assert set(found) == {MAISIE.number, IDRIS.number}
    for child in (MAISIE, IDRIS):
        (request,) = [each for each in service.requests() if each.key.reference == child.number]
        (answer,) = service.answers(request)
        assert {document.file for document in answer.documents} == set(loose(child))
    assert len(service.mails()) == 2


def test_a_loose_file_that_comes_within_the_quiet_time_is_answered_with_the_others(service: Service) -> None:
    form, assessment, note = loose(MAISIE).items()
    service.drop("devon", *form)
    service.notice()
    service.drop("devon", *assessment)
    service.drop("devon", *note)
    service.work()
    (request,) = service.requests()
    assert len(service.answers(request)) == 1
    (mail,) = service.mails()
    assert "Child and Family assessment, dated 10 February 2026" in body(mail)


def test_a_single_paper_that_says_nothing_of_a_panel_goes_to_a_person(service: Service) -> None:
    service.drop("devon", "plan.docx", papers.parenting_assessment_plan(child=IDRIS))
    service.work()
    assert service.verdicts() == ["referred"]
    assert service.mails() == []
    assert "panel not clear" in service.command("tasks").said
