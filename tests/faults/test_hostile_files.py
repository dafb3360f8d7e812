"""Every hostile file at once, through the service: each ends with a person, nothing is lost, the good are answered."""

import hashlib
from pathlib import Path

import pytest

from generators.answer import from_json
from tests.build.hostile import HOSTILE
from tests.kill.papers import child_of
from tests.panelready.an_app import Desk, a_desk, ready_for

SAID = {
    "empty.docx": "“empty.docx” is empty",
    "truncated.docx": "“truncated.docx” is cut off before its end",
    "password.docx": "“password.docx” is locked with a password",
    "password.pdf": "“password.pdf” is locked with a password",
    # It is read as the PDF it is: its chronology is about somebody else than the form beside it.
    "pdf named.docx": "“pdf named.docx” names a child who is not named in the request",
    "bomb.zip": "“bomb.zip” was not opened, because it may not be safe",
    "bomb.docx": "“bomb.docx” was not opened, because it may not be safe",
    "escaping names.zip": "“outside.docx” names a child who is not named in the request",
    "nested.zip": "was not opened, because it may not be safe",
    "entity bomb.docx": "“entity bomb.docx” was not opened, because it may not be safe",
    "external entity.docx": "“external entity.docx” was not opened, because it may not be safe",
    "external relation.docx": "“external relation.docx” names a child who is not named in the request",
    "nested deeply.docx": "“nested deeply.docx” was not opened, because it may not be safe",
    "endless.pdf": "“endless.pdf” goes on beyond what we read of one file",
    "damaged.pdf": "“damaged.pdf” is cut off before its end",
    "crowded.zip": "“crowded.zip” is too large for us to read",
    "encrypted entry.zip": "“encrypted entry.zip” is locked with a password",
    "a thousand files": "“Note 0999.txt” is too large for us to read",
    "200 MB.pdf": "“200 MB.pdf” is too large for us to read",
}
"""What the person who gets it reads."""


def leave_everything(desk: Desk) -> set[str]:
    """Every hostile file with a good form beside it, and one good form alone; the hashes of what was left."""
    left = set()
    for number, (name, make) in enumerate(HOSTILE.items()):
        papers = {**ready_for(child_of(number)), name: make()}
        desk.leave(name, papers)
        left |= {hashlib.sha256(content).hexdigest() for content in papers.values()}
    notes = {f"Note {number:04}.txt": f"Case note {number}".encode() for number in range(1000)}
    desk.leave("a thousand files", {**ready_for(child_of(80)), **notes})
    left |= {hashlib.sha256(content).hexdigest() for content in notes.values()}
    desk.leave("200 MB.pdf", ready_for(child_of(81)))
    with (desk.drop / "200 MB.pdf" / "200 MB.pdf").open("wb") as scan:
        scan.write(b"%PDF-1.7\n")
        scan.seek(200 << 20)
        scan.write(b"\n%%EOF\n")
    with (desk.drop / "200 MB.pdf" / "200 MB.pdf").open("rb") as scan:
        left.add(hashlib.file_digest(scan, "sha256").hexdigest())
    desk.leave("good", ready_for(child_of(82)))
    return left


def test_every_hostile_file_has_its_sentence() -> None:
    assert set(SAID) == {*HOSTILE, "a thousand files", "200 MB.pdf"}


@pytest.mark.slow
def test_each_hostile_file_ends_in_a_sentence_for_a_person_and_nothing_is_lost(tmp_path: Path) -> None:
    with a_desk(tmp_path, workers=2) as desk:
        left = leave_everything(desk)
        desk.take()
        desk.pass_(minutes=11)  # a file without its end is waited for, in case it is still being copied
        desk.take()
        desk.answer()
        answers = {row["request_id"]: from_json(row["answer"]) for row in desk.rows("screening")}
        found = {row["name"]: answers[row["request_id"]] for row in desk.rows("submission")}
        assert {name for name, answer in found.items() if answer.verdict.value == "ready"} == {"good"}
        assert {name for name, answer in found.items() if answer.verdict.value == "referred"} == {*SAID}
        unsaid = {
            name: [finding.text for finding in found[name].submission][:3]
            for name, sentence in SAID.items()
            if not any(sentence in finding.text for finding in found[name].submission)
        }
        assert unsaid == {}
        assert len([row for row in desk.rows("task") if row["state"] == "open"]) == len(SAID)
        assert len(desk.replies()) == 1
        assert list(desk.drop.iterdir()) == []
        assert [content for content in left if not desk.app.originals.is_intact(content)] == []
        assert desk.rows("submission", state="stuck") == []
        assert list(desk.app.data.staging.glob("*-*/*.docx")) == []
    assert {file.parts[len(tmp_path.parts)] for file in tmp_path.rglob("*outside*")} <= {"data", "taken"}
    assert not Path("/tmp/absolute.docx").exists()
