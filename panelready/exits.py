"""What a command's exit status means; the same for every command. Codes from 64 up follow sysexits.h."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses."""

    READY = 0
    INCOMPLETE = 1
    REFERRED = 2
    WRONG_USE = 64
    NO_SUCH_PATH = 66
    OUR_FAILURE = 70
    BROKEN_SETTINGS = 78
