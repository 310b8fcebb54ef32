"""What the domain will not do, in words.

Every refusal says what was refused, where, why and what to do next. The faces turn a kind into their own form:
the API into problem+json with a status, the admin into a form error with every typed value kept.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Detail:
    """One thing that is wrong. `pointer` is a JSON pointer into what was sent ("": all of it), `code` a stable key."""

    pointer: str
    code: str
    detail: str


class Refused(Exception):
    """The domain says no. `message` is a sentence for a person; `details` name each part of it."""

    code = "refused"

    def __init__(self, message: str, details: tuple[Detail, ...] | list[Detail] = (), *, code: str | None = None):
        super().__init__(message)
        self.message = message
        self.details = tuple(details)
        self.code = code or self.code


class Invalid(Refused):
    """What was sent is malformed: of the wrong type, missing, or unknown. Nothing was written."""

    code = "invalid"


class NotFound(Refused):
    """There is no such thing here. Another organisation's thing gives the very same words."""

    code = "not_found"

    def __init__(self, what: str = "record"):
        super().__init__(f"There is no such {what} here.")


class NotAllowed(Refused):
    """The person may not do this in the organisation, whatever the state of the thing."""

    code = "not_allowed"


class Stale(Refused):
    """Somebody else wrote in between. `current` holds what stands now, so that both texts can be shown."""

    code = "stale"

    def __init__(self, message: str, current: dict, details: tuple[Detail, ...] | list[Detail] = ()):
        super().__init__(message, details)
        self.current = current


class Unavailable(Refused):
    """Something that the service needs does not answer; the same call may work later."""

    code = "unavailable"
