"""The samples are what samples.yaml says they are: real files, most of them saved by an office program."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
import yaml

from tests.elsewhere import program

SAMPLES = Path(__file__).parents[2] / "samples"
LISTED: dict[str, Any] = yaml.safe_load((SAMPLES / "samples.yaml").read_text(encoding="utf-8"))
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)|(?:https?://|www\.)([\w.-]+)")
NHS_NUMBER = re.compile(r"\b\d{3} \d{3} \d{4}\b")

# (sample, file as listed) for every paper, those inside a mail or a zip included
PAPERS = [(sample, file) for sample in LISTED["samples"] for file in sample["files"]]
NAMES = [f"{sample['folder']}/{file['name']}" for sample, file in PAPERS]
each_paper = pytest.mark.parametrize(("sample", "file"), PAPERS, ids=NAMES)


def test_there_are_twelve_and_the_list_leaves_nothing_out() -> None:
    folders = {path.name for path in SAMPLES.iterdir() if path.is_dir() and path.name != "make"}
    assert {sample["folder"] for sample in LISTED["samples"]} == folders
    assert len(folders) >= 12
    for sample in LISTED["samples"]:
        assert set(_contents(sample)) == {file["name"] for file in sample["files"]}, sample["folder"]


def test_every_verdict_and_every_council_is_shown() -> None:
    assert {sample["verdict"] for sample in LISTED["samples"]} == {"ready", "incomplete", "referred"}
    assert {sample["authority"] for sample in LISTED["samples"]} == {"devon", "buckinghamshire", "swindon"}


@each_paper
def test_the_file_says_which_program_saved_it(sample: dict[str, Any], file: dict[str, Any]) -> None:
    assert file["saved_by"] in _program(_content(sample, file), file.get("password", ""))


def test_at_least_half_were_saved_by_libreoffice() -> None:
    programs = [_program(_content(sample, file), file.get("password", "")) for sample, file in PAPERS]
    assert sum("LibreOffice" in program for program in programs) * 2 >= len(programs)


@each_paper
def test_the_file_opens_and_holds_words(sample: dict[str, Any], file: dict[str, Any]) -> None:
    assert len(_words(_content(sample, file), file.get("password", "")).split()) > 100


def test_the_protected_file_does_not_open_without_its_password() -> None:
    locked = [(sample, file) for sample, file in PAPERS if "password" in file]
    assert locked
    for sample, file in locked:
        with pytest.raises(pypdfium2.PdfiumError, match=r"[Pp]assword"):
            pypdfium2.PdfDocument(_content(sample, file))


@each_paper
def test_nobody_in_it_could_be_reached(sample: dict[str, Any], file: dict[str, Any]) -> None:
    words = _words(_content(sample, file), file.get("password", ""))
    assert _real_addresses(words) == []
    assert [number for number in NHS_NUMBER.findall(words) if not number.startswith("999")] == []


def test_the_mail_goes_from_and_to_nobody() -> None:
    for sample in LISTED["samples"]:
        if "mail" in sample:
            mail = message_from_bytes((SAMPLES / sample["folder"] / sample["mail"]).read_bytes(), policy=policy.default)
            body = mail.get_body()
            assert body is not None
            assert _real_addresses(" ".join([mail["From"], mail["To"], mail["Message-ID"], body.get_content()])) == []


def test_together_they_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 3_000_000


@pytest.mark.slow
def test_libreoffice_opens_every_word_file(tmp_path: Path) -> None:
    soffice = program("soffice")
    papers = [(sample, file) for sample, file in PAPERS if file["name"].endswith(".docx")]
    for number, (sample, file) in enumerate(papers):
        (tmp_path / f"{number}.docx").write_bytes(_content(sample, file))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert len(list(tmp_path.glob("*.pdf"))) == len(papers)


def _contents(sample: dict[str, Any]) -> dict[str, bytes]:
    """The papers of a sample by name, taken out of their mail or zip."""
    folder = SAMPLES / sample["folder"]
    if "mail" in sample:
        mail = message_from_bytes((folder / sample["mail"]).read_bytes(), policy=policy.default)
        return {str(part.get_filename()): part.get_content() for part in mail.iter_attachments()}
    if "zip" in sample:
        with zipfile.ZipFile(folder / sample["zip"]) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _content(sample: dict[str, Any], file: dict[str, Any]) -> bytes:
    return _contents(sample)[file["name"]]


def _program(content: bytes, password: str) -> str:
    """Which program the file says saved it."""
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content), password=password) as document:
            return str(document.docinfo["/Producer"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = re.search(r"<Application>([^<]*)", archive.read("docProps/app.xml").decode())
    return said[1] if said else ""


def _words(content: bytes, password: str) -> str:
    """Everything the file says, as python-docx or pypdfium2 reads it, headers and footers of Word files included."""
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content, password=password or None) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    return "\n".join(" ".join(text.text or "" for text in part.iter("{*}t")) for part in parts)


def _real_addresses(words: str) -> list[str]:
    hosts = [mail or web for mail, web in ADDRESS.findall(words)]
    return [host for host in hosts if not host.endswith(".example")]
