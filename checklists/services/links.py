"""Addresses of pages as mail carries them: whole, at the public address, by the names that the site gives."""

from urllib.parse import urlsplit

from django.conf import settings

LOOPBACK = ("localhost", "::1")


def page_address(page: str, *keys: object) -> str:
    """The address of a page of the site. `page` is one of settings.MAIL.pages."""
    return str(settings.PUBLIC_URL) + settings.MAIL.pages[page].format(*keys)


def public_host() -> str:
    """Host and port that people type."""
    return urlsplit(settings.PUBLIC_URL).netloc


def is_public() -> bool:
    """Whether the public address can be reached from elsewhere: anything but this machine's own name for itself."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    return bool(host) and host not in LOOPBACK and not host.startswith("127.") and not host.endswith(".localhost")
