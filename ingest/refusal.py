"""How the openers say that they cannot, or will not, open something."""

from casework.document import Unreadable


class CannotOpen(Exception):
    """A file could not be opened; `reason` is a fact about the paperwork. Caught by `open_submission` alone."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason
