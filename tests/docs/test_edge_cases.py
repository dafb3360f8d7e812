"""The page of edge cases tells the truth: each test it names is there, and no row stands without one."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+) \|$", (ROOT / "docs" / "edge-cases.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_every_test_that_the_page_names_is_there() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^ *def (test_\w+)\(", written, re.MULTILINE))
    named = {name for _, _, shown in ROWS for name in re.findall(r"`(test_\w+)`", shown)}
    assert named - there == set()
    assert len(named) > 50


def test_each_case_has_one_row_and_a_test_in_it() -> None:
    numbers = [int(number) for number, _, _ in ROWS]
    assert numbers == list(range(1, 83))
    assert [number for number, _, shown in ROWS if "`test_" not in shown] == []
