"""How mail leaves, read from one address: EMAIL_URL. By default it goes into files, and nothing leaves the machine.

file:                           a file for each message in the data folder, under mail/
console:                        printed by whatever sends
smtp://user:password@host:587   a mail server, encrypted after the greeting (STARTTLS)
smtps://user:password@host:465  a mail server, encrypted from the first byte
smtp://127.0.0.1:25?tls=no      a relay that needs no encryption and no password
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from procurement.environment import read

FILES = "procurement.mail_files.FileBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 10
PORTS = {"smtp": 587, "smtps": 465}
# The addresses that mail may carry, since services know no page: a test compares them with the site's own.
PAGES = {
    "home": "/admin/",
    "assessment": "/admin/assessments/{}/",
    "changes": "/admin/models-in-use/{}/changes/",
    "duties": "/admin/duties/{}/",
    "evidence": "/admin/evidence/{}/",
    "finding": "/admin/findings/{}/",
    "join": "/join/{}/",
    "proof": "/admin/mail/test/{}/",
    "request": "/answer/l/{}/",
    "you": "/admin/you/",
}
ONE = r"[^\s<>@,\x00-\x1f]+@[^\s<>@,\x00-\x1f]+"
SENDER = re.compile(rf"{ONE}|[^<>@,\x00-\x1f\x7f]* <{ONE}>")


@dataclass(frozen=True)
class MailServer:
    """`way` is file, console or smtp; the rest is empty but for smtp, whose `encrypted` is "", "tls" or "ssl"."""

    way: str
    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    encrypted: str = ""

    @property
    def way_out(self) -> str:
        """What a proof holds for: the way, and whose server. Never the password."""
        return f"smtp {self.user + '@' if self.user else ''}{self.host}:{self.port}" if self.host else self.way


def mail_server(address: str) -> MailServer:
    """Read EMAIL_URL. Raises ValueError for anything else than the forms above."""
    parts = urlsplit(address)
    if parts.scheme == "file" and address == "file:":
        return MailServer("file", FILES)
    if parts.scheme == "console" and address == "console:":
        return MailServer("console", CONSOLE)
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise ValueError
    asked = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    return MailServer(
        way="smtp",
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted=_encrypted(parts.scheme, asked, parts.username),
    )


def _encrypted(scheme: str, asked: dict[str, str], user: str | None) -> str:
    """A password goes over no line that is not encrypted."""
    if asked not in ({}, {"tls": "no"}) or (asked and (scheme == "smtps" or user)):
        raise ValueError
    if asked:
        return ""
    return "ssl" if scheme == "smtps" else "tls"


def sender(given: str, public_url: str) -> str:
    """Who the mail is from. Raises ValueError for what is no address, or more than one line."""
    wanted = given or f"Candour <candour@{urlsplit(public_url).hostname or 'localhost'}>"
    if not SENDER.fullmatch(wanted):
        raise ValueError
    return wanted


@dataclass(frozen=True)
class MailSettings:
    """`folder` is where the files of messages lie, `pages` are the addresses that mail may carry, by name."""

    server: MailServer
    sender: str
    folder: Path
    pages: Mapping[str, str]

    @property
    def way(self) -> str:
        return self.server.way

    @property
    def way_out(self) -> str:
        return self.server.way_out

    def for_django(self) -> dict[str, Any]:
        """The settings that Django's own back ends read."""
        server = self.server
        return {
            "EMAIL_BACKEND": server.backend,
            "EMAIL_HOST": server.host,
            "EMAIL_PORT": server.port,
            "EMAIL_HOST_USER": server.user,
            "EMAIL_HOST_PASSWORD": server.password,
            "EMAIL_USE_TLS": server.encrypted == "tls",
            "EMAIL_USE_SSL": server.encrypted == "ssl",
            "EMAIL_TIMEOUT": SECONDS,
            "DEFAULT_FROM_EMAIL": self.sender,
        }


def read_mail(env: Callable[[str, str], str], public_url: str, data: Path) -> MailSettings:
    """What the environment names; ends the program, with a cure, where EMAIL_URL or MAIL_FROM is not understood."""
    return MailSettings(_server(env), _sender(env, public_url), data / "mail", PAGES)


def _server(env: Callable[[str, str], str]) -> MailServer:
    wanted = "file:, console: or the address of a mail server"
    example = "smtp://user:password@host:587"
    return read(lambda name, default: mail_server(env(name, default)), "EMAIL_URL", "file:", wanted, example)


def _sender(env: Callable[[str, str], str], public_url: str) -> str:
    wanted = "an address that mail may come from"
    return read(
        lambda name, default: sender(env(name, default), public_url), "MAIL_FROM", "", wanted, "candour@example.org"
    )
