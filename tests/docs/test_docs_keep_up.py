"""An undocumented command, setting or decision is a failing test."""

import re
import shlex
from pathlib import Path

import pytest

from panelready.cli import COMMANDS, overview, parser_for
from panelready.drop_settings import Drop, Imap
from panelready.reply_settings import Replies
from panelready.settings import Service
from panelready.tenant_settings import GraphFolder, Microsoft365, SharePointFolder
from validators.authority_file import Overlay, PanelOverlay

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
PAGES += [ROOT / "samples" / "README.md", ROOT / "tests" / "README.md"]


SECTIONS = [
    (Service, "service"),
    (Replies, "replies"),
    (Drop, "drops"),
    (Imap, "imap"),
    (GraphFolder, "graph"),
    (SharePointFolder, "sharepoint"),
    (Microsoft365, "microsoft365"),
]


@pytest.mark.parametrize(("model", "heading"), SECTIONS)
def test_every_setting_is_documented_with_its_default_and_its_words(model: type, heading: str) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    section = page.split(f"## `{heading}`")[1].split("\n## ")[0]
    rows = {row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", section, re.MULTILINE)}
    fields = model.model_fields  # type: ignore[attr-defined]  # every one here is a model
    assert set(rows) == set(fields)
    for name, field in fields.items():
        default = "(needed)" if field.is_required() else field.default
        said = {"None": "none", "True": "true", "False": "false", "()": "none"}.get(str(default), str(default))
        assert rows[name][0].rstrip("0").rstrip(".") == said.removesuffix(".0").rstrip("0").rstrip(".")
        assert rows[name][1] == field.description


@pytest.mark.parametrize(("model", "heading"), [(Overlay, "| key |"), (PanelOverlay, "| key of a panel |")])
def test_everything_a_council_sets_itself_is_documented(model: type[Overlay | PanelOverlay], heading: str) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    table = page.split(heading)[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(model.model_fields)


def test_every_command_has_help_and_stands_in_the_overview() -> None:
    for command, (_, summary) in COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(summary)}$", overview(), re.MULTILINE)
        assert len(parser_for(command).format_help().splitlines()) > 4


def test_every_command_is_told_of_in_the_docs() -> None:
    words = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    for command in COMMANDS:
        assert f"panelready {command}" in words, command


def test_every_command_line_in_the_docs_can_be_parsed() -> None:
    lines = [
        line.split("  ")[0]
        for page in PAGES
        for block in re.findall(r"^```\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
        if line.startswith("panelready ")
    ]
    assert len(lines) > 5
    for line in (re.sub(r'(--reason "…").*', r"\1", line) for line in lines):
        _, command, *arguments = shlex.split(line.replace("task ID", "task 7"))
        parser_for(command).parse_args(arguments)


def test_every_link_leads_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
