"""The texts to learn from are what they claim to be, and become readings as files do."""

from __future__ import annotations

from collections import Counter

from extractors.reading import Heading, ListItem, Paragraph, Table
from tests.evaluation.texts import reading_of, texts
from validators.load_policy import load_policy

EVERY = texts()


def test_every_type_has_texts_by_several_writers_and_some_are_of_none() -> None:
    types = set(load_policy().document_types)
    writers = {kind: {each.writer for each in EVERY if each.text.type == kind} for kind in types}
    assert {each.text.type for each in EVERY} - {None} <= types
    assert all(len(found) >= 3 for found in writers.values()), [
        kind for kind, found in writers.items() if len(found) < 3
    ]
    assert sum(each.text.type is None for each in EVERY) >= 50


def test_no_text_came_twice() -> None:
    assert max(Counter(each.text.text for each in EVERY).values()) == 1


def test_a_text_becomes_headings_tables_items_and_paragraphs() -> None:
    blocks = reading_of("# Title\n## Part\nWords\n- one\n| a | b |\n| 1 | 2 |\nMore").blocks
    assert [type(block) for block in blocks] == [Heading, Heading, Paragraph, ListItem, Table, Paragraph]
    table = next(block for block in blocks if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"]]
