"""Sentences that say what a paper is for, where its title does not."""

import re

from casework.document import DocumentType
from extractors.reading import Block, Reading, Table
from extractors.titles import TitleLine
from extractors.words import folded

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+")
_HEDGES = re.compile(
    r"\b(?:if|may|might|could|would|unless|whether|not|avoid|considering|thinking|possible)\b", re.IGNORECASE
)


def decisive_line(kind: DocumentType, reading: Reading) -> TitleLine | None:
    """The first sentence that holds one of the type's decisive phrases and does not hedge it."""
    phrases = [f" {folded(phrase)} " for phrase in kind.decisive]
    for block in reading.blocks:
        for sentence in sentences_of(block):
            words = folded(sentence)
            if any(phrase in f" {words} " for phrase in phrases) and not _HEDGES.search(sentence):
                return TitleLine(sentence, block.place)
    return None


def sentences_of(block: Block) -> tuple[str, ...]:
    """The sentences of a block on one line each; a table has none."""
    if isinstance(block, Table):
        return ()
    return tuple(" ".join(sentence.split()) for sentence in _SENTENCE_ENDS.split(block.text))
