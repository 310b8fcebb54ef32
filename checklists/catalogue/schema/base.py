"""What every entry of the catalogue has in common, and the kinds of text that entries are made of.

An entry takes exactly the fields it declares, of exactly the type it declares: nothing is converted silently.
`model_dump(mode="json")` is the form that tables keep, and reading that form again gives the same entry.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

T = TypeVar("T")

MAX_TEXT = 4000
KEY = r"^[a-z][a-z0-9_]{0,63}$"
REGULATOR_KEY = r"^[A-Za-z][A-Za-z0-9_]{0,63}$"
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Entry(BaseModel):
    """One entry of a catalogue file: strict types, no unknown fields, never changed once read."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, serialize_by_alias=True)


def wrong(message: str, cure: str) -> PydanticCustomError:
    """An error of ours, in words: `message` completes "<field> ...", `cure` is a sentence of its own."""
    return PydanticCustomError("in_words", "{message}", {"message": message, "cure": cure})


def _clean(text: str) -> str:
    if text != text.strip():
        raise wrong("begins or ends with a space or an empty line", "Take it out.")
    if found := _HIDDEN.search(text):
        code = f"U+{ord(found.group()):04X}"
        raise wrong(f"contains a character that nobody can see ({code})", "Type the text afresh, without it.")
    return text


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise wrong(f"is {text!r}, which is no day of the calendar", "Write year-month-day: '2026-11-24'.") from None
    return text


def _month(text: str) -> str:
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        raise wrong(f"is {text!r}, which is in no calendar", "Write a year, a year and month, or a day.") from None
    return text


def _figure(value: Any) -> Any:
    """Numbers become the text they were written as, so that no rounding creeps in."""
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return value


Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(_clean)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_clean)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_clean)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
RegulatorKey = Annotated[str, StringConstraints(pattern=REGULATOR_KEY)]
ModelKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
Condition = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_clean)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_month)]
DecimalText = Annotated[str, StringConstraints(pattern=r"^\d{1,9}(\.\d{1,6})?$")]
WholeText = Annotated[str, StringConstraints(pattern=r"^\d{1,6}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]
FigureText = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(_figure)]
Percentage = Annotated[str, StringConstraints(pattern=r"^\d{1,4}(\.\d{1,4})?$"), BeforeValidator(_figure)]
Days = Annotated[int, Field(ge=1, le=36500)]
Many = Annotated[tuple[T, ...], Strict(False)]


class Choice(Entry):
    """One value that may be picked. `needs_file`: without a file tied to the answer it is a finding."""

    value: Key
    label: Line
    needs_file: bool = False
