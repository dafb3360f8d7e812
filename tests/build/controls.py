"""Word's own XML for content controls, tracked changes, page numbers and text boxes."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

from .content import Control

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
V = "urn:schemas-microsoft-com:vml"
SPACES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:v="{V}"'


def element(xml: str) -> Any:
    """The XML as an element python-docx can place, with the usual prefixes declared."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", xml))


def run_xml(text: str, *, prompt: bool = False, tag: str = "w:t") -> str:
    """A run of text; a form's prompt wears the grey style Word gives it."""
    style = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>' if prompt else ""
    return f'<w:r>{style}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _kind_xml(control: Control) -> str:
    listed = control.items or ((control.text,) if control.text else ())
    items = "".join(f"<w:listItem w:displayText={quoteattr(i)} w:value={quoteattr(i)}/>" for i in listed)
    match control.kind:
        case "text":
            return '<w:text w:multiLine="1"/>'
        case "rich":
            return "<w:richText/>"
        case "dropdown":
            return f"<w:dropDownList>{items}</w:dropDownList>"
        case "combo":
            return f"<w:comboBox>{items}</w:comboBox>"
        case "date":
            return '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/></w:date>'
        case "checkbox":
            ticked = int(control.shown in "☒☑")
            return (
                f'<w14:checkbox><w14:checked w14:val="{ticked}"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
            )


def control_xml(control: Control, number: int, content: str = "") -> str:
    """The whole control; `content` replaces the run inside it where the control holds a paragraph or a cell."""
    showing = control.is_prompt and control.flagged and control.kind != "checkbox"
    alias = f"<w:alias w:val={quoteattr(control.title)}/>" if control.title else ""
    flag = "<w:showingPlcHdr/>" if showing else ""
    inside = content or run_xml(control.shown, prompt=showing)
    return (
        f'<w:sdt><w:sdtPr>{alias}<w:id w:val="{number}"/>{flag}{_kind_xml(control)}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def paragraph_control_xml(control: Control, number: int) -> str:
    """A control around a whole paragraph."""
    inner = run_xml(control.shown, prompt=control.is_prompt and control.flagged)
    return control_xml(control, number, f"<w:p>{inner}</w:p>")


def change_xml(text: str, author: str, on: date, number: int, *, deleted: bool = False) -> str:
    """A tracked insertion or deletion."""
    kind, tag = ("w:del", "w:delText") if deleted else ("w:ins", "w:t")
    when = f"{on.isoformat()}T09:30:00Z"
    return f'<{kind} w:id="{number}" w:author={quoteattr(author)} w:date="{when}">{run_xml(text, tag=tag)}</{kind}>'


def text_box_xml(text: str) -> str:
    """A run holding an old-style text box, the kind every version of Word still opens."""
    return (
        '<w:r><w:pict><v:shape style="width:300pt;height:60pt" filled="f" stroked="t"><v:textbox>'
        f"<w:txbxContent><w:p>{run_xml(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def page_number_xml(field: str) -> str:
    """A field that Word fills in: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {field} ">{run_xml("1")}</w:fldSimple>'


def numbers(start: int = 1000) -> count[int]:
    """Ids for controls and changes, unique within one file."""
    return count(start)
