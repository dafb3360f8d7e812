"""The set of labelled submissions is what it claims to be, and its sealed half is as it was sealed."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from casework.finding import Outcome, Verdict
from tests.evaluation.labels import HALVES, SUBMISSIONS, Labelled, halves, hashes_now, manifest, submissions
from tests.evaluation.scoring import agrees, files_of, names_agree
from tests.evaluation.tables import interval
from validators.load_policy import Policy, load_policy

EVERY = submissions()
PAPERS = [paper for labelled in EVERY.values() for paper in labelled.documents]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


def test_there_are_enough_submissions_and_papers_to_tell_anything() -> None:
    assert len(EVERY) >= 40
    assert len(PAPERS) >= 250
    assert {labelled.council for labelled in EVERY.values()} == {"devon", "buckinghamshire", "swindon"}
    assert set(Verdict) == {labelled.verdict for labelled in EVERY.values()}


def test_papers_are_of_the_kinds_that_arrive() -> None:
    assert sum(paper.saved_by == "LibreOffice" for paper in PAPERS) >= 0.3 * len(PAPERS)
    assert sum(paper.scanned for paper in PAPERS) >= 0.1 * len(PAPERS)


@pytest.mark.parametrize("name", EVERY)
def test_every_file_is_labelled_and_every_label_has_its_file(name: str) -> None:
    there = {path.relative_to(SUBMISSIONS / name).as_posix() for path in files_of(name)}
    told = {paper.file.split(" > ")[0] for paper in EVERY[name].documents}
    assert told <= there
    unlabelled = {file for file in there - told if not file.endswith((".zip", ".eml", ".msg"))}
    assert not unlabelled


@pytest.mark.parametrize("name", EVERY)
def test_labels_speak_of_papers_and_requirements_that_there_are(name: str, policy: Policy) -> None:
    labelled = EVERY[name]
    assert {paper.type for paper in labelled.documents} - {None} <= set(policy.document_types)
    if labelled.request_type is not None:
        assert labelled.requirements.keys() <= _requirements(labelled, policy)


def _requirements(labelled: Labelled, policy: Policy) -> set[str]:
    authority = policy.authorities[labelled.council]
    kinds = [
        kind
        for panel in authority.panels
        if panel.id == labelled.panel
        for kind in panel.request_types
        if kind.id == labelled.request_type
    ]
    assert kinds, (labelled.panel, labelled.request_type)
    return {
        requirement.id
        for edition in authority.editions
        if (checklist := policy.checklist(labelled.council, edition.id, labelled.panel, labelled.request_type or ""))
        for requirement in checklist.requirements
    }


def test_every_submission_is_in_one_half() -> None:
    counted = Counter(name for names in halves().values() for name in names)
    assert counted == Counter(EVERY.keys()), HALVES


def test_the_sealed_half_is_as_it_was_sealed() -> None:
    assert hashes_now() == manifest()


def test_each_half_holds_the_first_authors_every_council_and_every_verdict() -> None:
    for half in ("tuning", "sealed"):
        held = submissions(half)
        assert {each.author for each in held.values()} >= set("abcde")
        assert {each.council for each in held.values()} == {"devon", "buckinghamshire", "swindon"}
        assert {each.verdict for each in held.values()} == set(Verdict)


def test_no_paper_says_where_it_was_made() -> None:
    folders = {os.fsencode(folder) for folder in ("/home/", f"{Path.home()}/", f"{tempfile.gettempdir()}/")}
    papers = [path for path in SUBMISSIONS.rglob("*") if path.is_file()]
    assert papers
    assert not [path for path in papers if any(folder in path.read_bytes() for folder in folders)]


def test_an_outcome_agrees_with_a_label_only_where_it_says_the_same() -> None:
    assert agrees("met", Outcome.MET)
    assert agrees("missing", Outcome.PROMISED)
    assert not agrees("met", Outcome.MISSING)
    assert not agrees("missing", Outcome.UNSURE)


def test_a_child_is_the_same_whatever_stands_between_first_and_last_name() -> None:
    assert names_agree(["Elowen Trewin"], ["Elowen Mary TREWIN (aged 8)"])
    assert not names_agree(["Elowen Trewin"], ["Elowen Carter"])


def test_a_label_that_only_abbreviates_means_the_child_whose_whole_name_was_known() -> None:
    for label in ("E.P-R", "EPR", "Ellie", "E. Pengelly-Rowe", "Eleanor P-R", "Eleanor P", "Eleanor"):
        assert names_agree([label], ["Eleanor Pengelly-Rowe"])
    for label in ("EPS", "ER", "Isla", "I. Pengelly-Rowe", "Isla P-R"):
        assert not names_agree([label], ["Eleanor Pengelly-Rowe"])


def test_few_papers_leave_a_wide_interval() -> None:
    low, high = interval(9, 10)
    assert low < 0.65 < 0.97 < high
