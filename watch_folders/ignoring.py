"""Which names are never papers: half-written files, locks, and what systems leave lying about."""

from fnmatch import fnmatchcase

BEING_WRITTEN = (
    "~$*",  # Word's owner file, there while the document is open
    ".~lock.*#",  # LibreOffice's
    "~wrl*.tmp",  # Word's copies during a save
    "~wrd*.tmp",
    "*.tmp",
    "~tmp*",
    "*.partial",
    "*.part",
    "*.filepart",  # WinSCP and other FTP programs
    "*.crdownload",  # Chrome
    "*.download",  # Safari, whose half-done downloads are folders
)
"""Somebody may still be working on the file beside it, so these hold the papers back for a while."""

LITTER = (
    ".*",
    "thumbs.db",
    "desktop.ini",
    ".ds_store",
    "._*",  # AppleDouble
    "@eadir",  # Synology
    ".stfolder",  # Syncthing
    ".fuse_hidden*",
    ".smbdelete*",
    ".nfs*",
)
"""These say nothing about the papers."""


def is_being_written(name: str) -> bool:
    """Whether the name is a temporary of a program at work on the file it belongs to."""
    return _matches(name, BEING_WRITTEN)


def is_ignored(name: str) -> bool:
    """Whether nothing of that name, file or folder, ever becomes a document."""
    return _matches(name, BEING_WRITTEN) or _matches(name, LITTER)


def belongs_to(temporary: str, name: str) -> bool:
    """Whether that temporary is of work on the file called `name`.

    >>> belongs_to("~$port.docx", "Report.docx"), belongs_to("Report.docx.part", "Report.docx")
    (True, True)
    >>> belongs_to("~$ronology.docx", "Report.docx")
    False
    """
    if temporary.startswith("~$"):  # Word puts these two in place of the first two letters, or before a short name
        rest = temporary[2:]
        return bool(rest) and name.endswith(rest) and len(name) - len(rest) <= 2
    return name.casefold() in temporary.casefold()


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    lowered = name.lower()
    return any(fnmatchcase(lowered, pattern) for pattern in patterns)
