"""What is left of an answer once the form's own printed text is taken away, and whether anything is."""

import re

from casework.document import DocumentType
from extractors.catalogue import Catalogue
from extractors.words import folded

_UNFILLED = re.compile(
    r"\[(?:insert|name|date|case|court|number|place|child|mother|father|local authority|\*\*)[^\]]*\]"
    r"|«[^»]*»|\bx{3,}\b|\b(?:dd/mm/yy(?:yy)?)\b|\b0?1/0?1/0000\b|_{2,}(?:/_{2,})*",
    re.IGNORECASE,
)
_CHOICES = re.compile(r"yes\s*(?:/|or)\s*no|y\s*/\s*n|delete as (?:appropriate|applicable|relevant)", re.IGNORECASE)
_TICKED = re.compile(r"☒\s*([^☒☐\n\t]*)")
_BEFORE_TICK = re.compile(r"([^☒☐\n\t]*?)\s*☒")
_MAX_PROMISE = 6
"""Words of "To be confirmed by commissioning"; a longer answer has more to say than that it is awaited."""
_MEANS_NOTHING = re.compile(r"^[\W_]*$")


class Answers:
    """Judges answers on forms of one type."""

    def __init__(self, catalogue: Catalogue, form: DocumentType | None) -> None:
        self._catalogue = catalogue
        prompts = {folded(prompt) for prompt in (form.prompts if form else ())} - {""}
        self._whole = prompts | catalogue.blank_words
        self._starts = sorted((each for each in self._whole if len(each.split()) > 2), key=len, reverse=True)

    def answer(self, text: str) -> tuple[str, bool]:
        """The sender's own words in an answer, and whether they leave it blank.

        "TBC" is kept as it stands and counts as blank; "N/A", "none" and "£0" are answers.
        """
        lines = [kept for line in text.split("\n") if (kept := self._own_words(line))]
        value = _chosen("\n".join(lines).strip())
        return value, self.is_blank(value)

    def is_blank(self, value: str) -> bool:
        """Whether an answer says nothing: no words, or only a promise of some, perhaps with by whom or when."""
        if _MEANS_NOTHING.match(value) or _CHOICES.fullmatch(value.strip(" \t.")):
            return True
        words = folded(value).split()
        if len(words) > _MAX_PROMISE:
            return False
        deferred = self._catalogue.deferred_words
        return any(" ".join(words[:count]) in deferred for count in range(len(words), 0, -1)) and "£" not in value

    def _own_words(self, line: str) -> str:
        line = _UNFILLED.sub(" ", line).strip()
        key = folded(line)
        if not key and "☐" not in line and "☒" not in line:
            return ""
        if key in self._whole:
            return ""
        for start in self._starts:
            if key.startswith(start + " "):
                return _after(line, start)
        return line


def _after(line: str, start: str) -> str:
    """What follows a printed prompt in a line."""
    words = line.split()
    for count in range(1, len(words) + 1):
        if folded(" ".join(words[:count])) == start:
            return " ".join(words[count:]).strip(" :-–")
    return line


def _chosen(value: str) -> str:
    """The ticked choices of an answer made of tick boxes, "" where none is ticked; other answers as they are."""
    if "☐" not in value and "☒" not in value:
        return value
    is_box_first = value.lstrip()[:1] in "☐☒"
    ticked = (_TICKED if is_box_first else _BEFORE_TICK).findall(value)
    words = [each.strip(" \t:;,-") for each in ticked]
    if "☒" in value:
        return "\n".join(word for word in words if word) or "Yes"
    return ""
