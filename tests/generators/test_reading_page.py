"""The page of what was read: everything numbered and outlined, safe, readable without colour, and nothing loaded."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.answered import Answered
from casework.evidence import Place
from extractors.reading import Standing
from generators.reading_page import outlines, reading_html
from generators.reading_page_things import (
    KINDS,
    Answer,
    Break,
    Drawing,
    Grid,
    Heard,
    How,
    Kind,
    Paper,
    Part,
    Piece,
    Pointer,
    Sheet,
    Square,
    Thing,
    Whose,
    Words,
)
from generators.reading_page_words import ANSWERS, HOWS, SECTIONS, STATES, scan_note
from generators.reading_text import reading_lines
from generators.render import TEMPLATES
from tests.generators.test_report_page import Page, luminance

EVIL = "</q></svg><script>alert(1)</script>{{ 7*7 }}\" onload='x'"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
CSS = (TEMPLATES / "reading.css").read_text(encoding="utf-8")


def thing(number: int, kind: Kind, text: str = "", how: How = How.PLAIN, note: str = "", **place: object) -> Thing:
    # place: as each test names it
    return Thing(number, kind, (Words(text, how),) if text else (), Place(**place), note)  # type: ignore[arg-type]


def a_flow(words: str = "Jayden lives with Nan.") -> tuple[Piece | Grid | Break, ...]:
    """A title, a list, a table with a table inside, a control, a comment, a picture and a page break."""
    inner = Grid(thing(7, Kind.TABLE, table=2), ((Square(thing(8, Kind.CELL, words, table=2, row=1, cell=1), 1, 0),),))
    row = (
        Square(thing(4, Kind.CELL, "Child’s name", table=1, row=1, cell=1), 1, 0),
        Square(
            thing(5, Kind.CELL, words, How.ANSWER, table=1, row=1, cell=2),
            2,
            1,
            (thing(6, Kind.FIELD, words, How.ANSWER, f"text box “{words}”", table=1, row=1, cell=2),),
            (inner,),
        ),
    )
    return (
        Piece(thing(1, Kind.HEADING, words, note="title", paragraph=1), 0),
        Piece(thing(2, Kind.LIST_ITEM, words, How.INSERTED, paragraph=2)),
        Grid(thing(3, Kind.TABLE, note="1 row, 4 columns", table=1), (row,), 1),
        Break(2),
        Piece(
            thing(9, Kind.PARAGRAPH, words, How.UNSURE, paragraph=3),
            beside=(
                thing(10, Kind.ASIDE, words, How.COMMENT, "comment", paragraph=3),
                thing(11, Kind.ASIDE, words, How.STRUCK, "struck out", paragraph=3),
                thing(12, Kind.TICK, words, note="ticked", paragraph=3),
            ),
        ),
        Piece(thing(13, Kind.PICTURE, words, paragraph=4)),
        Piece(thing(14, Kind.SIGNATURE, words, note="digital signature", paragraph=5)),
    )


def a_part(words: str = "Jayden lives with Nan.", **changes: object) -> Part:
    pointer = Pointer(words, "table 1, row 1, cell 2", thing(5, Kind.CELL, words))
    paper = Paper(
        title=words,
        about=words,
        sure=0.9,
        facts=((words, words),),
        why=(pointer,),
        answers=tuple(Answer(words, words, state, pointer) for state in ANSWERS),
        sections=(Heard(words, "blank", pointer),),
    )
    return Part(
        name=words,
        inside=(words,),
        papers=(paper, Paper("Could not be read", words, is_unreadable=True)),
        properties=((words, words),),
        limits=(words,),
        flow=a_flow(words),
        apart=(("Headers", (Piece(thing(15, Kind.PARAGRAPH, words, part="header")),)),),
        **changes,  # type: ignore[arg-type]  # as each test names it
    )


def a_sheet(words: str = "Jayden lives with Nan.") -> Sheet:
    boxes = [(50.0, 50.0 + 20 * number, 300.0, 65.0 + 20 * number) for number in range(len(Kind))]
    things = [
        Thing(number, kind, (Words(words),), Place(page=1, box=box), words)
        for number, (kind, box) in enumerate(zip(Kind, boxes, strict=True), 1)
    ]
    return Sheet(1, tuple(things), Drawing("image/png", DOT, 595.0, 842.0), label=words)


def drawn(words: str = "Jayden lives with Nan.") -> Part:
    return replace(
        a_part(words), flow=(), apart=(), sheets=(a_sheet(words), Sheet(2, (), None, "Not drawn.", "", True))
    )


PAGES = {"text": (a_part(),), "drawn": (drawn(),), "several": (a_part(), drawn(), a_part()), "nothing": ()}


@pytest.mark.parametrize("name", PAGES)
def test_it_runs_nothing_and_loads_nothing(name: str) -> None:
    html = reading_html(PAGES[name])
    page = Page(html)
    assert not re.search(r"https?:|url\(|@import|<script|<img|<link|javascript:", html)
    assert not any(key.startswith("on") or key in ("style", "src") for _, keys in page.tags for key in keys)
    policy = next(keys["content"] for tag, keys in page.tags if keys.get("http-equiv") == "Content-Security-Policy")
    style = html.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rest = "img-src data:; base-uri 'none'; form-action 'none'"
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; {rest}"
    pictures = [keys["href"] for tag, keys in page.tags if tag == "image"]
    assert all(str(picture).startswith("data:image/png;base64,") for picture in pictures)
    assert len(pictures) == sum(1 for part in PAGES[name] for sheet in part.sheets if sheet.drawing)


@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_read_by_a_screen_reader(name: str) -> None:
    page = Page(reading_html(PAGES[name]))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == 1 and tags.count("main") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(keys.get("scope") for tag, keys in page.tags if tag == "th")
    ids = [keys["id"] for _, keys in page.tags if "id" in keys]
    assert len(ids) == len(set(ids))
    links = {str(keys["href"])[1:] for tag, keys in page.tags if tag == "a"}
    assert links <= set(ids)
    assert {keys["aria-labelledby"] for _, keys in page.tags if "aria-labelledby" in keys} <= set(ids)


def test_every_thing_is_numbered_in_reading_order() -> None:
    numbers = [int(found) for found in re.findall(r'id="f1-(\d+)"', reading_html((a_part(),)))]
    assert numbers == list(range(1, 16))
    listed = [int(found) for found in re.findall(r'<li class="\w+" id="f1-(\d+)"', reading_html((drawn(),)))]
    outlined = [int(found) for found in re.findall(r'id="f1-b(\d+)"', reading_html((drawn(),)))]
    assert listed == outlined == list(range(1, len(Kind) + 1))


def test_every_box_on_a_page_leads_to_its_words_and_back() -> None:
    html = reading_html((drawn(),))
    for number in range(1, len(Kind) + 1):
        assert f'href="#f1-{number}" id="f1-b{number}"' in html
        assert f'href="#f1-b{number}"' in html


def test_every_outline_and_its_badge_and_tip_stand_on_the_page() -> None:
    for box in ((-5, -5, 700, 900), (590, 838, 595, 842), (0, 0, 3, 3), (300, 400, 100, 200)):
        one = Thing(123, Kind.FIELD, (Words("word " * 40),), Place(page=1, box=box), "text box")
        (outline,) = outlines(replace(a_sheet(), things=(one,)))
        for each in (outline.box, outline.badge, outline.tip_box):
            assert each.left >= 0 and each.top >= 0 and each.wide > 0 and each.high > 0
            assert each.left + each.wide <= 595.1 and each.top + each.high <= 842.1
    outside = Thing(1, Kind.FIELD, (), Place(page=1, box=(600, 10, 700, 20)))
    assert outlines(replace(a_sheet(), things=(outside,))) == ()


def test_kinds_are_told_apart_without_colour() -> None:
    assert len({letter for letter, _ in KINDS.values()}) == len(KINDS) == len(Kind)
    html = reading_html((drawn(),))
    legend = html.split('id="legend"')[1].split("</section>")[0]
    for kind, (letter, name) in KINDS.items():
        assert re.search(rf'class="badge {kind.value}">{letter}</span> {name}', legend)


def test_the_ink_of_every_kind_stands_out() -> None:
    pairs = [(ink, "#ffffff") for ink in re.findall(r"\.badge\.\w+,\.box\.\w+\{color:(#\w{6})", CSS)]
    assert len(pairs) == len(Kind)
    pairs += re.findall(r"\{color:(#\w{6});background:(#\w{6})", CSS)
    pairs += [("#5c6468", "#ffffff"), ("#8a2a08", "#ffffff"), ("#454a4d", "#ffffff"), ("#0b0c0c", "#fbe3d9")]
    for ink, ground in pairs:
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_everything_that_can_be_said_has_words() -> None:
    assert set(ANSWERS) == set(SECTIONS) == {each.value for each in Answered}
    assert {How(each.value) for each in Standing} <= set(HOWS)
    assert set(HOWS) == set(How) - {How.PLAIN}
    assert all(STATES.values())


def test_how_a_scan_was_read_is_said_on_the_page_and_in_the_text() -> None:
    note = scan_note(("tesseract", "rapidocr"), 270, -1.26, 0.5, 1, 1)
    sheet = replace(a_sheet(), scan=note)
    part = replace(drawn(), sheets=(sheet,), scans=(("Page 1", note),))
    said = "We turned it by 270 degrees, straightened it by 1.3 degrees and read it with Tesseract and RapidOCR."
    assert said in Page(reading_html((part,))).words
    assert said in "\n".join(reading_lines(part))
    assert scan_note((), 0, 0.0, 0.0, 0, 0) == "This is a picture. No words were made out."
    assert note.endswith("Words made out: 1, on 50% of the ink. Hard to read: 1.")


def test_a_scanned_picture_inside_a_text_is_drawn_and_its_boxes_lead_to_the_text() -> None:
    on_it = Thing(9, Kind.PARAGRAPH, (Words("scanned words"),), Place(part="picture 1", box=(9.0, 9.0, 90.0, 20.0)))
    sheet = Sheet(1, (on_it,), Drawing("image/png", DOT, 200.0, 100.0), scan="This is a picture.")
    html = reading_html((replace(a_part(), pictures=(sheet,)),))
    page = Page(html)
    ids = [keys["id"] for _, keys in page.tags if "id" in keys]
    assert len(ids) == len(set(ids))
    assert 'href="#f1-9" id="f1-b9"' in html and "Pictures whose words we read" in html


def test_words_that_stand_out_are_marked_for_what_they_are() -> None:
    html = reading_html((a_part(),))
    for mark in (
        "<ins title=",
        "<s title=",
        '<span class="answer"',
        '<span class="unsure"',
        'class="beside aside margin"',
    ):
        assert mark in html
    assert "Page 2 begins" in html
    assert 'colspan="2"' in html and "goes on from above" in html


def test_the_forms_own_words_and_answers_are_told_apart_by_more_than_colour() -> None:
    printed = Thing(1, Kind.PARAGRAPH, (Words("Name", How.TEMPLATE),), Place(paragraph=1), "", Whose.TEMPLATE)
    filled = Thing(2, Kind.PARAGRAPH, (Words("Ann", How.ANSWER),), Place(paragraph=2), "", Whose.ANSWER)
    unknown = Thing(3, Kind.PARAGRAPH, (Words("Else"),), Place(paragraph=3), "", Whose.UNKNOWN)
    part = replace(a_part(), flow=tuple(map(Piece, (printed, filled, unknown))), apart=())
    html, lines = reading_html((part,)), list(reading_lines(part))
    assert '<span class="template" title="printed on the form">Name</span>' in html
    assert '<span class="answer" title="filled in">Ann</span>' in html
    assert "printed on the form" in html[html.index('id="legend"') : html.index("<article")]
    for mark in (r"\.template\{[^}]*underline dotted", r"\.answer\{[^}]*border-bottom:2px solid"):
        assert re.search(mark, html)
    assert lines[-4].endswith("(= is printed on the form, > is filled in):")
    assert [line.split(" (")[0] for line in lines[-3:]] == ["  [P1=] Name", "  [P2>] Ann", "  [P3] Else"]


def test_no_space_is_lost_between_words_that_stand_out_and_those_that_do_not() -> None:
    words = (Words("Please "), Words("look", How.HIGHLIGHTED), Words(" at this,\n"), Words(" then", How.INSERTED))
    one = Thing(1, Kind.PARAGRAPH, words, Place(paragraph=1))
    assert one.text == "Please look at this,\n then"
    assert one.text in Page(reading_html((replace(a_part(), flow=(Piece(one),)),))).words


def test_nothing_from_the_papers_becomes_markup() -> None:
    html = reading_html((a_part(EVIL), drawn(EVIL)))
    assert "<script" not in html and "&lt;script&gt;" in html and "{{ 7*7 }}" in html
    assert not any(key.startswith("on") for _, keys in Page(html).tags for key in keys)


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_words_make_a_page_that_nests(words: str) -> None:
    Page(reading_html((a_part(words), drawn(words))))


def test_a_terminal_cannot_be_repainted_by_a_paper() -> None:
    evil = "\x1b[2J\x07 SWET\r\n\u202etxt.exe"
    for part in (a_part(evil), drawn(evil)):
        assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e]", "".join(reading_lines(part)))


def test_the_plain_text_holds_every_thing_by_the_same_number() -> None:
    text = "\n".join(reading_lines(a_part()))
    badges = re.findall(r"\[([A-Z])(\d+)\]", text)
    assert [int(number) for _, number in badges] == list(range(1, 16))
    assert "struck out: Jayden lives with Nan." in text
    assert "☒ Jayden lives with Nan." in text
