"""The printed words nearest to a form control that has no name people can read."""

from collections.abc import Sequence

from extractors.page_words import Box, Word, is_far, lines_of

_FARTHEST = 260.0
"""Points from a label to its control."""
_MAX_WORDS = 14


def printed_label(box: Box, kind: str, words: Sequence[Word], others: Sequence[Box]) -> str:
    """What is printed beside a control: to the right of a tick box, else to the left, else above; "" for nothing."""
    middle, height = (box[1] + box[3]) / 2, max(8.0, min(14.0, box[3] - box[1]))
    level = [word for word in words if word.box[1] - 2 <= middle <= word.box[3] + 2]
    right = sorted((word for word in level if word.box[0] >= box[2] - 2), key=lambda word: word.box[0])
    left = sorted((word for word in level if word.box[2] <= box[0] + 2), key=lambda word: -word.box[2])
    if kind in ("checkbox", "radio") and (beside := _right_of(box, right, height, others)):
        return beside
    return _left_of(box, left, others) or _above(box, words, height)


def _right_of(box: Box, words: Sequence[Word], height: float, others: Sequence[Box]) -> str:
    found: list[Word] = []
    edge = box[2]
    for word in words[:_MAX_WORDS]:
        is_near = word.box[0] - edge <= (2.5 if not found else 1.2) * max(height, word.height)
        if not is_near or _between(edge, word.box[0], word, others):
            break
        found.append(word)
        edge = word.box[2]
    return _said(found)


def _left_of(box: Box, words: Sequence[Word], others: Sequence[Box]) -> str:
    found: list[Word] = []
    for word in words[:_MAX_WORDS]:
        edge = found[-1].box[0] if found else box[0]
        if (found and is_far(word, found[-1])) or box[0] - word.box[2] > _FARTHEST:
            break
        if _between(word.box[2], edge, word, others):
            break
        found.append(word)
    return _said(found[::-1])


def _above(box: Box, words: Sequence[Word], height: float) -> str:
    near = [
        word
        for word in words
        if -3 <= box[1] - word.box[3] <= 1.2 * height and word.box[0] < box[2] and word.box[2] > box[0]
    ]
    lines = lines_of(near)
    return _said(lines[-1].words[:_MAX_WORDS]) if lines else ""


def _between(start: float, end: float, word: Word, others: Sequence[Box]) -> bool:
    """Whether another control stands between two places of a line."""
    y = word.middle[1]
    return any(other[1] <= y <= other[3] and start - 1 <= other[0] and other[2] <= end + 1 for other in others)


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words).strip(" :_.…")
