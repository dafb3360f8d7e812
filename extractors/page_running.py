"""Running headers and footers: the lines that stand at the top or foot of page after page, and page numbers there."""

import re
from collections.abc import Iterable, Sequence

from extractors.page_words import Line

_MARGIN = 0.075
"""The share of a page's height at its top and foot where running headers and footers stand."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)


def running_lines(pages: Iterable[tuple[int, float, Sequence[Line]]]) -> dict[tuple[int, float], str]:
    """Which lines run on, by page and top edge: "header" or "footer"; `pages` are numbers, heights and lines.

    On the only page of a file whatever stands apart at its top or foot is taken for one, but for what somebody typed.
    """
    found: list[tuple[int, Line, str]] = []
    seen_on: dict[str, set[int]] = {}
    count = 0
    for number, height, lines in pages:
        count += 1
        top, foot = _MARGIN * height, (1 - _MARGIN) * height
        margin = [line for line in lines if (line.box[3] <= top or line.box[1] >= foot) and not line.filled]
        for line in _apart(margin, lines):
            seen_on.setdefault(_DIGITS.sub("#", line.text), set()).add(number)
            found.append((number, line, "header" if line.box[3] <= top else "footer"))
    return {
        (number, line.box[1]): part
        for number, line, part in found
        if count == 1 or len(seen_on[_DIGITS.sub("#", line.text)]) > 1 or _PAGE_NUMBER.match(line.text)
    }


def _apart(margin: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Of lines at the top and foot of a page those that a line's height or more of white parts from all that go on.

    A label and its answer that stand below or above others like them are a row of the form and no running line.
    """
    body = [line for line in lines if line not in margin]
    if not body:
        return []
    edges = {round(left) for line in body for left in line.answers}
    top, foot = min(line.box[1] for line in body), max(line.box[3] for line in body)
    apart: list[Line] = []
    for line in sorted(margin, key=lambda line: max(top - line.box[3], line.box[1] - foot)):
        is_row = any(round(left) + off in edges for left in line.answers for off in (-1, 0, 1))
        if not is_row and (top - line.box[3] > line.height or line.box[1] - foot > line.height):
            apart.append(line)
        else:
            top, foot = min(top, line.box[1]), max(foot, line.box[3])
    return apart
