"""A little notation for tests of opening: what goes in by name, and what came out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.open_submission import Opened, open_submission
from tests import elsewhere

DOCX_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def opened(
    base: Path, files: Mapping[str, bytes] | Sequence[tuple[str, bytes]], limits: Limits | None = None
) -> Opened:
    """What these files, by name, open to; the leaves lie in `base`/leaves."""
    staged = base / "staged"
    staged.mkdir(parents=True, exist_ok=True)
    pairs = []
    for number, (name, data) in enumerate(files.items() if isinstance(files, Mapping) else files):
        path = staged / f"{number:05}"
        path.write_bytes(data)
        pairs.append((path, name))
    result = open_submission(pairs, base / "leaves", limits or Limits())
    kept = {path.name for path in (base / "leaves").iterdir()}
    assert kept == {file.content for file in result.files if file.content and file.kind != "link"}
    return result


def ways(result: Opened) -> list[str]:
    """Each file with its way in, as "mail › forms.zip › Report.docx"."""
    return [" › ".join((*file.inside, file.name)) for file in result.files]


def refusals(result: Opened) -> dict[str, Unreadable | None]:
    """Each file's name and why it was refused."""
    return {file.name: file.refused for file in result.files}


def mime(*lines: str, body: bytes = b"") -> bytes:
    """A mail of exactly these header lines, a blank one, and the body."""
    head = ["From: Ruth Okafor <ruth.okafor@bucks.example>", "Subject: Panel papers", *lines]
    return "\r\n".join(head).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def wrapped(inner: bytes, name: str = "") -> bytes:
    """A mail with that mail in it, as a forwarded message."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ruth Okafor <ruth.okafor@bucks.example>", "Fwd"
    mail.set_content("Forwarded.")
    mail.add_attachment(inner, maintype="application", subtype="octet-stream", filename=name or "mail.eml")
    return mail.as_bytes(policy=SMTP)


def corpora(pattern: str) -> list[Path]:
    """Files of other people's test suites; without them the test is skipped."""
    folder = elsewhere.corpora()
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    assert found, pattern
    return found
