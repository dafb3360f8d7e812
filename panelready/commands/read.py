"""`panelready read`: what we see in a file, and what it made us think."""

import argparse
import json
import os
import re
import sys
from pathlib import Path

from casework.errors import NoSuchPath, WrongUse
from panelready.exits import Exit

_PAGES = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `read`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a Word, PDF, mail, archive or other file")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print it for programs")
    how.add_argument(
        "--html",
        metavar="OUT",
        type=Path,
        help="draw it: one page that shows everything we saw, outlined and numbered. OUT is the page to write, or a "
        "folder that exists, which then gets a page for each FILE. The page holds the paper: keep it safe",
    )
    parser.add_argument("--root", metavar="DIR", type=Path, help="a policy folder to try; by default the one installed")
    parser.add_argument("--overwrite", action="store_true", help="with --html: replace a page that is there already")
    parser.add_argument(
        "--pages", metavar="N-M", type=_pages, help="with --html: draw these pages; by default the first 40"
    )


def run(options: argparse.Namespace) -> int:
    """Show each file, and each file inside it: what it was taken for and why, its fields, and its words in order."""
    for file in options.files:
        if file.is_dir():
            raise WrongUse(f"{file} is a folder; name the files in it.")
        if not file.is_file():
            raise NoSuchPath(f"{file}: there is no such file.")
    if options.html is None and (options.overwrite or options.pages):
        raise WrongUse("--overwrite and --pages go with --html.")
    if options.root is not None and not options.root.is_dir():
        raise NoSuchPath(f"{options.root}: there is no such folder.")
    if options.html:
        _write_pages(options)
    elif options.json:
        _print_json(options)
    else:
        _print_text(options)
    return Exit.READY


def _print_text(options: argparse.Namespace) -> None:
    from generators.reading_text import reading_lines
    from panelready.progress import progress_bar
    from panelready.showing import part_of, showing

    with showing(options.root) as show:
        for file in options.files:
            with progress_bar("reading") as tell:
                read = list(show.files_in(file, tell))
            for each in read:
                for line in reading_lines(part_of(each, show.names)):
                    print(line)
                print(flush=True)  # a reader who has gone is noticed here, before the next file is read


def _print_json(options: argparse.Namespace) -> None:
    from panelready.progress import progress_bar
    from panelready.showing import as_plain, showing

    with showing(options.root) as show, progress_bar("reading") as tell:
        found = [as_plain(each) for file in options.files for each in show.files_in(file, tell)]
    print(json.dumps(found, indent=2))


def _write_pages(options: argparse.Namespace) -> None:
    from generators.reading_page import reading_html
    from panelready.progress import progress_bar
    from panelready.showing import part_of, showing
    from panelready.showing_sheets import Drawer

    with showing(options.root) as show:
        for page, files in _pages_to_write(options).items():
            drawer = Drawer(show.room, *([options.pages] if options.pages else []))
            parts = []
            for file in files:
                with progress_bar("reading") as tell:
                    read = list(show.files_in(file, tell))
                with progress_bar("drawing") as drawer.tell:
                    parts += [drawer.drawn(each, part_of(each, show.names)) for each in read]
            _write(page, reading_html(tuple(parts)))


def _pages_to_write(options: argparse.Namespace) -> dict[Path, list[Path]]:
    """Each page that is to be written and the files it shows; refused where one is there already."""
    out: Path = options.html
    pages: dict[Path, list[Path]] = {out: list(options.files)}
    if out.is_dir():
        pages = {}
        for file in options.files:
            pages.setdefault(out / f"{file.name}.html", []).append(file)
    for page in pages:
        if page.exists() and not options.overwrite:
            raise WrongUse(f"{page} is there already. Name another page, or say --overwrite.")
        if not page.parent.is_dir():
            raise NoSuchPath(f"{page.parent}: there is no such folder.")
    return pages


def _write(page: Path, html: str) -> None:
    """Write a page that only its owner may read, in one move, so that half a page is never left."""
    part = page.with_name(f".{page.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(html)
        part.replace(page)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise WrongUse(f"--html {page}: {problem.strerror}.") from None
    print(f"What we read is in {page}. It holds the paper: keep it safe.", file=sys.stderr)


def _pages(text: str) -> tuple[int, int]:
    """First and last page of "3-7" or "3"."""
    found = _PAGES.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError(f"{text} is no range of pages; write 41-60, or 7")
    return first, last
