"""What papers say of one another is read where it is said plainly, and nowhere else."""

from datetime import date
from decimal import Decimal

import pytest

from casework.answered import Answered
from casework.claim import Claim, ClaimAbout
from casework.document import Document, DocumentType, Field, Passage, Role
from casework.evidence import Evidence, Place
from extractors.claims import claims_in

TYPES = {
    kind.id: kind
    for kind in (
        DocumentType("chronology", "Chronology", titles=("Social work chronology",)),
        DocumentType("fgc", "Family group conference minutes", aliases=("FGC minutes", "Family Group Conference")),
        DocumentType("lpm", "Legal planning meeting minutes", aliases=("LPM minutes",)),
        DocumentType("invoice_or_quote", "Quote"),
    )
}
TODAY = date(2026, 3, 20)


def claims(
    text: str, role: Role = Role.MESSAGE, kind: str | None = None, about: ClaimAbout | None = None
) -> list[Claim]:
    document = Document("note", role=role, type=kind, passages=(Passage(text, Place(paragraph=1)),))
    return [claim for claim in claims_in([document], TYPES, TODAY) if about in (None, claim.about)]


@pytest.mark.parametrize(
    "words",
    [
        "Please find attached the chronology.",
        "Chronology and form attached",
        "I enclose the social work chronology for Thursday.",
        "I am attaching the chronology; the rest is on the system.",
    ],
)
def test_a_paper_said_to_be_attached(words: str) -> None:
    (claim,) = claims(words)
    assert (claim.about, claim.types) == (ClaimAbout.ATTACHED, ("chronology",))
    assert claim.evidence.words in words


@pytest.mark.parametrize(
    "words",
    [
        "The chronology is not attached yet.",
        "Chronology to follow, form attached.",
        "I will attach the chronology on Monday.",
        "The chronology I attached last week still stands.",
        "The chronology shows three moves.",
        "If you need the chronology attached, let me know.",
    ],
)
def test_a_paper_not_said_to_be_attached_now(words: str) -> None:
    assert not claims(words, about=ClaimAbout.ATTACHED)


@pytest.mark.parametrize(
    "words",
    [
        "This is borne out in the fresh chronology (finished 10 March) which I attach.",
        "The chronology was completed on 10/03/2026.",
        "I attach the chronology dated 10th March 2026.",
    ],
)
def test_a_paper_said_to_be_finished_on_a_day(words: str) -> None:
    [found] = claims(words, about=ClaimAbout.FINISHED)
    assert (found.types, found.day) == (("chronology",), date(2026, 3, 10))


@pytest.mark.parametrize(
    "words",
    [
        "The chronology will be finished 10 March.",
        "The chronology is not finished. 10 March is the hearing.",
        "Finished on 10 March 2026.",
        "The chronology and the LPM minutes were finished on 10 March 2026.",
    ],
)
def test_a_paper_not_said_to_be_finished_on_a_day(words: str) -> None:
    assert claims(words, about=ClaimAbout.FINISHED) == []


@pytest.mark.parametrize(
    "words",
    [
        "An FGC was held on 3 March 2026 at the community hall.",
        "Family Group Conference took place on 03/03/2026",
        "LPM held 3.3.26 and threshold agreed",
    ],
)
def test_a_meeting_said_to_have_been_held(words: str) -> None:
    (claim,) = claims(words, Role.FORM)
    assert (claim.about, claim.day) == (ClaimAbout.HELD, date(2026, 3, 3))


@pytest.mark.parametrize(
    "words",
    [
        "An FGC will be held on 3 March 2026.",
        "The FGC was to be held on 3 March 2026 but mum was ill.",
        "The FGC booked for 3 March 2026 was not held.",
        "The LPM was held in spring.",
        "The FGC was held on 3 March 2026 and the LPM held on 9 March 2026.",
        "The previous FGC was held on 3 March 2025.",
    ],
)
def test_a_meeting_not_said_to_have_been_held_on_that_day(words: str) -> None:
    assert not claims(words, Role.FORM, about=ClaimAbout.HELD)


def test_the_sum_a_form_asks_for_and_those_a_quote_names() -> None:
    place = Place(paragraph=1)
    field = Field("request_value", "Request value", "£1,250", Answered.ANSWERED, Evidence("form", place, "£1,250"))
    form = Document("form", role=Role.FORM, fields=(field,))
    quote = Document("quote", type="invoice_or_quote", passages=(Passage("12 weeks at £110 per week: £1,320", place),))
    found = [(claim.about, claim.amount) for claim in claims_in([form, quote], TYPES, TODAY)]
    assert (ClaimAbout.ASKED_SUM, Decimal(1250)) in found
    assert (ClaimAbout.QUOTED_SUM, Decimal(1320)) in found


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Legal status: S20", "section 20"),
        ("Current legal status | Interim Care Order | made 3.2.26", "an interim care order"),
        ("Legal status: Full Care Order", "a care order"),
    ],
)
def test_a_legal_status(words: str, status: str) -> None:
    assert [claim.status for claim in claims(words, Role.PAPER)] == [status]


def test_a_legal_status_that_is_not_known_or_not_one_is_not_told() -> None:
    assert not claims("Legal status: see below", Role.PAPER)
    assert not claims("Legal status: S20\nLegal status: Care Order", Role.PAPER)
    assert not claims("We discussed whether a care order is needed.", Role.PAPER)
