"""Bundles real and hostile through `panelready check`: ready only if complete, and nothing asked for that is there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.sheet_blocks import MAX_COLUMNS
from tests.build import eml, hostile, papers, scans
from tests.build.content import Fields, Heading, Paper, Text
from tests.build.docx import docx_of
from tests.build.frame import finish
from tests.build.pdf import encrypted
from tests.build.people import MAISIE
from tests.panelready.checked import Said, check, laid_out, week_6_papers, without

READY, INCOMPLETE, REFERRED = 0, 1, 2
Bundle = dict[str, bytes]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Said:
    return check(laid_out(tmp_path_factory.mktemp("ready"), week_6_papers()))


def codes(said: Said) -> set[str]:
    return set(said.answer["referred_because"])


class TestVerdicts:
    def test_a_complete_bundle_is_ready_and_each_finding_says_why(self, ready: Said) -> None:
        assert (ready.status, ready.answer["verdict"], ready.answer["referred_because"]) == (READY, "ready", [])
        for finding in ready.answer["findings"]:
            assert finding["quote"]
            assert finding["source"]["line"] > 0
            assert finding["outcome"] != "met" or finding["evidence"]

    @pytest.mark.parametrize(
        ("file", "requirement"),
        [
            ("swet.pdf", "initial_swet"),
            ("letter.docx", "letter_before_proceedings"),
            ("minutes.docx", "plo_minutes"),
            ("plan.docx", "parenting_assessment_plan"),
            ("note.pdf", "previous_panel_minutes"),
        ],
    )
    def test_each_paper_taken_away_is_missing_and_nothing_else_is(
        self, file: str, requirement: str, tmp_path: Path
    ) -> None:
        said = check(laid_out(tmp_path / "papers", without(file)))
        open_ones = {name for name, outcome in said.outcomes().items() if outcome not in ("met", "not_needed")}
        assert said.status == INCOMPLETE
        assert open_ones == {requirement} | ({"plo_action_plan"} if file == "minutes.docx" else set())
        assert said.outcomes()[requirement] == "missing"

    def test_without_the_form_the_request_is_not_guessed(self, tmp_path: Path) -> None:
        said = check(laid_out(tmp_path / "papers", without("booking form.docx")))
        assert said.status == REFERRED
        assert said.answer["findings"] == []
        assert "request_unclear" in codes(said)


PLAN_HEADINGS = (
    "Purpose of assessment",
    "Timescale for completion",
    "Who will complete the assessment",
    "Sessions",
    "Expectations of parents",
    "Signatures",
)


def mentioned() -> Bundle:
    words = ["Attached: parenting assessment plan, attendance note and SWET."]
    return {**without("plan.docx"), "booking form.docx": papers.booking_form(proposed_plan=words)}


def as_heading() -> Bundle:
    paper = papers.child_and_family_assessment(content={"Parenting Assessment Plan": ["See the separate plan."]})
    return {**without("plan.docx"), "assessment.docx": paper}


def promised_in_a_mail() -> Bundle:
    text = "Papers for the 6 week PLO review. The parenting assessment plan is attached."
    return {"cover.eml": eml.message(text=text, attachments=without("plan.docx"))}


def hollow() -> Bundle:
    return {**without("plan.docx"), "plan.docx": papers.parenting_assessment_plan(blank=PLAN_HEADINGS)}


def title_page() -> Bundle:
    page = finish([Heading("Parenting Assessment Plan", 0), "To follow."], title="Plan")
    return {**without("plan.docx"), "Parenting assessment plan.docx": page}


def no_actions() -> Bundle:
    return {**without("minutes.docx"), "m.docx": papers.plo_meeting_minutes(blank=["Agreed action plan"])}


def another_childs_note() -> Bundle:
    return {**without("note.pdf"), "note.pdf": papers.attendance_note(child=MAISIE, as_pdf=True)}


def no_date_for_the_conference() -> Bundle:
    form = papers.booking_form(answers={"Date of FGC": "Not yet arranged"})
    return {**without("booking form.docx"), "form.docx": form}


def two_families() -> Bundle:
    return {**week_6_papers(), "second.docx": papers.booking_form(child=MAISIE)}


def two_requests() -> Bundle:
    return {**week_6_papers(), "second.docx": papers.booking_form(reason="Request for S20")}


def another_councils_form() -> Bundle:
    return {**week_6_papers(), "second.docx": papers.panel_application_form()}


class TestTraps:
    """Bundles made to look complete, or made to make us ask for what is there."""

    @pytest.mark.parametrize(
        ("bundle", "status"),
        [
            (mentioned, INCOMPLETE),
            (as_heading, INCOMPLETE),
            (promised_in_a_mail, INCOMPLETE),
            (no_actions, INCOMPLETE),
            (hollow, REFERRED),
            (title_page, REFERRED),
            (another_childs_note, REFERRED),
            (no_date_for_the_conference, REFERRED),
            (two_families, REFERRED),
            (two_requests, REFERRED),
            (another_councils_form, REFERRED),
        ],
        ids=lambda value: value.__name__ if callable(value) else "",
    )
    def test_a_bundle_that_only_looks_complete_is_not_ready(
        self, bundle: Callable[[], Bundle], status: int, tmp_path: Path
    ) -> None:
        assert check(laid_out(tmp_path / "papers", bundle())).status == status

    @pytest.mark.parametrize("where", ["zip", "mail", "mail in a folder", "folders", "paths"])
    def test_papers_are_found_however_they_are_packed(self, where: str, tmp_path: Path) -> None:
        bundle = week_6_papers()
        mail = eml.message(text="Six papers for Tuesday.", attachments=bundle)
        packed: dict[str, Callable[[], list[Path]]] = {
            "zip": lambda: [laid_out(tmp_path, {"all.zip": hostile.zipped(bundle)}) / "all.zip"],
            "mail": lambda: [laid_out(tmp_path, {"cover.eml": mail}) / "cover.eml"],
            "mail in a folder": lambda: [laid_out(tmp_path / "in", {"cover.eml": mail})],
            "folders": lambda: [
                laid_out(tmp_path / "in", {f"{n}/{name}": b for n, (name, b) in enumerate(bundle.items())})
            ],
            "paths": lambda: [laid_out(tmp_path / "in", bundle) / name for name in bundle],
        }
        assert check(*packed[where]()).status == READY

    def test_the_same_papers_twice_are_as_good_as_once(self, tmp_path: Path) -> None:
        twice = {**week_6_papers(), **{f"copy of {name}": content for name, content in week_6_papers().items()}}
        said = check(laid_out(tmp_path / "papers", twice))
        assert said.status == READY


class TestUnreadable:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            hostile.truncated_docx(),
            hostile.password_docx(),
            encrypted(papers.parenting_assessment_plan(as_pdf=True)),
            scans.scan_of(papers.parenting_assessment_plan(as_pdf=True), scans.illegible),
            hostile.damaged_pdf(),
            hostile.docx_with_entity_bomb(),
        ],
        ids=["empty", "cut off", "password", "encrypted pdf", "poor scan", "damaged pdf", "bomb"],
    )
    def test_a_file_nobody_could_read_is_never_called_missing(self, content: bytes, tmp_path: Path) -> None:
        said = check(laid_out(tmp_path / "papers", {**without("plan.docx"), "thing.pdf": content}))
        assert said.status == REFERRED
        assert said.outcomes()["parenting_assessment_plan"] == "unsure"
        assert codes(said) & {"unreadable", "unsafe_file"}
        assert said.answer["reply"]["send"] is False

    def test_a_scan_that_can_be_read_is_as_good_as_the_paper_itself(self, tmp_path: Path, ready: Said) -> None:
        scan = scans.scan_of(papers.parenting_assessment_plan(as_pdf=True), scans.noisy)
        said = check(laid_out(tmp_path / "papers", {**without("plan.docx"), "scan 0001.pdf": scan}))
        assert (said.status, codes(said)) == (READY, set())
        assert said.outcomes() == ready.outcomes()

    def test_a_paper_that_may_stand_beyond_what_we_read_of_a_file_is_never_called_missing(self, tmp_path: Path) -> None:
        usual, notes = ((",".join(["Visit", *["At home"] * more]) + "\n").encode() * 5 for more in (3, MAX_COLUMNS))
        whole = check(laid_out(tmp_path / "whole", {**without("plan.docx"), "notes.csv": usual}))
        assert whole.outcomes()["parenting_assessment_plan"] == "missing"
        said = check(laid_out(tmp_path / "cut", {**without("plan.docx"), "notes.csv": notes}))
        assert said.status == REFERRED
        assert "unreadable" in codes(said)
        assert said.outcomes()["parenting_assessment_plan"] == "unsure"
        complete = check(laid_out(tmp_path / "complete", {**week_6_papers(), "notes.csv": notes}))
        assert complete.status == REFERRED
        assert "unreadable" in codes(complete)

    @pytest.mark.parametrize("names", [[], ["~$plan.docx", ".DS_Store", "Thumbs.db"]])
    def test_a_folder_with_nothing_to_read_is_for_a_person(self, names: list[str], tmp_path: Path) -> None:
        said = check(laid_out(tmp_path / "papers", dict.fromkeys(names, b"x")))
        assert (said.status, said.answer["documents"]) == (REFERRED, [])


class TestADayWithoutAYear:
    """The day the papers came tells its year: that of receipt, or else the day of the check."""

    NOTES = Paper(
        [
            Heading("Child in Care Review – minutes", 1),
            Text("Tuesday 3 March, 2pm, at the nursery"),
            Fields([("Child", MAISIE.name), ("Chair", "R. Okafor")]),
            Heading("Decisions", 2),
            Text("Maisie stays with her carers, and we meet again in the summer."),
        ]
    )

    @pytest.mark.parametrize(
        ("options", "day"), [((), "2026-03-03"), (("--received=2020-03-09T09:00:00+00:00",), "2020-03-03")]
    )
    def test_is_of_the_year_before_they_came(self, options: tuple[str, ...], day: str, tmp_path: Path) -> None:
        said = check(laid_out(tmp_path / "papers", {"notes.docx": docx_of(self.NOTES)}), *options)
        (notes,) = said.answer["documents"]
        assert (notes["type"], notes["dated"]) == ("child_in_care_review_minutes", day)
