"""`policy/coverage.yaml` as it is written: what becomes of each line of the councils' documents."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field

from validators.policy_entry import Entry
from validators.policy_yaml import PolicyFile

COVERAGE = "coverage.yaml"


class Information(StrEnum):
    """Why a line, or the rest of one, asks nothing of anybody who sends papers to a panel."""

    HEADING = "heading"
    CONTENTS = "contents"
    TABLE_LAYOUT = "table_layout"
    FORM_LAYOUT = "form_layout"
    PANEL_PART_OF_FORM = "panel_part_of_form"
    PURPOSE = "purpose"
    REMIT = "remit"
    PRINCIPLE = "principle"
    MEMBERSHIP = "membership"
    ATTENDANCE = "attendance"
    PANEL_MEMBERS_DUTY = "panel_members_duty"
    RUNNING_OF_PANEL = "running_of_panel"
    SENDING = "sending"
    AFTER_PANEL = "after_panel"
    REPORTING = "reporting"
    PRACTICE_GUIDANCE = "practice_guidance"
    COUNCILS_DUTY = "councils_duty"
    NOT_SUPPLIED = "not_supplied"
    SAID_ELSEWHERE = "said_elsewhere"
    DUPLICATE_OF_000 = "duplicate_of_000"


EXPLAINED: Mapping[Information, str] = {
    Information.HEADING: "a heading, a title or the label of a row",
    Information.CONTENTS: "a line of a table of contents",
    Information.TABLE_LAYOUT: "what is left of a table's lines",
    Information.FORM_LAYOUT: "a printed label or prompt of a form; the form's document type knows it",
    Information.PANEL_PART_OF_FORM: "a part of the form that the panel fills in",
    Information.PURPOSE: "what a document or a panel is for",
    Information.REMIT: "what a panel considers; request types stand for it",
    Information.PRINCIPLE: "a principle by which people decide",
    Information.MEMBERSHIP: "who sits on a panel",
    Information.ATTENDANCE: "who comes to the meeting; no paper shows it",
    Information.PANEL_MEMBERS_DUTY: "what members of a panel or its administrator do",
    Information.RUNNING_OF_PANEL: "how a meeting is run",
    Information.SENDING: "where papers are sent; addresses are a council's own setting",
    Information.AFTER_PANEL: "what happens once a panel has decided",
    Information.REPORTING: "reports about the work of a panel",
    Information.PRACTICE_GUIDANCE: "advice on practice that no paper can show",
    Information.COUNCILS_DUTY: "a duty of the council, not of a request",
    Information.NOT_SUPPLIED: "names a document that we were not given",
    Information.SAID_ELSEWHERE: "says again what another line asks; that one is cited",
    Information.DUPLICATE_OF_000: "stands word for word in 000",
}


class LineEntry(Entry):
    """One line: its hash, and what becomes of it. A path is `council/edition/panel/request_type/id`; `*` is any."""

    hash: str = Field(pattern="^[0-9a-f]{12}$")
    cited_by: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    sets_up: tuple[str, ...] = ()
    information: Information | None = None
    rest: Information | None = None
    not_covered: str | None = None
    note: str | None = None
    unclassified: Literal[True] | None = None

    def derived(self) -> dict[str, tuple[str, ...]]:
        """What follows from citations alone."""
        return {"cited_by": self.cited_by, "calendar": self.calendar}

    def is_classified(self) -> bool:
        """Whether anything says what becomes of the line."""
        said = (self.cited_by, self.calendar, self.covered_by, self.sets_up, self.information, self.not_covered)
        return any(said)


class CoverageFile(Entry):
    """Every line of every source that is not blank, by file and number."""

    sources: dict[str, dict[int, LineEntry]]


def load_coverage(root: Traversable) -> CoverageFile:
    """The coverage file of a policy; empty where it has none. Raises PolicyError."""
    file = root / COVERAGE
    return PolicyFile(file, COVERAGE).read(CoverageFile) if file.is_file() else CoverageFile(sources={})


def as_yaml(coverage: CoverageFile) -> str:
    """The file as it is kept: one line for each line that needs no more."""
    return "\n".join(_written(coverage)) + "\n"


def _written(coverage: CoverageFile) -> Iterator[str]:
    yield "# What becomes of each line of the councils' documents. `cited_by` and `calendar` are written by"
    yield "# `panelready policy coverage --update`, which keeps the rest: docs/how-to/cover-every-line.md."
    yield "sources:"
    for name, lines in coverage.sources.items():
        yield f"  {name}:"
        for number, entry in lines.items():
            told = {key: value for key, value in entry.model_dump(mode="json").items() if value not in (None, [])}
            parts = [f"{key}: {_value(value)}" for key, value in told.items()]
            flow = f"    {number}: {{{', '.join(parts)}}}"
            if len(flow) <= 120:
                yield flow
                continue
            yield f"    {number}:"
            for key, value in told.items():
                yield from _block(key, value)


def _block(key: str, value: object) -> Iterator[str]:
    if isinstance(value, list) and len(f"      {key}: {_value(value)}") > 120:
        yield f"      {key}:"
        yield from (f"        - {each}" for each in value)
    else:
        yield f"      {key}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if value is True:
        return "true"
    text = str(value)
    is_plain = re.fullmatch(r"[A-Za-z][\w/*.-]*|[0-9a-f]{12}", text) and not re.fullmatch(r"\d+", text)
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
