"""Labels: the words for people that stand for keys and values. A key without a label is shown as it is."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from checklists.rules.answers import Judged, Rung, State, WhoMaySee
from checklists.rules.dates import in_words
from checklists.rules.facts import NOT_KNOWN, Choice, Origin
from checklists.rules.grading import Grade
from checklists.rules.obligations import Status
from checklists.rules.questions import YES_NO, Column, Question, Questionnaire
from checklists.rules.values import chosen, day, figure, rows_of, table_of

STATES = {
    State.ANSWERED: "Answered",
    State.NOT_APPLICABLE: "Does not apply",
    State.DOES_NOT_KNOW: "Does not know",
    State.REFUSES: "Prefers not to say",
    State.CONFIDENTIAL: "Given in confidence",
    State.NOT_YET: "Not answered yet",
}
RUNGS = {
    Rung.VENDOR_SAYS: "The vendor says",
    Rung.PUBLISHED_BY_VENDOR: "Published by the vendor, looked up",
    Rung.VENDOR_SHOWS_DOCUMENT: "The vendor shows a document",
    Rung.THIRD_PARTY_ATTESTS: "A third party attests",
    Rung.BUYER_TESTED: "Tested by the buyer",
    Rung.OWN_RECORD: "Own record",
}
JUDGED = {Judged.SATISFACTORY: "Satisfactory", Judged.CONCERN: "A concern", Judged.UNACCEPTABLE: "Unacceptable"}
WHO_MAY_SEE = {
    WhoMaySee.BUYER_TEAM: "The buyer's team",
    WhoMaySee.IN_DOSSIER: "Whoever reads the dossier",
    WhoMaySee.REGULATOR_OR_AUDITOR: "A regulator or auditor",
}
GRADES = {
    Grade.GOOD: "Good",
    Grade.AMBER: "A concern",
    Grade.RED: "Should not be passed over",
    Grade.MAY_BE_RED: "A concern, and more if a fact turns out so that is not known yet",
    Grade.OPEN: "Open",
    Grade.LEFT_OUT: "Left out",
}
STATUSES = {
    Status.NOT_APPLICABLE: "Does not apply",
    Status.STARTS_ON: "Starts later",
    Status.OPEN: "Open",
    Status.APPLIES: "Applies",
    Status.NOT_MET: "Applies, own record missing",
    Status.MET: "Applies, own record kept",
}
STATUS_KINDS = {
    "law": "Law",
    "professional_rule": "Professional rule",
    "regulator_guidance": "Regulator's guidance",
    "good_practice": "Good practice",
    "voluntary_code": "Voluntary code",
}
ORIGINS = {
    Origin.BUYER: "Your own record",
    Origin.ANSWERS: "An answer",
    Origin.LINEAGE: "The public record of the model",
}
SAID_BY = {"vendor": "The vendor", "buyer": "Your organisation"}
# Where an answer that is used again was given, by the scope of its question.
WHENCE = {
    "vendor": "said of the vendor as a whole",
    "product": "said of the product as a whole",
    "model_in_use": "said in the round before",
}
UNIT_CURRENCY = re.compile(r"^[A-Z]{3}\s")
FORGOTTEN_MODEL = "A model that is no longer on record"


def value_label(
    question: Question, questionnaire: Questionnaire, value: Any, model_names: Mapping[str, str] | None = None
) -> str:
    """The value of an answer in words. `model_names` gives names to the ids of models; a table has a line a row."""
    if value is None:
        return ""
    names = model_names or {}
    table = table_of(question, questionnaire)
    columns = table.columns if table else ()
    rows = [_row_label(columns, row, names) for row in rows_of(value)]
    ticked = chosen(question, value)
    if ticked:
        labels = _choice_labels(question)
        return "\n".join(["; ".join(labels[key] for key in labels if key in ticked), *rows])
    return "\n".join(rows) if rows else _plain_label(question.answer_type, value, question.unit, names)


def choice_label(choices: Iterable[Choice], key: Any) -> str:
    """The label of one choice; what is no choice is shown as it is."""
    return {choice.value: choice.label for choice in choices}.get(key, "" if key is None else str(key))


def follow_up_label(question: Question, follow_up: Any) -> str:
    """The second line of an answer in words."""
    return choice_label(question.follow_up.choices if question.follow_up else (), follow_up)


def _choice_labels(question: Question) -> dict[str, str]:
    named = {choice.value: choice.label for choice in question.choices}
    return named or dict(zip(YES_NO, ("Yes", "No"), strict=True))


def _row_label(columns: Iterable[Column], row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    filled = [(column, row[column.key]) for column in columns if row.get(column.key) not in (None, "")]
    return "; ".join(f"{column.label}: {_plain_label(column.type, cell, '', names)}" for column, cell in filled)


def _plain_label(kind: str, value: Any, unit: str, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return _model_label(value, names) if kind == "ai_model" else _money_label(value, unit)
    if kind == "date":
        written = day(value)
        return in_words(written) if written else str(value)
    if kind == "percent" and figure(value) is not None:
        return f"{value}%"
    if kind == "number" and unit:
        return f"{value} {unit}"
    return value.replace("_", " ") if kind == "choice" else str(value)


def _money_label(value: Mapping[str, Any], unit: str) -> str:
    amount, currency = value.get("amount", NOT_KNOWN), value.get("currency", "")
    purpose = UNIT_CURRENCY.sub("", unit)
    return " ".join(part for part in (currency, amount, purpose) if part)


def _model_label(value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return str(value["name"]) if "name" in value else names.get(str(value.get("ai_model")), FORGOTTEN_MODEL)


SEVERITIES = {
    "info": "For information",
    "low": "Low",
    "medium": "Medium",
    "high": "High",
    "critical": "Stops approval",
}
