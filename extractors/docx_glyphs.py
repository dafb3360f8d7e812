"""Ticks, crosses and empty boxes in the guises people give them in Word, all as ☒ and ☐; and symbol fonts as text."""

import re

TICKED, EMPTY = "☒", "☐"

_IN_FONTS = {
    "wingdings": {**dict.fromkeys("üûþýx", TICKED), **dict.fromkeys("o¨qr", EMPTY)},
    "wingdings 2": {**dict.fromkeys("OPQRST", TICKED), "£": EMPTY},
    "webdings": {**dict.fromkeys("ar", TICKED), "c": EMPTY},
}
"""The characters of fonts of symbols that people tick boxes with; the rest of such a font are pictures."""
_PRIVATE = 0xF000
"""Fonts of symbols live from here on: Word adds this to their characters (17.3.3.30)."""
_SYMBOL_FONT = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
) | {"\xb7": "•", "\xb0": "°", "\xb1": "±", "\xb4": "×", "\xb8": "÷", "\xa3": "≤", "\xb3": "≥", "\xb9": "≠",
     "\xbb": "≈", "\xae": "→", "\xac": "←", "\xad": "↑", "\xaf": "↓", "\xa5": "∞", "\xbc": "…"}  # fmt: skip
_TEXT = {
    **dict.fromkeys("☑✓✔✗✘✕✖🗹🗷🗵🗸⊠✅❎\uf0fe\uf0fd\uf0fc\uf0fb\uf052", TICKED),
    **dict.fromkeys("□▢❏❐❑❒◻⬜🞎\uf06f\uf0a8\uf071\uf072", EMPTY),
    **dict.fromkeys("\u00ad\u200b\ufeff", ""),  # soft hyphens and spaces of no width
}
_TEXT_TABLE = str.maketrans(_TEXT)
_IS_ODD = re.compile(f"[{''.join(_TEXT)}{TICKED}{EMPTY}]").search
_TYPED = re.compile(r"\[[ \u00a0]{0,3}([xX]?)[ \u00a0]{0,3}\]")
_MOST_WORDS = 12
_MOST_SYMBOLS = 3


def plain(text: str) -> str:
    """Text with its ticks and boxes as ☒ and ☐ and without what nobody sees.

    >>> plain("Yes ✓ No □")
    'Yes ☒ No ☐'
    """
    return text.translate(_TEXT_TABLE) if _IS_ODD(text) else text


def has_box(text: str) -> bool:
    """Whether a tick box stands in plain text."""
    return TICKED in text or EMPTY in text


def in_symbol_font(text: str, font: str) -> str:
    """What text set in a font of symbols shows: its ticks and boxes, and nothing of its pictures.

    Longer text is left as it is: somebody has set words in the wrong font, and words are not to be lost.

    >>> in_symbol_font("R £", "wingdings 2")
    '☒ ☐'
    """
    if len(text.strip()) > _MOST_SYMBOLS:
        return text
    known = _IN_FONTS.get(font, {})
    shown = (chr(ord(char) - _PRIVATE) if ord(char) >= _PRIVATE else char for char in text)
    return "".join(known.get(char, char if char.isspace() else "") for char in shown)


def symbol(code: str, font: str) -> str:
    """What a w:sym (17.3.3.30) shows; `code` is hexadecimal."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= number <= 0xFFFF:
        return ""
    char, font = chr(number - _PRIVATE if number >= _PRIVATE else number), font.casefold()
    if font in _IN_FONTS:
        return in_symbol_font(char, font)
    if font == "symbol":
        return _SYMBOL_FONT.get(char, char if char.isascii() and char.isprintable() else "")
    return plain(char) if char.isprintable() else ""


def typed_boxes(text: str) -> list[tuple[int, int, str]]:
    """Boxes typed as [x] and [ ]: where each begins and ends, and the box it is.

    A lone [X] inside a sentence is a name left out. It is a tick at either end of a short line, or beside an empty one.

    >>> typed_boxes("Yes [x] No [ ]"), typed_boxes("The mother met [X] at the centre.")
    ([(4, 7, '☒'), (11, 14, '☐')], [])
    """
    found = list(_TYPED.finditer(text))
    is_at_an_end = any(match.start() == 0 or match.end() == len(text) for match in found)
    if all(match[1] for match in found) and not (is_at_an_end and len(text.split()) <= _MOST_WORDS):
        return []
    return [(match.start(), match.end(), TICKED if match[1] else EMPTY) for match in found]
