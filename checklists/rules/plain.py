"""Plain data: dates and decimals as text, so that a record holds nothing but JSON's own types."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.answers import Document
from checklists.rules.conditions import Because

Plain = dict[str, Any]


def iso(day: date | None) -> str | None:
    """A date as YYYY-MM-DD."""
    return day.isoformat() if day is not None else None


def dated(whole: Any) -> Plain | None:
    """A dataclass of text and dates as plain data; None for none."""
    if whole is None:
        return None
    return {name: iso(value) if isinstance(value, date) else value for name, value in asdict(whole).items()}


def decimal(number: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 2.50 is "2.5"."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def because(reasons: tuple[Because, ...]) -> list[Plain]:
    """The facts behind a result."""
    return [
        {
            "fact": each.fact,
            "member": each.member,
            "plain": each.plain,
            "value_label": each.value_label,
            "known": each.known,
        }
        for each in reasons
    ]


def documents(evidence: tuple[Document, ...]) -> list[Plain]:
    """The pieces of evidence tied to an answer or a record."""
    return [
        {
            "id": each.id,
            "title": each.title,
            "kind": each.kind,
            "digest": each.digest,
            "issuer": each.issuer,
            "expires_on": iso(each.expires_on),
            "address": each.address,
            "seen_on": iso(each.seen_on),
        }
        for each in evidence
    ]
