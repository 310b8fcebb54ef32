"""Keep a set of children running: restart with growing patience what ends, stop all in the order given."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from procurement.serving.child import Child, Program
from procurement.serving.trouble import CannotStart

Say = Callable[[str], None]
FIRST_WAIT, LONGEST_WAIT, SETTLED = 1.0, 30.0, 60.0
FAILURES_TO_MEND = 2


def patience(failures: int) -> float:
    """Seconds to wait before the next start, after so many ends in a row: 1, 2, 4 ... 30."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 10))


def how_it_ended(code: int) -> str:
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


@dataclass
class Watched:
    """A child with what the supervisor remembers of it. `start_again_at` is set while it waits to be restarted."""

    child: Child
    failures: int = 0
    start_again_at: float | None = None


@dataclass
class Supervisor:
    """Started in the order of `start`, stopped in the order that `stop_all` names. Not for more than one thread."""

    say: Say
    watched: dict[str, Watched] = field(default_factory=dict)

    def start(self, program: Program) -> Child:
        child = Child(program)
        child.start()
        self.watched[program.name] = Watched(child)
        return child

    def look_after(self) -> None:
        """One round: note who ended, start again whose wait is over, keep logs small. Called twice a second."""
        now = time.monotonic()
        for one in self.watched.values():
            if one.start_again_at is not None:
                self._start_again(one, now)
            elif (code := one.child.exit_code()) is not None:
                self._note_end(one, code, now)
            elif one.child.is_shut_in():
                self._end_shut_in(one.child)
            one.child.trim_log()

    def _note_end(self, one: Watched, code: int, now: float) -> None:
        """A child that ran for a while gets a fresh count: only ends in a row make the wait grow."""
        one.failures = 1 if now - one.child.started_at > SETTLED else one.failures + 1
        wait = patience(one.failures)
        one.start_again_at = now + wait
        one.child.sweep_session()
        program = one.child.program
        self.say(f"{program.name} {how_it_ended(code)}; starting it again in {wait:.0f} s. See {program.log}")
        if code > 0 and (words := one.child.last_words()):
            self.say(f"  its last words: {words}")
        if code > 0 and one.failures == FAILURES_TO_MEND and program.mend and (mended := program.mend()):
            self.say(f"  {mended}")

    def _end_shut_in(self, child: Child) -> None:
        """By force, as nobody can reach it any more: the next round notes its end and starts it again."""
        self.say(f"{child.program.name} runs, but {child.program.door} is gone: ending it, so that it is made again")
        child.sweep_session()
        child.wait(2.0)

    def _start_again(self, one: Watched, now: float) -> None:
        if one.start_again_at is None or now < one.start_again_at:
            return
        try:
            one.child.start()
        except CannotStart as trouble:
            one.failures += 1
            one.start_again_at = now + patience(one.failures)
            self.say(f"{one.child.program.name} cannot be started: {trouble}")
            return
        one.start_again_at = None
        self.say(f"{one.child.program.name} was started again")

    def stop_all(self, groups: list[list[str]], hurried: Callable[[], bool]) -> None:
        """Stop group after group; within a group all are asked at once. `hurried` turns asking into killing."""
        for names in groups:
            children = [self.watched[name].child for name in names if name in self.watched]
            for child in children:
                child.ask_to_stop(child.program.stop)
            for child in children:
                self._see_it_end(child, hurried)

    def _see_it_end(self, child: Child, hurried: Callable[[], bool]) -> None:
        """Wait for the grace of the program, then hurry it, then kill its whole session."""
        program = child.program
        if not _wait(child, program.grace_seconds, hurried):
            child.ask_to_stop(program.hurry)
            if not _wait(child, 3.0, hurried):
                self.say(f"{program.name} did not stop in time and was killed")
        child.sweep_session()
        child.wait(2.0)


def _wait(child: Child, seconds: float, hurried: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not hurried():
        if child.wait(0.1):
            return True
    return not child.is_running()
