"""The templates and how they are filled: all escaped, an unknown name is an error, nothing unsafe can be called."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generators.plainly import one_line, when_in_words, wrapped
from generators.wording import day_in_words

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TEMPLATES = Path(__file__).parent / "templates"

OUTPUTS: Mapping[str, str] = {
    "report": "report.html",
    "reply_text": "reply.txt",
    "reply_html": "reply.html",
    "notice_text": "notice.txt",
    "notice_html": "notice.html",
    "agenda_text": "agenda.txt",
    "agenda_html": "agenda.html",
    "overview": "overview.html",
    "reading": "reading.html",
    "policy_index": "policy_index.html",
    "policy_panel": "policy_panel.html",
    "policy_request": "policy_request.html",
    "policy_facts": "policy_facts.html",
    "policy_calendar": "policy_calendar.html",
    "policy_questions": "policy_questions.html",
}
"""Each output and its template."""


def render(output: str, **values: object) -> str:
    """Fill an output's template."""
    return render_from(None, output, values)


def render_from(folder: Path | None, output: str, values: Mapping[str, object]) -> str:
    """Fill an output's template in that folder, which may include ours."""
    text: str = _environment(folder).get_template(OUTPUTS[output]).render(**values)
    return text.strip("\n") + "\n"


def style_and_policy(*more_sheets: str, pictures: bool = False) -> dict[str, object]:
    """The style sheets, and a content security policy under which a browser runs and loads nothing else.

    `pictures` lets it show those that are inside the page itself.
    """
    from markupsafe import Markup

    css = "".join((TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in ("page.css", *more_sheets))
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    shown = " img-src data:;" if pictures else ""
    policy = f"default-src 'none'; style-src 'sha256-{digest}';{shown} base-uri 'none'; form-action 'none'"
    return {"css": Markup(css), "policy": policy}  # noqa: S704 - our own file, not anything that came in


@cache
def _environment(folder: Path | None = None) -> "SandboxedEnvironment":
    # Imported here: a plain `check --json` never needs it, and it costs a cold start some 60 ms.
    from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader([folder, TEMPLATES] if folder else TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _filters()
    return environment


def _filters() -> dict[str, Any]:
    return {"day": _day, "when": when_in_words, "wrapped": wrapped, "one_line": one_line, "counted": counted}


def _day(day: date | datetime | None) -> str:
    return day_in_words(day)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "page"), counted(3, "page"), counted(2, "copy", "copies")
    ('1 page', '3 pages', '2 copies')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
