"""What the form of a decision was filled in with: read, or named field by field where it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from checklists.errors import Detail, Invalid, Refused
from checklists.formats.days import read_day
from checklists.formats.figures import read_count
from checklists.models import Membership
from checklists.models.decisions import Due, Outcome
from checklists.services.decisions import MOST_DAYS, Wanted
from procurement.answering.days import read_number
from procurement.answering.problems import Problems, first_part, problems_of

MOST_CONDITIONS = 20
UNREADABLE = "unreadable"
NO_PROBLEMS = Problems()
PARTS = ("text", "due", "days")
FIELDS = ("outcome", "reasons", "conditions", "valid_until")
WORDS = {
    ("outcome", "choice"): "Pick an outcome.",
    ("conditions", "conditions"): "Write at least one condition, or pick another outcome.",
    ("conditions", "names"): "A condition names what does not stand in the way any more. Look at its ticks.",
    ("due", "choice"): "Pick when it is due.",
    ("days", "days"): "Say within how many days.",
}


@dataclass
class Typed:
    """One condition as it stands in the form, with what is wrong with its text, due and days."""

    text: str = ""
    due: str = Due.BEFORE_USE.value
    days: str = ""
    owner: str = ""
    names: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)


def typed_from(data: QueryDict, problems: Problems = NO_PROBLEMS) -> list[Typed]:
    """The conditions of the form, empty ones too."""
    count = min(read_number(data.get("conditions", "")) or 0, MOST_CONDITIONS)
    typed = [_typed(data, place) for place in range(count)]
    for place, one in enumerate(typed):
        named = {name: problems.beside.get(f"{name}-{place}", "") for name in PARTS}
        one.problems = {name: sentence for name, sentence in named.items() if sentence}
    return typed


def _typed(data: QueryDict, place: int) -> Typed:
    return Typed(
        text=data.get(f"text-{place}", "").replace("\r\n", "\n").strip(),
        due=data.get(f"due-{place}", ""),
        days=data.get(f"days-{place}", "").strip(),
        owner=data.get(f"owner-{place}", ""),
        names=tuple(data.getlist(f"names-{place}")),
    )


def decision_from(data: QueryDict, members: Sequence[Membership]) -> dict[str, Any]:
    """What is sent to the service. Raises Invalid with everything that cannot be read."""
    wrong: list[Detail] = []
    outcome = data.get("outcome", "")
    wanted = {
        "outcome": outcome,
        "reasons": data.get("reasons", "").replace("\r\n", "\n").strip(),
        "digest": data.get("digest", ""),
        "judged_on": _shown_day(data),
        "conditions": (),
        "valid_until": _valid_until(data, wrong),
    }
    if outcome == Outcome.APPROVED_WITH_CONDITIONS.value:
        wanted["conditions"] = _conditions(_written(data), members, wrong)
    if wrong:
        raise Invalid("Nothing was decided.", wrong)
    return wanted


def _shown_day(data: QueryDict) -> date:
    """The day that the page was judged for; one that was tampered with is as good as an old one."""
    try:
        return date.fromisoformat(data.get("judged_on", ""))
    except ValueError:
        return date.min


def _valid_until(data: QueryDict, wrong: list[Detail]) -> date | None:
    try:
        return read_day(data.get("valid_until", ""))
    except ValueError as error:
        wrong.append(Detail("/valid_until", UNREADABLE, str(error)))
        return None


def _written(data: QueryDict) -> list[tuple[int, Typed]]:
    """The conditions with words, each with its place in the form."""
    return [(place, one) for place, one in enumerate(typed_from(data)) if one.text]


def _conditions(
    written: Sequence[tuple[int, Typed]], members: Sequence[Membership], wrong: list[Detail]
) -> tuple[Wanted, ...]:
    by_id: Mapping[str, Membership] = {str(member.pk): member for member in members}
    return tuple(
        Wanted(one.text, one.due, _days(one, place, wrong), by_id.get(one.owner), one.names)
        for place, (_, one) in enumerate(written)
    )


def _days(one: Typed, place: int, wrong: list[Detail]) -> int | None:
    """The days of a condition that is due within some; the service says where they are missing."""
    if one.due != Due.WITHIN_DAYS.value or not one.days:
        return None
    try:
        return read_count(one.days, MOST_DAYS)
    except ValueError as error:
        wrong.append(Detail(f"/conditions/{place}/days", UNREADABLE, str(error)))
        return None


def decision_problems(refused: Refused | None, data: QueryDict) -> Problems:
    """What was refused, by the fields of the form: a condition's place is the one that it has on the page."""
    places = [place for place, _ in _written(data)]
    fields = {*FIELDS, *(f"{name}-{place}" for name in PARTS for place in places)}

    def name_of(detail: Detail) -> str:
        parts = detail.pointer.strip("/").split("/")
        return f"{parts[2]}-{places[int(parts[1])]}" if len(parts) == 3 else first_part(detail)

    return problems_of(refused, fields, words=WORDS, name_of=name_of)
