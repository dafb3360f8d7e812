"""Replies as .eml files in a folder, from where people or a mail program send them."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from panelready.reply_sender import Left, Outcome
from panelready.store.effects import StoredReply
from panelready.store.originals import put_in_place, written_beside

FOLDER = "folder"


class FolderSender:
    """Puts replies into a folder."""

    is_instant = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str) -> Path:
        """Where the reply of that key goes: named by it, which names nobody."""
        return self._folder / f"{key.replace(':', '-')}.eml"

    @contextlib.contextmanager
    def prepared(self, reply: StoredReply) -> Iterator[Callable[[], Outcome]]:
        """Written beside first: a full disk is then met before the claim, and costs no person's look."""
        draft = written_beside(self.path(reply.key), reply.message)
        try:
            yield partial(self._put, draft, self.path(reply.key))
        finally:
            draft.unlink(missing_ok=True)

    def has_left(self, reply: StoredReply) -> bool:
        """Whether the file is there; somebody may have taken it away already."""
        return self.path(reply.key).exists()

    def _put(self, draft: Path, place: Path) -> Outcome:
        put_in_place(draft, place)
        return Left()
