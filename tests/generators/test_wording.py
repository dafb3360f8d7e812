"""Every finding has a sentence in each voice, and the social worker's holds nothing of the papers."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.document import Unreadable
from casework.finding import About, Finding, Outcome, Reason, Verdict
from generators.answer import CODE_OF
from generators.sentences import SENTENCES
from generators.terms import with_article
from generators.wording import CODES, OUTCOME_LABELS, VERDICT_LABELS, Voice, reason_in_words, sentence
from tests.generators.invented_screenings import INCOMPLETE, TERMS, TOO_OLD

DETAILS = {
    "type": "social_work_chronology",
    "types": "social_work_chronology,genogram",
    "found_type": "swet",
    "holder": "swet",
    "file": "chron.docx",
    "dated": "2025-03-03",
    "oldest": "2025-09-10",
    "within": "6 months",
    "by": "2026-03-06",
    "asked": "2026-03-10",
    "date": "2026-03-17",
    "which": "the copy first presented",
    "label": "Panel date",
    "question": "Is the child in care?",
    "assumed": "yes",
    "says": "An agreement is needed above £1,000.",
    "what": "the supervision record",
    "why": "password",
    "state": "signed",
    "panel": "legal_planning",
    "about": "date_of_birth",
    "value": "final",
    "request": "k7wq2m",
}


def a_finding(reason: Reason, **details: str) -> Finding:
    return Finding(About.REQUIREMENT, "x", Outcome.UNSURE, reason, {**DETAILS, **details}, blank=("social_worker",))


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("details", [DETAILS, {}], ids=["with details", "without"])
def test_every_reason_is_said_in_whole_sentences(reason: Reason, voice: Voice, details: dict[str, str]) -> None:
    for outcome in Outcome:
        said = sentence(Finding(About.REQUIREMENT, "x", outcome, reason, details), TERMS, voice)
        if not details and said == "":
            continue  # a question that nobody wrote
        assert re.fullmatch(r"[“A-Z].*[.?”]", said), said
        assert "{" not in said and "  " not in said and " ." not in said and ".." not in said
    assert reason in SENTENCES


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_mark_and_a_word_of_its_own(outcome: Outcome) -> None:
    assert OUTCOME_LABELS[outcome].mark and OUTCOME_LABELS[outcome].word
    assert len({label.word for label in OUTCOME_LABELS.values()}) == len(Outcome)
    assert set(VERDICT_LABELS) == set(Verdict)


def test_every_code_of_ours_is_said_in_words() -> None:
    assert set(CODE_OF.values()) <= set(CODES)
    assert reason_in_words("ask_the_chair") == "ask the chair"


@pytest.mark.parametrize("why", Unreadable)
def test_an_unreadable_file_is_named_to_the_administrator_alone(why: Unreadable) -> None:
    finding = a_finding(Reason.UNREADABLE, file="Tolliver J.PDF", why=why.value)
    assert "“Tolliver J.PDF”" in sentence(finding, TERMS)
    told = sentence(finding, TERMS, Voice.SOCIAL_WORKER)
    assert told.startswith("A PDF file among your papers ") and "Tolliver" not in told and "Please" in told


OF_THE_PAPERS = ("file", "label", "about", "value", "request")
ours = st.text(alphabet="qxzQXZ", min_size=6, max_size=20)


@given(st.sampled_from(Reason), st.fixed_dictionaries(dict.fromkeys(OF_THE_PAPERS, ours)), ours, ours)
def test_the_social_workers_sentence_never_holds_words_of_the_papers(
    reason: Reason, secrets: dict[str, str], blank: str, day: str
) -> None:
    finding = a_finding(reason, **secrets, dated=day, by=day, why=day)
    told = sentence(replace(finding, blank=(blank,), for_child=blank, documents=(day,)), TERMS, Voice.SOCIAL_WORKER)
    assert not any(secret in told for secret in (*secrets.values(), blank, day))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Social work chronology (chronology of significant events)", "the social work chronology"),
        ("Child and Family assessment (single assessment)", "the Child and Family assessment"),
        ("PLO meeting minutes and agreed action plan", "the PLO meeting minutes and agreed action plan"),
        ("Section 37 report", "the Section 37 report"),
        ("Case management order (CMO)", "the case management order (CMO)"),
        ("Child in care (looked after) review minutes", "the child in care review minutes"),
        ("Other identity document", "another identity document"),
        ("Genogram", "the genogram"),
    ],
)
def test_document_types_read_well_inside_a_sentence(name: str, said: str) -> None:
    assert with_article(name) == said


def test_a_paper_that_is_too_old_is_told_from_when_on_it_will_do() -> None:
    assert sentence(TOO_OLD, TERMS, Voice.SOCIAL_WORKER) == (
        "The Child and Family assessment is dated 28 July 2025. That is more than 6 months old. "
        "It has to be dated 10 September 2025 or later."
    )


def test_an_entry_on_a_form_can_be_what_is_missing() -> None:
    finding = a_finding(Reason.NOT_THERE, types="genogram", fields="social_worker")
    assert (
        sentence(finding, TERMS)
        == "We did not find the genogram or the entry “Social Worker” on the form among the papers."
    )


@pytest.mark.parametrize("reason", [Reason.UNREADABLE, Reason.UNSAFE_FILE])
def test_a_file_we_did_not_open_comes_with_what_to_ask_for(reason: Reason) -> None:
    said = sentence(a_finding(reason, file="a.zip", why="unsafe"), TERMS)
    assert said.endswith("What to ask the sender for: “Please send the paper again as a Word file or a PDF.”")


def test_a_whole_group_of_papers_is_not_read_out() -> None:
    finding = a_finding(Reason.NOT_THERE, types="swet,genogram,social_work_chronology,fgc_minutes")
    assert sentence(finding, TERMS) == "We did not find a paper of this kind among the papers."


def test_a_heading_that_no_form_prints_is_not_repeated_to_the_social_worker() -> None:
    finding = replace(a_finding(Reason.SECTIONS_EMPTY), blank=("Legal status", "What Jayden told me"))
    assert "Jayden" in sentence(finding, TERMS)
    assert sentence(finding, TERMS, Voice.SOCIAL_WORKER).endswith("nothing written under: Legal status.")


def test_no_sentence_in_a_situation_is_long() -> None:
    longest = max(len(one) for finding in INCOMPLETE.findings for one in sentence(finding, TERMS).split(". "))
    assert longest < 140
