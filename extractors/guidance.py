"""What a template tells whoever fills it in, and what a writer leaves to be written: neither is an answer.

A line of guidance is known by how it begins. An answer that is nothing else is a question or tells a writer what to
write in everything it says, and something in it speaks to the writer; a name, a figure, the words of a child and a
sentence that tells of anybody make it an answer.
"""

import re

_GUIDANCE = re.compile(
    r"\W*please\s+(?:describe|outline|summarise|set out|state|tick|enter|insert|specify|indicate|use this)\b"
    r"|\W*guidance:",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"(?:please|describe|outline|summarise|set out|state|list|give|tick|enter|insert|specify|indicate|provide|include"
    r"|complete|consider|explain|delete|see guidance)\b|(?:what|how|who|when|where|which|why)\b.*\?$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[](.*)[)\]]\.?", re.DOTALL)
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_ASKS = re.compile(
    r"(?:and |or |if (?:so|not),? )?(?:what|who|whom|whose|how|when|where|which|why|is|are|does|do|did|has|have|can"
    r"|will|would|should)\b.*\?$",
    re.IGNORECASE,
)
_WRITE = (
    r"(?:please )?(?:explain|describe|state|say|tell us|outline|summari[sz]e|set out|specify|detail|list|give|include"
    r"|record|provide|note|consider|think about|write|use|add|show|identify|indicate|refer to|ensure|make sure|do not"
    r"|don[’']t|be (?:clear|specific|brief|concise)|keep (?:to|it))\b(?! of\b)"
)
_TELLS = re.compile(
    rf"{_WRITE}|(?:if|where|when)\b[^,]*?,? ?\b{_WRITE}|(?:this (?:section|box)|you) (?:should|must|need|can|may)\b",
    re.IGNORECASE,
)
_TO_THE_WRITER = re.compile(r"\byou(?:r|rself)?\b|\?", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\b(?:i|i[’']m|my|me|we|us|our|he|she|him|his|hers?|mum|dad|nan|gran)\b", re.IGNORECASE)
_A_NAME_OR_FIGURE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]|[0-9£“”\"‘]|(?<!\w)'")
_NOTE = re.compile(
    r"\s*\[[^\]]*\b(?:to (?:complete|add|fill|insert|confirm|update|check|finish|write|do)|insert|add here|tbc|tbd)\b"
    r"[^\]]*\]\W*",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 600


def without_guidance(text: str) -> str:
    """A text without the lines that tell whoever fills the paper in what to write there.

    >>> without_guidance("(Please describe his day.)\\nHe is up at six.")
    'He is up at six.'
    """
    return "\n".join(line for line in text.split("\n") if not _is_guidance(line))


def is_prompt(line: str) -> bool:
    """Whether a line asks for something to be written: "State which option is the primary plan and why."."""
    return bool(_ASKS_FOR.match(line.strip()))


def _is_guidance(line: str) -> bool:
    bracketed = _IN_BRACKETS.fullmatch(line.strip())
    return bool(_ASKS_FOR.match(bracketed[1].strip()) if bracketed else _GUIDANCE.match(line))


def is_left_to_write(text: str) -> bool:
    """Whether an answer is a note in square brackets that somebody has still to write it.

    >>> is_left_to_write("[AB to complete, see the chronology. Ask Legal about the visit in May]")
    True
    >>> is_left_to_write("[The school] is to complete a plan.")
    False
    """
    return _NOTE.fullmatch(text) is not None


def is_guidance_alone(text: str) -> bool:
    """Whether an answer only says what somebody should write there.

    >>> is_guidance_alone("What does the child say? Use their own words. If non-verbal say how you found out.")
    True
    >>> is_guidance_alone("Provide transport to school. Include both carers in the rota.")
    False
    >>> is_guidance_alone("Who will step in? Her aunt Kay will.")
    False
    """
    if len(text) > _MOST_CHARACTERS or _A_NAME_OR_FIGURE.search(text) or _OF_SOMEBODY.search(text):
        return False
    if not _TO_THE_WRITER.search(text):
        return False
    said = [each.strip(" \t•·*–-()[]") for each in _SENTENCE.findall(text)]
    return all(_ASKS.match(each) or _TELLS.match(each) for each in said if each)
