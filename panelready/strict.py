"""What all sections of the settings file share: nothing unknown stands in them, and no secret."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from panelready.secret import HOW, is_place


class Strict(BaseModel):
    """Settings in which nothing unknown may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _place_of_a_secret(text: str) -> str:
    if not is_place(text):
        raise ValueError(HOW)  # without the text, which may be the secret
    return text


SecretPlace = Annotated[str, AfterValidator(_place_of_a_secret)]
"""Where a secret is: `env:NAME` or `file:PATH`."""

SignIn = Literal["password", "xoauth2", "microsoft365"]
SIGNS_IN = (
    "`password`; `xoauth2`, where the secret is a token; `microsoft365`, where we fetch tokens ourselves, as the "
    "application of that section."
)


def _off(told: object) -> object:
    """What was meant by `off`, which YAML 1.1 reads as false (yaml.org/type/bool.html)."""
    return "off" if told is False else told


Mode = Annotated[Literal["off", "draft", "auto"], BeforeValidator(_off)]
"""How replies leave: not at all, by a person, or by themselves."""
