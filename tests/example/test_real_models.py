"""What the example says of real models stands in the catalogue, with its address and date; the rest is made up."""

from typing import Any

import pytest
from django_scopes import scope

from checklists.catalogue.load import read_edition
from checklists.models import Answer, Evidence
from procurement.example import deepseek, distilbert, gpt4o_mini
from procurement.example.load import example_assessments, load_example

CASES = (distilbert.CASE, deepseek.CASE, gpt4o_mini.CASE)
FILES = read_edition()
WRITTEN = {model.key: model.model_dump_json() for model in FILES.models}
# Questions whose answer is a claim about how a real model was made.
OF_THE_MODEL = {
    "base_model_licence",
    "model_card_supplied",
    "is_this_distilled",
    "teacher_model_identity",
    "distillation_done_by",
    "distillation_method",
    "teacher_terms_allow_training",
    "other_techniques_used",
    "accuracy_vs_teacher",
    "training_data_provenance",
}


@pytest.fixture
def kept(db) -> list[Evidence]:
    with scope(organisation=load_example()):
        return list(Evidence.objects.order_by("id"))


def test_every_piece_of_evidence_has_an_address_and_a_statement_of_the_catalogue(kept):
    everything = " ".join(WRITTEN.values())
    for row in kept:
        assert row.address in everything, row.address
        assert row.text.endswith("(Our statement of what the page says, not its text.)")
        assert row.seen_on.isoformat() == FILES.known_models.compiled


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_an_answer_about_how_a_real_model_was_made_rests_on_evidence_or_says_nothing(case: dict[str, Any]):
    for answer in case["answers"]:
        if answer.get("rung") == "buyer_tested":
            assert case["comparison"]["how"] == "own_test", answer["question"]
        elif answer["question"] in OF_THE_MODEL and answer.get("state", "answered") == "answered":
            assert answer.get("evidence"), answer["question"]
            assert answer["rung"] == "published_by_vendor"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_nothing_is_ruled_out_for_a_real_model_that_its_maker_has_not_ruled_out(case: dict[str, Any]):
    assert "other_techniques_used" not in [answer["question"] for answer in case["answers"]]


def test_nothing_was_read_before_it_was_said(kept):
    with scope(organisation=load_example()):
        for answer in Answer.objects.filter(evidence__isnull=False).prefetch_related("evidence__evidence"):
            for tie in answer.evidence.all():
                assert tie.evidence.seen_on <= answer.said_on
        assert [name for name, _ in example_assessments()] == [case["file"] for case in CASES]
