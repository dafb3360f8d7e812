"""Invented submissions for the kill matrix: small real papers, each about a child nobody else has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from tests.build import eml, hostile
from tests.build.forms import booking_form, swindon_request_form
from tests.build.papers import fgc_minutes
from tests.build.people import Child

FORENAMES = ("Ada", "Bram", "Cleo", "Dov", "Elsie", "Fenn", "Gwen", "Hugo", "Iona", "Jory", "Kit", "Lowen", "Merryn")
SURNAMES = (
    "Ashdown",
    "Birkett",
    "Carnwath",
    "Dunmore",
    "Eastlake",
    "Fairholm",
    "Garside",
    "Hollin",
    "Ingleby",
    "Jessop",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One submission as its sender leaves it: the drop, the name of its folder, and its files."""

    drop: str
    name: str
    files: Mapping[str, bytes]


class Papers:
    """Makes bundles, no two about one child except where a pair is asked for."""

    def __init__(self) -> None:
        self._numbers = count()
        self._kinds: tuple[Callable[[Child, str], Bundle], ...] = (_ready, _incomplete, _zipped, _mailed, _referred)

    def one(self, kind: int | None = None) -> Bundle:
        """The next submission; the kinds take turns unless one is named."""
        number = next(self._numbers)
        return self._kinds[(number if kind is None else kind) % len(self._kinds)](child_of(number), f"s{number:04}")

    def pair(self) -> tuple[Bundle, Bundle]:
        """One request in two submissions: the booking form, and the same form again with the minutes it lacked."""
        number = next(self._numbers)
        child = child_of(number)
        form = booking_form(child=child, reason="Section 20 request", answers={"Previous panel date": "None"})
        again = {"Booking form.docx": form, "FGC minutes.docx": fgc_minutes(child=child)}
        return (
            Bundle("bucks", f"s{number:04}-first", {"Booking form.docx": form}),
            Bundle("bucks", f"s{number:04}-second", again),
        )


def child_of(number: int) -> Child:
    """The invented child of that number; no two are alike."""
    name = f"{FORENAMES[number % len(FORENAMES)]} {SURNAMES[number // len(FORENAMES) % len(SURNAMES)]}"
    return Child(name, date(2012, 1, 3) + timedelta(days=17 * number), f"PER7{number:06}")


def _ready(child: Child, name: str) -> Bundle:
    return Bundle("swindon", name, {"Request form.docx": swindon_request_form(child=child)})


def _incomplete(child: Child, name: str) -> Bundle:
    return Bundle("swindon", name, {"Request form.docx": swindon_request_form(child=child, blank=("Cost requested",))})


def _zipped(child: Child, name: str) -> Bundle:
    return Bundle("swindon", name, {"papers.zip": hostile.zipped({"Form.docx": swindon_request_form(child=child)})})


def _mailed(child: Child, name: str) -> Bundle:
    form = swindon_request_form(child=child)
    mail = eml.message(attachments={"Form.docx": form}, message_id=f"<{name}@swindon.example>")
    return Bundle("swindon", name, {"Panel request.eml": mail})


def _referred(child: Child, name: str) -> Bundle:
    files = {"Request form.docx": swindon_request_form(child=child), "Locked.docx": hostile.password_docx()}
    return Bundle("swindon", name, files)
