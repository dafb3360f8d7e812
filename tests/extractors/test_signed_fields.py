"""Is a form's signature or agreement found in the words and layouts people use, and is nobody else's taken for it?"""

from __future__ import annotations

import pytest

from casework.document import Field
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import (
    Block,
    Cell,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Reading,
    ScannedPage,
    Signature,
    Table,
)
from extractors.signing import asked

AT = Place()
TEAM, SERVICE = "team_manager_signature", "service_manager_agreement"
KINDS = ("swindon_panel_request_form", "childrens_resource_panel_referral_form")


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Place(paragraph=number)) for number, text in enumerate(texts, 1))


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    return Table(
        tuple(
            tuple(
                Cell(text, Place(table=number, row=row, cell=column), lines(*filter(None, text.split("\n"))), column)
                for column, text in enumerate(cells, 1)
            )
            for row, cells in enumerate(rows, 1)
        ),
        Place(table=number),
    )


def head(text: str) -> Heading:
    return Heading(text, 2, AT)


def fields(
    catalogue: Catalogue, *blocks: Block, kind: str = KINDS[0], signatures: tuple[Signature, ...] = ()
) -> dict[str, Field]:
    reading = Reading(blocks, signatures=signatures)
    return {field.id: field for field in fields_of(reading, catalogue.types[kind], catalogue, "f")}


def seen(catalogue: Catalogue, *blocks: Block) -> dict[str, bool]:
    """Of the two places to sign those that were found, and whether each is signed."""
    found = fields(catalogue, *blocks)
    return {each: not found[each].blank for each in (TEAM, SERVICE) if each in found}


SIGNED = {
    "role and act in one cell, name and day beside": (
        table(
            ("Team Manager: checked & signed", "L. Lisle", "2/6/26"),
            ("Service Manager: I agree to this going to panel", "G. Orme", "3/6/26"),
        ),
    ),
    "everything on one line, parted by colons": lines(
        "Team Manager: checked & signed: L. Lisle: 2/6/26", "Service Manager: agreed: G. Orme: 3/6/26"
    ),
    "initials and dashes": lines("TM signature – L Lisle, 02.06.26", "Agreed - SM: G Orme 03.06.26"),
    "no colon at all": lines("TM signed L Lisle 2/6/26", "SM sign off G Orme 3/6/26"),
    "the act said in the answer": lines(
        "Team Manager signature: L. Lisle   15/01/2026",
        "Service Manager: Agreed, G. Orme (SM, Looked After), 16/01/2026",
    ),
    "below a heading, the role alone": (
        head("9. Sign off"),
        table(("Team Manager", "L Lisle", "2/6/26"), ("Service Manager", "G Orme", "3/6/26")),
    ),
    "below a heading, in paragraphs": (
        head("Signatures"),
        *lines("Team Manager: L Lisle  2/6/26", "Service Manager:\tG Orme\tDate: 3/6/26"),
    ),
    "names of columns": (
        table(
            ("Role", "Print name", "Signature", "Date"),
            ("Team Manager", "L Lisle", "L Lisle", "2/6/26"),
            ("Head of Service", "G Orme", "G Orme", ""),
        ),
    ),
    "parts of a place in one row": (
        table(
            ("Checked by Team Manager", "Name:", "L Lisle", "Signed:", "L. Lisle"),
            ("Agreed by SM", "Name: G Orme", "Signature: G Orme", "Date: 3/6/26"),
        ),
    ),
    "the answer in the next row": (
        table(
            ("Team Manager's signature and date", "Service Manager's agreement"),
            ("L Lisle 2/6/26", "G Orme, agreed by e-mail 3/6/26"),
        ),
    ),
    "the answer in the next paragraph": lines(
        "Team Manager signature", "L Lisle, 2 June 2026", "Service Manager sign-off", "G Orme, 3 June 2026"
    ),
    "a tick": (
        table(
            ("Team Manager – I have checked this form", "☒ L Lisle"), ("Agreed by the Service Manager", "☒ Yes ☐ No")
        ),
    ),
    "yes": lines("Team Manager signed: L Lisle", "Service Manager agreed to go to panel: YES"),
    "the role behind the name": lines(
        "Signed: L Lisle, Team Manager, 2/6/26", "Authorised by: G Orme (Service Manager) 3/6/26"
    ),
    "the role below the name": lines(
        "Signed: L Lisle  2/6/26", "Team Manager", "Approved by: G Orme  3/6/26", "Service Manager"
    ),
    "older words": lines("Manager's name and date: L Lisle 2/6/26", "HoS agreement: G Orme 3/6/26"),
    "a column of names read into that of roles": (
        table(("Team Ann Manager Lisle signature", "A Lisle"), ("Service Hugh Manager Orme agreed: YES", "H Orme")),
    ),
    "the name above the role": lines("J. Lisle", "Team Manager signature\tDate 17/02/2026", "Ann Orme", "SM  18/02/26"),
    "a comment and the signature below it": (
        table(("Team Manager comments and signature", "Checked, and needed.\nSigned: L Lisle\nDate: 2/6/26")),
        table(("Service Manager – | agree that this goes to panel", "G Orme", "3/6/26"), number=2),
    ),
    "a column for who agreed": (
        table(("Role", "Agreed", "Date"), ("Team Manager", "Yes", "2/6/26"), ("Service Manager", "☒", "3/6/26")),
    ),
    "a column of roles that says signed": (
        table(("Signed by", "Name", "Date"), ("Team Manager", "L Lisle", "2/6/26"), ("SM", "G Orme", "3/6/26")),
    ),
    "a choice, and the name in the line below it": (
        table(
            ("Team Manager – checked and signed", "L Lisle", "2/6/26"),
            ("Service Manager agreement", "Agreed ☒ not agreed ☐\nG. Orme", "3/6/26"),
        ),
    ),
    "several ticks before the name": (
        table(("Team Manager", "☒ checked ☒ signed L Lisle 2/6/26"), ("SM", "☒ agreed ☐ not agreed G Orme 3/6/26")),
    ),
    "in a sentence": lines(
        "Checked and signed by L. Lisle (Team Manager) on 2/6/26",
        "Agreed to go to panel, G. Orme, Service Manager, 3 June 2026.",
    ),
    "in easier words": lines(
        "TM sign off: L Lisle 2/6/26", "Service Manager happy for this to come to panel: G Orme 3/6/26"
    ),
    "who says it is fine": (table(("Team Manager’s OK", "L Lisle 2/6/26"), ("OK'd by SM", "G Orme 3/6/26")),),
    "tabs": lines("Team Manager signature\tL Lisle\tDate\t2/6/26", "Service Manager agreement\tG Orme\tDate\t3/6/26"),
}


@pytest.mark.parametrize("blocks", SIGNED.values(), ids=SIGNED.keys())
def test_a_signature_is_found_however_it_is_asked_for(blocks: tuple[Block, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *blocks) == {TEAM: True, SERVICE: True}


BLANK = {
    "a line to write on": lines("Team Manager signature: ______", "Service Manager agreement: ________ Date: ________"),
    "a day beside a blank": lines(
        "Team Manager signature: ______ Date: 2/6/26", "Service Manager agreement:    Date: 3/6/26"
    ),
    "the line lost in a scan": lines("Team Manager signature Date", "Service Manager agreement Date"),
    "blank cells": (
        head("Signatures"),
        table(
            ("Social worker", "C Esk", "Date 21/4/26"),
            ("Team Manager – I have checked this form", "", "Date"),
            ("Service Manager – I agree that this is presented", "", "Date 21/4/26"),
        ),
    ),
    "a name printed beside the blank": (
        table(
            ("Team Manager signature", "Name: L Lisle", "Signature:", "", "Date:", ""),
            ("Service Manager agreement", "Name: G Orme", "Signed:", "", "Date:", "3/6/26"),
        ),
    ),
    "names of columns": (
        table(
            ("", "Name", "Signature", "Date"),
            ("Team Manager", "L Lisle", "", "2/6/26"),
            ("Service Manager", "G Orme", "", ""),
        ),
    ),
    "a name printed beside no day": (
        head("Signed off"),
        table(("Team Manager", "L Lisle", "Date:"), ("Service Manager", "G Orme", "Date:")),
    ),
    "boxes not ticked": (table(("Team Manager checked and signed", "☐"), ("Service Manager agreed", "☐ Yes ☐ No")),),
    "to follow": lines("Team Manager signature: to follow", "Service Manager agreement: TBC"),
    "promised in a row": (
        table(
            ("Team Manager – checked & signed", "TBC"),
            ("Service Manager – agreement to submit", "Awaiting R Lisle"),
        ),
    ),
    "asked for, and told of": lines(
        "Team Manager signature: sent to L Lisle 2/6, on leave until Monday, will chase",
        "Service Manager agreement: G Orme asked, awaited",
    ),
    "asked for, in a row": (
        table(
            ("Team Manager – checked and signed", "emailed 2/6, he is away – still to sign"),
            ("Service Manager – agreed? (signature / date)", "chasing G Orme, on leave", "3/6/26"),
        ),
    ),
    "promised beside its day": (
        head("Sign-off"),
        table(("TM signature", "to be confirmed", "Date: TBC"), ("SM agreement", "Signature: TBA", "Date:")),
    ),
    "what follows is another's": lines(
        "Team Manager signature:",
        "IRO signature: P Jones 1/6/26",
        "Service Manager agreement:",
        "Legal Services agreed: K Webb 1/6/26",
    ),
    "printed words without their lines": lines(
        "Team Manager signature: Print name Date", "Service Manager agreement: Name Signature Date 3/6/26"
    ),
    "nothing but the printed words": lines(
        "Team Manager signature: Signed: Date:", "Service Manager agreement: Name: Date:"
    ),
}


@pytest.mark.parametrize("blocks", BLANK.values(), ids=BLANK.keys())
def test_a_place_to_sign_that_is_blank_is_found_blank(blocks: tuple[Block, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *blocks) == {TEAM: False, SERVICE: False}


NEITHER = {
    "another thing of theirs": lines(
        "Team manager's telephone: 01793 000000", "Service Manager's comments: a sound plan"
    ),
    "who works on the case": (table(("Team Manager", "L Lisle", "Service Manager", "G Orme")),),
    "who will come": (
        head("Attendance"),
        table(("Team Manager", "L Lisle", "2/6/26"), ("Service Manager", "G Orme", "3/6/26")),
    ),
    "other people's": lines(
        "IRO signature: P Jones 1/6/26",
        "Legal Services agreed: K Webb 1/6/26",
        "Placements Team Manager signature: R Dee 1/6/26",
        "Assistant Team Manager signature: V Poe 1/6/26",
    ),
    "told of in a sentence": lines(
        "Service Manager agreed the placement on 11/02/2026",
        "Team Manager approved Mrs Orme’s request.",
        "The Team Manager and I have agreed that: he stays.",
    ),
    "another's name before their role": lines(
        "Signed R Okafor 3/6/26 Team Manager", "Agreed by R. Okafor on 3/6/26, Service Manager"
    ),
    "a sentence that tells of something else": lines(
        "Agreed with the Team Manager, L. Lisle, that he moves on 2/6/26",
        "Checked by school, G. Orme told the Service Manager 3/6/26",
    ),
    "a choice that says no": (table(("Service Manager agreement", "Agreed ☐ not agreed ☒\nG. Orme", "3/6/26")),),
    "a tick that says neither who nor when": (
        table(("Team Manager – checked", "☒"), ("Service Manager – agreed to go to panel", "☒ ", "")),
    ),
    "such a tick on a line": lines("Team Manager signature: [x]", "Service Manager agreement: ☒"),
    "refused, or not yet": lines("Team Manager signature: refused", "Service Manager agreed: No"),
    "agreed another way while it is awaited": lines(
        "Team Manager signature: L Lisle by phone, verbally, will sign Monday",
        "Service Manager agreement: chased G Orme, who is happy with it",
    ),
    "what a scan makes of a name written by hand": lines(
        "Team Manager — | have checked this form.", "w N 2", "Service Manager agreement:", "27~"
    ),
    "a scrawl, and what is promised below it": lines(
        "Team Manager signature:", "w N 2", "TBC", "Service Manager agreement:", "27~", "to follow"
    ),
    "a scrawl in a row": (table(("Team Manager signature", "m ~ 4", "2/6/26")),),
    "away": lines(
        "Team Manager signature: L Lisle on annual leave until 9/6", "Service Manager agreement: G Orme off sick"
    ),
    "a comment with no signature": (
        table(("Team Manager comments and signature", "Checked, and cheaper than a move.")),
        head("Signatures"),
        *lines("Service Manager comments: a sound plan"),
    ),
    "a name read out of its place": (
        table(("Service Manager — agreed to go to panel?", "I agree:\nSigned: Date: 9 Feb R, Castle 2 2")),
    ),
    "looked for elsewhere": lines("Team Manager signature: see attached", "Service Manager agreement: see e-mail"),
    "told of with a day": lines(
        "Team Manager has checked this, J Smith is aware 3/3/26", "Service Manager agreement: N/A"
    ),
    "signed by another": (
        table(
            ("Team Manager signature", "G Orme, Service Manager", "2/6/26"),
        ),
    ),
    "a sentence that may be printed": (
        head("Team Manager signature"),
        *lines("I confirm that I have read this form."),
        table(("Service Manager agreement", "I agree to this going to the panel.")),
    ),
    "what somebody agreed to otherwise": (
        table(
            ("Service Manager", "Agreed to attend"),
        ),
    ),
    "told where else to look": (
        table(("Team Manager – checked & signed", "attached"), ("Service Manager – agreement to submit", "on file")),
    ),
    "said, but with no name": lines("Team Manager: signed", "Service Manager: agreed"),
    "two of them in one place": lines("Team Manager / Service Manager signature: L Lisle 2/6/26"),
}


@pytest.mark.parametrize("blocks", NEITHER.values(), ids=NEITHER.keys())
def test_what_may_be_no_signature_is_for_a_person_to_see(blocks: tuple[Block, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *blocks) == {}


def test_a_blank_of_their_own_goes_before_words_that_may_be_theirs(catalogue: Catalogue) -> None:
    heads = lines("Service Manager agreement: ______", "Head of Service agreement: P Quay 3/6/26")
    assert seen(catalogue, *heads) == {SERVICE: False}
    behind = lines("Team Manager signature: ______", "Signed: L Lisle, Team Manager")
    assert seen(catalogue, *behind) == {TEAM: False}


def test_each_signature_is_its_own_signers(catalogue: Catalogue) -> None:
    blocks = lines("Team Manager signature: L Lisle 2/6/26", "Service Manager agreement: ________")
    assert seen(catalogue, *blocks) == {TEAM: True, SERVICE: False}
    assert seen(catalogue, *blocks[::-1]) == {TEAM: True, SERVICE: False}


def test_a_picture_where_somebody_signs_is_a_signature(catalogue: Catalogue) -> None:
    (row,) = table(("Team Manager signature", "", "2/6/26")).rows
    drawn = Cell("", row[1].place, (Picture(row[1].place),), 2)
    assert seen(catalogue, Table(((row[0], drawn, row[2]),), AT)) == {TEAM: True}
    asks = Paragraph("Service Manager agreement:", AT)
    assert seen(catalogue, asks, Picture(AT, "image1.png")) == {SERVICE: True}
    assert seen(catalogue, asks, PageBreak(AT), Picture(AT, "page:2")) == {SERVICE: False}


def test_a_blank_with_ink_at_its_height_is_for_a_person_to_see(catalogue: Catalogue) -> None:
    label = Paragraph("Service Manager agreement: ____", Place(page=1, box=(50, 100, 200, 112)))
    near = Signature("ink", Place(page=1, box=(220, 95, 300, 118)))
    assert SERVICE not in fields(catalogue, label, signatures=(near,))
    far = Signature("ink", Place(page=1, box=(220, 300, 300, 318)))
    assert fields(catalogue, label, signatures=(far,))[SERVICE].blank


@pytest.mark.parametrize(
    ("left", "top", "sure", "is_blank"),
    [(220, 95, 0.2, False), (220, 95, 0.9, True), (60, 100, 0.2, True), (220, 300, 0.2, True)],
)
def test_what_a_scan_could_not_make_out_behind_a_blank_is_for_a_person_to_see(
    left: float, top: float, sure: float, is_blank: bool, catalogue: Catalogue
) -> None:
    label = Paragraph("Service Manager agreement: ____", Place(page=2, box=(50, 100, 200, 112)))
    word = ("[unclear]", sure, (left, top, left + 80, top + 18))
    scan = ScannedPage("page:2", ("tesseract",), 0, 0.0, 0.9, (word,))
    found = fields_of(Reading((label,), scanned=(scan,)), catalogue.types[KINDS[0]], catalogue, "f")
    assert any(field.id == SERVICE for field in found) == is_blank


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_that_is_signed_knows_the_same_words(kind: str, catalogue: Catalogue) -> None:
    found = fields(catalogue, *lines("TM sign-off: L Lisle 2/6/26", "SM sign-off: ____"), kind=kind)
    assert (found[TEAM].value, found[SERVICE].blank) == ("L Lisle 2/6/26", True)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Team Manger signature", "team_manager"), ("Agreed by: Service Manager", "service_manager"),
        ("Line manager’s signature", "team_manager"), ("Signed (SW)", "social_worker"), ("Signature", ""),
        ("Team Manager / Service Manager signature", None), ("Senior Team Manager signature", None), ("", None),
    ],
)  # fmt: skip
def test_words_ask_one_person_or_nobody(words: str, who: str | None) -> None:
    found = asked(words)
    assert (found.who if found else None) == who


def test_a_name_below_another_label_belongs_to_that_label(catalogue: Catalogue) -> None:
    blocks = lines("Carer:", "J. Lisle", "Team Manager signature\tDate 17/02/2026")
    assert seen(catalogue, *blocks) == {}


def test_what_a_request_costs_stands_in_the_rows_under_its_heading(catalogue: Catalogue) -> None:
    rows = (
        ("Cost requested (fill out in full)",),
        ("Fee, 2 children", "£894 per week"),
        ("Total", "£10,728"),
        ("Managers",),
    )
    assert fields(catalogue, table(*rows))["request_value"].value == "£10,728"
    assert fields(catalogue, table(*rows[:2], ("Managers",)))["request_value"].value == "£894 per week"
    blank = (("Cost requested",), ("Fee", ""), ("Total", "£"), ("Reason for request",), ("Rent", "£40 a week is owed"))
    assert fields(catalogue, table(*blank))["request_value"].blank


def test_what_is_asked_for_stands_under_the_column_of_totals(catalogue: Catalogue) -> None:
    def value(*row: str, head: str = "Total") -> str:
        found = fields(catalogue, table(("Item", "Weekly", "How long", head), ("Total cost requested", *row)))
        return found["request_value"].value

    assert value("£90 pw", "52 weeks", "£4,680") == "£4,680"
    assert value("", "52 weeks", "£4,680") == "£4,680"
    assert value("£90 pw", "52 weeks", "") == ""
    assert value("", "52 weeks", "", head="Sum") == ""
    assert value("", "52 weeks", "£4,680", head="Sum") == "£4,680"


@pytest.mark.parametrize("total", ["Total", "TOTAL", "Grand total", "Total cost of the placement"])
def test_the_total_under_a_label_with_nothing_beside_it_is_what_is_asked_for(catalogue: Catalogue, total: str) -> None:
    rows = (
        ("COST REQUESTED", ""),
        ("Weekly", "£1,684.00"),
        ("For how many weeks", "52"),
        (total, "£87,568 first year"),
    )
    assert fields(catalogue, table(*rows))["request_value"].value == "£87,568 first year"


@pytest.mark.parametrize(
    "rows",
    [
        (("Weekly", ""), ("Total", "£40")),
        (("Weekly", "£40"), ("Total", "")),
        (("Weekly", "£40"), ("Total household income", "£900")),
        (("Reason for request", "He needs it"), ("Total", "£40")),
        (("Weekly", "£40"),),
    ],
)
def test_a_sum_that_is_not_the_total_of_the_rows_below_leaves_the_cost_blank(
    catalogue: Catalogue, rows: tuple[tuple[str, str], ...]
) -> None:
    assert fields(catalogue, table(("Cost requested", ""), *rows))["request_value"].blank


ASKED = ("Team Manager: Bea Tarn", "Team Manager — | have checked this form and it is complete.")


@pytest.mark.parametrize("scrawl", [(), ("w N 2",), ("27~",)])
@pytest.mark.parametrize(
    "name", ["Bea Tarn date: 8/5/26", "Ida Moss, Team Manager CLA date: 8/5/26", "B. Tarn, dated 8 May 2026"]
)
def test_a_name_and_its_day_below_the_words_that_are_signed_are_a_signature(
    scrawl: tuple[str, ...], name: str, catalogue: Catalogue
) -> None:
    assert seen(catalogue, *lines(*ASKED, *scrawl, name)) == {TEAM: True}


@pytest.mark.parametrize(
    "below", ["Ida Moss date: 8/5/26", "Ida Moss, Service Manager date: 8/5/26", "Review Day date: 8/5/26"]
)
def test_another_name_with_a_day_below_is_for_a_person_or_another_place(below: str, catalogue: Catalogue) -> None:
    assert not seen(catalogue, *lines(*ASKED, below)).get(TEAM)
    assert TEAM not in seen(catalogue, *lines(*ASKED, "w N 2", below))


@pytest.mark.parametrize("below", ["Bea Tarn date:", "Next Panel date: 8/5/26", "Date: 8/5/26"])
def test_a_name_without_its_day_or_a_day_without_a_name_below_is_no_signature(below: str, catalogue: Catalogue) -> None:
    assert seen(catalogue, *lines(*ASKED, below)) == {TEAM: False}


def test_nobody_signs_at_the_top_of_the_next_page_or_below_a_table(catalogue: Catalogue) -> None:
    asks, name = lines(*ASKED), lines("Bea Tarn date: 8/5/26")
    assert seen(catalogue, *asks, PageBreak(AT), *name) == {TEAM: False}
    assert seen(catalogue, *asks, table(("Social worker", "Cy Esk")), *name) == {TEAM: False}


def test_a_name_and_a_day_beside_a_signers_comment_sign(catalogue: Catalogue) -> None:
    said = "Team manager: supported. The step down is real and | have checked the log."
    assert seen(catalogue, table((said, "R Lisle", "3/6/26"), ("Social worker", "A Orme", "3/6/26")))[TEAM]
    assert seen(catalogue, table(("Social worker", "A. Orme"), (said, "R. Lisle (signed)")))[TEAM]


@pytest.mark.parametrize(
    "row",
    [
        ("Team manager: supported. The step down is real.", "R Lisle"),
        ("Team manager: supported. The step down is real.", "3/6/26"),
        ("Team manager: supported. The step down is real.", ""),
        ("Team manager: not supported. The step down is too soon.", "R Lisle", "3/6/26"),
        ("Team manager: the step down is real. Supported.", "R Lisle", "3/6/26"),
        ("Team manager: supported. I have yet to see the log.", "R Lisle", "3/6/26"),
        ("Team manager: supported by the service manager. It is real.", "R Lisle", "3/6/26"),
    ],
)
def test_a_signers_comment_alone_or_another_name_signs_nothing(catalogue: Catalogue, row: tuple[str, ...]) -> None:
    assert not seen(catalogue, table(row, ("Social worker", "A Orme", "3/6/26"))).get(TEAM)


def test_what_the_panel_fills_in_below_is_no_agreement(catalogue: Catalogue) -> None:
    assert not seen(catalogue, *lines("Service Manager – agreed Y / N", "Panel decision (office)", "Date")).get(SERVICE)


def test_two_lines_of_a_scans_cell_read_into_each_other_ask_the_same(catalogue: Catalogue) -> None:
    label = "to Service Panel Manager — | agree this goes"
    assert seen(catalogue, table(("", "Signed", "Date"), (label, "R Lisle", "3/6/26")))[SERVICE]
    assert not seen(catalogue, table(("", "Signed", "Date"), (label, "", ""))).get(SERVICE)
