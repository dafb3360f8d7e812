"""`panelready policy replay`: which past answers a changed policy would change, and why, before it goes live."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.errors import WrongUse
from panelready.exits import Exit
from panelready.policy_tools.options import add_json, existing, print_json
from panelready.policy_tools.showing import wrapped_at

if TYPE_CHECKING:
    from panelready.policy_tools.comparing import Change, Compared


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy replay`."""
    parser.add_argument("answers", metavar="DIR", nargs="?", type=Path, help="a folder of stored answers, reports/")
    parser.add_argument("--data", metavar="DIR", type=Path, help="a data folder: its papers are checked again")
    parser.add_argument("--root", metavar="DIR", type=Path, help="the changed policy folder")
    parser.add_argument(
        "--overlays", "--councils", dest="overlays", metavar="DIR", type=Path, help="the changed settings of councils"
    )
    parser.add_argument(
        "--old-root", metavar="DIR", type=Path, help="the policy the answers were given under; by default the installed"
    )
    parser.add_argument("--old-overlays", metavar="DIR", type=Path, help="the settings they were given under")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what would change."""
    from panelready.policy_tools.comparing import compare
    from panelready.policy_tools.past import CANNOT_KNOW, NOT_READ_ANEW, from_answers, from_data_folder
    from validators.load_policy import load_policy

    if (options.answers is None) == (options.data is None):
        raise WrongUse("name a folder of stored answers, or a data folder with --data DIR.")
    if options.root is None and options.overlays is None:
        raise WrongUse("name what has changed: --root DIR for the policy, --overlays DIR for councils' settings.")
    kept = options.data / "councils" if options.data else None
    old_overlays = existing(options.old_overlays) or (kept if kept and kept.is_dir() else None)
    old = load_policy(existing(options.old_root), overlays=old_overlays)
    new = load_policy(existing(options.root or options.old_root), overlays=existing(options.overlays) or old_overlays)
    past = from_data_folder(options.data) if options.data else from_answers(existing(options.answers) or Path(), old)
    compared = [compare(one, old, new) for one in past]
    beyond = NOT_READ_ANEW if options.data else CANNOT_KNOW
    if options.json:
        print_json({"replayed": [_data(one) for one in compared], "cannot_know": beyond})
        return Exit.READY
    print("\n".join(_told(compared, beyond)))
    return Exit.READY


def _told(compared: list["Compared"], beyond: str) -> Iterator[str]:
    from generators.render import counted

    flips = [one for one in compared if one.flips]
    others = [one for one in compared if not one.flips and one.changes]
    perhaps = [one for one in compared if not one.flips and not one.changes and one.perhaps]
    yield f"{counted(len(compared), 'past answer')} replayed; {counted(len(flips), 'verdict')} would change."
    for title, some in (
        ("", flips),
        ("The same verdict, for other reasons:", others),
        ("Cannot be told from the answer alone:", perhaps),
    ):
        if title and some:
            yield f"\n{title}"
        for one in some:
            yield from _one(one)
    yield ""
    yield f"{len(compared) - len(flips) - len(others) - len(perhaps)} would stay as they are."
    yield from wrapped_at(beyond, "")


def _one(one: "Compared") -> Iterator[str]:
    from generators.wording import day_in_words

    place = "/".join(filter(None, (one.authority, one.edition, one.panel, one.request_type)))
    sure = "" if one.is_sure or not one.flips else " (perhaps)"
    verdict = f"{one.was} -> {one.would}{sure}" if one.flips else str(one.was)
    yield f"\n{one.name}: {verdict}"
    yield f"  {place or 'request not clear'}, answered {day_in_words(one.answered)}"
    for note in one.notes:
        yield from wrapped_at(note, "  ! ")
    for change in one.changes:
        yield from _change(change)
    for subject in one.perhaps:
        yield from wrapped_at(subject, "  ? ")


def _change(change: "Change") -> Iterator[str]:
    yield from wrapped_at(f"{change.subject}: {change.was or 'not asked'} -> {change.would or 'not asked'}", "  * ")
    if change.text:
        yield from wrapped_at(change.text, "    ")
    for why in change.why:
        yield from wrapped_at(f"because {why}", "    ")


def _data(one: "Compared") -> dict[str, Any]:
    return {
        "name": one.name,
        "authority": one.authority,
        "edition": one.edition,
        "panel": one.panel,
        "request_type": one.request_type,
        "answered": one.answered.isoformat(),
        "verdict_was": one.was.value,
        "verdict_would_be": one.would.value,
        "flips": one.flips,
        "sure": one.is_sure,
        "changes": [
            {"subject": each.subject, "was": each.was, "would_be": each.would, "text": each.text, "why": list(each.why)}
            for each in one.changes
        ],
        "perhaps": list(one.perhaps),
        "notes": list(one.notes),
    }
