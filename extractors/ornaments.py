"""Pictures too small to show a page: the logo or the line of icons below a mail, sent along as if it were a paper."""

from pathlib import Path

_KINDS = frozenset(("png", "gif", "jpeg", "bmp", "webp"))
_MOST_ACROSS, _MOST_ALONG = 200, 1000
"""Dots of the shorter and the longer side: a page of so few has no letter that anybody could read."""


def is_ornament(path: Path, kind: str) -> bool:
    """Whether a file is a picture of so few dots that no paper can be seen on it; one that is damaged is none."""
    if kind not in _KINDS:
        return False
    # Loading what reads pictures costs time that other files need not pay.
    from extractors.scan_picture import TooLarge, opened_image

    try:
        with opened_image(path) as image:
            return min(image.size) < _MOST_ACROSS and max(image.size) <= _MOST_ALONG
    except (OSError, TooLarge):
        return False
