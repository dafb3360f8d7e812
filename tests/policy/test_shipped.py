"""What we ship: every quotation where it says it is, every example as it says, and nobody's address."""

import re

import pytest

from casework.checklist import IfNot
from casework.finding import Verdict
from extractors.facts import gather_facts
from tests.elsewhere import policy_sources
from tests.policy.small_policy import SHIPPED
from validators.load_policy import load_policy
from validators.policy_check import check_policy
from validators.policy_examples import Example, differences, files_below, findings_of, load_examples

POLICY = load_policy(SHIPPED)
EXAMPLES = load_examples(SHIPPED)
CHECKLISTS = [where for _, where in files_below(SHIPPED, "checklists") if where[3] != "every_request"]
RULES = [
    pytest.param(rule, id=f"{where[3]}-{rule.id}")
    for where in CHECKLISTS
    for rule in (POLICY.checklist(*where) or pytest.fail("no checklist")).rules
]


def test_every_quotation_stands_in_the_lines_it_names() -> None:
    assert [str(problem) for problem in check_policy(SHIPPED, policy_sources())] == []


def test_every_request_type_has_at_least_three_examples_of_which_not_all_are_in_order() -> None:
    """One that is ready too, but for what somebody else than the panel decides."""
    verdicts: dict[tuple[str, ...], list[Verdict | None]] = {where: [] for where in CHECKLISTS}
    for each in EXAMPLES:
        verdicts[each.authority, each.edition, each.panel, each.request_type].append(each.verdict)
    for where, found in verdicts.items():
        panel = POLICY.authorities[where[0]].panel(where[2], where[1])
        kind = panel.request_type(where[3]) if panel else None
        assert kind is not None
        assert len(found) >= 3, where
        assert set(found) - {Verdict.READY}, where
        assert Verdict.READY in found or kind.decided_by, where


def test_every_quotation_stands_in_a_passage_we_keep_even_where_the_sources_are_not_to_hand() -> None:
    assert check_policy(SHIPPED) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.request_type}: {example.name}")
def test_an_example_comes_out_as_it_says(example: Example) -> None:
    assert differences(example, findings_of(example, POLICY, gather_facts)) == []


@pytest.mark.parametrize("where", CHECKLISTS, ids=lambda where: f"{where[0]}-{where[3]}")
def test_every_checklist_has_examples_of_at_least_two_verdicts_unless_somebody_else_decides(
    where: tuple[str, ...],
) -> None:
    own = [each for each in EXAMPLES if (each.authority, each.edition, each.panel, each.request_type) == where]
    assert len(own) >= 3
    authority, edition, panel, request_type = where
    known = POLICY.authorities[authority].panel(panel, edition)
    kind = known.request_type(request_type) if known else None
    assert kind is not None
    delegated = kind.decided_by is not None
    verdicts = {example.verdict for example in own}
    assert verdicts == {Verdict.REFERRED} if delegated else len(verdicts) >= 2


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_refers_says_why(rule) -> None:  # type: ignore[no-untyped-def]  # pytest.param hides the type
    assert (IfNot.REFER in (rule.if_not, rule.if_unknown)) == (rule.code is not None)


def test_no_address_stands_in_the_policy() -> None:
    for file in SHIPPED.rglob("*"):
        if file.suffix in (".yaml", ".md"):
            text = file.read_text(encoding="utf-8")
            assert "@" not in text, file
            assert not re.search(r"mailto:|https?://", text), file


def test_every_request_type_can_be_recognised() -> None:
    for authority in POLICY.authorities.values():
        for panel in authority.panels:
            assert panel.recognised_by.words, panel.id
            for kind in panel.request_types:
                assert kind.recognised_by.words, (panel.id, kind.id)


def test_no_two_request_types_of_a_panel_are_known_by_the_same_words() -> None:
    for authority in POLICY.authorities.values():
        for panel in authority.panels:
            seen: dict[str, str] = {}
            for kind in panel.request_types:
                for words in kind.recognised_by.words:
                    assert seen.setdefault(words.casefold(), kind.id) == kind.id, (panel.id, words)


def test_only_the_edition_the_council_is_known_to_use_is_in_force() -> None:
    in_force = {edition.id: edition.in_force for each in POLICY.authorities.values() for edition in each.editions}
    assert [edition for edition, is_in_force in in_force.items() if not is_in_force] == ["permanence_standards"]


def test_no_type_is_confused_with_itself() -> None:
    for kind in POLICY.document_types.values():
        assert kind.id not in kind.confused_with


def test_loading_twice_gives_the_same_policy() -> None:
    assert load_policy(SHIPPED) == POLICY
