"""The stand-in itself: a program of its own, with the habits that the channels are tried against."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.graph_server.serving import GraphServer
from tests.watch_folders.a_tenant import PANEL, mail

ROOT = Path(__file__).parents[2]


def test_it_runs_as_a_program_and_answers_whoever_holds_its_token() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.graph_server"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = re.search(r"at (\S+); a token: (\S+)", process.stdout.readline())
            assert said is not None
            address = f"{said[1]}/users/panel@council.example/mailFolders/inbox/messages/delta"
            assert httpx.get(address).status_code == 401
            found = httpx.get(address, headers={"Authorization": f"Bearer {said[2]}"}).json()
            assert [row["subject"] for row in found["value"]] == ["Panel papers"]
        finally:
            process.terminate()


def test_a_round_of_changes_ends_where_its_first_page_began() -> None:
    with GraphServer() as graph:
        box = graph.mail.add(PANEL)
        for number in range(15):
            box.receive(mail(number))
        headers = {"Authorization": f"Bearer {graph.world.new_token()}"}
        first = httpx.get(f"{graph.url}/users/{PANEL}/mailFolders/inbox/messages/delta", headers=headers).json()
        box.receive(mail(99))
        second = httpx.get(first["@odata.nextLink"], headers=headers).json()
        assert (len(first["value"]), len(second["value"])) == (10, 5)
        third = httpx.get(second["@odata.deltaLink"], headers=headers).json()
        assert [row["internetMessageId"] for row in third["value"]] == ["<mail-99@council.example>"]


def test_an_id_changes_when_a_mail_is_moved_unless_it_was_asked_to_last() -> None:
    with GraphServer() as graph:
        box = graph.mail.add(PANEL)
        message = box.receive(mail(1))
        before = message.moving, message.immutable
        box.move(message, "archive")
        headers = {"Authorization": f"Bearer {graph.world.new_token()}"}
        found = [
            httpx.get(f"{graph.url}/users/{PANEL}/messages/{each}", headers=headers).status_code for each in before
        ]
        assert found == [404, 200]
