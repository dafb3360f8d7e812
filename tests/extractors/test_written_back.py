"""What a mail says back beyond courtesy: polite words, signatures, footers, and copies of our letter."""

from __future__ import annotations

import pytest

from casework.document import Document, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from extractors.courtesy import is_courtesy
from extractors.written_back import OurLetter, asked_back, written_back

LETTER = (
    "Hello,\n\nThank you for the papers for the Legal Gateway Panel. We need some more from you.\n\n"
    "WHAT IS NEEDED\n\n  - Missing: We did not find the care plan among the papers.\n"
    "    The council’s words: “A care plan for each child.”\n\n"
    "If something here is not right, please tell us. A person will answer.\n"
)
OURS = OurLetter((LETTER,), subjects=("RE: Panel paperwork 0041977",))
RUTH = frozenset({"ruth", "okafor"})


def mail(text: str, subject: str = "RE: RE: Panel paperwork 0041977") -> Document:
    lines = [
        Passage(line.strip(), Place("body", line=at)) for at, line in enumerate(text.split("\n"), 1) if line.strip()
    ]
    return Document("back.eml", role=Role.MESSAGE, passages=(Passage(subject, SUBJECT), *lines))


def said(text: str, *understood: Evidence, names: frozenset[str] = RUTH) -> list[str]:
    return [each.words for each in written_back(mail(text), OURS, names, understood)]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, will do", "Thank you, got it.", "noted", "Noted with thanks!", "Received with thanks", "👍", "OK",
        "Hi Sam, thank you for your email.", "Many thanks Sam", "Good morning all, I hope you are well.",
        "No problem, will do.", "Sorry for the delay.", "Please confirm receipt", "Could you please confirm receipt?",
        "Sent from my iPhone", "Kind regards, Ruth Okafor", "Thank you for your prompt reply",
        "Understood - thanks again x", ":)",
    ],
)  # fmt: skip
def test_courtesy_says_nothing(text: str) -> None:
    assert is_courtesy(text, RUTH)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, will do on Friday", "No", "Thanks Friday", "I will not", "Thanks but no", "Please ring me", "?",
        "Hi Withdrawn", "Thank you. Withdrawn.", "It is not him", "Attached", "Yes", "Got it, which form?",
        "ok from the 4th", "Really?",        "Will you do it?", "Thank you for nothing",
    ],
)  # fmt: skip
def test_any_word_beyond_the_list_says_something(text: str) -> None:
    assert not is_courtesy(text, RUTH)


SIGNED = "Thanks.\n\n{}\nSocial Worker | Children in Care\nTel: 01296 000000\nwww.council.example\n"


@pytest.mark.parametrize(
    "name", ["Ruth", "Ruth Okafor", "Kind regards", "Best wishes, Ruth", "Liz Smith", "Yours sincerely"]
)
def test_a_signature_says_nothing(name: str) -> None:
    assert said(SIGNED.format(name)) == []


def test_what_is_added_under_a_signature_and_what_follows_a_greeting_is_said() -> None:
    assert said(SIGNED.format("Ruth") + "PS. The mother moved\n") == ["PS. The mother moved"]
    assert said("Dear\nPanel Team\nI cannot get the care plan before the sitting, so what now") != []
    assert said("Thanks\n\nI cannot get it.\n\nRuth") == ["I cannot get it."]


def test_banners_and_footers_of_mail_servers_are_nobodys_words() -> None:
    head = "CAUTION: This email originated from outside the organisation.\nDo not click links.\n\n"
    foot = (
        "\n\nThis email is intended only for the person named.\nIf you have received it in error, tell us.\nCall 01296."
    )
    assert said(f"{head}Thanks{foot}") == []
    assert said(f"{head}Ring me{foot}") == ["Ring me"]
    assert said("This message is confidential: the father must not see our address") != []


def test_our_letter_quoted_in_any_way_says_nothing() -> None:
    flowed = " ".join(LETTER.split())
    for copy in (LETTER, "".join(f"> {line}\n" for line in LETTER.split("\n")), flowed, LETTER.upper()):
        assert said(f"Thanks\n\nFrom: Panels\nSent: today\n\n{copy}") == [], copy
    cut = "\n".join(flowed[at : at + 60] for at in range(0, len(flowed), 60))
    assert said(f"Thanks\n\nOn Thu, 5 Mar 2026 at 09:00, Panels wrote:\n{cut}") in ([], said(f"From: Panels\n{cut}"))


def test_words_behind_ours_in_one_line_are_shown_with_it() -> None:
    copy = LETTER.replace("among the papers.", "among the papers. It is in the second attachment.")
    assert said(f"Thanks\n\nFrom: Panels\n\n{copy}") == [
        "- Missing: We did not find the care plan among the papers. It is in the second attachment."
    ]


def test_the_history_of_other_mails_is_not_said_to_us() -> None:
    older = "From: Colleague\nSent: Monday\n\nPlease ring the school about the boy.\n"
    assert said(f"Thanks\n\nFrom: Panels\n\n{LETTER}\n{older}") == []
    assert said(f"Thanks\n\n{older}") == []


def test_what_a_finding_quotes_is_understood_unless_it_says_more() -> None:
    text = "The care plan will follow on Friday."
    seen = Evidence("back.eml", Place("body", line=1), text)
    assert said(text, seen) == []
    assert said("The care plan will follow on Friday. Please ring me.", seen) != []
    assert said(text, Evidence("other.eml", seen.place, text)) == [text]
    more = "The care plan will follow on Friday, but please ring me."
    assert said(more, Evidence("back.eml", seen.place, more)) == [more]


def test_beside_papers_only_a_question_counts() -> None:
    asking = mail("Here it is, please ring me.\n\nCould it be heard on the 24th?\n\nHow are you?")
    assert [each.words for each in asked_back(asking, OURS, RUTH, ())] == ["Could it be heard on the 24th?"]


def test_a_new_subject_line_above_an_empty_mail_is_read() -> None:
    assert [each.words for each in written_back(mail("Ruth", "RE: please ring me"), OURS, RUTH, ())] == [
        "please ring me"
    ]
    assert written_back(mail("Thanks", "Re: FW: Panel paperwork 0041977"), OURS, RUTH, ()) == ()


def test_of_a_mail_without_end_the_first_words_are_shown() -> None:
    words = "the care plan among the papers is not mine " * 40
    long = f"From: Panels\n\n{LETTER}" + f"{words}\n" * 2000 + LETTER
    assert len(said(long)) == 12
    assert len(said("Please ring me.\n\n" * 4000)) == 12
