"""A line of a paper that may name it, with the printed lines it was joined from."""

import re
from dataclasses import dataclass, replace

from casework.evidence import Place
from extractors.words import folded

_LEADS = re.compile(
    r"an?|the|minutes|notes?|record|report|of|for|draft|updated|review|initial|agenda|official|sensitive|restricted"
    r"|private|confidential|strictly|template|copy|re|section|part|appendix|annex"
)
_COURT_NAMED = re.compile(
    r"(?:in the (?:family|high|county) court.{0,40}? )?in the matter of the children act \d+"
    r"|in the (?:family|high|county) court(?: sitting)?(?: at(?: \w+){1,3})?"
)
_PANEL_NAMED = re.compile(r"(?:\w+ ){1,6}?(?=panel\b)")
"""In folded words: what a title may follow on the same line, at most."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line that may name the paper; `share` is how much it counts, `breaks` where its printed lines end, in words."""

    text: str
    place: Place
    share: float = 1.0
    is_styled: bool = True
    breaks: tuple[int, ...] = ()
    printed: tuple["TitleLine", ...] = ()
    """The lines it was joined from, where there are several."""

    def part_around(self, start: int, end: int) -> tuple[int, int, int]:
        """The printed lines a run of words stands in: first word, last word and the number of the first of them."""
        edges = (0, *self.breaks)
        number = max(index for index, edge in enumerate(edges) if edge <= start)
        last = next((edge for edge in self.breaks if edge >= end), end)
        return edges[number], last, number

    def holding(self, start: int, end: int) -> "TitleLine":
        """The printed line that a run of words stands in; where it runs over several, those as one."""
        held = zip((0, *self.breaks), self.breaks, self.printed, strict=False)
        lines = [line for first, last, line in held if first < end and start < last]
        return joined(lines) if lines else self

    def runs_over(self, start: int, end: int) -> bool:
        """Whether a run of words begins in one printed line and goes on in the next."""
        return any(start < edge < end for edge in self.breaks)

    @property
    def lead(self) -> int:
        """How many words come before what the line is about: "Minutes of the", "DRAFT", a council's or court's name."""
        text = folded(self.text)
        words = text.split()
        found = [each.match(text) for each in (_COURT_NAMED, _PANEL_NAMED)]
        named = max((len(one[0].split()) for one in found if one), default=0)
        council = next((index + 1 for index, word in enumerate(words[:7]) if word == "council"), 0)
        while council < len(words) and _LEADS.fullmatch(words[council]):
            council += 1
        return max(council, named)


def joined(block: list[TitleLine]) -> TitleLine:
    """Printed lines as one."""
    breaks, total = [], 0
    for line in block:
        total += len(folded(line.text).split())
        breaks.append(total)
    text = " ".join(line.text for line in block)
    return replace(block[0], text=text, breaks=tuple(breaks), printed=tuple(block))
