"""A family tree drawn by hand or in boxes: few words, no sentences, people with their ages across the generations."""

import re

from extractors.block_words import count_of
from extractors.reading import Reading, block_text
from extractors.titles import Layout
from extractors.words import label_key

_MOST_WORDS = 160
_LONGEST_LINE = 14
"""Words; a drawing has notes beside its lines but tells nothing."""
_LEAST_PEOPLE = 4
_GENERATION = 18
"""Years between the oldest and the youngest who have an age."""
_AGED = re.compile(
    r"(?<![\w.])[A-Z][\w’'-]*\.?(?:\s[A-Z][\w’'-]*\.?){0,2},?\s\(?(\d{1,2})\b(?![./:-]\d|(?:st|nd|rd|th)\b)"
)
_BORN_OR_DEAD = re.compile(
    r"\b(?:b|d|born|died|dec|dob)\b\.?:?\s?(?:\d{4}|\d{1,2}[./]\d)|†|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b",
)
_KIN = re.compile(
    r"\b(?:m\b\.?\s?(?:\d|\[)|married|sep(?:arated)?\b|div(?:orced)?\b|partner|ex\b|live together|together|dad|mum"
    r"|father|mother|half[- ](?:brother|sister|sib)|twins?\b|adopted|nan|nana|gran\w*|was [A-Z]|née|nee|died|dec)"
    r"|(?:^|\s)\?(?=\s|$)",
    re.IGNORECASE | re.MULTILINE,
)
_COLUMNS = frozenset(("name", "relationship", "dob", "date of birth", "age", "role", "item", "date"))


def is_family_tree(reading: Reading, layout: Layout) -> bool:
    """Whether its few words are a drawn family: four people or more with age, birth or death, and their ties."""
    blocks = (*reading.headers, *reading.blocks)
    if not 0 < count_of(blocks) <= _MOST_WORDS or layout.is_letter:
        return False
    if any(_COLUMNS & {label_key(cell) for cell in header.cells} for header in layout.table_headers):
        return False
    lines = [line for block in blocks for line in block_text(block).split("\n")]
    if any(len(part.split()) > _LONGEST_LINE for line in lines for part in line.split("\t")):
        return False
    words = " ".join(" ".join(lines).split())
    ages = [int(found[1]) for found in _AGED.finditer(words)]
    others = len(_BORN_OR_DEAD.findall(words))
    spans = bool(ages) and max(ages) - (0 if others else min(ages)) >= _GENERATION
    return spans and len(ages) + others >= _LEAST_PEOPLE and len(_KIN.findall(words)) >= 2
