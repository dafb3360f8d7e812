"""Every file of other projects' tests through the reading room: each gives a reading or a reason, and none breaks it.

Pictures of pages are counted as unread here, for the engines take seconds over each; `python -m bench.robustness` has
them read too.
"""

import os

import pytest

from bench.robustness import SILENT, WITHOUT_SCANS, measure, report
from casework.document import Unreadable
from panelready.reading_room import RoomLimits
from tests.elsewhere import corpora, program


@pytest.mark.slow
def test_every_foreign_file_gives_a_reading_or_a_reason() -> None:
    paths, us = [path for path in sorted(corpora().rglob("*")) if path.is_file()], os.getpid()
    program("soffice")
    outcomes = measure(paths, RoomLimits(scan=WITHOUT_SCANS))
    print("\n".join(report(outcomes)))
    assert os.getpid() == us
    assert outcomes.arrived == len(paths)
    assert [each.name for each in outcomes.files if each.outcome == SILENT] == []
    assert {each.outcome for each in outcomes.files} <= {"read", *(str(reason) for reason in Unreadable)}
    assert outcomes.crashes == []
    assert [line for line in outcomes.broke if line.get("kind")] == []  # what a reader raised and did not name
    over = [each.name for each in outcomes.files if each.outcome in (Unreadable.UNSAFE, Unreadable.TOO_LARGE)]
    assert len(over) <= 2, over
    read = sum(each.outcome == "read" for each in outcomes.files)
    unread_pictures = sum(each.outcome == Unreadable.POOR_SCAN for each in outcomes.files)
    assert read + unread_pictures >= 0.8 * len(outcomes.files)
