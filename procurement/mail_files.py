"""Mail as files: each message whole in a file of its own, for this user alone. Sent twice, it is one file.

The default. Nothing leaves the machine; any mail program opens the files.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileBackend(BaseEmailBackend):
    """Writes into settings.MAIL.folder. Raises OSError where that cannot be."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL.folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder / file_name(str(message.extra_headers.get("Message-ID", ""))), message.message().as_bytes())
        return len(email_messages)


def file_name(message_id: str) -> str:
    """The name of a message's file: what stands before the @ of its Message-ID."""
    name = re.sub(r"[^A-Za-z0-9-]", "", message_id.partition("@")[0])
    return f"{name or uuid4()}.eml"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: written beside, and put in its place at once."""
    beside = path.with_suffix(f".{uuid4().hex}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
