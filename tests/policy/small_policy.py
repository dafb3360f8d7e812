"""A council that does not exist, with a policy small enough to hold in the head."""

import shutil
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parent.parent / "policy"
GUIDE = """\
The guide of Anywhere Council
A letter is wanted,
and a form with its cost.
The board sits on Tuesdays; papers are due by 5pm two working days before.
"""


def a_policy(folder: Path) -> Path:
    """A copy of the small policy, and beside it the one source that it quotes."""
    root = folder / "policy"
    shutil.copytree(HERE / "small", root)
    (folder / "sources").mkdir()
    (folder / "sources" / "guide.txt").write_text(GUIDE, encoding="utf-8")
    return root
