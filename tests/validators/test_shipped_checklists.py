"""The shipped checklists against less than was asked for: each paper that counted is taken away, one at a time."""

import pytest

from casework.finding import Finding, Outcome, Verdict, reach_verdict
from extractors.facts import gather_facts
from validators.load_policy import load_policy
from validators.policy_examples import Example, documents_of, findings_of, load_examples

POLICY = load_policy()
EXAMPLES = load_examples()
READY = [each for each in EXAMPLES if each.verdict is Verdict.READY]


def without(example: Example, number: int) -> Example:
    papers = tuple(each for n, each in enumerate(example.papers) if n != number)
    return Example(**{**{name: getattr(example, name) for name in example.__slots__}, "papers": papers})


def explained(before: Finding, after: Finding) -> bool:
    """Another paper answers it still, or the council leaves it to the social worker and we say so."""
    assumed = after.outcome is Outcome.NOT_NEEDED and after.details["assumed"] == "yes"
    return after.outcome is before.outcome or assumed or after.outcome is Outcome.NOTED


@pytest.mark.parametrize("example", READY, ids=lambda example: f"{example.request_type}: {example.name}")
def test_a_paper_taken_from_a_ready_bundle_is_missed_or_accounted_for(example: Example) -> None:
    whole = {each.subject: each for each in findings_of(example, POLICY, gather_facts)}
    for number, document in enumerate(documents_of(example, POLICY)):
        counted = [each.subject for each in whole.values() if document.file in each.documents]
        less = findings_of(without(example, number), POLICY, gather_facts)
        if counted and reach_verdict(less) is Verdict.READY:
            after = {each.subject: each for each in less}
            assert all(explained(whole[subject], after[subject]) for subject in counted), (document.file, counted)


def test_there_are_ready_examples_of_each_council() -> None:
    assert {each.authority for each in READY} == set(POLICY.authorities)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.request_type}: {example.name}")
def test_no_example_is_ready_without_its_papers(example: Example) -> None:
    bare = Example(**{**{name: getattr(example, name) for name in example.__slots__}, "papers": ()})
    assert reach_verdict(findings_of(bare, POLICY, gather_facts)) is not Verdict.READY
