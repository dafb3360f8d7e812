"""What is written as plain data comes back the same, and nothing else comes back at all."""

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.calendar import Cutoff, Sits, Weekday
from casework.checklist import Checklist, DocumentNeeded, EitherOf, OnCaseSystem, Requirement
from casework.citation import Citation, Source
from casework.conditions import AllOf, AnyOf, Compare, FactDefinition, FactValue, Is, Known, Not
from casework.document import Document, DocumentState, DocumentType, Passage, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import Finding
from casework.panel import Authority, Panel
from casework.request import Request, Sitting
from casework.screening import Review, Screening
from casework.submission import Arrival, Message, SubmittedFile
from panelready.plain import from_json, from_plain, to_plain

WORDS = st.text(max_size=12)
MOMENTS = st.datetimes(timezones=st.none() | st.sampled_from([UTC, timezone(timedelta(hours=1))]))
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(date, st.dates())  # without this, Hypothesis may answer "a date" with a datetime
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
KNOWN = st.booleans() | st.integers() | WORDS | st.dates() | st.from_type(Decimal)
CONDITIONS = st.recursive(
    st.builds(Is, WORDS, KNOWN) | st.from_type(Compare),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
NEEDS = st.from_type(OnCaseSystem) | st.builds(EitherOf, st.tuples(st.from_type(DocumentNeeded)))
VALUES: dict[type, st.SearchStrategy[Any]] = {
    **{
        kind: st.from_type(kind)
        for kind in (
            Arrival, Authority, Cutoff, Document, DocumentType, FactDefinition, Message, Panel, Place, Request, Review,
            Screening, Sits, Sitting, SubmittedFile,
        )
    },
    FactValue: st.builds(FactValue, WORDS, st.none() | KNOWN),
    Finding: st.builds(Finding, details=st.dictionaries(WORDS, WORDS, max_size=3)),
    Requirement: st.builds(Requirement, needs=NEEDS, when=CONDITIONS),
    Not: st.builds(Not, CONDITIONS),
}  # fmt: skip


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_what_is_written_comes_back_the_same(kind: type) -> None:
    # A whole screening is large by nature.
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
    @given(VALUES[kind])
    def check(value: Any) -> None:
        text = json.dumps(to_plain(value), allow_nan=False)
        back: Any = from_json(kind, text)
        assert back == value
        assert json.dumps(to_plain(back)) == text  # 1 == True == Decimal(1), but they are written differently

    check()


def test_a_whole_checklist_comes_back_the_same() -> None:
    cites = (Citation(Source("guide", "Guide", "guide.md"), "An SWET.", (3, 4)),)
    when = AllOf((Is("in_care"), Not(AnyOf((Is("amount", Decimal("12.50")), Is("since", date(2026, 1, 5)))))))
    needs = EitherOf((DocumentNeeded("swet", ("swet",)), OnCaseSystem("the plan")))
    checklist = Checklist("devon", "e1", "p", "r", "t", (Requirement("swet", cites, needs, when),))
    assert from_plain(Checklist, to_plain(checklist)) == checklist


def test_what_is_empty_by_default_takes_no_room() -> None:
    assert to_plain(Passage("Hello", Place(paragraph=3))) == {
        "text": "Hello",
        "place": {"paragraph": 3},
        "heading": False,
    }


def test_but_other_defaults_are_written_so_that_a_new_default_changes_no_old_screening() -> None:
    assert to_plain(Cutoff(time(12)))["unit"] == "calendar"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, True),
        (1, 1),
        ("1", "1"),
        (Decimal("1.0"), {"Decimal": "1.0"}),
        (date(2026, 3, 1), {"date": "2026-03-01"}),
    ],
)
def test_a_value_of_several_possible_types_keeps_its_own(value: Known, written: Any) -> None:
    plain = to_plain(FactValue("id", value))
    assert plain["value"] == written
    back = from_plain(FactValue, plain).value
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Place, []),
        (Place, {"page": "1"}),
        (Place, {"page": True}),
        (Place, {"page": 1.0}),
        (Place, {"page": 1, "pages": 2}),
        (Place, {"box": [1, 2, 3]}),
        (Place, {"box": [1, 2, 3, math.inf]}),
        (Evidence, {"file": "a", "place": {}}),
        (Evidence, {"file": "a", "place": {}, "words": "half a pair \ud800"}),
        (Document, {"file": "a", "unreadable": "no such reason"}),
        (Document, {"file": "a", "dated": "20260301"}),
        (Document, {"file": "a", "dated": "2026-03-01T00:00:00"}),
        (Document, {"file": "a", "fields": {}}),
        (FactValue, {"id": "a", "value": {"Decimal": "NaN"}}),
        (FactValue, {"id": "a", "value": {"Decimal": "twelve"}}),
        (FactValue, {"id": "a", "value": {"Decimal": "1", "date": "2026-03-01"}}),
        (FactValue, {"id": "a", "value": {"eval": "1"}}),
        (FactValue, {"id": "a", "value": 1.5}),
        (Not, {"condition": {"FactValue": {"id": "a"}}}),
        (SubmittedFile, {"name": "a", "content": "b"}),
        (Finding, None),
    ],
)
def test_data_that_does_not_fit_is_refused(kind: type, data: Any) -> None:
    with pytest.raises(ValueError, match=r"^\D"):
        from_plain(kind, data)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"file": ' * 100_000, "NaN", "9" * 5000, "", b"\xff\xfe\x00"])
def test_text_that_is_not_the_value_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"^\D"):
        from_json(Document, text)


def test_a_message_of_refusal_repeats_nothing_of_the_data() -> None:
    for data in (
        {"file": "Sam Tolliver.docx", "Sam Tolliver": 1},
        {"file": "a", "unreadable": "Tolliver"},
        {"file": "a", "dated": "Tolliver"},
    ):
        with pytest.raises(ValueError, match=r"^\D") as refused:
            from_plain(Document, data)
        assert "Tolliver" not in str(refused.value)


def test_a_value_of_the_wrong_type_is_not_written() -> None:
    for wrong in (
        Document(file="a", dated=datetime(2026, 3, 1)),
        Document(file=7),  # type: ignore[arg-type]  # wrong on purpose
        Document(file="a", fields=[]),  # type: ignore[arg-type]  # wrong on purpose
        Document(file="a", confidence=math.nan),
        Document(file="a", state="draft"),  # type: ignore[arg-type]  # wrong on purpose
    ):
        with pytest.raises(ValueError, match="not a"):
            to_plain(wrong)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert to_plain(Document(file="a\ud800b😀"))["file"] == "a\ufffdb😀"


def test_lists_and_mappings_of_records_can_be_written_when_their_type_is_named() -> None:
    documents = (Document("a", unreadable=Unreadable.DAMAGED), Document("b", state=DocumentState.FINAL))
    assert from_plain(tuple[Document, ...], to_plain(documents, tuple[Document, ...])) == documents
    sits = {"monday": Sits((Weekday.monday,), time(9))}
    # an abstract class is what is tried
    assert from_plain(Mapping[str, Sits], to_plain(sits, Mapping[str, Sits])) == sits  # type: ignore[type-abstract]


def test_a_class_of_ours_with_a_field_that_has_no_plain_form_is_a_bug_that_shows() -> None:
    @dataclass(frozen=True)
    class Odd:
        what: set[str]

    with pytest.raises(ValueError, match="no plain form"):
        to_plain(Odd({"a"}))


def test_no_library_is_imported_for_it() -> None:
    script = "import sys, panelready.plain; print('pydantic' in sys.modules, 'inspect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "False"
