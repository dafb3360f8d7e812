"""The tools of policy keepers: what they print for people, and what they promise programs."""

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from casework.checklist import Requirement, Rule
from casework.conditions import Condition
from generators.terms import plain
from panelready.cli import main
from panelready.commands.policy import TOOLS
from panelready.policy_tools.as_data import condition_data
from panelready.policy_tools.explaining import Known, everything_of
from panelready.policy_tools.options import spots
from tests.policy.small_policy import SHIPPED
from validators.load_policy import load_policy
from validators.policy_condition import ConditionEntry, ConditionText
from validators.policy_examples import files_below, load_examples

POLICY = load_policy(SHIPPED)
REQUIREMENT_KEYS = "id document_types need when any_of state within sections fields part_of for_each quote source list"
RULE_KEYS = "id when expect if_not if_unknown code says quote source"
KEYS = "authority edition panel request_type decided_by requirements rules sits papers_due"
ALL = Namespace(authority=None, edition=None, panel=None, request_type=None)
WEEK_6 = ("--authority", "buckinghamshire", "--request-type", "plo_review_week_6")
GATEWAY = ("--authority", "devon", "--panel", "legal_gateway", "--request-type", "initiate_care_proceedings")


class Said:
    """What a command printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str) -> None:
        capsys.readouterr()
        self.status = main(["policy", *words])
        printed = capsys.readouterr()
        self.out, self.err = printed.out, printed.err

    @property
    def folded(self) -> str:
        return " ".join(self.out.split())

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def policy(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *words: Said(capsys, *words)


class TestHelp:
    def test_every_tool_has_help(self, policy: Any) -> None:
        assert all(f"  {tool} " in policy("--help").out for tool in TOOLS)
        for tool in TOOLS:
            said = policy(tool, "--help")
            assert said.status == 0
            assert len(said.out.splitlines()) > 4

    def test_a_tool_nobody_knows_is_wrong_use(self, policy: Any) -> None:
        assert policy("chek").status == 64
        assert policy().status == 64

    @pytest.mark.parametrize(
        "words", [("list", "--authority", "x"), ("show", "--panel", "x"), ("show", "--root", "/x")]
    )
    def test_an_id_or_a_folder_that_is_not_there_is_named(self, words: tuple[str, ...], policy: Any) -> None:
        said = policy(*words)
        assert said.status in (64, 66)
        assert "x" in said.err
        assert "There are: " in said.err or "no such folder" in said.err


class TestList:
    def test_every_request_type_stands_in_it_with_its_counts(self, policy: Any) -> None:
        rows = policy("list", "--json").data
        kinds = [kind for each in POLICY.authorities.values() for panel in each.panels for kind in panel.request_types]
        assert len(rows) == len(kinds)
        assert all(row["requirements"] + row["rules"] > 0 and row["examples"] >= 3 for row in rows if row["checklist"])

    def test_people_see_which_edition_is_in_force(self, policy: Any) -> None:
        out = policy("list", "--authority", "devon").out
        assert "Devon, edition panels_guide (in force)" in out
        assert "Devon, edition permanence_standards (not in force)" in out
        assert "Buckinghamshire" not in out


class TestShow:
    def test_programs_get_exactly_what_is_promised(self, policy: Any) -> None:
        shown = policy("show", "--json").data
        assert len(shown) == len(policy("list", "--json").data)
        for each in shown:
            assert " ".join(each) == KEYS
            for requirement in each["requirements"]:
                assert " ".join(requirement) == REQUIREMENT_KEYS
                assert requirement["need"] in ("required", "conditional", "if_exists", "on_case_system")
                assert (requirement["need"] == "conditional") <= (requirement["when"] is not None)
                assert list(requirement["source"]) == ["file", "line"]
            for rule in each["rules"]:
                assert " ".join(rule) == RULE_KEYS

    def test_one_request_type_tells_what_it_needs(self, policy: Any) -> None:
        (shown,) = policy("show", *WEEK_6, "--json").data
        needs = {each["id"]: each for each in shown["requirements"]}
        assert shown["sits"] == [{"on": ["tuesday"], "from": "09:00", "to": "17:00", "locality": None}]
        assert shown["papers_due"] == "unset"
        assert needs["parenting_assessment_plan"]["need"] == "required"
        assert needs["parenting_assessment_plan"]["source"] == {"file": "003_77f70458b8c5e54f.txt", "line": 268}
        assert needs["plo_action_plan"]["part_of"] == ["plo_meeting_minutes"]
        assert needs["previous_panel_minutes"]["when"] == "attended_panel_before"
        assert needs["previous_panel_minutes"]["list"] == "both"
        assert needs["family_group_conference"]["any_of"][0]["document_types"] == ["fgc_minutes"]
        assert needs["family_group_conference"]["any_of"][1]["fields"] == ["fgc_date"]

    def test_a_draft_an_age_and_a_bound_are_told(self, policy: Any) -> None:
        (shown,) = policy("show", *GATEWAY, "--json").data
        needs = {each["id"]: each for each in shown["requirements"]}
        assert needs["assessment"]["within"] == "6 months"
        assert needs["draft_care_plan"]["state"] == "draft"
        assert shown["papers_due"][0]["at_latest"] == {"weekday": "wednesday", "time": "10:00"}
        limits = {rule["id"]: rule["expect"] for rule in shown["rules"]}
        assert limits["within_panel_limit"] == {"fact": "request_value", "at_most": 5500}

    def test_a_condition_is_printed_as_it_is_written(self) -> None:
        written = TypeAdapter[ConditionEntry](ConditionText)
        for authority, condition in every_condition():
            again = written.validate_python(condition_data(condition), context=POLICY.ids_of(authority))
            assert again.as_condition() == condition

    def test_people_get_the_councils_words_and_what_they_mean(self, policy: Any) -> None:
        said = policy("show", *WEEK_6)
        assert "“Parenting assessment plan”" in said.folded
        assert "line 268" in said.folded
        assert "Only if: Has this case been to panel before, and on what date? Yes." in said.folded
        assert max(map(len, said.out.splitlines())) <= 120

    def test_who_decides_instead_of_the_panel_is_told(self, policy: Any) -> None:
        rows = [row for row in policy("list", "--json").data if row["decided_by"]]
        assert rows
        where = ("--authority", rows[0]["authority"], "--edition", rows[0]["edition"], "--request-type")
        said = policy("show", *where, rows[0]["request_type"]).folded
        assert f"Decided by {plain(rows[0]['decided_by'])}, not by the panel" in said

    def test_what_a_council_set_is_shown(self, policy: Any, tmp_path: Any) -> None:
        (tmp_path / "swindon.yaml").write_text("panels: {care: {sits: [{on: [monday]}]}}", encoding="utf-8")
        where = ("--authority", "swindon", "--request-type", "additional_resources", "--json")
        assert policy("show", *where).data[0]["sits"] == "unset"
        assert policy("show", *where, "--councils", str(tmp_path)).data[0]["sits"][0]["on"] == ["monday"]


class TestExplain:
    def test_a_requirement_is_told_with_its_words_where_it_is_asked_and_its_examples(self, policy: Any) -> None:
        said = policy("explain", "parenting_assessment_plan", "--authority", "buckinghamshire")
        assert "Requirement parenting_assessment_plan" in said.out
        assert "“Parenting assessment plan”" in said.out
        assert "PLO pre-proceedings: week 6 review (plo_review_week_6)" in said.out
        assert "Worked examples that mention it:" in said.out
        assert "Document type parenting_assessment_plan" in said.out  # it is one too

    def test_a_fact_is_told_with_what_shows_it_and_what_silence_means(self, policy: Any) -> None:
        said = policy("explain", "court_care_plan_proposed")
        assert "Is a court care plan being proposed for this child?" in said.out
        assert "Court care plan is among the papers" in said.out
        assert "we take it as no" in said.out
        assert "draft_care_plan" in said.out

    def test_what_silence_means_to_a_council_is_told(self, policy: Any, tmp_path: Any) -> None:
        overlay = "facts: {court_care_plan_proposed: {if_silent: ask}}"
        (tmp_path / "devon.yaml").write_text(overlay, encoding="utf-8")
        said = policy("explain", "court_care_plan_proposed", "--councils", str(tmp_path))
        assert "Devon has set: we ask the social worker." in said.out

    @pytest.mark.parametrize(
        ("wanted", "told"),
        [
            ("bridges_for_11_to_16", "Rule bridges_for_11_to_16"),
            ("any_report", "Group any_report"),
            ("exit_strategy", "Topic exit_strategy"),
            ("child_age", "the children's dates of birth in the papers"),
            ("child_and_family_assessment", "Belongs to the groups"),
        ],
    )
    def test_everything_with_an_id_is_told(self, wanted: str, told: str, policy: Any) -> None:
        assert told in policy("explain", wanted).out

    def test_an_id_that_is_not_there_brings_those_near_it(self, policy: Any) -> None:
        said = policy("explain", "chronology_of_events")
        assert said.status == 64
        assert "Near it: " in said.err

    def test_nothing_of_what_we_ship_is_without_an_explanation(self) -> None:
        known = Known(POLICY, spots(POLICY, ALL), load_examples(SHIPPED))
        assert len(known.ids()) > 300
        assert [each for each in known.ids() if not everything_of(each, known)] == []


class TestWhatIf:
    def test_it_says_by_when_and_how_old_papers_may_be(self, policy: Any) -> None:
        said = policy("whatif", *GATEWAY, "--date", "2026-03-12")
        assert "Sitting on Thursday 12 March 2026" in said.folded
        assert "Papers due by 10am on Wednesday 11 March 2026" in said.folded
        assert "must be dated 12 September 2025 or later" in said.folded
        assert "the next sitting is Thursday 19 March 2026" in said.folded
        assert "If: Is a court care plan being proposed for this child? Yes." in said.folded

    def test_programs_get_the_same(self, policy: Any) -> None:
        told = policy("whatif", *GATEWAY, "--date", "2026-03-12", "--json").data
        needed = {each["id"]: each for each in told["needed"]}
        assert told["papers_due"] == [{"by": "2026-03-11T10:00", "effect": "cut_off", "services": []}]
        assert (told["following_sitting"], told["following_papers_due"]) == ("2026-03-19", "2026-03-18T10:00")
        assert needed["assessment"]["dated_from"] == "2025-09-12"
        assert needed["draft_care_plan"]["questions"] == ["Is a court care plan being proposed for this child?"]
        assert told["warnings"] == []

    @pytest.mark.parametrize(
        ("words", "warned"),
        [
            ((*GATEWAY, "--date", "2026-03-11"), "The panel does not sit on a Wednesday."),
            ((*GATEWAY, "--date", "2026-12-25"), "That day is a bank holiday"),
            (("--request-type", "additional_resources", "--date", "2026-03-09"), "The panel's days are not set"),
            (
                ("--edition", "permanence_standards", "--request-type", "issue_proceedings", "--date", "2026-03-09"),
                "This edition is not in force on that day.",
            ),
            (("--request-type", "match_approval", "--date", "2026-03-11"), "only at the month's last sitting"),
            (("--request-type", "permanence_plan_review", "--date", "2026-03-25"), "kept for other requests"),
        ],
    )
    def test_what_is_odd_about_the_day_is_said(self, words: tuple[str, ...], warned: str, policy: Any) -> None:
        assert warned in policy("whatif", *words).folded

    def test_a_paper_for_each_child_is_counted(self, policy: Any) -> None:
        kind = next(
            each for each in policy("show", "--json").data if any(need["for_each"] for need in each["requirements"])
        )
        where = [f"--{key.replace('_', '-')}={kind[key]}" for key in ("authority", "edition", "panel", "request_type")]
        assert "(3, one for each child)" in policy("whatif", *where, "--date", "2026-03-10", "--children", "3").folded

    def test_a_panel_alone_means_each_of_its_request_types(self, policy: Any) -> None:
        panel = ("--panel", "legal_gateway", "--date", "2026-03-12")
        kinds = [each["request_type"] for each in policy("whatif", *panel, "--json").data]
        assert kinds == [each["request_type"] for each in policy("show", "--panel", "legal_gateway", "--json").data]
        said = policy("whatif", *panel).folded
        assert all(f"({kind})" in said for kind in kinds)

    def test_more_than_one_panel_is_wrong_use(self, policy: Any) -> None:
        said = policy("whatif", "--authority", "devon", "--date", "2026-03-12")
        assert said.status == 64
        assert "devon/panels_guide/practice_and_resource" in said.err


def every_condition() -> Iterator[tuple[str, Condition]]:
    for _, where in files_below(SHIPPED, "checklists"):
        checklist = POLICY.checklist(*where)
        entries: list[Requirement | Rule] = [*checklist.requirements, *checklist.rules] if checklist else []
        for entry in entries:
            conditions = [entry.when] if isinstance(entry, Requirement) else [entry.when, entry.expect]
            yield from ((where[0], each) for each in conditions if each is not None)
