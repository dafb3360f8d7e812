"""Labels that stand in, below or behind their answers, and what looks as if they did."""

from __future__ import annotations

from extractors.answered_there import agree
from extractors.known_labels import Labels
from extractors.laid_out import laid_out
from extractors.reading import Block, Cell, Table
from tests.extractors.test_fields_layouts import AT, FORM, fields, lines, table, values

LABELS = Labels.of_form(FORM)
CAPTIONED = (
    ("Ann LISLE\nChild’s name", "Born 1/2/2015\nDate of birth", "PER 70111\nPER/GRP number"),
    ("Ruth Okafor\nSocial Worker", "Gwen Pell\nTeam Manager"),
    ("Nil, no money is asked for.\nRequest value",),
)
ANSWERS = {
    "name": "Ann LISLE", "birth": "Born 1/2/2015", "number": "PER 70111", "worker": "Ruth Okafor",
    "manager": "Gwen Pell", "value": "Nil, no money is asked for.",
}  # fmt: skip


class TestCells:
    def test_a_label_below_the_answer_in_its_cell(self) -> None:
        assert values(table(*CAPTIONED)) == ANSWERS

    def test_a_label_with_nothing_above_it_is_blank_and_no_cell_beside_answers_it(self) -> None:
        left_out = (CAPTIONED[0], ("Social Worker", "Gwen Pell\nTeam Manager"), ("Request value",), ("office: 4.5.26",))
        found = fields(table(*left_out))
        assert {id_ for id_, field in found.items() if field.blank} == {"worker", "value"}

    def test_a_form_of_that_layout_that_nobody_filled_in(self) -> None:
        empty = tuple(tuple(each.split("\n")[1] for each in row) for row in CAPTIONED)
        assert not ANSWERS.keys() & values(table(empty[0], empty[2])).keys()

    def test_a_broken_label_below_its_answer(self) -> None:
        broken = (*CAPTIONED, ("Home by May.\nExit\nplan",))
        assert values(table(*broken)) == ANSWERS | {"exit": "Home by May."}

    def test_answers_that_end_in_the_word_of_a_label_are_no_such_layout(self) -> None:
        rows = (
            ("Child’s name", "Ann Lisle\nTeam Manager"), ("Date of birth", "1/2/2015"),
            ("Social Worker", "Ruth Okafor\nRequest"), ("PER/GRP number", "70111\nDuration"), ("Request value", ""),
        )  # fmt: skip
        assert fields(table(*rows))["value"].blank
        assert values(table(*rows))["name"].startswith("Ann Lisle")

    def test_how_to_answer_printed_below_each_label_is_no_answer(self) -> None:
        rows = tuple(
            (f"{label}\nAs on the file", "")
            for label in ("Child’s name", "Date of birth", "Social Worker", "PER/GRP number", "Request value")
        )
        assert values(table(*rows)) == {}

    def test_a_hint_in_the_cell_of_an_unanswered_label_is_no_answer_though_others_are_filled_in(self) -> None:
        rows = (
            ("Child’s name\nAnn Lisle", "Date of birth\n1/2/2015"),
            ("Social Worker\nRuth Okafor", "PER/GRP number\n70111"),
            ("2. Duration\nHow long is it for?", "3. Exit plan\n(and when it is reviewed)"),
        )  # fmt: skip
        found = fields(table(*rows))
        assert {id_ for id_, field in found.items() if field.blank} == {"duration", "exit"}
        assert values(table(*rows))["worker"] == "Ruth Okafor"


class TestRowsAndTables:
    def test_rows_that_begin_with_labels_have_their_answers_below(self) -> None:
        rows = (("Child’s name", "PER/GRP number"), ("Ann Lisle", "70111"), ("Social Worker", "Team Manager"), ("", ""))
        assert values(table(*rows)) == {"name": "Ann Lisle", "number": "70111"}

    def test_two_answers_turned_round_are_no_layout(self) -> None:
        rows = (("Ann Lisle", "Child’s name"), ("Social Worker", "Ruth Okafor"), ("Team Manager", "Gwen Pell"))
        assert laid_out((table(*rows),), LABELS) == (table(*rows),)

    def test_a_label_alone_in_a_table_is_answered_by_the_next_only_if_most_are(self) -> None:
        bar: tuple[Block, ...] = (table(("Request value",)), table(("Office use", "£500")))
        assert values(*bar) == {}


class TestLines:
    def test_labels_below_lines(self) -> None:
        given = ("Ann Lisle", "Child’s name", "1/2/2015", "Date of birth", "PER 70111", "PER/GRP number")
        assert values(*lines(*given)) == {"name": "Ann Lisle", "birth": "1/2/2015", "number": "PER 70111"}

    def test_labels_above_answers_stay_so_though_a_line_stands_before_the_first_and_none_behind_the_last(self) -> None:
        given = (
            "A note",
            "Child’s name",
            "Ann Lisle",
            "Date of birth",
            "1/2/2015",
            "PER/GRP number",
            "70111",
            "Duration",
        )
        found = fields(*lines(*given))
        assert found["duration"].blank
        assert found["name"].value == "Ann Lisle"

    def test_what_tells_how_to_fill_in_the_form_answers_nothing(self) -> None:
        given = ("1/2/2015", "Date of birth", "PER 70111", "PER/GRP number", "Ruth Okafor", "Social Worker")
        found = fields(*lines("Please complete every box.", "Child’s name", *given))
        assert "name" not in found
        assert found["worker"].value == "Ruth Okafor"

    def test_words_behind_the_last_label_answer_nothing(self) -> None:
        given = ("Ann Lisle", "Child’s name", "1/2/2015", "Date of birth", "PER 70111", "PER/GRP number")
        found = fields(*lines(*given, "Social Worker", "She is known to no other panel."))
        assert found["worker"].blank

    def test_an_arrow_behind_a_label_does_what_a_colon_does(self) -> None:
        assert values(*lines("2. Duration ► a year", "3. Exit plan ►", "Team Manager ► Gwen Pell")) == {
            "duration": "a year", "manager": "Gwen Pell",
        }  # fmt: skip


def test_tables_side_by_side_are_read_one_after_another() -> None:
    left, right = table(("Duration", ""), ("Social Worker", "Ruth Okafor")), table(("Team Manager", "Gwen Pell"))
    outer = Table(((_holding(left), _holding(right)),), AT)
    assert values(outer) == {"worker": "Ruth Okafor", "manager": "Gwen Pell"}


def test_answers_of_no_known_kind_agree_with_nothing() -> None:
    assert not agree([])


def _holding(inner: Table) -> Cell:
    text = "\n".join("\t".join(each.text for each in row if each.text) for row in inner.rows)
    return Cell(text, AT, (inner,))


class TestRunIn:
    RUN_IN = (
        "CHILD’S NAME. Ann LISLE", "DATE OF BIRTH. 1/2/2015", "PER / GRP NUMBER. PER 70111",
        "SOCIAL WORKER. Ruth Okafor", "TEAM MANAGER. Gwen Pell", "REQUEST VALUE. Nil, no money is asked for.",
    )  # fmt: skip

    def test_a_full_stop_behind_several_labels_does_what_a_colon_does(self) -> None:
        assert values(*lines(*self.RUN_IN)) == ANSWERS | {"birth": "1/2/2015"}

    def test_a_label_with_nothing_behind_it_is_blank(self) -> None:
        found = fields(*lines(*self.RUN_IN[:4], "TEAM MANAGER.", self.RUN_IN[5]))
        assert found["manager"].blank
        assert found["value"].value == ANSWERS["value"]

    def test_sentences_that_begin_with_two_labels_are_sentences(self) -> None:
        prose = (
            "Social worker. She came on Monday and stayed.",
            "Team manager. He was told.",
            "We went home. All well.",
        )
        assert not values(*lines(*prose))


class TestCapitals:
    CELLS = (
        ("CHILD’S NAME\nAnn LISLE", "DATE OF BIRTH\n1/2/2015"),
        ("PER / GRP NUMBER\nPER 70111", "WHOSE CASE (WORKER)\nRuth Okafor"),
        ("TEAM MANAGER\nGwen Pell",),
        ("REQUEST VALUE (£)\nNil, no money is asked for.",),
    )

    def test_a_form_of_cells_that_begin_in_capitals_is_answered_below_each_such_line(self) -> None:
        found = values(table(*self.CELLS))
        assert found == {id_: each for id_, each in ANSWERS.items() if id_ != "worker"} | {"birth": "1/2/2015"}

    def test_a_line_in_capitals_with_nothing_below_it_is_blank(self) -> None:
        found = fields(table(*self.CELLS[:2], ("TEAM MANAGER",), ("REQUEST VALUE (£)",)))
        assert {id_ for id_, field in found.items() if field.blank} == {"manager", "value"}

    def test_a_table_whose_answers_are_in_capitals_is_read_as_it_is(self) -> None:
        rows = (("Child’s name", "ANN LISLE\nknown as Nan"), ("Team Manager", "GWEN PELL\nEast"), ("Request value", ""))
        assert values(table(*rows))["name"].startswith("ANN LISLE")
        assert fields(table(*rows))["value"].blank


class TestOverRows:
    def test_a_label_over_rows_is_answered_by_the_row_that_says_what(self) -> None:
        rows = table(("REQUEST",), ("What", "A place at a nursery"), ("Why", "Both parents work."))
        assert values(rows)["request"] == "A place at a nursery"
        assert values(*lines("1. Request"), table(*(("Type", "A nursery"), ("From", "May"))))["request"] == "A nursery"

    def test_where_no_row_says_what_the_label_stays_as_it_is(self) -> None:
        assert fields(table(("REQUEST",), ("What", ""), ("Why", "Both parents work.")))["request"].blank
        assert fields(table(("EXIT PLAN",), ("Social Worker", "Ruth Okafor")))["exit"].blank
