"""Which words are labels: those a form prints, also with a slip of whoever retyped them, or of a machine."""

import re
from collections.abc import Iterable, Mapping

from casework.document import DocumentType
from casework.judging import kept_beside, once_for_all
from extractors.answer_lines import is_filled
from extractors.line_beginnings import Beginnings, beginnings_of_cell
from extractors.reading import Cell
from extractors.signing import Signing
from extractors.terms import terms_said
from extractors.words import is_numbered, label_key

_DASHES = frozenset(("-", "–", "—"))
_MAX_LABEL_WORDS = 25
_MAX_LABEL = 200
"""Characters; nothing longer is looked up as a label."""
_MAX_REMARK_WORDS = 14
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*:?\s*$")
_SAYS_HOW_MUCH = re.compile(r"[^(\[\n]*\d")
"""A figure below a label that ends in a colon: it is filled in, and no remark on how to."""
_BESIDE = re.compile(r"^\s*[(\[][^)\]]*[)\]]")
_ASKS_MORE = re.compile(
    r"(?:[Hh]ow|[Ww]hen|[Ww]hat|[Ww]ho|[Ww]hy|[Ww]here|[Ww]hich)\b[^:?.\n]{0,100}[:?]"
    r"|[Ii]f (?:yes|so|no|not)\b[^:?.\n]{0,60}(?:[:?]|$)"
    r"|(?:how|when|what|who|why|where|which|if|please|include|including|give|state|describe|explain|e\.?g|i\.?e)\b"
    r"(?:[^:?.\n]{0,100}[:?]|[^:?.\n]{0,60}$)"
)
"""More of a question behind it or behind its dash, to its colon, its question mark or the end of a short line."""
_FIGURES = re.compile(r"\b\d+\b")
_SLIPS = ((25, 3), (13, 2), (7, 1))
"""From how many characters on how many slips are let pass; a shorter label has to be right."""
_BEGINS_ANSWER = "£“”\"‘’'(☒"
_OF_THE_LABEL = re.compile(
    r"(?:tel(?:ephone)?|(?:tele)?phone|mobile|e-?mail|signature|signed|comments?|address|number|name|date|team|role|details)\b"
    r"|[^\s:]+(?:\s+[^\s:]+)?:\s",
    re.IGNORECASE,
)
"""What goes on with a label, so that it asks for another thing: "Social Worker Telephone"."""
_SAID_FOR = {
    "cost": "value", "amount": "value", "requested": "request", "requesting": "request", "asked": "request",
    "explored": "considered", "no": "number", "ref": "number", "id": "number", "young": "child", "person": "",
    "people": "", "childrens": "children", "length": "duration",
}  # fmt: skip
"""Words of a label that ask for the same thing."""
_UNASKED = frozenset(("", "please", "is", "are", "be", "been", "have", "has", "you", "we", "this", "these", "details"))
_INITIALS = 2
"""Letters in a word that may be somebody's initials."""
_LONG_WORD = 8
"""From how many characters on a word may have two of them."""


class Labels:
    """The labels to look for; a label's key is `label_key` of its words.

    Where it is said what each label asks for, words that are almost a label count as it, save where they might be
    another that asks for something else. `headings` are printed between the labels and end an answer.
    """

    def __init__(
        self,
        labels: Iterable[str],
        asked: Mapping[str, str] | None = None,
        headings: Iterable[str] = (),
        titles: Iterable[str] = (),
    ) -> None:
        labels = tuple(labels)
        self._headings = {label_key(heading) for heading in headings} - {""}
        self._other = self._headings | {label_key(title) for title in titles}
        self.keys = {label_key(label) for label in labels} - {""}
        self._numbered = {label_key(label) for label in labels if is_numbered(label)}
        self._asked = asked or {}
        self._signing = Signing(self._asked)
        self._first = frozenset(key.partition(" ")[0] for key in self.keys)
        self._by_terms = _by_terms(self._asked)

    @classmethod
    def of_form(cls, form: DocumentType) -> "Labels":
        """The labels of a form, slips let pass."""
        return _of_form(form)

    def key_of(self, words: str) -> str | None:
        """The key of the label that these words are, or almost are."""
        key = label_key(words)
        if key in self.keys:
            return key
        if signed := self._signing.key_of(words):
            return signed
        if not self._asked:
            return None
        if len(key) <= _MAX_LABEL and key not in self._other and (said := self._by_terms.get(_terms(key))):
            return said
        if len(key) < _SLIPS[-1][0]:
            return None
        near: dict[str, str | None] = kept_beside(self._asked)
        if key not in near:
            near[key] = nearest(key, self._asked)
        return near[key]

    def may_begin(self, beginnings: Beginnings) -> bool:
        """Whether one of the labels may stand where words begin so; with a slip let pass it may anywhere."""
        return bool(self._asked) or beginnings is None or not self._first.isdisjoint(beginnings)

    def is_heading(self, text: str) -> bool:
        """Whether a line is one of the form's headings, however it is set."""
        return len(text) <= _MAX_LABEL and label_key(text) in self._headings

    def match(self, text: str) -> tuple[str, str] | None:
        """The key of the label a line begins with, and the words after it; None where it begins with none.

        >>> Labels(["2. Duration", "Request value"]).match("2. Duration: six months")
        ('duration', 'six months')
        """
        matched: dict[str, tuple[str, str] | None] = kept_beside(self)
        if text not in matched:
            matched[text] = self._match(text)
        return matched[text]

    def _match(self, text: str) -> tuple[str, str] | None:
        if signed := self._signing.match(text):
            return signed
        is_short = len(text) <= _MAX_LABEL
        head, colon, rest = text.partition(":")
        if is_short and (key := self.key_of(text)) and not (rest.strip() and label_key(head) in self.keys):
            return key, ""
        if colon and len(head) <= _MAX_LABEL:
            for printed in (head, _REMARK.sub("", head)) if head.endswith((")", "]")) else (head,):
                if key := self.key_of(printed):
                    return key, rest.strip()
        asked, mark, rest = text.partition("?")
        if mark and len(asked) <= _MAX_LABEL and (key := self.key_of(asked)):
            return key, _without_remark(_BESIDE.sub("", rest).lstrip(" :–—-"))
        if is_short and text.endswith((")", "]", "):", "]:")) and (key := self.key_of(_REMARK.sub("", text))):
            return key, ""
        return self._without_colon(text)

    def _without_colon(self, text: str) -> tuple[str, str] | None:
        """A label followed by a dash, or a numbered prompt with its answer on the same line."""
        words = text.split(maxsplit=_MAX_LABEL_WORDS)
        numbered = is_numbered(text)
        if not numbered and not _DASHES.intersection(words):
            return None
        for count in range(len(words) - 1, 0, -1):
            key = label_key(" ".join(words[:count]))
            if key in self.keys and (words[count] in _DASHES or (numbered and key in self._numbered)):
                return key, _without_remark(" ".join(words[count:]).lstrip("-–— ").strip())
        return None

    @property
    def lets_slips_pass(self) -> bool:
        """Whether it is known what each label asks for, as of a form."""
        return bool(self._asked)

    def begun(self, text: str) -> tuple[str, str] | None:
        """The longest label a line begins with, and the answer right behind it: "Full name Ann Lee"."""
        words = text.split(maxsplit=_MAX_LABEL_WORDS)
        for count in range(min(len(words), _MAX_LABEL_WORDS) - 1, 0, -1):
            key, rest = label_key(" ".join(words[:count])), " ".join(words[count:])
            if key in self.keys and " " in key:
                may_answer = rest[0].isupper() or rest[0].isdigit() or rest[0] in _BEGINS_ANSWER
                return (key, rest) if may_answer and not _OF_THE_LABEL.match(rest) else None
        return None

    def is_label(self, cell: Cell) -> str | None:
        """The key, where a cell is a label and nothing else but a remark below it."""
        if not self.may_begin(beginnings_of_cell(cell)) or is_filled(cell):
            return None
        first, _, rest = cell.text.partition("\n")
        if first.rstrip().endswith(":") and _SAYS_HOW_MUCH.match(rest):
            return None
        if rest and (len(rest.split()) > _MAX_REMARK_WORDS or any(self.match(line) for line in rest.split("\n"))):
            return None
        found = self.match(first) or (self.match(" ".join(cell.text.split())) if rest else None)
        return found[0] if found and not found[1] else None


def _without_remark(rest: str) -> str:
    """What stands behind a label, without what its form asks there: "Exit plan – how and when will it end:"."""
    asks = _ASKS_MORE.match(rest)
    return rest[asks.end() :].strip() if asks else rest


@once_for_all
def _of_form(form: DocumentType) -> Labels:
    return Labels((label for _, label in form.labels), asked_by(form), form.headings, form.titles)


@once_for_all
def asked_by(form: DocumentType) -> dict[str, str]:
    """For each label of a form, by its key, the id of the field it asks for."""
    return {label_key(label): field_id for field_id, label in form.labels}


def _by_terms(asked: Mapping[str, str]) -> Mapping[frozenset[str], str]:
    """Labels of two words or more by what they say, in whatever order; none where two ask for different things."""
    found: dict[frozenset[str], set[str]] = {}
    for key in asked:
        found.setdefault(_terms(key), set()).add(key)
    return {
        terms: min(keys) for terms, keys in found.items() if len(terms) > 1 and len({asked[key] for key in keys}) == 1
    }


def _terms(key: str) -> frozenset[str]:
    """The words of a label as the field says them, without those that may be left out: "value of the request"."""
    return frozenset(_SAID_FOR.get(term.text, term.text) for term in terms_said(key)) - _UNASKED


def nearest(key: str, asked: Mapping[str, str]) -> str | None:
    """The one label that a key is a slip or two away from; None where there is none, or two that ask different things.

    Figures have to be right: "Applicant 1" is never "Applicant 2".
    """
    # Loading it costs ten milliseconds, which a paper that is no form need not pay.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    like = extract(key, list(asked), scorer=OSA.distance, score_cutoff=_SLIPS[0][1], limit=None)
    found: list[tuple[int, str]] = []
    for label, slips, _ in sorted(like, key=lambda each: each[2]):
        most = _slips_let_pass(min(len(key), len(label)))
        is_near = most and slips <= most and _FIGURES.findall(key) == _FIGURES.findall(label)
        if is_near and _word_by_word(key.split(), label.split()):
            found.append((slips, label))
    best = [label for slips, label in found if slips == min(found)[0]]
    return best[0] if len({asked[label] for label in best}) == 1 else None


def _word_by_word(words: list[str], others: list[str]) -> bool:
    """Whether no word is quite another: "name of panel" is not "date of panel"."""
    if len(words) != len(others):
        return True
    pairs = [
        (word, other, _slips_in_word(min(word, other, key=len))) for word, other in zip(words, others, strict=True)
    ]
    return all(_slips_between(word, other, most) <= most for word, other, most in pairs)


def _slips_in_word(word: str) -> int:
    """Initials have to be right: "TM signature" is not "SM signature"."""
    if len(word) == _INITIALS:
        return 0
    return 1 if len(word) < _LONG_WORD else 2


def _slips_let_pass(length: int) -> int:
    return next((slips for least, slips in _SLIPS if length >= least), 0)


def _slips_between(one: str, other: str, most: int) -> int:
    """How many letters are put in, left out, changed or swapped with the next; beyond `most` it may be any more."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)
