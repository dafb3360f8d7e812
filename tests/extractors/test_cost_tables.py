"""Is the total of a table of costs what a form asks for, where nothing on it is labelled so?"""

from __future__ import annotations

import pytest

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Block, Cell, Heading, PageBreak, Paragraph, Reading, Table

AT = Place()
HEAD, ITEMS, TOTAL = ("Item", "Working", "Amount"), ("Respite", "£90 x 12", "£1,080"), ("TOTAL", "", "£2,330")


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        tuple(
            tuple(
                Cell(text, Place(row=row, cell=column), (Paragraph(text, AT),) if text else (), column)
                for column, text in enumerate(cells, 1)
            )
            for row, cells in enumerate(rows, 1)
        ),
        AT,
    )


def value(catalogue: Catalogue, *blocks: Block) -> str | None:
    reading = Reading((Heading("Care Panel Request Form", 1, AT), *blocks))
    found = fields_of(reading, catalogue.types["swindon_panel_request_form"], catalogue, "f")
    return next((field.value for field in found if field.id == "request_value"), None)


@pytest.mark.parametrize("head", ["COST", "Costs:", "What will it cost?", "Breakdown of costs", "6. Cost"])
def test_the_total_under_a_heading_of_costs_is_what_is_asked_for(head: str, catalogue: Catalogue) -> None:
    assert value(catalogue, Paragraph(head, AT), table(HEAD, ITEMS, TOTAL)) == "£2,330"
    assert value(catalogue, table((head, ""), HEAD, ITEMS, TOTAL)) == "£2,330"


def test_a_printed_question_over_the_table_is_answered_by_its_total(catalogue: Catalogue) -> None:
    weekly = ("Cost per week", "£865 (the provider's quote)")
    assert value(catalogue, Paragraph("Cost requested", AT), table(weekly, ("TOTAL", "£10,380"))) == "£10,380"
    assert not value(catalogue, Paragraph("Cost requested", AT), table(weekly, ("TOTAL", "")))


def test_a_scan_may_part_the_table_from_its_head(catalogue: Catalogue) -> None:
    parts = (table(HEAD), PageBreak(AT), table(ITEMS, ("Total", "£2,330")))
    assert value(catalogue, Heading("Cost", 2, AT), *parts) == "£2,330"


@pytest.mark.parametrize("head", ["Cost of his placement now", "Income", "The household’s costs", "Cost: none"])
def test_the_total_of_anything_else_is_not(head: str, catalogue: Catalogue) -> None:
    assert value(catalogue, Paragraph(head, AT), table(HEAD, ITEMS, TOTAL)) is None


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ITEMS), (HEAD, ITEMS, ("TOTAL", "", "£")), (HEAD, ITEMS, TOTAL, ("Total", "", "£9")),
        (HEAD, ("Total per week", "", "£90")),
    ],
)  # fmt: skip
def test_without_one_total_nobody_knows_what_is_asked_for(
    rows: tuple[tuple[str, ...], ...], catalogue: Catalogue
) -> None:
    assert value(catalogue, Paragraph("COST", AT), table(*rows)) is None


def test_the_total_counts_only_up_to_the_next_words_and_where_no_label_asks(catalogue: Catalogue) -> None:
    assert value(catalogue, Paragraph("COST", AT), Paragraph("What he has now", AT), table(HEAD, ITEMS, TOTAL)) is None
    asked = Paragraph("Cost requested: £500", AT)
    assert value(catalogue, asked, Paragraph("COST", AT), table(HEAD, ITEMS, TOTAL)) == "£500"


def test_a_bare_figure_in_a_column_headed_by_the_pound_is_a_sum(catalogue: Catalogue) -> None:
    head = ("What", "How we worked it out", "£")
    asked = Heading("What it would cost, set out for checking", 2, AT)
    costs = (head, ("A bed", "one payment", "640"))
    assert value(catalogue, asked, table(*costs, ("Cost requested, all in", "", "3,840"))) == "3,840"
    assert not value(catalogue, asked, table(*costs, ("Cost requested, all in", "", "tbc")))
    assert not value(catalogue, asked, table(*costs, ("Income, all in", "", "900")))
    assert not value(catalogue, Heading("What the placement costs now", 2, AT), table(*costs, ("All in", "", "3,840")))


def test_a_numbered_row_heads_costs_and_the_next_ends_them(catalogue: Catalogue) -> None:
    costs, income = ("4 COST REQUESTED", "", ""), ("5 HOUSEHOLD INCOME", "", "")
    assert value(catalogue, table(costs, ITEMS, TOTAL, income, ("Total", "", "£610"))) == "£2,330"
    assert not value(catalogue, table(costs, ITEMS, income, ("Total", "", "£610")))


@pytest.mark.parametrize("words", ["Total for year one", "Total yr one", "Total requested from panel"])
def test_what_a_total_is_called(words: str, catalogue: Catalogue) -> None:
    assert value(catalogue, Paragraph("Cost", AT), table(HEAD, ITEMS, (words, "", "£2,330"))) == "£2,330"
    assert not value(catalogue, Paragraph("Cost", AT), table(HEAD, ITEMS, (words, "", "")))


@pytest.mark.parametrize(
    ("said", "is_total"),
    [
        ("£415 pw x 26 = £10,790", True),
        ("£10,790 all in, no VAT", True),
        ("£415 pw", False),
        ("to be worked out", False),
    ],
)
def test_a_cost_reckoned_out_in_its_row(said: str, is_total: bool, catalogue: Catalogue) -> None:
    rows = table(("Child", "Ann Lisle"), ("Cost", said), ("How long for", "26 weeks"))
    assert value(catalogue, rows) == (said if is_total else None)
