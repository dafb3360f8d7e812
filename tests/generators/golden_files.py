"""Golden files: what we said before, kept as files; `PANELREADY_GOLDEN=1 pytest tests/generators` writes them anew."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"


def is_rewriting() -> bool:
    return os.environ.get("PANELREADY_GOLDEN") == "1"


def assert_as_before(name: str, made: bytes) -> None:
    path = GOLDEN / name
    if is_rewriting():
        path.write_bytes(made)
    assert path.read_bytes() == made, (
        f"{name} has changed; if it should, run: PANELREADY_GOLDEN=1 pytest tests/generators"
    )
