"""Whether processes that were to end have ended."""

import time
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and was not yet asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def has_ended(pid: int, within: float = 10.0) -> bool:
    """Whether it ends within so many seconds."""
    deadline = time.monotonic() + within
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)
