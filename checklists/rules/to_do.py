"""What to do next: the few things that matter most, first the gravest."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ToDo:
    """One thing to do. `kind`: own_record, open_fact or finding; `band` and `consequence` (1 to 3) are its duty's."""

    key: str
    kind: str
    text: str
    obligation: str = ""
    band: str = ""
    consequence: int = 0
    owner: str = ""
    due: date | None = None
