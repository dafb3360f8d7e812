"""The words of an HTML mail, in time that grows with its length alone; a reader of mail needs no more of HTML."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,20})[^<>]*>")
SILENT = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<head", "</head"), ("<title", "</title"))
LINES = frozenset(
    ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul", "ol"]
)


def words_of(markup: str) -> str:
    """The text a person would see, a line for each block.

    >>> words_of("<p>One &amp; two</p><style>x</style><div>three</div>")
    'One & two\\nthree'
    """
    for start, end in SILENT:
        markup = _without(markup, start, end)
    text = html.unescape(TAG.sub(lambda tag: "\n" if tag[1].strip("/").lower() in LINES else "", _one_line(markup)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _one_line(markup: str) -> str:
    return markup.replace("\r", " ").replace("\n", " ")


def _without(markup: str, start: str, end: str) -> str:
    """The markup less everything between these two; each letter is passed once."""
    lowered, kept, at = markup.lower(), [], 0
    if len(lowered) != len(markup):  # a few letters change length in lower case, and then places would not agree
        lowered = markup
    while (begin := lowered.find(start, at)) >= 0:
        kept.append(markup[at:begin])
        close = lowered.find(end, begin + len(start))
        if close < 0:
            return "".join(kept)
        at = close + len(end)
        if not end.endswith(">"):
            at = (lowered.find(">", at) + 1) or at
    return "".join([*kept, markup[at:]])
