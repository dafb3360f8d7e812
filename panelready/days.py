"""Days and times as people type them on the command line."""

import argparse
from datetime import date, datetime


def a_day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as YYYY-MM-DD, such as 2026-03-05.") from None


def a_time(text: str) -> datetime:
    """A day and the time on it, written YYYY-MM-DDTHH:MM."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        said = f"{text} is not a time; write it as YYYY-MM-DDTHH:MM, such as 2026-03-05T09:30."
        raise argparse.ArgumentTypeError(said) from None
