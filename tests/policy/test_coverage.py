"""Every line of the councils' documents is accounted for: cited, or with the reason why it asks for nothing."""

from pathlib import Path

import pytest

from panelready.cli import main
from tests.elsewhere import policy_sources
from tests.policy.small_policy import GUIDE, SHIPPED, a_policy
from validators.load_policy import load_policy
from validators.policy_coverage import coverage_problems, hash_of, leftovers, not_covered, refreshed
from validators.policy_coverage_file import EXPLAINED, CoverageFile, Information, LineEntry, as_yaml, load_coverage


def problems(root: Path, sources: Path | None = None) -> list[str]:
    return [str(problem) for problem in coverage_problems(load_policy(root), sources)]


class TestWhatWeShip:
    def test_every_line_is_classified_and_every_path_leads_somewhere(self) -> None:
        assert problems(SHIPPED) == []

    def test_the_lines_and_what_cites_them_are_those_of_the_documents(self) -> None:
        assert problems(SHIPPED, policy_sources()) == []

    def test_nothing_that_is_asked_for_is_left_out(self) -> None:
        assert list(not_covered(load_coverage(SHIPPED))) == []

    def test_what_stands_in_two_documents_is_the_same_there(self) -> None:
        lines = load_coverage(SHIPPED).sources
        first = {entry.hash for entry in lines["000_6bec3ea56e104702.txt"].values()}
        twice = [
            entry.hash
            for each in lines.values()
            for entry in each.values()
            if entry.information is Information.DUPLICATE_OF_000
        ]
        assert len(twice) > 30
        assert set(twice) <= first

    def test_the_file_holds_no_words_of_the_documents(self) -> None:
        text = (SHIPPED / "coverage.yaml").read_text(encoding="utf-8")
        for name in load_coverage(SHIPPED).sources:
            for line in (policy_sources() / name).read_text(encoding="utf-8").split("\n"):
                assert len(line.split()) < 4 or line.strip() not in text

    def test_every_reason_is_explained(self) -> None:
        assert EXPLAINED.keys() == set(Information)


class TestKeepingIt:
    def test_new_lines_are_unclassified_until_somebody_says_what_becomes_of_them(self, tmp_path: Path) -> None:
        root = a_policy(tmp_path)
        assert updated(root, tmp_path) != 0
        found = load_coverage(root).sources["guide.txt"]
        assert found[1].unclassified
        assert found[2].cited_by == ("anywhere/first/board/*/letter",)
        assert found[4].calendar == ("anywhere/first/board",)
        assert any("guide.txt, line 1: nobody has said" in each for each in problems(root))

    def test_what_people_wrote_is_kept_and_goes_with_the_words(self, tmp_path: Path) -> None:
        root = classified(tmp_path)
        source = tmp_path / "sources" / "guide.txt"
        source.write_text("A new first line\n\n" + GUIDE, encoding="utf-8")

        assert updated(root, tmp_path) != 0
        found = load_coverage(root).sources["guide.txt"]
        assert found[1].unclassified
        assert found[3].information is Information.HEADING
        assert found[6].note == "on Tuesdays"

    def test_a_line_that_says_something_else_now_has_lost_what_was_written_of_it(self, tmp_path: Path) -> None:
        root = classified(tmp_path)
        source = tmp_path / "sources" / "guide.txt"
        source.write_text(GUIDE.replace("Tuesdays", "Mondays"), encoding="utf-8")

        assert any("line 4: the line is not as the document has it" in each for each in problems(root, source.parent))
        assert updated(root, tmp_path) != 0
        assert load_coverage(root).sources["guide.txt"][4].unclassified

    def test_white_space_does_not_count(self) -> None:
        assert hash_of("\tA letter  is wanted, ") == hash_of("A letter is wanted,")

    def test_an_entry_that_is_gone_leads_nowhere(self, tmp_path: Path) -> None:
        root = classified(tmp_path)
        coverage = root / "coverage.yaml"
        coverage.write_text(coverage.read_text(encoding="utf-8").replace("/letter", "/leter"), encoding="utf-8")

        assert any("anywhere/first/board/*/leter leads nowhere" in each for each in problems(root))
        assert any("other entries cite this line now" in each for each in problems(root, tmp_path / "sources"))

    def test_a_line_that_is_quoted_in_part_needs_a_reason_for_the_rest(self, tmp_path: Path) -> None:
        root = classified(tmp_path)
        source = tmp_path / "sources" / "guide.txt"
        source.write_text(GUIDE.replace("wanted,", "wanted, and so is a birth certificate,"), encoding="utf-8")
        updated(root, tmp_path)

        left = [line.left for _, line in leftovers(load_policy(root), source.parent)]
        assert left[0] == ", and so is a birth certificate,"
        assert any("no quotation holds all of this line" in each for each in problems(root, source.parent))

    def test_a_document_nobody_looked_at_is_named(self, tmp_path: Path) -> None:
        assert problems(a_policy(tmp_path)) == ["coverage.yaml: guide.txt: no line of this document is classified"]

    def test_written_and_read_again_it_is_the_same(self, tmp_path: Path) -> None:
        long = tuple(f"anywhere/first/board/loan/a_rather_long_name_{number}" for number in range(5))
        entry = LineEntry(hash="0" * 12, covered_by=long, note='it says "no": really', not_covered="because")
        kept = CoverageFile(sources={"guide.txt": {1: entry, 2: LineEntry(hash="123456789012", unclassified=True)}})
        (tmp_path / "coverage.yaml").write_text(as_yaml(kept), encoding="utf-8")
        assert load_coverage(tmp_path) == kept

    def test_updating_twice_changes_nothing(self) -> None:
        policy = load_policy(SHIPPED)
        kept = load_coverage(SHIPPED)
        assert as_yaml(refreshed(kept, policy, policy_sources())) == as_yaml(kept)


def updated(root: Path, folder: Path) -> int:
    return main(["policy", "coverage", "--root", str(root), "--sources", str(folder / "sources"), "--update"])


def classified(folder: Path) -> Path:
    root = a_policy(folder)
    updated(root, folder)
    file = root / "coverage.yaml"
    lines = load_coverage(root).sources["guide.txt"]
    told = {
        1: lines[1].model_copy(update={"information": Information.HEADING, "unclassified": None}),
        4: lines[4].model_copy(update={"rest": Information.SENDING, "note": "on Tuesdays"}),
    }
    file.write_text(as_yaml(CoverageFile(sources={"guide.txt": {**lines, **told}})), encoding="utf-8")
    return root


def test_a_sound_file_says_how_the_lines_are_covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = classified(tmp_path)
    status = main(["policy", "coverage", "--root", str(root), "--sources", str(tmp_path / "sources")])
    assert "guide.txt: 4 lines; 2 covered by an entry, 1 by a calendar" in capsys.readouterr().out
    assert status == 0
