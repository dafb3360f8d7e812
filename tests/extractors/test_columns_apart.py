"""A scan that reads a form's answers as one column leaves its labels not unanswered, but not known."""

from __future__ import annotations

from casework.evidence import Place
from extractors.columns_apart import apart_from_labels
from extractors.reading import Cell, Paragraph, Table


def table(*rows: tuple[str, ...]) -> Table:
    cells = (
        tuple(Cell(text, Place(page=1, table=2, row=row, cell=at), column=at) for at, text in enumerate(texts, 1))
        for row, texts in enumerate(rows, 1)
    )
    return Table(tuple(cells), Place(page=1, table=2))


ANSWERS = "\n".join(f"answer {number}" for number in range(12))


def test_labels_below_a_cell_that_holds_all_answers_are_apart_from_them() -> None:
    read = table(("Child\nAddress", ANSWERS), ("Cost requested",), ("Team Manager",), ("Service Manager",))
    assert apart_from_labels([read]) == {(1, 2)}


def test_a_long_answer_beside_its_own_label_takes_no_answer_from_the_rows_below() -> None:
    read = table(("Request", ANSWERS), ("Cost requested", "£40"), ("Team Manager", "A Lee"), ("Service Manager", ""))
    assert apart_from_labels([read]) == frozenset()
    assert apart_from_labels([table(("Request", "one line"), ("Cost",), ("Team",), ("Date",))]) == frozenset()


def test_labels_alone_in_their_rows_are_apart_from_the_words_that_follow_their_table() -> None:
    read = table(("Cost requested",), ("Signed", "A Lee", "1/2"), ("Team Manager",))
    assert apart_from_labels([read, Paragraph("£400 in all", Place(page=1))]) == {(1, 2)}
    assert apart_from_labels([read]) == frozenset()
    beside = table(("Cost requested", ""), ("Signed", "A Lee", "1/2"), ("Team Manager", ""))
    assert apart_from_labels([beside, Paragraph("£400 in all", Place(page=1))]) == frozenset()
