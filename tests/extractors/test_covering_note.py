"""Which papers a covering message says are to follow, and by when; every note is invented, in the styles people use.

The notes were sent on Thursday 5 March 2026.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.document import Document, DocumentType, Passage, Role
from casework.evidence import Place
from casework.promise import Promise
from extractors.catalogue import Catalogue
from extractors.covering_note import is_covering_note, lists_papers, promises
from extractors.due_days import due_day
from extractors.reading import Cell, Paragraph, Reading, Table
from validators.load_policy import load_document_types

SENT = date(2026, 3, 5)
FRIDAY, MONDAY, TUESDAY, NEXT_FRIDAY = (date(2026, 3, day) for day in (6, 9, 10, 13))

CHRONOLOGY, SWET, PLAN = "social_work_chronology", "swet", "parenting_assessment_plan"
GENOGRAM, FGC, VIABILITY = "genogram", "fgc_minutes", "viability_assessment"


@pytest.fixture(scope="module")
def types() -> Mapping[str, DocumentType]:
    return load_document_types()


def message(text: str, role: Role = Role.MESSAGE) -> Document:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    passages = tuple(Passage(line, Place(part="body", line=number)) for number, line in lines)
    return Document("cover.eml", role=role, passages=passages)


def promised(text: str, types: Mapping[str, DocumentType], sent: date | None = SENT) -> dict[str, date | None]:
    return {each.type_id: each.by for each in promises([message(text)], types, sent)}


TO_FOLLOW: dict[str, tuple[str, dict[str, date | None]]] = {
    "one line": ("Chronology to follow Monday", {CHRONOLOGY: MONDAY}),
    "letters, and a week": ("SWET attached, PAP to follow w/c 9 March", {PLAN: NEXT_FRIDAY}),
    "no comma": ("SWET attached PAP to follow", {PLAN: None}),
    "two that follow": ("I attach the SWET, chronology and PAP to follow.", {CHRONOLOGY: None, PLAN: None}),
    "being finalised": (
        "I attach the SWET. The chronology is being finalised and will be with you by Friday 6 March.",
        {CHRONOLOGY: FRIDAY},
    ),
    "the day before the paper": (
        "By Friday 6 March I will send the chronology and the parenting assessment plan.",
        {CHRONOLOGY: FRIDAY, PLAN: FRIDAY},
    ),
    "a day for each": (
        "I'll send the PAP by Friday and the chronology by Tuesday.",
        {PLAN: FRIDAY, CHRONOLOGY: TUESDAY},
    ),
    "a list and its lead": (
        "Please find attached:\n- SWET\n- Booking form\n\nTo follow by Friday:\n- Chronology\n- PAP (Monday)\n",
        {CHRONOLOGY: FRIDAY, PLAN: MONDAY},
    ),
    "a numbered list that says it of each": (
        "1. SWET - attached\n2. PAP - to follow Tuesday\n3. Genogram - outstanding",
        {PLAN: TUESDAY, GENOGRAM: None},
    ),
    "a heading without a colon": (
        "Outstanding\n\nChronology\nPAP\n\nKind regards\nIfe",
        {CHRONOLOGY: None, PLAN: None},
    ),
    "a list in one line": (
        "Attached: booking form; SWET; case summary.\nStill to come: PAP; genogram (Weds).",
        {PLAN: None, GENOGRAM: None},
    ),
    "a list with a day in brackets": ("To follow: SWET (6/3), PAP (9/3)", {SWET: FRIDAY, PLAN: MONDAY}),
    "brackets between papers": (
        "Still outstanding: viability assessments (grandparents), FGC minutes and genogram.",
        {VIABILITY: None, FGC: None, GENOGRAM: None},
    ),
    "the only thing": (
        "The only thing outstanding is the chronology, which my manager is signing off.",
        {CHRONOLOGY: None},
    ),
    "everything but": (
        "Everything is attached apart from the threshold document, which will follow on 9th March.",
        {"threshold_document": MONDAY},
    ),
    "it, in the next sentence": (
        "I have not been able to finish the PAP. I will send it by Monday.",
        {PLAN: MONDAY},
    ),
    "it, in the same sentence": (
        "There is no chronology yet but it will follow on Tuesday 10 March.",
        {CHRONOLOGY: TUESDAY},
    ),
    "not named again": ("I haven't finished the genogram and will send on Monday.", {GENOGRAM: MONDAY}),
    "waiting for others": (
        "Awaiting the FGC minutes from the coordinator, hope to have them with you by Monday",
        {FGC: MONDAY},
    ),
    "by somebody else": (
        "The SWET was sent to legal last week and the FGC minutes will be sent by the coordinator tomorrow.",
        {FGC: FRIDAY},
    ),
    "when something else is done": (
        "Once the SWET is signed off the PAP will follow.",
        {PLAN: None},
    ),
    "getting it to you": (
        "I am hoping to get the chronology to you by close of play Friday.",
        {CHRONOLOGY: FRIDAY},
    ),
    "a meeting gone by, minutes to come": ("The FGC was held on Tuesday, FGC minutes to follow.", {FGC: None}),
    "another date in the sentence": ("The hearing is on 12 March and I will send the PAP.", {PLAN: None}),
    "a child's name between": (
        "The case summary, the parenting assessment plan (signed by both parents) and Jayden's chronology will be "
        "sent over by Joan on the 9th.",
        {"case_summary": MONDAY, PLAN: MONDAY, CHRONOLOGY: MONDAY},
    ),
    "a semicolon": (
        "Updated chronology and genogram will be with you tomorrow; SWET is attached and complete.",
        {CHRONOLOGY: FRIDAY, GENOGRAM: FRIDAY},
    ),
    "wrapped lines and a signature": (
        "Dear panel administrator,\n\nPlease could Theo Marchbanks be listed. I attach the booking form, with the\n"
        "case summary and proposed plan in it. The chronology and the minutes of the family group conference on\n"
        "18 February will follow by the end of next week, once they have been typed.\n\nThank you,\nIfe\n\n-- \n"
        "Ife Adebanwo\nGenogram to follow\n",
        {FGC: NEXT_FRIDAY},
    ),
    "dashes and ticks": ("Docs: SWET ✔, PAP – to follow 9/3, Chronology ✔", {PLAN: MONDAY}),
    "shortened days": (
        "Hi,\n\nPls list for Tues. Form attached. Chron and FGC mins will be with you by Mon. 9th.\n\nTa\nDev",
        {CHRONOLOGY: MONDAY, FGC: MONDAY},
    ),
    "apologies first": (
        "Good morning\n\nApologies, I am still waiting on the viability assessment for maternal aunt. The assessor "
        "tells me it should be ready on Friday 13 March 2026.",
        {VIABILITY: NEXT_FRIDAY},
    ),
    "not sent, and why": ("I have not included the genogram as it will follow on Monday.", {GENOGRAM: MONDAY}),
}

NOT_PROMISED: dict[str, str] = {
    "none was held": "no FGC minutes as none held",
    "to follow up": "please find attached the chronology to follow up our call",
    "to follow a plan": "We will follow the care plan. The parents agreed to follow the working agreement.",
    "a format": "The care plan will follow the usual format.",
    "denied": "The chronology will not follow as there is none.",
    "nothing outstanding": "Nothing is outstanding. The SWET and chronology are attached.",
    "not outstanding": "The chronology isn't outstanding, I sent it on Tuesday.",
    "cannot": "I will not be able to send the PAP before panel.",
    "as promised": "As promised, attached is the chronology that was outstanding.",
    "was to follow": "The chronology was to follow and is now attached.",
    "was sent": "The chronology was sent on Monday and the PAP has been emailed.",
    "would have": "The parents were told the letter before proceedings would follow.",
    "a question": "Is the chronology to follow? Can I send the PAP on Monday?",
    "an indirect question": "Could you let me know whether the chronology is still outstanding",
    "on a condition": "If the PAP is needed I will send it.",
    "if wanted": "I will send the chronology if you need it.",
    "what others promised": "You said you will send the chronology.",
    "the outstanding one, attached": "The outstanding chronology is attached.",
    "a date awaited": "Awaiting a date for the FGC.",
    "a plan of services": "A family group conference will be provided and CAMHS support will follow.",
    "what a paper says": "The care plan sets out what will be available.",
    "history of Outlook": (
        "SWET and chronology attached.\nThanks\nIfe\n\nFrom: Jo Bell\nSent: 3 March 2026\nPAP to follow on Friday."
    ),
    "history of other mail": (
        "Attached now.\n\nOn Tue, 3 Mar 2026 at 09:12, Jo Bell <jo@bell.example> wrote:\n> PAP to follow Friday"
    ),
    "quoted lines with answers between": "> PAP to follow Friday\nHere it is, PAP attached.",
    "no paper named": "All documents to follow. I will send the rest on Monday.",
}


@pytest.mark.parametrize("style", TO_FOLLOW)
def test_what_is_said_to_follow_is_promised(style: str, types: Mapping[str, DocumentType]) -> None:
    note, expected = TO_FOLLOW[style]
    assert promised(note, types) == expected


@pytest.mark.parametrize("style", NOT_PROMISED)
def test_what_is_not_said_to_follow_is_not_promised(style: str, types: Mapping[str, DocumentType]) -> None:
    assert promised(NOT_PROMISED[style], types) == {}


def test_a_weekday_means_nothing_where_the_day_of_the_message_is_not_known(types: Mapping[str, DocumentType]) -> None:
    assert promised("Chronology to follow Monday", types, sent=None) == {CHRONOLOGY: None}
    assert promised("Chronology to follow 9 March 2026", types, sent=None) == {CHRONOLOGY: MONDAY}


def test_only_a_message_can_promise(types: Mapping[str, DocumentType]) -> None:
    for role in set(Role) - {Role.MESSAGE}:
        assert promises([message("Chronology to follow Monday", role)], types, SENT) == ()


def test_the_later_word_counts_and_a_bare_mention_does_not_undo_a_day(types: Mapping[str, DocumentType]) -> None:
    note = "Chronology to follow Friday. Sorry, the chronology will now follow on Monday. Chronology still outstanding."
    assert promised(note, types) == {CHRONOLOGY: MONDAY}


def test_a_promise_carries_the_words_that_gave_it_and_their_place(types: Mapping[str, DocumentType]) -> None:
    (promise,) = promises([message("Dear panel,\n\nSWET attached. PAP to follow Monday.")], types, SENT)
    (seen,) = promise.evidence
    assert (seen.file, str(seen.place), seen.words) == ("cover.eml", "body, line 3", "PAP to follow Monday.")


def test_an_item_of_a_list_carries_the_words_that_lead_the_list_too(types: Mapping[str, DocumentType]) -> None:
    (promise,) = promises([message("To follow by Friday:\n- Chronology")], types, SENT)
    assert [seen.words for seen in promise.evidence] == ["To follow by Friday:", "Chronology"]


def test_a_name_that_may_mean_two_papers_promises_either(types: Mapping[str, DocumentType]) -> None:
    shared = {**types, "other": replace(types[CHRONOLOGY], id="other")}
    assert promised("Chronology to follow", shared) == {CHRONOLOGY: None, "other": None}


def test_a_promise_is_overdue_only_once_its_day_has_gone_by() -> None:
    promise = Promise(CHRONOLOGY, FRIDAY, ())
    assert [promise.is_overdue(day) for day in (SENT, FRIDAY, MONDAY)] == [False, False, True]
    assert not Promise(CHRONOLOGY, None, ()).is_overdue(MONDAY)


def test_a_hostile_message_is_read_in_no_time(types: Mapping[str, DocumentType]) -> None:
    texts = (
        "chronology to follow, " * 20_000,
        "will " * 50_000 + "send",
        "a " * 100_000 + "to follow",
        "- x\n" * 20_000,
    )
    for text in texts:
        promises([message(text)], types, SENT)


IMPORTS = """
import sys
from datetime import date
from casework.document import Document, Passage, Role
from casework.evidence import Place
from extractors.covering_note import promises
note = Document("cover.eml", role=Role.MESSAGE, passages=(Passage({words!r}, Place(line=1)),))
promises([note], {{}}, date(2026, 3, 5))
print("spacy" in sys.modules)
"""


@pytest.mark.parametrize(
    ("words", "is_loaded"),
    [
        ("Dear panel, I attach the booking form and the SWET. My manager will come with me. Thank you, Ife", False),
        ("Please find attached the following: SWET, chronology. Sent from my phone.", False),
        ("SWET attached, PAP to follow.", True),
    ],
)
def test_the_language_library_is_loaded_only_for_a_message_that_speaks_of_papers_to_come(
    words: str, is_loaded: bool
) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", IMPORTS.format(words=words)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert said.stdout.strip() == str(is_loaded)


WHEN: dict[str, date | None] = {
    "by Friday 6 March": FRIDAY,
    "Monday": MONDAY,
    "next Friday": NEXT_FRIDAY,
    "this Friday": FRIDAY,
    "on Thursday": date(2026, 3, 12),
    "w/c 9 March": NEXT_FRIDAY,
    "week commencing Monday 9th March": NEXT_FRIDAY,
    "by the end of the week": FRIDAY,
    "early next week": NEXT_FRIDAY,
    "by the end of March": date(2026, 3, 31),
    "6/3": FRIDAY,
    "by 09.03.26": MONDAY,
    "2026-03-10": TUESDAY,
    "within 5 days": TUESDAY,
    "by 5pm on Friday": FRIDAY,
    "on Thurs 19th": date(2026, 3, 19),
    "later today": SENT,
    # the weekday and the date disagree, the day has gone by, the date is of something else, or there is none
    "Friday 9 March": None,
    "on 2 March": None,
    "with the minutes of 12 March": None,
    "at 10.30": None,
    "for the 2nd child": None,
    "as soon as possible": None,
}


@pytest.mark.parametrize("words", WHEN)
def test_a_day_is_taken_from_the_words_only_where_they_leave_no_doubt(words: str) -> None:
    assert due_day(words, SENT) == WHEN[words]


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert due_day("by 6 January", date(2025, 12, 20)) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("lines", "is_note"),
    [
        (("Dear panel administrator", "Please find the papers attached. The chronology is to follow."), True),
        (("To the Legal Gateway Panel", "Papers enclosed for Ann Lee."), True),
        (("Dear Ms Lee", "I enclose the papers for the panel."), False),
        (("Dear panel", "Ann would like to stay at home."), False),
        (("Dear panel", "Papers attached. " + "And so on. " * 80), False),
    ],
)
def test_a_note_to_the_panel_sent_as_a_file_is_a_message(lines: tuple[str, ...], is_note: bool) -> None:
    assert is_covering_note(Reading(tuple(Paragraph(line, Place()) for line in lines))) is is_note


@pytest.mark.parametrize(
    ("file", "line", "is_note"),
    [
        ("in/Covering note.txt", "Form is scanned, the rest is for your information.", True),
        ("READ_ME_FIRST.docx", "She has never been to panel.", True),
        ("note for panel admin.txt", "Tuesday please. The order is put in for the panel.", True),
        ("Covering note.txt", "He slept well.", False),
        ("discovery notes.docx", "The panel met.", False),
        ("case note 3 March.docx", "The panel met.", False),
    ],
)
def test_a_file_named_as_a_covering_note_that_speaks_of_the_panel_is_one(file: str, line: str, is_note: bool) -> None:
    assert is_covering_note(Reading((Paragraph(line, Place()),)), file) is is_note


def test_a_paper_with_a_table_is_no_note() -> None:
    table = Table(((Cell("Child", Place()), Cell("Ann Lee", Place(), (), 2)),), Place())
    greeting = Paragraph("Dear panel, papers attached", Place())
    assert not is_covering_note(Reading((greeting, table)))


def test_a_short_table_of_what_happened_is_no_list_of_papers_and_one_of_documents_is(
    types: Mapping[str, DocumentType],
) -> None:
    named = ("Child in need plan", "Letter before proceedings", "Family group conference minutes", "Genogram drawn up")
    days = ("17.01.21", "14.09.25", "30.11.25", "02.02.26")

    def table(head: str) -> Reading:
        rows = [("Date", head), *zip(days, (f"{each} made" for each in named), strict=True)]
        cells = (
            tuple(Cell(text, Place(row=n), (), at) for at, text in enumerate(row, 1)) for n, row in enumerate(rows)
        )
        return Reading((Table(tuple(cells), Place(table=1)),))

    catalogue = Catalogue.of(types)
    assert not lists_papers(table("What happened"), catalogue)
    assert lists_papers(table("Document"), catalogue)
