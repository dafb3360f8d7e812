"""Where among the papers somebody may say what is asked for, and how much that place counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casework.document import Document, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from validators.asking import Heard
from validators.marks import Marks
from validators.sightings import SUMMARIES, tells_of_a_meeting
from validators.wording import sentences

BESIDE = 0.5
"""How much less a message counts beside a form that asks."""
BOX, TICKED, LABELLED, SUBJECT_LINE, LETTER, REASON, REST, NAME, PURPOSE = 1.0, 1.0, 1.0, 0.8, 0.7, 0.5, 0.2, 0.4, 0.5
"""The box of a form for what is asked; a ticked choice; what stands under such a question elsewhere on a form; a
message's subject; a message or letter; the box for reasons; the rest of a form; a file's name; a paper's purpose."""
REQUEST, REASONS = ("request_type", "request"), ("reason_for_request", "proposed_plan")
_ASKS = re.compile(
    r"\b(?:what|which)\b.{0,30}\b(?:ask(?:ed|ing)?|request(?:ed|ing)?|seek(?:ing)?|sought|about|bringing|booking)\b"
    r"|\bwhat\b.{0,30}\bpanel\b.{0,12}\bto\b|\bwhy\b.{0,30}\b(?:panel|booking|coming|here|now|bringing)\b"
    r"|\b(?:request|reason|purpose|type|area|nature) (?:for|of) (?:the )?(?:request|booking|panel|referral|case)\b"
    r"|\b(?:decision|agreement|approval) (?:sought|requested|needed)\b|\bin (?:a few|one|your own) (?:words|lines?)\b"
    r"|\bwhat (?:is being asked|do you want|would you like|are you bringing)\b|^\W*(?:request|purpose|the ask)\W*$"
    r"|^\W*what(?:['’]s| is| are)?(?: (?:it|this|the (?:slot|booking|request|referral)|(?:you|we) (?:here|coming)))?"
    r" for\W*$",
    re.IGNORECASE,
)
_LABEL_WORDS, _NOTE_WORDS, _OPENING, _ANSWER = 12, 120, 14, 3
_LETTER = re.compile(r"(?:hi|hello|hiya|dear|(?:good )?(?:morning|afternoon))\b", re.IGNORECASE)
_TO_PANEL = re.compile(r"\W*(?:to|for the attention of|fao)\b.{0,60}\bpanel\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s")
_PANEL = re.compile(r"\bpanels?\b|\bLPNA\w*|\bLGP\b|\bDCRP\b|\bP ?& ?R\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:purpose|prepared (?:for|to|because)|written (?:for|to|because)|(?:is|are|was|were|be) (?:asked|invited) to"
    r"|recommend\w*|request\w*|seek\w*|outcome|to (?:agree|consider|approve|ratify|review|decide))\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\W*(?:names? of )?(?:the )?(?:child|children|young person|subject)\b[^:.]{0,24}:", re.IGNORECASE)
_CHOICES = re.compile(r"(?=[☒☐☑□■])")
_YES = "☒☑■"
_FOR_PANEL = re.compile(r"\b(?:for|to)\b.{0,60}\bpanel\b", re.IGNORECASE)
_TOP, _ROW, _GREETING = 5, 2, 6
_LINE = 40
"""Words of a line at the top that says for whom a paper is."""
_RECORD = re.compile(r"minutes|record")
_PAPERS = re.compile(r"\b(?:papers|pack|bundle|panel|for \w*panel\w*)\b", re.IGNORECASE)
_ENDING = re.compile(r"\.\w{2,5}$")


def heard(documents: Sequence[Document]) -> list[Heard]:
    """Everything that may tell what is asked for; what papers say of their purpose only where nobody asks."""
    readable = [document for document in documents if document.unreadable is None]
    said = [each for document in readable for each in _said_by(document)]
    on_forms = {document.file for document in readable if document.role is Role.FORM}
    if any(each.strength >= LABELLED and each.evidence.file in on_forms for each in said):
        return [
            each if each.evidence.file in on_forms else replace(each, strength=each.strength * BESIDE) for each in said
        ]
    if not any(each.strength >= LETTER for each in said):
        said += [each for document in readable for each in _purpose(document)]
    return said


def on_forms(documents: Sequence[Document]) -> list[Heard]:
    """What stands on forms under a question what is asked of the panel."""
    forms = [each for each in documents if each.role is Role.FORM and each.unreadable is None]
    return [each for form in forms for each in _on_form(form) if each.strength >= LABELLED]


def _said_by(document: Document) -> Iterator[Heard]:
    if document.role is Role.FORM:
        yield from _on_form(document)
    elif document.role is Role.MESSAGE:
        yield _name(document)
        for passage in document.passages:
            strength = SUBJECT_LINE if passage.place == SUBJECT else LETTER if document.type is None else PURPOSE
            yield Heard(passage.text, strength, _seen(document, passage))
    elif document.role is Role.PAPER and document.type is None and _is_letter_to_panel(document):
        yield _name(document)
        for passage in document.passages[:_OPENING]:
            yield Heard(passage.text, LETTER, _seen(document, passage))
    elif _is_written_for_panel(document):
        yield _name(document)
        yield from (
            Heard(each.text, LETTER, _seen(document, each))
            for each in filter(_names_its_panel, document.passages[:_TOP])
        )
        yield from _under_questions(document)


def _is_written_for_panel(paper: Document) -> bool:
    """Whether a summary says at its top that it is for a panel: under its headings it tells what is asked."""
    is_summary = paper.role is Role.PAPER and paper.type in (None, *SUMMARIES)
    return is_summary and any(map(_names_its_panel, paper.passages[:_TOP]))


def _names_its_panel(passage: Passage) -> bool:
    return _FOR_PANEL.search(passage.text) is not None and len(passage.text.split()) <= _LINE


def _name(document: Document) -> Heard:
    name = _ENDING.sub("", document.file.rsplit("/", 1)[-1]).replace("_", " ")
    return Heard(name, NAME, Evidence(document.file, Place(), name))


def _on_form(form: Document) -> Iterator[Heard]:
    yield _name(form)
    asked = [field for field in form.fields if field.id in REQUEST and not field.blank]
    reasons = [field for field in form.fields if field.id in REASONS and not field.blank]
    for fields, strength in ((asked, BOX), (reasons, REASON)):
        for field in fields:
            for choice in _chosen(field.value):
                yield Heard(choice, strength, field.evidence)
    if not asked:
        said = list(_under_questions(form))
        is_letter = not any(each.strength >= LABELLED for each in said)
        yield from map(_as_in_letter, said) if is_letter else said


def _as_in_letter(said: Heard) -> Heard:
    """What asks counts as it does in a letter, where a form has no question what is asked."""
    asks = any(Marks.of(sentence).ask for sentence in sentences(said.text))
    return replace(said, strength=max(said.strength, LETTER)) if asks else said


def _under_questions(form: Document) -> Iterator[Heard]:
    """What a form says whose box for the request we do not find: ticked choices, and what follows a question."""
    answers = 0
    for passage in form.passages:
        label, _, value = passage.text.partition(" | ")
        if _is_box(passage.text):
            for choice in _chosen(passage.text):
                yield Heard(choice, TICKED, _seen(form, passage))
            continue
        asks = len(label.split()) <= _LABEL_WORDS and _ASKS.search(label) is not None
        if asks or value or passage.heading or _is_label(label):
            answers = _ANSWER if asks else 0
        text = value if asks and value else passage.text
        strength = LABELLED if answers > 0 else LETTER if _asks_panel(passage.text) else REST
        yield Heard(text, strength, _seen(form, passage))
        answers -= 1


def _asks_panel(text: str) -> bool:
    return _PANEL.search(text) is not None and any(Marks.of(sentence).ask for sentence in sentences(text))


def _is_label(text: str) -> bool:
    """Whether a line asks for something to be filled in, though nothing marks it as a heading."""
    return len(text.split()) <= _LABEL_WORDS and (text.rstrip().endswith(("?", ":")) or bool(_NUMBERED.match(text)))


def _chosen(text: str) -> Iterator[str]:
    """The text without the choices that nobody ticked."""
    for part in _CHOICES.split(text):
        if not _is_box(part[:1]) or part[:1] in _YES:
            yield part.lstrip(_YES).strip(" /|")


def _is_box(text: str) -> bool:
    return any(box in text for box in "☒☐☑□■")


def _is_letter_to_panel(paper: Document) -> bool:
    """Whether somebody writes to the panel on it, as in a covering note saved as a file."""
    opening = paper.passages[:_OPENING]
    words = sum(len(passage.text.split()) for passage in paper.passages)
    is_note = words <= _NOTE_WORDS and not tells_of_a_meeting(paper)
    return (_greets(paper) or is_note) and any(_PANEL.search(passage.text) for passage in opening)


def speaks_to_panel(document: Document) -> bool:
    """Whether somebody asks with it: a form, a message, or a letter that asks a panel and was saved as a paper."""
    if document.role in (Role.FORM, Role.MESSAGE):
        return True
    if document.role is not Role.PAPER or document.type not in (None, *SUMMARIES) or not _greets(document):
        return False
    is_to_panel = any(_TO_PANEL.match(passage.text) for passage in document.passages[:_TOP])
    return is_to_panel and any(_asks_panel(passage.text) for passage in document.passages)


def _greets(paper: Document) -> bool:
    return any(_LETTER.match(passage.text.strip()) for passage in paper.passages[:_GREETING])


def _purpose(document: Document) -> Iterator[Heard]:
    """What a paper says it was made for, or to bring to a panel."""
    is_record = _RECORD.search(document.type or "") is not None
    if document.role is Role.PAPER and not is_record and not tells_of_a_meeting(document):
        if _PAPERS.search(document.file):
            yield _name(document)
        opening = document.passages[:_OPENING]
        is_for_panel = document.type is None and any(_FOR_PANEL.search(each.text) for each in opening[:_TOP])
        for number, passage in enumerate(document.passages):
            is_letter = is_for_panel and number < _OPENING
            if is_letter or _tells_purpose(passage.text):
                yield Heard(passage.text, LETTER if is_letter else PURPOSE, _seen(document, passage))


def _tells_purpose(text: str) -> bool:
    """Whether a sentence, and neither a row of a table nor a line of names, speaks of a panel or of what is wanted."""
    if _NAMES.match(text):
        return False
    return text.count(" | ") < _ROW and (_PANEL.search(text) is not None or _PURPOSE.search(text) is not None)


def _seen(document: Document, passage: Passage) -> Evidence:
    return Evidence(document.file, passage.place, passage.text)
