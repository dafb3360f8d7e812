"""When papers in a drop count as arrived."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.watch_folders.a_drop import DOCX, ZIP_END, Drop, names
from watch_folders.arriving import Changed, Delay


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    return Drop(tmp_path)


def test_a_file_written_in_six_slow_chunks_is_read_only_when_whole(drop: Drop) -> None:
    path = drop.put("Report.docx", b"PK\x03\x04")
    for chunk in (b"one", b"two", b"three", b"four", ZIP_END):
        assert not drop.look(after=9).arrivals
        with path.open("ab") as file:
            file.write(chunk)
    assert not drop.look(after=9).arrivals
    assert names(drop.look(after=10)) == ["Report.docx"]
    drop.receive(drop.look())
    assert drop.received[0].files[0].size == path_size(drop.taken / "Report.docx")
    assert len(drop.received) == 1


def path_size(path: Path) -> int:
    return path.stat().st_size


def test_a_file_rewritten_every_three_seconds_for_a_minute_is_read_once_at_the_end(drop: Drop) -> None:
    for version in range(20):
        drop.put("Report.docx", DOCX.replace(b"words", f"version {version}".encode()))
        assert not drop.receive(drop.look(after=3))
    drop.receive(drop.look(after=10))
    drop.receive(drop.look(after=10))
    assert len(drop.received) == 1
    assert b"version 19" in drop.received[0].files[0].staged.read_bytes()


def test_one_look_is_never_enough_however_much_time_has_passed(drop: Drop) -> None:
    drop.put("Report.docx")
    assert not drop.look(after=100_000).arrivals
    assert drop.look(after=10).arrivals


def test_two_looks_are_not_enough_before_the_seconds_have_passed(drop: Drop) -> None:
    drop.put("Report.docx")
    drop.look()
    assert not drop.look(after=9.9).arrivals
    assert drop.look(after=0.1).arrivals


@pytest.mark.parametrize("mtime", [0, 946_684_800, 4_102_444_800])
def test_a_file_from_the_past_or_the_future_is_still_processed(drop: Drop, mtime: int) -> None:
    os.utime(drop.put("Report.docx"), (mtime, mtime))
    assert drop.settle_and_receive() == ["Report.docx"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut off", b"%PDF-1.7 cut off", b""])
def test_a_still_but_truncated_file_waits_ten_minutes_and_is_then_let_through(drop: Drop, data: bytes) -> None:
    drop.put("Report", data)
    assert drop.receive(drop.still()) == [Changed(Delay.UNFINISHED)]
    for _ in range(58):
        look = drop.look(after=10)
        assert not look.arrivals
        assert look.waiting == 1
    assert drop.settle_and_receive() == ["Report"]


def test_a_truncated_file_that_is_completed_meanwhile_is_taken_as_soon_as_it_lies_still(drop: Drop) -> None:
    path = drop.put("Report.docx", b"PK\x03\x04 cut off")
    drop.receive(drop.still())
    path.write_bytes(DOCX)
    assert drop.settle_and_receive() == ["Report.docx"]


def test_one_file_still_being_written_holds_back_its_folder_and_no_other(drop: Drop) -> None:
    drop.put("Case A/one.docx")
    drop.put("Case B/one.docx")
    drop.look()
    drop.put("Case A/two.docx")
    look = drop.look(after=10)
    assert names(look) == ["Case B"]
    assert look.waiting == 1
    assert names(drop.look(after=10)) == ["Case A", "Case B"]


def test_an_empty_folder_is_no_submission_and_nothing_to_wait_for(drop: Drop) -> None:
    (drop.root / "Case A" / "empty").mkdir(parents=True)
    look = drop.still()
    assert look.arrivals == ()
    assert look.waiting == 0


def test_saving_in_word_is_one_new_version(drop: Drop) -> None:
    drop.put("Case/Report.docx", DOCX.replace(b"words", b"first"))
    drop.look()
    drop.put("Case/~$Report.docx", b"owner")
    drop.put("Case/~WRD0001.tmp", DOCX.replace(b"words", b"second"))
    drop.look(after=1)
    (drop.root / "Case/Report.docx").rename(drop.root / "Case/~WRL0002.tmp")
    drop.look(after=1)
    (drop.root / "Case/~WRD0001.tmp").rename(drop.root / "Case/Report.docx")
    drop.look(after=1)
    (drop.root / "Case/~WRL0002.tmp").unlink()
    (drop.root / "Case/~$Report.docx").unlink()
    assert drop.settle_and_receive() == ["Report.docx"]
    assert drop.settle_and_receive() == []
    assert b"second" in drop.received[0].files[0].staged.read_bytes()


def test_an_atomic_rename_into_the_drop_is_seen(drop: Drop) -> None:
    outside = drop.base / "Report.docx"
    outside.write_bytes(DOCX)
    drop.look()
    outside.rename(drop.root / "Report.docx")
    assert drop.settle_and_receive() == ["Report.docx"]


def test_a_rename_that_keeps_size_and_mtime_is_noticed_by_the_inode(drop: Drop) -> None:
    first = drop.put("Report.docx", DOCX)
    other = drop.base / "other"
    other.write_bytes(DOCX[::-1])
    os.utime(first, (5, 5))
    os.utime(other, (5, 5))
    drop.look()
    other.replace(first)
    assert not drop.look(after=10).arrivals


def test_a_lock_beside_a_document_holds_it_back_while_it_is_open(drop: Drop) -> None:
    drop.put("Case/Report.docx")
    lock = drop.put("Case/~$port.docx", b"owner")
    drop.look()
    assert not drop.look(after=300).arrivals
    lock.unlink()
    assert names(drop.look(after=1)) == ["Case"]


def test_a_lock_that_a_crash_left_behind_blocks_for_ten_minutes_and_not_for_ever(drop: Drop) -> None:
    drop.put("Case/Report.docx")
    drop.put("Case/.~lock.Report.docx#", b"owner")
    drop.look()
    assert not drop.look(after=599).arrivals
    assert names(drop.look(after=1)) == ["Case"]


def test_a_download_that_still_grows_holds_its_folder_back_however_long_it_takes(drop: Drop) -> None:
    drop.put("Case/Report.docx")
    for size in range(1, 20):
        drop.put("Case/Bundle.pdf.part", b"x" * size)
        assert not drop.look(after=500).arrivals


def test_a_lock_beside_a_loose_file_holds_back_that_file_alone(drop: Drop) -> None:
    drop.put("Report.docx")
    drop.put("Chronology.docx")
    drop.put("~$port.docx", b"owner")
    assert names(drop.still()) == ["Chronology.docx"]


def test_a_clock_that_jumps_changes_nothing(drop: Drop) -> None:
    """Only the clock that never jumps is asked how long papers have lain still, and mtimes are compared, never read."""
    drop.leave = True
    drop.start()
    drop.put("Report.docx")
    assert drop.settle_and_receive() == ["Report.docx"]
    for _ in range(3):
        assert not drop.look(after=10).arrivals
