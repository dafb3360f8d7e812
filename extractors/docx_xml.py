"""Small questions to WordprocessingML elements that every part of the Word reader asks.

The clauses quoted in the Word reader's modules are those of ECMA-376 Part 1, unless they name another.
"""

from typing import Any

_OFF = frozenset(("0", "false", "off", "none"))


class Names(dict[str, str]):
    """Element names without their namespaces, each worked out once.

    >>> Names()["{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl"]
    'tbl'
    """

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag[tag.rfind("}") + 1 :]
        return name


def value(element: Any, w: str, child: str) -> str | None:
    """The `w:val` of a child; "" where the child has none, None where there is no such child."""
    found = element.find(w + child)
    return None if found is None else found.get(w + "val", "")


def is_on(said: str | None) -> bool | None:
    """A toggle as 17.17.4 has it: there and not said to be false."""
    return None if said is None else said.casefold() not in _OFF


def whole(said: str | None) -> int | None:
    """A whole number from 0 as files write one; None for anything else."""
    return int(said) if said and len(said) < 10 and said.isascii() and said.isdigit() else None


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name alone, whatever its namespace."""
    return next((said for key, said in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)


def alternatives(element: Any) -> list[Any]:
    """The branches of mc:AlternateContent in the order to try them: choices, then the fallback (Part 3, 10.2)."""
    found = [child for child in element if isinstance(child.tag, str)]
    choices = [child for child in found if child.tag.endswith("}Choice")]
    return choices[:1] + [child for child in found if child.tag.endswith("}Fallback")][:1]
