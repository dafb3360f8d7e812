"""How finished is a paper, by what stands on it: drafts, signatures, approvals, stamps, forms nobody filled in?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.document import DocumentState
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.reading import Aside, Properties, Reading, Signature, Standing
from extractors.state import state_of
from extractors.titles import layout_of
from tests.extractors.test_dates_and_people import line
from tests.extractors.test_dates_of_types import TYPES, blocks
from validators.load_policy import load_policy

CATALOGUE = Catalogue.of(TYPES, load_policy().placeholders)


def state(reading: Reading, file: str = "f.docx", *, names_child: bool = True) -> DocumentState:
    return state_of(reading, layout_of(reading), (), names_child, CATALOGUE, file)


def shown(text: str, file: str = "f.docx", *, names_child: bool = True) -> DocumentState:
    return state(Reading(tuple(blocks(text))), file, names_child=names_child)


@pytest.mark.parametrize(
    "text",
    [
        "# Care plan\nDRAFT for comment\nHe is well.",
        "# DRAFT CARE PLAN\nHe is well.",
        "# Statement\nWorking draft, 3 March 2026\nHe is well.",
        "# Statement v0.3\nHe is well.",
        "# Care plan\nStatus: Draft\nHe is well.",
        "# Care plan [draft]\nSigned: A Bell 3/3/26",
    ],
)
def test_a_paper_that_calls_itself_a_draft_is_one(text: str) -> None:
    assert shown(text) is DocumentState.DRAFT


@pytest.mark.parametrize(
    "text",
    [
        "# Panel request\nThe draft care plan is attached and the draft letter will follow.",
        "# Minutes\nAction: Ann to send the draft order to the court.",
        "# Case summary\nDraft care plan filed on 3 March 2026 and sent to the parties, who are silent.",
    ],
)
def test_another_papers_draft_is_no_sign(text: str) -> None:
    assert shown(text) is DocumentState.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "# Statement\n...\nSigned: A Bell\nDate: 3 March 2026",
        "# Statement\n...\nSigned A Bell, Social Worker, 3/3/26",
        "# Statement\n...\nA Bell    3.3.26    C Dunn    4.3.26",
        "# Plan\n...\nRole | Signature | Date\nSocial worker | A Bell | 3/3/2026",
        "# Plan\n...\nElectronically signed by Ann Bell",
    ],
)
def test_a_typed_name_with_its_day_is_a_signature(text: str) -> None:
    assert shown(text) is DocumentState.SIGNED


@pytest.mark.parametrize(
    "text",
    [
        "# Plan\n...\nSigned: ____________   Date: 3 March 2026",
        "# Plan\n...\nSigned ............ (SW)    Date 3/3/26",
        "# Plan\n...\nRole | Signature | Date\nSocial worker |  | 3/3/2026",
        "# Minutes\n...\nThe agreement was signed. Mr Fenn is to come on 3 March",
        "# Minutes\n...\nSigned off sick since 3 March 2026",
    ],
)
def test_a_day_beside_a_blank_line_is_none(text: str) -> None:
    assert shown(text) is DocumentState.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "# C&F assessment\nAuthorised by | C Dunn, Team Manager, 3 March 2026",
        "# Care plan (FINAL)\nHe is well.",
        "# ORDER\nBefore District Judge Fenn on 3 March 2026\nSealed 5 March 2026",
    ],
)
def test_approval_and_a_courts_stamp_make_a_paper_final(text: str) -> None:
    assert shown(text) is DocumentState.FINAL


def test_a_digital_signature_signs() -> None:
    reading = Reading((line("He is well."),), signatures=(Signature("digital", Place(), "Ann Bell"),))
    assert state(reading) is DocumentState.SIGNED


def test_changes_left_in_make_an_unsigned_paper_a_draft_and_no_signed_one() -> None:
    reading = Reading(tuple(blocks("# Care plan\nHe is well.")), asides=(Aside(Standing.DELETED, "not", Place()),))
    assert state(reading) is DocumentState.DRAFT
    signed = replace(reading, blocks=tuple(blocks("# Care plan\nHe is well.\nSigned A Bell 3/3/26")))
    assert state(signed) is DocumentState.SIGNED


def test_a_watermark_says_draft() -> None:
    assert state(Reading((line("He is well."),), properties=Properties(watermark="DRAFT"))) is DocumentState.DRAFT


FORM = (
    "# All about living here\nChild's name | \nBorn | dd/mm/yy\nBedtime | \nDoctor | \nSigned ............ Date ......"
)


def test_a_form_in_which_nobody_has_written_is_a_template() -> None:
    assert shown(FORM, names_child=False) is DocumentState.BLANK_TEMPLATE


@pytest.mark.parametrize(
    "more",
    [
        "\nHe came on 3 March 2026.",
        "\n" + "He likes his tea hot and sweet and with milk in it as his nan makes it at home. " * 2,
    ],
)
def test_a_form_that_tells_of_anybody_is_none(more: str) -> None:
    assert shown(FORM + more, names_child=False) is not DocumentState.BLANK_TEMPLATE


PROGRAMME = "# Plan of the visits\nChild: [insert]\nFrom: [first day]\nNo | Date | Topic | Place"
NOBODY_CAME = "".join(f"\n{number} | ☐ | {topic} | ☐" for number, topic in enumerate(("Hello", "Childhood", "Now"), 1))
LONG_PROMPT = "\n[Say what the visits are to find out, in two or three plain sentences of your own; please " + (
    "do not copy them from the letter, since parents have read that already and did not find it easy.]"
)


def test_printed_topics_and_a_long_prompt_are_nobodys_writing() -> None:
    assert shown(PROGRAMME + NOBODY_CAME + LONG_PROMPT, names_child=False) is DocumentState.BLANK_TEMPLATE


def test_prompts_to_click_are_nobodys_writing() -> None:
    form = "# Plan\nName | Click or tap here to enter text.\nOn | Click or tap to enter a date.\nWith | Choose an item."
    assert shown(form + "\nWhy\nClick here to enter text.", names_child=False) is DocumentState.BLANK_TEMPLATE
    assert shown(form + "\nWhy\nHe is well.\nHow\n" + "He likes it. " * 9, names_child=False) is not (
        DocumentState.BLANK_TEMPLATE
    )


def test_what_asks_for_words_is_printed_however_long() -> None:
    asks = (
        "\nState which way of being settled for good is the first plan for the child and why, and remember that all of "
        + ("the others have to be told of as well, each with the reason why it was not chosen.")
    )
    assert shown(FORM + asks, names_child=False) is DocumentState.BLANK_TEMPLATE


def test_a_ticked_box_is_somebodys_writing() -> None:
    ticked = PROGRAMME + NOBODY_CAME.replace("☐", "☒ came ☐ did not")
    assert shown(ticked, names_child=False) is not DocumentState.BLANK_TEMPLATE


BOOKING = (
    "# Booking form\nName | \nDOB | \nStatus | \nAddress | \n"
    "Reason | ☐ emergency accommodation, agreed by the Head of Service already ☐ request for accommodation or for a "
    "new admission to care ☐ extension ☐ review 6 / 12 / 12+ ☐ supervision order ☐ other, say what\n"
    "Booking form v4 – template revised June 2024"
)


def test_boxes_nobody_ticked_and_the_forms_own_day_are_nobodys_words() -> None:
    assert shown(BOOKING, names_child=False) is DocumentState.BLANK_TEMPLATE
    ticked = BOOKING.replace("☐ extension", "☒ extension")
    assert shown(ticked, names_child=False) is not DocumentState.BLANK_TEMPLATE
    dated = f"{BOOKING}\nCompleted 3 March 2026"
    assert shown(dated, names_child=False) is not DocumentState.BLANK_TEMPLATE


def test_a_template_in_which_only_the_names_were_written_is_still_one() -> None:
    rows = "\n".join(f"{number} | | | | " for number in range(1, 5))
    begun = f"# Plan\nChildren | Ann Lee, Ben Lee\nWorker | TBC\n{rows}\n[what decisions are to be made]"
    assert shown(begun) is DocumentState.BLANK_TEMPLATE
    assert shown(f"{begun}\n{'She goes to nursery and is well. ' * 8}") is not DocumentState.BLANK_TEMPLATE
