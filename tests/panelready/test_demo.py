"""`panelready demo`, as README tells a newcomer to run it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from panelready.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
LISTED: list[dict[str, Any]] = yaml.safe_load((SAMPLES / "samples.yaml").read_text(encoding="utf-8"))["samples"]
LOADED = {"src", "srcset", "poster", "background", "data", "action", "formaction"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """A page as a browser meets it: what it would fetch, its links, and whether its tags are closed in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.words = path.read_text(encoding="utf-8")
        self.feed(self.words)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.fetched += [value for name, value in given.items() if name in LOADED]
        self.fetched += [given["href"]] if tag in ("link", "base") and "href" in given else []
        self.fetched += ["script"] if tag in ("script", "iframe", "object", "embed") else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.crossed.append(tag)


@dataclass(frozen=True)
class Demo:
    """The demo after its end."""

    place: Path
    status: int
    said: str
    complained: str

    @property
    def pages(self) -> list[Page]:
        return [Page(path) for path in sorted(self.place.rglob("*.html"))]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    place = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "panelready", "demo", "--data", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=150)
    return Demo(place, done.returncode, done.stdout, done.stderr)


def test_every_sample_is_answered(demo: Demo) -> None:
    assert (demo.status, demo.complained) == (0, "")
    assert f"{len(LISTED)} of {len(LISTED)} answered" in demo.said
    for verdict in ("ready", "incomplete", "referred"):
        expected = sum(sample["verdict"] == verdict for sample in LISTED)
        kept = (path.read_text() for path in (demo.place / "data" / "reports").rglob("*.json"))
        assert sum(f'"verdict": "{verdict}"' in answer for answer in kept) == expected


def test_every_place_it_names_is_there(demo: Demo) -> None:
    named = [Path(path) for path in re.findall(rf"{re.escape(str(demo.place))}/[\w./-]+\w", demo.said)]
    assert len(named) > 4
    assert [path for path in named if not path.exists()] == []


def test_each_answered_sample_leaves_one_mail_and_each_referred_one_none(demo: Demo) -> None:
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in demo.place.rglob("outbox/*.eml")]
    assert len(mails) == sum(sample["verdict"] != "referred" for sample in LISTED)
    assert {mail["Date"].datetime.date().isoformat() for mail in mails} == {"2026-03-05"}


def test_no_sample_is_late_whatever_the_hour(demo: Demo) -> None:
    """Devon's papers are due by five on the Thursday that the demo lives in."""
    names = {path.name for path in (demo.place / "agendas").iterdir()}
    assert "practice-and-resources-panel-2026-03-10.html" in names
    mails = demo.place.rglob("outbox/*.eml")
    assert {message_from_bytes(mail.read_bytes())["Date"][:19] for mail in mails} == {"Thu, 05 Mar 2026 09"}


def test_its_pages_are_whole_and_fetch_nothing(demo: Demo) -> None:
    assert len(demo.pages) > len(LISTED)
    for page in demo.pages:
        assert (page.fetched, page.open, page.crossed) == ([], [], []), page.path
        assert not re.search(r"url\(\s*['\"]?(?!data:)|@import", page.words), page.path


def test_its_links_lead_to_files_that_are_there(demo: Demo) -> None:
    links = [(page.path, link) for page in demo.pages for link in page.links if not link.startswith(("#", "mailto:"))]
    assert len(links) >= len(LISTED)
    assert [link for path, link in links if not (path.parent / link.partition("#")[0]).exists()] == []


def test_the_commands_it_names_go_on_in_the_demo_s_own_day(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(demo.place / "data")
    assert main(["tasks", "--data", data]) == 0
    task = next(line.split()[1] for line in capsys.readouterr().out.splitlines() if "Legal Gateway Panel" in line)
    assert main(["task", task, "--data", data, "--waive", "assessment", "--reason", "Recent enough"]) == 0
    capsys.readouterr()
    assert main(["agenda", "--data", data, "--panel", "legal_gateway"]) == 0
    agenda = capsys.readouterr().out
    assert "Thursday 12 March 2026" in agenda
    assert "GRP0021873" in agenda


def test_a_folder_without_samples_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["demo", "--samples", str(tmp_path)]) == 66
    assert "the samples are not here. Name their folder with --samples." in capsys.readouterr().err
