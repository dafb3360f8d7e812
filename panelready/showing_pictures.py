"""Draws a page as a small picture; runs in a reading child only.

The picture stands as the reader saw the page: turned the way its text runs (`extractors.pdf_page`), or cut out,
straightened and turned as a scan was, so that the boxes of a reading fit onto it. Boxes and sizes are in points.
"""

import base64
import io
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from PIL import Image

DOTS_PER_INCH = 120
"""Enough to read small print by; twice as many make the page four times as large, and nobody sees it."""
MOST_PIXELS = 3_000_000
"""Of a picture: A4 has 1.4 million at this size, and a plan of two metres must not have 400."""
_COLOURS = 48
_JPEG_QUALITY = 70


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page or picture of a file; of one that was scanned, how far it was turned clockwise, in degrees."""

    path: str
    kind: str
    key: str
    is_scan: bool = False
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: its MIME type, its bytes in base64, and the size of the page in points."""

    type: str
    base64: str
    wide: float
    high: float


def draw(asked: Asked) -> Drawn | None:
    """The picture; None where there is no such page or it cannot be drawn."""
    try:
        image, size = _scan(asked) if asked.is_scan else _page(Path(asked.path), asked.key)
    except (ValueError, OSError, IndexError, KeyError, SyntaxError):  # what Pillow and zipfile raise on damage
        return None
    kind, data = _packed(image)
    return Drawn(kind, base64.b64encode(data).decode("ascii"), round(size[0], 1), round(size[1], 1))


def _page(path: Path, key: str) -> tuple[Image.Image, tuple[float, float]]:
    """A page of a PDF, with its forms and notes (ISO 32000-1, 12.5.5), and its size."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            document.init_forms()
            page = document[int(key.removeprefix("page:")) - 1]
            turn = _clockwise(page)
            wide, high = page.get_size()
            wide, high = (high, wide) if turn in (90, 270) else (wide, high)
            scale = _scale(wide, high)
            bitmap = page.render(scale=scale, rotation=turn, may_draw_forms=True)
            return bitmap.to_pil().convert("RGB"), (wide, high)
    except pypdfium2.PdfiumError as error:
        raise ValueError("no such page") from error


def _clockwise(page: Any) -> int:
    """How far to turn the page beyond its own /Rotate (7.7.3.3), so that most of its text runs upright."""
    from extractors.pdf_chars import characters_of

    with characters_of(page) as characters:
        return int(characters.usual_angle() - page.get_rotation()) % 360


def _scan(asked: Asked) -> tuple[Image.Image, tuple[float, float]]:
    """A picture as a recognition engine was shown it, and its size."""
    from extractors.scan_picture import TooLarge, page_picture
    from extractors.scan_prepare import prepared, turned

    try:
        picture = page_picture(Path(asked.path), asked.kind, asked.key)
    except TooLarge:
        raise ValueError("too large") from None
    page = turned(prepared(picture), asked.turned // 90)
    image = Image.fromarray(page.grey)
    points = 72 / page.dpi
    wide, high = image.width * points, image.height * points
    scale = min(_scale(wide, high), 1 / points)
    return image.resize((max(1, round(wide * scale)), max(1, round(high * scale)))), (wide, high)


def _scale(wide: float, high: float) -> float:
    """Pixels for each point."""
    return min(DOTS_PER_INCH / 72, sqrt(MOST_PIXELS / max(1.0, wide * high)))


def _packed(image: Image.Image) -> tuple[str, bytes]:
    """Print packs best as PNG of a few colours, a photo as JPEG: whichever is smaller."""
    png, jpeg = io.BytesIO(), io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    image.save(jpeg, "JPEG", quality=_JPEG_QUALITY)
    pictures = (("image/png", png.getvalue()), ("image/jpeg", jpeg.getvalue()))
    return min(pictures, key=lambda each: len(each[1]))
