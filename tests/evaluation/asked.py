"""`python -m tests.evaluation.asked`: how often what is asked for is known where its writer was left out of learning.

Each writer's texts are judged as they would come, in a form's box, a message, a subject or a paper, with weights
learned from all others. Prints, by place, how many are named and how many of those are right, and the same from each
share on: `SURE` of validators/weighing.py follows that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.answered import Answered
from casework.document import Document, Field, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from casework.learned import Weights
from casework.panel import Panel
from tests.evaluation.asks import Ask, asks, by_writers, panels_in_force
from tests.evaluation.learn import learned_requests
from validators.load_policy import Policy, load_policy
from validators.request import Given, identify_request
from validators.seen import seen_in

_FROM = (0.3, 0.4, 0.5, 0.6, 0.7)
_DAY = date(2026, 3, 5)


class Judged(NamedTuple):
    """A text, what it was taken for if anything, and how likely the likeliest of its panel was said to be."""

    ask: Ask
    said: str | None
    likeliest: str
    share: float

    @property
    def is_right(self) -> bool:
        """Whether the likeliest is what it asks for."""
        return self.likeliest == self.ask.subject


def judged(policy: Policy) -> Iterator[Judged]:
    """Each text as judged by what its writer had no part in."""
    every, written = list(asks(policy)), by_writers(policy)
    for writer in sorted({each.writer for each in written}):
        sounds = learned_requests([each for each in every if each.writer != writer], policy.authorities)
        for each in written:
            if each.writer == writer:
                yield _judged(each, policy, sounds)


def documents(ask: Ask, panel: Panel, form: str | None) -> list[Document]:
    """The text where it would stand, with a form that names the panel."""
    answers = {"panel_name": panel.name} | ({"request": ask.text} if ask.where == "field" else {})
    fields = (
        Field(name, name, text, Answered.ANSWERED, Evidence("form.docx", Place(), text))
        for name, text in answers.items()
    )
    came = [Document("form.docx", role=Role.FORM, type=form, fields=tuple(fields))]
    lines = [line for line in ask.text.splitlines() if line.strip()]
    if ask.where in ("mail", "subject"):
        place = SUBJECT if ask.where == "subject" else Place("message body")
        came.append(Document("mail.eml", role=Role.MESSAGE, passages=tuple(Passage(each, place) for each in lines)))
    if ask.where == "papers":
        passages = tuple(Passage(each, Place(paragraph=number)) for number, each in enumerate(lines, 1))
        came.append(Document("paper.docx", role=Role.PAPER, type="case_summary", passages=passages))
    return came


def _judged(ask: Ask, policy: Policy, sounds: dict[str, Weights]) -> Judged:
    authority = policy.authorities[ask.authority]
    panel = next(each for each in panels_in_force(authority) if each.id == ask.subject.partition("/")[0])
    forms = panel.recognised_by.forms or authority.recognised_by.forms
    came = documents(ask, panel, forms[0] if forms else None)
    request = identify_request(
        came, policy.authorities, Given(authority=authority.id), _DAY, policy.papers_wanted, sounds
    )
    said = f"{request.panel}/{request.request_type}" if request.request_type else None
    likely = seen_in(authority, panel.edition, came, True, sounds).likely_kinds(panel)
    best = max(likely, key=lambda kind: likely[kind], default="")
    return Judged(ask, said, best, likely.get(best, 0.0))


def main() -> None:
    """Judge every text and print what came of it."""
    answers = list(judged(load_policy()))
    for where in ("field", "mail", "subject", "papers"):
        here = [each for each in answers if each.ask.where == where]
        named = [each for each in here if each.said]
        right = sum(each.said == each.ask.subject for each in named)
        print(f"{where}: {len(here)} texts, {len(named)} named, {right} of them right")
    for least in _FROM:
        sure = [each for each in answers if each.share >= least]
        print(f"from {least:.2f}: {len(sure)} of {len(answers)}, right of them {sum(each.is_right for each in sure)}")


if __name__ == "__main__":
    main()
