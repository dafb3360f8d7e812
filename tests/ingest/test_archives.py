"""Zips, among them those made to do harm."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.document import Unreadable
from ingest.limits import MB, Limits
from tests.build import hostile
from tests.ingest.opening import opened, refusals, ways


def test_the_files_of_a_zip_are_the_submission_and_the_zip_is_not_listed(tmp_path: Path) -> None:
    zipped = hostile.zipped({"forms/Report.docx": b"one", "Chronology.docx": b"two"})
    assert ways(opened(tmp_path, {"papers.zip": zipped})) == [
        "papers.zip › Report.docx",
        "papers.zip › Chronology.docx",
    ]


@pytest.mark.parametrize("name", ["../../x.docx", "/etc/x.docx", "a\\b\\x.docx", "C:\\x.docx", "..\\x.docx"])
def test_no_name_in_a_zip_leads_out_of_our_folder(name: str, tmp_path: Path) -> None:
    assert ways(opened(tmp_path, {"papers.zip": hostile.zipped({name: b"one"})})) == ["papers.zip › x.docx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["leaves", "staged"]


def test_a_zip_of_escaping_names_opens_to_harmless_ones(tmp_path: Path) -> None:
    result = opened(tmp_path, {"papers.zip": hostile.zip_with_escaping_names()})
    assert result.files
    assert all("/" not in file.name and "\\" not in file.name and ".." not in file.name for file in result.files)


def test_names_that_are_the_same_are_told_apart_and_their_contents_kept(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        for data in (b"one", b"two"):
            archive.writestr("x.docx", data)
    assert ways(opened(tmp_path, {"papers.zip": buffer.getvalue()})) == [
        "papers.zip › x.docx",
        "papers.zip › x (2).docx",
    ]


@pytest.mark.parametrize("bomb", [hostile.zip_bomb(220), hostile.docx_bomb(220)])
def test_a_bomb_is_refused_unopened_in_little_memory(bomb: bytes, tmp_path: Path) -> None:
    tracemalloc.start()
    result = opened(tmp_path, {"papers": bomb})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusals(result) == {"papers": Unreadable.UNSAFE}
    assert result.limits_hit
    assert peak < 20 * MB


def test_a_zip_of_ten_thousand_entries_is_refused(tmp_path: Path) -> None:
    assert refusals(opened(tmp_path, {"papers.zip": hostile.crowded_zip()})) == {"papers.zip": Unreadable.TOO_LARGE}


def test_a_zip_that_hides_how_many_entries_it_has_is_refused_before_they_are_read(tmp_path: Path) -> None:
    data = bytearray(hostile.crowded_zip(60_000))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, at + 8, 1, 1)
    assert refusals(opened(tmp_path, {"papers.zip": bytes(data)})) == {"papers.zip": Unreadable.TOO_LARGE}


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(hostile.zip_bomb(40))
    directory = data.find(b"PK\x01\x02")
    struct.pack_into("<L", data, directory + 24, 1000)
    result = opened(tmp_path, {"papers.zip": bytes(data)})
    assert [file.refused for file in result.files] == [Unreadable.DAMAGED]


def test_zips_within_zips_are_opened_twice_and_refused_at_six(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    two = opened(tmp_path / "two", {"papers.zip": hostile.nested_zip(2)})
    assert [file.kind for file in two.files] == ["docx"]
    assert len(two.files[0].inside) == 2
    six = opened(tmp_path, {"papers.zip": hostile.nested_zip(6)})
    assert [file.refused for file in six.files] == [Unreadable.UNSAFE]
    assert len(six.files[0].inside) == Limits().zip_nesting


def test_a_zip_with_a_locked_entry_asks_for_papers_without_a_password(tmp_path: Path) -> None:
    result = opened(tmp_path, {"papers.zip": hostile.zip_with_an_encrypted_entry()})
    assert refusals(result) == {"papers.zip": Unreadable.PASSWORD}


def test_a_zip_without_papers_is_empty(tmp_path: Path) -> None:
    empty = hostile.zipped({"__MACOSX/._x.docx": b"x", ".DS_Store": b"x", "folder/": b""})
    assert refusals(opened(tmp_path, {"papers.zip": empty})) == {"papers.zip": Unreadable.EMPTY}


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("x.docx")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/hostname")
    assert refusals(opened(tmp_path, {"papers.zip": buffer.getvalue()})) == {"x.docx": Unreadable.UNSAFE}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_unpacks_without_bounds_is_not_used(method: int, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("x.docx", b"one")
    assert refusals(opened(tmp_path, {"papers.zip": buffer.getvalue()})) == {"x.docx": Unreadable.FORMAT}


def test_one_damaged_entry_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    data = hostile.zipped({"one.docx": b"first words" * 50, "two.docx": b"other words" * 50})
    at = data.find(b"one.docx") + 12
    broken = data[:at] + bytes(8) + data[at + 8 :]
    found = refusals(opened(tmp_path, {"papers.zip": broken}))
    assert found == {"one.docx": Unreadable.DAMAGED, "two.docx": None}


SMALL = Limits(
    files=6,
    file_bytes=3000,
    total_bytes=5000,
    nesting=3,
    zip_nesting=2,
    archive_entries=8,
    ratio=20,
    ratio_applies_from=1000,
)


def _zip_of(entries: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(entries):
            archive.writestr(f"{number}/{name}", data)
    return buffer.getvalue()


_contents = st.binary(max_size=200) | st.integers(0, 9000).map(bytes)
_entries = st.tuples(st.sampled_from(["x.docx", "a.zip", "Zoë", "._x"]), st.deferred(lambda: _things))
_things: st.SearchStrategy[bytes] = _contents | st.lists(_entries, max_size=9).map(_zip_of)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(files=st.lists(_entries, max_size=8))
def test_whatever_is_packed_in_whatever_unpacking_never_exceeds_its_limits(
    files: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    result = opened(tmp_path, files, SMALL)
    leaves = list((tmp_path / "leaves").iterdir())
    assert sum(path.stat().st_size for path in leaves) <= SMALL.total_bytes
    assert all(path.stat().st_size <= SMALL.file_bytes for path in leaves)
    assert all(len(file.inside) <= SMALL.nesting for file in result.files)
    assert len([file for file in result.files if not file.refused]) <= SMALL.files


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_zip_with_any_byte_changed_gives_files_or_a_reason(data: st.DataObject, tmp_path: Path) -> None:
    whole = bytearray(hostile.zipped({"a.docx": b"one" * 20, "b.zip": hostile.zipped({"c.docx": b"two" * 20})}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert opened(tmp_path, {"papers.zip": bytes(whole)}).files


def test_an_entry_without_a_name_is_kept(tmp_path: Path) -> None:
    whole = hostile.zipped({"a": b"one"})
    directory = whole.find(b"PK\x01\x02")
    buffer = bytearray(whole)
    struct.pack_into(
        "<H", buffer, directory + 28, 0
    )  # the name's length, in the table; its letter becomes an extra field
    struct.pack_into("<H", buffer, directory + 30, 1)
    assert opened(tmp_path, {"papers.zip": bytes(buffer)}).files
