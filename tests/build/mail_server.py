"""Starts a real Dovecot on the loopback interface, with mailboxes of invented people, and speaks IMAP to it as they do.

A proxy in front of it resets connections, swallows everything, or holds it back, as networks do.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import re
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from imapclient import IMAPClient

from tests.elsewhere import program

PASSWORD, TOKEN = "an-invented-password", "an-invented-token"

CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
{tokens}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  # no longer and longer waits after wrong passwords
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
{more}
"""

ASKS_ABOUT_TOKENS = """
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = %s
}
"""
ONE_TOKEN = f"""
passdb {{
  driver = static
  mechanisms = xoauth2
  args = password={TOKEN}
}}
"""
WITHOUT_MOVE = "imap_capability = IMAP4rev1 UIDPLUS IDLE\n"
WITHOUT_IDLE = "imap_capability = IMAP4rev1\n"
ONLY_TO_BE_READ = """
mail_plugins = acl
protocol imap {
  mail_plugins = acl imap_acl
}
plugin {
  acl = vfile:%s
}
"""
WITH_QUOTA = """
mail_plugins = quota
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=100K
}
"""


@dataclass
class MailServer:
    """A running server. `port` speaks IMAP, and STARTTLS where it has a certificate; `tls_port` TLS from the start.

    Whoever signs in with the right password has a mailbox; `user` is whose mailbox is meant where nobody is named.
    `asks` is an address that says whether a token is good, and for whose mailbox; unset, TOKEN is.
    """

    base: Path
    more: str = ""
    user: str = "panels"
    certificate: tuple[Path, Path] | None = None
    asks: str | None = None
    port: int = field(default_factory=lambda: free_port())
    tls_port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        dovecot = program("dovecot", "/usr/sbin/dovecot")
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid())
        owner = pwd.getpwnam("nobody") if root else me
        for name in ("run", "state", "mail"):
            (self.base / name).mkdir(parents=True, exist_ok=True)
        if root:
            os.chown(self.base / "mail", owner.pw_uid, owner.pw_gid)
            self.base.chmod(0o711)
        if self.certificate and not self.tls_port:
            self.tls_port = free_port()
        settings = self.base / "dovecot.conf"
        settings.write_text(
            CONFIGURATION.format(
                base=self.base,
                internal=owner.pw_name,
                login=owner.pw_name,
                group=grp.getgrgid(owner.pw_gid).gr_name,
                uid=owner.pw_uid,
                gid=owner.pw_gid,
                port=self.port,
                tls_port=self.tls_port,
                password=PASSWORD,
                tokens=self._tokens(),
                more=self.more,
                ssl="yes" if self.certificate else "no",
                certificate="ssl_cert = <{}\nssl_key = <{}".format(*self.certificate) if self.certificate else "",
            ),
            encoding="utf-8",
        )
        with (self.base / "said").open("wb") as said:
            self._process = subprocess.Popen([dovecot, "-F", "-c", str(settings)], stderr=said)
        self._wait()

    def _tokens(self) -> str:
        """What says whether a token is good: one that never changes, or somebody who is asked (wiki: oauth2 passdb)."""
        if self.asks is None:
            return ONE_TOKEN
        asking = self.base / "oauth2.conf"
        asked = (
            "introspection_mode = auth",
            f"introspection_url = {self.asks}",
            "username_attribute = mailbox",
            "active_attribute = active",
            "active_value = true",
        )
        asking.write_text("\n".join(asked) + "\n", encoding="utf-8")
        return ASKS_ABOUT_TOKENS % asking

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            assert self._process is not None
            assert self._process.poll() is None, f"the mail server ended: {(self.base / 'said').read_text()}"
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                if connection.recv(4).startswith(b"* OK"):
                    return
            time.sleep(0.05)
        raise AssertionError("the mail server does not answer")

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:  # somebody is still connected
                self._process.kill()
                self._process.wait()
            self._process = None

    @contextlib.contextmanager
    def person(self, user: str | None = None) -> Iterator[IMAPClient]:
        """A person's own mail program, signed in."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=20)
        client.login(user or self.user, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Put mails into a folder, unseen, as a delivery does."""
        with self.person() as client:
            for mail in mails:
                client.append(folder, mail)

    def deliver_from_outside(self, mail: bytes, to: str | None = None) -> None:
        """Put a mail into INBOX as a delivery agent does, past what IMAP may do (cr.yp.to/proto/maildir.html)."""
        maildir = self.base / "mail" / (to or self.user) / "Maildir"
        owner = maildir.stat()
        name = f"{time.time_ns()}.invented"
        (maildir / "tmp" / name).write_bytes(mail)
        os.chown(maildir / "tmp" / name, owner.st_uid, owner.st_gid)
        (maildir / "tmp" / name).rename(maildir / "new" / name)

    def flags(self, folder: str = "INBOX", user: str | None = None) -> list[set[str]]:
        """The flags of each mail in the folder, in order, without \\Recent; nothing where there is no such folder."""
        with self.person(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["FLAGS"])
            return [{flag.decode() for flag in found[uid][b"FLAGS"]} - {r"\Recent"} for uid in sorted(found)]

    def make_anew(self, folder: str, *mails: bytes) -> None:
        """Delete a folder and make it again with those mails: another UIDVALIDITY, and UIDs from 1."""
        with self.person() as client:
            client.delete_folder(folder)
            time.sleep(1.1)  # Dovecot takes the second for the UIDVALIDITY of a folder made anew
            client.create_folder(folder)
        self.deliver(*mails, folder=folder)


@contextlib.contextmanager
def mail_server(
    more: str = "", certificate: tuple[Path, Path] | None = None, asks: str | None = None
) -> Iterator[MailServer]:
    """A server for as long as it is needed; `more` is added to its configuration."""
    # a short path, as those of sockets may have no more than 108 bytes (unix(7))
    with tempfile.TemporaryDirectory(prefix="panelready-mail-") as folder:
        server = MailServer(Path(folder), more, certificate=certificate, asks=asks)
        try:
            server.start()
            yield server
        finally:
            server.stop()


class Proxy:
    """Stands between us and a server, and does to connections what networks do to them."""

    def __init__(self, to: int) -> None:
        self.to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self.passed = b""
        """All that clients said."""
        self.before: dict[bytes, Callable[[], object]] = {}
        """What to do once, before words of a client that hold these are passed on."""
        self.hides = re.compile(rb"(?!)")
        """What of a server's words is not passed on."""
        self._is_black_hole = False
        self._refuses = False
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._swallowed: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def black_hole(self) -> None:
        """From now on swallow all that is said, on every connection, and say nothing."""
        self._is_black_hole = True

    def heal(self) -> None:
        """Let new connections through again; those that are swallowed stay so."""
        self._is_black_hole = self._refuses = False
        self._swallowed += self._pairs
        self._pairs = []

    def reset(self, *, refuse: bool = False) -> None:
        """Reset every connection; `refuse` new ones too."""
        self._refuses = refuse
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _reset(pair)

    def close(self) -> None:
        """Take no more connections, and reset those there are."""
        self.reset(refuse=True)
        for pair in self._swallowed:
            _reset(pair)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            if self._refuses:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                client.close()
                continue
            self._pairs.append((client, server))
            pair = (client, server)
            threading.Thread(target=self._carry, args=(*pair, True, pair), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, client, False, pair), daemon=True).start()

    def _carry(
        self, source: socket.socket, to: socket.socket, is_client: bool, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                if is_client:
                    self.passed += data
                    for words in [each for each in self.before if each in data]:
                        self.before.pop(words)()
                else:
                    data = self.hides.sub(b"", data)
                if not self._is_black_hole and (pair in self._pairs):
                    to.sendall(data)
            to.shutdown(socket.SHUT_WR)


def _reset(pair: tuple[socket.socket, socket.socket]) -> None:
    """Close both with a reset instead of a farewell (SO_LINGER with no time, socket(7))."""
    for each in pair:
        with contextlib.suppress(OSError):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            each.shutdown(socket.SHUT_RD)
        each.close()


class Babbler:
    """Listens where a mail server should be, and answers every line that is said to it with the same bytes."""

    def __init__(self, greeting: bytes, answer: Callable[[bytes], bytes] = lambda said: b"") -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.said: list[bytes] = []
        """What was said to it."""
        self._greeting, self._answer = greeting, answer
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Listen no longer."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._talk, args=self._listener.accept()[:1], daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client, client.makefile("rb") as lines:
            client.sendall(self._greeting)
            for line in lines:
                self.said.append(line)
                client.sendall(self._answer(line))


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, signed by itself."""
    key, certified = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=mail.council.example", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certified)], check=True, capture_output=True)
    return certified, key


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
