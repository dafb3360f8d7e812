"""Pictures that may show a page: a page of a PDF drawn, a frame of an image file, a picture inside a Word or ODT file.

Sizes are looked at before anything is decoded: a file of a few kilobytes may hold a picture of gigabytes.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import IO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

Grey = NDArray[np.uint8]

DPI = 300
"""Dots per inch at which pages are read; Tesseract is trained on letters of this size."""
MOST_PIXELS = 120_000_000
"""Of a picture as sent. A3 at 600 dpi has 70 million, a good telephone's photo 50."""
_MOST_READ = 20_000_000
"""Of a picture as read. A3 at 300 dpi has 17 million."""
_MOST_PART = 128 << 20
_LONG_SIDE = 11.69
"""Inches: A4, which is what a picture shows that does not say how large it is."""
_LONG_SIDES = (5.0, 24.0)
"""Inches between which what a picture says of its size is believed; a camera writes 72 dpi into everything."""
_SCREEN = 96.0
_MOST_ENLARGED = 3.0
_ALIKE = 0.02
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "HEIF")


class TooLarge(Exception):
    """A picture of more pixels than we decode."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as grey pixels, and how many of them make an inch."""

    grey: Grey
    dpi: float


def page_picture(path: Path, kind: str, key: str) -> PagePicture:
    """The picture of this key, at about 300 dots per inch.

    Raises TooLarge, and OSError or ValueError where there is no such picture or it is damaged.
    """
    if kind == "pdf":
        return _drawn(path, int(key.removeprefix("page:")))
    if key.startswith("frame:"):
        with opened_image(path) as image:
            image.seek(int(key.removeprefix("frame:")) - 1)
            return _scaled(image)
    with zipfile.ZipFile(path) as package:
        if package.getinfo(key).file_size > _MOST_PART:
            raise TooLarge
        part = io.BytesIO(package.read(key))
    with opened_image(part) as image:
        return _scaled(image)


@contextmanager
def opened_image(file: Path | IO[bytes]) -> Iterator[Image.Image]:
    """An image file, nothing of it decoded yet; raises TooLarge, or OSError where it is damaged or no image."""
    _know_heic()
    others, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, MOST_PIXELS
    try:
        with _opened(file) as image:
            yield image
    finally:
        Image.MAX_IMAGE_PIXELS = others  # the limit is everybody's in this process


def _opened(file: Path | IO[bytes]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged Exif data and the like
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(file, formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooLarge from bomb
    except (SyntaxError, ValueError, TypeError, KeyError) as damage:  # what Pillow's readers raise on broken headers
        raise UnidentifiedImageError from damage


def _know_heic() -> None:
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False)


def _drawn(path: Path, number: int) -> PagePicture:
    """A page of a PDF as it is shown, its forms and notes too (ISO 32000-1, 12.5.5)."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            document.init_forms()
            page = document[number - 1]
            wide, high = page.get_size()
            scale = min(DPI / 72, sqrt(_MOST_READ / max(1.0, wide * high)))
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
            return PagePicture(np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, -1)), 72 * scale)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise ValueError("no such page") from error


def _scaled(image: Image.Image) -> PagePicture:
    wide, high = image.size
    if wide * high > MOST_PIXELS:  # a frame may be larger than the file's first
        raise TooLarge
    dpi = _dots_per_inch(image)
    factor = min(DPI / dpi, sqrt(_MOST_READ / (wide * high)), _MOST_ENLARGED)
    target = max(1, round(factor * wide)), max(1, round(factor * high))
    image.draft("L", target)  # a JPEG can be decoded smaller, in a fraction of the time and memory
    grey = _grey(image)
    if abs(factor - 1) > _ALIKE:
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        grey = cv2.resize(grey, target, interpolation=how).astype(np.uint8)
    return PagePicture(_as_held(grey, image), dpi * factor)


def _dots_per_inch(image: Image.Image) -> float:
    """What the file says, where a page of that size can be; otherwise as if it showed a page of A4."""
    said = image.info.get("dpi", (0, 0))
    longest, dpi = max(image.size), float(max(said)) if isinstance(said, tuple) else 0.0
    if dpi > 0 and _LONG_SIDES[0] <= longest / dpi <= _LONG_SIDES[1] and abs(dpi - 72) > 1:
        return dpi
    return max(_SCREEN, longest / _LONG_SIDE)


def _grey(image: Image.Image) -> Grey:
    """Its pixels as grey, on white where it is transparent."""
    if image.mode.startswith("I"):
        deep = np.asarray(image, np.float64)
        return np.clip(deep * (255 / max(255.0, float(deep.max()))), 0, 255).astype(np.uint8)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return np.array(image.convert("L"))


def _as_held(grey: Grey, image: Image.Image) -> Grey:
    """Turned as the camera says it was held (Exif 2.32, 4.6.4, Orientation)."""
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (SyntaxError, ValueError, TypeError, KeyError):
        return grey
    if orientation in (2, 4, 5, 7):
        grey = np.fliplr(grey)
    quarters = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(orientation, 0)
    return np.ascontiguousarray(np.rot90(grey, quarters))
