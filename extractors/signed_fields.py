"""The fields of a form that somebody signs: of every place that might be theirs, the one that counts."""

from collections.abc import Iterable, Iterator, Sequence

from casework.answered import Answered
from casework.document import Field
from casework.evidence import Evidence, Place
from extractors.answer_lines import Slot
from extractors.answers import Answers
from extractors.reading import Reading
from extractors.sign_offs import STAFF, names_of
from extractors.signed_below import signed_below
from extractors.signed_in_rows_below import signed_in_rows_below
from extractors.signed_mails import in_doubt_of_mails, signed_by_mail
from extractors.signed_own_line import signed_on_own_line
from extractors.signed_places import SignedPlaces
from extractors.signed_scans import signed_on_scans
from extractors.signed_seen import Seen, SignedPlace
from extractors.signing import Signing, asked
from extractors.words import first_words, folded

_PAGE = "page:"
_GUESSED = 0.5
"""How sure an engine is of letters it makes up out of a name written by hand."""


def signed_fields(
    reading: Reading, signing: Signing, found: Iterable[Slot], answers: Answers, file: str
) -> Iterator[Field]:
    """One field for each that is signed, or plainly blank; none where that is for a person to see.

    A place that names its signer goes before one that another may sign for him; there a signature before a doubt, and
    a doubt before a blank. `found` are the labels with their answers.
    """
    if not signing.fields:
        return
    found = tuple(found)
    places = SignedPlaces(signing, answers)
    staff = names_of(slot.text for slot in found if signing.field_of(slot.key) in STAFF)
    rows_below = signed_in_rows_below(reading.blocks, signing, places)
    below = [*signed_below(reading.blocks, signing, staff), *rows_below, *signed_on_own_line(reading.blocks, signing)]
    seen = [*places.of(reading.blocks), *below]
    on_scans = tuple(signed_on_scans(reading, signing, places.is_blank))
    taken = {place for each in seen for place in each.places}
    asks = {field: who for who, field in signing.fields.items()}
    beside = (slot for slot in found if slot.place not in taken)
    labelled = [_of_slot(slot, who, places) for slot in beside if (who := asks.get(signing.field_of(slot.key), ""))]
    seen = [*(each for each in (*seen, *labelled) if not _is_seen_better(each, on_scans)), *on_scans]
    seen = [*in_doubt_of_mails(seen), *signed_by_mail(reading.blocks, signing)]
    written = tuple(_by_hand(reading))
    for who, field_id in signing.fields.items():
        theirs = [_unless_inked(each, written) for each in seen if each.who == who]
        counts = _that_counts([each for each in theirs if each.is_plain]) or _that_counts(theirs)
        if counts and counts.seen is not Seen.DOUBTFUL:
            yield _field(field_id, counts, file)


def _is_seen_better(doubtful: SignedPlace, on_scans: Sequence[SignedPlace]) -> bool:
    """Whether a label whose answer is in doubt is one of which a scan shows what stands at its height."""
    label = folded(doubtful.label)
    return doubtful.seen is Seen.DOUBTFUL and any(
        each.who == doubtful.who and each.place.page == doubtful.place.page and folded(each.label) == label
        for each in on_scans
    )


def _of_slot(slot: Slot, who: str, places: SignedPlaces) -> SignedPlace:
    label = " ".join(slot.label.split())
    means = asked(label.rstrip(": "))
    value, seen = places.judged(slot.text, label, who)
    at = slot.lines[0].place if slot.lines and seen is Seen.SIGNED else slot.place
    return SignedPlace(who, label, value, seen, means is None or not means.is_another, at)


def _that_counts(places: Sequence[SignedPlace]) -> SignedPlace | None:
    return max(places, key=lambda each: each.seen, default=None)


def _by_hand(reading: Reading) -> Iterator[tuple[Place, bool]]:
    """Where somebody seems to have written by hand, and whether that is only what a scan could not make out."""
    yield from ((each.place, False) for each in reading.signatures)
    for scan in reading.scanned:
        page = scan.key.removeprefix(_PAGE)
        if page != scan.key and page.isdigit():
            guessed = (box for _, sure, box in scan.words if sure < _GUESSED)
            yield from ((Place(page=int(page), box=box), True) for box in guessed)


def _unless_inked(found: SignedPlace, written: Sequence[tuple[Place, bool]]) -> SignedPlace:
    """A blank at whose height somebody seems to have written by hand is for a person to see."""
    if found.seen is not Seen.BLANK or not any(_is_beside(found.place, *each) for each in written):
        return found
    return SignedPlace(found.who, found.label, found.value, Seen.DOUBTFUL, found.is_plain, found.place)


def _is_beside(label: Place, ink: Place, is_guess: bool) -> bool:
    """Whether ink is at a label's height; of what a scan guessed at, only behind the label, which may be faint too."""
    if label.page != ink.page or label.box is None or ink.box is None:
        return False
    if is_guess and ink.box[0] < label.box[2]:
        return False
    return label.box[1] <= ink.box[3] and ink.box[1] <= label.box[3]


def _field(field_id: str, found: SignedPlace, file: str) -> Field:
    label = found.label.rstrip(": ")
    is_signed = found.seen is Seen.SIGNED
    value = (found.value or label) if is_signed else ""
    answered = Answered.ANSWERED if is_signed else Answered.BLANK
    return Field(field_id, label, value, answered, Evidence(file, found.place, first_words(value) or label))
