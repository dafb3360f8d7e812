"""Where a password, token or key is: an environment variable or a file, never the settings themselves."""

import os
import re
from pathlib import Path

PLACE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|file:.+")
HOW = "say where it is: env:NAME for an environment variable, or file:PATH; the secret itself never stands in settings"
LOOKS_SECRET = re.compile(r"(?i)passw|secret|token|credential|api_?key|private_?key")
"""Names under which people try to write one into the settings."""


def is_place(text: str) -> bool:
    """Whether the text says where a secret is.

    >>> is_place("env:PANELREADY_MAIL"), is_place("file:/run/secrets/mail"), is_place("Sunflower7")
    (True, True, False)
    """
    return PLACE.fullmatch(text) is not None


def read_secret(place: str) -> str:
    """The secret, without the line end that editors leave.

    Raises LookupError where there is no such variable or it is empty, and OSError where the file cannot be read.
    """
    kind, _, name = place.partition(":")
    secret = os.environ[name] if kind == "env" else Path(name).read_text(encoding="utf-8").rstrip("\r\n")
    if not secret:
        raise LookupError("the secret is empty")
    return secret
