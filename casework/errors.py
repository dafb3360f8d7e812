"""Everything that can be wrong with our own world; what is wrong with paperwork is a Finding, never raised.

PanelReadyError
├── PolicyError        our policy files are wrong; raised at start-up and in CI
├── SettingsError      a setting is wrong; the program refuses to start
├── WrongUse           the command line asks for something that makes no sense
├── NoSuchPath         a path that was named is not there
├── DataFolderError    the data folder is in use, not private, full or not ours
└── TemporaryFailure   the world is briefly away; the work is tried again later
"""

from dataclasses import dataclass


class PanelReadyError(Exception):
    """Something in our own world is wrong; the message says what to do next."""


@dataclass
class PolicyError(PanelReadyError):
    """A policy file is wrong: which file, which line, about what, and what is allowed."""

    file: str
    line: int | None
    about: str
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.about}: {self.message}" if self.about else f"{where}: {self.message}"


class SettingsError(PanelReadyError):
    """A setting is wrong; the message names it and says what is allowed."""


class WrongUse(PanelReadyError):
    """The command was called in a way that makes no sense."""


class NoSuchPath(PanelReadyError):
    """A path that was named is not there."""


class DataFolderError(PanelReadyError):
    """The data folder cannot be used as it is."""


class TemporaryFailure(PanelReadyError):
    """The world is briefly away; nothing is lost and the work will be tried again."""
