"""A mail server for tests: takes what it is given on a free port of this machine, and answers as it is told."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """`taken` are the messages as they came. `answers` {command: reply} instead of the usual; `on_taken` is called
    with a message before its sender is told that it was taken."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    on_taken: Callable[[bytes], object] = lambda message: None

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=no"


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink  # type: ignore[attr-defined]
        self.say("220 sink")
        for line in iter(self.rfile.readline, b""):
            word = line.decode("latin-1").split(" ")[0].strip().upper()
            if word == "DATA" and word not in sink.answers:
                self.say("354 go on")
                message = self.message()
                sink.taken.append(message)
                sink.on_taken(message)
                self.say(sink.answers.get("END", "250 taken"))
            else:
                self.say(sink.answers.get(word, "221 bye" if word == "QUIT" else "250 sink"))
            if word == "QUIT":
                return

    def message(self) -> bytes:
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, line: str) -> None:
        try:
            self.wfile.write(line.encode() + b"\r\n")
        except OSError:  # the sender is gone
            return


@contextmanager
def smtp_sink(**more: object) -> Iterator[Sink]:
    """A server that runs as long as the block."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        sink = Sink(port=server.server_address[1], **more)  # type: ignore[arg-type]
        server.sink = sink  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()
