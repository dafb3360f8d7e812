"""The `replies` section: nothing that would leak a reply or a secret can be set."""

import pytest
from pydantic import ValidationError

from panelready.reply_settings import Replies

HOST = "smtp.council.example"


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_host": HOST, "smtp_security": "none"},
        {"smtp_host": HOST, "smtp_user": "panels@council.example"},
        {"smtp_host": HOST, "smtp_user": "panels@council.example", "smtp_secret": "Sunflower-7"},
        {"smtp_host": HOST, "smtp_sign_in": "microsoft365"},
        {
            "smtp_host": HOST,
            "smtp_sign_in": "microsoft365",
            "smtp_user": "panels@council.example",
            "smtp_secret": "env:A",
        },
        {"domains": ["someone@council.example"]},
        {"domains": ["example"]},
        {"mode": "always"},
        {"smtp_password": "Sunflower-7"},
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_without_repeating_it(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as problem:
        Replies.model_validate(wrong)
    said = " ".join(fault["msg"] for fault in problem.value.errors(include_input=False))
    assert "Sunflower-7" not in said


def test_a_relay_on_this_machine_needs_no_tls() -> None:
    assert Replies(smtp_host="127.0.0.1", smtp_security="none").smtp_user is None
