"""Pictures in OpenDocument files, and the watermark that LibreOffice draws across a page."""

from collections.abc import Callable
from typing import Any

from casework.evidence import Place
from extractors.odt_styles import DRAW, local, points
from extractors.reading import Picture

SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_WATERMARK = "PowerPlusWaterMarkObject"
"""The name that Word gives its watermarks, which LibreOffice has taken over."""
_LEAST_WIDTH, _LEAST_HEIGHT = 200.0, 70.0
"""Points, about 7 by 2.5 cm: less holds a logo or a signature, and no paragraph."""
_PAGE_WIDTH, _PAGE_HEIGHT = 300.0, 400.0
"""Points; in a header or footer only a picture of most of the page counts, since letterheads are pictures too."""


class Drawn:
    """The pictures of one file; `has` says whether the file has a part of that name."""

    def __init__(self, has: Callable[[str], bool]) -> None:
        self.unscanned: list[Picture] = []
        self._has, self._keys = has, set[str]()

    def picture(self, frame: Any, place: Place) -> Picture | None:
        """The picture in a frame, of several kinds of the same one the first (10.4.2); None where it holds none.

        The picture beside an embedded object only shows the object's face.
        """
        images = [each for each in frame if local(each) == "image"]
        if not images or any(local(each).startswith("object") for each in frame):
            return None
        name = images[0].get(_HREF, "").removeprefix("./")
        said = (frame.find(SVG + kind) for kind in ("title", "desc"))
        alt = " ".join("".join(each.itertext()) for each in said if each is not None).strip()
        if not self._may_hold_words(frame, place) or name in self._keys or not self._has(name):
            return Picture(place, "", alt)
        self._keys.add(name)
        self.unscanned.append(Picture(place, name, alt))
        return self.unscanned[-1]

    def _may_hold_words(self, frame: Any, place: Place) -> bool:
        width, height = (points(frame.get(SVG + side, "")) for side in ("width", "height"))
        if place.part in ("header", "footer"):
            return width >= _PAGE_WIDTH and height >= _PAGE_HEIGHT
        return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT


def take_watermark(header: Any) -> str:
    """The words of the watermark in a header, which are taken out of it."""
    found = ""
    for shape in [each for each in header.iter() if _WATERMARK in each.get(DRAW + "name", "")]:
        found = found or " ".join("".join(shape.itertext()).split())
        for child in list(shape):
            shape.remove(child)
    return found
