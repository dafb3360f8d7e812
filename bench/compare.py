"""Our reading of a file against the words another program, or the file's own objects, say are in it."""

import signal
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bench.known import Known, without_known
from bench.oracles import shows_something
from bench.pdf_objects import annotation_words, form_words, has_strike_outs
from bench.word_xml import count_words
from bench.words import Agreement, Bag, agreement, in_order, side_by_side, words_of
from casework.document import Unreadable
from extractors.read import reading_of
from extractors.reading import Reading, Standing, UnreadableFile, text_of
from ingest.file_kind import kind_of

SECONDS = 60
OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
STANDING = {
    "deleted": Standing.DELETED,
    "struck": Standing.STRUCK,
    "hidden": Standing.HIDDEN,
    "prompt": Standing.PROMPT,
    "comments": Standing.COMMENT,
}
SAID = (Unreadable.PASSWORD, Unreadable.DAMAGED, Unreadable.POOR_SCAN)
IN_BLOCKS = (Standing.INSERTED, Standing.HIGHLIGHTED)


@dataclass(slots=True)
class Result:
    """What came of one file; `words` compares what stands in it, `apart` each other part with the file's own words."""

    path: Path
    not_compared: str = ""
    refused: str = ""
    unread_pages: int = 0
    silent: bool = False
    """Whether its page shows something, and we neither have a word nor say that the page was not read."""
    words: Agreement = field(default_factory=lambda: agreement((), ()))
    apart: dict[str, Agreement] = field(default_factory=dict)
    judged: Agreement = field(default_factory=lambda: agreement((), ()))
    """`words` without the known differences."""
    neighbours: float = 1.0
    """Of the words side by side in one paragraph or cell of theirs, the share that are side by side in ours."""
    known: tuple[str, ...] = ()
    """The known differences that were found."""

    @property
    def in_order(self) -> float:
        """How well the order is kept, measured the way that suits the page: whole, or paragraph by paragraph."""
        return max(self.words.order, self.neighbours)

    @property
    def name(self) -> str:
        """The file and its folder."""
        return f"{self.path.parent.name}/{self.path.name}"


def result_of(
    path: Path,
    text: str | None,
    laid_out: str = "",
    paragraphs: Sequence[str] = (),
    rules: Sequence[Known] = (),
) -> Result:
    """Compares one file with the other program's text of it; None where that program makes none.

    `laid_out` is a second text of that program's in another order; `paragraphs` what it thinks belongs together.
    """
    result, reading = Result(path), Reading()
    try:
        reading = _read(path)
    except UnreadableFile as unreadable:
        result.refused = unreadable.reason.value
    except Exception as error:  # a fault of ours, to be shown among the others and not to end the measuring
        result.refused = f"raises {type(error).__name__}"
    result.unread_pages = sum(last - first + 1 for first, last in reading.unread_pages)
    ours = (
        f"we say {result.refused}" if result.refused else f"we read it{', but for pages' * bool(result.unread_pages)}"
    )
    result.not_compared = _why_not(path, text, reading)
    if result.not_compared:
        result.not_compared += f"; {ours}"
        result.silent = path.suffix.lower() == ".pdf" and _is_silent(result, reading)
    elif path.suffix.lower() == ".pdf":
        _compare_pdf(result, reading, words_of(text or ""), words_of(laid_out))
    else:
        _compare_word(result, reading, words_of(text or ""))
    ours_in_order = words_of("\n".join(map(text_of, (reading.blocks, reading.headers, reading.footers, reading.notes))))
    result.neighbours = side_by_side([words_of(each) for each in paragraphs], ours_in_order)
    kind = "pdf" if path.suffix.lower() == ".pdf" else "docx"
    result.judged, result.known = without_known(path, kind, result.words, rules)
    return result


def _is_silent(result: Result, reading: Reading) -> bool:
    is_said = (
        reading.marks
        or result.unread_pages
        or result.refused in (Unreadable.PASSWORD, Unreadable.DAMAGED, Unreadable.POOR_SCAN)
    )
    return not is_said and shows_something(result.path)


def _why_not(path: Path, text: str | None, reading: Reading) -> str:
    """Why a file cannot be compared, or nothing."""
    with path.open("rb") as file:
        start = file.read(8)
    if path.suffix.lower() != ".pdf" and start == OLE_START:
        return "by its bytes an OLE file: encrypted, or an old .doc"
    if path.suffix.lower() != ".pdf" and not start.startswith(b"PK"):
        return "by its bytes no Word file"
    if text is None:
        return "the other program makes no text of it"
    if not words_of(text) and not words_of(text_of(reading.blocks)):
        return "no words in the other program's text, nor in ours"
    return ""


def _read(path: Path) -> Reading:
    def late(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        return reading_of(path, kind_of(path))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _compare_word(result: Result, reading: Reading, printed: list[str]) -> None:
    """LibreOffice's text put right by the XML: with text boxes; without deleted, struck, hidden words and prompts."""
    counted = count_words(result.path)
    everything, kept = Counter(counted.everything), Counter(counted.kept)
    expected = Counter(printed) - (everything - kept) + (kept - everything) + Counter(counted.boxed)
    found = words_of(text_of(reading.blocks))
    allowed = (expected + Counter(counted.beside + counted.drawn)).elements()
    result.words = agreement(expected.elements(), found, in_order(printed, found), allowed=allowed)
    if result.refused:
        return
    result.apart["beside"] = _held(counted.beside, found)
    for part in ("headers", "footers", "notes"):
        found = words_of(text_of(getattr(reading, part)))
        result.apart[part] = agreement(getattr(counted, part), found)
    for part, how in STANDING.items():
        result.apart[part] = agreement(getattr(counted, part), _aside(reading, how))
    result.apart["inserted"] = _inserted(counted.inserted, reading)


def _inserted(expected: list[str], reading: Reading) -> Agreement:
    """Inserted words stand in the blocks as well as in the asides; one that lacks in either is missing."""
    aside = _aside(reading, Standing.INSERTED)
    return agreement(expected, (Counter(aside) & Counter(words_of(text_of(reading.blocks)))).elements())


def _compare_pdf(result: Result, reading: Reading, printed: list[str], laid_out: list[str]) -> None:
    """pdftotext's text; what is typed into fields and annotations it need not hold, and may stand in ours."""
    body = words_of(text_of(reading.blocks))
    found = Counter(body + words_of("\n".join((text_of(reading.notes), reading.properties.watermark))))
    found += _running(reading, Counter(printed) - found)
    asides = words_of("\n".join(aside.text for aside in reading.asides if aside.how not in IN_BLOCKS))
    if has_strike_outs(result.path):
        found += Counter(printed) - found & Counter(_aside(reading, Standing.STRUCK))
    values, notes = form_words(result.path), annotation_words(result.path)
    order = max(in_order(printed, body), in_order(laid_out, body) if laid_out != printed else 0)
    allowed = (Counter(printed) | Counter(values) | Counter(notes)).elements()
    result.words = agreement(printed, found.elements(), order, allowed=allowed)
    result.apart["form values"] = _held(values, found)
    result.apart["annotations"] = _held(notes, found + Counter(asides))


def _running(reading: Reading, wanted: Bag) -> Bag:
    """The words of headers and footers, each as often as it is wanted: a line that runs through pages is kept once."""
    pages = reading.properties.pages or 1
    words = words_of(text_of((*reading.headers, *reading.footers)))
    return Counter({word: min(times * pages, max(wanted[word], times)) for word, times in Counter(words).items()})


def _aside(reading: Reading, how: Standing) -> list[str]:
    return words_of("\n".join(aside.text for aside in reading.asides if aside.how is how))


def _held(expected: list[str], found: Iterable[str]) -> Agreement:
    return agreement(expected, (Counter(expected) & Counter(found)).elements())
