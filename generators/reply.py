"""The reply to the social worker: what came, what is still needed and why, and by when; or that all is well."""

from dataclasses import dataclass
from pathlib import Path

from casework.finding import Verdict
from casework.request import Sitting
from generators import letter
from generators.contract import Answer
from generators.envelope import as_eml
from generators.letter import Correction, Reply
from generators.plainly import one_line, when_in_words
from generators.reply_templates import EDITABLE, filled
from generators.wording import day_in_words

__all__ = ["OnBehalfOf", "Reply", "as_eml", "reply_of"]


@dataclass(frozen=True, slots=True)
class OnBehalfOf:
    """The team a reply speaks for, and how to reach a person there."""

    team: str
    contact: str | None = None


def reply_of(
    answer: Answer,
    *,
    case_id: str,
    on_behalf_of: OnBehalfOf,
    previous: Answer | None = None,
    next_sitting: Sitting | None = None,
    templates: Path | None = None,
    correction: Correction | None = None,
) -> Reply:
    """The reply to an answer.

    READY gets a confirmation. INCOMPLETE gets what is missing; REFERRED the same, as a draft for a person to release.
    With the answer before this one, it says what was accepted and what is still open, and nothing twice. With a
    correction, it begins with what the answer before got wrong, and what is right.
    `templates` is a folder with a council's own reply.txt or reply.html.
    """
    questions = letter.questions_of(answer) if answer.verdict is not Verdict.READY else ()
    needs = letter.needs_of(answer) if answer.verdict is not Verdict.READY else ()
    values = {
        "opening": _opening(answer, bool(needs or questions), previous is not None, correction),
        "corrections": correction.points if correction else (),
        "accepted": _accepted(answer, previous, correction),
        "received": letter.received(answer, previous) if correction is None else (),  # nothing new came
        "is_second": previous is not None,
        "needs": needs,
        "source": letter.shared_source(needs),
        "questions": questions,
        "when": _when(answer, next_sitting) if needs or questions else "",
        "is_ready": answer.verdict is Verdict.READY,
        "team": on_behalf_of.team,
        "contact": on_behalf_of.contact,
    }
    has_to_say = [*(need.sentence for need in needs), *(one.words for one in questions), str(values["when"])]
    if correction is not None:
        has_to_say += [words for point in correction.points for words in (point.said, point.right)]
    made = {output: filled(output, templates, values, has_to_say) for output in EDITABLE}
    return Reply(
        subject=f"RE: Panel paperwork {one_line(letter.safe_reference(answer) or case_id)}",
        text=made["reply_text"][0],
        html=made["reply_html"][0],
        case_id=case_id,
        questions=questions,
        broken_templates=tuple(output for output, (_, is_broken) in made.items() if is_broken),
    )


def _accepted(answer: Answer, previous: Answer | None, correction: Correction | None) -> tuple[str, ...]:
    said = {point.right for point in correction.points} if correction else set()
    accepted = letter.accepted(answer, previous) if previous else ()
    return tuple(words for words in accepted if words not in said)


def _opening(answer: Answer, is_anything_open: bool, is_second: bool, correction: Correction | None) -> tuple[str, ...]:
    thanks = f"Thank you for {'sending more papers' if is_second else 'the papers'} for {letter.matter(answer)}."
    if correction is not None:
        day = day_in_words(correction.said_on)
        thanks = (
            f"We wrote to you on {day} about the papers for {letter.matter(answer)}. Not all that we said was right, "
            "and we are sorry. This message says what was wrong and what is right. Please go by this one."
        )
    if answer.verdict is Verdict.READY:
        return thanks, *_confirmed(answer)
    if not is_anything_open:
        return thanks, "We have them. A person at the panel is looking at them and will be in touch."
    if is_second:
        return thanks, "Some things are still open. They are listed below."
    return (
        thanks,
        "We need some more from you before they are complete. Below is what we received and what is still needed.",
    )


def _confirmed(answer: Answer) -> tuple[str, ...]:
    sitting = answer.sitting
    if sitting is None or sitting.date is None:
        return ("The papers are complete. We will write to you when the day of the sitting is set.",)
    late = _late(answer)
    day = f"{sitting.date:%A} {day_in_words(sitting.date)}"
    on = f"The papers are complete and go to the sitting on {day}. You do not need to do anything more."
    return (late, on) if late else (on,)


def _when(answer: Answer, next_sitting: Sitting | None) -> str:
    sitting = answer.sitting
    if sitting is None or sitting.date is None:
        return "The day of the sitting is not set yet. Please send these as soon as you can."
    due = f"by {when_in_words(sitting.papers_due)} " if sitting.papers_due else "in time "
    this = f"Please send everything {due}for the sitting on {day_in_words(sitting.date)}."
    return " ".join(filter(None, (_late(answer), this, _next(next_sitting))))


def _late(answer: Answer) -> str:
    sitting = answer.sitting
    if sitting is None or not sitting.late or sitting.asked is None:
        return ""
    return f"The papers came too late for the sitting on {day_in_words(sitting.asked)}."


def _next(sitting: Sitting | None) -> str:
    if sitting is None or sitting.day is None:
        return ""
    due = f", with papers due by {when_in_words(sitting.papers_due)}" if sitting.papers_due else ""
    return f"If you cannot, the next one is on {day_in_words(sitting.day)}{due}."
