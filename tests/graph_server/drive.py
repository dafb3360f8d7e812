"""SharePoint libraries as Graph answers them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.graph_server.delta import Habits, Row, Token, page, token_of
from tests.graph_server.library import Item, Library, application
from tests.graph_server.world import Answer, Call, Refused, World, answer, refusal

Routes = list[tuple[str, str, Callable[..., Answer]]]
DRIVE = r"/drives/([^/]+)"
ROOT = DRIVE + "/root"
ITEM = DRIVE + r"/items/([^/:]+)"
BY_NAME = ITEM + r":/([^/:]+):"
SMALL = 4_000_000
UNIT = 320 * 1024
LARGEST = 60 << 20


@dataclass
class _Upload:
    library: Library
    parent: Item
    name: str
    if_taken: str
    app: str
    data: bytearray
    total: int = -1


EXPIRES = "2026-03-06T09:00:00Z"


class Drives:
    """Every library of the tenant, by drive id."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._libraries: dict[str, Library] = {}
        self._tickets: dict[str, tuple[Item, float]] = {}
        self._uploads: dict[str, _Upload] = {}
        self.habits = Habits()
        self.page_size = 200
        self.link_seconds = 60.0

    def add(self, identity: str) -> Library:
        """A new library."""
        self._libraries[identity] = Library(identity)
        return self._libraries[identity]

    def expire_uploads(self) -> None:
        """Every upload that was begun is forgotten."""
        self._uploads.clear()

    def routes(self) -> Routes:
        """What we answer."""
        return [
            ("GET", ROOT + "/delta", self._delta),
            ("GET", ROOT, self._root),
            ("GET", ROOT + r":/(.+?):?", self._by_path),
            ("GET", ITEM, self._get),
            ("GET", ITEM + r":/([^/:]+)", self._named),
            ("GET", ITEM + "/children", self._children),
            ("GET", ITEM + "/content", self._content),
            ("DELETE", ITEM, self._delete),
            ("PATCH", ITEM + "/listItem/fields", self._columns),
            ("PUT", BY_NAME + "/content", self._put),
            ("POST", BY_NAME + "/createUploadSession", self._begin_upload),
        ]

    def without_sign_in(self, call: Call) -> Answer:
        """The short-lived addresses that must be asked without an Authorization header."""
        if "authorization" in call.headers:
            return refusal(401, "unauthenticated")
        with self._world.turn:
            return self._download(call) if call.path.startswith("/download/") else self._fragment(call)

    def _library(self, identity: str) -> Library:
        library = self._libraries.get(identity)
        if library is None:
            raise Refused(refusal(404, "itemNotFound"))
        if not library.in_scope:
            raise Refused(refusal(403, "accessDenied"))
        return library

    def _found(self, drive: str, identity: str) -> tuple[Library, Item]:
        library = self._library(drive)
        item = library.root if identity == "root" else library.items.get(identity)
        if item is None:
            raise Refused(refusal(404, "itemNotFound"))
        return library, item

    def _delta(self, call: Call, drive: str) -> Answer:
        library = self._library(drive)
        now = len(library.log)
        if call.query.get("token") == "latest":
            return page(call, call.path, Token(library.generation, now, now), [], 1, Habits(), now)
        token = token_of(call, library.generation, ())
        if isinstance(token, Answer):
            fresh = f"{call.base}{call.path}?$skiptoken={Token(library.generation, 0).packed()}"
            return token if token.status != 410 else refusal(410, "resyncRequired", Location=fresh)
        rows = self._changed(library, token, token.until or now)
        return page(call, call.path, token, rows, self.page_size, self.habits, now)

    def _changed(self, library: Library, token: Token, until: int) -> list[Row]:
        found: dict[str, Item] = {}
        for number, item in library.log:
            if token.since < number <= until and not item.hidden:
                for each in [*reversed(list(item.above())), item]:
                    found.setdefault(each.id, each)
        return [library.row(item) for item in found.values() if token.since or item.id in library.items]

    def _root(self, call: Call, drive: str) -> Answer:
        return self._get(call, drive, "root")

    def _by_path(self, call: Call, drive: str, path: str) -> Answer:
        library = self._library(drive)
        item: Item | None = library.root
        for name in path.split("/"):
            item = library.child(item, name) if item else None
        return answer(library.row(item)) if item else refusal(404, "itemNotFound")

    def _get(self, call: Call, drive: str, identity: str) -> Answer:
        found = self._found(drive, identity)
        return answer(found[0].row(found[1]))

    def _named(self, call: Call, drive: str, identity: str, name: str) -> Answer:
        found = self._found(drive, identity)
        item = found[0].child(found[1], name)
        return answer(found[0].row(item)) if item else refusal(404, "itemNotFound")

    def _children(self, call: Call, drive: str, identity: str) -> Answer:
        found = self._found(drive, identity)
        rows = [found[0].row(item) for item in found[0].children(found[1])]
        skip, size = int(call.query.get("$skiptoken", 0)), self.page_size
        link = f"{call.base}{call.path}?$skiptoken={skip + size}"
        more = {"@odata.nextLink": link} if len(rows) > skip + size else {}
        return answer({"value": rows[skip : skip + size]} | more)

    def _content(self, call: Call, drive: str, identity: str) -> Answer:
        found = self._found(drive, identity)
        item = found[1]
        if call.headers.get("if-none-match") == item.ctag:
            return Answer(304)
        ticket = f"/download/{len(self._tickets)}-sig"
        self._tickets[ticket] = (item, self._world.now + self.link_seconds)
        return Answer(302, b"", {"Location": call.base + ticket})

    def _download(self, call: Call) -> Answer:
        item, until = self._tickets.get(call.path, (None, 0.0))
        if item is None or item.data is None or self._world.now >= until:
            return refusal(404, "itemNotFound")
        begin = re.fullmatch(r"bytes=(\d+)-", call.headers.get("range", ""))
        if begin is None:
            return Answer(200, item.data)
        start = int(begin[1])
        if start >= len(item.data):
            return Answer(416)
        span = f"bytes {start}-{len(item.data) - 1}/{len(item.data)}"
        return Answer(206, item.data[start:], {"Content-Range": span})

    def _delete(self, call: Call, drive: str, identity: str) -> Answer:
        found = self._found(drive, identity)
        found[0].delete(found[1])
        return Answer(204)

    def _columns(self, call: Call, drive: str, identity: str) -> Answer:
        found = self._found(drive, identity)
        library, item = found
        if call.headers.get("if-match", item.etag) != item.etag:
            return refusal(412, "resourceModified")
        item.columns.update(call.json())
        library.touch(item, application(call.app))
        return answer(item.columns)

    def _may_put(self, call: Call, library: Library, parent: Item, name: str, if_taken: str) -> Answer | None:
        old = library.child(parent, name)
        if not library.may_write:
            return refusal(403, "accessDenied")
        if re.search(r'["*:<>?/\\|]|^[ ~]|\s$|\.lock$|_vti_|^con(\.|$)', name, re.IGNORECASE):
            return refusal(400, "invalidRequest")
        if old is not None and "if-match" in call.headers and call.headers["if-match"] != old.etag:
            return refusal(412, "resourceModified")
        if old is not None and if_taken == "fail":
            return refusal(409, "nameAlreadyExists")
        return refusal(423, "resourceLocked") if old is not None and old.locked else None

    def _put(self, call: Call, drive: str, identity: str, name: str) -> Answer:
        found = self._found(drive, identity)
        library, parent = found
        if len(call.body) > SMALL:
            return refusal(413, "requestTooLarge")
        if_taken = call.query.get("@microsoft.graph.conflictBehavior", "replace")
        problem = self._may_put(call, library, parent, name, if_taken)
        if problem is not None:
            return problem
        is_new = library.child(parent, name) is None
        item = library.put_in(parent, name, call.body, application(call.app))
        return answer(library.row(item), 201 if is_new else 200)

    def _begin_upload(self, call: Call, drive: str, identity: str, name: str) -> Answer:
        found = self._found(drive, identity)
        asked: Any = call.json().get("item", {})
        if_taken = str(asked.get("@microsoft.graph.conflictBehavior", "fail"))
        problem = self._may_put(call, *found, name, "replace")
        if problem is not None:
            return problem
        path = f"/upload/{len(self._uploads)}-{self._world.issued}-sig"
        self._uploads[path] = _Upload(*found, name, if_taken, call.app, bytearray())
        return answer({"uploadUrl": call.base + path, "expirationDateTime": EXPIRES})

    def _fragment(self, call: Call) -> Answer:
        upload = self._uploads.get(call.path)
        if upload is None:
            return refusal(404, "itemNotFound")
        if call.method == "DELETE":
            del self._uploads[call.path]
            return Answer(204)
        if call.method == "GET":
            return _expects(upload, 200)
        span = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", call.headers.get("content-range", ""))
        if span is None or int(span[2]) - int(span[1]) + 1 != len(call.body):
            return refusal(400, "invalidRequest")
        start, end, total = (int(each) for each in span.groups())
        if start != len(upload.data):
            return _expects(upload, 416)
        if len(call.body) >= LARGEST or (end + 1 < total and len(call.body) % UNIT):
            return refusal(400, "fragmentLengthInvalid")
        upload.data += call.body
        if len(upload.data) < total:
            return _expects(upload, 202)
        return self._finish(call, upload)

    def _finish(self, call: Call, upload: _Upload) -> Answer:
        problem = self._may_put(call, upload.library, upload.parent, upload.name, upload.if_taken)
        if problem is not None:
            return problem
        del self._uploads[call.path]
        is_new = upload.library.child(upload.parent, upload.name) is None
        item = upload.library.put_in(upload.parent, upload.name, bytes(upload.data), application(upload.app))
        return answer(upload.library.row(item), 201 if is_new else 200)


def _expects(upload: _Upload, status: int) -> Answer:
    return answer({"expirationDateTime": EXPIRES, "nextExpectedRanges": [f"{len(upload.data)}-"]}, status)
