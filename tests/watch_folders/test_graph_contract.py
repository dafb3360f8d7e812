"""The stand-in spells things as Microsoft does: names of the public reference of Graph v1.0, and no others.

Sources: microsoft-graph-docs-contrib, api-reference/v1.0/resources/message.md and driveitem.md,
api/message-createreply.md, api/driveitem-createuploadsession.md.
"""

from __future__ import annotations

import httpx

from tests.graph_server.library import Library
from tests.graph_server.serving import GraphServer
from tests.watch_folders.a_tenant import PANEL, mail

MESSAGE = {
    *("bccRecipients", "body", "bodyPreview", "categories", "ccRecipients", "changeKey", "conversationId"),
    *("createdDateTime", "from", "hasAttachments", "id", "importance", "inferenceClassification", "internetMessageId"),
    *("isDeliveryReceiptRequested", "isDraft", "isRead", "isReadReceiptRequested", "lastModifiedDateTime"),
    *("parentFolderId", "receivedDateTime", "replyTo", "sender", "sentDateTime", "subject", "toRecipients", "webLink"),
    *("attachments", "extensions", "multiValueExtendedProperties", "singleValueExtendedProperties"),
}
ITEM = {
    *("cTag", "content", "createdBy", "createdDateTime", "deleted", "eTag", "file", "fileSystemInfo", "folder", "id"),
    *("lastModifiedBy", "lastModifiedDateTime", "malware", "name", "package", "parentReference", "pendingOperations"),
    *("publication", "remoteItem", "root", "shared", "sharepointIds", "size", "specialFolder", "webDavUrl", "webUrl"),
    *("children", "listItem", "permissions", "versions"),
}
ANNOTATION = "@odata."


def names_of(row: dict[str, object]) -> set[str]:
    return {name for name in row if not name.startswith(ANNOTATION)}


def test_a_message_has_no_property_that_graph_does_not_have() -> None:
    with GraphServer() as graph:
        message = graph.mail.add(PANEL).receive(mail(1))
        assert names_of(message.as_row(immutable=True)) <= MESSAGE


def test_a_drive_item_has_no_property_that_graph_does_not_have_and_a_folder_no_content_tag() -> None:
    library = Library("drive")
    paper = library.put("Case/Report.docx", b"words")
    assert paper.parent is not None
    assert names_of(library.row(paper)) <= ITEM
    assert names_of(library.row(paper.parent)) <= ITEM - {"cTag", "file", "size"}


def test_a_reply_made_of_mail_that_is_not_base64_is_refused_by_the_code_that_graph_gives() -> None:
    with GraphServer() as graph:
        message = graph.mail.add(PANEL).receive(mail(1))
        said = httpx.post(
            f"{graph.url}/users/{PANEL}/messages/{message.immutable}/createReply",
            content=b"***",
            headers={"Authorization": f"Bearer {graph.world.new_token()}", "Content-Type": "text/plain"},
        )
        assert (said.status_code, said.json()["error"]["code"]) == (400, "ErrorMimeContentInvalidBase64String")
