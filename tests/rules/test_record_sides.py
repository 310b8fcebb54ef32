"""What the public record says on one side of a contradiction: whole, by each form, and nothing where it is silent."""

from typing import Any

import pytest

from checklists.rules.answers import Answer
from checklists.rules.lineage import Lineage, Model, OutputTerms
from checklists.rules.record_sides import OnRecord, on_record
from tests.rules.makers import TODAY, make_answer, make_lineage, make_model, make_step

CARD = "https://maker.example/card"
TERMS = "https://maker.example/terms"
STATED = {"lineage": "derivation", "method": ["distillation", "pruning"]}


def test_a_derivation_stands_with_its_method_its_parents_and_where_it_was_read() -> None:
    steps = make_step(), make_step(parent="other", method="pruning", source="https://other.example", read_on=None)
    assert on_record(STATED, make_lineage(*steps), {}) == OnRecord(
        label="Student was made by distillation and pruning from Teacher and Other",
        said_by="Maker, its maker",
        source=CARD,
        read_on=TODAY,
        parent="Teacher and Other",
        method="distillation and pruning",
    )


@pytest.mark.parametrize(
    ("form", "says", "stands"),
    [
        ({}, "maker_stated", True),
        ({}, "maker_implied", True),
        ({}, "reported", False),
        ({"says": ["reported"]}, "reported", True),
        ({"says": ["reported"]}, "maker_stated", False),
        ({"method": ["merge"]}, "maker_stated", False),
    ],
)
def test_a_derivation_counts_as_the_form_says_who_must_have_said_it(form: dict, says: str, stands: bool) -> None:
    assert (on_record({**STATED, **form}, make_lineage(make_step(says=says)), {}) is not None) is stands


@pytest.mark.parametrize(
    "form", [{}, {"lineage": "phase_of_moon"}, {"lineage": "derivation"}, {"lineage": "status"}, {"lineage": "terms"}]
)
def test_a_form_that_asks_for_nothing_gets_nothing(form: dict) -> None:
    assert on_record(form, make_lineage(make_step()), {}) is None


def test_without_a_subject_on_record_nothing_is_said() -> None:
    assert on_record(STATED, make_lineage(make_step(), subject=None), {}) is None
    assert on_record(STATED, Lineage("student", {}, (make_step(),)), {}) is None


def test_a_status_stands_in_words_with_its_source_and_day() -> None:
    lineage = make_lineage(models=(make_model(status="not_distilled", status_source=CARD),))
    assert on_record({"lineage": "status", "any_of": ["not_distilled"]}, lineage, {}) == OnRecord(
        "Made by another route, the maker says", "Maker, its maker", CARD, TODAY
    )


def test_output_terms_stand_with_the_teacher_they_are_of() -> None:
    no = OutputTerms("no", "Not allowed.", TERMS, True)
    teacher = make_model("teacher", developer="Otherfirm", output_terms=no)
    form = {"lineage": "output_terms", "any_of": ["no"]}
    found = on_record(form, make_lineage(make_step(), models=(teacher,)), {})
    assert found == OnRecord(
        label="Its terms do not allow outputs to be used for training: Teacher",
        said_by="Otherfirm, its maker",
        source=TERMS,
        read_on=TODAY,
        parent="Teacher",
        method="distillation",
    )
    assert on_record({"lineage": "output_terms"}, make_lineage(make_step(), models=(teacher,)), {}) is None


# ---- Held against what an answer names

BY_NAME = {"lineage": "developer", "not_named_by": "base"}


def makers(*names: str) -> Lineage:
    """A model by Maker, made from one model of each of these makers."""
    others = tuple(make_model(f"m{number}", developer=name) for number, name in enumerate(names))
    subject: Model = make_model(status_source=CARD)
    return make_lineage(*(make_step(parent=other.id) for other in others), models=(subject, *others))


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("Llama by Meta", "Meta"),
        ("Llama by Facebook AI", "Facebook AI (Meta)"),
        ("Llama by Facebook AI (Meta)", "Facebook AI (Meta)"),
        ("Meta and Otherfirm", "Otherfirm"),
    ],
)
def test_of_makers_that_share_a_name_the_one_that_was_typed_is_shown(typed: str, answered: str) -> None:
    lineage = makers("Meta", "Facebook AI (Meta)", "Otherfirm")
    assert on_record(BY_NAME, lineage, {"base": make_answer("base", {"name": typed})}) == OnRecord(
        "Maker", "The public record", CARD, TODAY, answered=answered
    )


@pytest.mark.parametrize("value", [None, "Otherfirm", {"name": None}, {"ai_model": "m0"}])
@pytest.mark.parametrize("form", [BY_NAME, {"lineage": "parent", "method": ["distillation"], "not_named_by": "base"}])
def test_an_answer_that_types_no_name_is_held_against_nothing(form: dict, value: Any) -> None:
    answers: dict[str, Answer] = {} if value is None else {"base": make_answer("base", value)}
    found = on_record(form, makers("Otherfirm"), answers)
    assert found is None
