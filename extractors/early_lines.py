"""Lines of paragraphs that may be titles though nothing sets them apart: short, whole and no sentence."""

import re
from collections.abc import Iterator

from extractors.words import folded

MAX_TITLE_WORDS = 16
_MAX_NAME_WORDS = 5
"""So many words after a colon may name the person that a title goes on to: "Parenting Assessment: Ann Example"."""
_SENTENCE = 0.75
"""What the first sentence of a paragraph counts of what a line by itself does."""
_FEW_WORDS = 5
"""A sentence of no more, such as "Child in care plan.", is as good as a line by itself."""
MENTIONS = re.compile(
    r"\b(?:attach\w*|enclos\w*|append\w*|see|refer|please|following|below|copies|list of)\b", re.IGNORECASE
)
_IN_CONTENTS = re.compile(r"\s\d{1,3}\s*$")
"""A line of a table of contents: it ends in a page number."""
_FIRST_SENTENCE = re.compile(r"(.{10,140}?[^\d\W][.;:])(?:\s|$)", re.DOTALL)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|should|can|could|may|did|does|do|said|told|came|went"
    r"|met|asks|wants|lives)\b",
    re.IGNORECASE,
)
"""A sentence with one of these tells something; without, it may only name the paper."""


def early_lines(text: str, is_very_first: bool) -> Iterator[tuple[str, float]]:
    """The printed lines of a paragraph that may be titles; of the very first paragraphs their first sentence too."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    found = [line for line in lines if line and not _is_in_contents(line) and is_title_like(line)]
    yield from ((line, 1.0) for line in found)
    if is_very_first and not found and (sentence := _FIRST_SENTENCE.match(" ".join(text.split()))):
        line = sentence[1][:-1]
        if is_title_like(line) and not _TELLS.search(line):
            yield line, 1.0 if len(line.split()) <= _FEW_WORDS else _SENTENCE


def is_title_like(text: str) -> bool:
    """Whether a line could be a title by its length and marks: no sentence, no label with its answer."""
    if len(text.split()) > MAX_TITLE_WORDS or text.endswith((".", ";", ",", "?", ":")) or MENTIONS.search(text):
        return False
    head, colon, rest = text.partition(":")
    names = folded(head) in ("re", "subject", "title", "document", "form")
    return not colon or names or (len(head.split()) > 1 and 0 < len(rest.split()) <= _MAX_NAME_WORDS)


def _is_in_contents(line: str) -> bool:
    return _IN_CONTENTS.search(line) is not None
