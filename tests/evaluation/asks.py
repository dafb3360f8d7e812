"""Requests whose type is known, to learn how they are worded: by their writers, in the tests and by the checklists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from casework.panel import Authority, Panel, RequestType
from validators.load_policy import Policy

ASKS = Path(__file__).parent / "asks"
WORDINGS = Path(__file__).parents[1] / "validators" / "wordings"
CHECKLISTS = "the checklists"
"""Who wrote the names, quotations and cue words of the request types."""


class Written(BaseModel):
    """One text that asks a panel for something, and where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    panel: str
    request_type: str
    where: Literal["field", "mail", "papers", "subject"]
    text: str


class Ask(NamedTuple):
    """A text that asks, who wrote it, and for what: the council, and panel/request type."""

    writer: str
    authority: str
    subject: str
    where: str
    text: str


def asks(policy: Policy) -> Iterator[Ask]:
    """Every text there is, by writer and in order; only of what is asked under an edition in force."""
    known = {authority.id: dict(_kinds(authority)) for authority in policy.authorities.values()}
    yield from _by_writers(known)
    yield from _of_tests(known)
    for authority, kinds in known.items():
        for subject, kind in kinds.items():
            for text in _described(kind):
                yield Ask(CHECKLISTS, authority, subject, "name", text)


def by_writers(policy: Policy) -> list[Ask]:
    """Those written for this, by people who had not seen how requests are recognised."""
    return list(_by_writers({authority.id: dict(_kinds(authority)) for authority in policy.authorities.values()}))


def _by_writers(known: Mapping[str, Mapping[str, RequestType]]) -> Iterator[Ask]:
    for path in sorted(ASKS.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            written = Written.model_validate(entry)
            subject = f"{written.panel}/{written.request_type}"
            authority = next(council for council, kinds in known.items() if subject in kinds)
            yield Ask(path.stem, authority, subject, written.where, written.text)


def _of_tests(known: Mapping[str, Mapping[str, RequestType]]) -> Iterator[Ask]:
    for path in sorted(WORDINGS.glob("*.yaml")):
        for council, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for case in cases:
                if case["for"] in known.get(council, ()):
                    for where in ("request", "reason"):
                        if where in case:
                            yield Ask("the tests", council, case["for"], "field", case[where])
                    if "mail" in case:
                        yield Ask("the tests", council, case["for"], "mail", "\n".join(case["mail"]))


def _kinds(authority: Authority) -> Iterator[tuple[str, RequestType]]:
    for panel in panels_in_force(authority):
        for kind in panel.request_types:
            yield f"{panel.id}/{kind.id}", kind


def panels_in_force(authority: Authority) -> list[Panel]:
    """The panels of the editions in force."""
    editions = {edition.id for edition in authority.editions if edition.in_force}
    return [panel for panel in authority.panels if panel.edition in editions]


def _described(kind: RequestType) -> Iterator[str]:
    yield kind.name
    yield from (cited.quote for cited in kind.cites if cited.quote)
    cues = (words.replace("..", " ").replace("=", "").replace("/", "\n") for words in kind.recognised_by.words)
    yield ".\n".join(cues)
