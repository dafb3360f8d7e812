"""The same paper gives the same answer, to the byte, in whatever order Python happens to keep its sets."""

import os
import subprocess
import sys

RECOGNISE = """
from casework.document import Document
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.read import documents_of
from extractors.reading import Heading, Paragraph, Reading
from validators.load_policy import load_policy

policy = load_policy()
titles = ("Single Assessment (Children Act 1989 s17)", "Child's developmental needs", "Parenting capacity", "Analysis",
          "Care plan and pathway plan", "Court Progression Panel Minutes of attendance")
blocks = [Heading(title, 1, Place(paragraph=2 * number)) for number, title in enumerate(titles)]
blocks += [Paragraph("The parents agreed to the plan and to the assessment. Present: Ann Bell, chair.", Place(line=99))]
catalogue = Catalogue.of(policy.document_types, policy.placeholders)
print(documents_of(Reading(tuple(blocks)), Document("plan.docx"), catalogue))
"""


def test_what_is_said_of_a_paper_does_not_turn_on_the_order_of_sets() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", RECOGNISE],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(said) == 1
