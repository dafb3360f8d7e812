"""What a paper says it is in its running text, where its title does not: "This is the assessment of …"."""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import Block, Heading, Paragraph, Table
from extractors.title_line import TitleLine

_FIRST_BLOCKS = 30
_FIRST_PROSE = 6
_MOST_WORDS = 22
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+")
_PAPER = r"(?:letter|document|report|paper|record|note|plan|statement|assessment|form|summary|chronology)"
_IS = (
    r"(?:is|are|was|were|forms?|constitutes?|sets? out|records?|summari[sz]es|serves? as|provides?"
    r"|(?:has|have) been (?:prepared|written|completed|produced|compiled)(?: (?:as|for|following))?)"
)
_THIS_IS = re.compile(
    rf"(?:^(?:this|these|the following|below)|\bthis (?:\w+ )?{_PAPER}(?: and the \w+(?: \w+)?)?) {_IS} (?P<what>.+)",
    re.IGNORECASE,
)
_OUTCOME = r"(?:the |our |my )?(?:outcome|result|conclusion|findings?|report|record|minutes|summary|decision)"
_WRITTEN = re.compile(
    r"^(?:i|we) (?:(?:am|are) writing|write) "
    rf"(?:to \w+(?: (?:you|to you))?(?: (?:of|on|about|with|that))?|about|with|following) (?P<what>{_OUTCOME}\b.+)",
    re.IGNORECASE,
)
_MADE = re.compile(r"^(?:\d+\.?\s*)?(?P<what>i make this (?:\w+ )?statement .+)", re.IGNORECASE)
_FOR = re.compile(
    r"^(?P<what>(?:report|minutes|notes?|record|summary|plan|statement|assessment|referral)"
    r" (?:to|for|of|from) .+)",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"\b(?:not|if|should|to be read|attach\w*|enclos\w*|replaces?|instead)\b", re.IGNORECASE)


def announced(blocks: Sequence[Block]) -> Iterator[TitleLine]:
    """The first sentences in which a paper names itself, each as a line that may hold its name."""
    seen = 0
    for block in blocks[:_FIRST_BLOCKS]:
        if isinstance(block, Heading | Table) or not isinstance(block, Paragraph) or seen >= _FIRST_PROSE:
            continue
        sentences = _SENTENCE_ENDS.split(" ".join(block.text.split()))
        seen += len(block.text.split()) > _MOST_WORDS / 2
        for sentence in sentences[:4]:
            yield from (TitleLine(said, block.place) for said in _what_it_says(sentence))


def _what_it_says(sentence: str) -> Iterator[str]:
    """What a sentence says that the paper is: the whole of it, and only what it is called."""
    for pattern in (_THIS_IS, _WRITTEN, _MADE, _FOR):
        if found := pattern.search(sentence):
            said = " ".join(found[0].split()[:_MOST_WORDS])
            if not _NOT_SO.search(said):
                yield said
                if not sentence[: found.start("what")].rstrip().endswith((" for", " following")):
                    yield found["what"].partition(",")[0]
            return
