"""Which way imports point, whose names we use, and that asking for help stays quick."""

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("casework", "policy", "watch_folders", "ingest", "extractors", "validators", "generators", "panelready")
HEAVY = ("pydantic", "sqlalchemy", "lxml", "spacy", "jinja2", "yaml", "holidays", "pdfplumber", "docx")


def test_every_import_contract_is_kept() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert "3 kept, 0 broken" in done.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_each_of_our_package_names_belongs_to_us_alone(package: str) -> None:
    assert set(packages_distributions()[package]) == {"panelready"}


def imported_by(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "panelready", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("serve", "--help"), ("policy", "--help")])
def test_asking_for_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    imported = imported_by(*arguments)
    assert "panelready" in imported
    assert not imported & set(HEAVY)


def test_the_domain_imports_the_standard_library_alone() -> None:
    program = (
        "import sys; before = set(sys.modules); import pkgutil, importlib, casework\n"
        "[importlib.import_module(f'casework.{each.name}') for each in pkgutil.iter_modules(casework.__path__)]\n"
        "names = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(*sorted(names - set(sys.stdlib_module_names) - {'casework'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [name for name in done.stdout.split() if not name.startswith("__editable__")] == []
