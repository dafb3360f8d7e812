"""A logo under a mail is no paper nobody could read; a photographed paper always is one, however small its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from casework.document import Document, Role, Unreadable
from extractors.ornaments import is_ornament
from panelready.plain import from_plain
from panelready.reading_jobs import JOBS, NO_LESSON


def picture(path: Path, size: tuple[int, int], kind: str = "png") -> Path:
    shown = Image.effect_noise(size, 90.0)
    shown.save(path, format=kind)
    return path


@pytest.mark.parametrize("size", [(180, 50), (420, 90), (640, 150), (32, 32), (90, 320)])
@pytest.mark.parametrize("kind", ["png", "jpeg", "gif"])
def test_a_picture_of_a_few_dots_is_an_ornament(size: tuple[int, int], kind: str, tmp_path: Path) -> None:
    assert is_ornament(picture(tmp_path / "image001", size, kind), kind)


@pytest.mark.parametrize("size", [(600, 800), (480, 640), (240, 320), (2400, 180)])
def test_what_may_show_a_page_or_lines_of_one_is_none(size: tuple[int, int], tmp_path: Path) -> None:
    assert not is_ornament(picture(tmp_path / "photo", size, "jpeg"), "jpeg")


def test_what_is_damaged_or_no_picture_is_none(tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    assert not is_ornament(tmp_path / "broken", "png")
    assert not is_ornament(picture(tmp_path / "scan", (180, 50)), "pdf")


@pytest.mark.parametrize(("size", "role"), [((180, 50), Role.DECORATION), ((700, 990), Role.PAPER)])
def test_one_that_cannot_be_read_is_said_to_be_a_decoration(size: tuple[int, int], role: Role, tmp_path: Path) -> None:
    path = tmp_path / "image002.png"
    Image.new("L", size, "white").save(path)
    job = {
        "path": str(path),
        "kind": "png",
        "name": "image002.png",
        "content": "",
        "inside": ["Panel.eml"],
        "scans": {},
    }
    (found,) = from_plain(tuple[Document, ...], json.loads(json.dumps(JOBS["read"](NO_LESSON)(job))))
    assert (found.role, found.unreadable) == (role, Unreadable.POOR_SCAN)
