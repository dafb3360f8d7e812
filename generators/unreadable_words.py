"""Why a file could not be read, and what to ask its sender for, in English."""

from collections.abc import Mapping

from casework.document import Unreadable

WHY_UNREADABLE: Mapping[Unreadable, str] = {
    Unreadable.PASSWORD: "is locked with a password",
    Unreadable.RIGHTS_MANAGED: "is protected, so that only some people can open it",
    Unreadable.ENCRYPTED_MAIL: "came as an encrypted mail that we cannot open",
    Unreadable.DAMAGED: "is damaged and does not open",
    Unreadable.CUT_SHORT: "is cut off before its end",
    Unreadable.EMPTY: "is empty",
    Unreadable.TOO_LARGE: "is too large for us to read, or one of too many",
    Unreadable.TOO_LONG: "goes on beyond what we read of one file",
    Unreadable.UNSAFE: "was not opened, because it may not be safe",
    Unreadable.POOR_SCAN: "is a scan or a photo that is too faint or unclear to read",
    Unreadable.FORMAT: "is of a kind that we cannot read",
    Unreadable.MISNAMED: "is not the kind of file that its name says, and does not open",
    Unreadable.NEEDS_PROGRAM: "is of an old kind (.doc or .rtf) that we cannot open",
    Unreadable.LINK_ONLY: "came as a link, without the paper itself",
}

ASKS_TO_SEND: Mapping[Unreadable, str] = {
    Unreadable.PASSWORD: "Please send it again without the password.",
    Unreadable.RIGHTS_MANAGED: "Please send a copy without the protection.",
    Unreadable.ENCRYPTED_MAIL: "Please send the papers again by the council's own mail.",
    Unreadable.DAMAGED: "Please open it yourself to check it, and send it again.",
    Unreadable.CUT_SHORT: "It did not arrive whole. Please send it again.",
    Unreadable.EMPTY: "Please check it and send it again.",
    Unreadable.TOO_LARGE: "Please send it in smaller parts, and only the papers that are asked for.",
    Unreadable.TOO_LONG: "Please send each paper in it as a file of its own.",
    Unreadable.UNSAFE: "Please send the paper again as a Word file or a PDF.",
    Unreadable.POOR_SCAN: "Please send the Word file or the PDF made from it, "
    "or scan it again, flat and in good light.",
    Unreadable.FORMAT: "Please send it as a Word file or a PDF.",
    Unreadable.MISNAMED: "Please open it yourself, save it as a Word file or a PDF, and send that.",
    Unreadable.NEEDS_PROGRAM: "Please save it as a newer Word file (.docx) and send it again.",
    Unreadable.LINK_ONLY: "Please send the paper itself.",
}
