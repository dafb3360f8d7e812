"""The process that becomes LibreOffice: `python -P -m panelready.converting_child <its errand as JSON>`.

It confines itself, says on its standard output which walls stand, and starts the program in its own place, so that
whoever ends this process ends LibreOffice. What LibreOffice prints is not kept: it may be the papers' words.
"""

import json
import os
import sys
from dataclasses import dataclass

from panelready.confinement import Cell, confine, limit_job
from panelready.plain import from_plain

CANNOT_START = 127
"""The exit status where the program cannot be started, as a shell has it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """The command to become, in which cell, and for how long in all."""

    cell: Cell
    command: tuple[str, ...]
    seconds: float


def main() -> None:
    """Put up the walls, then be the program."""
    errand = from_plain(Errand, json.loads(sys.argv[1]))
    limit_job(errand.cell.memory_mb, errand.seconds)
    os.write(1, json.dumps(confine(errand.cell)).encode())
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    try:
        os.execv(errand.command[0], errand.command)  # noqa: S606 - the program is the one the cell was made for
    except OSError:
        os._exit(CANNOT_START)


if __name__ == "__main__":
    main()
