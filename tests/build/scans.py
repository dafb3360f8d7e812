"""Makes scans and photos of printed pages, as scanners, fax machines and phones would: `picture_of`, then a fault."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Grey = NDArray[np.uint8]
Condition = Callable[[Grey], Grey]


def printed(file: Path, soffice: str) -> bytes:
    """The file printed to PDF by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, f"{file.stem}.pdf").read_bytes()


def picture_of(pdf: bytes, page: int = 0, dpi: int = 300) -> Grey:
    """A page as a flat-bed scanner without faults would give it, grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return np.array(document[page].render(scale=dpi / 72).to_pil().convert("L"))


def clean(page: Grey) -> Grey:
    """As it is."""
    return page


def skewed(page: Grey, degrees: float = 2.0) -> Grey:
    """Laid askew into the scanner, on white."""
    return _turned(page, degrees, 255)


def noisy(page: Grey) -> Grey:
    """Worn glass: a little blur and grain, askew by 0.7 degrees, saved as a small JPEG."""
    grain = np.random.default_rng(7).normal(0, 12, page.shape)
    blurred = cv2.GaussianBlur(_turned(page, 0.7, 255), (0, 0), 0.8)
    return jpeg(np.clip(blurred + grain, 0, 255).astype(np.uint8), 40)


def photo(page: Grey) -> Grey:
    """Taken with a phone: low light from one side, a shadow over a corner, grain, askew by 1.2 degrees."""
    high, wide = page.shape
    y, x = np.mgrid[0:high, 0:wide]
    light = 0.38 + 0.5 * x / wide - 0.12 * y / high
    light = np.where(x + y > 1.35 * (high + wide) / 2, light * 0.7, light)
    light = cv2.GaussianBlur(light.astype(np.float32), (0, 0), high / 60)
    return noisy(np.clip(_turned(page, 0.5, 255) * light, 0, 255).astype(np.uint8))


def on_a_desk(page: Grey) -> Grey:
    """A photo from a little to the side, with the dark desk around the paper."""
    high, wide = page.shape
    room = int(0.12 * wide)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    shown = corners + room + np.array([[0.03, 0.02], [-0.04, 0.0], [0.01, -0.02], [-0.02, 0.01]], np.float32) * wide
    matrix = cv2.getPerspectiveTransform(corners, shown.astype(np.float32))
    size = (wide + 2 * room, high + 2 * room)
    seen = cv2.warpPerspective(page, matrix, size, borderValue=70, borderMode=cv2.BORDER_CONSTANT)
    return photo(seen.astype(np.uint8))


def faxed(page: Grey) -> Grey:
    """Black and white, with specks."""
    _, black = cv2.threshold(page, 170, 255, cv2.THRESH_BINARY)
    specks = np.random.default_rng(7).random(page.shape)
    black[specks < 0.0006] = 0
    return np.asarray(black, np.uint8)


def faint(page: Grey) -> Grey:
    """Printed with hardly any toner left."""
    return (255 - (255 - page.astype(np.int16)) * 22 // 100).astype(np.uint8)


def illegible(page: Grey) -> Grey:
    """So blurred that nobody can read a word, though anybody sees that something stands there."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), page.shape[1] / 130), np.uint8)


def upside_down(page: Grey) -> Grey:
    """Laid in the wrong way round."""
    return np.rot90(page, 2).copy()


def on_its_side(page: Grey) -> Grey:
    """Turned by a quarter, clockwise."""
    return np.rot90(page, -1).copy()


def on_its_other_side(page: Grey) -> Grey:
    """Turned by a quarter, anticlockwise."""
    return np.rot90(page, 1).copy()


CONDITIONS: Mapping[str, Condition] = {
    each.__name__: each
    for each in (
        clean, skewed, noisy, photo, on_a_desk, faxed, faint, upside_down, on_its_side, on_its_other_side,
    )
}  # fmt: skip
"""Every condition in which a person can still read the page."""


def jpeg(page: Grey, quality: int) -> Grey:
    """What a JPEG of that quality leaves of it."""
    _, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def saved(pages: list[Grey], kind: str, dpi: int = 300) -> bytes:
    """The pages as a file: PDF and TIFF take several, the others the first."""
    pictures = [Image.fromarray(page) for page in pages]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if kind in ("PDF", "TIFF") else {}
    pictures[0].save(out, kind, **({"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}), **more)
    return out.getvalue()


def scan_of(pdf: bytes, condition: Condition) -> bytes:
    """The PDF as a scanner gives it back whose pages were in that condition: pictures and no text."""
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    return saved([condition(picture_of(pdf, number)) for number in range(count)], "PDF")


def lettered(lines: list[str], size: tuple[int, int] = (1640, 540), points: int = 50) -> Grey:
    """A strip of a page at 300 dpi with these lines printed on it, without any library that makes documents."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(points)
    for number, line in enumerate(lines):
        draw.text((120, 120 + 2.4 * points * number), line, fill=0, font=font)
    return np.array(picture)


def _turned(page: Grey, degrees: float, ground: int) -> Grey:
    high, wide = page.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    turned = cv2.warpAffine(
        page, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=ground, borderMode=cv2.BORDER_CONSTANT
    )
    return np.asarray(turned, np.uint8)


def scribble(page: Grey, at: tuple[int, int], size: tuple[int, int] = (260, 60)) -> None:
    """Sign the page there, as a person does whose name nobody can read; changes the page."""
    steps = np.linspace(0, 9 * np.pi, 400)
    fading = np.linspace(1, 0.3, 400)
    x = at[0] + size[0] * steps / steps[-1] + 0.09 * size[0] * np.sin(1.7 * steps)
    y = at[1] + size[1] / 2 * (1 + fading * np.cos(steps) * np.sin(0.31 * steps))
    cv2.polylines(page, [np.stack([x, y], 1).astype(np.int32)], False, 40, 3, cv2.LINE_AA)
