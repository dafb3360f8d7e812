"""Is a list of prices known whatever its title says, and what somebody earns or asks for not taken for one?"""

from __future__ import annotations

import pytest

from tests.build.content import Block, Fields, Grid, Heading, Paper, Text
from tests.build.docx import docx_of
from tests.extractors.conftest import ReadBytes
from tests.extractors.test_recognise import PROSE

WORK = Grid(
    ["Work", "Hours", "£"],
    [
        ["Reading the papers", "5", "600.00"],
        ["Three meetings", "9", "1,080.00"],
        ["Total, no VAT", "14", "1,680.00"],
    ],
)
NIGHTS = Grid(["What", "Each", "Number", "Sum"], [["A night with a worker awake", "£310", "12", "£3,720"]])
REPLY = [Text("2 March 2026"), Text("Dear Ms Larch"), Text("You asked about J.P. and we could begin in May.")]


@pytest.mark.parametrize("table", [WORK, NIGHTS])
def test_a_letter_that_lists_prices_is_a_quote(table: Grid, read_bytes: ReadBytes) -> None:
    paper = Paper([Heading("Fernhill Practice", 0), *REPLY, table, Text("Bea Orme, manager")])
    assert read_bytes(docx_of(paper), name="letter 2 March.docx").type == "invoice_or_quote"


@pytest.mark.parametrize(
    "blocks",
    [
        [
            Heading("Payslip", 0),
            Grid(["Rate", "Hours", "£"], [["Basic", "50", "900.00"], ["Total", "", "900.00"]]),
        ],
        [*REPLY, Text("A night is £310, so twelve are £3,720 in all.")],
        [*REPLY, Grid(["Child", "School", "Year"], [["J.P.", "Hill Lane", "4"]])],
        [*REPLY, Grid(["What", "Each", "Number", "Sum"], [["Nights with a worker awake", "", "", ""]])],
    ],
)
def test_pay_a_sum_in_passing_and_a_table_without_prices_are_no_quote(
    blocks: list[Block], read_bytes: ReadBytes
) -> None:
    assert read_bytes(docx_of(Paper(blocks)), name="scan0001.docx").type != "invoice_or_quote"


def test_a_request_form_that_lists_what_it_costs_stays_a_form(read_bytes: ReadBytes) -> None:
    asked = Fields([("Request", "Twelve nights"), ("Reason for request", PROSE), ("Cost requested", "£3,720")])
    form = Paper([Heading("Care Panel Request Form", 0), asked, NIGHTS])
    assert read_bytes(docx_of(form)).type == "swindon_panel_request_form"


def test_a_long_paper_with_a_list_of_prices_tells_of_more(read_bytes: ReadBytes) -> None:
    long = [Text(PROSE) for _ in range(60)]
    assert read_bytes(docx_of(Paper([*REPLY, *long, WORK])), name="scan0002.docx").type != "invoice_or_quote"


RECKONED = "As promised: 30 hours a week at £20.00 = £600.00. Three nights at £150 = £450. So £1,050 weekly, no VAT."
HELD = "The price is held for 30 days and covers mileage and calls by night. Notice is two weeks in writing."


def test_a_letter_whose_sentences_reckon_prices_is_a_quote(read_bytes: ReadBytes) -> None:
    head, tail = [Text("Fernhill Response Ltd, 01632 960011"), *REPLY], [Text(f"{HELD} Bea Orme, registered manager")]
    once = RECKONED.replace("£600.00", "£590.00")
    told = [
        read_bytes(docx_of(Paper([*head, Text(each), *tail])), name="letter.docx").type for each in (RECKONED, once)
    ]
    assert told == ["invoice_or_quote", None]
    pay = Text("Your salary. " + RECKONED)
    assert read_bytes(docx_of(Paper([*head, pay, *tail])), name="letter.docx").type is None


def test_a_long_paper_that_reckons_in_passing_is_no_quote(read_bytes: ReadBytes) -> None:
    long = [Text(PROSE) for _ in range(30)]
    assert read_bytes(docx_of(Paper([*REPLY, *long, Text(RECKONED)])), name="letter.docx").type != "invoice_or_quote"
