"""Why a dossier could not be made, in words: what happened, what to do, and whether trying again can help."""

import signal


class RenderFailed(Exception):
    """A dossier was not made. `reason` and `remedy` are sentences for a person.

    `retry` is true where the same input may well succeed later (the process was stopped from outside, the machine was
    busy), and false where it would fail again.
    """

    def __init__(self, reason: str, remedy: str, *, retry: bool):
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy
        self.retry = retry


def too_slow() -> RenderFailed:
    """The wall time was up: the machine may simply have been busy."""
    return RenderFailed(
        "The page engine was still at work when its time was up, and was stopped.",
        "Try again when the machine has less to do. If it happens again, shorten the longest answers.",
        retry=True,
    )


def stopped_by(number: int) -> RenderFailed:
    """A signal ended it: its own limit of processor time, a fault in a library, or somebody outside."""
    if number == signal.SIGXCPU:
        return RenderFailed(
            "The page engine used up its processor time on this dossier.",
            "Shorten the longest answers, or attach long tables as files; then export again.",
            retry=False,
        )
    if number in (signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS):
        return out_of_memory()
    name = signal.Signals(number).name
    return RenderFailed(
        f"The page engine was stopped from outside ({name}).", "Nothing is lost; try again.", retry=True
    )


def broke_off(last_line: str) -> RenderFailed:
    """It ended by itself. Only the kind of error is kept: what follows it in the log may quote an answer."""
    if last_line.startswith(("MemoryError", "OSError: [Errno 12]")):
        return out_of_memory()
    kind = last_line.partition(":")[0][:60] or "it said nothing"
    return RenderFailed(
        f"The page engine broke off ({kind}).",
        "This is a fault of ours: please report it with these words. `manage.py doctor` checks the engine's libraries.",
        retry=False,
    )


def out_of_memory() -> RenderFailed:
    """Python or a library under it met the memory limit."""
    return RenderFailed(
        "The page engine ran out of the memory that it may use.",
        "Shorten the longest answers, or attach long tables as files; then export again.",
        retry=False,
    )
