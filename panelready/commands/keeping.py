"""`panelready purge`, `backup` and `restore`: how long things are kept, and how they are copied."""

import argparse
import re
from datetime import timedelta
from pathlib import Path

from casework.errors import WrongUse
from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, command: str) -> None:
    """The options of one of the three commands."""
    parser.set_defaults(command=command)
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    if command == "purge":
        parser.add_argument("--older-than", metavar="DAYS", required=True, help="a number of days, such as 90 or 90d")
    else:
        words = {"backup": "the file to write", "restore": "the backup to read; DIR must be new or empty"}
        parser.add_argument("file", metavar="FILE", type=Path, help=words[command])


def run(options: argparse.Namespace) -> int:
    """Do what was asked, and say what was done."""
    return {"purge": _purge, "backup": _backup, "restore": _restore}[options.command](options)


def _purge(options: argparse.Namespace) -> int:
    from panelready.keeping import purge
    from panelready.running import beside

    days = re.fullmatch(r"(\d{1,5})\s*(d|days?)?", options.older_than.strip())
    if days is None:
        raise WrongUse(f"--older-than {options.older_than}: write a number of days, such as 90.")
    with beside(options.data) as app:
        requests, files = purge(app, timedelta(days=int(days[1])))
    print(f"Deleted {requests} finished requests and {files} files. Open requests are never deleted.")
    return Exit.READY


def _backup(options: argparse.Namespace) -> int:
    from panelready.data_folder import DataFolder
    from panelready.keeping import backup

    data = DataFolder(options.data)
    data.open_for_command().dispose()
    backup(data, options.file)
    print(f"Everything is in {options.file}. It holds children's papers: keep it as safe as the data folder.")
    return Exit.READY


def _restore(options: argparse.Namespace) -> int:
    from panelready.keeping import restore

    restore(options.file, options.data)
    print(f"Restored to {options.data}. Start the service on it with: panelready serve --data {options.data}")
    return Exit.READY
