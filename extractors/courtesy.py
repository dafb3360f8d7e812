"""Which sentences of a mail are courtesy alone: a small closed list of words. What holds any other word says something.

No word of refusal, doubt or time is among them: "No" and "will do on Friday" are for a person.
"""

import re

from casework.words import fold

_PHRASES = re.compile(
    r"\b(?:no (?:problems?|worries)|not at all|(?:sorry|apologies|apologise)(?: again)?(?: for)?(?: the| any| my)?"
    r"(?: (?:delay|inconvenience|late reply))?|have a (?:good|great|nice|lovely)(?: (?:day|evening|weekend|week|one))?|"
    r"(?:i )?(?:do )?hope (?:that )?(?:you|this|all)(?: re| are| is| finds)?(?: you)?(?: all)? (?:well|ok)|"
    r"how are you|speak soon|sent from my \w+|get outlook for \w+|sent from (?:outlook|mail)(?: for \w+)?|"
    r"(?:for|of)(?: (?:your|the|this|prompt|quick|helpful|kind))* (?:e mail|email|mail|message|letter|reply|response|"
    r"help|update)|(?:please )?(?:can|could|would) you (?:please )?(?:just )?(?:confirm|acknowledge) (?:safe )?receipt|"
    r"(?:please )?(?:confirm|acknowledge) (?:safe )?receipt)\b"
)
"""Set phrases whose words would say something by themselves."""
_COURTEOUS = """
a acknowledge acknowledged acknowledging again all am and appreciate appreciated are be best brilliant cheers clear
dear do excellent faithfully fine for from good got great hello helpful hi hiya i is it kind kindest kindly lovely
ll m many much noted of off ok okay on our perfect r re received receiving regards respectfully s sincerely so
sounds sure t ta team thank thanks that thats the them this to understood ve very warm warmest we well will wishes
with wonderful x xx you your yours
"""
_ANSWERING = """
yes no none never approved agreed accepted withdrawn withdraw cancelled cancel declined refused confirmed attached
urgent done sent closed complete completed monday tuesday wednesday thursday friday saturday sunday today tomorrow
january february march april may june july august september october november december stop wait wrong unsure
unknown pending help tbc na ring call phone please see ask send question
"""
"""Words that stand where a name may, and say something."""
_WORDS, _NO_NAMES = frozenset(_COURTEOUS.split()), frozenset(_ANSWERING.split())
_NAME = r"(?-i:[A-Z][\w’'-]*)"
_GREETING = re.compile(
    r"^\W*(?:hi|hiya|hello|dear|good (?:morning|afternoon|evening)|morning|afternoon)\b"
    rf"(?P<whom>(?:[ \t]+(?:all|both|everyone|there|colleagues?|panel|team|admin|{_NAME})){{0,4}})",
    re.IGNORECASE,
)
_THANKS = re.compile(rf"\b(?:thanks|thank you|cheers),?(?P<whom>[ \t]+{_NAME})(?![’'])", re.IGNORECASE)
_SIGNS_OFF = re.compile(
    r"^\W*(?:(?:(?:with|kind|kindest|best|warm|warmest|many thanks and|thanks and)\s+)*(?:regards|wishes)|"
    rf"yours(?: (?:sincerely|faithfully|truly))?|kr)\W*(?P<whom>(?:{_NAME}\W*){{0,3}})$",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"^\W*[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}\W*$")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\s\"”’)]+|\n")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each with the mark that ends it."""
    return [each for each in (part.strip() for part in _SENTENCE_ENDS.split(text)) if each]


def is_courtesy(sentence: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence greets, thanks, takes note or is empty, and nothing more; `names` are its writer's, folded.

    >>> is_courtesy("Hi Sam, thank you, got it 👍"), is_courtesy("Thanks, will do on Friday")
    (True, False)
    """
    without = _GREETING.sub(_without_whom, _THANKS.sub(_without_whom, sentence))
    is_polite = _PHRASES.search(fold(without)) is not None
    folded = _PHRASES.sub(" ", fold(without))
    return set(folded.split()) <= _WORDS | names and ("?" not in sentence or is_polite)


def signs_off(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line closes a mail: regards, with or without a name, or its writer's name."""
    found, words = _SIGNS_OFF.search(text), set(fold(text).split())
    return (found is not None and not _holds_more(found)) or (bool(words) and words <= names)


def may_be_a_name(text: str) -> bool:
    """Whether a line is one to three words with capitals, as a name is written under a mail."""
    return _A_NAME.search(text) is not None and not _NO_NAMES & set(fold(text).split())


def _without_whom(found: re.Match[str]) -> str:
    """Nothing, where all that was said is a greeting or thanks to somebody."""
    return found[0] if _holds_more(found) else " "


def _holds_more(found: re.Match[str]) -> bool:
    return bool(_NO_NAMES & set(fold(found["whom"]).split()))
