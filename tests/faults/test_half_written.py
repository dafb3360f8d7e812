"""Files that are not finished, or change or go while they are taken: never half of one, and never the wrong one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build.people import JAYDEN, MAISIE
from tests.panelready.an_app import Desk, a_desk, ready_for
from watch_folders import staging

(NAME, WHOLE), *_ = ready_for(JAYDEN).items()
OTHER = ready_for(MAISIE)[NAME]


def taken_contents(desk: Desk) -> list[bytes]:
    return [desk.app.originals.path(row["content"]).read_bytes() for row in desk.rows("arrived_file")]


def while_it_is_copied(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> list[int]:
    """Do something between the copy and the second look at it, the first time only."""
    times: list[int] = []

    def stage(*arguments: Any) -> Any:
        files = staging.stage(*arguments)
        if not times:
            times.append(1)
            do()
        return files

    monkeypatch.setattr("watch_folders.local_folder.stage", stage)
    return times


def test_half_a_file_is_not_taken_and_the_whole_one_is_taken_once(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        desk.leave("one", {NAME: WHOLE[: len(WHOLE) // 2]})
        desk.take()
        desk.take()
        assert desk.rows("submission") == []
        assert (desk.drop / "one" / NAME).exists()
        (desk.drop / "one" / NAME).write_bytes(WHOLE)
        desk.take()
        assert taken_contents(desk) == [WHOLE]
        desk.answer()
        assert len(desk.replies()) == 1


def test_a_file_rewritten_while_it_is_taken_is_taken_as_it_was_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(tmp_path) as desk:
        desk.leave("one", {NAME: WHOLE})
        times = while_it_is_copied(monkeypatch, lambda: (desk.drop / "one" / NAME).write_bytes(OTHER))
        desk.take()
        desk.take()
        assert times == [1]
        assert taken_contents(desk) == [OTHER]
        assert list(desk.app.originals.contents()) == [row["content"] for row in desk.rows("arrived_file")]


def test_a_file_deleted_while_it_is_taken_was_never_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_desk(tmp_path) as desk:
        desk.leave("one", {NAME: WHOLE})
        times = while_it_is_copied(monkeypatch, (desk.drop / "one" / NAME).unlink)
        desk.take()
        desk.take()
        assert times == [1]
        assert desk.rows("submission") == []
        assert list(desk.app.originals.contents()) == []
        assert list(desk.app.data.staging.iterdir()) == []


def test_a_file_added_while_the_folder_is_taken_is_taken_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(tmp_path) as desk:
        desk.leave("one", {NAME: WHOLE})
        while_it_is_copied(monkeypatch, lambda: (desk.drop / "one" / "Second.docx").write_bytes(OTHER))
        desk.take()
        desk.take()
        assert sorted(taken_contents(desk)) == sorted([WHOLE, OTHER])
        assert len(desk.rows("submission")) == 1
