"""The comparisons of two tiers in the example, recorded through the services that a person's pages use."""

from datetime import date
from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.formats.own_items import OwnItem
from checklists.models import Evaluation, ModelUse
from checklists.rules.trade_off.evaluation import How
from checklists.services.evaluations import plan_evaluation, record_evaluation
from checklists.services.own_tests import Marks, Outputs, add_items, finish_own_test, mark_items, record_outputs
from procurement.example import firm
from procurement.example.letters import Letter, letters_of


def record_comparison(case: dict[str, Any], use: ModelUse, by: Actor) -> None:
    """Put a case's comparison on record, where it has one: a guided own test, or the counts that a vendor gave."""
    if "comparison" not in case:
        return
    given = dict(case["comparison"])
    slices, measured_on = given.pop("slices"), date.fromisoformat(given.pop("measured_on"))
    given["tolerance"] = Decimal(given["tolerance"])
    if given.get("how") == How.OWN_TEST:
        _own_test(use, given, list(letters_of(slices)), measured_on, by)
    else:
        record_evaluation(model_use=use, slices=slices, measured_on=measured_on, by=by, at=firm.TESTED, **given)


def _own_test(use: ModelUse, given: dict[str, Any], letters: list[Letter], measured_on: date, by: Actor) -> None:
    """Step by step, as a person does it: the limit first, then items, drafts, marks, and the end."""
    test = plan_evaluation(model_use=use, by=by, at=firm.PLANNED, **given)
    numbered = dict(enumerate(letters, 1))
    add_items(test, items=[OwnItem(each.text, each.kind) for each in letters], by=by, at=firm.PLANNED)
    drafts = {number: Outputs(each.larger, each.cheaper) for number, each in numbered.items()}
    record_outputs(test, outputs=drafts, by=by, at=firm.TESTED)
    mark_items(test, marks=_marks(test, numbered), by=by, at=firm.TESTED)
    finish_own_test(test, measured_on=measured_on, version=None, by=by, at=firm.TESTED)


def _marks(test: Evaluation, numbered: dict[int, Letter]) -> dict[int, Marks]:
    """In the order in which each item shows its two drafts: who marks does not see which tier wrote which."""
    marks = {}
    for item in test.items.all():
        letter = numbered[item.number]
        said = {"larger": _word(letter.larger_right), "cheaper": _word(letter.cheaper_right)}
        first, second = item.first_and_second
        marks[item.number] = Marks(said[first], said[second])
    return marks


def _word(right: bool) -> str:
    return "right" if right else "wrong"
