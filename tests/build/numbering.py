"""Word's numbering part: lists of several levels, restarted, overridden and linked to styles."""

from __future__ import annotations

from .controls import W


def level(number: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "", style: str = "") -> str:
    """One level of a list; `text` is its pattern, such as %1.%2."""
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}{linked}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering_part(lists: dict[int, str], numbers: dict[int, tuple[int, str]]) -> str:
    """The part; `lists` are levels by list, `numbers` the list each numbering uses and what it overrides."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in lists.items())
    made += "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{used}"/>{overrides}</w:num>'
        for key, (used, overrides) in numbers.items()
    )
    return f'<w:numbering xmlns:w="{W}">{made}</w:numbering>'


def starts_at(number: int, level: int = 0) -> str:
    """What lets a numbering begin again."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def in_list(number: int, level: int | None = 0) -> str:
    """The properties of a paragraph in a list."""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:pPr><w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr></w:pPr>'
