"""What a word without quotes means in a catalogue file: text, true or false, a number, nothing, or a trap.

YAML readers disagree on `NO`, `on`, `2026-11-24`, `012` or `1_000`. Here none of them means anything without quotes.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_QUOTES = "Put quotes round it if it is text"
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_YES_NO = re.compile(r"y|n|yes|no|on|off|true|false", re.IGNORECASE)
_NOTHING = re.compile(r"null", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_NUMBER_LIKE = re.compile(
    r"[-+]?(0[0-7_]+|0o[0-7]+|0x[0-9a-f_]+|0b[01_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*(e[-+]?[0-9]+)?|[0-9][0-9_]*e[-+]?[0-9]+|\.[0-9_]+(e[-+]?[0-9]+)?|\.inf)"
    r"|\.nan",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Trap:
    """A word that other YAML readers turn into something else than it looks."""

    message: str
    cure: str


def plain_value(word: str) -> str | int | Decimal | bool | Trap | None:
    """The value of a word without quotes. Decimal numbers keep every digit that was written."""
    if word in ("", "~", "null"):
        return None
    if word in ("true", "false"):
        return word == "true"
    if _WHOLE.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return Decimal(word)
    return _trap(word) or word


def _trap(word: str) -> Trap | None:
    if _YES_NO.fullmatch(word):
        meant = "true" if word.lower() in ("y", "yes", "on", "true") else "false"
        return Trap(f"many YAML readers take it for {meant}.", f"{_QUOTES} ('{word}'); write {meant} if that is meant.")
    if _NOTHING.fullmatch(word):
        return Trap("many YAML readers take it for nothing.", f"{_QUOTES}; write null if nothing is meant.")
    if _DATE.fullmatch(word):
        return Trap("many YAML readers take it for a date and rewrite it.", f"Put quotes round it: '{word}'.")
    if _NUMBER_LIKE.fullmatch(word):
        return Trap("YAML readers disagree on which number it is.", f"{_QUOTES}; write a number with digits alone.")
    if word in ("<<", "="):
        return Trap("YAML gives it a meaning of its own.", f"{_QUOTES}.")
    return None
