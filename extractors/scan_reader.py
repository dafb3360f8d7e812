"""Image files -> Reading: photos and scans of pages, each frame of a TIFF a page; their words come from a scan."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from casework.document import Unreadable
from casework.evidence import Place
from extractors.page_content import NO_SCANS, Scans
from extractors.page_layout import Layout, PageLayout
from extractors.reading import Picture, Properties, Reading, UnreadableFile
from extractors.scan_picture import TooLarge, opened_image
from extractors.scanned_page import page_ranges, scanned_page, signatures_on

MOST_FRAMES = 2_000
"""Of one file; a multi-page fax has some dozens."""


def read_image(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words on the pictures of an image file that were scanned; raises UnreadableFile with the reason."""
    try:
        with opened_image(path) as image:
            frames = _frames(image)
            image.seek(0)
            image.load()  # what is damaged is found here, and not called a poor scan
    except TooLarge as error:
        raise UnreadableFile(Unreadable.TOO_LARGE, "a picture of too many dots") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's trouble and not the picture's
        raise UnreadableFile(Unreadable.DAMAGED, "a damaged picture") from error
    keys = {number: f"frame:{number}" for number in range(1, min(frames, MOST_FRAMES) + 1)}
    given = {number: scans[key] for number, key in keys.items() if key in scans}
    pages = [PageLayout(number, scan.content) for number, scan in given.items() if scan.content]
    laid_out = Layout(pages).read()
    return Reading(
        laid_out.blocks,
        laid_out.headers,
        laid_out.footers,
        properties=Properties(frames),
        unread_pages=tuple(
            page_ranges([number for number in keys if number not in given or not given[number].content])
        ),
        limits=(f"only the first {MOST_FRAMES:,} of {frames:,} pictures were looked at",) * (frames > MOST_FRAMES),
        cut_at=MOST_FRAMES + 1 if frames > MOST_FRAMES else None,
        signatures=tuple(sign for number, scan in given.items() for sign in signatures_on(scan, Place(page=number))),
        unscanned=tuple(Picture(Place(page=number), key) for number, key in keys.items() if number not in given),
        scanned=tuple(scanned_page(keys[number], scan) for number, scan in given.items()),
    )


def _frames(image: Image.Image) -> int:
    """How many pages a TIFF has (TIFF 6.0, section 2: a chain of directories); other images show one."""
    if image.format != "TIFF":
        return 1
    return sum(1 for _ in _walked(image))


def _walked(image: Image.Image) -> Iterator[int]:
    for number in range(MOST_FRAMES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
        yield number
