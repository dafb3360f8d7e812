"""Calling Microsoft Graph: pace, tokens, permissions, lost answers, and silence in the log."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.errors import SettingsError
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Answer, Drop, Fault, answer
from tests.watch_folders.a_tenant import (
    LOGIN,
    PANEL,
    LeadsTo,
    StillClock,
    Tenant,
    WorldTokens,
    mail,
    signing_in,
    tenant_of,
)
from watch_folders.graph_client import USER_AGENT, GraphClient, Place
from watch_folders.graph_pace import retry_after
from watch_folders.graph_refusals import (
    MAIL,
    SITE,
    AnswerLost,
    Away,
    Busy,
    LinkExpired,
    NotAllowed,
    NotThere,
    Puzzling,
    SignInRefused,
    TooLarge,
)
from watch_folders.graph_tokens import Application, ApplicationTokens

BOX = Place(PANEL, MAIL)
FOLDER = f"/users/{PANEL}/mailFolders/inbox"
ROOT = "/drives/d/root"


@pytest.fixture
def tenant() -> Iterator[Tenant]:
    with GraphServer() as graph:
        graph.mail.add(PANEL)
        made = tenant_of(graph)
        yield made
        made.client.close()


def test_a_call_is_signed_in_and_says_which_program_makes_it(tenant: Tenant) -> None:
    assert tenant.client.call("GET", FOLDER, BOX).json()["displayName"] == "inbox"
    (call,) = tenant.graph.world.calls
    assert call.headers["user-agent"] == USER_AGENT
    assert call.headers["authorization"] == f"Bearer {tenant.tokens.now}"


@pytest.mark.parametrize("status", [429, 503])
def test_case_9_retry_after_is_waited_for_to_the_second(tenant: Tenant, status: int) -> None:
    tenant.graph.world.goes_wrong("inbox", status, Retry_After="7")
    tenant.client.call("GET", FOLDER, BOX)
    assert tenant.clock.waited == [7.0]


def test_case_9_nobody_else_asks_of_that_mailbox_while_it_rests_but_of_others(tenant: Tenant) -> None:
    """While one call has been told to wait, a second to that mailbox waits too; one to a site does not."""
    resting, go_on = threading.Event(), threading.Event()

    def sleep(seconds: float) -> None:
        resting.set()
        assert go_on.wait(20)
        tenant.clock.sleep(seconds)

    waits = tenant.clock.waits()
    client = GraphClient(tenant.tokens, base=tenant.graph.url, waits=type(waits)(waits.tick, sleep, waits.chance))
    tenant.graph.world.goes_wrong("inbox", 429, Retry_After="7")
    callers = [threading.Thread(target=client.call, args=("GET", FOLDER, BOX)) for _ in range(2)]
    callers[0].start()
    assert resting.wait(20)
    callers[1].start()
    with pytest.raises(NotThere):
        client.call("GET", "/drives/none/root", Place("site", SITE))
    assert len(tenant.graph.world.asked("inbox")) == 1
    go_on.set()
    for caller in callers:
        caller.join(20)
    assert len(tenant.graph.world.asked("inbox")) == 3
    client.close()


def test_never_more_than_two_calls_at_a_time_go_to_one_mailbox(tenant: Tenant) -> None:
    inside, most, turn = 0, 0, threading.Lock()
    respond = tenant.graph.respond

    def slow(call: object) -> object:
        nonlocal inside, most
        with turn:
            inside += 1
            most = max(most, inside)
        threading.Event().wait(0.02)
        with turn:
            inside -= 1
        return respond(call)  # type: ignore[arg-type]  # passed on as it came

    tenant.graph.respond = slow  # type: ignore[method-assign, assignment]  # for this test alone
    callers = [threading.Thread(target=tenant.client.call, args=("GET", FOLDER, BOX)) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(20)
    assert most == 2


def test_case_9_without_a_named_time_each_wait_is_twice_the_last_with_some_chance(tenant: Tenant) -> None:
    tenant.graph.world.goes_wrong("inbox", 503, times=3)
    tenant.client.call("GET", FOLDER, BOX)
    assert tenant.clock.waited == [1.0, 2.0, 4.0]
    waits = StillClock().waits()
    few, many = type(waits)(chance=lambda: 0.0), type(waits)(chance=lambda: 1.0)
    assert (few.backoff(3), many.backoff(3)) == (2.0, 6.0)


def test_a_rest_longer_than_a_call_may_take_puts_the_work_off_at_once(tenant: Tenant) -> None:
    tenant.graph.world.goes_wrong("inbox", 429, Retry_After="600")
    with pytest.raises(Busy) as problem:
        tenant.client.call("GET", FOLDER, BOX)
    assert problem.value.seconds == 600
    with pytest.raises(Busy):
        tenant.client.call("GET", FOLDER, BOX)
    assert tenant.clock.waited == []
    assert len(tenant.graph.world.calls) == 1


def test_retry_after_may_be_a_date() -> None:
    assert retry_after("Thu, 05 Mar 2026 09:00:30 GMT", "Thu, 05 Mar 2026 09:00:00 GMT") == 30
    assert retry_after("nonsense", None) is None
    assert retry_after("Thu, 05 Mar 2026 09:00:30 GMT", None) is None


def test_case_10_a_token_that_is_refused_once_is_replaced_once(tenant: Tenant) -> None:
    tenant.client.call("GET", FOLDER, BOX)
    tenant.graph.world.now += 4000
    tenant.client.call("GET", FOLDER, BOX)
    assert tenant.tokens.given == 2
    assert tenant.clock.waited == []


def test_case_10_a_new_token_that_is_refused_too_stops_us_with_one_clear_sentence(tenant: Tenant) -> None:
    tenant.graph.world.refuses_tokens = True
    with pytest.raises(SignInRefused, match="refuses the application's sign-in"):
        tenant.client.call("GET", FOLDER, BOX)
    assert len(tenant.graph.world.calls) == 2


def test_case_10_a_403_names_the_permission_that_is_missing(tenant: Tenant) -> None:
    tenant.graph.mail.add("other@council.example").in_scope = False
    with pytest.raises(NotAllowed, match=r"Application Mail\.ReadWrite") as problem:
        tenant.client.call("GET", "/users/other@council.example/mailFolders/inbox", Place("other", MAIL))
    assert "other" not in str(problem.value)
    with pytest.raises(NotAllowed, match=r"Sites\.Selected"):
        tenant.graph.drives.add("d").in_scope = False
        tenant.client.call("GET", ROOT, Place("d", SITE))


@pytest.mark.parametrize("when", list(Drop))
def test_a_reading_call_whose_connection_breaks_is_made_again(tenant: Tenant, when: Drop) -> None:
    tenant.graph.world.goes_wrong("inbox", drop=when)
    assert tenant.client.call("GET", FOLDER, BOX).status == 200


@pytest.mark.parametrize("when", list(Drop))
def test_what_must_not_be_done_twice_is_not_repeated_when_its_answer_is_lost(tenant: Tenant, when: Drop) -> None:
    tenant.graph.world.goes_wrong("POST", drop=when)
    with pytest.raises(AnswerLost):
        tenant.client.call("POST", f"/users/{PANEL}/messages", BOX, content={"subject": "x"})
    assert len(tenant.graph.world.asked("POST")) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_error_of_the_server_leaves_open_whether_a_post_took_effect(tenant: Tenant, status: int) -> None:
    tenant.graph.world.goes_wrong("POST", status)
    with pytest.raises(AnswerLost):
        tenant.client.call("POST", f"/users/{PANEL}/messages", BOX, content={"subject": "x"})


def test_a_post_that_was_throttled_took_no_effect_and_is_made_again(tenant: Tenant) -> None:
    tenant.graph.world.goes_wrong("POST", 429, Retry_After="3")
    assert tenant.client.call("POST", f"/users/{PANEL}/messages", BOX, content={"subject": "x"}).status == 201
    assert tenant.clock.waited == [3.0]


def test_a_server_that_is_not_there_is_away_after_a_few_tries() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        clock = StillClock()
        graph = GraphServer()
        client = GraphClient(WorldTokens(graph), base=f"http://127.0.0.1:{taken.getsockname()[1]}", waits=clock.waits())
        with pytest.raises(Away):
            client.call("POST", "/users/x/messages", BOX, content={})
        graph.__enter__().__exit__()
    assert len(clock.waited) == 4
    client.close()


def test_a_link_that_leads_away_from_graph_is_not_given_our_token(tenant: Tenant) -> None:
    with pytest.raises(Puzzling):
        tenant.client.call("GET", "https://elsewhere.example/v1.0/users", BOX)
    assert tenant.graph.world.calls == []


@pytest.mark.parametrize("body", [b"<html>sign in to the proxy</html>", b"[1]", b'{"value": 3}', b'{"value": [3]}'])
def test_an_answer_that_is_none_of_graphs_is_said_to_be_so(tenant: Tenant, body: bytes) -> None:
    tenant.graph.world.faults.append(Fault("inbox", Answer(200, body)))
    with pytest.raises(Puzzling):
        list(tenant.client.rows(FOLDER + "/messages", BOX))


def test_pages_are_followed_to_the_last(tenant: Tenant) -> None:
    box = tenant.graph.mail.add(PANEL)
    for number in range(25):
        box.receive(mail(number))
    assert len(list(tenant.client.rows(FOLDER + "/messages?$top=10", BOX))) == 25


def test_a_link_that_is_too_old_says_where_to_begin_again(tenant: Tenant) -> None:
    library = tenant.graph.drives.add("d")
    link = tenant.client.call("GET", f"{ROOT}/delta", Place("d", SITE)).json()["@odata.deltaLink"]
    library.expire_links()
    with pytest.raises(LinkExpired) as problem:
        tenant.client.call("GET", link, Place("d", SITE))
    assert problem.value.start.startswith(tenant.graph.url)


def test_a_file_is_fetched_from_the_short_lived_address_without_our_token(tenant: Tenant, tmp_path: Path) -> None:
    item = tenant.graph.drives.add("d").put("Case/Form.docx", b"invented words")
    address, place = f"/drives/d/items/{item.id}/content", Place("d", SITE)
    fetched = tenant.client.fetch(address, place, tmp_path / "file")
    assert fetched is not None
    assert (tmp_path / "file").read_bytes() == b"invented words"
    assert "authorization" not in tenant.graph.world.asked("/download/")[0].headers
    assert tenant.client.fetch(address, place, tmp_path / "again", {"If-None-Match": item.ctag}) is None


def test_a_short_lived_address_that_has_run_out_is_asked_for_again(tenant: Tenant, tmp_path: Path) -> None:
    item = tenant.graph.drives.add("d").put("Form.docx", b"words")
    tenant.graph.world.goes_wrong("GET /download/", 404, "itemNotFound")
    assert tenant.client.fetch(f"/drives/d/items/{item.id}/content", Place("d", SITE), tmp_path / "file")
    assert len(tenant.graph.world.asked("/content")) == 2


def test_a_file_larger_than_we_take_is_not_fetched_to_its_end(tenant: Tenant, tmp_path: Path) -> None:
    item = tenant.graph.drives.add("d").put("Form.docx", bytes(3 << 20))
    with pytest.raises(TooLarge):
        tenant.client.fetch(f"/drives/d/items/{item.id}/content", Place("d", SITE), tmp_path / "file", most=1 << 20)


def test_neither_log_nor_exception_holds_an_address_or_a_token(
    tenant: Tenant, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    item = tenant.graph.drives.add("d").put("Jayden Tolliver.docx", b"words")
    tenant.client.fetch(f"/drives/d/items/{item.id}/content", Place("d", SITE), tmp_path / "file")
    with pytest.raises(NotThere) as problem:
        tenant.client.call("GET", f"{ROOT}:/Jayden Tolliver", Place("d", SITE))
    said = caplog.text + repr(problem.value) + str(problem.value)
    assert "Tolliver" not in said
    assert "/download/" not in said
    assert tenant.tokens.now not in said


def test_a_token_is_kept_and_a_fresh_one_is_another(tenant: Tenant) -> None:
    tokens = signing_in(tenant.graph, tenant.graph.world.secret)
    first = tokens.token()
    assert tokens.token() == first
    assert tokens.token(fresh=True) != first


def test_a_wrong_secret_is_told_by_the_number_of_its_error_alone(tenant: Tenant) -> None:
    with pytest.raises(SignInRefused, match=r"\(AADSTS7000215\)") as problem:
        signing_in(tenant.graph, "wrong").token()
    assert "no such secret" not in str(problem.value)


def test_a_tenant_that_is_too_busy_to_sign_anybody_in_has_refused_nothing(tenant: Tenant) -> None:
    tenant.graph.world.faults.append(Fault("POST .*/token", answer({"error": "temporarily_unavailable"}, 400)))
    with pytest.raises(Away):
        signing_in(tenant.graph, tenant.graph.world.secret).token()


def test_without_a_certificate_or_a_secret_we_say_so() -> None:
    with pytest.raises(SettingsError):
        ApplicationTokens(Application("t", "c"), login=LOGIN, http=LeadsTo("")).token()
