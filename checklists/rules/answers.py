"""Answers: the six states, who said so and how well it is supported, and what a right value looks like."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What an answer is. Not knowing, declining and not yet having been asked are three different things."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    DOES_NOT_KNOW = "does_not_know"
    REFUSES = "refuses"
    CONFIDENTIAL = "confidential"
    NOT_YET = "not_yet"


class Rung(StrEnum):
    """How well an answer is supported, the weakest first; `own_record` is for the buyer's own answers."""

    VENDOR_SAYS = "vendor_says"
    PUBLISHED_BY_VENDOR = "published_by_vendor"
    VENDOR_SHOWS_DOCUMENT = "vendor_shows_document"
    THIRD_PARTY_ATTESTS = "third_party_attests"
    BUYER_TESTED = "buyer_tested"
    OWN_RECORD = "own_record"


class Judged(StrEnum):
    """A reviewer's judgement, kept beside the words that were given. On "does not apply" satisfactory means accepted."""

    SATISFACTORY = "satisfactory"
    CONCERN = "concern"
    UNACCEPTABLE = "unacceptable"


class WhoMaySee(StrEnum):
    """How far an answer may travel."""

    BUYER_TEAM = "buyer_team"
    IN_DOSSIER = "in_dossier"
    REGULATOR_OR_AUDITOR = "regulator_or_auditor"


@dataclass(frozen=True)
class Document:
    """A piece of evidence tied to an answer or a record. `digest` is SHA-256; `kind` is file or address."""

    id: str
    title: str
    kind: str
    digest: str
    issuer: str = ""
    expires_on: date | None = None
    address: str = ""
    seen_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """One answer as it stands. `value` by answer type as in docs/api.md; `said_by` is "vendor" or "buyer".

    `model` is the id of the AI model that an ai_model value names, where it was picked and not only typed.
    """

    question: str
    state: State
    value: Any = None
    follow_up: Any = None
    reason: str = ""
    note: str = ""
    rung: Rung | None = None
    said_by: str = "vendor"
    said_by_name: str = ""
    face: str = ""
    said_on: date | None = None
    date_asked: date | None = None
    attested: bool = False
    who_may_see: WhoMaySee = WhoMaySee.IN_DOSSIER
    judged: Judged | None = None
    judged_comment: str = ""
    judged_by: str = ""
    documents: tuple[Document, ...] = ()
    model: str | None = None
    reused_from: date | None = None
    version: int = 0
