"""Word files of old kinds (.doc, .rtf), written by LibreOffice from a new one that holds all that may get lost."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORD_97, RICH_TEXT = "doc:MS Word 97", "rtf:Rich Text Format"
_TICKED = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>'
_UNTICKED = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
_CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList>'

TICKS = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
{\field{\*\fldinst { FORMCHECKBOX }{\*\formfield{\fftype1\ffres1{\*\ffname A}\ffdefres0}}}{\fldrslt }} ticked\par
{\field{\*\fldinst { FORMCHECKBOX }{\*\formfield{\fftype1\ffres25{\*\ffname B}\ffdefres1}}}{\fldrslt }} by default\par
{\field{\*\fldinst { FORMCHECKBOX }{\*\formfield{\fftype1\ffres0{\*\ffname C}\ffdefres1}}}{\fldrslt }} unticked\par
{\field{\*\fldinst { FORMDROPDOWN }
{\*\formfield{\fftype2\ffres1{\*\ffname D}\ffdefres0{\*\ffl No}{\*\ffl Yes}}}}{\fldrslt }}\par}
"""
"""Form fields as Word writes them into RTF (RTF 1.9.1, Form Fields): \\ffres25 leaves a box as \\ffdefres has it."""


def rtf(text: str) -> bytes:
    """A text of one paragraph as RTF; control words in it are taken as such."""
    return f"{{\\rtf1\\ansi {text}\\par}}".encode()


def form_of_every_trick() -> bytes:
    """A filled form with what old formats and their readers lose: form fields, changes, notes, merged cells."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Draft of the placement request"
    section.footer.paragraphs[0].text = "Anyshire, page foot"
    document.add_heading("Placement request", 1)
    table = document.add_table(rows=5, cols=2, style="Table Grid")
    for row, label in enumerate(("Name of child", "Consent given", "Emergency", "Agreed")):
        table.cell(row, 0).text = label
    _form_field(table.cell(0, 1).paragraphs[0], "<w:textInput/>", "FORMTEXT", "Jayden Tolliver")
    _form_field(table.cell(1, 1).paragraphs[0], _TICKED, "FORMCHECKBOX", "")
    _form_field(table.cell(2, 1).paragraphs[0], _UNTICKED, "FORMCHECKBOX", "")
    _form_field(table.cell(3, 1).paragraphs[0], _CHOICE, "FORMDROPDOWN", "")
    table.cell(4, 0).merge(table.cell(4, 1)).text = "One cell over two columns"
    document.add_heading("What changed", 2)
    changed = document.add_paragraph("He stays with his aunt ")
    changed._p.append(_change("ins", "w:t", "until June"))
    changed._p.append(_change("del", "w:delText", "until May"))
    document.add_paragraph("First of the list", style="List Number")
    document.add_paragraph("Second of the list", style="List Number")
    struck = document.add_paragraph("Delete as applicable: ").add_run("struck words")
    struck.font.strike = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def saved_as(content: bytes, kind: str, soffice: str, ending: str = "docx") -> bytes:
    """The file as LibreOffice saves it in another kind, such as WORD_97."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"file.{ending}").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
        subprocess.run([*command, str(folder / f"file.{ending}")], check=True, capture_output=True, timeout=120)
        (made,) = (folder / "out").iterdir()
        return made.read_bytes()


def _form_field(paragraph: Any, data: str, word: str, shown: str) -> None:
    """A form field as Word had them before content controls (ECMA-376 part 1, 17.16.17)."""
    head = f'<w:ffData><w:name w:val="f"/><w:enabled/>{data}</w:ffData>'
    parts = (
        f'<w:fldChar w:fldCharType="begin">{head}</w:fldChar>',
        f"<w:instrText> {word} </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    for part in parts:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))


def _change(kind: str, tag: str, words: str) -> Any:
    about = 'w:id="9" w:author="A. Manager" w:date="2026-02-03T10:00:00Z"'
    return parse_xml(f"<w:{kind} {nsdecls('w')} {about}><w:r><{tag}>{words}</{tag}></w:r></w:{kind}>")
