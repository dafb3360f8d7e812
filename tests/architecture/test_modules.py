"""How modules are kept: short, in one place each, and with no word of a paper in the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.cli import COMMANDS
from panelready.log import KEYS

ROOT = Path(__file__).parents[2]
PACKAGES = ("casework", "watch_folders", "ingest", "extractors", "validators", "generators", "panelready")
MODULES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
OURS = [file for file in MODULES if "migrations" not in file.parts]
LONGEST = 320
STILL_TOO_LONG: set[str] = set()
"""Waiting to be divided; whoever does so takes the name out of this list, and nobody adds one."""

MAY_PRINT = ("panelready/cli.py", "panelready/progress.py", "panelready/log.py", "panelready/serving.py")
CATCHES_ALL = {
    "panelready/steps.py": "parks the work as stuck",
    "panelready/cli.py": "sets the exit status",
    "panelready/reading_child.py": "a hostile file may raise anything",
    "panelready/in_order.py": "raised again where somebody waits for it",
    "watch_folders/imap_attending.py": "a server may answer anything; it is said, and tried again",
    "panelready/reading_pool.py": "kept, and raised where a child is waited for",
}


def calls_to(names: tuple[str, ...], file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def readable(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", OURS, ids=readable)
def test_no_module_is_longer_than_can_be_read(file: Path) -> None:
    is_short = len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert is_short != (readable(file) in STILL_TOO_LONG)


@pytest.mark.parametrize("file", OURS, ids=readable)
def test_an_event_is_told_with_keys_that_the_log_knows_to_be_no_words_of_a_paper(file: Path) -> None:
    for call in calls_to(("say", "info", "warning"), file):
        told = {word.arg for word in call.keywords if word.arg}
        assert told <= set(KEYS), ast.unparse(call)


@pytest.mark.parametrize(
    "file", [file for file in OURS if file.parts[-2] not in ("commands", "policy_tools")], ids=readable
)
def test_only_commands_and_what_talks_to_whoever_started_us_print(file: Path) -> None:
    assert readable(file) in MAY_PRINT or not list(calls_to(("print",), file))


@pytest.mark.parametrize("package", ["casework", "extractors", "validators", "generators"])
def test_no_stage_asks_what_time_it_is(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        clocks = [ast.unparse(call) for call in calls_to(("today", "now", "utcnow", "time_ns"), file)]
        assert not [call for call in clocks if call.startswith(("date.", "datetime.", "time."))], file


def swallows(node: ast.AST) -> bool:
    """Whether this catches whatever goes wrong and does not raise it again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    is_broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
    return is_broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


def test_whatever_goes_wrong_is_caught_only_where_there_is_a_reason() -> None:
    broad = {
        readable(file)
        for file in OURS
        if any(swallows(node) for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    }
    assert broad == set(CATCHES_ALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_module(command: str) -> None:
    assert (ROOT / "panelready" / "commands" / f"{COMMANDS[command][0]}.py").is_file()
