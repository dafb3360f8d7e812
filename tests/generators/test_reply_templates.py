"""A council's own templates: used where they hold, and where they do not, the reply goes out all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators import render
from generators.letter import Reply
from generators.reply import reply_of
from tests.generators.invented_screenings import INCOMPLETE, answered
from tests.generators.test_reply_letter import NEXT, TEAM, replied

OURS = (render.TEMPLATES / "reply.txt").read_text(encoding="utf-8")


def with_template(folder: Path, text: str | bytes, name: str = "reply.txt") -> Reply:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    answer = answered(INCOMPLETE)
    return reply_of(answer, case_id="k7wq2m", on_behalf_of=TEAM, next_sitting=NEXT, templates=folder)


def test_a_councils_own_words_are_used(tmp_path: Path) -> None:
    reply = with_template(tmp_path, OURS.replace("Hello,", "Dear colleague,"))
    assert reply.text.startswith("Dear colleague,") and reply.broken_templates == ()
    assert reply.html == replied(INCOMPLETE).html


def test_a_councils_own_page_is_used(tmp_path: Path) -> None:
    page = (render.TEMPLATES / "reply.html").read_text(encoding="utf-8").replace("Hello,", "Dear colleague,")
    reply = with_template(tmp_path, page, "reply.html")
    assert "Dear colleague," in reply.html and reply.broken_templates == ()


@pytest.mark.parametrize(
    "broken",
    [
        "{% if %}",
        "{{ nobody }}",
        "{{ 1 // 0 }}",
        "{{ ''.__class__.__mro__ }}",
        "{% include 'not there' %}",
        "{% include '../../../../etc/hostname' %}",
        "Dear colleague, all is well.",
        b"\xff\xfe\x00",
        "",
        "{% for n in range(99999) %}{{ opening }}{% endfor %}",
    ],
)
def test_a_template_that_is_broken_or_leaves_out_what_is_needed_is_not_used(
    tmp_path: Path, broken: str | bytes
) -> None:
    reply = with_template(tmp_path, broken)
    assert reply.text == replied(INCOMPLETE).text and reply.broken_templates == ("reply_text",)
