"""`panelready read` of pages that are pictures: drawn as they were straightened, with what was read of them."""

import io
import re
from pathlib import Path

import docx
import numpy as np
import pytest

from casework.document import Unreadable
from panelready.showing import showing
from tests.build import scans
from tests.panelready.test_read_command import file_of, ink_of, page_of, read

LINES = ["The panel met on Tuesday.", "Jayden wants to stay with his Nan."]


def a_page(*, turned: bool = False) -> scans.Grey:
    askew = scans.skewed(scans.lettered(LINES), 3.0)
    return scans.on_its_side(askew) if turned else askew


def outlines(html: str) -> tuple[float, float, float, float]:
    """Around every paragraph and heading outlined, as shares of the size of the picture."""
    wide, high = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', html)[0])
    found = re.findall(
        r'class="box (?:paragraph|heading)[^>]*>(?:<title>[^<]*</title>)'
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"',
        html,
    )
    boxes = np.array([[float(edge) for edge in box] for box in found])
    left, top = boxes[:, 0].min(), boxes[:, 1].min()
    right, bottom = (boxes[:, 0] + boxes[:, 2]).max(), (boxes[:, 1] + boxes[:, 3]).max()
    return left / wide, top / high, right / wide, bottom / high


@pytest.mark.parametrize(("kind", "turned"), [("PDF", False), ("PNG", True)])
def test_the_outlines_lie_on_the_ink_of_a_page_scanned_askew_or_on_its_side(
    kind: str, turned: bool, tmp_path: Path
) -> None:
    html = page_of(tmp_path, f"scan.{kind.lower()}", scans.saved([a_page(turned=turned)], kind, 200))
    for line in LINES:
        assert line in html
    assert "This is a picture. We " in html and "straightened it by 3.0 degrees" in html
    assert ("turned it by" in html) == turned
    for drawn, seen in zip(ink_of(html), outlines(html), strict=True):
        assert abs(drawn - seen) < 0.02


def test_a_scan_inside_a_word_file_is_drawn_and_its_words_stand_in_the_text(tmp_path: Path) -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("See the scan below.")
    document.add_picture(io.BytesIO(scans.saved([a_page()], "PNG", 200)))
    document.add_paragraph("That was it.")
    document.save(out)
    html = page_of(tmp_path, "scan.docx", out.getvalue())
    flow = html.split('class="flow"')[1].split("Pictures whose words we read</h3>")[0]
    said = ["See the scan below.", *LINES, "That was it."]
    assert [flow.index(words) for words in said] == sorted(flow.index(words) for words in said)
    boxes = set(re.findall(r'class="box [^>]*href="#([\w-]+)"', html))
    assert boxes and boxes <= set(re.findall(r'id="([\w-]+)"', flow))
    for drawn, seen in zip(ink_of(html), outlines(html), strict=True):
        assert abs(drawn - seen) < 0.02


def test_a_page_too_poor_to_read_is_drawn_and_said_to_be_unread(tmp_path: Path) -> None:
    name, poor = "scan.pdf", scans.saved([scans.illegible(a_page())], "PDF", 200)
    html = page_of(tmp_path, name, poor)
    assert len(re.findall(r"<image ", html)) == 1
    assert "Not read</span>" in html and "no words that we can make out" in html
    assert "We could not read page 1." in read(file_of(tmp_path, name, poor)).out.decode()


def test_whoever_waits_hears_how_many_pictures_have_been_scanned(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    scan = file_of(tmp_path, "scan.tif", scans.saved([a_page(), a_page()], "TIFF", 200))
    with showing(None) as show:
        (found,) = show.files_in(scan, lambda done, of: heard.append((done, of)))
    assert heard == [(1, 2), (2, 2), (1, 1)]
    assert not isinstance(found.reading, Unreadable) and len(found.reading.scanned) == 2
