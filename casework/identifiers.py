"""The numbers by which children and their cases are known, and the checks that tell one from any other number."""

import re
from collections.abc import Iterator

COURT_NUMBER = re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b")
"""Court, year, letter and number, as the family court writes it."""
PERSON_OR_GROUP = re.compile(r"\b(PER|GRP)[\s:-]?(\d{3,10})\b")
"""A record of a council's case system: PER for a person, GRP for a group such as brothers and sisters."""
_NHS_NUMBER = re.compile(r"(?<![\d-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d-])")


def is_nhs_number(number: str) -> bool:
    """Whether ten digits pass the check of the NHS number: weights 10 to 2, modulus 11 (NHS Data Model and Dictionary).

    >>> is_nhs_number("999 000 0018"), is_nhs_number("999 123 4560")
    (True, False)
    """
    digits = [int(figure) for figure in number if figure.isdigit()]
    if len(digits) != 10:
        return False
    weighed = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - weighed % 11) % 11 == digits[9]


def nhs_numbers_in(text: str) -> Iterator[str]:
    """The numbers in a text that pass the check, as ten digits."""
    for match in _NHS_NUMBER.finditer(text):
        number = match[1] + match[3] + match[4]
        if is_nhs_number(number):
            yield number


def is_of_a_family(reference: str) -> bool:
    """Whether brothers and sisters share a reference, spacing left out: a group's record, or a court's number.

    >>> is_of_a_family("GRP118842"), is_of_a_family("PER2091166"), is_of_a_family("MK25C50412")
    (True, False, True)
    """
    return reference.startswith("GRP") or COURT_NUMBER.fullmatch(reference) is not None
