"""Golden files are rewritten by a person, never by CI; and the examples in our docstrings are true."""

import doctest
import importlib
import os
import pkgutil

import generators
from tests.generators.golden_files import GOLDEN, is_rewriting


def test_ci_never_rewrites_golden_files() -> None:
    assert not (os.environ.get("CI") and is_rewriting())


def test_no_golden_file_holds_a_real_looking_address() -> None:
    for path in GOLDEN.iterdir():
        assert ".gov.uk" not in path.read_text(encoding="utf-8")


def test_the_examples_in_docstrings_hold() -> None:
    for module in pkgutil.iter_modules(generators.__path__):
        assert doctest.testmod(importlib.import_module(f"generators.{module.name}")).failed == 0
