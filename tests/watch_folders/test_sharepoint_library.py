"""SharePoint libraries, against the stand-in: papers stay where people put them, and are taken once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph_server.library import application
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Drop
from tests.watch_folders.a_library import FORM, NOW, ROOT, Watched, word
from tests.watch_folders.a_tenant import tenant_of
from watch_folders.arriving import Taken, TroubleKind, Withdrawn
from watch_folders.graph_notes import LINK
from watch_folders.sharepoint_calls import LibraryCalls


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with GraphServer() as graph:
        made = tenant_of(graph)
        yield Watched(tmp_path, made)
        made.client.close()


def paths(taken: Taken) -> list[str]:
    return [file.path for file in taken.files]


def test_each_folder_and_each_loose_file_is_one_submission_and_stays_where_it_is(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.library.put(f"{ROOT}/Case A/reports/2026/Report.docx", word("report"))
    watched.library.put(f"{ROOT}/Loose.docx", word("loose"))
    watched.library.put("Elsewhere/Other.docx", word("other"))
    assert sorted(map(paths, watched.settle())) == [["Form.docx", "reports/2026/Report.docx"], ["Loose.docx"]]
    assert watched.names(ROOT) == ["Case A", "Loose.docx"]
    staged = next(file for taken in watched.books.values() for file in taken.files if file.path == "Form.docx")
    assert staged.staged.read_bytes() == FORM
    watched.start()
    assert watched.settle() == []
    assert watched.seen_again == 0


def test_papers_that_are_still_being_put_there_are_waited_for(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    assert watched.look().waiting == 1
    watched.library.put(f"{ROOT}/Case A/Report.docx", word("report"))
    assert watched.look(31).arrivals == ()
    assert watched.look(10).arrivals == ()
    (taken,) = watched.receive(watched.look(31))
    assert paths(taken) == ["Form.docx", "Report.docx"]


def test_nothing_is_noted_as_seen_before_it_is_in_custody(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.look()
    look = watched.look(31)
    assert isinstance(watched.channel.take(look.arrivals[0], watched.base / "taken"), Taken)
    assert LINK not in watched.notes.read("library")
    watched.start()
    assert len(watched.settle()) == 1
    assert LINK in watched.notes.read("library")


def test_a_paper_that_is_added_or_rewritten_makes_the_folder_a_new_submission(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.put(f"{ROOT}/Case A/Report.docx", word("report"))
    (added,) = watched.settle()
    assert paths(added) == ["Form.docx", "Report.docx"]
    watched.library.put(f"{ROOT}/Case A/Form.docx", word("other words"))
    (rewritten,) = watched.settle()
    assert rewritten.source_id != added.source_id


def test_what_has_not_changed_is_not_fetched_again(watched: Watched) -> None:
    form = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.put(f"{ROOT}/Case A/Report.docx", word("report"))
    (taken,) = watched.settle()
    again = [call for call in watched.graph.world.asked(f"{form.id}/content") if "if-none-match" in call.headers]
    assert len(again) == 1
    assert len(watched.graph.world.asked("/download/")) == 2
    assert taken.files[0].staged.read_bytes() == FORM


def test_litter_and_half_written_files_are_no_papers(watched: Watched) -> None:
    for name in ("~$Form.docx", "Thumbs.db", ".DS_Store", "Form.docx.partial", ".stfolder/x.docx"):
        watched.library.put(f"{ROOT}/Case A/{name}", FORM)
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    (taken,) = watched.settle()
    assert paths(taken) == ["Form.docx"]


def test_case_58_our_report_beside_the_papers_is_no_paper_and_wakes_nothing(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    (taken,) = watched.settle()
    watched.put_report(taken)
    assert watched.names(f"{ROOT}/Case A") == ["Form.docx", "PanelReady report.html"]
    assert watched.settle() == []
    watched.start()
    assert watched.settle() == []
    assert watched.seen_again == 0


def test_case_58_a_report_is_known_for_ours_even_if_we_were_killed_before_noting_it(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.put(f"{ROOT}/Case A/report.html", b"<html>", application(watched.graph.world.app))
    assert watched.settle() == []


def test_case_58_a_column_that_we_write_wakes_nothing(watched: Watched) -> None:
    item = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    address = f"/drives/drive-1/items/{item.id}/listItem/fields"
    calls = LibraryCalls(watched.tenant.client, "drive-1", "")
    watched.tenant.client.call("PATCH", address, calls.place, content={"Panel": "seen"})
    before = len(watched.graph.world.asked("/content"))
    assert watched.settle() == []
    assert len(watched.graph.world.asked("/content")) == before


@pytest.mark.parametrize("who", ["a person", "us"])
def test_case_59_columns_written_into_a_word_file_are_no_new_version_and_no_loop(watched: Watched, who: str) -> None:
    item = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    for _ in range(3):
        watched.library.promote(item, application(watched.graph.world.app) if who == "us" else None)
        assert watched.settle() == []
    downloads = len(watched.graph.world.asked("/download/"))
    watched.settle()
    assert len(watched.graph.world.asked("/download/")) == downloads
    assert len(watched.books) == 1


def test_a_person_who_writes_words_in_the_same_moment_as_we_write_a_column_is_heard(watched: Watched) -> None:
    item = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.put(f"{ROOT}/Case A/Form.docx", word("other words"))
    watched.library.promote(item, application(watched.graph.world.app))
    assert len(watched.settle()) == 1


def test_case_61_a_renamed_or_moved_folder_is_the_same_submission(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    (first,) = watched.settle()
    folder = watched.library.folder(f"{ROOT}/Case A")
    watched.library.rename(folder, "Case A - done")
    assert watched.settle() == []
    watched.library.rename(folder, "Case A", watched.library.folder(f"{ROOT}/March"))
    assert watched.settle() == []
    assert watched.withdrawn == []
    watched.library.put(f"{ROOT}/March/Case A/Form.docx", word("other words"))
    (later,) = watched.settle()
    assert paths(later) == ["Case A/Form.docx"]
    assert first.source_id != later.source_id


def test_case_62_a_deleted_file_is_told_with_the_submission_it_was_part_of(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    report = watched.library.put(f"{ROOT}/Case A/Report.docx", word("report"))
    (taken,) = watched.settle()
    watched.library.delete(report)
    assert watched.settle() == []
    assert watched.withdrawn == [Withdrawn(taken.source_id, "Report.docx")]
    watched.settle()
    assert len(watched.withdrawn) == 1


def test_case_62_a_folder_that_is_moved_out_or_deleted_while_we_were_down_is_told_too(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.library.put(f"{ROOT}/Case B/Form.docx", word("b"))
    watched.settle()
    watched.library.rename(watched.library.folder(f"{ROOT}/Case A"), "Case A", watched.library.folder("Elsewhere"))
    watched.library.delete(watched.library.folder(f"{ROOT}/Case B"))
    watched.start()
    watched.settle()
    assert sorted(gone.path for gone in watched.withdrawn) == ["Form.docx", "Form.docx"]


def test_a_folder_that_is_moved_here_comes_with_all_that_is_in_it(watched: Watched) -> None:
    watched.library.put("Elsewhere/Case A/deep/Form.docx", FORM)
    watched.settle()
    watched.library.rename(watched.library.folder("Elsewhere/Case A"), "Case A", watched.library.folder(ROOT))
    (taken,) = watched.settle()
    assert paths(taken) == ["deep/Form.docx"]


def test_case_63_a_link_that_is_too_old_costs_a_full_round_and_nothing_is_taken_twice(watched: Watched) -> None:
    for number in range(5):
        watched.library.put(f"{ROOT}/Case {number}/Form.docx", word(str(number)))
    watched.settle()
    watched.settle()
    assert len(watched.books) == 5
    watched.library.expire_links()
    watched.library.delete(watched.library.folder(f"{ROOT}/Case 0"))
    watched.library.put(f"{ROOT}/Case 9/Form.docx", word("9"))
    assert len(watched.settle()) == 1
    assert watched.seen_again == 0
    assert [gone.path for gone in watched.withdrawn] == ["Form.docx"]


def test_case_64_two_files_of_one_name_in_different_case_are_both_kept(watched: Watched) -> None:
    item = watched.library.put(f"{ROOT}/Case A/Report.docx", word("one"))
    watched.library.beside(item, "REPORT.docx", word("two"))
    (taken,) = watched.settle()
    assert paths(taken) == ["REPORT.docx", "Report.docx"]
    assert len({file.content for file in taken.files}) == 2


def test_case_65_a_file_hidden_from_changes_is_found_at_night_and_told(watched: Watched) -> None:
    watched.settle()
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    item = watched.library.put(f"{ROOT}/Case A/Report.docx", word("report"))
    item.hidden = True
    assert watched.settle() == []
    watched.look(86_400)
    look = watched.look(31)
    assert TroubleKind.HIDDEN_FROM_CHANGES in [trouble.kind for trouble in look.troubles]
    (taken,) = watched.receive(watched.look(31)) or watched.receive(look)
    assert paths(taken) == ["Form.docx", "Report.docx"]
    watched.look(86_400)
    watched.look()
    assert watched.withdrawn == []


def test_a_file_hidden_from_changes_is_not_taken_for_deleted_when_all_changes_are_told_anew(watched: Watched) -> None:
    item = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    item.hidden = True
    watched.library.expire_links()
    watched.settle()
    assert watched.withdrawn == []


def test_what_comes_between_the_changes_and_the_nightly_listing_is_not_called_hidden(watched: Watched) -> None:
    watched.settle()
    respond = watched.graph.respond
    put: list[object] = []

    def respond_late(call):  # type: ignore[no-untyped-def]  # for this test alone
        if "children" in call.path and not put:
            put.append(watched.library.put(f"{ROOT}/Case A/Form.docx", FORM))
        return respond(call)

    watched.graph.respond = respond_late  # type: ignore[method-assign]  # for this test alone
    looks = [watched.look(86_400), watched.look(31), watched.look(31)]
    assert put
    assert [look.troubles for look in looks] == [(), (), ()]


def test_the_nightly_listing_says_what_is_there_and_what_of_it_is_not_ours(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.put(f"{ROOT}/Case B/Form.docx", word("b"))
    watched.channel.listing(NOW)
    assert watched.channel.listing(NOW) is None
    watched.look()
    listing = watched.channel.listing(NOW)
    assert listing is not None
    assert (listing.shown, [missing.place for missing in listing.missing]) == (2, ["Case B/Form.docx"])


def test_a_library_that_is_away_or_denied_deletes_nothing_and_work_goes_on(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.in_scope = False
    look = watched.look()
    assert [trouble.kind for trouble in look.troubles] == [TroubleKind.NO_SITE_PERMISSION]
    assert not look.is_current
    watched.library.in_scope = True
    watched.graph.world.goes_wrong("delta", 503, times=5, Retry_After="0")
    assert [trouble.kind for trouble in watched.look().troubles] == [TroubleKind.GRAPH_AWAY]
    watched.library.put(f"{ROOT}/Case B/Form.docx", word("b"))
    assert len(watched.settle()) == 1
    assert watched.withdrawn == []


def test_a_watched_folder_that_is_gone_is_trouble_and_deletes_nothing(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    watched.library.delete(watched.library.folder(ROOT))
    look = watched.look()
    assert [trouble.kind for trouble in look.troubles] == [TroubleKind.GRAPH_HAS_NO_SUCH_PLACE]
    assert watched.withdrawn == []


def test_a_file_that_may_not_be_fetched_keeps_no_other_waiting(watched: Watched) -> None:
    bad = watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.library.put(f"{ROOT}/Case B/Form.docx", word("b"))
    watched.graph.world.goes_wrong(f"{bad.id}/content", 403, "accessDenied")
    watched.look()
    look = watched.look(31)
    assert [trouble.kind for trouble in look.troubles] == [TroubleKind.DENIED]
    assert len(watched.receive(look)) == 1
    assert len(watched.receive(watched.look(1000))) == 1


@pytest.mark.parametrize("when", list(Drop))
def test_a_connection_that_breaks_anywhere_loses_and_doubles_nothing(watched: Watched, when: Drop) -> None:
    for number in range(3):
        watched.library.put(f"{ROOT}/Case {number}/Form.docx", word(str(number)))
    for pattern in ("delta", "/content", "/download/", "/children", "/root:/"):
        watched.graph.world.goes_wrong(pattern, drop=when)
    watched.settle()
    watched.settle()
    assert (len(watched.books), watched.seen_again) == (3, 0)


def test_repeated_rows_and_empty_pages_change_nothing(watched: Watched) -> None:
    watched.graph.drives.habits.repeats = watched.graph.drives.habits.empty_page_first = True
    watched.graph.drives.page_size = 3
    for number in range(4):
        watched.library.put(f"{ROOT}/Case {number}/Form.docx", word(str(number)))
    watched.settle()
    assert (len(watched.books), watched.seen_again) == (4, 0)


def test_without_an_event_a_round_is_one_call_in_five_minutes(watched: Watched) -> None:
    watched.library.put(f"{ROOT}/Case A/Form.docx", FORM)
    watched.settle()
    before = len(watched.graph.world.calls)
    for _ in range(60):
        watched.look(after=5)
    assert len(watched.graph.world.calls) - before == 1
