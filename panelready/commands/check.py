"""`panelready check`: papers in, an answer out; nothing is kept."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import NoSuchPath, WrongUse
from panelready.days import a_day, a_time
from panelready.exits import Exit

if TYPE_CHECKING:
    from generators.answer import Answer


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `check`."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file, folder, .zip, .eml or .msg")
    parser.add_argument("--authority", metavar="ID", help="the council, where the papers do not say")
    parser.add_argument("--edition", metavar="ID", help="the policy edition; by default the one in force")
    parser.add_argument("--panel", metavar="ID", help="the panel, where the papers do not say")
    parser.add_argument("--request-type", metavar="ID", help="the request type, where the papers do not say")
    parser.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        help="a settings file; what councils set in councils/ beside it is used",
    )
    parser.add_argument("--root", metavar="DIR", type=Path, help="a policy folder to try; by default the one installed")
    parser.add_argument("--today", metavar="YYYY-MM-DD", type=a_day, help="the day to judge by")
    parser.add_argument("--received", metavar="YYYY-MM-DDTHH:MM", type=a_time, help="when the papers came")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print the answer for programs")
    how.add_argument("--html", metavar="FILE", type=Path, help="write the report as a page")
    how.add_argument("--schema", action="store_true", help="print the JSON Schema of the answer")


def run(options: argparse.Namespace) -> int:
    """Check the papers; the exit status is the verdict's."""
    if options.schema:
        return _print_schema()
    if not options.paths:
        raise WrongUse("name at least one file or folder to check.")
    if options.root is not None and not options.root.is_dir():
        raise NoSuchPath(f"{options.root}: there is no such folder.")
    from panelready.checking import Asked, check_papers
    from panelready.progress import progress_bar

    asked = Asked(
        options.authority,
        options.edition,
        options.panel,
        options.request_type,
        options.today,
        options.received,
        councils=options.settings.parent / "councils" if options.settings else None,
        root=options.root,
    )
    if options.settings:
        from panelready.settings import load_settings

        load_settings(options.settings)
    with progress_bar("reading") as tell:
        answer = check_papers(options.paths, asked, tell)
    _show(options, answer)
    return {"ready": Exit.READY, "incomplete": Exit.INCOMPLETE, "referred": Exit.REFERRED}[answer.verdict.value]


def _show(options: argparse.Namespace, answer: "Answer") -> None:
    if options.json:
        from generators.answer import as_json

        sys.stdout.buffer.write(as_json(answer))
    elif options.html:
        from generators.report import report_html

        try:
            options.html.write_text(report_html(answer), encoding="utf-8")
        except OSError as problem:
            raise WrongUse(f"--html {options.html}: {problem.strerror}.") from None
        print(f"The report is in {options.html}.", file=sys.stderr)
    else:
        from generators.summary import summary_text

        print(summary_text(answer, colour=sys.stdout.isatty()))


def _print_schema() -> int:
    import json

    from generators.answer import schema

    print(json.dumps(schema(), indent=2))
    return Exit.READY
