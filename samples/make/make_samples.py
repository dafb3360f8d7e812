"""Makes the files of `samples/` from the text in `samples/make/papers/`.

Run from the root of the repository: `python -m samples.make.make_samples [name of a sample …]`. Needs LibreOffice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from samples.make.source_text import load_looks, read_paper
from tests.build.docx import docx_of
from tests.build.eml import message
from tests.build.pdf import encrypted, pdf_of

HERE = Path(__file__).parent
SAMPLES = HERE.parent
WORD = "docx:MS Word 2007 XML"

COVERING_LETTER = """\
Dear panel administrator,

Please could Theo Marchbanks (born 17/05/2012, LCS ID 4420561) be listed for the Legal Planning and New Admissions
Panel on Tuesday 10 March 2026.

This is a request for S20 / edge of care. Theo has not been to panel before, so there is no attendance note.

I attach the booking form, with the case summary and proposed plan in it, and the minutes of the family group
conference on 18 February. Denise Farthingale, my team manager, has approved the request and will come with me.

Thank you,
Ife

Ife Adebanwo
Social Worker, Help and Protection
01632 960 231
"""


def make(sample: Path) -> None:
    """Make every file of one sample, in the program its source names."""
    looks, files = load_looks(HERE), {}
    for source in sorted(sample.glob("*.txt")):
        about, paper = read_paper(source, looks)
        name = about["file"]
        match about["saved_by"], Path(name).suffix:
            case "LibreOffice", suffix:
                content = _saved_by_libreoffice(docx_of(paper), WORD if suffix == ".docx" else "pdf")
            case "python-docx", ".docx":
                content = docx_of(paper)
            case "ReportLab", ".pdf":
                content = pdf_of(paper)
            case program, suffix:
                raise ValueError(f"{source}: {program} does not make {suffix}")
        files[name] = encrypted(content, about["password"]) if "password" in about else content
    folder = SAMPLES / sample.name
    folder.mkdir(exist_ok=True)
    for name, content in _packed(sample.name, files).items():
        (folder / name).write_bytes(content)


def _packed(sample: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they are sent: most loose, one sample as a mail and one as a zip."""
    match sample:
        case "bucks-s20-request-ready":
            mail = message(
                subject="Panel 10 March - request for S20 / edge of care - TM",
                text=COVERING_LETTER,
                sender="Ife Adebanwo <ife.adebanwo@bucks.example>",
                to="Panel Administrator <lpna.panel@bucks.example>",
                attachments=files,
                message_id="<7c1f0b52-20260305@bucks.example>",
                sent=datetime(2026, 3, 5, 9, 12, tzinfo=UTC),
            )
            return {"Panel 10 March - request for S20 edge of care - TM.eml": mail}
        case "bucks-s20-request-incomplete":
            with tempfile.TemporaryFile() as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    for name, content in files.items():
                        archive.writestr(zipfile.ZipInfo(name, (2026, 3, 4, 16, 40, 0)), content, zipfile.ZIP_DEFLATED)
                file.seek(0)
                return {"Ruby C papers.zip": file.read()}
        case _:
            return files


def _saved_by_libreoffice(word_file: bytes, kind: str) -> bytes:
    """The Word file opened in LibreOffice and saved as `kind`."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "paper.docx"), Path(folder, "saved")
        before.write_bytes(word_file)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(after), str(before)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  # our own fixed command
        return next(after.iterdir()).read_bytes()


if __name__ == "__main__":
    for papers in sorted((HERE / "papers").iterdir()):
        if papers.name in sys.argv[1:] or not sys.argv[1:]:
            make(papers)
            print(papers.name)
