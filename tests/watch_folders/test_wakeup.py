"""Events are a wake-up and nothing more."""

from __future__ import annotations

import errno
import threading
import warnings
from pathlib import Path

import pytest

from watch_folders import wakeup
from watch_folders.arriving import Trouble, TroubleKind
from watch_folders.wakeup import Wakeup, file_system_of


def test_a_new_file_wakes_us(tmp_path: Path) -> None:
    stirred = threading.Event()
    waking = Wakeup(stirred.set)
    try:
        assert waking.start([tmp_path]) == ()
        (tmp_path / "Report.docx").write_bytes(b"x")
        assert stirred.wait(30)
    finally:
        waking.stop()


def test_folders_that_come_while_watching_begins_are_no_trouble(tmp_path: Path) -> None:
    making = threading.Event()

    def make() -> None:
        for number in range(3000):
            (tmp_path / str(number)).mkdir()
            making.set()

    maker = threading.Thread(target=make)
    maker.start()
    making.wait()
    waking = Wakeup(lambda: None)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            assert waking.start([tmp_path]) == ()
            maker.join()
        finally:
            waking.stop()
    assert said == []


def test_when_the_system_has_no_more_watches_we_look_at_intervals_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

        def start(self) -> None: ...

        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(wakeup, "Observer", Refusing)
    stirred = threading.Event()
    waking = Wakeup(stirred.set)
    assert waking.start([tmp_path]) == (Trouble(TroubleKind.NO_EVENTS),)
    assert not stirred.is_set()
    waking.stop()


def test_a_network_share_gives_no_events_and_is_known_by_its_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:40 / /mnt/panel\\040share rw shared:1 - cifs //files/panel rw\n"
    )
    assert file_system_of(Path("/mnt/panel share/drop"), mounts) == "cifs"
    assert file_system_of(Path("/mnt/panel"), mounts) == "ext4"
    assert file_system_of(Path("/"), tmp_path / "none") == ""
    monkeypatch.setattr(wakeup, "file_system_of", lambda _: "cifs")
    waking = Wakeup(lambda: None)
    assert waking.start([tmp_path]) == (Trouble(TroubleKind.NO_EVENTS),)
    waking.stop()
