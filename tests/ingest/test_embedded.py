"""Documents inside documents: each opened as a paper of its own, with its way in, and within the limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.open_ole import packaged
from ingest.open_pdf import attached_to_pdf
from tests.build import hostile
from tests.build.content import Paper
from tests.build.docx import docx_of
from tests.build.embedded import docx_with, docx_with_chart, nested_docx, packager_stream, pdf_with, workbook
from tests.build.eml import message
from tests.build.pdf import encrypted, pdf_of
from tests.ingest.opening import corpora, mime, opened, refusals, ways

REPORT = docx_of(Paper(["The report, in invented words."]))
LETTER = pdf_of(Paper(["A letter, in invented words."]))
EVENTS = workbook([("Date", "Event"), *((f"0{day}/03/2025", f"Invented event {day} " * 60) for day in range(1, 8))])


def _foreign(name: str) -> bytes:
    (path,) = corpora(f"apache-poi/*{name}")
    return path.read_bytes()


def test_what_is_embedded_in_a_word_file_is_a_paper_and_so_is_the_word_file(tmp_path: Path) -> None:
    outer = docx_with({"Report.docx": REPORT, "Letter.pdf": LETTER, "Events.xlsx": EVENTS})
    result = opened(tmp_path, {"Form.docx": outer})
    assert ways(result) == ["Form.docx", "Form.docx › Report.docx", "Form.docx › Letter.pdf", "Form.docx › Events.xlsx"]
    assert [file.kind for file in result.files] == ["docx", "docx", "pdf", "xlsx"]


def test_files_of_other_programs_come_out_of_their_objects_under_their_own_names(tmp_path: Path) -> None:
    found = opened(tmp_path, {"Form.docx": _foreign("WordWithAttachments.docx")}).files
    assert {(file.name, file.kind) for file in found if file.inside} == {
        ("Tryhere.jpg", "jpeg"),
        ("Microsoft Office Word 97 - 20031.doc", "doc"),
        ("Microsoft Office Word 97 - 20032.doc", "doc"),
        ("Microsoft Office Excel 97-20033.xls", "xls"),
    }


def test_a_pdf_in_a_word_file_and_the_word_file_attached_to_it_are_both_papers(tmp_path: Path) -> None:
    found = opened(tmp_path, {"Form.docx": _foreign("testPDFEmbeddingAndEmbedded.docx")})
    assert ways(found) == ["Form.docx", "Form.docx › embedded file 1", "Form.docx › embedded file 1 › Test.docx"]
    assert [file.kind for file in found.files] == ["docx", "pdf", "docx"]


def test_an_outlook_item_in_a_word_file_opens_as_a_message_but_is_not_the_one_that_brought_it(tmp_path: Path) -> None:
    mail = _foreign("hsmf__attachment_msg_pdf.msg")
    found = opened(tmp_path, {"Form.docx": docx_with({"oleObject1.bin": mail}, as_objects=True)})
    assert any(file.kind == "message_text" for file in found.files)
    assert any(file.kind == "pdf" and file.inside == ("Form.docx", "embedded file 1") for file in found.files)
    assert found.message is None


def test_a_mail_with_such_a_paper_is_still_known_by_its_own_envelope(tmp_path: Path) -> None:
    inner = docx_with({"mail.eml": mime("Message-ID: <inner@bucks.example>", body=b"Inner.")})
    outer = message(attachments={"Form.docx": inner}, message_id="<outer@bucks.example>")
    found = opened(tmp_path, {"cover.eml": outer})
    assert found.message is not None
    assert found.message.message_id == "<outer@bucks.example>"
    assert "cover.eml › Form.docx › mail.eml" in ways(found)


def test_what_only_draws_the_paper_is_no_paper(tmp_path: Path) -> None:
    few = workbook([("Week", "Cost"), (1, 850), (2, 850)])
    assert len(opened(tmp_path / "a", {"x.docx": docx_with({"Sheet.xlsx": few})}).files) == 1
    assert len(opened(tmp_path / "b", {"x.docx": docx_with_chart(EVENTS)}).files) == 1
    assert len(opened(tmp_path / "c", {"x.docx": _foreign("document__61745.docx")}).files) == 1


def test_a_small_workbook_sent_by_itself_is_a_paper(tmp_path: Path) -> None:
    assert len(opened(tmp_path, {"Costs.xlsx": workbook([("Week", "Cost"), (1, 850)])}).files) == 1


def test_files_attached_to_a_pdf_or_pinned_to_its_page_are_papers(tmp_path: Path) -> None:
    outer = pdf_with(LETTER, {"Report.docx": REPORT}, {"Events.xlsx": EVENTS})
    assert ways(opened(tmp_path, {"Form.pdf": outer})) == [
        "Form.pdf",
        "Form.pdf › Report.docx",
        "Form.pdf › Events.xlsx",
    ]


def test_a_file_attached_and_pinned_at_once_is_one_paper(tmp_path: Path) -> None:
    assert len(opened(tmp_path, {"Form.pdf": pdf_with(LETTER, {"a.docx": REPORT}, {"b.docx": REPORT})}).files) == 2


def test_a_file_pinned_in_many_places_is_taken_out_once(tmp_path: Path) -> None:
    path = tmp_path / "Form.pdf"
    with pikepdf.open(io.BytesIO(pdf_with(LETTER, {}, {"Report.docx": REPORT}))) as pdf:
        pdf.pages[0].obj.Annots = pikepdf.Array(list(pdf.pages[0].obj.Annots) * 40)
        pdf.save(path)
    assert [part.name for part in attached_to_pdf(path, Limits())] == ["Report.docx"]


def test_a_locked_or_broken_pdf_is_one_file_and_its_reader_says_why(tmp_path: Path) -> None:
    locked = encrypted(pdf_with(LETTER, {"Report.docx": REPORT}), "Tuesday-10")
    found = opened(tmp_path, {"locked.pdf": locked, "broken.pdf": b"%PDF-1.4 nothing more"})
    assert ways(found) == ["locked.pdf", "broken.pdf"]
    assert found.limits_hit == ()


def test_a_file_unpacking_without_end_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(LETTER, {"Bomb.docx": b"x"}))) as pdf:
        bomb = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
        bomb.write(zlib.compress(bytes(200 << 20)), filter=pikepdf.Name.FlateDecode)
        pdf.save(out)
    found = opened(tmp_path, {"Form.pdf": out.getvalue()})
    assert refusals(found) == {"Form.pdf": None, "embedded file": Unreadable.TOO_LARGE}
    assert found.limits_hit


def test_a_file_packed_twice_over_is_refused_without_unpacking(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(LETTER, {"Bomb.docx": b"x"}))) as pdf:
        twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.write(zlib.compress(zlib.compress(b"x")), filter=twice)
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert refusals(opened(tmp_path, {"Form.pdf": out.getvalue()}))["embedded file"] is Unreadable.UNSAFE


def test_a_name_tree_that_turns_back_on_itself_ends(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(LETTER, {"Report.docx": REPORT}))) as pdf:
        tree = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        pdf.Root.Names.EmbeddedFiles = tree
        tree.Kids = pikepdf.Array([tree, tree])
        pdf.save(out)
    assert len(opened(tmp_path, {"Form.pdf": out.getvalue()}).files) == 2


def test_papers_fifty_deep_within_each_other_end_with_a_reason(tmp_path: Path) -> None:
    found = opened(tmp_path, {"Outer.docx": nested_docx(50)})
    *papers, last = found.files
    assert [len(file.inside) for file in papers] == list(range(Limits().nesting + 1))
    assert all(file.refused is None for file in papers)
    assert last.refused is Unreadable.UNSAFE
    assert found.limits_hit


def test_a_paper_that_holds_hundreds_is_opened_as_far_as_the_limit(tmp_path: Path) -> None:
    many = {f"Report{number}.docx": REPORT + bytes(number) for number in range(1, 9)}
    found = opened(tmp_path, {"Form.docx": docx_with(many)}, replace(Limits(), embedded_files=5))
    assert sum(file.refused is None for file in found.files) == 6
    assert refusals(found)["embedded file"] is Unreadable.TOO_LARGE


def test_a_bomb_in_a_paper_is_refused_and_the_paper_kept(tmp_path: Path) -> None:
    found = opened(tmp_path, {"Form.docx": docx_with({"Papers.zip": hostile.zip_bomb(220)})})
    assert refusals(found) == {"Form.docx": None, "Papers.zip": Unreadable.UNSAFE}


def test_a_program_in_a_paper_is_refused_and_the_paper_kept(tmp_path: Path) -> None:
    found = opened(tmp_path, {"Form.docx": docx_with({"Report.docx": b"MZ\x90\0" + bytes(900)})})
    assert refusals(found) == {"Form.docx": None, "Report.docx": Unreadable.UNSAFE}


def test_relations_that_lead_out_of_the_file_are_left_alone(tmp_path: Path) -> None:
    whole = docx_with({"Report.docx": REPORT})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/_rels/document.xml.rels"
    for target, mode in ((b"../../../etc/passwd", b"Internal"), (b"file:///etc/passwd", b"External")):
        changed = parts[name].replace(
            b'Target="embeddings/Report.docx"', b'Target="' + target + b'" TargetMode="' + mode + b'"'
        )
        assert changed != parts[name]
        found = opened(tmp_path / mode.decode(), {"Form.docx": hostile.zipped({**parts, name: changed})})
        assert ways(found) == ["Form.docx"]


def test_a_paper_whose_relations_declare_entities_is_not_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_with({"Report.docx": REPORT}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/_rels/document.xml.rels"] = hostile.ENTITIES.encode() + b"<w>&i;</w>"
    found = opened(tmp_path, {"Form.docx": hostile.zipped(parts)})
    assert refusals(found) == {"Form.docx": None, "embedded file": Unreadable.UNSAFE}


@pytest.mark.parametrize(
    ("stream", "name", "data"),
    [
        (packager_stream("Report.docx", REPORT), "Report.docx", REPORT),
        (packager_stream("Si?n.pdf", LETTER, wide="Siân.pdf"), "Siân.pdf", LETTER),
        (packager_stream("empty.txt", b""), "empty.txt", b""),
    ],
)
def test_the_packager_gives_back_the_file_and_its_name(stream: bytes, name: str, data: bytes) -> None:
    part = packaged(stream)
    assert part is not None
    assert (part.name, part.data, part.refused) == (name, data, None)


def test_a_package_that_only_points_at_a_file_is_a_link() -> None:
    part = packaged(packager_stream("Report.docx", b"", link=True))
    assert part is not None
    assert part.refused is Unreadable.LINK_ONLY


def test_another_programs_data_or_half_a_package_is_no_file() -> None:
    whole = packager_stream("Report.docx", REPORT)
    assert packaged(b"") is None
    assert packaged(b"\x20\0\0\0" + b"equation" * 4) is None
    assert all(packaged(whole[:length]) is None for length in range(0, len(whole) - 1, 97))
