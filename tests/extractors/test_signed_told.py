"""Is a signature heard that a row or a line tells of in its own words, and is nothing less taken for one?"""

from __future__ import annotations

import pytest

from extractors.catalogue import Catalogue
from extractors.reading import Block
from tests.extractors.test_signed_fields import SERVICE, TEAM, head, lines, seen, table

TOLD = {
    "both tell of themselves, beside their names and days": (
        table(
            ("Nia Corrigan, Team Manager. I checked this form with Ola and I support it.", "N Corrigan", "2 June 2026"),
            ("Service Manager (Piers Amadi): my agreement is given to the request and its cost.", "P. Amadi", "3/6/26"),
        ),
    ),
    "numbered rows, one of a manager who stands in": (
        table(
            ("13. Team Manager (acting)", "Agreed, and I shall come with Ola   N. Corrigan", "signed 2.6.26"),
            ("14. Service Manager", "Agreed to go to panel: P. Amadi", "3.6.26"),
        ),
    ),
    "the role behind the name": (
        table(
            ("Form checked by", "Nia Corrigan, Team Manager", "2/6/26"),
            ("Agreed at supervision by", "Piers Amadi (Service Manager)", "3/6/26"),
        ),
    ),
    "the role in a cell of its own": (
        table(
            ("Signed: N Corrigan", "Team Manager", "2/6/26"),
            ("Agreed: P Amadi", "Service Manager", "3/6/26"),
        ),
    ),
    "a column of roles behind that of names": (
        table(
            ("Name", "Role", "Signature", "Date"),
            ("O Brandt", "Social Worker", "O Brandt", "1/6/26"),
            ("N Corrigan", "Team Manager", "N Corrigan", "2/6/26"),
            ("P Amadi", "Service Manager", "P Amadi", "3/6/26"),
        ),
    ),
    "what was done stands beside the day": (
        table(("Team Manager", "Nia Corrigan", "Checked 2/6/26"), ("Service Manager", "Piers Amadi", "Agreed 3/6/26")),
    ),
    "approved by machine": (
        table(
            ("Team Manager", "Electronically approved by N Corrigan 02/06/2026 14:22"),
            ("Service Manager", "Agreed by phone, Piers Amadi, 3/6/26"),
        ),
    ),
    "in other words of the label": (
        table(
            ("Team Manager has read and supports this request", "N Corrigan", "2/6/26"),
            ("Does the Service Manager agree?", "Yes, P Amadi, by email on 3/6/26"),
        ),
    ),
    "the name printed once and written once": (
        head("Sign off"),
        table(
            ("Team Manager (N Corrigan)", "N Corrigan", "2/6/26"),
            ("Service Manager (P Amadi)", "P Amadi", "3/6/26"),
        ),
    ),
    "a choice of which nothing is struck out": (
        table(
            ("Team Manager – checked Y / N", "N Corrigan", "2/6/26"),
            ("Service Manager: YES / NO, agreed", "P Amadi", "3/6/26"),
        ),
    ),
    "a scan's second line read into the first": (
        table(
            ("Team signed Manager – form checked,", "N Corrigan", "2/6/26"),
            ("Service agreed Manager for panel", "P Amadi", "3/6/26"),
        ),
    ),
    "on lines, the name before the role": lines(
        "Nia Corrigan, Team Manager: checked and signed 2/6/26", "Piers Amadi (Service Manager) – agreed 3/6/26"
    ),
    "on lines, the name behind the role": lines(
        "Team Manager Nia Corrigan checked this form on 2/6/26",
        "Service Manager: Piers Amadi – electronically signed 3/6/26",
    ),
    "on lines, what was said before the name": lines(
        "I have checked this form. N Corrigan, Team Manager, 2 June 2026",
        "Signed off by Piers Amadi, Service Manager, at supervision on 3/6/26",
    ),
    "both on one line": lines("Checked by N Corrigan (TM) on 2.6.26. Agreed by P Amadi (SM) on 3.6.26"),
    "both in one cell": (table(("Managers", "Checked: Nia Corrigan (TM) 2/6/26\nAgreed: Piers Amadi (SM) 3/6/26")),),
}


@pytest.mark.parametrize("blocks", TOLD.values(), ids=TOLD.keys())
def test_a_signature_that_is_told_of_is_heard(blocks: tuple[Block, ...], catalogue: Catalogue) -> None:
    assert seen(catalogue, *blocks) == {TEAM: True, SERVICE: True}


LESS = {
    "a day beside a blank": (
        table(
            ("Nia Corrigan, Team Manager. I checked this form and I support it.", "", "2/6/26"),
            ("Service Manager (Piers Amadi): my agreement is given to the request.", "", "3/6/26"),
        ),
    ),
    "nothing beside": (
        table(
            ("Nia Corrigan, Team Manager. I checked this form and I support it.", "", ""),
            ("Service Manager (Piers Amadi): my agreement is given to the request.", "", ""),
        ),
    ),
    "another's name": (
        table(
            ("Nia Corrigan, Team Manager. I checked this form with Ola and I support it.", "Ola Brandt", "2/6/26"),
            ("Service Manager (Piers Amadi): my agreement is given to the request.", "Ola Brandt", "3/6/26"),
        ),
    ),
    "a name printed beforehand, and a day": (
        table(
            ("Checked by Team Manager (N Corrigan)", "2/6/26"),
            ("Agreed by Service Manager (P Amadi)", "", "3/6/26"),
        ),
    ),
    "printed in a cell of its own": (
        table(
            ("Team Manager – form checked", "Name: N Corrigan", "Signed:", "2/6/26"),
            ("Agreed by", "Piers Amadi, Service Manager", "Signature:", "3/6/26"),
        ),
    ),
    "a blank in the column of signatures": (
        table(
            ("Name", "Role", "Signature", "Date"),
            ("O Brandt", "Social Worker", "O Brandt", "1/6/26"),
            ("N Corrigan", "Team Manager", "", "2/6/26"),
            ("P Amadi", "Service Manager", "", "3/6/26"),
        ),
    ),
    "what stands there for nothing": (
        table(("Team Manager signature", "TBC Date signed: 2/6/26"), ("Service Manager – agreed", "TBA 3/6/26")),
    ),
    "only the social worker's": (
        table(
            ("Social worker: form checked and signed", "O Brandt", "1/6/26"),
            ("Signed by", "O Brandt, social worker", "1/6/26"),
        ),
    ),
    "another manager's": (
        table(
            ("Placements Team Manager agreed", "R Dee", "2/6/26"),
            ("Agreed by", "R Dee, Placements Service Manager", "3/6/26"),
        ),
    ),
    "who will come": (
        table(
            ("Coming to panel", "Nia Corrigan, Team Manager", "2/6/26"),
            ("And", "Piers Amadi, Service Manager", "3/6/26"),
        ),
    ),
    "what was agreed before the panel": (
        table(
            ("Who agreed it?", "Piers Amadi, Service Manager", "1/6/26"),
            ("Placement agreed by", "N Corrigan, Team Manager", "1/6/26"),
        ),
    ),
    "told of the placement": lines(
        "Piers Amadi, Service Manager, agreed the placement on 1/6/26",
        "Nia Corrigan, Team Manager, agreed the cost 1/6/26",
    ),
    "told of another paper": lines(
        "Section 20 agreement signed by Nia Corrigan, Team Manager, on 2/6/26",
        "The statement was signed by Piers Amadi (Service Manager) on 3/6/26",
    ),
    "who supports the family, and what the panel fills in": (
        table(
            ("Support", "Nia Corrigan, Team Manager", "2/6/26"),
            ("Decision", "Agreed, Piers Amadi, Service Manager (Chair)", "3/6/26"),
        ),
    ),
    "still to be done": lines(
        "N Corrigan, Team Manager, to check the form by 9/6/26", "Piers Amadi, Service Manager, please sign by 9/6/26"
    ),
    "asked": lines("Has Nia Corrigan, Team Manager, checked this form 2/6/26?"),
    "a day before the role": lines(
        "Signed R Okafor 2/6/26, Team Manager", "Agreed by R. Okafor on 3/6/26 Service Manager"
    ),
    "no name": lines("Team Manager checked this form on 2/6/26", "The Service Manager agreed this on 3/6/26"),
    "no day": lines("Nia Corrigan, Team Manager: checked", "Piers Amadi (Service Manager) – agreed"),
    "refused": (table(("Agreed by", "Not agreed, Piers Amadi, Service Manager", "3/6/26")),),
}


@pytest.mark.parametrize("blocks", LESS.values(), ids=LESS.keys())
def test_what_tells_less_is_no_signature(blocks: tuple[Block, ...], catalogue: Catalogue) -> None:
    assert not any(seen(catalogue, *blocks).values())


def test_a_blank_of_their_own_goes_before_what_is_told_elsewhere(catalogue: Catalogue) -> None:
    told = lines("Piers Amadi (Service Manager) – agreed 3/6/26")
    assert seen(catalogue, *told, *lines("Service Manager agreement: ______")) == {SERVICE: False}
    row = table(("Form checked by", "Nia Corrigan, Team Manager", "2/6/26"))
    assert seen(catalogue, row, *lines("Team Manager signature: ______")) == {TEAM: False}
