"""Load the example through the services, in one transaction: all of it is there, or none."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django_scopes import scope

from checklists.actor import Actor, system
from checklists.models import AIModel, Answer, Assessment, Membership, ModelUse, Organisation
from checklists.rules.lineage import Lineage, Model
from checklists.services import (
    answers,
    assessments,
    decisions,
    evidence,
    firm_records,
    model_uses,
    people,
    reviewing,
    vendors,
)
from checklists.services.content import catalogue_graph, current_edition
from checklists.services.given import Given
from checklists.services.judging import day_of, judge_assessment
from procurement.example import deepseek, distilbert, firm, gpt4o_mini
from procurement.example.comparisons import record_comparison
from procurement.example.money import record_money

CASES = (distilbert.CASE, deepseek.CASE, gpt4o_mini.CASE)
BY = system("The example", "command")


def example_organisation() -> Organisation | None:
    """The example, where it is loaded."""
    return Organisation.objects.filter(slug=firm.SLUG, is_example=True).first()


def load_example() -> Organisation:
    """Load the example where it is not there yet."""
    there = example_organisation()
    if there is not None:
        return there
    with transaction.atomic():
        organisation = people.create_organisation(
            name=firm.NAME, slug=firm.SLUG, is_example=True, by=BY, at=firm.OPENED
        )
        with scope(organisation=organisation):
            staff = _people()
            for case in CASES:
                _case(case, staff)
    return organisation


def example_assessments() -> list[tuple[str, Assessment]]:
    """The example's assessments with the name of the file that each dossier is written to. In its scope."""
    found = []
    for case in CASES:
        row = Assessment.objects.filter(model_use__name=case["use"]["name"]).order_by("-round").first()
        if row is not None:
            found.append((case["file"], assessments.find_assessment(row.pk)))
    return found


def _people() -> dict[str, Membership]:
    return {
        one["key"]: people.add_member(name=one["name"], email=one["email"], role=one["role"], by=BY, at=firm.OPENED)
        for one in firm.PEOPLE
    }


def _actor(member: Membership) -> Actor:
    return Actor("person", member.user_id, member.user.name, "command", member.user_id, member.role)


def _case(case: dict[str, Any], staff: dict[str, Membership]) -> None:
    by = _actor(staff["assessor"])
    use = _use(case, staff["assessor"], by)
    opened = assessments.open_assessment(model_use=use, by=by, at=firm.OPENED)
    assessment = assessments.find_assessment(opened.pk)
    record_comparison(case, use, by)
    rows = answers.write_answers(assessment, [_given(one) for one in case["answers"]], by=by, at=firm.ANSWERED)
    record_money(case, use, by)
    _evidence(case, rows, by)
    _records(case, use, staff["assessor"], by)
    if case["judge"]:
        reviewing.judge_answers(assessment, case["judge"], by=by, at=firm.SUBMITTED)
    assessments.submit_assessment(assessment, by=by, at=firm.SUBMITTED)
    if case["decision"]:
        _decide(assessments.find_assessment(assessment.pk), case["decision"], staff)


def _use(case: dict[str, Any], owner: Membership, by: Actor) -> ModelUse:
    vendor = vendors.record_vendor(by=by, at=firm.OPENED, **case["vendor"]) if case["vendor"] else None
    product = vendors.record_product(vendor=vendor, by=by, at=firm.OPENED, **case["product"])
    named = dict(case["use"])
    model = AIModel.objects.get(key=named.pop("model"))
    facts = firm.FIRM_FACTS | case["facts"]
    return model_uses.record_model_use(
        product=product, ai_model=model, owner=owner, facts=facts, by=by, at=firm.OPENED, **named
    )


def _given(raw: dict[str, Any]) -> Given:
    value = {"ai_model": str(AIModel.objects.get(key=raw["model"]).pk)} if "model" in raw else raw.get("value")
    asked = date.fromisoformat(raw["date_asked"]) if "date_asked" in raw else None
    same = {name: raw[name] for name in ("follow_up", "reason", "note", "rung", "said_by") if name in raw}
    return Given(question=raw["question"], state=raw.get("state", "answered"), value=value, date_asked=asked, **same)


def _evidence(case: dict[str, Any], rows: dict[str, Answer], by: Actor) -> None:
    """Each public source once, with our statement of what it says; then tied to every answer that rests on it."""
    kept = {name: _kept(wanted, by) for name, wanted in case["evidence"].items()}
    for one in case["answers"]:
        for name in one.get("evidence", ()):
            evidence.attach_evidence(rows[one["question"]], kept[name], by=by, at=firm.ANSWERED)


def _kept(wanted: dict[str, Any], by: Actor) -> Any:
    edition = current_edition()
    graph = catalogue_graph(edition.pk)
    statement, address = statement_of(graph, wanted)
    model = _model(graph, wanted["model"])
    return evidence.keep_address(
        address=address,
        text=f"{statement} (Our statement of what the page says, not its text.)",
        title=f"{model.developer} on {model.name}",
        issuer="The catalogue's reading" if "statement" in wanted else model.developer,
        seen_on=edition.compiled,
        by=by,
        at=firm.ANSWERED,
    )


def _model(graph: Lineage, key: str) -> Model:
    return next(one for one in graph.models.values() if one.key == key)


def statement_of(graph: Lineage, wanted: dict[str, Any]) -> tuple[str, str]:
    """What the catalogue says a public page says, and where it is. Silence is no document of the maker."""
    model = _model(graph, wanted["model"])
    if "statement" in wanted:
        return wanted["statement"], wanted["address"]
    if wanted.get("terms") and model.output_terms:
        return model.output_terms.statement, model.output_terms.source or ""
    if "figure" in wanted:
        figure = next(one for one in model.figures if one.metric == wanted["figure"])
        return f"{figure.metric}: {figure.retention_percent} per cent, as the maker states it.", figure.source or ""
    parent = _model(graph, wanted.get("edge") or wanted["card"])
    step = next(one for one in graph.steps if (one.child, one.parent) == (model.id, parent.id))
    card = f"This page is the model card of {model.name}, by {model.developer}."
    return (card if "card" in wanted else step.statement), step.source or ""


def _records(case: dict[str, Any], use: ModelUse, owner: Membership, by: Actor) -> None:
    for one in case["records"]:
        on = day_of(firm.ANSWERED)
        firm_records.write_firm_record(model_use=use, owner=owner, on=on, by=by, at=firm.ANSWERED, **one)


def _decide(assessment: Assessment, wanted: dict[str, Any], staff: dict[str, Membership]) -> None:
    """Decided as a person would: on the digest of the day. What stands in the way is named by the first condition."""
    judged = judge_assessment(assessment, day_of(firm.DECIDED))
    stands = tuple(block.key for block in decisions.blocking(judged.judgement))
    conditions = [
        decisions.Wanted(one["text"], one["due"], one.get("days"), staff["assessor"], stands if place == 0 else ())
        for place, one in enumerate(wanted["conditions"])
    ]
    decisions.decide(
        assessment,
        outcome=wanted["outcome"],
        reasons=wanted["reasons"],
        digest=judged.digest,
        judged_on=day_of(firm.DECIDED),
        conditions=conditions,
        by=_actor(staff["approver"]),
        at=firm.DECIDED,
    )


def moment() -> datetime:
    """The moment as of which the example's dossiers are frozen."""
    return firm.DECIDED
