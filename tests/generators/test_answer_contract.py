"""The answer keeps its contract: keys, order, codes, and the same bytes for the same screening."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.document import Child, DocumentType
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason
from casework.panel import Authority, Panel, RequestType
from casework.request import Request
from casework.screening import Screening
from generators.answer import ReplyDecision, answer_of, as_json, code_of, from_json, london_time, schema
from generators.terms import terms_of
from tests.generators.golden_files import assert_as_before
from tests.generators.invented_screenings import (
    FOUND_SWET,
    INCOMPLETE,
    MESSAGE,
    REFERRED,
    SITUATIONS,
    SWET_DOCUMENT,
    TERMS,
    TODAY,
    UNCLEAR,
    answered,
)

KEYS = """answer authority edition panel request_type request_evidence candidates received today urgent sitting verdict
referred_because case_reference children fields documents findings rules submission limits reply"""
FINDING = """about requirement for document_types outcome who_acts text quote source documents blank good_until
evidence"""
DOCUMENT = """file inside pages format role type also likeliest confidence why state dated dated_evidence children
unreadable begins also_seen"""


def as_object(screening: Screening) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(as_json(answered(screening)))
    return made


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_answer_is_as_before(name: str) -> None:
    assert_as_before(f"answer-{name}.json", as_json(answered(SITUATIONS[name])))


def test_the_keys_are_those_of_the_contract_in_its_order() -> None:
    made = as_object(INCOMPLETE)
    assert list(made)[: len(KEYS.split())] == KEYS.split()
    assert list(made["findings"][0])[: len(FINDING.split())] == FINDING.split()
    assert list(made["documents"][0]) == DOCUMENT.split()
    assert list(made["rules"][0])[:7] == ["rule", "outcome", "code", "text", "quote", "source", "evidence"]
    assert list(as_object(REFERRED)["submission"][0])[:4] == ["code", "outcome", "text", "evidence"]
    assert made["findings"][0]["source"] == {
        "file": "003_77f7.txt",
        "line": 268,
        "title": "Permanency Planning Tracking for Children in Care",
        "at": "Appendix 1, PLO review – 6-week point",
    }
    assert made["received"] == "2026-03-05T10:12:00"
    assert made["sitting"]["papers_due"] == "2026-03-06T12:00:00"
    assert made["children"] == [{"name": "Jayden Tolliver", "date_of_birth": "2019-04-02"}]
    assert made["fields"][0]["evidence"] == {
        "file": "Booking form JT.docx",
        "place": "table 1, row 4",
        "words": "R. Okafor",
    }


def test_a_stored_answer_comes_back_the_same() -> None:
    stored = as_json(answered(INCOMPLETE))
    assert as_json(from_json(stored)) == stored
    assert stored.endswith(b"}\n")


def test_why_it_was_referred_is_each_code_once_and_sorted() -> None:
    assert as_object(REFERRED)["referred_because"] == ["unknown_document", "unreadable", "urgent"]
    assert as_object(UNCLEAR)["referred_because"] == ["request_unclear"]
    assert as_object(INCOMPLETE)["referred_because"] == []


def test_nothing_found_is_referred_as_unclear() -> None:
    made = as_object(Screening(Request(None), (), (), TODAY))
    assert (made["verdict"], made["referred_because"], made["sitting"]) == ("referred", ["request_unclear"], None)


def test_a_code_of_the_policy_goes_before_ours() -> None:
    finding = Finding(About.RULE, "x", Outcome.UNSURE, Reason.RULE_FAILS, code="excluded")
    assert code_of(finding) == "excluded"
    assert code_of(replace(finding, code=None)) == "policy_unclear"


def test_only_three_candidates_are_shown() -> None:
    many = replace(UNCLEAR.request, candidates=UNCLEAR.request.candidates * 3)
    assert len(as_object(replace(UNCLEAR, request=many))["candidates"]) == 3


def test_times_are_london_clock_times() -> None:
    assert london_time(datetime(2026, 6, 1, 9, 0, tzinfo=UTC)) == datetime(2026, 6, 1, 10, 0)
    assert london_time(datetime(2026, 1, 5, 9, 0)) == datetime(2026, 1, 5, 9, 0)
    assert london_time(None) is None


def test_a_file_name_with_half_a_character_is_still_an_answer() -> None:
    broken = replace(SWET_DOCUMENT, file="SWET\ud83d.pdf")
    assert as_object(replace(INCOMPLETE, documents=(broken,)))["documents"][0]["file"] == "SWET?.pdf"


def test_a_child_named_twice_is_one_child_with_the_date_that_was_given() -> None:
    seen = Evidence("cover.eml", Place(), "")
    message = replace(
        MESSAGE, children=(Child("Jayden Tolliver", None, seen), Child("TOLLIVER, Jayden", date(2019, 4, 2), seen))
    )
    made = as_object(replace(INCOMPLETE, documents=(message,)))
    assert made["children"] == [{"name": "Jayden Tolliver", "date_of_birth": "2019-04-02"}]


def test_limits_of_a_document_are_named_with_it() -> None:
    long = replace(SWET_DOCUMENT, limits=("Only 200 pages were read.",))
    made = as_object(replace(INCOMPLETE, documents=(long,), limits=("Stopped after 60 seconds.",)))
    assert made["limits"] == ["Stopped after 60 seconds.", "SWET Tolliver final.pdf: Only 200 pages were read."]


def test_a_finding_without_a_citation_says_so() -> None:
    made = as_object(replace(INCOMPLETE, findings=(replace(FOUND_SWET, citation=None),)))
    assert (made["findings"][0]["quote"], made["findings"][0]["source"]) == (None, None)


def test_the_schema_describes_what_is_printed() -> None:
    described = schema()
    assert list(described["properties"])[: len(KEYS.split())] == KEYS.split()
    assert "for" in described["$defs"]["RequirementFinding"]["properties"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_in_the_papers_give_an_answer(name: str, words: str) -> None:
    document = replace(SWET_DOCUMENT, file=name, why=(Evidence(name, Place(page=1), words),))
    stored = as_json(answered(replace(INCOMPLETE, documents=(document,))))
    assert as_json(from_json(stored)) == stored


def test_terms_come_from_the_policy() -> None:
    panel = Panel("p", "Panel P", "e", request_types=(RequestType("r", "Request R"),))
    form = DocumentType("form", "Form F", labels=(("social_worker", "Social Worker"),), sections=("exit_plan",))
    terms = terms_of([Authority("a", "Council A", (), (panel,))], [form])
    assert terms.panel("p") == "Panel P"
    assert terms.request_type("p", "r") == "Request R"
    assert terms.request_type("p", "not_known") == "Not known"
    assert terms.ours("SOCIAL WORKER:") == "Social Worker"
    assert terms.ours("exit plan") == "Exit plan"
    assert terms.ours("what mum said") is None


def test_whether_a_reply_goes_is_as_decided() -> None:
    held = answer_of(INCOMPLETE, TERMS, received=None, reply=ReplyDecision(send=False, held_because="mode is draft"))
    assert json.loads(as_json(held))["reply"] == {"send": False, "held_because": "mode is draft"}
    assert held.received is None
