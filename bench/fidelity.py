"""`python -m bench.fidelity docx|pdf`: our words and their order against another program's, file by file.

Expected are the words of LibreOffice's text for Word files and of pdftotext's for PDFs. What LibreOffice leaves out
(headers, notes, comments, text boxes) or prints though it no longer stands (deleted text) is counted in the file's own
XML (`bench/word_xml.py`), what is typed into a PDF with pikepdf (`bench/pdf_objects.py`). None of that shares code with
our readers, of which nothing but `extractors.read.reading_of` is called.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.compare import Result, result_of
from bench.fidelity_page import page_of
from bench.foreign import SUFFIXES, NotHere, foreign_files
from bench.known import GOOD, is_good, known_differences
from bench.oracles import libreoffice_texts, paragraphs_of, pdftotext_texts, row_by_row
from bench.words import Agreement, Bag

SHOWN_WORDS = 12
LONGER = 50
"""Words; many test files are of one or two, where one word more or less is the whole figure."""
SCRATCH = Path(tempfile.gettempdir()) / "panelready-fidelity"
"""Where the other programs' texts are kept."""


def main() -> None:
    """Measure the files asked for and print what was found."""
    asked = _arguments()
    try:
        files = asked.file or foreign_files(asked.kind)
        results = measure(asked.kind, files, asked.scratch)
    except NotHere as lacking:
        sys.exit(str(lacking))
    if asked.file:
        for result in results:
            print("\n".join(details(result, asked.words)))
    else:
        print("\n".join(report(results, asked.worst)))
    if asked.html:
        asked.html.write_text(page_of(results, f"{asked.kind}: recall, precision and order"), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.fidelity",
        description="Our words against LibreOffice's (docx) or pdftotext's (pdf) on the files in PANELREADY_CORPORA.",
        epilog="recall: the share of their words we have; precision: the share of ours they have; order: of the words "
        "both have, the share in the same order; side by side: of neighbours in a paragraph or cell of theirs, the "
        "share that are neighbours in ours. With --file the missing and extra words are printed.",
    )
    parser.add_argument("kind", choices=sorted(SUFFIXES))
    parser.add_argument("--file", type=Path, action="append", help="this file only, with its missing and extra words")
    parser.add_argument("--words", type=int, default=60, metavar="N", help="how many words --file shows of each list")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="how many of the worst files to list")
    parser.add_argument("--html", type=Path, metavar="OUT", help="also draw every file's figures, the worst first")
    parser.add_argument("--scratch", type=Path, default=SCRATCH)
    return parser.parse_args()


def measure(kind: str, files: Sequence[Path], scratch: Path) -> list[Result]:
    """Each file's agreement with what the other program reads in it; raises NotHere where that is not installed."""
    texts = (libreoffice_texts if kind == "docx" else pdftotext_texts)(files, scratch)
    laid_out = pdftotext_texts(files, scratch, "-layout") if kind == "pdf" else {}
    boxed = pdftotext_texts(files, scratch, "-bbox-layout") if kind == "pdf" else {}
    results, rules = [], known_differences()
    for number, path in enumerate(files, 1):
        if sys.stderr.isatty():
            print(f"\r{number}/{len(files)}\r", end="", file=sys.stderr, flush=True)
        text = texts[path] or ""
        in_rows = row_by_row(text, laid_out.get(path) or "")
        paragraphs = paragraphs_of(boxed.get(path) or "") if kind == "pdf" else text.splitlines()
        results.append(result_of(path, texts[path], in_rows, paragraphs, rules))
    return results


def report(results: Sequence[Result], worst: int) -> list[str]:
    """The figures over all files as Markdown, and the worst files."""
    compared = [result for result in results if not result.not_compared]
    lines = [f"{len(results)} files, {len(compared)} compared.", ""]
    lines += ["| figure | median | mean | least | share of files ≥ 0.99 |", "|---|---|---|---|---|"]
    for figure in ("recall", "precision", "order"):
        lines.append(_figures(figure, [getattr(result.words, figure) for result in compared]))
    lines.append(_figures("words side by side", [result.neighbours for result in compared]))
    lines.append(_figures("order or side by side, the better", [result.in_order for result in compared]))
    for figure in ("recall", "precision"):
        judged = [getattr(result.judged, figure) for result in compared]
        lines.append(_figures(f"{figure}, without known differences", judged))
    longer = [result for result in compared if result.words.expected >= LONGER]
    for figure in ("recall", "precision"):
        judged = [getattr(result.judged, figure) for result in longer]
        lines.append(_figures(f"the same, the {len(longer)} files of {LONGER} words or more: {figure}", judged))
    for part in dict.fromkeys(part for result in compared for part in result.apart):
        found = [result.apart[part] for result in compared if part in result.apart]
        having = [each for each in found if each.expected]
        lines.append(_figures(f"{part}: recall ({len(having)} files)", [each.recall for each in having]))
        having = [each for each in found if each.found]
        lines.append(_figures(f"{part}: precision ({len(having)} files)", [each.precision for each in having]))
    lines += ["", *_reasons(results), *_known(compared)]
    for figure in ("recall", "precision"):
        lines += ["", f"Worst by {figure}:", ""]
        for result in sorted(compared, key=lambda each: getattr(each.judged, figure))[:worst]:
            lines.append(_line(result, figure))
    lines += ["", "Worst by order, whichever way it is measured:", ""]
    lines += [_line(result, "order") for result in sorted(compared, key=lambda each: each.in_order)[:worst]]
    lines += ["", "Parts that differ from the file's own words:", ""]
    lines += [
        f"- {result.name}: {part}: {_differences(agreed)}"
        for result in compared
        for part, agreed in result.apart.items()
        if agreed.missing or agreed.extra
    ][: 3 * worst]
    return lines


def _figures(what: str, values: Sequence[float]) -> str:
    if not values:
        return f"| {what} | – | – | – | – |"
    good = sum(value >= GOOD for value in values) / len(values)
    return (
        f"| {what} | {statistics.median(values):.3f} | {statistics.mean(values):.3f} | {min(values):.3f} | {good:.1%} |"
    )


def _reasons(results: Sequence[Result]) -> list[str]:
    reasons = [result.not_compared for result in results if result.not_compared]
    silent = [result.name for result in results if result.silent]
    return [f"Not compared: {reasons.count(reason)} × {reason}." for reason in sorted(set(reasons))] + [
        f"Nothing read, though the page shows something: {len(silent)} files ({', '.join(silent) or 'none'})."
    ]


def _known(compared: Sequence[Result]) -> list[str]:
    """How many files each known difference touches, and how many the rules bring to 0.99."""
    lines = []
    for rule in known_differences():
        touched = sum(rule.id in result.known for result in compared)
        if touched:
            lines.append(f"Known difference {rule.id}: {touched} files (at most {rule.count}). {rule.what}")
    explained = sum(is_good(result.judged) and not is_good(result.words) for result in compared)
    below = [result for result in compared if not is_good(result.judged)]
    said = sum(bool(result.unread_pages) for result in below)
    lines.append(
        f"Still below 0.99: {len(below)} files; of {said} of them we say which pages could not be read as text."
    )
    return [*lines, f"Brought to 0.99 by them: {explained} of {len(compared)} files."]


def _line(result: Result, figure: str) -> str:
    words = result.words
    note = f" REFUSED {result.refused};" if result.refused else ""
    note += f" {result.unread_pages} pages not read;" if result.unread_pages else ""
    note += f" known {', '.join(result.known)};" if result.known else ""
    figures = f"recall {words.recall:.3f}, precision {words.precision:.3f}, order {words.order:.3f}"
    figures += f", side by side {result.neighbours:.3f}"
    shown = "" if figure == "order" else _differences(words)
    return f"- {result.name}: {figures} ({words.expected} words);{note} {shown}"


def _differences(agreed: Agreement) -> str:
    return f"missing {_some(agreed.missing, SHOWN_WORDS)}; extra {_some(agreed.extra, SHOWN_WORDS)}"


def _some(words: Bag, number: int) -> str:
    shown = " ".join(word if count == 1 else f"{word}×{count}" for word, count in words.most_common(number))
    return f"{words.total()} [{shown}{' …' if len(words) > number else ''}]"


def details(result: Result, number: int) -> list[str]:
    """Everything about one file: what is missing and what is extra, part by part."""
    lines = [f"{result.name}", f"  {result.not_compared or _line(result, 'order')}"]
    for part, agreed in {"words": result.words, **result.apart}.items():
        if agreed.expected or agreed.found:
            lines.append(f"  {part}: {agreed.expected} expected, {agreed.found} found")
            lines.append(f"    missing {_some(agreed.missing, number)}")
            lines.append(f"    extra   {_some(agreed.extra, number)}")
    return lines


if __name__ == "__main__":
    main()
