"""Obligations: duties on the buyer that follow from facts. Only the buyer's own record decides met or not met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from checklists.rules.answers import Document
from checklists.rules.blank import says_something
from checklists.rules.conditions import Result, holds, parse
from checklists.rules.facts import Facts, Verdict


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

    @cached_property
    def items_missing(self) -> "tuple[ItemResult, ...]":
        """Its items where no record is kept for any."""
        return tuple(ItemResult(required, None, False) for required in self.required)


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
    law_text_not_checked: bool = False
    text: str = ""


def stand(obligation: Obligation, facts: Facts, records: Iterable[OwnRecord], on: date) -> ObligationResult:
    """Say where a model in use stands with one obligation on one day.

    Only the buyer's own records meet an item; what a vendor answered or sent is not looked at. The sentence to print
    and the mark of an unchecked law are added where wording and sources are known (`duty_words`).
    """
    applies = holds(parse(obligation.applies_when, facts.definitions), facts)
    own = [record for record in records if record.obligation == obligation.key]
    items = tuple(_item(required, own, on) for required in obligation.required) if own else obligation.items_missing
    return ObligationResult(obligation, _status(obligation, applies.verdict, items, on), applies, items)


def _status(obligation: Obligation, applies: Verdict, items: Iterable[ItemResult], on: date) -> Status:
    ended = obligation.in_force_until is not None and obligation.in_force_until < on
    if applies is Verdict.NO or ended:
        return Status.NOT_APPLICABLE
    if obligation.in_force_from is not None and obligation.in_force_from > on:
        return Status.STARTS_ON
    if applies is Verdict.UNKNOWN:
        return Status.OPEN
    if not obligation.required:
        return Status.APPLIES
    return Status.MET if all(item.met for item in items) else Status.NOT_MET


def _item(required: Required, own: Iterable[OwnRecord], on: date) -> ItemResult:
    """The record kept for an item, one that covers it where there is one. A record of the firm's covers firm items."""
    kept = [each for each in own if each.item == required.key and each.firm is (required.applies_to == "firm")]
    best = max(kept, key=lambda each: (covers(each, on), each.on or date.min), default=None)
    return ItemResult(required, best, best is not None and covers(best, on))


def covers(record: OwnRecord, on: date) -> bool:
    """Whether a record covers its item on a day: an owner, a date that has come, evidence, and nothing run out."""
    current = any(document.expires_on is None or document.expires_on >= on for document in record.documents)
    dated = record.on is not None and record.on <= on
    valid = record.expires_on is None or record.expires_on >= on
    return bool(record.owner.strip()) and dated and valid and (current or says_something(record.statement))
