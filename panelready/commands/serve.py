"""`panelready serve`: the service, in the foreground, one line per step."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from panelready.days import a_day
from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `serve`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="where everything is kept")
    parser.add_argument("--settings", metavar="FILE", type=Path, help="the settings; by default panelready.yaml in DIR")
    parser.add_argument(
        "--today", metavar="YYYY-MM-DD", type=a_day, help="run as if it were this day, to try things out"
    )
    parser.add_argument("--log", choices=("text", "json"), default="text", help="how the lines are written")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    from panelready.clock import Clock
    from panelready.log import Log
    from panelready.running import remember_clock, remember_settings, running
    from panelready.settings import FILE_NAME, load_settings

    file = options.settings or options.data / FILE_NAME
    settings = load_settings(file)
    log = Log(sys.stdout, as_json=options.log == "json")
    clock = Clock(options.today)
    with running(options.data, settings, clock, log.say) as app:
        from panelready.serving import serve

        remember_settings(options.data, file)
        remember_clock(options.data, clock)
        for _, folder in settings.folders():
            folder.mkdir(parents=True, exist_ok=True)
        log.say("serving", count=len(settings.drops))
        serve(app, stopped)
    log.say("stopped")
    return Exit.READY
