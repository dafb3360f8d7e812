"""How much of what a stranger sends we are willing to open, each limit with its reason."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one submission; sizes are bytes, and all that is unpacked draws on one budget."""

    files: int = 500
    """A court bundle filed paper by paper has some 200; beyond this a person sorts it first."""
    file_bytes: int = 150 * MB
    """The largest attachment Microsoft 365 lets through."""
    total_bytes: int = 600 * MB
    """What one submission may unpack to: four of the largest files, and a small part of a server's disk."""
    mail_bytes: int = 100 * MB
    """A mail is parsed in memory, which takes about four times its size."""
    nesting: int = 5
    """Mails, archives and papers within each other; a forward of a forward with a zip is three."""
    zip_nesting: int = 3
    """Zips within zips; nobody does so twice except to hide something."""
    embedded_files: int = 50
    """Documents embedded in one paper, or attached to one PDF; a portfolio of a court bundle's papers has some 40."""
    archive_entries: int = 2_000
    """A Word file with many pictures has some hundreds of parts."""
    archive_directory_bytes: int = 1 * MB
    """The table at a zip's end is read whole; at 46 bytes and a name each, this holds some 10,000 entries."""
    ratio: int = 200
    """Unpacked size over packed size; text reaches 30, blank scans 100, zeros 1,000."""
    ratio_applies_from: int = 10 * MB
    """Small archives may be as empty as they like."""
    header_bytes: int = 256 << 10
    """The head of a mail; real ones stay under 64 KB."""
    mail_parts: int = 500
    """Parts of one mail."""
    mail_depth: int = 30
    """Multiparts and mails within each other inside one mail."""
    body_bytes: int = 2 * MB
    """Covering words; a long quoted thread is 200 KB."""
    signature_image_bytes: int = 10 << 10
    """Pictures in a mail's signature are smaller than this, scanned papers larger."""
