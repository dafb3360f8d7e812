"""`python -m tests.evaluation.told [WRITER ...]`: how often what papers answer to questions of checklists is heard.

The texts were written by people who had not seen how facts are looked for. Each is judged as it would come, in a form
or a message, and its value compared with what its writer meant: yes, no, or that it leaves the question open. A fact
that nobody hears is asked for once more; one heard wrongly could make a request ready that is not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from casework.answered import Answered
from casework.conditions import FactDefinition
from casework.document import Document, Field, Passage, Role
from casework.evidence import Evidence, Place
from extractors.facts import gather_fact
from validators.load_policy import Policy, load_policy

TOLD = Path(__file__).parent / "told"
_DAY = date(2026, 3, 5)
_MEANT = {"yes": True, "no": False, "nothing": None}


class Told(BaseModel):
    """One text that answers a question of a checklist or leaves it open, and where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    council: str
    fact: str
    says: Literal["yes", "no", "nothing"]
    where: Literal["form", "mail"]
    text: str


class Heard(NamedTuple):
    """A text, who wrote it, and what was made of it."""

    writer: str
    told: Told
    value: bool | None

    @property
    def is_right(self) -> bool:
        """Whether it was understood as it was meant."""
        return self.value is _MEANT[self.told.says]

    @property
    def is_wrong(self) -> bool:
        """Whether it was taken for an answer that it does not give."""
        return self.value is not None and not self.is_right


def told() -> Iterator[tuple[str, Told]]:
    """Every text and its writer, in order."""
    for path in sorted(TOLD.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path.stem, Told.model_validate(entry)


def heard(policy: Policy) -> Iterator[Heard]:
    """What is made of each text."""
    for writer, each in told():
        yield Heard(writer, each, _value(each, policy.facts[each.fact]))


def _value(told: Told, definition: FactDefinition) -> bool | None:
    role = Role.FORM if told.where == "form" else Role.MESSAGE
    lines = [line for line in told.text.splitlines() if line.strip()]
    passages = tuple(Passage(line, Place(paragraph=number)) for number, line in enumerate(lines, 1))
    answer = Field("request", "1. Request", told.text, Answered.ANSWERED, Evidence("told.docx", Place(), told.text))
    fields = (answer,) if told.where == "form" else ()
    value = gather_fact([Document("told.docx", role=role, passages=passages, fields=fields)], definition, _DAY)
    return None if value.assumed or not isinstance(value.value, bool) else value.value


def main(writers: list[str]) -> None:
    """Judge every text and print what came of it."""
    answers = [each for each in heard(load_policy()) if not writers or each.writer in writers]
    for says in _MEANT:
        meant = [each for each in answers if each.told.says == says]
        count = Counter("right" if each.is_right else "wrong" if each.is_wrong else "not heard" for each in meant)
        print(f"{says}: {len(meant)} texts, " + ", ".join(f"{number} {what}" for what, number in sorted(count.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
