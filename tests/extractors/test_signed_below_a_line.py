"""Is a signature heard whose row stands below the line that asks for it, and an agreement pasted out of a mail?"""

from __future__ import annotations

import pytest

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Block, Heading, Paragraph, Reading
from tests.extractors.test_cost_tables import table

TEAM, SERVICE = "team_manager_signature", "service_manager_agreement"
AT = Place()


def seen(catalogue: Catalogue, *blocks: Block) -> dict[str, bool]:
    reading = Reading((Heading("Care Panel Request Form", 1, AT), *blocks))
    found = fields_of(reading, catalogue.types["swindon_panel_request_form"], catalogue, "f")
    return {field.id: not field.blank for field in found if field.id in (TEAM, SERVICE)}


def said(*texts: str) -> list[Block]:
    return [Paragraph(text, Place(paragraph=number)) for number, text in enumerate(texts, 1)]


PROMISES = ["Team Manager – I have read this form and it is right.", "Team Manager (checked)", "Team Manager:"]


@pytest.mark.parametrize("line", PROMISES)
@pytest.mark.parametrize(
    "rows",
    [
        [("Signed", "Nuala Corrigan", "Dated", "2.6.26")],
        [("Signed", "Nuala Corrigan"), ("Date", "2 June 2026")],
        [("Name", "Signature", "Date"), ("Nuala Corrigan", "N Corrigan", "2/6/26")],
        [("Signed:", "N Corrigan", "Date:", "2/6/26"), ("Who will come", "", "", "")],
    ],
)
def test_a_row_to_sign_below_the_line_that_says_whose(
    line: str, rows: list[tuple[str, ...]], catalogue: Catalogue
) -> None:
    assert seen(catalogue, *said(line), table(*rows)) == {TEAM: True}


@pytest.mark.parametrize("line", PROMISES[:2])
@pytest.mark.parametrize(
    "rows",
    [
        [("Signed", "", "Dated", "")],
        [("Signed", "", "Dated", "2.6.26")],
        [("Signed", "TBC", "Dated", "")],
        [("Name", "Nuala Corrigan", "Signed", "", "Date", "")],
        [("Name", "Signature", "Date"), ("Nuala Corrigan", "", "")],
    ],
)
def test_a_blank_row_below_is_a_blank(line: str, rows: list[tuple[str, ...]], catalogue: Catalogue) -> None:
    assert seen(catalogue, *said(line), table(*rows)) == {TEAM: False}


@pytest.mark.parametrize(
    "rows",
    [
        [("Service Manager", "Piers Amadi", "Dated", "3/6/26")],
        [("Signed", "Piers Amadi, Service Manager", "Dated", "3/6/26")],
        [("Panel decision", "N Corrigan", "Date", "3/6/26")],
    ],
)
def test_another_row_below_is_not_theirs(rows: list[tuple[str, ...]], catalogue: Catalogue) -> None:
    assert not seen(catalogue, *said(PROMISES[0]), table(*rows)).get(TEAM)


HEAD = "Service Manager agreement. Copied in from her mail as she is in Bath today:"
FROM = "From: Ines Farrow (Service Manager)   3 June 2026 09:12"


@pytest.mark.parametrize(
    "words",
    [
        "Nuala – agreed, I support this at £1,480. IF",
        "Hello both. I agree to this going to panel.",
        "I am happy for this to go on Monday",
        "Approved. Ines",
    ],
)
def test_a_pasted_mail_that_agrees_is_an_agreement(words: str, catalogue: Catalogue) -> None:
    assert seen(catalogue, *said(HEAD, FROM, words)) == {SERVICE: True}
    apart = ("From: Ines Farrow, Service Manager", "Sent: 3 June 2026", "To: Nuala", "Subject: RE: Bo", words)
    assert seen(catalogue, *said(HEAD, *apart)) == {SERVICE: True}
    assert seen(catalogue, *said("Service Manager agreement", *apart)) == {SERVICE: True}


@pytest.mark.parametrize(
    "words",
    [
        "I do not agree to this, sorry",
        "I'll look at it tonight and let you know if it is agreed",
        "Is this agreed with health?",
        "Agreed in principle, I want to see the quote",
        "Agreed, but half the hours",
        "Agreed subject to the quote",
        "Thanks, got it",
        "",
    ],
)
@pytest.mark.parametrize("head", [HEAD, "Service Manager agreement", "Service Manager agreement:"])
def test_a_pasted_mail_that_does_not_plainly_agree_is_none(head: str, words: str, catalogue: Catalogue) -> None:
    assert not seen(catalogue, *said(head, FROM, *filter(None, [words]))).get(SERVICE)
    beside = table((head.partition(".")[0], f"{FROM}\n{words}"))
    assert not seen(catalogue, beside).get(SERVICE)


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, "From: Nuala Corrigan (Team Manager)   3 June 2026", "Agreed, I support this"),
        (HEAD, "From: Ines Farrow   3 June 2026", "Agreed, I support this"),
        ("What the school says:", FROM, "Agreed, I support this"),
        (HEAD, "From: Service Manager", "Agreed, I support this"),
        (HEAD, FROM, "Thanks.", "From: Nuala Corrigan (Team Manager) 2 June 2026", "Agreed, I support this"),
    ],
)
def test_the_mail_of_another_or_about_something_else_is_none(lines: tuple[str, ...], catalogue: Catalogue) -> None:
    assert not seen(catalogue, *said(*lines)).get(SERVICE)


CHECKED = "Team Manager – I have checked this form, it is complete"
AGREED = "Service Manager – I agree to this going to Panel"


def test_a_signature_on_a_line_of_its_own_within_or_below_the_row_that_asks_for_it(catalogue: Catalogue) -> None:
    rows = table((f"{CHECKED}\nsignature N Corrigan", "date 2/6/26"), (AGREED, "date 3/6/26"))
    assert seen(catalogue, rows, *said("signature Odhran Vale", "Panel use")) == {TEAM: True, SERVICE: True}


@pytest.mark.parametrize("line", ["signature", "signature Date", "signature N Corrigan, Team Manager", "signature n c"])
def test_no_signature_where_the_line_names_nobody_or_somebody_else(catalogue: Catalogue, line: str) -> None:
    rows = table((f"{CHECKED}\nsignature", "date"), (f"{AGREED}", "date"))
    assert not seen(catalogue, rows, *said(line)).get(SERVICE)


def test_a_signature_line_above_another_role_is_that_roles(catalogue: Catalogue) -> None:
    rows = table((AGREED, "date 3/6/26"))
    assert not seen(catalogue, rows, *said("signature Odhran Vale", "Team Manager")).get(SERVICE)


@pytest.mark.parametrize(
    "row",
    [
        ("Team Manager", "Read, checked, agree. Costs checked with Finance.", "Signed N Corrigan 2 June 2026"),
        ("Team Manager", "Checked and supported. No other home, I asked round myself.", "Nuala Corrigan, TM, 2.6.26"),
        ("TM check\nRead it, costs are right. Signed N. Corrigan\n2 June 2026", "Anything else?"),
        ("Team Manager’s comments and signature", "Good work, read and checked. Nuala Corrigan   2.6.26"),
    ],
)
def test_a_name_with_its_day_behind_what_the_signer_says(catalogue: Catalogue, row: tuple[str, ...]) -> None:
    assert seen(catalogue, table(row, ("Cost requested", "£90"))).get(TEAM)


@pytest.mark.parametrize(
    "row",
    [
        ("Team Manager", "Read, checked, agree. Costs checked with Finance.", "Signed"),
        ("Team Manager", "Checked and supported. No other home.", "2.6.26"),
        ("Team Manager", "I asked her on Monday. She is away.", "Nuala Corrigan, 2.6.26"),
        ("Team Manager", "Agreed to go to panel.", "Odhran Vale, Service Manager, 2.6.26"),
        ("Team Manager", "Read it, costs are right. To be signed Nuala Corrigan 2.6.26"),
        ("Team Manager", "Read it. She never signed Nuala Corrigan 2.6.26"),
        ("TM check\nRead it. Will sign when back. Signed\n2 June 2026", ""),
        ("Team Manager’s comments and signature", "Not ready yet. Nuala Corrigan 2.6.26"),
        ("Service Manager – agreement", "E-mailed to Odhran Vale 2/6. On leave, deputy wouldn’t. Will chase."),
    ],
)
def test_a_name_or_a_day_alone_and_what_is_still_to_come_sign_nothing(
    catalogue: Catalogue, row: tuple[str, ...]
) -> None:
    found = seen(catalogue, table(row, ("Cost requested", "£90")))
    assert not found.get(TEAM)
    assert not found.get(SERVICE)
