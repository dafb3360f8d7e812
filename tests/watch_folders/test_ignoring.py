"""Names that never become documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.watch_folders.a_drop import Drop
from watch_folders.ignoring import belongs_to, is_ignored

NEVER = [
    *[
        "~$Report.docx",
        "~WRL0001.tmp",
        "~WRD0002.TMP",
        "Report.tmp",
        ".~lock.Report.docx#",
        ".hidden",
        "Report.partial",
    ],
    *["Report.docx.part", "Report.docx.filepart", "Report.docx.crdownload", "Report.docx.download", "Thumbs.db"],
    *[
        "desktop.ini",
        "Desktop.ini",
        ".DS_Store",
        "._Report.docx",
        "~tmpA1",
        ".fuse_hidden0001",
        ".smbdelete01",
        ".nfs001",
    ],
]


@pytest.mark.parametrize("name", NEVER)
def test_a_file_of_such_a_name_never_becomes_a_document_but_the_renamed_result_does(name: str, tmp_path: Path) -> None:
    drop = Drop(tmp_path)
    path = drop.put(name)
    assert not drop.still().arrivals
    path.rename(drop.root / "Report.docx")
    assert drop.settle_and_receive() == ["Report.docx"]


@pytest.mark.parametrize("folder", ["@eaDir", ".stfolder", ".git", "Report.docx.download"])
def test_nothing_in_a_folder_of_such_a_name_becomes_a_document(folder: str, tmp_path: Path) -> None:
    drop = Drop(tmp_path)
    drop.put(f"{folder}/Report.docx")
    drop.put(f"Case/{folder}/Report.docx")
    drop.look()
    assert not drop.look(after=1000).arrivals


@pytest.mark.parametrize(
    "name", ["Report.docx", "template.docx", "Part 1.docx", "Mr. Tmp.docx", "tmp", "a~tmp.docx", "x.parts"]
)
def test_ordinary_names_are_not_ignored(name: str) -> None:
    assert not is_ignored(name)


@pytest.mark.parametrize(
    ("temporary", "name"),
    [
        ("~$port.docx", "Report.docx"),
        ("~$a.docx", "a.docx"),
        (".~lock.Report.docx#", "Report.docx"),
        ("~$eport.docx", "Report.docx"),
    ],
)
def test_a_lock_is_known_to_belong_to_its_document(temporary: str, name: str) -> None:
    assert belongs_to(temporary, name)
