"""What is wrong with the set-up, inconsistent, or stuck; each in a sentence that says what to do."""

import os
from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import packages_distributions
from pathlib import Path

from sqlalchemy import func, select

from extractors.tessdata import tessdata
from panelready.app import App
from panelready.converting import Converter
from panelready.drop_health import read_health
from panelready.store import effects, requests, tables
from panelready.store.effects import MAY_HAVE_LEFT
from panelready.store.tables import OutboxState, SubmissionState

OURS = ("casework", "extractors", "generators", "ingest", "panelready", "policy", "validators", "watch_folders")
NO_PROGRESS = timedelta(minutes=10)


def examine(app: App) -> Iterator[str]:
    """Everything that needs a person; nothing where all is well."""
    yield from app.data.faults()
    yield from _names()
    yield from _drops(app)
    yield from _unset(app)
    yield from _lost_originals(app)
    yield from _stuck(app)


def notes(app: App) -> Iterator[str]:
    """What is worth knowing about this machine, though nothing is wrong."""
    yield f"Files are read in child processes behind: {_walls(app.room.walls())}."
    yield _old_files(app.room.converter)
    yield _scans()


def _scans() -> str:
    """Which engines read pages that are pictures here."""
    found = tessdata()
    if found is None:
        return (
            "Scans and photos are read by RapidOCR alone, at 8 seconds a page. Install tesseract-ocr-eng, and "
            "tesseract-ocr-cym for Welsh names: then most pages take 2 seconds."
        )
    welsh = "" if "cym" in found[1] else " Install tesseract-ocr-cym too for the accents of Welsh names."
    return f"Scans and photos are read by Tesseract, and by RapidOCR where that is not enough.{welsh}"


def _old_files(converter: Converter) -> str:
    """Whether LibreOffice reads old files here, which is tried."""
    if not converter.has_program:
        return (
            "LibreOffice is not installed, or not where settings look for it: old files (.doc, .rtf) go to a person. "
            "Install libreoffice-writer, or name the program as service.libreoffice in panelready.yaml."
        )
    walls = converter.walls()
    if walls is None:
        return "LibreOffice is here but converts nothing: old files (.doc, .rtf) go to a person. Install it again."
    return f"Old files (.doc, .rtf) are converted by LibreOffice behind: {_walls(walls)}."


def _walls(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing but a time limit"


def _names() -> Iterator[str]:
    owners = packages_distributions()
    for name in OURS:
        others = sorted(set(owners.get(name, [])) - {"panelready"})
        if others:
            yield f"{', '.join(others)} also installs a package {name}. Give PanelReady an environment of its own."


def _drops(app: App) -> Iterator[str]:
    if not app.settings.drops:
        yield "No drop is set, so nothing can arrive. Add one to panelready.yaml; the README shows how."
    for drop, folder in app.settings.folders():
        if not folder.is_dir():
            yield f"The folder of drop {drop.name} is not there: {folder}. Make it, or mount its share."
        elif not _may_write(folder) and not drop.leave:
            yield f"We may not move papers out of drop {drop.name}. Give write access, or set leave: true."
    for drop in app.settings.drops:
        for trouble in read_health(app, drop.name)[0].troubles:
            yield f"Drop {drop.name}: {trouble.message}"
        if drop.reply_to is None:
            yield f"Drop {drop.name} names no reply_to: replies to papers without a sender will have no address."


def _unset(app: App) -> Iterator[str]:
    for drop in app.settings.drops:
        authority = app.policy.authorities[drop.authority]
        unset = [panel for panel in authority.panels if not panel.sits]
        if unset:
            names, file = ", ".join(panel.name for panel in unset), app.data.councils / f"{drop.authority}.yaml"
            example = f"panels: {{{unset[0].id}: {{sits: [{{on: [monday]}}]}}}}"
            yield (
                f"{authority.name}: the days of {names} are not set, so ready requests wait as “date to be set”. "
                f"Write them into {file}, for example: {example}"
            )


def _lost_originals(app: App) -> Iterator[str]:
    with app.engine.begin() as db:
        contents = set(db.execute(select(tables.arrived_file.c.content)).scalars())
    lost = sum(not app.originals.holds(content) for content in contents)
    if lost:
        yield f"{lost} originals are in the books but not on the disk. Restore them from a backup."


def _stuck(app: App) -> Iterator[str]:
    before = app.now() - NO_PROGRESS
    with app.engine.begin() as db:
        for table, open_states in (
            (tables.submission, (SubmissionState.RECEIVED, SubmissionState.OPENED, SubmissionState.READ)),
            (tables.request, requests.OPEN_STATES),
        ):
            for identity in db.execute(select(table.c.id).where(table.c.state == "stuck")).scalars():
                yield f"{table.name} {identity} is stuck: run `panelready show {identity}`, then `panelready requeue`."
            failing = table.c.state.in_(open_states) & (table.c.failures >= app.settings.service.attempts)
            for identity, trouble in db.execute(select(table.c.id, table.c.trouble).where(failing)).all():
                last = (trouble or "").rpartition("\n")[2]
                yield f"{table.name} {identity} keeps failing, and is tried again by itself. {last}".rstrip()
            idle = (table.c.state.in_(open_states)) & (table.c.wake_at < before)
            count = db.execute(select(func.count()).select_from(table).where(idle)).scalar_one()
            if count:
                yield f"{count} {table.name}s have waited over 10 minutes for a step. Is the service running?"
        in_doubt = [each for each in effects.replies(db, OutboxState.HELD) if each.held_because == MAY_HAVE_LEFT]
        for reply in in_doubt:
            yield f"A reply ({reply.key}) may have left before a crash; `panelready tasks` lists it."


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
