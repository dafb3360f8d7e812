"""Sentences of the running text that tell what a paper is, where its title does not."""

import re
from collections.abc import Iterable, Iterator, Mapping

from casework.document import DocumentType
from casework.evidence import Evidence
from casework.judging import once
from extractors.block_words import folded_words
from extractors.reading import Block, Reading, Table, block_text
from extractors.title_line import TitleLine
from extractors.words import folded

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+")
_MOST_READ = 5_000
_MOST_BLOCKS = 400
_MOST_QUOTED = 2
_HEDGES = re.compile(
    r"\b(?:if|may|might|could|would|unless|whether|not|avoid|considering|thinking|possible|otherwise|without|before|then)\b",
    re.IGNORECASE,
)


def decisive_line(kind: DocumentType, reading: Reading) -> TitleLine | None:
    """The first sentence that holds one of the type's decisive phrases and does not hedge it."""
    phrases = [f" {folded(phrase)} " for phrase in kind.decisive]
    for block in reading.blocks:
        if any(phrase in folded_words(block) for phrase in phrases):
            for sentence in sentences_of(block):
                words = f" {folded(sentence)} "
                if any(phrase in words for phrase in phrases) and not _HEDGES.search(sentence):
                    return TitleLine(sentence, block.place)
    return None


def sentences_of(block: Block) -> tuple[str, ...]:
    """The sentences of a block on one line each; a table has none."""
    if isinstance(block, Table):
        return ()
    return tuple(" ".join(sentence.split()) for sentence in _SENTENCE_ENDS.split(block.text))


def blocks_holding(reading: Reading, phrases: Iterable[str]) -> dict[str, Block]:
    """The first block that holds each of the phrases (folded, between spaces), of those that some block holds."""
    whole = _whole(reading)
    wanted = [phrase for phrase in phrases if phrase in whole]
    if not wanted:
        return {}
    found = dict[str, Block]()
    for block in reading.blocks[:_MOST_BLOCKS]:
        words = _first_words(block)
        found |= {phrase: block for phrase in wanted if phrase not in found and phrase in words}
    return found


@once
def _whole(reading: Reading) -> str:
    return "\n".join(map(_first_words, reading.blocks[:_MOST_BLOCKS]))


@once
def _first_words(block: Block) -> str:
    text = block_text(block)
    return folded_words(block) if len(text) <= _MOST_READ else f" {folded(text[:_MOST_READ])} "


def sentences_holding(found: Mapping[str, Block], file: str) -> Iterator[Evidence]:
    """The sentences that hold the phrases; of a table none, since its cells are no sentence."""
    for phrase, block in list(found.items())[:_MOST_QUOTED]:
        for sentence in sentences_of(block):
            if phrase in f" {folded(sentence)} ":
                yield Evidence(file, block.place, sentence)
                break
