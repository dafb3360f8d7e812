"""`panelready doctor --tenant`: what only a real Microsoft 365 tenant can show, tried by its administrator.

Nothing is left behind: drafts, test mails and the test file are taken away again. A mailbox is written in only where it
is named for that, best a throw-away one.
"""

from collections.abc import Iterator

from casework.errors import PanelReadyError
from panelready.drop_settings import Drop
from panelready.settings import Settings
from panelready.tenant import Tenant
from panelready.tenant_doctor_mail import tried_in
from panelready.tenant_doctor_words import Check, good, look, wrong
from watch_folders.graph_client import GraphClient
from watch_folders.graph_mail import MailCalls
from watch_folders.graph_refusals import NotAllowed, NotThere
from watch_folders.sharepoint_calls import LibraryCalls
from watch_folders.sharepoint_upload import upload

TOO_WIDE = ("Sites.ReadWrite.All", "Sites.FullControl.All", "Files.ReadWrite.All", "Sites.Read.All", "Files.Read.All")
"""Roles that let an application into every site."""
TEST_FILE = "PanelReady test - please delete.html"


def examine_tenant(settings: Settings, tenant: Tenant, other: str | None, trial: str | None) -> Iterator[Check]:
    """Each thing that was tried. `other` is a mailbox we must not get into; `trial` one we may write test mails in."""
    try:
        client = tenant.client
        roles = client.roles()
    except PanelReadyError as problem:
        yield wrong(str(problem))
        return
    yield good("Microsoft 365 lets the application sign in.")
    yield from _roles(roles)
    for drop in settings.drops:
        if drop.graph is not None:
            yield _mailbox(client, drop.name, drop.graph.mailbox, drop.graph.folder)
        if drop.sharepoint is not None:
            yield from _library(client, tenant.application, drop)
    yield _scope(client, other)
    if trial is None:
        yield look("Drafts, threads and Auto-Submitted were not tried: name a throw-away mailbox with --trial.")
    else:
        yield from tried_in(client, trial)


def _roles(roles: tuple[str, ...]) -> Iterator[Check]:
    mail = sorted(role for role in roles if role.startswith(("Mail.", "MailboxSettings.", "MailboxItem.")))
    if mail:
        yield wrong(
            f"The token holds {', '.join(mail)}: consented to in Entra, it opens every mailbox of the tenant. Take the "
            "consent back, and give the right in Exchange, scoped to the panels' mailboxes."
        )
    else:
        yield good("No right to mail was consented to in Entra, so that only Exchange's scope counts.")
    wide = sorted(set(roles) & set(TOO_WIDE))
    if wide:
        yield wrong(f"The token holds {', '.join(wide)}: it opens every site. Sites.Selected is enough.")


def _mailbox(client: GraphClient, name: str, mailbox: str, folder: str) -> Check:
    calls = MailCalls(client, mailbox)
    try:
        calls.changes(calls.folder(folder), None, None)
    except PanelReadyError as problem:
        return wrong(f"Drop {name}: {problem}")
    return good(f"Drop {name}: its mailbox can be read, and tells what changed.")


def _scope(client: GraphClient, other: str | None) -> Check:
    if other is None:
        return look("The scope was not tried: name with --other a mailbox that the application must not get into.")
    try:
        MailCalls(client, other).folder("inbox")
    except NotAllowed:
        return good("The mailbox named with --other is closed to the application, as it should be.")
    except NotThere:
        return look("There is no mailbox of the name given with --other, so the scope was not tried.")
    except PanelReadyError as problem:
        return wrong(str(problem))
    return wrong("The application gets into the mailbox named with --other: its scope in Exchange is too wide.")


def _library(client: GraphClient, application: str, drop: Drop) -> Iterator[Check]:
    assert drop.sharepoint is not None
    calls = LibraryCalls(client, drop.sharepoint.drive, application)
    try:
        root = calls.folder(drop.sharepoint.folder or "")
        told = {item.id for item in calls.changes(None)[0]}
        hidden = sum(item.id not in told for item in calls.below(root.id))
    except PanelReadyError as problem:
        yield wrong(f"Drop {drop.name}: {problem}")
        return
    yield good(f"Drop {drop.name}: its library can be read, and tells what changed.")
    if hidden:
        yield wrong(
            f"Drop {drop.name}: {hidden} items are missing from the list of changes, as happens with retention labels. "
            "They are found once a day; with the role fullcontrol on the site they would come sooner."
        )
    if drop.sharepoint.report is not None:
        yield _writing(calls, root.id, drop.name)


def _writing(calls: LibraryCalls, folder: str, name: str) -> Check:
    try:
        there = calls.named(folder, TEST_FILE)
        written = upload(calls, folder, TEST_FILE, b"<p>PanelReady tries to write here.</p>", over=there)
        seen = calls.look_up(written.id)
        calls.delete(written.id)
    except PanelReadyError as problem:
        return wrong(f"Drop {name}: a report cannot be put there. {problem}")
    if seen is None:
        return wrong(f"Drop {name}: what we write is not to be seen: does the library want files checked in?")
    if not seen.is_ours:
        return wrong(f"Drop {name}: what we write does not show our application's id; check microsoft365.client_id.")
    return good(f"Drop {name}: a report can be put beside the papers, and is known for ours.")
