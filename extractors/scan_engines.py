"""The engines that read words in pixels: Tesseract where its language data is installed, and RapidOCR everywhere.

RapidOCR's models come inside its wheel, so that pip alone makes scans readable; neither engine fetches anything.
Each engine is started when the first page needs it and kept.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from extractors.page_words import Box
from extractors.scan_picture import Grey
from extractors.tessdata import tessdata

TESSERACT, RAPIDOCR = "tesseract", "rapidocr"
_MOST_THREADS = 2
_LEAST_SURE = 0.3
"""Below this RapidOCR guesses at letters in what are none."""


class Seen(NamedTuple):
    """A word an engine saw: its box in dots, and how sure the engine was, from 0 to 1."""

    text: str
    box: Box
    confidence: float


def tesseract(grey: Grey, dpi: float) -> list[Seen]:
    """The words Tesseract sees on a page; it finds columns and blocks by itself."""
    api = _tesseract()
    high, wide = grey.shape
    api.SetImageBytes(grey.tobytes(), wide, high, 1, wide)
    api.SetSourceResolution(round(dpi))
    try:
        api.Recognize()
        return list(_words_of(api))
    finally:
        api.Clear()


def _words_of(api: Any) -> Iterator[Seen]:
    import tesserocr

    words = api.GetIterator()
    if words is None:
        return
    for word in tesserocr.iterate_level(words, tesserocr.RIL.WORD):
        with suppress(RuntimeError):  # no text in it
            text, box = word.GetUTF8Text(tesserocr.RIL.WORD), word.BoundingBox(tesserocr.RIL.WORD)
            if text and text.strip() and box:
                left, top, right, bottom = box
                yield Seen(text.strip(), (left, top, right, bottom), word.Confidence(tesserocr.RIL.WORD) / 100)


@cache
def _tesseract() -> Any:
    import tesserocr

    found = tessdata()
    if found is None:
        raise FileNotFoundError("Tesseract has no English data")
    folder, languages = found
    # automatic layout without turning pages, which is done before
    api = tesserocr.PyTessBaseAPI(
        path=str(folder), lang="+".join(languages), psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    )
    api.SetVariable("debug_file", os.devnull)  # it prints what it trips over
    api.SetVariable("tessedit_do_invert", "0")  # light letters on dark were turned before
    return api


def rapidocr(grey: Grey) -> list[Seen]:
    """The words RapidOCR sees on a page."""
    found = _rapidocr()(_coloured(grey), use_det=True, use_cls=False, use_rec=True, return_word_box=True)
    if found.boxes is None or not found.word_results:
        return []
    return [word for line in found.word_results for word in _of_line(line)]


def _of_line(line: Sequence[Any]) -> Iterator[Seen]:
    for text, sure, corners in line:
        if text.strip() and sure >= _LEAST_SURE:
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            yield Seen(text.strip(), (min(xs), min(ys), max(xs), max(ys)), float(sure))


def rapidocr_line(grey: Grey, box: Box) -> list[Seen]:
    """The words RapidOCR sees in one line of a page, their boxes by their share of the letters."""
    left, top, right, bottom = (round(edge) for edge in box)
    found = _rapidocr()(
        _coloured(grey[top:bottom, left:right]), use_det=False, use_cls=False, use_rec=True, return_word_box=False
    )
    text, sure = (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)
    if not text.strip() or sure < _LEAST_SURE:
        return []
    step, words, at = (right - left) / len(text), [], 0
    for part in text.split(" "):
        if part:
            words.append(Seen(part, (left + at * step, top, left + (at + len(part)) * step, bottom), sure))
        at += len(part) + 1
    return words


def upside_down(grey: Grey, lines: Sequence[Box]) -> bool:
    """Whether most of these lines of text stand on their heads."""
    votes = 0.0
    for left, top, right, bottom in lines:
        part = grey[round(top) : round(bottom), round(left) : round(right)]
        found = _rapidocr()(_coloured(part), use_det=False, use_cls=True, use_rec=False, return_word_box=False)
        label, sure = found.cls_res[0]  # one picture asked, one answer
        votes += float(sure) if label == "180" else -float(sure)
    return votes > 0


@cache
def _rapidocr() -> Any:
    import rapidocr as package

    cv2.setNumThreads(1)
    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    models = Path(package.__file__).parent / "models"
    # named, because for models it knows by kind alone it looks whether to make a folder and to download
    paths = {f"{part.title()}.model_path": str(next(models.glob(f"*_{part}_*.onnx"))) for part in ("det", "cls", "rec")}
    engine = package.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": _LEAST_SURE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            **paths,
        }
    )
    logging.getLogger("RapidOCR").disabled = True  # it would say what it finds nothing in
    return engine


def _coloured(grey: Grey) -> Grey:
    return np.repeat(grey[:, :, None], 3, axis=2)
