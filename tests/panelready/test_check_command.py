"""`panelready check`, end to end: real files in, one answer out, and an exit status that always means the same."""

import itertools
import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.build import eml, hostile, papers
from tests.panelready.checked import TODAY, Said, check, laid_out, panelready, week_6_papers, without

KEYS = [
    *("answer", "authority", "edition", "panel", "request_type", "request_evidence", "candidates"),
    *("received", "today", "urgent", "sitting", "verdict", "referred_because", "case_reference", "children"),
    *("fields", "documents", "findings", "rules", "submission", "limits", "reply"),
]
INCOMPLETE = 1
NOT_SAID = (
    "--authority=buckinghamshire",
    "--panel=legal_planning_and_new_admissions",
    "--request-type=plo_review_week_6",
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Said:
    return check(laid_out(tmp_path_factory.mktemp("ready"), week_6_papers()))


class TestBytes:
    def test_the_answer_is_one_object_with_the_keys_of_the_contract_in_their_order(self, ready: Said) -> None:
        assert list(ready.answer)[: len(KEYS)] == KEYS
        assert ready.out.endswith(b"}\n") or ready.out.endswith(b"}")
        assert json.loads(ready.out)["answer"] == "panelready/answer/1"

    def test_the_same_papers_give_the_same_bytes_in_any_process_and_any_order_on_disk(
        self, ready: Said, tmp_path: Path
    ) -> None:
        backwards = dict(reversed(week_6_papers().items()))
        for seed, folder in (("1", "one"), ("2024", "two")):
            said = check(laid_out(tmp_path / folder, backwards), PYTHONHASHSEED=seed)
            assert said.out == ready.out

    def test_no_path_of_this_machine_is_in_the_answer(self, tmp_path: Path) -> None:
        bundle = {
            **without("plan.docx"),
            "cut.docx": hostile.truncated_docx(),
            "all.zip": hostile.zipped({"x.txt": b"x"}),
        }
        said = check(laid_out(tmp_path / "papers", bundle))
        for place in (str(tmp_path), tempfile.gettempdir(), str(Path.home()), str(Path.cwd()), "panelready-"):
            assert place.encode() not in said.out
            assert place not in said.err

    def test_the_answer_keeps_to_its_own_schema(self, ready: Said) -> None:
        schema = json.loads(panelready("check", "--schema").out)
        assert set(schema["required"]) <= set(ready.answer)
        assert not list(broken(ready.answer, schema, schema))

    def test_the_report_needs_nothing_from_elsewhere(self, tmp_path: Path) -> None:
        page = tmp_path / "report.html"
        said = panelready("check", laid_out(tmp_path / "papers", without("plan.docx")), TODAY, "--html", page)
        html = page.read_text(encoding="utf-8")
        assert (said.status, said.out) == (INCOMPLETE, b"")
        assert not re.findall(r"""(?:src|href)=(?!["']?(?:#|data:))|url\((?!data:|#)|<script|@import""", html)
        assert str(tmp_path / "papers") not in html


def broken(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    """Where a value breaks a schema: types, required and unknown keys, enumerations; enough for the answer's own."""
    if "$ref" in schema:
        return broken(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    if options := schema.get("anyOf"):
        return [] if any(not broken(value, each, whole) for each in options) else [f"{value!r} is none of these"]
    kinds: dict[str, type | tuple[type, ...]] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    kind = schema.get("type")
    if kind == "null":
        return [] if value is None else [f"{value!r} is not null"]
    if kind and not isinstance(value, kinds[kind]):
        return [f"{value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{value!r} is not allowed"]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        missing = [f"{key} is missing" for key in schema.get("required", ()) if key not in value]
        inner = (broken(each, known[key], whole) for key, each in value.items() if key in known)
        return missing + list(itertools.chain.from_iterable(inner))
    if isinstance(value, list) and "items" in schema:
        return list(itertools.chain.from_iterable(broken(each, schema["items"], whole) for each in value))
    return []


class TestWrongUse:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--json"],
            ["x", "--today=yesterday"],
            ["x", "--received=noon"],
            ["x", "--nonsense"],
            ["x", "--json", "--html=y"],
            ["--today"],
        ],
    )
    def test_wrong_use_is_64_and_never_2(self, arguments: list[str]) -> None:
        said = panelready("check", *arguments)
        assert (said.status, said.out) == (64, b"")
        assert "usage" in said.err or "name at least one" in said.err

    @pytest.mark.parametrize("arguments", [["nonsense"], []])
    def test_no_command_or_an_unknown_one_is_64_and_names_those_there_are(self, arguments: list[str]) -> None:
        said = panelready(*arguments)
        assert said.status == 64
        assert "check" in said.err + said.out.decode()

    def test_a_path_that_is_not_there_is_66_and_named(self, tmp_path: Path) -> None:
        said = check(tmp_path / "nowhere")
        assert (said.status, said.out) == (66, b"")
        assert "nowhere" in said.err

    @pytest.mark.parametrize("option", ["--authority", "--edition", "--panel", "--request-type"])
    def test_an_id_that_is_not_known_is_64_and_those_there_are_are_named(self, option: str, tmp_path: Path) -> None:
        said = check(laid_out(tmp_path / "papers", {"x.txt": b"x"}), f"{option}=atlantis")
        assert said.status == 64
        assert f"{option} atlantis" in said.err
        assert "There are:" in said.err

    def test_broken_settings_are_78_and_say_where(self, tmp_path: Path) -> None:
        laid_out(tmp_path, {"panelready.yaml": b"service: [", "x.txt": b"x"})
        said = check(tmp_path / "x.txt", f"--settings={tmp_path / 'panelready.yaml'}")
        assert (said.status, said.out) == (78, b"")
        assert "panelready.yaml" in said.err

    def test_a_broken_overlay_is_78_and_says_where(self, tmp_path: Path) -> None:
        laid_out(
            tmp_path, {"panelready.yaml": b"{}", "x.txt": b"x", "councils/swindon.yaml": b"panels: {atlantis: {}}"}
        )
        said = check(tmp_path / "x.txt", f"--settings={tmp_path / 'panelready.yaml'}")
        assert said.status == 78
        assert "swindon.yaml" in said.err
        assert "atlantis" in said.err

    @pytest.mark.parametrize(
        ("said", "told"), [("--today=5 March", "5 March is not a day"), ("--received=noon", "noon is not a time")]
    )
    def test_a_day_or_time_nobody_can_read_is_named_with_how_to_write_it(self, said: str, told: str) -> None:
        done = panelready("check", "x.txt", said)
        assert done.status == 64
        assert told in done.err
        assert "such as 2026-03-05" in done.err

    def test_an_answer_nobody_read_to_its_end_is_not_called_ready(self, tmp_path: Path) -> None:
        folder = laid_out(tmp_path / "papers", {"x.txt": b"x"})
        command = [sys.executable, "-m", "panelready", "check", str(folder), TODAY, "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
            assert program.stdout is not None
            program.stdout.close()
            assert program.wait(timeout=60) == 141

    def test_a_report_that_cannot_be_written_there_is_wrong_use(self, tmp_path: Path) -> None:
        folder = laid_out(tmp_path / "papers", {"Jayden Tolliver.txt": b"x"})
        said = panelready("check", folder, TODAY, "--html", folder / "nowhere" / "page.html")
        assert said.status == 64
        assert "page.html" in said.err
        assert "Tolliver" not in said.err.replace(str(folder), "")


class TestTimes:
    def test_without_a_time_of_arrival_lateness_is_not_judged(self, ready: Said) -> None:
        assert ready.answer["received"] is None
        assert ready.answer["sitting"]["late"] is False

    @pytest.mark.parametrize("received", ["2026-06-04T16:12Z", "2026-06-04T17:12+01:00", "2026-06-04T17:12"])
    def test_a_time_of_arrival_is_the_time_in_london(self, received: str, tmp_path: Path) -> None:
        folder = laid_out(tmp_path / "papers", {"form.docx": papers.booking_form(panel_date=date(2026, 6, 9))})
        said = panelready("check", folder, "--today=2026-06-04", f"--received={received}", "--json")
        assert said.answer["received"] == "2026-06-04T17:12:00"

    def test_a_mail_brings_its_own_time(self, tmp_path: Path) -> None:
        mail = laid_out(tmp_path, {"cover.eml": eml.message(attachments=week_6_papers())}) / "cover.eml"
        assert check(mail).answer["received"] == "2026-03-05T09:12:00"


def test_what_is_given_serves_where_the_papers_do_not_say(tmp_path: Path) -> None:
    said = check(laid_out(tmp_path / "papers", without("booking form.docx")), *NOT_SAID)
    assert said.answer["request_type"] == "plo_review_week_6"
    assert said.outcomes()["family_group_conference"] == "missing"
    assert said.status == INCOMPLETE


def test_a_bug_is_70_and_tells_where_and_no_words_of_the_papers(tmp_path: Path) -> None:
    program = (
        "import sys, panelready.checking as checking, panelready.cli as cli\n"
        "def broken(*_): raise RuntimeError('Jayden Tolliver')\n"
        "checking.screen = broken\n"
        f"sys.exit(cli.main(['check', {str(laid_out(tmp_path / 'papers', {'x.txt': b'x'}))!r}, '--json']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (70, b"")
    assert b"RuntimeError" in done.stderr
    assert b"Tolliver" not in done.stderr
