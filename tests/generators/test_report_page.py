"""The report and the summary: whole, safe, readable without colour, and as before."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from casework.evidence import Evidence, Place
from generators.contract import ReplyDecision
from generators.render import OUTPUTS, TEMPLATES, _environment, render
from generators.report import report_html
from generators.summary import WIDTH, summary_text
from generators.wording import OUTCOME_LABELS
from tests.generators.golden_files import assert_as_before
from tests.generators.invented_screenings import (
    FOUND_SWET,
    INCOMPLETE,
    REFERRED,
    SITUATIONS,
    SWET_DOCUMENT,
    UNCLEAR,
    answered,
)

CSS = (TEMPLATES / "page.css").read_text(encoding="utf-8")
VOID = {"meta", "br", "col", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """What a page is made of; complains where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_report_is_as_before(name: str) -> None:
    assert_as_before(f"report-{name}.html", report_html(answered(SITUATIONS[name])).encode())
    assert_as_before(f"summary-{name}.txt", summary_text(answered(SITUATIONS[name])).encode())


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_report_needs_nothing_from_elsewhere_and_runs_nothing(name: str) -> None:
    html = report_html(answered(SITUATIONS[name]))
    page = Page(html)
    assert not re.search(r"https?:|url\(|@import|<script|<img|<link|javascript:", html)
    assert not any(key.startswith("on") or key in ("style", "src") for _, keys in page.tags for key in keys)
    policy = next(keys["content"] for tag, keys in page.tags if keys.get("http-equiv") == "Content-Security-Policy")
    style = html.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_report_can_be_read_by_a_screen_reader(name: str) -> None:
    page = Page(report_html(answered(SITUATIONS[name])))
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert tags.count("h1") == 1 and tags.count("main") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(keys.get("scope") for tag, keys in page.tags if tag == "th")
    ids = [keys["id"] for _, keys in page.tags if "id" in keys]
    assert len(ids) == len(set(ids))
    links = {str(keys["href"])[1:] for tag, keys in page.tags if tag == "a"}
    assert links <= set(ids)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_label_stands_out_from_its_ground() -> None:
    pairs = re.findall(r"\.tag\.\w+\{color:(#\w{6});background:(#\w{6})", CSS)
    assert len(pairs) == len({label.tone for label in OUTCOME_LABELS.values()})
    for ink, ground in [*pairs, ("#454a4d", "#ffffff"), ("#1a5da0", "#fdf5f1"), ("#ffffff", "#1d3557")]:
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_a_reply_that_waits_says_why() -> None:
    held = answered(INCOMPLETE).model_copy(update={"reply": ReplyDecision(send=False, held_because="no_recipient")})
    assert "waits for a person to send it, because we do not know whom to send it to." in report_html(held)


def test_nothing_from_the_papers_becomes_markup() -> None:
    evil = "</q><script>alert(1)</script>{{ 7*7 }}"
    document = replace(SWET_DOCUMENT, file=evil, why=(Evidence(evil, Place(part=evil), evil),))
    finding = replace(FOUND_SWET, details={**FOUND_SWET.details, "file": evil}, evidence=document.why, for_child=evil)
    html = report_html(answered(replace(INCOMPLETE, documents=(document,), findings=(finding,), limits=(evil,))))
    assert "<script" not in html and "&lt;script&gt;" in html and "{{ 7*7 }}" in html
    Page(html)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_words_make_a_page_that_nests(words: str) -> None:
    document = replace(SWET_DOCUMENT, file=words, why=(Evidence(words, Place(page=1), words),))
    Page(report_html(answered(replace(REFERRED, documents=(document,)))))


def test_a_screening_without_papers_still_gives_a_report() -> None:
    assert "No papers were received." in report_html(answered(replace(UNCLEAR, documents=())))


def test_the_summary_fits_a_terminal_and_cannot_repaint_it() -> None:
    evil = "\x1b[2J\x07 SWET\r\n\u202etxt.exe " + "long " * 90
    finding = replace(FOUND_SWET, evidence=(Evidence(evil, Place(page=1), evil),), for_child=evil[:20])
    text = summary_text(
        answered(replace(INCOMPLETE, findings=(finding,), documents=(replace(SWET_DOCUMENT, file=evil),)))
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", text)
    for name in SITUATIONS:
        assert max(map(len, summary_text(answered(SITUATIONS[name])).splitlines())) <= WIDTH


def test_colour_changes_nothing_but_colour() -> None:
    coloured = summary_text(answered(INCOMPLETE), colour=True)
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == summary_text(answered(INCOMPLETE))


def test_a_template_that_asks_for_an_unknown_name_or_for_more_than_words_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("reply_text")
    with pytest.raises(SecurityError):
        _environment().from_string("{{ ''.__class__.__mro__ }}").render()


def test_every_output_has_its_template() -> None:
    assert all((TEMPLATES / template).is_file() for template in OUTPUTS.values())
