"""What was given for other eyes than a dossier's readers does not travel in it, in no sentence of it."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from checklists.dossier.snapshot import snapshot_of
from checklists.models import AIModel
from checklists.services import changes, evidence, model_uses, prices
from checklists.services.assessments import find_assessment, submit_assessment
from tests.evaluation_makers import make_evaluation
from tests.makers import COMMAND, NOW, TODAY, make_answer, make_assessment, make_price, make_use
from tests.services.test_changes import decide, make_decided

W = {"by": COMMAND, "at": NOW}
CANARY = "Canary-words-for-the-team-alone"


def answer_of(snapshot, key):
    for section in snapshot["judgement"]["sections"]:
        for question in section["questions"]:
            if question["key"] == key:
                return question["answer"]
    raise KeyError(key)


@pytest.mark.parametrize("who", ["buyer_team", "regulator_or_auditor"])
def test_an_answer_for_other_eyes_is_named_as_held_with_a_digest(organisation, who):
    assessment = make_assessment(make_use(model="gpt-4o-mini"))
    answer = make_answer(assessment, "uses_to_avoid", CANARY, note=CANARY, who_may_see=who)
    evidence.keep_file(content=b"words", filename="a.txt", title=CANARY, answer=answer, **W)
    make_answer(assessment, "is_this_distilled", "no")
    submit_assessment(assessment, **W)
    snapshot = snapshot_of(find_assessment(assessment.pk), TODAY)
    assert CANARY not in json.dumps(snapshot)
    held = answer_of(snapshot, "uses_to_avoid")
    assert held["value"] is None and len(held["withheld"]) == 64
    assert answer_of(snapshot, "is_this_distilled")["value"] == "no"


def test_what_is_confidential_is_held_back_too(organisation):
    assessment = make_assessment()
    make_answer(assessment, "uses_to_avoid", None, state="confidential", reason="under_nda", note=CANARY)
    assert CANARY not in json.dumps(snapshot_of(assessment, TODAY))


def test_a_fact_that_rests_on_a_hidden_answer_alone_does_not_give_it_away(organisation):
    assessment = make_assessment(make_use(facts={"processes_personal_data": True}))
    make_answer(assessment, "training_on_our_inputs", "always", who_may_see="buyer_team")
    facts = {fact["name"]: fact for fact in snapshot_of(assessment, TODAY)["judgement"]["facts"]}
    told = facts["customer_data_used_for_training"]
    assert told["value"] is None and told["said"][0]["value"] is None


def test_a_contradiction_with_a_hidden_answer_repeats_no_words(organisation):
    assessment = make_assessment(make_use(model="distilbert-base-uncased"))
    make_answer(assessment, "is_this_distilled", "no", who_may_see="buyer_team")
    found = snapshot_of(assessment, TODAY)["judgement"]["contradictions"]
    assert found and all("given in confidence" in one["wording"] for one in found)


def test_a_contradiction_does_not_name_the_model_that_only_a_hidden_answer_names(organisation):
    assessment = make_assessment()
    model = AIModel.objects.get(key="distilbert-base-uncased")
    make_answer(assessment, "base_model_and_creator", {"ai_model": str(model.pk)}, who_may_see="buyer_team")
    make_answer(assessment, "is_this_distilled", "no")
    found = snapshot_of(assessment, TODAY)["judgement"]["contradictions"]
    assert found and not any("DistilBERT" in json.dumps(one) for one in found)


def test_two_answers_of_which_one_is_hidden_are_not_set_side_by_side(organisation):
    assessment = make_assessment()
    make_answer(assessment, "training_on_our_inputs", "never", who_may_see="buyer_team")
    make_answer(assessment, "our_data_in_distillation", "used_no_dpa")
    [found] = snapshot_of(assessment, TODAY)["judgement"]["contradictions"]
    assert {found["left"]["label"], found["right"]["label"]} == {"Given in confidence."}


def test_the_digest_differs_where_hidden_words_differ(organisation):
    assessment = make_assessment()
    make_answer(assessment, "uses_to_avoid", "One", who_may_see="buyer_team")
    first = answer_of(snapshot_of(assessment, TODAY), "uses_to_avoid")["withheld"]
    make_answer(assessment, "uses_to_avoid", "Two", who_may_see="buyer_team")
    assert answer_of(snapshot_of(assessment, TODAY), "uses_to_avoid")["withheld"] != first


def test_the_digest_of_a_hidden_yes_is_not_found_by_trying(organisation):
    digests = set()
    for _ in range(2):
        assessment = make_assessment()
        make_answer(assessment, "is_this_distilled", "yes", who_may_see="buyer_team")
        digests.add(answer_of(snapshot_of(assessment, TODAY), "is_this_distilled")["withheld"])
    assert len(digests) == 2


def set_aside(assessment):
    """The history that a dossier tells once everything that changed since its decision was set aside."""
    for row in changes.look_for_changes(model_use=assessment.model_use, **W):
        changes.dismiss_change(row, reason="It does not matter to us.", **W)
    told = [one["text"] for one in snapshot_of(find_assessment(assessment.pk), TODAY)["history"]]
    assert any("A change was set aside" in line for line in told)
    return " ".join(told)


def test_a_price_given_in_confidence_is_not_told_where_its_change_is_set_aside(organisation):
    use = make_use()
    first = make_price(use, price=Decimal("71.13"), in_confidence=True)
    decided = make_decided(use)
    prices.withdraw_price(first, version=None, **W)
    make_price(use, price=Decimal("83.17"), in_confidence=True)
    told = set_aside(decided)
    assert "What it costs" in told and "83.17" not in told and "71.13" not in told


def test_an_answer_for_other_eyes_is_not_told_where_a_change_of_what_rests_on_it_is_set_aside(organisation):
    assessment = make_assessment(make_use(facts={"processes_personal_data": True}))
    make_answer(assessment, "training_on_our_inputs", "always", who_may_see="buyer_team")
    submit_assessment(assessment, **W)
    decided = decide(find_assessment(assessment.pk))
    facts = {"customer_data_used_for_training": False}
    model_uses.say_facts(decided.model_use, facts=facts, version=None, **W)
    told = set_aside(decided)
    assert "What happens to your data" in told and "when you decided" not in told and "yes" not in told


def with_a_hidden_model():
    """A model in use of which only an answer for the team says which model it is; the price list names it too."""
    assessment = make_assessment()
    model = AIModel.objects.get(key="gpt-4o-mini")
    make_answer(assessment, "base_model_and_creator", {"ai_model": str(model.pk)}, who_may_see="buyer_team")
    return assessment


def test_a_list_price_does_not_name_the_model_that_only_a_hidden_answer_names(organisation):
    assessment = with_a_hidden_model()
    key = next(one.key for one in prices.list_prices_for(assessment.model_use) if one.model == "gpt-4o-mini")
    prices.take_catalogue_price(model_use=assessment.model_use, tier="cheaper", key=key, **W)
    money = snapshot_of(assessment, TODAY)["judgement"]["money"]
    told = money["tiers"][1]["prices"][0]
    assert "gpt-4o" not in json.dumps(money) and (told["label"], told["address"]) == ("", "")
    assert told["source"] == "Given in confidence.", "it has one"
    assert told["price_label"] != "Given in confidence."


def test_an_old_list_price_does_not_name_it_either(organisation):
    assessment = with_a_hidden_model()
    make_price(assessment.model_use, "cheaper", label="gpt-4o-mini", read_on=TODAY - timedelta(days=900))
    [old] = snapshot_of(assessment, TODAY)["judgement"]["money"]["old"]
    assert "gpt-4o" not in old and "Cheaper tier" in old


def test_a_finding_about_a_late_limit_does_not_name_the_tiers_that_are_held_back(organisation):
    assessment = with_a_hidden_model()
    make_evaluation(assessment.model_use, title="GPT-4o against GPT-4o mini", tolerance=Decimal("3"))
    record = snapshot_of(assessment, TODAY)["judgement"]
    told = [record[name] for name in ("findings", "next_steps", "blocking", "recommendation", "trade_off")]
    assert "GPT-4o" not in json.dumps(told) and any(one["rule"] == "held" for one in record["findings"])
