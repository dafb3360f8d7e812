"""Reports put beside the papers in a SharePoint library: never over what people made, whole, however often it takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph_server.drive import UNIT
from tests.graph_server.library import PERSON, Item
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Call, Drop
from tests.watch_folders.a_library import FORM, ROOT, Watched, word
from tests.watch_folders.a_library import REPORT as NAME
from tests.watch_folders.a_tenant import tenant_of
from watch_folders.arriving import TroubleKind

CASE = f"{ROOT}/Case A"
LARGE = bytes(range(256)) * (40 * UNIT // 256) + b"the end"
"""13 MB and a bit: five fragments."""


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with GraphServer() as graph:
        made = tenant_of(graph)
        watched = Watched(tmp_path, made)
        watched.library.put(f"{CASE}/Form.docx", FORM)
        watched.settle()
        yield watched
        made.client.close()


def put(watched: Watched, data: bytes = b"<html>report</html>") -> None:
    """Have a report put beside the papers of the first submission."""
    watched.put_report(next(iter(watched.books.values())), data)


def report(watched: Watched, name: str = NAME) -> Item:
    found = watched.library.child(watched.library.folder(CASE), name)
    assert found is not None
    return found


def kinds(watched: Watched, after: float) -> list[TroubleKind]:
    return [trouble.kind for trouble in watched.look(after).troubles]


def test_a_later_report_takes_the_place_of_our_earlier_one(watched: Watched) -> None:
    put(watched)
    put(watched, b"<html>second</html>")
    assert report(watched).data == b"<html>second</html>"
    assert watched.names(CASE) == ["Form.docx", NAME]


def test_case_58_our_report_is_known_by_its_id_even_if_it_no_longer_says_who_made_it(watched: Watched) -> None:
    put(watched)
    report(watched).created_by = PERSON
    watched.library.touch(report(watched))
    assert watched.settle() == []
    watched.start()
    assert watched.settle() == []
    assert watched.seen_again == 0


def test_a_report_about_a_loose_file_lies_beside_it_and_bears_its_name(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Loose.docx", word("loose"))
    (taken,) = watched.settle()
    watched.put_report(taken)
    assert watched.names(ROOT) == ["Case A", f"Loose - {NAME}", "Loose.docx"]


def test_a_file_that_a_person_made_is_never_written_over(watched: Watched) -> None:
    watched.library.put(f"{CASE}/{NAME}", b"a person's")
    put(watched)
    assert report(watched).data == b"a person's"
    assert report(watched, "PanelReady report (2).html").data == b"<html>report</html>"
    assert kinds(watched, 301) == [TroubleKind.REPORT_BESIDE]


def test_case_56_a_report_that_changes_in_the_same_moment_is_read_again_and_written_once_more(watched: Watched) -> None:
    put(watched)
    watched.graph.world.goes_wrong("PUT", 412, "resourceModified")
    put(watched, b"second")
    assert report(watched).data == b"second"
    assert "if-match" in watched.graph.world.asked("PUT")[-1].headers


def test_case_56_after_a_second_change_it_is_held_and_told(watched: Watched) -> None:
    put(watched)
    watched.graph.world.goes_wrong("PUT", 412, "resourceModified", times=2)
    put(watched, b"second")
    assert kinds(watched, 301) == [TroubleKind.REPORT_STAYS]
    assert report(watched).data == b"<html>report</html>"
    assert kinds(watched, 901) == []
    assert report(watched).data == b"second"


def test_case_57_a_report_somebody_has_open_is_tried_at_1_5_15_and_60_minutes_and_then_put_beside(
    watched: Watched,
) -> None:
    put(watched)
    report(watched).locked = True
    put(watched, b"second")
    tried = []
    for minute in range(1, 100):
        before = len(watched.graph.world.asked("PUT"))
        watched.look(60)
        tried += [minute] * (len(watched.graph.world.asked("PUT")) - before)
    assert tried == [1, 6, 21, 81]
    assert report(watched).data == b"<html>report</html>"
    assert report(watched, "PanelReady report (2).html").data == b"second"
    assert TroubleKind.REPORT_BESIDE in kinds(watched, 301)
    assert watched.settle() == []


def test_case_57_a_report_that_is_closed_meanwhile_is_written_in_its_place(watched: Watched) -> None:
    put(watched)
    report(watched).locked = True
    put(watched, b"second")
    report(watched).locked = False
    watched.look(61)
    assert report(watched).data == b"second"
    assert watched.names(CASE) == ["Form.docx", NAME]


def test_a_report_that_is_wanted_outlasts_a_restart(watched: Watched) -> None:
    watched.library.may_write = False
    put(watched)
    assert kinds(watched, 301) == [TroubleKind.NO_SITE_PERMISSION]
    watched.library.may_write = True
    watched.start()
    watched.look()
    assert report(watched).data == b"<html>report</html>"


def test_a_report_about_papers_that_are_gone_is_dropped(watched: Watched) -> None:
    watched.library.delete(watched.library.folder(CASE))
    put(watched)
    assert watched.graph.world.asked("PUT") == []
    assert watched.look().troubles == ()


def test_a_large_report_goes_in_fragments_without_our_token(watched: Watched) -> None:
    put(watched, LARGE)
    assert report(watched).data == LARGE
    fragments = watched.graph.world.asked("PUT /upload/")
    assert len(fragments) == 5
    assert not [call for call in fragments if "authorization" in call.headers]
    assert all(len(call.body) % UNIT == 0 for call in fragments[:-1])


@pytest.mark.parametrize("fragment", range(5))
@pytest.mark.parametrize("when", list(Drop))
def test_case_60_an_upload_cut_at_any_fragment_goes_on_where_it_was_cut(
    watched: Watched, fragment: int, when: Drop
) -> None:
    span = f"bytes {fragment * 10 * UNIT}-"
    respond, cut = watched.graph.world.fault_of, list[Call]()

    def cut_once(call: Call) -> object:
        if call.headers.get("content-range", "").startswith(span) and not cut:
            cut.append(call)
            return watched.graph.world.goes_wrong("never asked", drop=when)
        return respond(call)

    watched.graph.world.fault_of = cut_once  # type: ignore[method-assign, assignment]  # for this test alone
    put(watched, LARGE)
    watched.look(901)
    assert cut
    assert report(watched).data == LARGE
    assert watched.names(CASE) == ["Form.docx", NAME]


def test_case_60_a_fragment_that_was_there_already_is_not_sent_again(watched: Watched) -> None:
    watched.graph.world.goes_wrong("PUT /upload/", 416, "invalidRange")
    put(watched, LARGE)
    assert report(watched).data == LARGE


def test_case_60_an_upload_that_has_expired_starts_afresh(watched: Watched) -> None:
    respond, expired = watched.graph.respond, list[Call]()

    def expire(call: Call) -> object:
        if call.headers.get("content-range", "").startswith(f"bytes {20 * UNIT}-") and not expired:
            expired.append(call)
            watched.graph.drives.expire_uploads()
        return respond(call)

    watched.graph.respond = expire  # type: ignore[method-assign, assignment]  # for this test alone
    put(watched, LARGE)
    assert expired
    assert report(watched).data == LARGE
    assert len(watched.graph.world.asked("createUploadSession")) == 2


def test_a_large_report_does_not_write_over_a_person_who_was_faster(watched: Watched) -> None:
    respond, faster = watched.graph.respond, list[Item]()

    def put_first(call: Call) -> object:
        if call.path.startswith("/upload/") and not faster:
            faster.append(watched.library.put(f"{CASE}/{NAME}", b"a person's"))
        return respond(call)

    watched.graph.respond = put_first  # type: ignore[method-assign, assignment]  # for this test alone
    put(watched, LARGE)
    assert report(watched).data == b"a person's"
    assert report(watched, "PanelReady report (2).html").data == LARGE
