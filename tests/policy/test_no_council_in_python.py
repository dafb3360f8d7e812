"""Councils are data: no Python names one, nor a panel, nor a request type."""

import re
from pathlib import Path

import pytest

from tests.policy.small_policy import SHIPPED
from validators.load_policy import load_policy

ROOT = SHIPPED.parent
STAGES = ("casework", "watch_folders", "ingest", "extractors", "validators", "generators", "panelready")
PYTHON = sorted(file for stage in STAGES for file in (ROOT / stage).rglob("*.py"))


def telling_names() -> set[str]:
    """The ids and names that could mean nothing but a council, a panel or a request type; not `care` or `resource`."""
    policy = load_policy(SHIPPED)
    names: set[str] = set()
    for authority in policy.authorities.values():
        names |= {authority.id, authority.name}
        for panel in authority.panels:
            known = [(panel.id, panel.name), *((kind.id, kind.name) for kind in panel.request_types)]
            names |= {word for pair in known for word in pair if re.search(r"[ _]", word)}
    return names - set(policy.document_types)


NAMED = re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, sorted(telling_names()))) + r")(?!\w)", re.IGNORECASE)


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_python_names_a_council_a_panel_or_a_request_type(file: Path) -> None:
    named = NAMED.findall(file.read_text(encoding="utf-8"))
    assert not named
