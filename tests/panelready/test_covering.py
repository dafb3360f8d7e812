"""A mail's subject line counts among its words."""

from datetime import date
from pathlib import Path

from casework.document import Document, Passage, Role
from casework.evidence import Place
from casework.submission import Message
from panelready.checking import Asked, check_papers
from panelready.covering import with_subject
from tests.build import eml, papers

BODY = Passage("Papers attached.", Place(part="body", line=1))


def a_message(subject: str) -> Message:
    return Message("sw@bucks.example", None, "<1@bucks.example>", (), subject)


def test_the_subject_comes_before_the_words_of_the_body() -> None:
    (told,) = with_subject((Document("cover.eml", role=Role.MESSAGE, passages=(BODY,)),), a_message(" PLO review "))
    assert [(each.text, str(each.place)) for each in told.passages] == [
        ("PLO review", "subject"),
        ("Papers attached.", "body, line 1"),
    ]


def test_a_mail_of_nothing_but_a_subject_has_words_too() -> None:
    form = Document("form.docx", role=Role.FORM)
    assert [each.role for each in with_subject((form,), a_message("PLO review"))] == [Role.FORM, Role.MESSAGE]


def test_without_a_subject_nothing_changes() -> None:
    form = Document("form.docx", role=Role.FORM)
    assert with_subject((form,), a_message("  ")) == (form,)
    assert with_subject((form,), None) == (form,)


def test_what_is_asked_may_stand_in_the_subject_alone(tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        eml.message(
            subject="Legal Planning and New Admissions Panel: PLO pre-proceedings, review at week 6",
            text="Papers attached.",
            sender="r.okafor@bucks.example",
            to="panels@bucks.example",
            attachments={"letter.docx": papers.letter_before_proceedings()},
        )
    )
    asked = Asked(authority="buckinghamshire", today=date(2026, 3, 5))
    answer = check_papers([mail], asked, lambda done, of: None)
    assert answer.request_type == "plo_review_week_6"
    assert any(seen.place == "subject" for seen in answer.request_evidence)
