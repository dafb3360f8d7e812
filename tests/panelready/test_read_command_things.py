"""What was read -> things with numbers: everything once, in reading order, beside what it belongs to."""

from dataclasses import replace

from casework.answered import Answered
from casework.document import Document, Field
from casework.evidence import Evidence, Place
from extractors.ink import Wording
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
    Reading,
    ScannedPage,
    Signature,
    Standing,
    Table,
)
from generators.reading_page_things import Grid, How, Kind, Piece, Thing, Whose
from panelready.showing import things_in
from panelready.showing_numbers import numbered
from panelready.showing_papers import limits_of
from panelready.showing_places import Finder


def things(reading: Reading) -> list[Thing]:
    return list(things_in(numbered(reading)))


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(thing.badge, thing.text) for thing in things(reading)]


def cell(text: str, row: int, number: int, *blocks: Paragraph | Table, table: int = 1, **more: int) -> Cell:
    return Cell(text, Place(table=table, row=row, cell=number), blocks, **more)


def a_table() -> Table:
    inner = Table(((cell("inside", 1, 1, table=2),),), Place(table=2))
    rows = (
        (cell("Name", 1, 1), cell("Jayden", 1, 2, Paragraph("Jayden", Place(table=1, row=1, cell=2)), inner, column=2)),
        (cell("Agreed", 2, 1), cell("☒ Yes ☐ No", 2, 2)),
    )
    return Table(rows, Place(table=1))


def test_every_block_cell_and_inner_table_has_the_next_number() -> None:
    blocks = (
        Heading("Plan", 0, Place(paragraph=1)),
        ListItem("one", Place(paragraph=2)),
        a_table(),
        PageBreak(Place(page=2)),
        Picture(Place(paragraph=3), "key", "a drawing"),
    )
    headers = (Paragraph("OFFICIAL", Place(part="header")),)
    badges = [badge for badge, _ in told(Reading(blocks, headers=headers))]
    assert badges == ["H1", "L2", "T3", "C4", "C5", "T6", "C7", "C8", "C9", "I10", "P11"]


def test_a_cell_that_holds_a_table_says_its_own_words_alone() -> None:
    inner = Table(((cell("inside", 1, 1, table=2),),), Place(table=2))
    outer = cell("before\ninside", 1, 1, Paragraph("before", Place(table=1, row=1, cell=1)), inner)
    assert told(Reading((Table(((outer,),), Place(table=1)),)))[1:] == [("C2", "before"), ("T3", ""), ("C4", "inside")]


def test_controls_ticks_and_asides_come_right_after_what_they_belong_to() -> None:
    at = Place(table=1, row=1, cell=2)
    reading = Reading(
        (a_table(), Paragraph("after", Place(paragraph=1))),
        form_fields=(FormField("Name", "", "text", "Jayden", False, at),),
        marks=(Mark(True, "Yes", Place(table=1, row=2, cell=2)), Mark(False, "No", Place(table=1, row=2, cell=2))),
        asides=(Aside(Standing.STRUCK, "not this", Place(paragraph=1)),),
        signatures=(Signature("digital", Place(paragraph=1), "Asha Bright"),),
    )
    badges = [badge for badge, _ in told(reading)]
    assert badges == ["T1", "C2", "C3", "F4", "T5", "C6", "C7", "C8", "B9", "B10", "P11", "A12", "S13"]
    notes = {thing.badge: thing.note for thing in things(reading)}
    assert (notes["F4"], notes["B9"], notes["B10"]) == ("text box “Name”", "ticked", "not ticked")
    assert (notes["A12"], notes["S13"]) == ("struck out", "digital signature")


def test_a_tick_box_that_is_a_control_too_is_one_thing() -> None:
    at = Place(paragraph=1)
    reading = Reading(
        (Paragraph("☒ Yes ☒ No", at),),
        form_fields=(FormField("a", "", "checkbox", "☒", False, at), FormField("b", "", "checkbox", "☒", False, at)),
        marks=(Mark(True, "Yes", at), Mark(True, "No", at), Mark(True, "Maybe", at)),
    )
    assert told(reading)[1:] == [("B2", "Yes"), ("B3", "No"), ("B4", "Maybe")]


def test_what_stands_in_an_empty_paragraph_comes_after_the_one_before_it() -> None:
    reading = Reading(
        tuple(Paragraph(f"words {number}", Place(paragraph=number)) for number in (1, 2, 4)),
        form_fields=(FormField("Born", "", "date", "", True, Place(paragraph=3)),),
    )
    assert [badge for badge, _ in told(reading)] == ["P1", "P2", "F3", "P4"]


def test_what_stands_before_all_words_is_not_lost() -> None:
    reading = Reading(
        (Paragraph("words", Place(paragraph=2)),),
        form_fields=(FormField("Born", "", "date", "", True, Place(paragraph=1)),),
        asides=(Aside(Standing.COMMENT, "odd", Place(part="comment")),),
    )
    assert [badge for badge, _ in told(reading)] == ["F1", "A2", "P3"]


def test_on_a_page_a_control_belongs_to_the_smallest_box_around_it_else_to_the_line_above() -> None:
    large, small = (0.0, 0.0, 500.0, 500.0), (0.0, 100.0, 200.0, 120.0)
    cells = tuple(
        Cell("", Place(page=1, table=1, row=1, cell=number, box=box)) for number, box in enumerate((large, small), 1)
    )
    table = Table((cells,), Place(page=1, table=1, box=large))
    blocks = (table, Paragraph("below", Place(page=1, paragraph=1, box=(0.0, 600.0, 300.0, 612.0))))
    inside = FormField("in", "", "text", "", False, Place(page=1, box=(10.0, 102.0, 150.0, 118.0)))
    under = FormField("under", "", "text", "", False, Place(page=1, box=(310.0, 600.0, 400.0, 612.0)))
    later = FormField("later", "", "text", "", False, Place(page=2, box=(10.0, 10.0, 50.0, 20.0)))
    around = FormField("around", "", "text", "", False, Place(page=1, box=(10.0, 300.0, 150.0, 318.0)))
    badges = [badge for badge, _ in told(Reading(blocks, form_fields=(later, under, inside, around)))]
    assert badges == ["T1", "C2", "F3", "C4", "F5", "P6", "F7", "F8"]
    assert [thing.note for thing in things(Reading(blocks, form_fields=(later, under, inside)))][-2:] == [
        "text box “under”, empty",
        "text box “later”, empty",
    ]


def test_a_tall_box_beside_its_label_comes_after_it_and_not_after_the_header() -> None:
    label = Paragraph("Name", Place(page=1, paragraph=1, box=(10.0, 105.0, 60.0, 117.0)))
    other = Paragraph("Other", Place(page=1, paragraph=2, box=(10.0, 300.0, 60.0, 312.0)))
    header = Paragraph("Page 1", Place(part="header", page=1, box=(10.0, 10.0, 60.0, 22.0)))
    field = FormField("Name", "", "text", "", False, Place(page=1, box=(70.0, 100.0, 200.0, 122.0)))
    reading = Reading((label, other), headers=(header,), form_fields=(field,))
    assert [badge for badge, _ in told(reading)] == ["P1", "F2", "P3", "P4"]


def test_answers_insertions_and_highlights_are_marked_in_the_words() -> None:
    paragraph = Paragraph("Name: Ann, aged 6, at home", Place(paragraph=1), filled=((6, 9),))
    asides = (
        Aside(Standing.INSERTED, "aged 6", Place(paragraph=1)),
        Aside(Standing.HIGHLIGHTED, "home", Place(paragraph=1)),
    )
    first = things(Reading((paragraph,), asides=asides))[0]
    assert [(each.text, each.how) for each in first.words] == [
        ("Name: ", How.PLAIN),
        ("Ann", How.ANSWER),
        (", ", How.PLAIN),
        ("aged 6", How.INSERTED),
        (", at ", How.PLAIN),
        ("home", How.HIGHLIGHTED),
    ]


def test_what_was_answered_is_marked_in_its_own_words_and_nowhere_else() -> None:
    at = Place(table=1, row=1, cell=1)
    answers = (("Name: Ann", "Ann", at), ("nothing such", "No", Place(paragraph=1)))
    known = tuple(
        Field("id", label, value, Answered.ANSWERED, Evidence("a.docx", place, value))
        for label, value, place in answers
    )
    long = Field("why", "Why", "She is six\nand at home", Answered.ANSWERED, Evidence("a.docx", Place(paragraph=2), ""))
    blank = Field("b", "Due", "Later", Answered.DEFERRED, Evidence("a.docx", Place(paragraph=4), "Later"))
    blocks = (
        Table(((cell("Name: Ann", 1, 1),),), Place(table=1)),
        Paragraph("Nobody asked", Place(paragraph=1)),
        Paragraph("Why? She is six", Place(paragraph=2)),
        Paragraph("and at home. No.", Place(paragraph=3)),
        Paragraph("Later", Place(paragraph=4)),
    )
    marked = [
        each.text
        for thing in things_in(numbered(Reading(blocks), (*known, long, blank)))
        for each in thing.words
        if each.how is How.ANSWER
    ]
    assert marked == ["Ann", "She is six", "and at home"]


def test_what_the_form_prints_what_was_filled_in_and_what_is_not_known_are_told_apart() -> None:
    inner = Table(((cell("inside", 1, 1, table=2),),), Place(table=2))
    row = (cell("Name", 1, 1), cell("Ann", 1, 2, Paragraph("Ann", Place(table=1, row=1, cell=2)), inner))
    heading, last = Heading("Why: now", 1, Place(paragraph=1)), Paragraph("Else", Place(paragraph=9))
    reading = Reading((heading, Table((row,), Place(table=1)), last))
    field = FormField("", "", "text", "now", False, Place(paragraph=1))
    whose = (Wording.ANSWER, Wording.TEMPLATE, Wording.ANSWER, Wording.TEMPLATE, Wording.UNKNOWN)
    seen = list(things_in(numbered(replace(reading, form_fields=(field,)), (), whose)))
    assert [(each.badge, each.whose) for each in seen if each.whose] == [
        ("H1", Whose.ANSWER),
        *(("C4", Whose.TEMPLATE), ("C5", Whose.ANSWER), ("C7", Whose.TEMPLATE), ("P8", Whose.UNKNOWN)),
    ]
    assert [(each.text, each.how) for each in seen[0].words] == [("Why: ", How.PLAIN), ("now", How.ANSWER)]
    assert [[word.how for word in each.words] for each in seen if each.kind is Kind.CELL] == [
        [How.TEMPLATE],
        [How.ANSWER],
        [How.TEMPLATE],
    ]
    assert seen[-1].words[0].how is How.PLAIN


def test_a_picture_inside_a_cell_is_a_thing_of_its_own() -> None:
    inside = Cell("", Place(table=1, row=1, cell=1), (Picture(Place(table=1, row=1, cell=1), "", "a logo"),))
    reading = Reading((Table(((inside,),), Place(table=1)), Paragraph("after", Place(paragraph=1))))
    assert told(reading) == [("T1", ""), ("C2", ""), ("I3", "a logo"), ("P4", "after")]


def test_a_short_answer_is_not_marked_inside_a_longer_word() -> None:
    paragraph = Paragraph("Another paper: No", Place(paragraph=1))
    field = FormField("", "", "dropdown", "No", False, Place(paragraph=1))
    first = things(Reading((paragraph,), form_fields=(field,)))[0]
    assert [(each.text, each.how) for each in first.words] == [("Another paper: ", How.PLAIN), ("No", How.ANSWER)]


def test_words_an_engine_was_unsure_of_are_marked_where_they_stand() -> None:
    words = (
        ("Ann", 0.95, (10.0, 10.0, 30.0, 20.0)),
        ("Lee", 0.41, (35.0, 10.0, 55.0, 20.0)),
        ("Lee", 0.95, (60.0, 10.0, 80.0, 20.0)),
        ("Lee", 0.1, (60.0, 200.0, 80.0, 210.0)),
    )
    box = (9.0, 9.0, 90.0, 21.0)
    for key, place in (("page:3", Place(page=3, box=box)), ("word/media/a.png", Place(part="picture 1", box=box))):
        scan = ScannedPage(key, ("tesseract",), 0, 0.0, 1.0, words)
        (thing,) = things(Reading((Paragraph("Ann Lee Lee", place),), scanned=(scan,)))
        assert thing.unsure == ("Lee",)
        assert [each.text for each in thing.words] == ["Ann ", "Lee", " Lee"]


def test_headings_keep_their_rank_and_tables_their_shape() -> None:
    flow = numbered(Reading((Heading("A", 2, Place(paragraph=1)), a_table()))).flow
    heading, grid = flow
    assert isinstance(heading, Piece) and heading.level == 2 and heading.thing.note == "level 2"
    assert isinstance(grid, Grid) and [len(row) for row in grid.rows] == [2, 2]
    assert grid.thing.note == "2 rows, 2 columns"


def test_a_cell_under_one_that_spans_rows_keeps_its_column() -> None:
    rows = ((cell("tall", 1, 1), cell("b", 1, 2, column=2)), (cell("c", 2, 2, column=2, span=2),))
    (grid,) = numbered(Reading((Table(rows, Place(table=1)),))).flow
    assert isinstance(grid, Grid)
    assert [(square.before, square.span) for row in grid.rows for square in row] == [(0, 1), (0, 1), (1, 2)]


def test_evidence_is_found_in_the_thing_that_holds_its_words() -> None:
    finder = Finder(things(Reading((a_table(), Paragraph("The child is Jayden.", Place(page=1, paragraph=1))))))
    found = finder.at(Place(table=1, row=1), "Jayden")
    assert found is not None and found.text == "Jayden" and found.kind is Kind.CELL
    assert finder.at(Place(page=1, paragraph=1, box=(1.0, 2.0, 3.0, 4.0)), "The child is …") is not None
    assert finder.at(Place(page=9), "nowhere") is None


def test_what_was_not_read_is_said_once() -> None:
    pictures = (
        Picture(Place(page=2), "page:2"),
        Picture(Place(page=5), "page:5"),
        Picture(Place(paragraph=1), "a.png"),
    )
    document = Document(file="a.pdf", limits=("only the first 9 pages were read",))
    reading = Reading(unread_pages=((2, 3), (5, 5)), unscanned=pictures, limits=document.limits)
    assert list(limits_of(reading, (document,))) == [
        "Only the first 9 pages were read.",
        "We could not read pages 2 to 3 and page 5. There is something there, but no words that we can make out.",
        "1 picture may hold words that were not read.",
    ]
