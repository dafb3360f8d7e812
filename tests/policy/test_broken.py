"""A broken file is refused with its name, its line and what is allowed.

Each file in `broken/` is named for its fault; its first two lines say which file of the small policy it stands for and
the message it must give.
"""

from pathlib import Path

import pytest

from extractors.facts import gather_facts
from tests.policy.small_policy import HERE, a_policy
from validators.policy_check import check_policy

BROKEN = sorted((HERE / "broken").glob("*.yaml"))


def problems_of(broken: Path, folder: Path) -> list[str]:
    root = a_policy(folder)
    text = broken.read_text(encoding="utf-8")
    stands_for = root / text.split("\n")[0].removeprefix("# stands for: ")
    stands_for.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_policy(root, folder / "sources", gather_facts)]


def test_the_small_policy_itself_is_sound(tmp_path: Path) -> None:
    assert check_policy(a_policy(tmp_path), tmp_path / "sources", gather_facts) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_gives_its_message(broken: Path, tmp_path: Path) -> None:
    must_say = broken.read_text(encoding="utf-8").split("\n")[1].removeprefix("# must say: ")

    assert must_say in problems_of(broken, tmp_path)
