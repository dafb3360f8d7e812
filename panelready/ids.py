"""Ids that are derived, not drawn: the same arrival gives the same id, whoever asks and however often.

An id is 64 bits of a SHA-256 as four groups of hexadecimal digits, short enough to read out on the telephone.
"""

import hashlib
from datetime import date

NOTICE = "notice"
"""How the key of a notice begins; no request's id does."""


def submission_id(source: str, source_id: str) -> str:
    """The id of the submission that an arrival becomes."""
    return _short("submission", source, source_id)


def request_id(first_submission: str) -> str:
    """The id of the request that a submission opens."""
    return _short("request", first_submission)


def reply_key(request: str, number: int, kind: str) -> str:
    """The outbox key of what one screening of a request sends."""
    return f"{request}:{number}:{kind}"


def notice_key(authority: str, panel: str, sitting: date) -> str:
    """The outbox key of what a panel's sitting has somebody told."""
    return f"{NOTICE}:{authority}:{panel}:{sitting.isoformat()}"


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a reply: from its key, so that it can be looked for after a crash."""
    return f"<{key.replace(':', '.')}@{domain}>"


def _short(*parts: str) -> str:
    digits = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))
