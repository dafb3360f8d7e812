"""Originals: kept as they came, under the name of their content, for their owner alone."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.errors import TemporaryFailure
from panelready.store.originals import Originals, write_durably

PAPER = b"Chronology of significant events"
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    (tmp_path / "originals").mkdir(mode=0o700)
    return Originals(tmp_path / "originals")


def staged(originals: Originals, content: bytes = PAPER) -> Path:
    file = originals.folder.parent / "00000"
    file.write_bytes(content)
    return file


def refuse(number: int) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def test_what_is_adopted_has_left_staging_and_is_named_by_its_content(originals: Originals) -> None:
    file = staged(originals)
    originals.adopt(file, NAME)
    assert not file.exists()
    assert originals.path(NAME).read_bytes() == PAPER
    assert list(originals.contents()) == [NAME]


def test_the_same_file_twice_is_kept_once(originals: Originals) -> None:
    originals.adopt(staged(originals), NAME)
    inode = originals.path(NAME).stat().st_ino
    again = staged(originals)
    originals.adopt(again, NAME)
    assert not again.exists()
    assert originals.path(NAME).stat().st_ino == inode
    assert list(originals.contents()) == [NAME]


def test_a_damaged_copy_is_replaced_when_the_file_arrives_again(originals: Originals) -> None:
    originals.adopt(staged(originals), NAME)
    originals.path(NAME).chmod(0o600)
    originals.path(NAME).write_bytes(PAPER[:10])
    originals.adopt(staged(originals), NAME)
    assert originals.is_intact(NAME)


def test_one_changed_byte_is_detected(originals: Originals) -> None:
    originals.adopt(staged(originals), NAME)
    assert originals.is_intact(NAME)
    originals.path(NAME).chmod(0o600)
    originals.path(NAME).write_bytes(PAPER.replace(b"C", b"G", 1))
    assert not originals.is_intact(NAME)


def test_originals_are_for_their_owner_alone_and_not_to_be_written(originals: Originals) -> None:
    originals.adopt(staged(originals), NAME)
    kept = originals.path(NAME)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o400
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_the_disk_refuses_is_a_trouble_that_passes_and_the_staged_file_stays(
    originals: Originals, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = staged(originals)
    monkeypatch.setattr(os, "fsync", refuse(number))
    with pytest.raises(TemporaryFailure):
        originals.adopt(file, NAME)
    assert file.read_bytes() == PAPER
    assert not originals.holds(NAME)


def test_a_bug_is_not_taken_for_the_disks_trouble(originals: Originals) -> None:
    with pytest.raises(FileNotFoundError):
        originals.adopt(originals.folder / "never staged", NAME)


def test_naming_a_file_that_is_not_held_is_refused(originals: Originals) -> None:
    originals.adopt(staged(originals), NAME)
    originals.require([NAME])
    originals.remove(NAME)
    with pytest.raises(TemporaryFailure):
        originals.require([NAME])


def test_a_file_that_cannot_be_written_whole_is_not_written_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "outbox" / "reply.eml"
    write_durably(target, b"first")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(TemporaryFailure, match="full"):
        write_durably(target, b"second")
    assert [file.name for file in target.parent.iterdir()] == ["reply.eml"]
    assert target.read_bytes() == b"first"
