"""Taking papers and telling their source so: nothing lost, nothing twice."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casework.errors import SettingsError, TemporaryFailure
from tests.watch_folders.a_drop import DOCX, NOW, Drop, kinds, names
from watch_folders import leaving, staging
from watch_folders.arriving import Changed, Delay, SeenInMemory, SettleRule, Taken, TroubleKind
from watch_folders.channel import CHANNELS
from watch_folders.local_folder import LocalFolder


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    return Drop(tmp_path)


def test_each_sub_folder_is_one_submission_with_all_that_is_in_it(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    drop.put("Case/reports/2026/Report.docx", DOCX + b"x")
    drop.put("Loose.docx")
    look = drop.still()
    assert names(look) == ["Case", "Loose.docx"]
    drop.receive(look)
    assert [file.path for file in drop.received[0].files] == ["Form.docx", "reports/2026/Report.docx"]
    assert [file.name for file in drop.received[0].files] == ["Form.docx", "Report.docx"]
    assert (drop.taken / "Case/reports/2026/Report.docx").read_bytes() == DOCX + b"x"
    assert list(drop.root.iterdir()) == []


def test_the_same_papers_give_the_same_id_after_a_crash_between_custody_and_acknowledgement(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    (arrival,) = drop.still().arrivals
    first = drop.channel.take(arrival, drop.base / "one")
    drop.start()
    (again,) = drop.still().arrivals
    second = drop.channel.take(again, drop.base / "two")
    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert first.source_id == second.source_id
    drop.channel.acknowledge(again)
    drop.channel.acknowledge(again)
    assert names(drop.still()) == []


def test_other_papers_or_another_place_give_another_id(drop: Drop) -> None:
    drop.put("Case A/Form.docx")
    drop.put("Case B/Form.docx")
    drop.put("Case C/Form.docx", DOCX + b" ")
    drop.settle_and_receive()
    assert len({taken.source_id for taken in drop.received}) == 3


def test_an_id_tells_nobody_a_name(drop: Drop) -> None:
    drop.put("Jayden Tolliver/Form.docx")
    look = drop.still()
    drop.receive(look)
    assert "Tolliver" not in drop.received[0].source_id + look.arrivals[0].source_id


def _grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _swap(path: Path) -> None:
    path.unlink()
    path.write_bytes(DOCX[::-1])


@pytest.mark.parametrize("change", [_grow, _swap, Path.unlink])
def test_a_file_that_changes_after_the_look_is_not_taken(drop: Drop, change: Callable[[Path], None]) -> None:
    path = drop.put("Case/Form.docx")
    drop.put("Case/Other.docx")
    (arrival,) = drop.still().arrivals
    change(path)
    assert drop.channel.take(arrival, drop.base / "staging") == Changed(Delay.CHANGED)
    assert list((drop.base / "staging").iterdir()) == []


def test_a_file_that_comes_while_the_others_are_copied_puts_the_whole_back(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    (arrival,) = drop.still().arrivals
    drop.put("Case/Late.docx")
    assert drop.channel.take(arrival, drop.base / "staging") == Changed(Delay.CHANGED)
    assert drop.settle_and_receive() == ["Form.docx", "Late.docx"]


def test_what_comes_between_taking_and_moving_stays_in_the_drop_as_a_new_arrival(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    changed = drop.put("Case/Report.docx")
    (arrival,) = drop.still().arrivals
    assert isinstance(drop.channel.take(arrival, drop.base / "staging"), Taken)
    drop.put("Case/sub/Late.docx")
    _grow(changed)
    drop.channel.acknowledge(arrival)
    assert (drop.taken / "Case/Form.docx").exists()
    assert drop.settle_and_receive() == ["Report.docx", "sub/Late.docx"]


def test_taken_papers_never_overwrite_others_of_their_name(drop: Drop) -> None:
    for number in range(3):
        drop.put("Report.docx", DOCX + bytes([number]))
        drop.put("Case/Form.docx", DOCX + bytes([number]))
        drop.settle_and_receive()
    assert sorted(path.name for path in drop.taken.iterdir()) == [
        "Case", "Case (2)", "Case (3)", "Report (2).docx", "Report (3).docx", "Report.docx",
    ]  # fmt: skip


def test_papers_are_carried_to_another_file_system_whole(drop: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    _another_file_system(drop, monkeypatch)
    drop.put("Case/sub/Form.docx")
    drop.put("Loose.docx")
    drop.settle_and_receive()
    assert (drop.taken / "Case/sub/Form.docx").read_bytes() == DOCX
    assert (drop.taken / "Loose.docx").read_bytes() == DOCX
    assert list(drop.root.iterdir()) == []


def test_a_crash_while_carrying_leaves_no_half_submission_in_the_drop(
    drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    _another_file_system(drop, monkeypatch)
    drop.put("Case/one.docx")
    drop.put("Case/two.docx")

    def killed(path: Path, to: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(leaving, "_copy", killed)
        drop.settle_and_receive()
    drop.start()
    assert not drop.still().arrivals
    assert sorted(path.name for path in (drop.taken / "Case").iterdir()) == ["one.docx", "two.docx"]


def _another_file_system(drop: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.is_relative_to(drop.root) and Path(target).is_relative_to(drop.taken):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)


def test_papers_that_cannot_be_moved_stay_whole_and_somebody_is_told(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    drop.taken.write_text("a file where the folder should be")
    for _ in range(3):
        with pytest.raises(TemporaryFailure, match="could not be moved"):
            drop.settle_and_receive()
        look = drop.look(after=10)
        while not look.arrivals:
            look = drop.look(after=10)
    assert TroubleKind.LEFT_BEHIND in kinds(look)
    assert (drop.root / "Case/Form.docx").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_full_disk_takes_nothing_keeps_nothing_and_says_so(
    drop: Drop, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    drop.put("Case/a.docx")
    drop.put("Case/b.docx", DOCX + b"long")
    (arrival,) = drop.still().arrivals
    written: list[int] = []

    def full(handle: int, chunk: bytes) -> None:
        written.append(os.write(handle, chunk))
        if len(written) == 2:
            raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch, pytest.raises(TemporaryFailure, match="free some space"):
        patch.setattr(staging, "write_all", full)
        drop.channel.take(arrival, drop.base / "staging")
    assert list((drop.base / "staging").iterdir()) == []
    assert (drop.root / "Case/a.docx").exists()
    assert isinstance(drop.channel.take(arrival, drop.base / "staging"), Taken)


def test_files_there_before_the_start_are_taken_and_those_already_done_are_not(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Case/Form.docx")
    drop.put("Loose.docx")
    assert drop.settle_and_receive() == ["Form.docx", "Loose.docx"]
    drop.put("While down.docx")
    drop.start()
    assert drop.settle_and_receive() == ["While down.docx"]
    assert (drop.root / "Case/Form.docx").exists()


def test_in_a_folder_we_may_not_empty_a_changed_file_is_a_new_version_of_its_submission(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Case/Form.docx")
    drop.put("Case/Report.docx")
    drop.settle_and_receive()
    drop.put("Case/Report.docx", DOCX + b"second")
    assert drop.settle_and_receive() == ["Form.docx", "Report.docx"]
    assert len({taken.source_id for taken in drop.received}) == 2


def test_names_that_differ_in_case_or_composition_only_are_told_apart_and_read_once(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Zoe\u0308.docx")
    drop.put("Zo\u00eb.docx", DOCX + b"1")
    drop.put("ZO\u00cb.docx", DOCX + b"12")
    assert len(drop.settle_and_receive()) == 3
    assert drop.settle_and_receive() == []


def test_a_drop_to_be_emptied_needs_a_place_beside_it(tmp_path: Path) -> None:
    seen, settle = SeenInMemory(), SettleRule()
    with pytest.raises(SettingsError, match="`taken`"):
        LocalFolder("drop", tmp_path, seen=seen, settle=settle, leave=False, taken=None)
    with pytest.raises(SettingsError, match="not inside"):
        LocalFolder("drop", tmp_path, seen=seen, settle=settle, leave=False, taken=tmp_path / "taken")


def test_an_arrival_of_another_day_is_not_taken(drop: Drop) -> None:
    drop.put("Report.docx")
    (arrival,) = drop.still().arrivals
    drop.settle_and_receive()
    drop.channel.look(NOW, drop.tick + 10)
    assert isinstance(drop.channel.take(arrival, drop.base / "again"), Changed)
    drop.channel.acknowledge(arrival)


def test_the_local_folder_is_in_the_table_of_channels() -> None:
    assert CHANNELS["folder"] is LocalFolder
