"""Why Candour does not start, with what to do about it."""

from enum import IntEnum


class Exit(IntEnum):
    """What `serve` ends with, for those who start it from a script."""

    CLEAN = 0
    CANNOT_START = 1
    DATA_IN_USE = 3
    PORT_IN_USE = 4


class CannotStart(Exception):
    """`message` says what is wrong, `cure` what to type or change."""

    def __init__(self, message: str, cure: str, exit_code: Exit = Exit.CANNOT_START):
        super().__init__(f"{message}\n  {cure}")
        self.message, self.cure, self.exit_code = message, cure, exit_code
