"""Checking papers without a database: opened, read and screened in one go, and nothing kept."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casework.document import Document
from casework.errors import NoSuchPath, WrongUse
from casework.judging import judged_by_itself
from casework.submission import Message
from generators.answer import Answer, answer_of
from generators.terms import terms_of
from panelready.clock import Clock, in_london
from panelready.covering import with_subject
from panelready.opening import open_in, room_taught
from panelready.pipeline import Held, decide_reply, screen
from panelready.progress import Tell
from panelready.promising import days_sent
from panelready.reading_room import ReadingRoom, RoomLimits
from validators.load_policy import Policy, load_policy
from validators.request import Given
from watch_folders.ignoring import is_ignored


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said beside the papers, for what they do not say.

    `councils` is the folder of overlays, and `root` a policy other than the one installed.
    """

    authority: str | None = None
    edition: str | None = None
    panel: str | None = None
    request_type: str | None = None
    today: date | None = None
    received: datetime | None = None
    councils: Path | None = None
    root: Path | None = None


def check_papers(paths: Sequence[Path], asked: Asked, tell: Tell) -> Answer:
    """The answer to the papers at these paths, taken together as one submission."""
    files = list(files_at(paths))
    with (
        tempfile.TemporaryDirectory(prefix="panelready-") as folder,
        ReadingRoom(_workers(files), RoomLimits(), Path(folder)) as room,
    ):
        room.prestart()  # a child starts while the policy is loaded
        policy = load_policy(asked.root, overlays=asked.councils)
        _check_ids(asked, policy)
        opened = Path(folder) / "opened"
        documents, message, limits = _read(room_taught(room, policy), files, opened, tell, asked)
    return answer_to(documents, message, limits, asked, policy)


@judged_by_itself
def answer_to(
    documents: tuple[Document, ...], message: Message | None, limits: tuple[str, ...], asked: Asked, policy: Policy
) -> Answer:
    """The answer to papers already read, with the mail that brought them and the limits hit in opening it."""
    came = asked.received or (message.sent_at if message else None)
    received = in_london(came) if came else None
    given = Given(asked.authority, asked.edition, asked.panel, asked.request_type)
    held = Held(documents, received, given, limits=limits, sent_on=days_sent(documents, message))
    screening = screen(held, policy, asked.today or Clock().today())
    terms = terms_of(policy.authorities.values(), policy.document_types.values())
    recipient = message.sender if message and message.sender else "the sender"
    return answer_of(screening, terms, received=received, reply=decide_reply(screening, recipient))


def files_at(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file at or below the paths, in order, with the name its sender gave it; temporary files are left out."""
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                name = below.relative_to(path)
                if below.is_file() and not below.is_symlink() and not any(is_ignored(part) for part in name.parts):
                    yield below, name.as_posix()
        elif path.is_file():
            yield path, path.name
        else:
            raise NoSuchPath(f"{path}: there is no such file or folder.")


def _read(
    room: ReadingRoom, files: Sequence[tuple[Path, str]], into: Path, tell: Tell, asked: Asked
) -> tuple[tuple[Document, ...], Message | None, tuple[str, ...]]:
    into.mkdir(mode=0o700)
    opened = open_in(room, files, into)
    jobs = [(file, into / file.content) for file in opened.files]
    at = asked.received or (opened.message.sent_at if opened.message else None)
    came = in_london(at).date() if at else asked.today or Clock().today()
    documents = [document for found in room.read_all(jobs, tell, came=came) for document in found]
    return with_subject(tuple(documents), opened.message), opened.message, opened.limits_hit


def _workers(files: Sequence[tuple[Path, str]]) -> int:
    """One child for each processor, and no more than there are files to read; starting one costs as much as reading."""
    return max(1, min(os.cpu_count() or 1, len(files) // 3))


def _check_ids(asked: Asked, policy: Policy) -> None:
    """An id that no policy has is wrong use, and the ids there are should be named."""
    authorities = policy.authorities
    _known("--authority", asked.authority, authorities)
    meant = [authorities[asked.authority]] if asked.authority else list(authorities.values())
    panels = [panel for authority in meant for panel in authority.panels]
    _known("--edition", asked.edition, {edition.id for authority in meant for edition in authority.editions})
    _known("--panel", asked.panel, {panel.id for panel in panels})
    kinds = {kind.id for panel in panels if asked.panel in (None, panel.id) for kind in panel.request_types}
    _known("--request-type", asked.request_type, kinds)


def _known(option: str, said: str | None, known: Iterable[str]) -> None:
    ids = sorted(known)
    if said is not None and said not in ids:
        raise WrongUse(f"{option} {said}: not known. There are: {', '.join(ids)}.")
