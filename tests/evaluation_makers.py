"""Comparisons of two tiers for tests: planned, with results, and as an own test with its items."""

from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.formats.own_items import OwnItem
from checklists.models import Evaluation, ModelUse
from checklists.services import evaluations, own_tests
from checklists.services.own_tests import Marks, Outputs
from tests.makers import COMMAND, NOW, TODAY, make_use

CSV = b"item,slice,larger_correct,cheaper_correct\n1,letters,yes,yes\n2,letters,yes,no\n3,forms,no,yes\n4,forms,no,no\n"
SLICES = [{"name": "letters", "both": 80, "only_larger": 12, "only_cheaper": 5, "neither": 3}]
NAMED = {"title": "Oak against Oak Lite", "task": "Sorting letters", "larger": "Oak", "cheaper": "Oak Lite"}


def make_plan(use: ModelUse | None = None, *, by: Actor = COMMAND, at: Any = NOW, **values: Any) -> Evaluation:
    given = NAMED | {"tolerance": Decimal("3")} | values
    made = evaluations.plan_evaluation(model_use=use or make_use(by=by), by=by, at=at, **given)
    return evaluations.find_evaluation(made.pk)


def make_evaluation(use: ModelUse | None = None, *, by: Actor = COMMAND, at: Any = NOW, **values: Any) -> Evaluation:
    """With results."""
    given = NAMED | {"slices": SLICES, "measured_on": TODAY} | values
    made = evaluations.record_evaluation(model_use=use or make_use(by=by), by=by, at=at, **given)
    return evaluations.find_evaluation(made.pk)


def make_test(use: ModelUse | None = None, *, items: int = 3, by: Actor = COMMAND, **values: Any) -> Evaluation:
    """An own test with its items, half of them letters."""
    test = make_plan(use, by=by, how="own_test", **values)
    lines = [OwnItem(f"Item {number}", "letters" if number % 2 else "forms") for number in range(1, items + 1)]
    return own_tests.add_items(test, items=lines, by=by, at=NOW) if items else test


def make_outputs(test: Evaluation, numbers: Any = (1, 2, 3), by: Actor = COMMAND) -> Evaluation:
    outputs = {number: Outputs(f"Larger {number}", f"Cheaper {number}") for number in numbers}
    return own_tests.record_outputs(test, outputs=outputs, by=by, at=NOW)


def make_marks(test: Evaluation, by: Actor = COMMAND, **marks: tuple[str, str]) -> Evaluation:
    """`n1=("right", "wrong")` marks A and B of item 1."""
    given = {int(name[1:]): Marks(*each) for name, each in marks.items()}
    return own_tests.mark_items(test, marks=given, by=by, at=NOW)
