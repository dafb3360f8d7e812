"""The templates of a reply that a council may edit, and what happens where one of them is broken: ours are used.

A template is broken where it cannot be filled, and where it leaves out something that its reader has to do.
"""

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generators.render import OUTPUTS, render, render_from

EDITABLE = ("reply_text", "reply_html")
LONGEST = 400_000
"""Letters of a reply; more is a template that repeats itself without end."""


def filled(
    output: str, folder: Path | None, values: Mapping[str, object], has_to_say: Iterable[str]
) -> tuple[str, bool]:
    """An output from the council's own template in that folder, where it has one; and whether that was broken."""
    if folder is None or not (folder / OUTPUTS[output]).is_file():
        return render(output, **values), False
    text = _from(folder, output, values)
    if text is None or any(_flat(words) not in _flat(_without_tags(text, output)) for words in has_to_say):
        return render(output, **values), True
    return text, False


def _from(folder: Path, output: str, values: Mapping[str, object]) -> str | None:
    from jinja2 import TemplateError

    wrongs = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, OSError)
    try:
        text = render_from(folder, output, values)
    except (TemplateError, *wrongs):
        return None  # whatever a template can do wrong concerns this template alone
    return text if len(text) <= LONGEST else None


def _without_tags(text: str, output: str) -> str:
    return html.unescape(re.sub(r"<[^>]{0,2000}>", "", text)) if output.endswith("_html") else text


def _flat(text: str) -> str:
    return "".join(text.split())
