"""The command line: which commands there are, and the one outermost handler that sets the exit status.

Each command is a module of `panelready.commands`, imported only when it is asked for, so that `--help` stays quick.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from casework.errors import DataFolderError, NoSuchPath, PanelReadyError, PolicyError, SettingsError, WrongUse
from panelready.exits import Exit

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "say what a set of papers is, and what is missing, without keeping anything"),
    "read": ("read", "show what we see in one file"),
    "serve": ("serve", "watch the drops of a settings file and answer what arrives"),
    "demo": ("demo", "run the service on the sample submissions and watch it work"),
    "tasks": ("tasks", "list what a person has to settle"),
    "task": ("task", "settle one task"),
    "correct": ("correct", "put right what a reply that has left says about a request"),
    "incidents": ("incidents", "list the replies that turned out wrong, and what is right"),
    "replies": ("replies", "list the replies that wait, are held or came back, and stop one"),
    "notices": ("notices", "list what was expected for a sitting and has not come"),
    "show": ("show", "tell the whole story of one request"),
    "drops": ("drops", "say how each drop is doing, and what in it is not in our books"),
    "agenda": ("agenda", "print a panel's agenda"),
    "policy": ("policy", "look into the councils' checklists, check them, and try a change"),
    "doctor": ("doctor", "say what is wrong with the set-up, or stuck"),
    "requeue": ("requeue", "try stuck work again"),
    "purge": ("keeping", "delete what is older than a number of days"),
    "backup": ("keeping", "copy the whole data folder into one file"),
    "restore": ("keeping", "make a data folder from a backup"),
}
"""Each command: the module that does it, and what it does in a few words."""

_STATUS: tuple[tuple[type[Exception], Exit], ...] = (
    (WrongUse, Exit.WRONG_USE),
    (NoSuchPath, Exit.NO_SUCH_PATH),
    (PolicyError, Exit.BROKEN_SETTINGS),
    (SettingsError, Exit.BROKEN_SETTINGS),
    (DataFolderError, Exit.BROKEN_SETTINGS),
    (PanelReadyError, Exit.OUR_FAILURE),
)

_INTERRUPTED, _READER_GONE = 130, 141
"""As a shell tells of a program that SIGINT or SIGPIPE ended: half an answer must not pass for "ready"."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose faults are WrongUse instead of exit status 2, which means referred."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is used."""
        raise WrongUse(f"{message}\n{self.format_usage().rstrip()}")


def parser_for(command: str) -> argparse.ArgumentParser:
    """The argument parser of one command, with its options."""
    module, summary = COMMANDS[command]
    parser = Parser(prog=f"panelready {command}", description=f"{summary[0].upper()}{summary[1:]}.")
    import_module(f"panelready.commands.{module}").add_arguments(parser, command)
    return parser


def overview() -> str:
    """What `panelready --help` prints."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    return "\n".join(
        [
            "usage: panelready COMMAND …",
            "",
            "Reads the papers sent to a council's children's-services panels and says what is still missing.",
            "",
            *lines,
            "",
            "`panelready COMMAND --help` tells more. Exit status: 0 ready or done, 1 incomplete, 2 referred,",
            "64 wrong use, 66 no such path, 78 broken policy, settings or data folder, 70 our own failure.",
        ]
    )


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return Exit.READY if arguments else Exit.WRONG_USE
    if arguments[0] == "--version":
        from importlib.metadata import version

        print(f"panelready {version('panelready')}")
        return Exit.READY
    command, *rest = arguments
    if command not in COMMANDS:
        raise WrongUse(f"there is no command {command}. There are: {', '.join(COMMANDS)}.")
    options = parser_for(command).parse_args(rest)
    status: int = import_module(f"panelready.commands.{COMMANDS[command][0]}").run(options)
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and turn whatever goes wrong into one clear sentence and an exit status."""
    try:
        status = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()  # here, where a reader who has gone is still noticed
        return status
    except PanelReadyError as problem:
        print(f"panelready: {problem}", file=sys.stderr)
        return next(status for kind, status in _STATUS if isinstance(problem, kind))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_GONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else Exit.READY
    except Exception as problem:
        # The message of an unforeseen exception may repeat a paper's words: only where it happened is printed.
        print("panelready: something is wrong in our own program. Please send these lines to us:", file=sys.stderr)
        print("".join(traceback.format_tb(problem.__traceback__)) + type(problem).__name__, file=sys.stderr)
        return Exit.OUR_FAILURE


if __name__ == "__main__":
    sys.exit(main())
