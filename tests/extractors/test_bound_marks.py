"""What the edges of a page tell of the papers bound in one file."""

from casework.evidence import Place
from extractors.bound_marks import marks_of
from extractors.reading import Paragraph, Reading

PAGE = Place(page=1)


def test_the_stamp_of_a_bundle_is_no_line_that_runs_along_a_paper() -> None:
    page = Reading(
        (Paragraph("The children are well.", PAGE),),
        footers=(Paragraph("LP4", PAGE), Paragraph("Assessment form, version two", PAGE)),
    )
    marks = marks_of(page.blocks, page, 1)
    assert marks.running == {"Assessment form, version two"}
    assert marks.stamp == ("LP", 4)
