"""A log line holds ids, counts and codes, and no child's name finds a way in."""

import io
import json
from datetime import UTC, datetime

import pytest

from panelready.log import Log

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_log(stream: io.StringIO, as_json: bool = False) -> Log:
    return Log(stream, as_json, clock=lambda: NOON)


def test_an_event_is_one_line_of_keys_and_values() -> None:
    stream = io.StringIO()
    a_log(stream).say("submission_taken", submission="ab12", files=3)
    assert stream.getvalue() == (
        "at_time=2026-03-01T12:00:00.000+00:00 level=info event=submission_taken submission=ab12 files=3\n"
    )


def test_work_that_is_stuck_is_an_alarm_and_what_is_tried_again_a_warning() -> None:
    stream = io.StringIO()
    for event in ("stuck", "will_retry", "joined"):
        a_log(stream).say(event, request="ab12")
    levels = [line.split()[1] for line in stream.getvalue().splitlines()]
    assert levels == ["level=alarm", "level=warning", "level=info"]


def test_or_one_line_of_json() -> None:
    stream = io.StringIO()
    a_log(stream, as_json=True).say("stuck", submission="ab12", seconds=1.5, content=None)
    line = json.loads(stream.getvalue())
    assert (line["level"], line["seconds"]) == ("alarm", 1.5)
    assert line["content"] is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("submission", "Sam Tolliver"),
        ("submission", "Tolliver"),
        ("submission", "deadbeef\nlevel=info"),
        ("reason", "Tolliver"),
        ("reason", "12/03/2014"),
        ("kind", "Tolliver"),
        ("at", "Tolliver.docx:3"),
        ("files", "three"),
    ],
)
def test_a_value_that_does_not_look_as_it_should_is_withheld(key: str, value: str) -> None:
    stream = io.StringIO()
    a_log(stream).say("not_read", **{key: value})
    assert f"{key}=withheld" in stream.getvalue()
    assert value not in stream.getvalue()


@pytest.mark.parametrize("key", ["name", "child", "subject", "message", "file", "sender"])
def test_a_key_nobody_allowed_is_a_bug_that_shows(key: str) -> None:
    with pytest.raises(ValueError, match="KEYS"):
        a_log(io.StringIO()).say("not_read", **{key: "ab12"})


def test_an_event_is_named_by_a_code_and_not_by_a_sentence() -> None:
    with pytest.raises(ValueError, match="code"):
        a_log(io.StringIO()).say("Could not read Tolliver.docx")
