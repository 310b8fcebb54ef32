"""What models in use rest on, read from the tables: by the register, the answers, or neither."""

import pytest

from checklists.models import AIModel, Organisation
from checklists.rules.concentration import KINDS, View
from checklists.services import assessments, model_uses
from checklists.services.concentration import resting
from tests import makers
from tests.database import statements

pytestmark = pytest.mark.django_db
MOST = 7


def view(kind: str) -> View:
    return resting().found.views[KINDS.index(kind)]


def names(kind: str) -> dict[str, int]:
    return {share.name: len(share.sure) for share in view(kind).shares}


def picked(key: str) -> dict[str, str]:
    return {"ai_model": str(AIModel.objects.get(key=key).pk)}


def test_a_model_named_in_an_answer_counts_where_the_register_has_none(organisation: Organisation) -> None:
    makers.make_answer(makers.make_assessment(), "base_model_and_creator", picked("distilbert-base-uncased"))
    assert names("model") == {"BERT-Base, Uncased": 1, "DistilBERT base uncased": 1}


def test_where_register_and_answer_name_different_models_neither_counts(organisation: Organisation) -> None:
    use = makers.make_use(model="gpt-4o-mini")
    makers.make_answer(makers.make_assessment(use), "base_model_and_creator", picked("distilbert-base-uncased"))
    assert names("model") == {} and view("model").unknown == (str(use.pk),)


def test_a_typed_name_brings_no_model_with_it(organisation: Organisation) -> None:
    assessment = makers.make_assessment()
    makers.make_answer(assessment, "base_model_and_creator", {"name": "DistilBERT"})
    assert view("model").unknown == (str(assessment.model_use_id),)


def test_where_it_runs_is_our_own_word_or_the_vendors_and_nobody_knows_where_the_two_differ(
    organisation: Organisation,
) -> None:
    use = makers.make_use(facts={"hosting": "on_device"})
    assert names("host") == {"Our own laptops, phones or other devices": 1}
    assessment = makers.make_assessment(use)
    makers.make_answer(assessment, "processing_locations", ["uk"], follow_up="vendor_cloud")
    assert names("host") == {} and view("host").unknown == (str(use.pk),)


def test_an_answer_of_an_older_round_counts_only_where_it_was_carried_over(organisation: Organisation) -> None:
    assessment = makers.make_assessment()
    answer = makers.make_answer(assessment, "base_model_and_creator", picked("gpt-4o-mini"))
    assert names("model") == {"GPT-4o mini": 1}
    makers.make_answer(assessment, "base_model_and_creator", state="not_yet", version=answer.version)
    assert names("model") == {}


def test_a_retired_use_is_not_counted(organisation: Organisation) -> None:
    use = makers.make_use(model="gpt-4o-mini")
    model_uses.change_model_use(use, version=use.version, state="retired", by=makers.COMMAND, at=makers.NOW)
    assert resting().found.total == 0


def test_another_organisations_models_in_use_are_not_counted(organisation: Organisation) -> None:
    with makers.in_organisation(makers.make_organisation("Another")):
        makers.make_use(model="gpt-4o-mini")
    assert resting().found.total == 0


def test_the_count_costs_the_same_statements_for_ten_uses_and_for_a_thousand(organisation: Organisation) -> None:
    product = makers.make_product()
    for _ in range(10):
        assessments.open_assessment(
            model_use=makers.make_use(product, model="gpt-4o-mini"), by=makers.COMMAND, at=makers.NOW
        )
    resting()
    with statements() as few:
        resting()
    makers.make_many_uses(product, 990)
    with statements() as many:
        assert resting().found.total == 1_000
    assert len(many) == len(few) <= MOST
