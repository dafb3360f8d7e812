"""One change to the real files of a sample: in the file's own XML, or a paper dropped, added, swapped or broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from panelready.checking import Asked, check_papers
from tests.build.hostile import zipped

SAMPLES = Path(__file__).parents[2] / "samples"
LISTED: dict[str, Any] = yaml.safe_load((SAMPLES / "samples.yaml").read_text(encoding="utf-8"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"

Files = Mapping[str, bytes]
Change = Callable[[Files], Files]


def files_of(sample: str) -> Files:
    """The files of a sample as they lie in its folder."""
    return {path.name: path.read_bytes() for path in sorted((SAMPLES / sample).iterdir())}


def check(files: Files, folder: Path) -> Any:
    """The answer to these files on the day of the samples, in the world that samples.yaml describes."""
    councils, papers = folder / "councils", folder / "papers"
    for place in (councils, papers):
        place.mkdir()
    for council, overlay in LISTED["councils"].items():
        (councils / f"{council}.yaml").write_text(yaml.safe_dump(overlay), encoding="utf-8")
    for name, content in files.items():
        (papers / name).write_bytes(content)
    return check_papers([papers], Asked(today=LISTED["today"], councils=councils), lambda done, of: None)


def without(name: str) -> Change:
    """A paper is left out."""
    return lambda files: {each: content for each, content in files.items() if each != _known(name, files)}


def beside(**papers: Callable[[], bytes]) -> Change:
    """More papers are put beside those that are there; `_` in a keyword's name stands for the dot."""
    return lambda files: {**files, **{name.replace("_", "."): make() for name, make in papers.items()}}


def swapped(name: str, make: Callable[[], bytes]) -> Change:
    """Another paper stands in a file's place, under its name."""
    return lambda files: {**files, _known(name, files): make()}


def cut_short(name: str) -> Change:
    """The second half of a file never arrived."""
    return lambda files: {**files, name: files[name][: len(files[name]) // 2]}


def emptied(name: str, label: str, column: int = 1) -> Change:
    """Nothing stands beside that label in a Word form any more."""
    return _in_word(name, lambda body: _empty(_beside(body, label, column)))


def filled(name: str, label: str, words: str) -> Change:
    """The answer beside that label in a Word form is other words."""
    return _in_word(name, lambda body: _write(_beside(body, label, 1), words))


def reworded(name: str, old: str, new: str) -> Change:
    """One passage of a Word file says something else."""
    return _in_word(name, lambda body: _write(_paragraph(body, old), new, of=old))


def cut_out(name: str, heading: str) -> Change:
    """A heading of a Word file is gone, with everything under it up to the next one."""
    return _in_word(name, lambda body: _drop_section(body, heading))


def in_zip(name: str, change: Change) -> Change:
    """The change is made to what a zip holds."""

    def changed(files: Files) -> Files:
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            inside = {each: archive.read(each) for each in archive.namelist()}
        return {**files, name: zipped(dict(change(inside)))}

    return changed


def without_attachment(mail: str, name: str) -> Change:
    """A mail comes without one of its attachments."""

    def changed(files: Files) -> Files:
        whole = message_from_bytes(files[mail], policy=policy.SMTP)
        kept = [part for part in whole.iter_parts() if part.get_filename() != name]
        assert len(kept) < len(list(whole.iter_parts())), f"the mail has no {name}"
        whole.set_payload([*kept])
        return {**files, mail: whole.as_bytes()}

    return changed


def both(first: Change, second: Change) -> Change:
    """What somebody sends who puts right two things at once."""
    return lambda files: second(first(files))


def _known(name: str, files: Files) -> str:
    assert name in files, f"the sample has no {name}"
    return name


def _in_word(name: str, change: Callable[[Any], None]) -> Change:
    def changed(files: Files) -> Files:
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        body = etree.fromstring(parts[BODY])
        change(body)
        return {**files, name: zipped({**parts, BODY: etree.tostring(body)})}

    return changed


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _beside(body: Any, label: str, column: int) -> Any:
    """The cell in that column of the row that a label begins."""
    rows = (list(row.iter(f"{W}tc")) for row in body.iter(f"{W}tr"))
    return next(row[column] for row in rows if len(row) > column and _words(row[0]).strip() == label)


def _paragraph(body: Any, words: str) -> Any:
    return next(each for each in body.iter(f"{W}p") if words in _words(each))


def _empty(element: Any) -> None:
    assert _words(element).strip(), "it is empty already"
    for text in element.iter(f"{W}t"):
        text.text = ""


def _write(element: Any, words: str, of: str | None = None) -> None:
    """Put words into the first run of an element, in place of those it had, or of a part of them."""
    whole = _words(element).replace(of, words) if of else words
    first, *others = element.iter(f"{W}t")
    first.text = whole
    for text in others:
        text.text = ""


def _drop_section(body: Any, heading: str) -> None:
    first = _paragraph(body, heading)
    for element in [first, *first.itersiblings()]:
        if element is not first and "Heading" in etree.tostring(element, encoding="unicode").split("</w:pPr>")[0]:
            return
        element.getparent().remove(element)
