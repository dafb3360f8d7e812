"""Loading: only what is asked for, joined as the files say, and never a guess about a name."""

from datetime import date, datetime
from pathlib import Path

import pytest

from casework.calendar import papers_due
from casework.checklist import DocumentNeeded
from casework.conditions import Silence
from casework.errors import PolicyError
from tests.policy.small_policy import SHIPPED, a_policy
from validators.load_policy import load_document_types, load_policy
from validators.policy_yaml import PolicyFile, line_of

WHERE = ("anywhere", "first", "board", "loan")


def with_overlay(folder: Path, text: str) -> Path:
    (folder / "councils").mkdir()
    (folder / "councils" / "anywhere.yaml").write_text(text, encoding="utf-8")
    return folder / "councils"


class TestLoading:
    def test_the_installed_policy_is_found_without_being_told_where(self) -> None:
        assert load_policy().authorities.keys() == load_policy(SHIPPED).authorities.keys()

    def test_only_the_authorities_asked_for_are_read(self, tmp_path: Path) -> None:
        root = a_policy(tmp_path)
        (root / "authorities" / "broken").mkdir()

        assert list(load_policy(root, authorities=["anywhere"]).authorities) == ["anywhere"]

    def test_an_authority_nobody_knows_is_refused_with_those_there_are(self, tmp_path: Path) -> None:
        with pytest.raises(PolicyError, match="no such authority; there are: anywhere"):
            load_policy(a_policy(tmp_path), authorities=["elsewhere"])

    def test_a_broken_checklist_is_found_when_it_is_asked_for(self, tmp_path: Path) -> None:
        root = a_policy(tmp_path)
        root.joinpath("authorities", *WHERE[:1], "checklists", *WHERE[1:3], "loan.yaml").write_text("panel: [")
        policy = load_policy(root)

        with pytest.raises(PolicyError, match="not YAML"):
            policy.checklist(*WHERE)

    def test_a_request_type_without_a_checklist_has_none_though_its_panel_asks_for_something(
        self, tmp_path: Path
    ) -> None:
        assert load_policy(a_policy(tmp_path)).checklist("anywhere", "first", "board", "gift") is None

    def test_what_a_panel_asks_of_every_request_is_no_request_type(self, tmp_path: Path) -> None:
        assert load_policy(a_policy(tmp_path)).checklist("anywhere", "first", "board", "every_request") is None

    def test_words_that_yaml_would_read_as_something_else_stay_words(self, tmp_path: Path) -> None:
        file = tmp_path / "words.yaml"
        file.write_text("blank: [on, off, yes, no, 17:30, 0123, 1e5, N/K]\ndeferred: []\n")
        from validators.catalogue_file import WordsFile

        words = PolicyFile(file, "words.yaml").read(WordsFile).blank
        assert words == ("on", "off", "yes", "no", "17:30", "0123", "1e5", "N/K")

    def test_a_document_type_file_is_known_by_its_titles_and_aliases_too(self) -> None:
        kind = load_document_types(SHIPPED)["social_work_chronology"]
        assert {"Chron", "Chronology", "Chronolgy"} <= set(kind.file_names)
        assert kind.dated_by_last_row

    def test_the_line_of_something_that_is_not_there_is_the_nearest_there_is(self) -> None:
        assert line_of("a:\n  b: 1\n", ("a", "c")) == 1


class TestJoining:
    def test_a_request_types_entry_replaces_the_panels_entry_of_the_same_id(self, tmp_path: Path) -> None:
        checklist = load_policy(a_policy(tmp_path)).checklist(*WHERE)

        assert checklist is not None
        assert [requirement.id for requirement in checklist.requirements] == ["letter", "form"]
        letter = checklist.requirements[0]
        assert letter.when is not None
        assert isinstance(letter.needs, DocumentNeeded)
        assert letter.needs.within is None

    def test_a_group_stands_for_each_of_its_types(self, tmp_path: Path) -> None:
        checklist = load_policy(a_policy(tmp_path)).checklist(*WHERE)

        assert checklist is not None
        assert checklist.requirements[0].document_types() == ("letter", "form")

    def test_a_quotation_knows_its_source_its_lines_and_its_place(self, tmp_path: Path) -> None:
        checklist = load_policy(a_policy(tmp_path)).checklist(*WHERE)

        assert checklist is not None
        cite = checklist.rules[0].cites[0]
        assert (cite.source.file, cite.lines, cite.at, cite.quote) == ("guide.txt", (2, 3), "page 1", "with its cost")


class TestOverlay:
    def test_a_council_may_set_its_days_deadlines_closures_mailboxes_and_what_silence_means(
        self, tmp_path: Path
    ) -> None:
        overlays = with_overlay(
            tmp_path,
            """\
mailboxes: [panels@anywhere.example]
closures: [2026-03-06]
editions: {first: {effective_from: 2026-01-01}}
panels:
  board:
    sits: [{on: [monday]}]
    papers_due: [{at_latest: {days: 1, unit: working, time: "12:00"}, effect: cut_off}]
    mailboxes: [board@anywhere.example]
    list_incomplete: true
facts: {is_urgent: {if_silent: ask}}
""",
        )
        policy = load_policy(a_policy(tmp_path), overlays=overlays)
        authority = policy.authorities["anywhere"]
        board = authority.panels[0]

        assert authority.recognised_by.mailboxes == ("panels@anywhere.example",)
        assert board.recognised_by.mailboxes == ("board@anywhere.example",)
        assert board.list_incomplete
        assert [str(day) for day in board.sits[0].on] == ["monday"]
        closed = policy.closed_days("anywhere")
        assert papers_due(board.papers_due, date(2026, 3, 9), closed) == datetime(2026, 3, 5, 12)
        assert authority.editions[0].effective_from == date(2026, 1, 1)
        assert policy.facts_of("anywhere")["is_urgent"].if_silent is Silence.ASK
        assert policy.facts["is_urgent"].if_silent is Silence.TAKE_AS_NO

    def test_unset_takes_away_what_we_ship(self, tmp_path: Path) -> None:
        overlays = with_overlay(tmp_path, "panels: {board: {papers_due: unset}}")
        assert load_policy(a_policy(tmp_path), overlays=overlays).authorities["anywhere"].panels[0].papers_due == ()

    def test_a_council_without_an_overlay_is_as_shipped(self, tmp_path: Path) -> None:
        root = a_policy(tmp_path)
        assert load_policy(root, overlays=tmp_path / "nowhere") == load_policy(root)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("panels: {bord: {list_incomplete: true}}", "unknown panel bord; known: board"),
            ("editions: {second: {in_force: true}}", "unknown edition second; known: first"),
            ("checklists: {}", "unknown key checklists; allowed here: mailboxes, closures, editions, panels, facts"),
            ("facts: {is_dear: {if_silent: ask}}", "unknown fact is_dear; known: cost, is_urgent"),
            ("closures: [christmas]", "Input should be a valid date"),
        ],
    )
    def test_an_overlay_speaks_only_of_what_is_there(self, text: str, message: str, tmp_path: Path) -> None:
        with pytest.raises(PolicyError, match=message.replace("(", r"\(")):
            load_policy(a_policy(tmp_path), overlays=with_overlay(tmp_path, text))


class TestClosedDays:
    def test_a_bank_holiday_is_not_worked_and_the_day_after_is(self, tmp_path: Path) -> None:
        closed = load_policy(a_policy(tmp_path)).closed_days("anywhere")
        assert date(2026, 4, 3) in closed
        assert date(2026, 4, 6) in closed
        assert date(2026, 4, 7) not in closed

    def test_a_holiday_of_another_part_of_the_kingdom_is_worked(self, tmp_path: Path) -> None:
        assert date(2026, 3, 17) not in load_policy(a_policy(tmp_path)).closed_days("anywhere")

    def test_it_has_no_last_year(self, tmp_path: Path) -> None:
        assert date(2041, 12, 25) in load_policy(a_policy(tmp_path)).closed_days("anywhere")

    def test_it_lists_what_it_was_asked_about(self, tmp_path: Path) -> None:
        closed = load_policy(a_policy(tmp_path)).closed_days("anywhere")
        assert date(2026, 12, 25) in closed
        assert len(closed) == len(list(closed)) >= 8
