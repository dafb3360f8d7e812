"""A service for each journey, and commands that share its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from panelready import app, running
from panelready.clock import Clock
from tests.journeys.service import Service, Time, served, write_settings
from validators.load_policy import Policy, load_policy

Start = Callable[..., Service]


@contextmanager
def living_in(time: Time) -> Iterator[None]:
    """Lets commands beside a service live in the same time, and read the same policy once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "clock_of", lambda _: Clock(now=lambda: time.moment))
        patch.setattr(app, "load_policy", _remembered)
        yield


def _remembered(*, overlays: Path) -> Policy:
    """The policy with these overlays. Every command loads it anew, which in these tests would take half their time."""
    contents = tuple((path.name, path.read_bytes()) for path in sorted(overlays.iterdir()) if path.is_file())
    if contents not in _POLICIES:
        _POLICIES[contents] = load_policy(overlays=overlays)
    return _POLICIES[contents]


_POLICIES: dict[tuple[tuple[str, bytes], ...], Policy] = {}


@contextmanager
def starting(folder: Path) -> Iterator[Start]:
    """Starts the service on a folder, at nine on Thursday 5 March 2026; started again, it goes on where it stopped."""
    time = Time()
    with living_in(time), ExitStack() as stack:

        def begin(**settings: Any) -> Service:
            stack.close()
            return stack.enter_context(served(write_settings(folder, **settings), time))

        yield begin


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts, and starts again, a service on this test's own folder."""
    with starting(tmp_path) as begin:
        yield begin


@pytest.fixture
def service(start: Start) -> Service:
    """A service with a drop for each of three councils."""
    return start()


@pytest.fixture(scope="module")
def told_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of which a whole module looks at one journey, each test at one side of it."""
    with starting(tmp_path_factory.mktemp("journey")) as begin:
        yield begin()
