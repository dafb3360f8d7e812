"""An App on a data folder: held by this process alone for a service, or opened beside one for a command."""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from casework.errors import DataFolderError
from panelready.app import App, Voice
from panelready.clock import Clock
from panelready.data_folder import DataFolder
from panelready.settings import FILE_NAME, Settings, load_settings
from panelready.store.database import migrate

POINTER = "settings-file"
CLOCK_SHIFT = "clock-shift"


@contextlib.contextmanager
def running(path: Path, settings: Settings, clock: Clock, say: Voice) -> Iterator[App]:
    """An App for the one process that may advance work on this folder; DataFolderError while another does."""
    data = DataFolder(path)
    data.prepare()
    with data.held():
        engine = data.engine()
        migrate(engine)
        app = App(data, engine, settings, clock, say)
        try:
            yield app
        finally:
            app.close()


@contextlib.contextmanager
def beside(path: Path, clock: Clock | None = None) -> Iterator[App]:
    """An App for a command that reads, or writes down a decision, while a service may be running."""
    data = DataFolder(path)
    engine = data.open_for_command()
    app = App(data, engine, settings_of(path), clock or clock_of(path), lambda event, **about: None)
    try:
        yield app
    finally:
        app.close()


def carry_out(app: App) -> bool:
    """Do what a decision calls for, if no service is running that will; whether it was done here."""
    from panelready.serving import carrier

    try:
        with app.data.held():
            carrier(app).run_until_idle()
            app.outbox.send_ready(app.now())
            return True
    except DataFolderError:
        return False


def settings_of(path: Path) -> Settings:
    """The settings a data folder is served with, or the defaults where it never was."""
    pointer = path / POINTER
    file = Path(pointer.read_text(encoding="utf-8")) if pointer.is_file() else path / FILE_NAME
    return load_settings(file) if file.is_file() else Settings()


def remember_settings(path: Path, file: Path) -> None:
    """Note where the settings of a data folder are, for commands that run beside the service.

    Those that lie in it need no note: a backup restored elsewhere brings its own.
    """
    pointer = path / POINTER
    if file.resolve() == (path / FILE_NAME).resolve():
        pointer.unlink(missing_ok=True)
    else:
        pointer.write_text(str(file.resolve()), encoding="utf-8")


def remember_clock(path: Path, clock: Clock) -> None:
    """Note by how many seconds the clock of a service is shifted, so that commands beside it live in the same time."""
    note = path / CLOCK_SHIFT
    if clock.shift:
        note.write_text(repr(clock.shift.total_seconds()), encoding="utf-8")
    else:
        note.unlink(missing_ok=True)


def clock_of(path: Path) -> Clock:
    """The clock that a data folder is served by."""
    note = path / CLOCK_SHIFT
    return Clock(shift=timedelta(seconds=float(note.read_text(encoding="utf-8")) if note.is_file() else 0))
