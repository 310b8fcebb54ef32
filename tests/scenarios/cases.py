"""From a scenario to a case: what was written becomes what the rules read, on the catalogue that Candour ships."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from checklists.catalogue.content import to_content
from checklists.catalogue.convert_models import model_from, steps_from
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import read_edition
from checklists.rules.answers import Answer, Document, Judged, Rung, State, check_answer
from checklists.rules.case import Case, GatePass
from checklists.rules.content import Content
from checklists.rules.facts import FactDefinition, Origin, Said, check_value
from checklists.rules.lineage import Lineage, Model, Step
from checklists.rules.obligations import Obligation, OwnRecord
from checklists.rules.questions import Question
from checklists.rules.values import Problem
from tests.scenarios import shape

NOT_KNOWN = "not known"
SAID_ON = date(2026, 11, 2)


@cache
def shipped() -> EditionFiles:
    return read_edition()


@cache
def content() -> Content:
    return to_content(shipped(), "Due diligence on the AI in a product")


@cache
def definitions() -> dict[str, FactDefinition]:
    return {fact.name: fact for fact in content().edition.facts}


@cache
def obligations() -> dict[str, Obligation]:
    return {duty.key: duty for duty in content().edition.obligations}


@cache
def questions() -> dict[str, Question]:
    return {question.key: question for question in content().questionnaire.questions}


@cache
def known_models() -> Lineage:
    """Every known model with every step between them, their keys as ids; no subject."""
    read_on = day(shipped().known_models.compiled)
    raws = [model.model_dump(mode="json") for model in shipped().models]
    models = {raw["key"]: model_from(raw, read_on=read_on) for raw in raws}
    return Lineage(None, models, tuple(step for raw in raws for step in steps_from(raw, read_on=read_on)))


def case_of(scenario: shape.Scenario, otherwise: str, **more: Any) -> Case:
    """The case of a scenario; `otherwise` is the day of its file. The buyer says the facts and picks the model."""
    return Case(
        judged_on=day(scenario.day or otherwise),
        said=said(scenario.facts),
        answers={given.question: answer_from(given) for given in scenario.answers},
        lineage=replace(known_models(), subject=scenario.model),
        picked_model=scenario.model,
        vendor="Northwind Software Ltd",
        **more,
    )


def said(facts: dict[str, Any]) -> tuple[Said, ...]:
    """The buyer's statements. Raises ValueError where a fact is not the buyer's to state, or has no such value."""
    known = {name: raw for name, raw in facts.items() if raw != NOT_KNOWN}
    for name in known:
        if Origin.BUYER not in definitions()[name].origins:
            raise ValueError(f"{name}: the buyer is not asked this; let a model or an answer say it.")
    return tuple(
        Said(name, check_value(definitions()[name], raw), Origin.BUYER, on=SAID_ON) for name, raw in known.items()
    )


def day(text: str) -> date:
    return date.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return day(text) if text else None


def documents_from(given: shape.DocumentGiven | None) -> tuple[Document, ...]:
    if given is None:
        return ()
    return (Document(given.title, given.title, "file", "0" * 64, given.issuer or "", _day(given.expires_on)),)


def answer_from(given: shape.AnswerGiven) -> Answer:
    """An answer as it would be stored. Where the maker was asked, that was on the day of the answer."""
    return Answer(
        question=given.question,
        state=State(given.state),
        value=given.answer,
        follow_up=given.follow_up,
        reason=given.reason or "",
        rung=Rung(given.rung) if given.rung else Rung.OWN_RECORD if given.by == "buyer" else Rung.VENDOR_SAYS,
        said_by=given.by,
        said_on=day(given.date),
        date_asked=day(given.date) if given.state == State.DOES_NOT_KNOW else None,
        judged=Judged(given.judged) if given.judged else None,
        judged_comment=given.comment or "",
        documents=documents_from(given.document),
    )


def problems_of_answers(scenarios: Iterable[shape.Scenario]) -> dict[tuple[str, str], tuple[Problem, ...]]:
    """What the product would refuse among the answers of scenarios, by scenario and question."""
    given = [(scenario.name, answer) for scenario in scenarios for answer in scenario.answers]
    found = {(name, each.question): _problems(each) for name, each in given}
    return {place: problems for place, problems in found.items() if problems}


def _problems(given: shape.AnswerGiven) -> tuple[Problem, ...]:
    answer, questionnaire = answer_from(given), content().questionnaire
    return check_answer(
        questions()[given.question],
        questionnaire,
        answer.state,
        answer.value,
        answer.follow_up,
        answer.reason,
        answer.note,
        answer.date_asked,
    )


def record_from(obligation: str, given: shape.RecordGiven) -> OwnRecord:
    return OwnRecord(
        obligation=obligation,
        item=given.item,
        owner=given.owner or "",
        on=_day(given.date),
        statement=given.statement or "",
        documents=documents_from(given.document),
        firm=given.firm,
        expires_on=_day(given.expires_on),
    )


def pass_from(given: shape.PassGiven) -> GatePass:
    return GatePass(given.question, given.reason, given.by, day(given.date), day(given.expires_on))


def with_own_model(case: Case, own: shape.OwnModel | None) -> Case:
    """The same case on a model of the organisation's own, distilled from a known one as its maker says."""
    if own is None:
        return case
    model = Model(own.key, own.name, own.developer, weights="closed", status="stated")
    step = Step(own.key, own.distilled_from, "distillation", "maker_stated", read_on=SAID_ON)
    lineage = Lineage(own.key, {**case.lineage.models, own.key: model}, (*case.lineage.steps, step))
    return replace(case, lineage=lineage, picked_model=own.key)
