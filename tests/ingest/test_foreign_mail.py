"""Mail from other people's test suites: none raises, none is slow, and nothing a standard parser finds is missed."""

from __future__ import annotations

import email
import email.policy
import time
from pathlib import Path

import pytest

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.names import shown_name
from ingest.open_message import open_mail
from ingest.open_submission import Opened, open_submission
from tests.ingest.opening import corpora, ways


def _opened(path: Path, base: Path) -> Opened:
    return open_submission([(path, path.name)], base / path.name, Limits())


def test_no_message_raises_and_none_takes_two_seconds(tmp_path: Path) -> None:
    paths = corpora("mail-*/*") + corpora("*/*.msg")
    began = time.perf_counter()
    for path in paths:
        start = time.perf_counter()
        _opened(path, tmp_path)
        assert time.perf_counter() - start < 2, path.name
    assert (time.perf_counter() - began) / len(paths) < 0.1


def test_no_message_with_any_part_of_it_cut_off_raises(tmp_path: Path) -> None:
    for path in corpora("mail-*/*") + corpora("*/*.msg"):
        data = path.read_bytes()
        for share in (3, 2):
            cut = tmp_path / "cut"
            cut.write_bytes(data[: len(data) * (share - 1) // share])
            open_submission([(cut, path.name)], tmp_path / "leaves", Limits())


def test_every_file_name_the_standard_parser_finds_is_found(tmp_path: Path) -> None:
    for path in corpora("mail-*/*.eml"):
        data = path.read_bytes()
        try:
            parts = list(email.message_from_bytes(data, policy=email.policy.default).walk())
            names = {shown_name(part.get_filename("")) for part in parts if part.get_filename()}
        except (ValueError, TypeError, AttributeError, IndexError, KeyError):
            continue  # the reason why we have a decoder of our own
        if b"message/partial" in data:
            continue  # a piece of a file is not the file: a person has to ask for it again
        found = {shown_name(part.name) for part in open_mail(data, Limits()).parts}
        kept = {name for name in names if not name.endswith((".p7s", ".asc")) and name.isascii()}
        inside = {file.name for file in _opened(path, tmp_path).files}
        assert kept <= found | inside, path.name


@pytest.mark.parametrize("name", ["test-data__hsmf__attachment_msg_pdf.msg"])
def test_a_msg_inside_a_msg_is_opened(name: str, tmp_path: Path) -> None:
    (path,) = corpora(f"apache-poi/{name}")
    result = _opened(path, tmp_path)
    assert ways(result) == [name, f"{name} › Test Attachment", f"{name} › smbprn.00009008.KdcPjl.pdf"]
    nested = next(file for file in result.files if file.name == "Test Attachment")
    assert (tmp_path / name / nested.content).read_bytes().strip()


def test_a_msg_without_headers_has_a_sender_or_says_unknown(tmp_path: Path) -> None:
    senders = {
        path.name: message.sender
        for path in corpora("apache-poi/*hsmf*.msg")
        if (message := _opened(path, tmp_path).message)
    }
    assert senders["test-data__hsmf__ASCII_CP1251_LCID1049.msg"] is None
    assert senders["test-data__hsmf__message_1979.msg"] == '"alec milton"'
    assert all(sender is None or sender.strip() for sender in senders.values())


def test_a_msg_in_a_code_page_of_windows_is_read(tmp_path: Path) -> None:
    (path,) = corpora("apache-poi/*chinese-traditional.msg")
    message = _opened(path, tmp_path).message
    assert message is not None
    assert "張毓倫" in (message.sender or "")


def test_a_msg_whose_streams_claim_more_than_the_file_holds_is_refused(tmp_path: Path) -> None:
    (path,) = corpora("apache-poi/*unknown_properties.msg")
    assert [file.refused for file in _opened(path, tmp_path).files] == [Unreadable.UNSAFE]


def test_winmail_files_give_what_they_carry_or_a_reason(tmp_path: Path) -> None:
    found = {path.name: _opened(path, tmp_path).files for path in corpora("mail-mimekit/*.tnef")}
    assert [file.name for file in found["two-files.tnef"]] == ["AUTHORS", "README"]
    assert "TechlibDEC99.doc" in [file.name for file in found["missing-filenames.tnef"]]
    assert all(files for files in found.values())


def test_a_locked_word_file_says_that_it_wants_a_password(tmp_path: Path) -> None:
    refused = {
        path.name: file.refused
        for path in corpora("apache-poi/*.doc*")
        for file in _opened(path, tmp_path).files
        if file.refused is Unreadable.PASSWORD
    }
    assert refused
