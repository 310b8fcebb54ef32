"""The renderer's wire: frames of one kind byte, a length of eight bytes (big-endian) and a payload, over pipes."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

READY, PROGRESS, PDF = b"R", b"P", b"D"
META, HTML = b"M", b"H"

HEAD = 9
LARGEST = 256 * 1024 * 1024


class Frame(NamedTuple):
    """One message: its kind (one of the constants above) and its payload."""

    kind: bytes
    payload: bytes


def packed(kind: bytes, payload: bytes) -> bytes:
    """The bytes of one frame."""
    return kind + len(payload).to_bytes(8, "big") + payload


def read_frame(stream: BinaryIO) -> Frame | None:
    """Read one whole frame from a blocking stream; None at its end, or where it ends in the middle of one."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    length = _length(head)
    payload = stream.read(length)
    return Frame(head[:1], payload) if len(payload) == length else None


class FrameBuffer:
    """Puts frames together from the pieces in which a pipe delivers them."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """Add a piece and give every frame that is now whole. Raises ValueError for a length beyond all reason."""
        self._held += piece
        while len(self._held) >= HEAD:
            end = HEAD + _length(self._held)
            if len(self._held) < end:
                return
            frame = Frame(bytes(self._held[:1]), bytes(self._held[HEAD:end]))
            del self._held[:end]
            yield frame


def _length(head: bytes | bytearray) -> int:
    length = int.from_bytes(head[1:HEAD], "big")
    if length > LARGEST:
        raise ValueError(f"a frame of {length} bytes was announced")
    return length
