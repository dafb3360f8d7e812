"""Which request papers came for: by what came, beside what is said, and never by what did not come."""

from collections.abc import Sequence

import pytest

from casework.document import Document, Unreadable
from casework.panel import Panel, RequestType
from tests.validators.bundle import paper
from validators.settling import NOTHING_CAME, CameFor, came_for

WANTS = {"loan": ("payslip", "letter"), "gift": ("letter",), "swap": ("letter", "photo", "receipt")}
BOARD = Panel("board", "Board", "first", request_types=tuple(RequestType(each, each) for each in WANTS))


def came(*documents: Document) -> CameFor:
    def wanted(authority: str, edition: str, panel: str, kind: str) -> Sequence[str]:
        return WANTS[kind]

    return came_for(documents, BOARD, "anywhere", wanted)


def likely(loan: float, gift: float, swap: float) -> dict[str, float]:
    return {"board/loan": loan, "board/gift": gift, "board/swap": swap}


class TestTheLikeliest:
    def test_is_the_one_a_paper_came_for_that_its_rival_does_not_want(self) -> None:
        assert came(paper("payslip")).likeliest(likely(0.5, 0.45, 0.05)) == "board/loan"

    def test_is_nobodys_guess_where_no_paper_tells(self) -> None:
        assert came(paper("letter")).likeliest(likely(0.5, 0.45, 0.05)) is None

    def test_is_never_told_by_a_paper_that_did_not_come(self) -> None:
        assert came().likely(likely(0.5, 0.45, 0.05)) == pytest.approx(likely(0.5, 0.45, 0.05))

    def test_is_never_one_its_words_hardly_mean_however_much_came(self) -> None:
        assert came(paper("photo"), paper("receipt")).likeliest(likely(0.6, 0.2, 0.2)) is None

    def test_is_not_told_by_a_paper_nobody_can_read(self) -> None:
        assert came(paper("payslip", unreadable=Unreadable.PASSWORD)).likeliest(likely(0.5, 0.45, 0.05)) is None


def test_papers_of_two_requests_name_neither() -> None:
    assert came(paper("payslip"), paper("photo")).only(["board/loan", "board/swap"]) is None
    assert came(paper("payslip")).only(["board/loan", "board/swap"]) == "board/loan"


def test_where_nobody_knows_what_is_wanted_words_stay_as_likely_as_they_were() -> None:
    assert NOTHING_CAME.likely({"board/loan": 0.6, "board/gift": 0.4}) == pytest.approx(
        {"board/loan": 0.6, "board/gift": 0.4}
    )
