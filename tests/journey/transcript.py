"""What happens on a journey, said as it happens, with the seconds since it began; and checks that must hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

PATIENCE = 120.0  # seconds; reading a bundle takes a few on an ordinary machine
Found = TypeVar("Found")


class Office(Protocol):
    """What can be waited for: whether it runs, and what it has said."""

    def is_running(self) -> bool: ...
    def log(self) -> str: ...


class NotAsItShouldBe(Exception):
    """A step of the journey did not come about; the message says which."""


@dataclass
class Transcript:
    """Prints each line, and keeps it for a file."""

    began: float = field(default_factory=time.monotonic)
    lines: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Something that happened now."""
        self._line(f"{time.monotonic() - self.began:6.1f} s  {words}")

    def show(self, lines: Iterable[str]) -> None:
        """What is to be seen at this moment."""
        for line in lines:
            self._line(f"          | {line}".rstrip())

    def head(self, words: str) -> None:
        """A new part of the journey."""
        self._line("")
        self._line(words)
        self._line("-" * len(words))

    def check(self, holds: bool, words: str) -> None:
        """Something that must be so. Raises NotAsItShouldBe where it is not."""
        self._line(f"          {'✓' if holds else '✗'} {words}")
        if not holds:
            raise NotAsItShouldBe(words)

    def until(self, found: Callable[[], Found], words: str, office: Office) -> Found:
        """Wait for something that must come about, and what it is; at its end the office says why it does not."""
        deadline = time.monotonic() + PATIENCE
        while not (result := found()):
            if not office.is_running() or time.monotonic() > deadline:
                self.say("The service said:")
                self.show(office.log().splitlines()[-30:])
                self.check(False, f"{words}: it never came")
            time.sleep(0.1)
        return result

    def write(self, file: Path) -> None:
        """The whole transcript as a file."""
        file.write_text("\n".join(self.lines) + "\n", encoding="utf-8")

    def _line(self, text: str) -> None:
        self.lines.append(text)
        print(text, flush=True)
