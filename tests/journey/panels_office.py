"""A panels' office: `panelready serve` as a process of its own, on a mailbox of its own, and the commands beside it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.build.mail_server import PASSWORD, Proxy
from tests.journey.post_office import NAME, PostOffice

TODAY = "2026-03-05"
"""The day on which the invented papers are new."""
DOMAINS = ("bucks.example", "devon.example")
QUIET, UNDO = 2.0, 3.0  # seconds; half a minute and ten minutes unless set
VARIABLE = "PANELREADY_JOURNEY_MAIL"
ROOT = Path(__file__).parents[2]


@dataclass
class PanelsOffice:
    """A running service; `wire` is where its IMAP passes by, and can be listened to."""

    address: str
    data: Path
    wire: Proxy
    process: subprocess.Popen[bytes]

    def is_running(self) -> bool:
        """Whether it still does."""
        return self.process.poll() is None

    def is_idle(self) -> bool:
        """Whether it waits in IDLE: the last thing it said to its mailbox, with no DONE after it (RFC 2177)."""
        return self.wire.passed.rstrip().endswith(b" IDLE")

    def log(self) -> str:
        """What the service has said."""
        return (self.data.parent / "log").read_text(encoding="utf-8")

    def command(self, *words: str) -> str:
        """What a command says beside the service."""
        whole = [sys.executable, "-m", "panelready", *words, "--data", str(self.data)]
        return subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False).stdout


@contextlib.contextmanager
def panels_office(folder: Path, authority: str, address: str, post: PostOffice) -> Iterator[PanelsOffice]:
    """An office for that council, until it is closed."""
    data = folder / "data"
    data.mkdir(parents=True)
    wire = Proxy(post.mailboxes.port)
    written = yaml.safe_dump(_settings(authority, address, wire.port, post.port), sort_keys=False)
    (data / "panelready.yaml").write_text(written, encoding="utf-8")
    command = [sys.executable, "-m", "panelready", "serve", "--data", str(data), "--today", TODAY]
    with (folder / "log").open("wb") as log:
        environment = {**os.environ, VARIABLE: PASSWORD}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield PanelsOffice(address, data, wire, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        wire.close()


def _settings(authority: str, address: str, imap_port: int, smtp_port: int) -> dict[str, object]:
    sign_in = {"user": address, "secret": f"env:{VARIABLE}"}
    mailbox = {"server": "127.0.0.1", "port": imap_port, "security": "none", **sign_in}
    return {
        "service": {
            "quiet": QUIET,
            "sender": f"Panel administrators <{address}>",
            "mail_domain": address.split("@")[1],
        },
        "replies": {
            "mode": "auto",
            "domains": list(DOMAINS),
            "authenticated_by": NAME,
            "undo_minutes": UNDO / 60,
            "smtp_host": "127.0.0.1",
            "smtp_port": smtp_port,
            "smtp_security": "none",
            "smtp_user": address,
            "smtp_secret": f"env:{VARIABLE}",
        },
        "drops": [{"name": "panels-mail", "authority": authority, "channel": "imap", "imap": mailbox}],
    }
