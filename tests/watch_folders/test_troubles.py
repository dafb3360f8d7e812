"""Shares that vanish, files that may not be read, links, and other things a person has to be told of."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.watch_folders.a_drop import DOCX, Drop, kinds, names
from watch_folders import local_folder, snapshot, staging
from watch_folders.arriving import SENTENCES, Changed, Delay, Taken, TroubleKind


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    return Drop(tmp_path)


AWAY = [errno.ENOENT, errno.ENOTCONN, errno.ESTALE, errno.EIO, errno.EHOSTDOWN, errno.ETIMEDOUT]


@pytest.mark.parametrize("number", AWAY)
def test_a_share_that_is_gone_is_trouble_deletes_nothing_and_resumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Done.docx")
    drop.settle_and_receive()
    drop.put("Waiting.docx")
    drop.look()
    with monkeypatch.context() as patch:
        patch.setattr(local_folder, "snapshot", _failing(number))
        look = drop.look(after=100)
        assert kinds(look) == [TroubleKind.GONE]
        assert look.arrivals == ()
    assert drop.settle_and_receive() == ["Waiting.docx"]


def _failing(number: int) -> object:
    def fail(root: Path) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE])
def test_a_share_that_goes_in_the_middle_of_a_look_is_gone_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("A/Done.docx")
    drop.put("B/Done.docx")
    drop.settle_and_receive()
    real, opened = snapshot._opened_folder, []

    @contextmanager
    def breaking(name: str, parent: int | None) -> Iterator[int]:
        opened.append(name)
        if name == "B":
            raise OSError(number, os.strerror(number))
        with real(name, parent) as handle:
            yield handle

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "_opened_folder", breaking)
        assert kinds(drop.look(after=10)) == [TroubleKind.GONE]
    assert "B" in opened
    assert drop.settle_and_receive() == []


def test_the_empty_folder_a_lost_mount_leaves_is_not_an_empty_drop(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Done.docx")
    drop.settle_and_receive()
    drop.root.rename(tmp_path / "the share")
    drop.root.mkdir()
    for _ in range(3):
        assert kinds(drop.look(after=10)) == [TroubleKind.GONE]
    drop.root.rmdir()
    (tmp_path / "the share").rename(drop.root)
    assert drop.settle_and_receive() == []
    assert drop.look().troubles == ()


def test_a_share_mounted_afresh_under_another_number_is_simply_back(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    drop.put("Done.docx")
    drop.settle_and_receive()
    other = tmp_path / "other"
    other.mkdir()
    os.link(drop.root / "Done.docx", other / "Done.docx")
    drop.root.rename(tmp_path / "old")
    other.rename(drop.root)
    assert drop.settle_and_receive() == []
    assert drop.look().troubles == ()


def test_a_file_that_was_withdrawn_is_forgotten_but_only_by_a_look_that_saw_the_rest(tmp_path: Path) -> None:
    drop = Drop(tmp_path, leave=True)
    gone = drop.put("Gone.docx")
    drop.put("Stays.docx")
    drop.settle_and_receive()
    gone.unlink()
    drop.look(after=10)
    assert drop.seen.lookup("drop", "Gone.docx") is None
    (drop.root / "Stays.docx").unlink()
    drop.look(after=10)
    assert drop.seen.lookup("drop", "Stays.docx") is not None


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY])
def test_a_file_we_may_not_read_is_tried_again_and_then_a_person_is_told(
    drop: Drop, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    drop.put("Case/Form.docx")
    with monkeypatch.context() as patch:
        patch.setattr(staging, "opened_file", _failing_to_open(number))
        told = [_next_attempt(drop) for _ in range(3)]
        assert told == [[], [], []]
        assert kinds(drop.look(after=10)) == [TroubleKind.DENIED]
    while not (look := drop.look(after=10)).arrivals:
        pass
    assert isinstance(drop.receive(look)[0], Taken)
    assert drop.look().troubles == ()


def _failing_to_open(number: int) -> object:
    def fail(root: Path, parts: tuple[str, ...]) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _next_attempt(drop: Drop) -> list[TroubleKind]:
    """Look until there is an arrival to take, fail to take it, and give the troubles of that look."""
    while not (look := drop.look(after=10)).arrivals:
        pass
    assert drop.receive(look) == [Changed(Delay.DENIED)]
    return kinds(look)


def test_a_folder_we_may_not_list_holds_its_submission_back_and_is_told_after_three_looks(
    drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop.put("Case/Form.docx")
    drop.put("Case/closed/Report.docx")
    real = snapshot._opened_folder

    @contextmanager
    def closed(name: str, parent: int | None) -> Iterator[int]:
        if name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        with real(name, parent) as handle:
            yield handle

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "_opened_folder", closed)
        looks = [drop.look(after=10) for _ in range(4)]
    assert [kinds(look) for look in looks] == [[], [], [TroubleKind.DENIED], [TroubleKind.DENIED]]
    assert not any(look.arrivals for look in looks)
    assert drop.settle_and_receive() == ["Form.docx", "closed/Report.docx"]


def test_two_hundred_new_folders_in_one_burst_are_two_hundred_submissions(drop: Drop) -> None:
    for number in range(200):
        drop.put(f"Case {number}/papers/Form.docx", DOCX + bytes([number]))
    assert len(drop.settle_and_receive()) == 200
    assert len(drop.received) == 200


def test_two_hundred_folders_within_each_other_lose_no_file(drop: Drop) -> None:
    path = drop.root
    for number in range(200):
        path = path / f"f{number}"
        path.mkdir()
        (path / "Form.docx").write_bytes(DOCX)
    assert len(drop.settle_and_receive()) == 200


def test_paths_longer_than_the_system_takes_in_one_piece_are_read(drop: Drop) -> None:
    here = os.open(drop.root, os.O_RDONLY)
    for number in range(30):
        os.mkdir("n" * 200 + str(number), dir_fd=here)
        inner = os.open("n" * 200 + str(number), os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    file = os.open("Form.docx", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(file, DOCX)
    os.close(file)
    os.close(here)
    (path,) = drop.settle_and_receive()
    assert len(path) > 4096


def test_names_of_255_bytes_are_taken_and_moved_twice(drop: Drop) -> None:
    name = "é" * 125 + ".docx"
    assert len(name.encode()) == 255
    for version in range(2):
        drop.put(name, DOCX + bytes([version]))
        assert drop.settle_and_receive() == [name]
    assert len(list(drop.taken.iterdir())) == 2


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(drop: Drop) -> None:
    (drop.root / os.fsdecode(b"Zo\xeb.docx")).write_bytes(DOCX)
    assert drop.settle_and_receive() == ["Zo\ufffd.docx"]


def test_a_folder_nested_out_of_all_reason_waits_for_a_person(drop: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "MAX_DEPTH", 5)
    drop.put("1/2/3/4/5/6/Form.docx")
    look = drop.still()
    assert kinds(look) == [TroubleKind.TOO_DEEP]
    assert look.arrivals == ()


def test_a_folder_with_countless_files_waits_for_a_person(drop: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "MAX_ENTRIES", 5)
    for number in range(6):
        drop.put(f"Case/{number}.docx")
        drop.put(f"{number}.docx")
    look = drop.still()
    assert kinds(look) == [TroubleKind.TOO_MANY]
    assert len(look.arrivals) == 6


def test_links_are_not_followed_out_of_the_drop_nor_within_it_and_are_told(drop: Drop) -> None:
    secret = drop.base / "secret"
    secret.mkdir()
    (secret / "other.docx").write_bytes(DOCX)
    drop.put("Case/Form.docx")
    (drop.root / "Case/link.docx").symlink_to(secret / "other.docx")
    (drop.root / "Case/folder").symlink_to(secret)
    (drop.root / "Case/within").symlink_to(drop.root / "Case/Form.docx")
    (drop.root / "loose.docx").symlink_to(secret / "other.docx")
    look = drop.still()
    assert kinds(look) == [TroubleKind.LINK] * 4
    assert drop.receive(look)
    assert [file.path for file in drop.received[0].files] == ["Form.docx"]


def test_a_link_put_in_the_place_of_a_file_after_the_look_is_not_followed(drop: Drop) -> None:
    path = drop.put("Case/sub/Form.docx")
    secret = drop.base / "secret"
    secret.mkdir()
    (secret / "Form.docx").write_bytes(DOCX)
    (arrival,) = drop.still().arrivals
    path.unlink()
    path.symlink_to(secret / "Form.docx")
    assert drop.channel.take(arrival, drop.base / "one") == Changed(Delay.CHANGED)
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(secret)
    assert drop.channel.take(arrival, drop.base / "two") == Changed(Delay.CHANGED)


def test_pipes_and_sockets_are_told_and_never_opened(drop: Drop) -> None:
    drop.put("Case/Form.docx")
    os.mkfifo(drop.root / "Case/pipe.docx")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(drop.root / "socket"))
    look = drop.still()
    assert kinds(look) == [TroubleKind.NOT_A_FILE] * 2
    assert names(look) == ["Case"]


def test_a_pipe_put_in_the_place_of_a_file_does_not_hold_us(drop: Drop) -> None:
    path = drop.put("Case/Form.docx")
    (arrival,) = drop.still().arrivals
    path.unlink()
    os.mkfifo(path)
    assert drop.channel.take(arrival, drop.base / "one") == Changed(Delay.CHANGED)


def test_a_placeholder_that_reads_as_nothing_is_reported_not_downloaded(drop: Drop) -> None:
    with (drop.root / "Report.docx").open("wb") as file:
        file.truncate(100_000)
    for _ in range(3):
        while not (look := drop.look(after=10)).arrivals:
            pass
        assert drop.receive(look) == [Changed(Delay.NOT_DOWNLOADED)]
    look = drop.look(after=10)
    assert kinds(look) == [TroubleKind.NOT_DOWNLOADED]
    assert [trouble.about for trouble in look.troubles] == ["Report.docx"]


def test_a_file_whose_blocks_are_not_counted_is_fetched_by_reading(drop: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    real = snapshot.Stamp.of

    def of(status: os.stat_result) -> snapshot.Stamp:
        stamp = real(status)
        return snapshot.Stamp(stamp.size, stamp.mtime_ns, stamp.inode, 0)

    monkeypatch.setattr(snapshot.Stamp, "of", of)
    drop.put("Report.docx")
    assert drop.settle_and_receive() == ["Report.docx"]


def test_every_trouble_has_a_sentence_that_ends_and_holds_no_place_for_a_name() -> None:
    assert set(SENTENCES) == set(TroubleKind)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in SENTENCES.values())
