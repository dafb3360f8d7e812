"""The policy as pages: everything in it stands there, every link leads somewhere, and nothing is loaded or run."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from panelready.cli import main
from panelready.policy_tools.explaining import entries_of
from tests.policy.small_policy import HERE, SHIPPED
from validators.load_policy import load_policy
from validators.policy_examples import files_below
from validators.policy_questions import load_questions

POLICY = load_policy(SHIPPED)
VOID = {"meta", "br", "col", "link", "img", "input", "hr"}
REQUEST = "devon/panels_guide/legal_gateway/initiate_care_proceedings.html"


class Page(HTMLParser):
    """What a page links to, what can be linked to, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.marked: list[str] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.links += [told["href"] or ""] if "href" in told else []
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marked[-1] += data
        if "style" not in self.open:
            self.words += data

    @property
    def folded(self) -> str:
        return " ".join(self.words.split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    folder = tmp_path_factory.mktemp("site")
    assert main(["policy", "docs", str(folder), "--root", str(SHIPPED)]) == 0
    return {file.relative_to(folder).as_posix(): Page(file.read_text("utf-8")) for file in folder.rglob("*.html")}


def test_there_is_a_page_for_each_panel_and_each_request_type_with_a_list(site: Mapping[str, Page]) -> None:
    wanted = {
        "/".join(where) + ".html" for _, where in files_below(SHIPPED, "checklists") if where[3] != "every_request"
    }
    panels = {
        f"{each.id}/{panel.edition}/{panel.id}.html" for each in POLICY.authorities.values() for panel in each.panels
    }
    assert wanted | panels <= site.keys()


def test_every_requirement_and_rule_stands_on_its_page_with_its_words_marked(site: Mapping[str, Page]) -> None:
    for _, where in files_below(SHIPPED, "checklists"):
        checklist = POLICY.checklist(*where)
        if checklist is None:
            continue
        page = site["/".join(where) + ".html"]
        marked = {re.sub(r"\W+", "", words) for words in page.marked}
        for entry in entries_of(checklist):
            assert entry.id in page.ids
            for cite in entry.cites:
                assert re.sub(r"<[^>]*>|\W+", "", cite.quote) in marked, (where, entry.id)


def test_a_quotation_stands_in_its_passage(site: Mapping[str, Page]) -> None:
    assert "This recommendation is passed to the Legal Gateway panel following a Legal Planning meeting" in (
        " ".join(" ".join(site[REQUEST].marked).split())
    )
    assert "specialist assessments required, including cost. This recommendation is passed" in site[REQUEST].folded
    assert "Draft Court Care Plan (if relevant) • Draft PLO letter (if relevant)" in site[REQUEST].folded


def test_every_link_leads_somewhere(site: Mapping[str, Page]) -> None:
    for path, page in site.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            place = _joined(PurePosixPath(path).parent, target) if target else path
            assert place in site, (path, link)
            assert not anchor or anchor in site[place].ids, (path, link)


def test_an_anchor_stands_once_on_a_page(site: Mapping[str, Page]) -> None:
    for path, page in site.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_nothing_is_run_or_loaded(site: Mapping[str, Page]) -> None:
    for path, page in site.items():
        assert not {"script", "img", "iframe", "form", "link", "object"} & set(page.tags), path
        assert not [link for link in page.links if re.match(r"[a-z]+:|//", link)], path
        assert page.open == [], path


def test_facts_papers_days_and_open_questions_have_their_pages(site: Mapping[str, Page]) -> None:
    assert set(POLICY.facts) <= set(site["facts.html"].ids)
    assert set(POLICY.document_types) <= set(site["papers.html"].ids)
    assert {question.id for question in load_questions(SHIPPED)} == set(_questions(site["questions.html"].ids))
    assert "Swindon, Care Panel (care_panel_procedure): the days it sits." in site["calendar.html"].folded
    assert "Buckinghamshire, Complex Needs Panel (permanency_tracking): the days it sits and when papers" in (
        site["calendar.html"].folded
    )


def test_one_council_can_be_shown_alone(tmp_path: Path) -> None:
    assert main(["policy", "docs", str(tmp_path), "--root", str(SHIPPED), "--authority", "swindon"]) == 0
    assert {file.name for file in tmp_path.iterdir() if file.is_dir()} == {"swindon"}
    assert "Devon" not in Page((tmp_path / "index.html").read_text("utf-8")).words


def test_a_small_policy_without_questions_or_passages_is_shown_too(tmp_path: Path) -> None:
    assert main(["policy", "docs", str(tmp_path), "--root", str(HERE / "small")]) == 0
    page = Page((tmp_path / "anywhere/first/board/loan.html").read_text("utf-8"))
    assert "A letter is wanted" in page.folded


def test_open_questions_name_lines_that_are_there() -> None:
    from tests.elsewhere import policy_sources

    for question in load_questions(SHIPPED):
        for authority, source, lines in question.where:
            file = policy_sources() / POLICY.ids_of(authority).sources[source].file
            text = file.read_text("utf-8").split("\n")
            for first, last in lines:
                assert "".join(text[first - 1 : last]).strip(), (question.id, first)


def _questions(ids: list[str]) -> list[str]:
    return [each for each in ids if re.fullmatch(r"(devon|bucks|swindon|all)_\w+", each)]


def _joined(folder: PurePosixPath, link: str) -> str:
    parts: list[Any] = list(folder.parts)
    for part in PurePosixPath(link).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
