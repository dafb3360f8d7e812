"""What the things of a reading are called, for the page and for the plain text."""

from collections.abc import Mapping

from casework.document import DocumentState
from generators.reading_page_things import How
from generators.terms import in_words
from generators.wording import Label, pages_in_words

_SKEWED = 0.1
"""Degrees of skew that nobody would see."""

CONTROLS: Mapping[str, str] = {
    "text": "text box",
    "dropdown": "list to choose from",
    "combo": "list to choose from or type into",
    "date": "date box",
    "checkbox": "tick box",
    "picture": "picture box",
    "signature": "signature box",
}
"""Controls by the kind that readers give."""

SIGNATURES: Mapping[str, str] = {
    "digital": "digital signature",
    "ink": "something written by hand where a person signs",
    "picture": "a picture where a person signs",
}

HOWS: Mapping[How, str] = {
    How.TEMPLATE: "printed on the form",
    How.ANSWER: "filled in",
    How.PROMPT: "prompt of the form",
    How.STRUCK: "struck out",
    How.DELETED: "deleted",
    How.HIDDEN: "hidden",
    How.COMMENT: "comment",
    How.INSERTED: "put in later",
    How.HIGHLIGHTED: "highlighted",
    How.UNSURE: "hard to read",
}

ANSWERS: Mapping[str, Label] = {
    "answered": Label("✓", "Answered", "good"),
    "blank": Label("!", "Blank", "open"),
    "deferred": Label("…", "To follow", "open"),
    "not_applicable": Label("–", "Does not apply", "quiet"),
    "elsewhere": Label("→", "Says to look elsewhere", "check"),
}
"""What an answer says, by `casework.answered.Answered`."""

SECTIONS: Mapping[str, Label] = {**ANSWERS, "answered": Label("✓", "Filled in", "good")}
"""What stands under a heading."""

STATES: Mapping[DocumentState, str] = {
    DocumentState.BLANK_TEMPLATE: "Empty form",
    DocumentState.DRAFT: "Draft",
    DocumentState.FINAL: "Final",
    DocumentState.SIGNED: "Signed",
    DocumentState.FILED: "Filed at court",
    DocumentState.UNKNOWN: "The paper does not say",
}

FORMS: Mapping[str, str] = {
    "acroform": "A PDF form to fill in",
    "xfa": "A PDF form that only Adobe’s own reader shows (XFA)",
}


ENGINES: Mapping[str, str] = {"tesseract": "Tesseract", "rapidocr": "RapidOCR"}
"""What reads scans, by the name readers give it."""


def scan_note(engines: tuple[str, ...], turned: int, skew: float, covered: float, words: int, unsure: int) -> str:
    """How the picture of a page was read, and how well.

    >>> scan_note(("tesseract",), 90, 0.0, 0.984, 212, 3)[:60]
    'This is a picture. We turned it by 90 degrees and read it wi'
    >>> scan_note(("tesseract",), 0, 1.4, 0.984, 212, 3)[-56:]
    'Words made out: 212, on 98% of the ink. Hard to read: 3.'
    """
    did = [f"turned it by {turned} degrees"] if turned else []
    did += [f"straightened it by {abs(skew):.1f} degrees"] if abs(skew) >= _SKEWED else []
    did += [f"read it with {in_words(ENGINES.get(each, each) for each in engines)}"] if engines else []
    start = f"This is a picture. We {in_words(did)}." if did else "This is a picture."
    if not words:
        return f"{start} No words were made out."
    hard = f" Hard to read: {unsure}." if unsure else ""
    return f"{start} Words made out: {words}, on {covered:.0%} of the ink.{hard}"


def control_note(kind: str, name: str) -> str:
    """What a control is and what the file calls it.

    >>> control_note("date", "Date of birth")
    'date box “Date of birth”'
    """
    called = CONTROLS.get(kind, "box to fill in")
    return f"{called} “{name}”" if name else called


def heading_note(level: int, weakest: int) -> str:
    """The rank of a heading; one of the weakest rank only looks like a heading.

    >>> heading_note(0, 7), heading_note(2, 7), heading_note(7, 7)
    ('title', 'level 2', 'looks like a heading')
    """
    if level >= weakest:
        return "looks like a heading"
    return f"level {level}" if level else "title"


def page_ranges(ranges: tuple[tuple[int, int], ...]) -> str:
    """Pages in words.

    >>> page_ranges(((2, 2), (5, 7)))
    'page 2 and pages 5 to 7'
    """
    each = [pages_in_words(first, last) for first, last in ranges]
    return " and ".join(each) if len(each) < 3 else f"{', '.join(each[:-1])} and {each[-1]}"
