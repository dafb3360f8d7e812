"""`python -m tests.journey [STORY …] [--write FILE]`: exit status 0 where all went as it should."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.journey.stories import missing_paper, two_services
from tests.journey.transcript import NotAsItShouldBe, Transcript

STORIES: dict[str, tuple[str, Callable[[Transcript, Path], None]]] = {
    "missing-paper": ("A bundle with a paper missing, on real servers", missing_paper),
    "two-services": ("Two mailboxes that PanelReady answers write to each other", two_services),
}
INSTALL = (
    "The journey needs the mail server Dovecot, which is not installed. On Debian or Ubuntu: apt install dovecot-imapd"
)


def main(words: Sequence[str] | None = None) -> int:
    """Go on the journeys that were named, or on all."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.journey", description="A whole journey on real mail servers."
    )
    parser.add_argument(
        "stories", nargs="*", choices=[*STORIES, []], metavar="|".join(STORIES), help="all unless named"
    )
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the transcript into this file too")
    options = parser.parse_args(words)
    if not shutil.which("dovecot") and not shutil.which("/usr/sbin/dovecot"):
        print(INSTALL, file=sys.stderr)
        return 1
    tell = Transcript()
    try:
        for name in options.stories or STORIES:
            title, story = STORIES[name]
            tell.head(title)
            with tempfile.TemporaryDirectory(prefix="panelready-journey-") as folder:
                story(tell, Path(folder))
        tell.say("All went as it should.")
    except NotAsItShouldBe as problem:
        tell.say(f"Not as it should be: {problem}")
        return 1
    finally:
        if options.write is not None:
            tell.write(options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
