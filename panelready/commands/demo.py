"""`panelready demo`: the service on a temporary folder, fed with the sample submissions, watched live."""

import argparse
import shutil
import tempfile
import threading
import time
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.errors import NoSuchPath
from panelready.exits import Exit

if TYPE_CHECKING:
    from rich.table import Table

    from generators.overview import Link
    from panelready.app import App

SAMPLES = Path(__file__).parents[2] / "samples"
MORNING = time_of_day(9, 30)
"""The hour at which the demo begins, so that no sample is late because somebody watches in the evening."""
PATIENCE = 110
"""Seconds after which the demo stops waiting and says so."""


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `demo`."""
    parser.add_argument("--samples", metavar="DIR", type=Path, default=SAMPLES, help="the sample submissions")
    parser.add_argument("--data", metavar="DIR", type=Path, help="where to run; by default a new temporary folder")


def run(options: argparse.Namespace) -> int:
    """Run the service on the samples and show what becomes of each."""
    import yaml

    from panelready.clock import Clock
    from panelready.data_folder import DataFolder
    from panelready.running import remember_clock, remember_settings, running
    from panelready.settings import FILE_NAME, load_settings

    listing = options.samples / "samples.yaml"
    if not listing.is_file():
        raise NoSuchPath(f"{listing}: the samples are not here. Name their folder with --samples.")
    world = yaml.safe_load(listing.read_text(encoding="utf-8"))
    place = options.data or Path(tempfile.mkdtemp(prefix="panelready-demo-"))
    data = DataFolder(place / "data")
    data.prepare()
    _write_settings(data.path, place / "drops", world["samples"])
    _set_councils(data.path, world.get("councils", {}))
    settings = load_settings(data.path / FILE_NAME)
    print(_what_this_is(world["today"], place, settings.service.quiet))
    clock = Clock(datetime.combine(world["today"], MORNING))
    with running(data.path, settings, clock, lambda event, **about: None) as app:
        remember_settings(data.path, data.path / FILE_NAME)
        remember_clock(data.path, clock)
        done = _watch(app, options.samples, place / "drops", world["samples"])
        overview = _write_overview(app, place, world["today"])
    print(_where_everything_is(place, overview))
    return Exit.READY if done else Exit.OUR_FAILURE


def _write_settings(data: Path, drops: Path, samples: list[dict[str, Any]]) -> None:
    """Settings as an administrator would write them, with short waits."""
    import yaml

    written: dict[str, Any] = {"service": {"quiet": 1.5, "settle": 0.4, "poll": 0.4}, "drops": []}
    for council in sorted({sample["authority"] for sample in samples}):
        (drops / council).mkdir(parents=True, exist_ok=True)
        drop = {"name": council, "authority": council, "folder": str(drops / council)}
        written["drops"].append({**drop, "reply_to": f"social-work-team@{council}.example"})
    (data / "panelready.yaml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")


def _set_councils(data: Path, overlays: dict[str, Any]) -> None:
    """What a council has to set itself, such as the weekday of a panel whose papers do not say it."""
    import yaml

    for council, overlay in overlays.items():
        (data / "councils" / f"{council}.yaml").write_text(yaml.safe_dump(overlay, sort_keys=False), encoding="utf-8")


def _watch(app: "App", samples: Path, drops: Path, listed: list[dict[str, Any]]) -> bool:
    """Drop the samples in, run the service beside, and draw the table until each has its answer."""
    from rich.console import Console
    from rich.live import Live

    from panelready.serving import serve

    stopped = threading.Event()
    service = threading.Thread(target=serve, args=(app, stopped))
    service.start()
    began = time.monotonic()
    try:
        with Live(console=Console(), refresh_per_second=8, transient=False) as live:
            for sample in listed:
                _drop(samples / sample["folder"], drops / sample["authority"])
                live.update(_table(app, listed))
            while time.monotonic() - began < PATIENCE and service.is_alive():
                live.update(_table(app, listed))
                if _answered(app) >= len(listed):
                    break
                time.sleep(0.15)
            live.update(_table(app, listed))
    finally:
        stopped.set()
        service.join()
    answered = _answered(app)
    print(f"\n{answered} of {len(listed)} answered in {time.monotonic() - began:.0f} seconds.")
    return answered >= len(listed)


def _drop(sample: Path, drop: Path) -> None:
    """Leave a sample in its council's drop as its sender would: a folder, or the one mail or archive it came in."""
    inside = [each for each in sorted(sample.iterdir()) if each.is_file()]
    if len(inside) == 1 and inside[0].suffix in (".zip", ".eml"):
        shutil.copy(inside[0], drop / f"{sample.name}{inside[0].suffix}")
    else:
        shutil.copytree(sample, drop / sample.name)


def _answered(app: "App") -> int:
    from panelready.demonstrating import rows

    return sum(row.verdict != "" for row in rows(app))


def _table(app: "App", listed: list[dict[str, Any]]) -> "Table":
    from rich.table import Table

    from panelready.demonstrating import rows, why

    table = Table(title="What has arrived, and what became of it", title_justify="left", expand=True)
    for heading, ratio in (("Submission", 4), ("Panel", 4), ("Verdict", None), ("Why", 7)):
        table.add_column(heading, overflow="fold", ratio=ratio, no_wrap=ratio is None)
    known = {Path(row.name).stem: row for row in rows(app)}
    for sample in listed:
        row = known.get(sample["folder"])
        if row is None:
            table.add_row(sample["folder"], "", "[dim]arriving[/]", "")
        else:
            said = why(row.answer) if row.answer else ""
            table.add_row(sample["folder"], row.panel, _painted(row.verdict or row.state), said)
    return table


def _painted(word: str) -> str:
    paint = {"ready": "bold green", "incomplete": "bold yellow", "referred": "bold magenta"}.get(word, "dim")
    return f"[{paint}]{word}[/]"


def _write_overview(app: "App", place: Path, today: date) -> Path:
    """One page that leads to every report, reply and agenda."""
    from generators.overview import overview_html
    from generators.wording import day_in_words
    from panelready.demonstrating import overview_lines

    path = place / "overview.html"
    title = f"What arrived on {day_in_words(today)}"
    path.write_text(overview_html(title, overview_lines(app, place), _write_agendas(app, place)), encoding="utf-8")
    return path


def _write_agendas(app: "App", place: Path) -> "list[Link]":
    from casework.words import fold
    from generators.agenda import agenda_html
    from generators.overview import Link
    from panelready.listing import every_agenda

    (place / "agendas").mkdir(exist_ok=True)
    written = []
    for agenda in every_agenda(app):
        day = agenda.sitting.isoformat() if agenda.sitting else "date-to-be-set"
        name = f"agendas/{'-'.join(fold(agenda.panel).split())}-{day}.html"
        (place / name).write_text(agenda_html(agenda), encoding="utf-8")
        written.append(Link(f"{agenda.panel}, {agenda.title}", name))
    return written


def _what_this_is(today: date, place: Path, quiet: float) -> str:
    return (
        f"PanelReady, on invented papers, in {place}.\n"
        f"It runs as if today were {today:%A %d %B %Y}, and screens a request after {quiet:g} seconds without new\n"
        "papers (30 unless you set it otherwise).\n"
    )


def _where_everything_is(place: Path, overview: Path) -> str:
    data = place / "data"
    lines = [
        "",
        "Open this in a browser; it leads to every report, reply and agenda:",
        f"  {overview}",
        "",
        "Or look for yourself:",
        f"  reports   {data / 'reports'}",
        f"  replies   {data / 'outbox'}   (ready to send: open an .eml in your mail program)",
        f"  agendas   {place / 'agendas'}",
        f"  tasks     panelready tasks --data {data}",
        f"  papers    {place / 'drops' / 'taken'}   (what was taken, moved here)",
        "",
        f"Settle a task with `panelready task ID --data {data} …`; the whole story of a request is",
        f"`panelready show ID --data {data}`.",
    ]
    return "\n".join(lines)
