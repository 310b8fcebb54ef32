"""The life of one `serve`: take the folder, prepare, start the children, watch them, stop them in order."""

import signal
import time
from pathlib import Path
from types import FrameType

from procurement.serving import address, broker, programs
from procurement.serving.broker_files import in_words, put_aside, put_back
from procurement.serving.data_folder import ensure_secret_key, make_folder
from procurement.serving.data_lock import DataLock
from procurement.serving.supervisor import Say, Supervisor
from procurement.serving.trouble import CannotStart

SECONDS_TO_ANSWER = 60.0
BETWEEN_LOOKS = 0.25


class Service:
    """Everything that runs on one data folder. Used from the main thread, which is where signals arrive."""

    def __init__(self, data: Path, bind: str, socket: Path | None, say: Say):
        """`socket` is the embedded broker's, or None where BROKER_URL names another."""
        self.data, self.bind, self.socket, self.say = data, bind, socket, say
        self.lock = DataLock(data)
        self.supervisor = Supervisor(say)
        self._signals = 0
        self._watching = False

    def take_folder(self) -> None:
        """Make the folder, lock it against a second `serve`, and see that the secret key lies in it."""
        make_folder(self.data)
        self.lock.take()
        address.ensure_free(self.bind)
        ensure_secret_key(self.data / "secret_key")

    def start_broker(self) -> None:
        if self.socket is None:
            return
        broker.make_socket_folder(self.socket)
        if not broker.wait_for(self.socket, False, seconds=10):
            cure = "It belongs to a Candour that was killed: end that valkey-server, then start again."
            raise CannotStart(f"A broker still answers on {self.socket}.", cure)
        if self._broker_comes_up(self.socket):
            return
        aside = put_aside(self.data) if self._broker_gave_up() else None
        if aside is None:
            raise self._no_broker()
        if not self._broker_comes_up(self.socket):
            self.supervisor.watched["broker"].child.sweep_session()
            put_back(aside, self.data)
            raise self._no_broker()
        self.say(f"broker     {in_words(aside)}")

    def _broker_comes_up(self, path: Path) -> bool:
        child = self.supervisor.start(broker.broker_program(self.data, path))
        return broker.comes_up(child, path, seconds=20)

    def _broker_gave_up(self) -> bool:
        """Whether it ended by itself with an error, as it does over a file that it cannot read."""
        return (self.supervisor.watched["broker"].child.exit_code() or 0) > 0

    def _no_broker(self) -> CannotStart:
        child = self.supervisor.watched["broker"].child
        return CannotStart(f"The broker does not answer: {child.last_words()}", f"See {child.program.log}")

    def start_web(self) -> None:
        """Start the web server and wait until a page can be had."""
        child = self.supervisor.start(programs.web(self.data))
        until = time.monotonic() + SECONDS_TO_ANSWER
        while not address.is_alive(self.bind):
            if not child.is_running() or time.monotonic() > until:
                raise CannotStart(f"The web server does not answer: {child.last_words()}", f"See {child.program.log}")
            time.sleep(0.1)

    def start_rest(self) -> None:
        for program in programs.workers_and_clock(self.data):
            self.supervisor.start(program)

    def listen_for_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        """While preparing, the first one breaks off at once. A flag, not an Event: that one's lock may be held here."""
        self._signals += 1
        if not self._watching and self._signals == 1:
            raise KeyboardInterrupt

    def watch(self) -> None:
        """Return when a signal asks to stop."""
        self._watching = True
        while not self._signals:
            self.supervisor.look_after()
            time.sleep(BETWEEN_LOOKS)

    def stop(self) -> None:
        """Stop all in order; a second signal stops asking and kills. The folder is free afterwards.

        Only the socket of a broker that was started here is removed: one that was refused finds somebody else's there.
        """
        self._watching = True
        self.supervisor.stop_all(programs.STOP_ORDER, hurried=lambda: self._signals > 1)
        if self.socket is not None and "broker" in self.supervisor.watched:
            self.socket.unlink(missing_ok=True)
        self.lock.release()
