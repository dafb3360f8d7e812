"""A drop whose papers stay where they are, and the drops of two councils beside each other."""

from __future__ import annotations

import os
from pathlib import Path

from tests.build import papers
from tests.build.people import MAISIE
from tests.journeys.bundles import incomplete, legal_gateway, week_6
from tests.journeys.conftest import Start
from tests.journeys.service import Service


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_papers_are_moved_beside_the_drop_once_they_are_ours(service: Service) -> None:
    service.drop("devon", "Maisie", legal_gateway())
    service.work()
    assert files_below(service.folder / "drops" / "devon") == set()
    assert files_below(service.folder / "drops" / "taken" / "devon") == {f"Maisie/{name}" for name in legal_gateway()}


def test_papers_that_are_left_stay_and_are_not_taken_twice_after_a_restart(start: Start) -> None:
    service = start(leave=True)
    service.drop("devon", "Maisie", legal_gateway())
    service.work()
    service = start(leave=True)
    service.time.pass_(hours=1)
    service.work()
    assert files_below(service.folder / "drops" / "devon") == {f"Maisie/{name}" for name in legal_gateway()}
    assert len(service.rows("submission")) == 1
    assert len(service.mails()) == 1


def test_a_file_that_changes_where_it_lies_is_a_new_version(start: Start) -> None:
    service = start(leave=True)
    service.drop("devon", "Maisie", {**legal_gateway(), "Pengelly care plan.docx": papers.fgc_minutes(child=MAISIE)})
    service.work()
    assert service.verdicts() == ["incomplete"]
    place = service.folder / "drops" / "devon" / "Maisie" / "Pengelly care plan.docx"
    place.write_bytes(legal_gateway()["Pengelly care plan.docx"])
    os.utime(place, (1_900_000_000, 1_900_000_000))
    service.work()
    assert len(service.rows("submission")) == 2
    assert [request.screenings for request in service.requests()] == [2]
    assert service.verdicts() == ["ready"]


def test_two_councils_never_mix(service: Service) -> None:
    """The same child, with the same reference, in the drops of two councils."""
    service.drop("buckinghamshire", "Jayden", incomplete())
    service.work()
    service.drop("devon", "Jayden", week_6())
    service.work()
    first, second = service.requests()
    assert (first.authority, second.authority) == ("buckinghamshire", "devon")
    assert second.alike is None
    assert service.answers(first)[-1].verdict == "incomplete"
    assert len(service.answers(first)) == 1
    assert service.answers(second)[-1].verdict == "referred"
    assert [mail["To"] for mail in service.mails()] == ["team@buckinghamshire.example"]
    told = service.decide(service.open_tasks()[0], "--link", first.id)
    assert told.status == 64
    assert "another council's" in told.complained
