"""Two editions of one policy are never in force on the same day."""

from pathlib import Path

from tests.policy.small_policy import a_policy
from validators.policy_check import check_policy

SECOND = """\
  second:
    panels:
      board: {name: The Board}
"""


def problems_with_editions(folder: Path, first_ends: str, second_begins: str) -> list[str]:
    root = a_policy(folder)
    home = root / "authorities" / "anywhere"
    authority = home / "authority.yaml"
    authority.write_text(authority.read_text() + SECOND)
    sources = home / "sources.yaml"
    text = sources.read_text().replace("sources: [guide]}", f"sources: [guide], effective_to: {first_ends}}}")
    sources.write_text(f"{text}  second: {{in_force: true, sources: [guide], effective_from: {second_begins}}}\n")
    return [str(problem) for problem in check_policy(root)]


def test_the_day_after_the_last_may_be_the_first(tmp_path: Path) -> None:
    assert problems_with_editions(tmp_path, "2026-03-31", "2026-04-01") == []


def test_the_last_day_may_not_be_the_first(tmp_path: Path) -> None:
    assert problems_with_editions(tmp_path, "2026-03-31", "2026-03-31") == [
        "authorities/anywhere/sources.yaml: editions: editions first and second are in force on the same day for board"
    ]
