"""Primary keys: UUIDs of version 7, which sort by the time of their making. Python 3.11 has none of its own."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562), greater than every one that this process made before.

    Milliseconds and the 12 bits behind them are one counter: it follows the clock and never goes back.
    """
    global _last
    with _lock:
        now = time.time_ns() * 4096 // 1_000_000
        _last = max(now, _last + 1)
        stamp = _last
    tail = int.from_bytes(os.urandom(8), "big") & (2**62 - 1)
    return uuid.UUID(int=(stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | tail)
