"""What every entry of the catalogue has in common, and the kinds of text that entries are made of.

An entry takes exactly the fields it declares, of exactly the type it declares: nothing is converted silently.
`model_dump(mode="json")` is the form that tables keep, and reading that form again gives the same entry.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

T = TypeVar("T")

MAX_TEXT = 4000
KEY = r"^[a-z][a-z0-9_]{0,63}$"
REGULATOR_KEY = r"^[A-Za-z][A-Za-z0-9_]{0,63}$"
MODEL_KEY = r"^[a-z0-9][a-z0-9._-]{0,63}$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTH = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DECIMAL = r"^[0-9]{1,9}([.][0-9]{1,6})?$"
WHOLE = r"^[0-9]{1,6}$"
PERCENTAGE = r"^[0-9]{1,4}([.][0-9]{1,4})?$"
ADDRESS = r"^https?://[^\s\"<>]+$"
PRICE_KEY = r"^[a-z0-9][a-z0-9._-]{0,95}$"
CURRENCY = r"^[A-Z]{3}$"
VERSION = r"^[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,3}$"
LANGUAGE = r"^[a-z]{2}-[A-Z]{2}$"
ALIAS = r"^[^A-Z\s]([^A-Z]*[^A-Z\s])?$"
FACT_OR_ALL = r"^([*]|[a-z][a-z0-9_]{0,63})$"
IN_WORDS: Mapping[str, str] = {
    KEY: "small letters, digits and _, beginning with a letter",
    REGULATOR_KEY: "letters, digits and _, beginning with a letter",
    MODEL_KEY: "small letters, digits, dots and hyphens",
    DAY: "year-month-day in quotes: '2026-11-24'",
    MONTH: "a year, a month or a day: '2024', 2024-09 or '2024-09-12'",
    DECIMAL: "a number in quotes: '0.5'",
    WHOLE: "a whole number in quotes: '90'",
    PERCENTAGE: "a percentage without the sign: 96.9",
    ADDRESS: "an address that begins with https://, or leave it out",
    PRICE_KEY: "small letters, digits, dots, hyphens and _",
    CURRENCY: "three capital letters: USD",
    VERSION: "year.month.count in quotes: '2026.11.1'",
    LANGUAGE: "a language such as en-GB",
    ALIAS: "small letters, as names are compared",
    FACT_OR_ALL: "the name of a fact, or '*' for every fact that no other rule covers",
}
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


def _shaped(pattern: str, longest: int | None = None) -> StringConstraints:
    """Text of one form; IN_WORDS says to its editor which."""
    return StringConstraints(pattern=pattern, max_length=longest)


Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(_clean)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_clean)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_clean)]
Condition = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_clean)]
Key = Annotated[str, _shaped(KEY)]
RegulatorKey = Annotated[str, _shaped(REGULATOR_KEY)]
ModelKey = Annotated[str, _shaped(MODEL_KEY)]
PriceKey = Annotated[str, _shaped(PRICE_KEY)]
CurrencyCode = Annotated[str, _shaped(CURRENCY)]
FactOrAll = Annotated[str, _shaped(FACT_OR_ALL)]
Day = Annotated[str, _shaped(DAY), AfterValidator(_day)]
Month = Annotated[str, _shaped(MONTH), AfterValidator(_month)]
DecimalText = Annotated[str, _shaped(DECIMAL)]
WholeText = Annotated[str, _shaped(WHOLE)]
Address = Annotated[str, _shaped(ADDRESS, 500), AfterValidator(_clean)]
Alias = Annotated[str, _shaped(ALIAS, 120), AfterValidator(_clean)]
Version = Annotated[str, _shaped(VERSION)]
Language = Annotated[str, _shaped(LANGUAGE)]
FigureText = Annotated[
    str, StringConstraints(min_length=1, max_length=200), BeforeValidator(_figure), AfterValidator(_clean)
]
Percentage = Annotated[str, _shaped(PERCENTAGE), BeforeValidator(_figure)]
Days = Annotated[int, Field(ge=1, le=36500)]
Many = Annotated[tuple[T, ...], Strict(False)]


class Choice(Entry):
    """One value that may be picked. `needs_file`: without a file tied to the answer it is a finding."""

    value: Key
    label: Line
    needs_file: bool = False
