"""Obligations: duties on the buyer that follow from facts. Only the buyer's own record decides met or not met."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.rules.answers import Document
from checklists.rules.conditions import Result


class Status(StrEnum):
    """Where a model in use stands with one obligation on one day. `applies`: it applies and requires no record."""

    NOT_APPLICABLE = "not_applicable"
    STARTS_ON = "starts_on"
    OPEN = "open"
    APPLIES = "applies"
    NOT_MET = "not_met"
    MET = "met"


@dataclass(frozen=True)
class Required:
    """One item of the buyer's own record. `applies_to` is model_in_use or firm."""

    key: str
    text: str
    applies_to: str = "model_in_use"


@dataclass(frozen=True)
class Regulator:
    key: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Band:
    """The law says / your regulator or professional body says / good practice. Headlines count `headline` bands."""

    key: str
    title: str
    headline: bool


@dataclass(frozen=True)
class Obligation:
    """One duty, with the condition under which it applies. Fields as in docs/catalogue.md."""

    key: str
    regulator: str
    band: str
    status_kind: str
    plain_title: str
    title: str
    summary: str
    applies_when: str
    our_reading: bool = False
    in_force_from: date | None = None
    in_force_until: date | None = None
    in_force_note: str = ""
    required: tuple[Required, ...] = ()
    helps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    consequence: int = 1
    sources: tuple[str, ...] = ()
    watch: str = ""


@dataclass(frozen=True)
class OwnRecord:
    """The buyer's own record for one required item. It covers the item with an owner, a date, and evidence.

    Evidence is a document, or `statement`: the note itself. `firm` is true where it holds for the whole firm.
    """

    obligation: str
    item: str
    owner: str = ""
    on: date | None = None
    statement: str = ""
    documents: tuple[Document, ...] = ()
    firm: bool = False
    expires_on: date | None = None


@dataclass(frozen=True)
class ItemResult:
    """One required item: the record kept for it, if any, and whether that record covers it on the day."""

    required: Required
    record: OwnRecord | None
    met: bool


@dataclass(frozen=True)
class ObligationResult:
    """Where a model in use stands with one obligation. `text` is a sentence to print, empty where none is needed."""

    obligation: Obligation
    status: Status
    applies: Result
    items: tuple[ItemResult, ...]
    law_text_not_checked: bool
    text: str
