"""A submission opened: a flat list, each file once, and a reason for each that cannot be had."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casework.document import Unreadable
from ingest.limits import Limits
from tests.build import hostile
from tests.build.content import Paper
from tests.build.docx import docx_of
from tests.build.eml import message
from tests.ingest.opening import opened, refusals, ways

REPORT = docx_of(Paper(["Invented words."]))


def test_each_leaf_lies_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    result = opened(tmp_path, {"a.txt": b"one", "b.zip": hostile.zipped({"c.txt": b"two"})})
    assert {file.content for file in result.files} == {hashlib.sha256(data).hexdigest() for data in (b"one", b"two")}
    for file in result.files:
        assert (tmp_path / "leaves" / file.content).stat().st_size == file.size


@pytest.mark.parametrize(
    "copy", ["Report-DESKTOP1.docx", "Report (1).docx", "Report (conflicted copy).docx", "sub/Report.docx"]
)
def test_copies_that_a_sync_program_makes_are_one_paper(copy: str, tmp_path: Path) -> None:
    assert ways(opened(tmp_path, {copy: REPORT, "Report.docx": REPORT})) == ["Report.docx"]


def test_copies_whose_contents_differ_are_all_kept(tmp_path: Path) -> None:
    assert len(opened(tmp_path, {"Report.docx": REPORT, "Report (1).docx": REPORT + b"\0"}).files) == 2


def test_two_files_of_one_name_from_two_folders_are_both_kept(tmp_path: Path) -> None:
    assert ways(opened(tmp_path, {"a/Report.docx": b"one", "b/REPORT.docx": b"two"})) == [
        "Report.docx",
        "REPORT (2).docx",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile.password_docx(), Unreadable.PASSWORD),
        (hostile.truncated_docx(), Unreadable.DAMAGED),
        (hostile.empty_file(), Unreadable.EMPTY),
        (hostile.docx_bomb(), Unreadable.UNSAFE),
        (b"MZ\x90\x00 a program", Unreadable.UNSAFE),
        (b"7z\xbc\xaf\x27\x1c", Unreadable.FORMAT),
        (REPORT, None),
    ],
)
def test_a_file_that_cannot_be_had_is_listed_with_the_reason(
    data: bytes, reason: Unreadable | None, tmp_path: Path
) -> None:
    assert refusals(opened(tmp_path, {"Report.docx": data})) == {"Report.docx": reason}


def test_a_file_that_is_too_large_is_refused_and_its_neighbours_are_not(tmp_path: Path) -> None:
    result = opened(tmp_path, {"big.txt": b"x" * 101, "small.txt": b"y" * 100}, Limits(file_bytes=100))
    assert refusals(result) == {"big.txt": Unreadable.TOO_LARGE, "small.txt": None}
    assert result.limits_hit == ("Some files were too many or too large to open.",)


def test_files_beyond_the_limit_are_listed_unopened(tmp_path: Path) -> None:
    result = opened(tmp_path, {f"{n}.txt": b"%d" % n for n in range(7)}, Limits(files=5))
    assert [file.refused for file in result.files] == [None] * 5 + [Unreadable.TOO_LARGE] * 2


def test_a_zip_with_more_files_than_are_left_is_refused_whole(tmp_path: Path) -> None:
    zipped = hostile.zipped({f"{n}.txt": b"%d" % n for n in range(5)})
    result = opened(tmp_path, {"a.txt": b"x", "papers.zip": zipped}, Limits(files=5))
    assert refusals(result) == {"a.txt": None, "papers.zip": Unreadable.TOO_LARGE}


def test_the_same_zip_twice_is_opened_once(tmp_path: Path) -> None:
    zipped = hostile.zipped({"a.txt": b"x"})
    assert ways(opened(tmp_path, {"one.zip": zipped, "two.zip": zipped})) == ["one.zip › a.txt"]


def test_a_mail_among_loose_files_brings_the_envelope(tmp_path: Path) -> None:
    result = opened(tmp_path, {"Report.docx": REPORT, "cover.eml": message()})
    assert ways(result) == ["Report.docx", "cover.eml"]
    assert result.message is not None


def test_opening_twice_gives_the_same(tmp_path: Path) -> None:
    files = {"cover.eml": message(attachments={"Report.docx": REPORT}), "b.zip": hostile.zipped({"c.txt": b"two"})}
    assert opened(tmp_path, files) == opened(tmp_path, files)


def test_litter_beside_the_papers_is_left_out(tmp_path: Path) -> None:
    assert ways(opened(tmp_path, {"Thumbs.db": b"x", "a/._Report.docx": b"x", "Report.docx": REPORT})) == [
        "Report.docx"
    ]
