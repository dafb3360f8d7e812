"""`panelready read`, end to end: what a file holds, as plain lines, as data and as a page to look at."""

import base64
import hashlib
import io
import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from casework.document import Child, Document, Field, Section
from casework.evidence import Evidence, Place
from extractors.reading import (
    Aside,
    Cell,
    FormField,
    Heading,
    ListItem,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Properties,
    Reading,
    ScannedPage,
    Signature,
    Table,
)
from generators.reading_page_things import KINDS
from panelready.plain import from_plain
from panelready.showing_sheets import MOST_PAGES
from tests.build import drawn_pdf, eml, hostile, papers
from tests.generators.test_report_page import Page
from tests.panelready.checked import Said, laid_out, panelready

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "see-what-we-read.md"
KEYS = ["file", "inside", "format", "sha256", "unreadable", "documents", "reading", "wording"]
RECORDS = (
    *(Document, Field, Section, Child, Evidence, Place, Reading, Properties, FormField, Mark, Aside, Signature),
    *(ScannedPage, Heading, Paragraph, ListItem, Table, Cell, Picture, PageBreak),
)
HOSTILE = "<img src=x onerror=alert(1)>.docx"


def read(*arguments: object) -> Said:
    return panelready("read", *arguments)


def file_of(folder: Path, name: str, content: bytes) -> Path:
    return laid_out(folder, {name: content}) / name


def page_of(folder: Path, name: str, content: bytes, *options: object) -> str:
    out = folder / "page.html"
    said = read(file_of(folder, name, content), "--html", out, *options)
    assert (said.status, said.out) == (0, b""), said.err
    return out.read_text(encoding="utf-8")


def ink_of(html: str) -> tuple[float, float, float, float]:
    """Where the ink of the first picture lies: left, top, right and bottom as shares of its size."""
    data = base64.b64decode(re.findall(r'href="data:image/\w+;base64,([^"]+)"', html)[0])
    with Image.open(io.BytesIO(data)) as image:
        box = image.convert("L").point(lambda light: 255 if light < 128 else 0).getbbox()
        assert box
        return box[0] / image.width, box[1] / image.height, box[2] / image.width, box[3] / image.height


@pytest.fixture(scope="module")
def swet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return file_of(tmp_path_factory.mktemp("swet"), "swet.pdf", papers.swet(as_pdf=True))


@pytest.fixture(scope="module")
def swet_page(swet: Path) -> str:
    out = swet.parent / "swet.html"
    assert read(swet, "--html", out).status == 0
    return out.read_text(encoding="utf-8")


class TestPlainText:
    def test_it_says_what_a_paper_was_taken_for_and_why(self, swet: Path) -> None:
        said = read(swet)
        text = said.out.decode()
        assert said.status == 0
        assert re.search(r"Taken for: Social Work Evidence Template.* \(\d+% sure\)", text)
        assert re.search(r"Because of these words:\n    “.+” \([A-Z]\d+, page 1", text)

    def test_its_numbers_are_those_of_the_page(self, swet: Path, swet_page: str) -> None:
        letters = "".join(letter for letter, _ in KINDS.values())
        printed = re.findall(rf"\[([{letters}]\d+)[=>]?\]", read(swet).out.decode())
        shown = re.findall(r"</span>([A-Z]\d+)</a> <div>|</span>([A-Z]\d+)</span> <div>", swet_page)
        assert printed
        assert set(printed) == {one or other for one, other in shown}

    def test_several_files_come_one_after_the_other(self, swet: Path, tmp_path: Path) -> None:
        other = file_of(tmp_path, "notes.txt", b"The panel met on Tuesday.")
        text = read(other, swet).out.decode()
        assert text.startswith("notes.txt\n") and "\nswet.pdf\n" in text
        assert text.index("The panel met on Tuesday.") < text.index("swet.pdf")

    def test_every_file_inside_a_mail_is_shown_with_its_way_in(self, swet: Path, tmp_path: Path) -> None:
        mail = eml.message(attachments={"swet.pdf": swet.read_bytes(), "locked.pdf": hostile.password_pdf()})
        text = read(file_of(tmp_path, "mail.eml", mail)).out.decode()
        assert "mail.eml › swet.pdf" in text
        assert re.search(r"mail\.eml › locked\.pdf\n  Could not be read\. This file is locked", text)

    def test_a_broken_file_has_its_reason_and_is_no_failure(self, tmp_path: Path) -> None:
        said = read(file_of(tmp_path, "locked.pdf", hostile.password_pdf()))
        assert said.status == 0
        assert "Could not be read. This file is locked with a password." in said.out.decode()

    def test_a_reader_who_leaves_early_is_no_fault(self, tmp_path: Path) -> None:
        long = file_of(tmp_path, "long.txt", b"The panel met again.\n" * 10_000)  # more than a pipe holds
        command = [sys.executable, "-m", "panelready", "read", str(long)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout and process.stderr
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 141

    def test_a_file_that_is_not_there_and_a_folder_are_told_apart(self, tmp_path: Path) -> None:
        assert read(tmp_path / "none.pdf").status == 66
        said = read(tmp_path)
        assert said.status == 64 and "is a folder; name the files in it" in said.err


class TestJson:
    def test_each_file_is_one_object_of_the_documented_shape(self, swet: Path, tmp_path: Path) -> None:
        mail = eml.message(attachments={"swet.pdf": swet.read_bytes(), "locked.pdf": hostile.password_pdf()})
        found: list[dict[str, Any]] = json.loads(read(file_of(tmp_path, "mail.eml", mail), "--json").out)
        assert all(list(each) == KEYS for each in found)
        by_name = {each["file"]: each for each in found}
        assert by_name["swet.pdf"]["inside"] == ["mail.eml"]
        assert by_name["locked.pdf"]["unreadable"] == "password" and by_name["locked.pdf"]["reading"] is None
        assert by_name["swet.pdf"]["documents"][0]["type"] == "swet"
        assert by_name["swet.pdf"]["unreadable"] is None

    def test_every_block_of_a_pdf_has_its_page_and_its_box(self, swet: Path) -> None:
        (found,) = json.loads(read(swet, "--json").out)
        blocks = found["reading"]["blocks"]
        assert {"Heading", "Table"} <= {kind for block in blocks for kind in block}
        assert len(blocks) > 5
        for kind, held in (pair for block in blocks for pair in block.items() if "PageBreak" not in block):
            assert kind in ("Heading", "Paragraph", "ListItem", "Table", "Picture")
            assert held["place"]["page"] >= 1
            left, top, right, bottom = held["place"]["box"]
            assert 0 <= left < right <= 595.3 and 0 <= top < bottom <= 841.9

    def test_documents_and_reading_are_whole(self, swet: Path) -> None:
        (found,) = json.loads(read(swet, "--json").out)
        (document,) = from_plain(tuple[Document, ...], found["documents"])
        seen = from_plain(Reading, found["reading"])
        assert document.content == found["sha256"] == hashlib.sha256(swet.read_bytes()).hexdigest()
        assert document.why and all(evidence.place.page for evidence in document.why[:1])
        assert seen.properties.pages == document.pages[1] if document.pages else False

    def test_every_key_is_told_of_in_the_how_to(self) -> None:
        told = set(re.findall(r"`(\w+)`", HOW_TO.read_text(encoding="utf-8")))
        assert set(KEYS) <= told
        for record in RECORDS:
            assert {each.name for each in fields(record)} <= told, record


class TestPage:
    def test_each_page_is_drawn_and_everything_on_it_outlined_in_reading_order(self, swet_page: str) -> None:
        page = Page(swet_page)
        pictures = [keys for tag, keys in page.tags if tag == "image"]
        sheets = re.findall(r'class="sheet"', swet_page)
        assert len(pictures) == len(sheets) >= 1
        assert all(
            re.match(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]{1000,}$", str(keys["href"])) for keys in pictures
        )
        for sheet in swet_page.split('class="sheet"')[1:]:
            outlined = [int(number) for number in re.findall(r'id="f1-b(\d+)"', sheet)]
            listed = [int(number) for number in re.findall(r'<li class="\w+" id="f1-(\d+)"', sheet)]
            assert outlined == sorted(outlined) and outlined
            assert listed == sorted(listed) and set(outlined) <= set(listed)

    def test_its_evidence_leads_to_the_number_it_was_seen_at(self, swet_page: str) -> None:
        why = swet_page.split("The words that made us think so")[1].split("</ul>")[0]
        ids = set(re.findall(r'id="([\w-]+)"', swet_page))
        links = re.findall(r'href="#([\w-]+)"', why)
        assert links and set(links) <= ids

    def test_it_loads_and_runs_nothing(self, swet_page: str) -> None:
        assert not re.search(r"https?:|url\(|@import|<script|<img|<link|javascript:", swet_page)
        assert "default-src 'none'; style-src" in unescape(swet_page)

    def test_a_form_shows_its_boxes_and_what_was_put_in_them(self, tmp_path: Path) -> None:
        html = page_of(tmp_path, "form.pdf", drawn_pdf.fillable("Child’s name", "Jayden Tolliver"))
        line = html.split('<li class="field"')[1].split("</li>")[0]
        assert "text box “Child’s name”" in line and '<span class="answer"' in line and "Jayden Tolliver" in line
        assert "ticked:" in html.split('<li class="tick"')[1].split("</li>")[0]
        assert 'class="box field"' in html and 'class="box tick"' in html

    @pytest.mark.parametrize("rotate", [0, 90])
    def test_a_page_set_sideways_is_drawn_the_way_its_words_were_read(self, tmp_path: Path, rotate: int) -> None:
        html = page_of(tmp_path, "side.pdf", drawn_pdf.on_its_side("These invented words run upwards.", rotate))
        wide, high = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', html)[0])
        left, top, long, tall = map(
            float, re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', html)[0]
        )
        assert "These invented words run upwards." in html
        ink = ink_of(html)
        assert left - 2 <= ink[0] * wide and ink[2] * wide <= left + long + 2
        assert top - 2 <= ink[1] * high and ink[3] * high <= top + tall + 2

    def test_only_so_many_pages_are_drawn_and_the_page_says_so(self, tmp_path: Path) -> None:
        html = page_of(tmp_path, "long.pdf", drawn_pdf.pages(MOST_PAGES + 2))
        assert len(re.findall(r"<image ", html)) == MOST_PAGES
        assert f"The first {MOST_PAGES} of {MOST_PAGES + 2} pages are drawn" in html
        assert f"--pages {MOST_PAGES + 1}-{MOST_PAGES + 2}" in html
        assert f"What is said in part {MOST_PAGES + 2} of this invented paper." in html

    def test_other_pages_are_drawn_where_they_are_asked_for(self, tmp_path: Path) -> None:
        html = page_of(tmp_path, "long.pdf", drawn_pdf.pages(5), "--pages", "4-9")
        drawn = [sheet for sheet in html.split('class="sheet"')[1:] if "<image " in sheet]
        assert [re.findall(r"page-(\d+)", sheet)[0] for sheet in drawn] == ["4", "5"]
        assert "Pages 4 to 5 of 5 are drawn, as you asked." in html

    def test_pages_that_are_not_there_are_said(self, tmp_path: Path) -> None:
        html = page_of(tmp_path, "short.pdf", drawn_pdf.pages(2), "--pages", "7-9")
        assert "you asked for pages from 7 on, and there are only 2." in html
        assert "<image " not in html and "What is said in part 2" in html

    def test_each_file_inside_a_mail_has_its_part_and_its_line_in_the_contents(
        self, swet: Path, tmp_path: Path
    ) -> None:
        mail = eml.message(attachments={"swet.pdf": swet.read_bytes(), "locked.pdf": hostile.password_pdf()})
        html = page_of(tmp_path, "mail.eml", mail)
        contents = html.split('class="contents"')[1].split("</ol>")[0]
        assert (
            re.findall(r'href="#f(\d)"', contents)
            == re.findall(r'<article class="file" id="f(\d)"', html)
            == ["1", "2", "3"]
        )
        assert "This file is locked with a password." in html
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))

    def test_hostile_words_and_names_stay_words(self, tmp_path: Path) -> None:
        mail = eml.message(
            text="<script>alert(1)</script>\n</svg>{{ 7*7 }}",
            attachments={
                HOSTILE: b"no Word file",
                "form.pdf": drawn_pdf.fillable("<b>x</b>", "</text><script>1</script>"),
            },
        )
        html = page_of(tmp_path, "mail.eml", mail)
        assert "<script" not in html and "<img" not in html and "<b>" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "{{ 7*7 }}" in html
        Page(html)


class TestWriting:
    def test_the_page_is_for_its_owner_alone(self, tmp_path: Path) -> None:
        page_of(tmp_path, "notes.txt", b"The panel met.")
        assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o600 or os.name == "nt"
        assert sorted(each.name for each in tmp_path.iterdir()) == ["notes.txt", "page.html"]

    def test_a_page_that_is_there_is_replaced_only_where_that_is_said(self, tmp_path: Path) -> None:
        notes = file_of(tmp_path, "notes.txt", b"The panel met.")
        page = file_of(tmp_path, "page.html", b"something else")
        said = read(notes, "--html", page)
        assert said.status == 64 and "is there already" in said.err
        assert page.read_bytes() == b"something else"
        assert read(notes, "--html", page, "--overwrite").status == 0
        assert "The panel met." in page.read_text(encoding="utf-8")

    def test_a_folder_gets_a_page_for_each_file(self, tmp_path: Path) -> None:
        files = [file_of(tmp_path, name, b"The panel met.") for name in ("one.txt", "two.txt")]
        folder = tmp_path / "pages"
        folder.mkdir()
        assert read(*files, "--html", folder).status == 0
        assert sorted(each.name for each in folder.iterdir()) == ["one.txt.html", "two.txt.html"]

    def test_several_files_make_one_page(self, tmp_path: Path) -> None:
        files = [file_of(tmp_path, name, b"The panel met.") for name in ("one.txt", "two.txt")]
        assert read(*files, "--html", tmp_path / "page.html").status == 0
        assert "<h1>2 files</h1>" in (tmp_path / "page.html").read_text(encoding="utf-8")

    def test_options_that_make_no_sense_are_refused(self, tmp_path: Path) -> None:
        notes = file_of(tmp_path, "notes.txt", b"The panel met.")
        for wrong in (
            ["--pages", "3-1", "--html", "x"],
            ["--pages", "1-2"],
            ["--overwrite"],
            ["--json", "--html", "x"],
        ):
            assert read(notes, *wrong).status == 64, wrong
        assert read(notes, "--html", tmp_path / "none" / "page.html").status == 66
