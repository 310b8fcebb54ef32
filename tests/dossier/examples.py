"""Realistic snapshots: the example's three cases, judged by the real rules on the real catalogue, with no database."""

import json
from datetime import date
from functools import cache
from typing import Any

from checklists.canonical import canonical_text, digest_of
from checklists.catalogue.content import to_content
from checklists.catalogue.convert_models import model_from, steps_from
from checklists.catalogue.load import read_edition
from checklists.rules.answers import Answer, Document, Judged, Rung, State
from checklists.rules.case import Case
from checklists.rules.facts import Origin, Said, check_value
from checklists.rules.judge import blocking, judge
from checklists.rules.lineage import Lineage
from checklists.rules.obligations import OwnRecord
from checklists.rules.record import as_record
from procurement.example import deepseek, distilbert, firm, gpt4o_mini
from procurement.example.load import statement_of
from tests.dossier.example_tiers import compared, prices, usage

CASES = {"distilbert": distilbert.CASE, "deepseek": deepseek.CASE, "gpt4o_mini": gpt4o_mini.CASE}
DAY, ANSWERED = firm.DECIDED.date(), firm.ANSWERED.date()
EXAMPLE = "What is said of the models is from public sources; the firm, its facts and its answers are made up."
ASSESSOR, APPROVER = (one["name"] for one in firm.PEOPLE)

FILES = read_edition()
CONTENT = to_content(FILES, "Due diligence on an AI model")
READ_ON = date.fromisoformat(FILES.known_models.compiled)
RAW = [model.model_dump(mode="json") for model in FILES.models]
MODELS = {raw["key"]: model_from(raw, read_on=READ_ON) for raw in RAW}
STEPS = tuple(step for raw in RAW for step in steps_from(raw, read_on=READ_ON))


@cache
def example(name: str) -> str:
    """The snapshot of one of CASES as canonical text, so that no test can change it for another."""
    return canonical_text(_snapshot(CASES[name]))


def make_example(name: str) -> dict[str, Any]:
    """A fresh copy of one of CASES."""
    return json.loads(example(name))


def _snapshot(raw: dict[str, Any]) -> dict[str, Any]:
    case = _case(raw)
    judgement = judge(CONTENT, case)
    stands = [block.key for block in blocking(judgement)]
    record = as_record(CONTENT, case, judgement)
    return {
        "schema": "dossier-1",
        "language": "en-GB",
        "organisation": {"name": firm.NAME, "slug": firm.SLUG, "example": True, "note": EXAMPLE},
        "vendor": _vendor(raw["vendor"]),
        "product": {"url": "", **{key: raw["product"][key] for key in ("name", "description")}},
        "model_in_use": _use(raw["use"], record),
        "ai_model": {"id": raw["use"]["model"], "name": MODELS[raw["use"]["model"]].name},
        "assessment": _assessment(raw),
        "judgement": record,
        "decision": _decision(raw["decision"], stands) if raw["decision"] else None,
        "history": _history(raw),
        "evidence": _evidence(record, _documents(raw).values()),
        "example_note": EXAMPLE,
    }


def _case(raw: dict[str, Any]) -> Case:
    documents = _documents(raw)
    definitions = {fact.name: fact for fact in CONTENT.edition.facts}
    facts = firm.FIRM_FACTS | raw["facts"]
    said = (
        Said(name, check_value(definitions[name], value), Origin.BUYER, "", firm.OPENED.date())
        for name, value in facts.items()
    )
    records = (OwnRecord(owner=ASSESSOR, on=ANSWERED, **one) for one in raw["records"])
    return Case(
        judged_on=DAY,
        tier_label=raw["use"]["tier_label"],
        purpose=raw["use"]["purpose"],
        said=tuple(said),
        answers={one["question"]: _answer(one, raw["judge"], documents) for one in raw["answers"]},
        records=tuple(records),
        lineage=Lineage(raw["use"]["model"], MODELS, STEPS),
        picked_model=raw["use"]["model"],
        submitted=True,
        vendor=raw["vendor"]["legal_name"] if raw["vendor"] else "",
        evaluations=compared(raw),
        prices=tuple(prices(raw, CONTENT.edition.list_prices, {key: one.name for key, one in MODELS.items()})),
        usage=usage(raw),
    )


def _answer(one: dict[str, Any], judged: dict[str, Any], documents: dict[str, Document]) -> Answer:
    state, comment = judged.get(one["question"], (None, ""))
    asked = one.get("date_asked")
    buyer = one.get("said_by", "buyer") == "buyer"
    return Answer(
        question=one["question"],
        state=State(one.get("state", "answered")),
        value={"ai_model": one["model"]} if "model" in one else one.get("value"),
        model=one.get("model"),
        rung=Rung(one["rung"]) if "rung" in one else (Rung.OWN_RECORD if buyer else Rung.VENDOR_SAYS),
        said_by=one.get("said_by", "buyer"),
        said_by_name=ASSESSOR if buyer else "",
        said_on=ANSWERED,
        face="admin",
        date_asked=date.fromisoformat(asked) if asked else None,
        judged=Judged(state) if state else None,
        judged_comment=comment,
        judged_by=ASSESSOR if state else "",
        documents=tuple(documents[name] for name in one.get("evidence", ())),
        version=1,
        **{name: one[name] for name in ("follow_up", "reason", "note") if name in one},
    )


def _documents(raw: dict[str, Any]) -> dict[str, Document]:
    return {name: _document(name, wanted) for name, wanted in raw["evidence"].items()}


def _document(name: str, wanted: dict[str, Any]) -> Document:
    model = MODELS[wanted["model"]]
    text, address = statement_of(Lineage(None, MODELS, STEPS), wanted)
    title = f"{model.developer} on {model.name}"
    return Document(f"e-{name}", title, "address", digest_of(text), model.developer, None, address, READ_ON)


def _vendor(vendor: dict[str, Any] | None) -> dict[str, Any] | None:
    names = ("legal_name", "company_number", "country", "website", "sold_by")
    return {name: vendor.get(name) for name in names} if vendor else None


def _use(use: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    hosting = next(fact for fact in record["facts"] if fact["name"] == "hosting")
    return {
        "name": use["name"],
        "purpose": use["purpose"],
        "tier_label": use["tier_label"],
        "version": use["model_version"],
        "hosting_note": hosting["value_label"],
        "owner": ASSESSOR,
        "volume": f"{use['volume']:,} tasks a month",
    }


def _assessment(raw: dict[str, Any]) -> dict[str, Any]:
    decided = raw["decision"] is not None
    return {
        "id": "01934f3a-0000-7000-8000-000000000001",
        "round": 1,
        "state": "decided" if decided else "in_review",
        "state_label": "Decided" if decided else "In review",
        "opened_on": str(firm.OPENED.date()),
        "submitted_on": str(firm.SUBMITTED.date()),
        "submitted_by": ASSESSOR,
        "set": "full",
    }


def _decision(wanted: dict[str, Any], stands: list[str]) -> dict[str, Any]:
    words = {"before_use": "Before use", "before_signature": "Before signature"}
    return {
        "outcome": wanted["outcome"],
        "outcome_label": "Approved with conditions",
        "reasons": wanted["reasons"],
        "decided_by": APPROVER,
        "decided_on": str(DAY),
        "submitted_by": ASSESSOR,
        "four_eyes": True,
        "valid_until": "2027-11-24",
        "digest": digest_of(wanted),
        "conditions": [
            {
                "number": number,
                "text": one["text"],
                "due_kind": one["due"],
                "due_label": words.get(one["due"], f"Within {one.get('days')} days"),
                "days": one.get("days"),
                "due_on": None,
                "owner": ASSESSOR,
                "names": stands if number == 1 else [],
                "met_on": None,
            }
            for number, one in enumerate(wanted["conditions"], 1)
        ],
        "gate_passes": [],
    }


def _history(raw: dict[str, Any]) -> list[dict[str, Any]]:
    lines = [
        (firm.OPENED, "assessment_opened", "Assessment opened", ASSESSOR, ""),
        (firm.ANSWERED, "answers_written", "Answers written", ASSESSOR, f"{len(raw['answers'])} answers"),
        (firm.SUBMITTED, "assessment_submitted", "Submitted for a decision", ASSESSOR, ""),
    ]
    if raw["decision"]:
        lines.append((firm.DECIDED, "assessment_decided", "Decided", APPROVER, "Approved with conditions"))
    return [
        {
            "seq": 10 + number,
            "at": at.isoformat().replace("+00:00", "Z"),
            "kind": kind,
            "kind_label": label,
            "by": by,
            "face": "command",
            "text": text,
        }
        for number, (at, kind, label, by, text) in enumerate(lines)
    ]


def _evidence(record: dict[str, Any], documents: Any) -> list[dict[str, Any]]:
    used: dict[str, list[str]] = {}
    for section in record["sections"]:
        for question in section["questions"]:
            for document in question["answer"]["documents"]:
                used.setdefault(document["id"], []).append(f"Question {question['number']}")
    return [
        {
            "id": one.id,
            "title": one.title,
            "kind": one.kind,
            "digest": one.digest,
            "size": 214,
            "issuer": one.issuer,
            "address": one.address,
            "seen_on": str(one.seen_on),
            "expires_on": None,
            "used_for": used.get(one.id, []),
        }
        for one in documents
    ]
