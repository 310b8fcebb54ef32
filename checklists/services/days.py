"""Days that can be: none from before 2000, and for what has happened none that is still to come, as London counts."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from checklists.errors import Detail, Invalid
from checklists.services.judging import day_of

# Nothing that is recorded here is older; a day before it is a slip of the hand, or a form's empty value.
FIRST_DAY = date(2000, 1, 1)


def check_days(values: Mapping[str, Any], names: Collection[str], *, at: datetime, happened: Collection[str]) -> None:
    """Raises Invalid with a pointer for each of the days under `names` that cannot be; what is not given is fine."""
    given = {name: values[name] for name in names if values.get(name) is not None}
    early = [name for name, day in given.items() if day < FIRST_DAY]
    late = [name for name, day in given.items() if name in happened and day > day_of(at)]
    wrong = [Detail(f"/{name}", "too_early", "Give a day from the year 2000 on.") for name in early]
    wrong += [Detail(f"/{name}", "future", "That day is still to come.") for name in late]
    if wrong:
        raise Invalid(f"{wrong[0].pointer.lstrip('/')}: {wrong[0].detail}", wrong)


def check_order(earlier: date | None, later: date | None, pointer: str, sentence: str) -> None:
    """Raises Invalid with `sentence` where the later of two days lies before the earlier."""
    if earlier is not None and later is not None and later < earlier:
        raise Invalid(sentence, [Detail(pointer, "order", sentence)])
