"""Mails a second of our reader on other people's mails, beside the standard library's parser, which reads far less."""

import email
import email.policy
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.foreign import every_foreign_file
from ingest.limits import Limits
from ingest.open_message import open_mail
from ingest.open_submission import open_submission

ROUNDS = 5
OUTLOOK = (".msg", ".tnef")


def foreign_mails() -> list[Path]:
    """Every mail that other people's mail programs are tried with, and every mail that Outlook saved."""
    found = every_foreign_file()
    return [path for path in found if path.parent.name.startswith("mail-") or path.suffix.lower() == ".msg"]


def table() -> Iterator[str]:
    """Counts, refusals and speeds, in Markdown."""
    paths = foreign_mails()
    plain = [path.read_bytes() for path in paths if path.suffix.lower() not in OUTLOOK]
    failures, refused = _outcomes(paths)
    yield f"{len(paths)} mails, {failures} of them failed (raised), {len(plain)} of them RFC 5322."
    yield "Files inside that are refused: " + (", ".join(f"{count} {why}" for why, count in refused.items()) or "none")
    yield ""
    floor = _least(lambda: [_walked(data) for data in plain])
    yield "| reader | RFC 5322 mails a second | times the standard parser's time |"
    yield "|---|---|---|"
    for name, read in (
        ("standard parser, `compat32`, parts decoded", lambda: [_walked(data) for data in plain]),
        ("our total reader, the mail itself", lambda: [open_mail(data, Limits()) for data in plain]),
    ):
        seconds = _least(read)
        yield f"| {name} | {len(plain) / seconds:.0f} | {seconds / floor:.1f} |"
    seconds = _least(lambda: _outcomes(paths), 3)
    yield f"\nAll {len(paths)}, with all that is inside them written out: {len(paths) / seconds:.0f} mails a second."


def _walked(data: bytes) -> int:
    parts = email.message_from_bytes(data, policy=email.policy.compat32).walk()
    return sum(len(part.get_payload(decode=True) or b"") for part in parts if not part.is_multipart())


def _outcomes(paths: list[Path]) -> tuple[int, Counter[str]]:
    failures, refused = 0, Counter[str]()
    folder = Path(tempfile.mkdtemp())
    for path in paths:
        try:
            opened = open_submission([(path, path.name)], folder / "inside", Limits())
        except Exception:  # whatever it raises is what is counted
            failures += 1
            continue
        refused.update(file.refused.value for file in opened.files if file.refused)
    shutil.rmtree(folder)
    return failures, refused


def _least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least seconds of some rounds, CPU."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
