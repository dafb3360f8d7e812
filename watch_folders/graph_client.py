"""Calls to Microsoft Graph: signed in, paced, repeated where that is harmless, and never told to a log.

Nothing here knows mail or files. Addresses of Graph may hold names and tokens, so no exception and no log holds one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from casework.errors import TemporaryFailure
from watch_folders.graph_pace import LONGEST_WAIT, Gate, Waits, retry_after
from watch_folders.graph_refusals import (
    REFUSALS,
    AnswerLost,
    Away,
    Busy,
    GraphRefusal,
    LinkExpired,
    NotAllowed,
    Puzzling,
    SignInRefused,
    TooLarge,
)
from watch_folders.graph_tokens import Tokens, roles_of
from watch_folders.staging import FULL, write_all

GRAPH = "https://graph.microsoft.com/v1.0"
USER_AGENT = "NONISV|Council|PanelReady/1.0"
"""As Microsoft asks of programs that organisations make for themselves, so that they are throttled last."""
TRIES = 5
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
MOST_JSON = 32 << 20
MOST_FILE = 512 << 20
DOWNLOAD_SECONDS = 900.0
CHUNK = 1 << 18
THROTTLED = frozenset({429, 503})
OUT_OF_ORDER = frozenset({500, 502, 503, 504, 509})
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

for _name in ("httpx", "httpcore"):  # both write addresses into the log
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Place:
    """A mailbox or a site, for its gate, and the permission whose lack a 403 there means."""

    name: str
    needs: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is no refusal."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def json(self) -> dict[str, Any]:
        """The object in it. Raises Puzzling where there is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Puzzling from None
        if not isinstance(found, dict):
            raise Puzzling
        return found


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file fetched to our disk: SHA-256 in hexadecimal and size in bytes."""

    content: str
    size: int


class GraphClient:
    """One application's calls to Graph; any thread may use it. `base` is where Graph begins, without a last slash."""

    def __init__(self, tokens: Tokens, *, base: str = GRAPH, waits: Waits | None = None) -> None:
        self._tokens = tokens
        self._base = base
        self._origin = urlsplit(base)[:2]
        self.waits = waits or Waits()
        self._http = httpx.Client(timeout=TIMEOUT, headers={"User-Agent": USER_AGENT}, follow_redirects=False)
        self._gates: dict[str, Gate] = {}

    def roles(self) -> tuple[str, ...]:
        """The application permissions that the token holds."""
        return roles_of(self._tokens.token())

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def call(
        self,
        method: str,
        address: str,
        place: Place,
        *,
        content: object = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool | None = None,
    ) -> Reply:
        """Make one call; `address` begins with a slash, or is a link that Graph gave. `content` is bytes or JSON.

        `repeatable` says whether doing it twice is doing it once: all is but POST. Raises GraphRefusal, AnswerLost for
        what must not be repeated, else Busy, Away or Puzzling.
        """
        given = dict(headers or {})
        if content is not None and not isinstance(content, bytes):
            given = {"Content-Type": "application/json"} | given
        body = content if isinstance(content, bytes) or content is None else json.dumps(content).encode()
        request = self._http.build_request(method, self._whole(address), content=body, headers=given)
        may_repeat = method != "POST" if repeatable is None else repeatable
        with self._sent(request, place, may_repeat) as response:
            try:
                return Reply(response.status_code, response.headers, _read(response, MOST_JSON))
            except httpx.TransportError:
                raise (Away if may_repeat else AnswerLost) from None

    def rows(self, address: str, place: Place, headers: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a listing, page after page."""
        following: str | None = address
        while following:
            found = self.call("GET", following, place, headers=headers).json()
            yield from rows_of(found)
            following = link_of(found, "@odata.nextLink")

    def fetch(
        self, address: str, place: Place, to: Path, headers: Mapping[str, str] | None = None, most: int = MOST_FILE
    ) -> Fetched | None:
        """Fetch a file to `to`, flushed to the disk; None where it is not modified. Raises TooLarge, and as `call`.

        Where Graph sends us on, to an address good for a short while, we go there without our token.
        """
        request = self._http.build_request("GET", self._whole(address), headers=dict(headers or {}))
        for attempt in range(1, TRIES + 1):
            try:
                with self._sent(request, place, may_repeat=True) as response:
                    if response.status_code == 304:
                        return None
                    if response.status_code != 302:
                        return _saved(response, to, most, self.waits)
                    return self._fetched_elsewhere(response.headers.get("Location", ""), to, most)
            except httpx.TransportError:  # broken off in the middle, or the short-lived address was too old
                if attempt < TRIES:
                    self.waits.sleep(self.waits.backoff(attempt))
        raise Away

    def unsigned(
        self, method: str, address: str, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Call an address that bears its own permission, once. Raises Away or GraphRefusal."""
        request = self._http.build_request(method, self._trusted(address), content=content, headers=dict(headers or {}))
        try:
            response = self._http.send(request)
        except httpx.TransportError:
            raise Away from None
        if response.status_code in OUT_OF_ORDER | THROTTLED:
            raise Away
        _refuse(response, "")
        return Reply(response.status_code, response.headers, response.content)

    def _fetched_elsewhere(self, address: str, to: Path, most: int) -> Fetched:
        request = self._http.build_request("GET", self._trusted(address))
        response = self._http.send(request, stream=True)
        try:
            if response.status_code != 200:
                raise httpx.ReadError("the short-lived address was not good")
            return _saved(response, to, most, self.waits)
        finally:
            response.close()

    def _whole(self, address: str) -> str:
        """The address in full. A link that leads away from Graph is not followed: it would be given our token."""
        if address.startswith("/"):
            return self._base + address
        if urlsplit(address)[:2] != self._origin:
            raise Puzzling
        return address

    def _trusted(self, address: str) -> str:
        if urlsplit(address).scheme not in ("https", self._origin[0]):
            raise Puzzling
        return address

    @contextmanager
    def _sent(self, request: httpx.Request, place: Place, may_repeat: bool) -> Iterator[httpx.Response]:
        """The answer, open; it is closed when done with, and until then keeps its place at the gate."""
        gate = self._gates.setdefault(place.name, Gate(self.waits))
        deadline, token, is_renewed = self.waits.tick() + LONGEST_WAIT, self._tokens.token(), False
        for attempt in range(1, TRIES + 1):
            with gate.turn(deadline):
                request.headers["Authorization"] = f"Bearer {token}"
                response = self._once(request, may_repeat)
                if response is not None:
                    try:
                        if response.status_code == 401 and not is_renewed:
                            token, is_renewed = self._tokens.token(fresh=True), True
                            continue
                        if not self._must_wait(response, gate, may_repeat, deadline, attempt):
                            _refuse(response, place.needs)
                            yield response
                            return
                    finally:
                        response.close()
            if response is None and attempt < TRIES:
                self.waits.sleep(self.waits.backoff(attempt))
        raise Away

    def _once(self, request: httpx.Request, may_repeat: bool) -> httpx.Response | None:
        """The answer to one attempt, or None where none came and it may be tried again."""
        try:
            return self._http.send(request, stream=True)
        except NEVER_SENT:
            return None
        except httpx.TransportError:
            if may_repeat:
                return None
            raise AnswerLost from None

    def _must_wait(self, response: httpx.Response, gate: Gate, may_repeat: bool, deadline: float, attempt: int) -> bool:
        """Whether Graph wants us to come again; its gate is then closed for as long as it asks."""
        if response.status_code not in THROTTLED | OUT_OF_ORDER:
            return False
        asked = retry_after(response.headers.get("Retry-After"), response.headers.get("Date"))
        wait = self.waits.backoff(attempt) if asked is None else asked
        gate.close_for(wait)
        if not may_repeat and response.status_code != 429:
            raise AnswerLost
        if self.waits.tick() + wait > deadline:
            raise Busy(wait)
        return True


def rows_of(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of one page. Raises Puzzling where it has none."""
    rows = found.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Puzzling
    return rows


def link_of(found: Mapping[str, Any], name: str) -> str | None:
    """The link of that name on a page, or None."""
    link = found.get(name)
    return link if isinstance(link, str) and link else None


def _read(response: httpx.Response, most: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes(CHUNK):
        body += chunk
        if len(body) > most:
            raise Puzzling
    return bytes(body)


def _saved(response: httpx.Response, to: Path, most: int, waits: Waits) -> Fetched:
    digest, size, deadline = hashlib.sha256(), 0, waits.tick() + DOWNLOAD_SECONDS
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        for chunk in response.iter_bytes(CHUNK):
            size += len(chunk)
            if size > most:
                raise TooLarge
            if waits.tick() > deadline:
                raise Away
            write_all(handle, chunk)
            digest.update(chunk)
        os.fsync(handle)
    except OSError as error:
        raise TemporaryFailure(NO_ROOM if error.errno in FULL else BAD_DISK) from None
    finally:
        os.close(handle)
    return Fetched(digest.hexdigest(), size)


NO_ROOM = "There is no room to take papers into custody; free some space. Nothing was taken or moved."
BAD_DISK = "The disk for papers in custody cannot be written; check it."


def _refuse(response: httpx.Response, needs: str) -> None:
    """Raise what a refusal means; nothing where it is none."""
    status = response.status_code
    if status < 400:
        return
    code = _code(_read(response, MOST_JSON) if not response.is_closed else response.content)
    if status == 401:
        raise SignInRefused
    if status == 403:
        raise NotAllowed(needs, code)
    if status == 410:
        raise LinkExpired(code, response.headers.get("Location", ""))
    raise REFUSALS.get(status, GraphRefusal)(status, code)


def _code(body: bytes) -> str:
    """Graph's word for an error, where it looks like one."""
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return code if isinstance(code, str) and code.isalnum() and len(code) < 80 else ""
