"""Who does a thing, and through which face: every write takes one and stores it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Kind = Literal["person", "api_key", "respondent", "system"]
Face = Literal["admin", "api", "portal", "command", "clock", "sheet"]


@dataclass(frozen=True)
class Actor:
    """`id` is the user's, the key's or the invitation's; `person` the user who stands behind it, where there is one.

    An API key acts for a named member: four-eyes looks at `person`, so two keys of one person are one person.
    `role` is that member's role in the organisation in scope, as the face read it with the request.
    """

    kind: Kind
    id: UUID | None
    label: str
    face: Face
    person: UUID | None = None
    role: str = ""


def system(label: str, face: Face = "clock") -> Actor:
    """Candour itself, for what happens without a person."""
    return Actor(kind="system", id=None, label=label, face=face)
