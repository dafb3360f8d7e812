"""Named points at which tests end the process, to show that a crash there loses and repeats nothing.

Without PANELREADY_FAULT in the environment a point costs one comparison.
"""

import os
import signal
from pathlib import Path

POINTS = (
    "staged",
    "original_kept",
    "before_intake_commit",
    "after_intake_commit",
    "before_acknowledge",
    "after_acknowledge",
    "opened",
    "before_read_commit",
    "after_read",
    "before_join_commit",
    "after_join_commit",
    "before_screening_commit",
    "after_screening_commit",
    "report_written",
    "before_answer_commit",
    "after_answer_commit",
    "reply_claimed",
    "reply_written",
    "reply_sent",
)
OVER_A_NETWORK = ("reply_accepted", "reply_noted")
"""Points that a reply passes only where a mail server takes it."""

_AT = os.environ.get("PANELREADY_FAULT", "")
_SIGNAL = getattr(signal, os.environ.get("PANELREADY_FAULT_SIGNAL", "SIGKILL"), signal.SIGTERM)


def reached(point: str) -> None:
    """End this process here, as if the power had failed, where a test asks for it; once only, if a file says so."""
    if point != _AT:
        return
    once = os.environ.get("PANELREADY_FAULT_ONCE")
    if once:
        if Path(once).exists():
            return
        Path(once).touch()
    # To this thread and not to the process: with SIGSTOP, another thread may be the one to notice, some steps later.
    signal.raise_signal(_SIGNAL)
