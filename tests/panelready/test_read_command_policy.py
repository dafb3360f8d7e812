"""A document type added as docs/how-to/add-a-document-type.md tells: `panelready read --root` shows it recognised."""

import re
import shutil
from pathlib import Path

import pytest

from tests.build.content import Fields, Heading, Paper
from tests.build.docx import docx_of
from tests.panelready.checked import panelready
from validators.catalogue_file import DocumentTypeEntry

ROOT = Path(__file__).parents[2]
HOW_TO = (ROOT / "docs" / "how-to" / "add-a-document-type.md").read_text(encoding="utf-8")

PAPER = Paper(
    [
        Heading("Record of Supervised Family Time", 0),
        Fields(
            [
                ("Name of child", "Jayden Tolliver"),
                ("Date of family time", "24 February 2026"),
                ("Supervised by", "Asha Bright"),
                ("Date of next family time", "3 March 2026"),
            ]
        ),
        Heading("Who came"),
        "Jayden’s mother, Kelly, and his nan.",
        Heading("What we saw"),
        "Kelly brought a game, and they laughed a lot.",
        Heading("The child’s words"),
        "“Can we play it again next week?”",
        Heading("Concerns"),
    ]
)


@pytest.fixture(scope="module")
def written() -> str:
    """The example's file, as the page prints it."""
    block = re.findall(r"```yaml\n(.*?)```", HOW_TO, re.DOTALL)[0]
    return "\n".join(line.removeprefix("   ") for line in block.splitlines()) + "\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, written: str) -> Path:
    copy = tmp_path_factory.mktemp("policies") / "copy"
    shutil.copytree(ROOT / "policy", copy)
    (copy / "document_types" / "family_time_record.yaml").write_text(written, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paper = tmp_path_factory.mktemp("papers") / "jt notes.docx"
    paper.write_bytes(docx_of(PAPER))
    return paper


def test_the_paper_is_not_recognised_without_it(paper: Path) -> None:
    text = panelready("read", paper).out.decode()
    assert "\n  Not recognised\n" in text


def test_the_copy_is_sound_and_the_paper_is_recognised_by_it(copy: Path, paper: Path) -> None:
    assert panelready("policy", "check", "--root", copy).status == 0
    text = panelready("read", paper, "--root", copy).out.decode()
    assert "Taken for: Record of supervised family time" in text
    assert "The date that counts: 24 February 2026" in text
    assert "Supervised by → Asha Bright" in text
    assert "Concerns → Blank" in text


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("headings:", "hedings:", "line 5: hedings: unknown key hedings; allowed here: id, name"),
        ("id: family_time_record", "id: family_time", "line 1: id: the file is named family_time_record.yaml"),
        ("[case_notes]", "[case_note]", "family_time_record.yaml: unknown document type case_note"),
    ],
)
def test_what_is_wrong_is_named_as_the_page_says(
    copy: Path, written: str, right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    broken = tmp_path / "copy"
    shutil.copytree(copy, broken)
    file = broken / "document_types" / "family_time_record.yaml"
    file.write_text(written.replace(right, wrong), encoding="utf-8")
    done = panelready("policy", "check", "--root", broken)
    assert done.status != 0
    assert said in done.err + done.out.decode()


def test_every_key_of_a_document_type_is_explained() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", HOW_TO, re.MULTILINE)) == set(DocumentTypeEntry.model_fields)


def test_a_policy_folder_that_is_not_there_is_said(paper: Path, tmp_path: Path) -> None:
    assert panelready("read", paper, "--root", tmp_path / "none").status == 66
