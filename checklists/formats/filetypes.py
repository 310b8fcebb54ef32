"""What kind of file some bytes are, by content and by name, from a short list of kinds that evidence may have.

A name alone proves nothing, and neither does the first byte: both must agree. Archives (the Office and OpenDocument
formats) are looked into without unpacking them: how many members, how large, and whether the kind's own is there.
"""

import io
import zipfile
from dataclasses import dataclass

from checklists.errors import Detail, Invalid

MOST_BYTES = 25 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200


@dataclass(frozen=True)
class Kind:
    """One kind of file: its ending, its media type, how its bytes begin, and the member that an archive of it has."""

    ending: str
    media_type: str
    begins: tuple[bytes, ...] = ()
    member: str = ""

    @property
    def is_text(self) -> bool:
        return not self.begins


KINDS = (
    Kind("pdf", "application/pdf", (b"%PDF-",)),
    Kind("png", "image/png", (b"\x89PNG\r\n\x1a\n",)),
    Kind("jpg", "image/jpeg", (b"\xff\xd8\xff",)),
    Kind("jpeg", "image/jpeg", (b"\xff\xd8\xff",)),
    Kind("txt", "text/plain"),
    Kind("md", "text/markdown"),
    Kind("csv", "text/csv"),
    Kind("json", "application/json"),
    Kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (b"PK\x03\x04",),
        "word/document.xml",
    ),
    Kind(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",), "xl/workbook.xml"
    ),
    Kind("odt", "application/vnd.oasis.opendocument.text", (b"PK\x03\x04",), "content.xml"),
    Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", (b"PK\x03\x04",), "content.xml"),
)
BY_ENDING = {kind.ending: kind for kind in KINDS}


def kind_of(filename: str, content: bytes, *, most_unpacked: int = MOST_UNPACKED) -> Kind:
    """The kind of a file. Raises Invalid, and says what may be kept, where name and content do not make one kind.

    `most_unpacked` bytes may come out of an archive.
    """
    if not content:
        raise _no("empty", "The file is empty.")
    if len(content) > MOST_BYTES:
        raise _no("too_large", f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} can be kept.")
    kind = BY_ENDING.get(filename.rsplit(".", 1)[-1].lower() if "." in filename else "")
    if kind is None:
        listed = ", ".join(BY_ENDING)
        raise _no("type", f"{filename!r} is not of a kind that can be kept. These can: {listed}.")
    _fits(kind, filename, content, most_unpacked)
    return kind


def _fits(kind: Kind, filename: str, content: bytes, most_unpacked: int) -> None:
    if kind.is_text:
        _is_text(filename, content)
    elif not content.startswith(kind.begins):
        raise _no(
            "type", f"{filename!r} is named {kind.ending} but does not begin like one. Save it again as {kind.ending}."
        )
    if kind.member:
        _is_archive(kind, filename, content, most_unpacked)


def _is_text(filename: str, content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no("type", f"{filename!r} is not text in UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    if "\x00" in text:
        raise _no("type", f"{filename!r} holds a NUL character, so it is not text.")


def _is_archive(kind: Kind, filename: str, content: bytes, most_unpacked: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _no("type", f"{filename!r} cannot be opened as {kind.ending}: the file is damaged.") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > most_unpacked or unpacked > MOST_RATIO * len(content):
        raise _no(
            "too_large", f"{filename!r} unfolds to {unpacked:,} bytes in {len(members)} parts, which is too much."
        )
    if kind.member not in {member.filename for member in members}:
        raise _no("type", f"{filename!r} is named {kind.ending} but holds no {kind.member}.")


def _no(code: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail("/file", code, sentence)])
