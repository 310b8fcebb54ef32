"""Every kind of answer, as it is typed on the sheet and as it stands afterwards."""

from typing import Any

import pytest

from checklists.models import AIModel, Answer, Assessment, Organisation
from tests import makers
from tests.admin.staff import Staff, text_of

SHEET = "admin:answers"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    facts = {"processes_personal_data": True, "hosting": "vendor_cloud", "supplied_as": "feature_inside_other_software"}
    return makers.make_assessment(makers.make_use(facts=facts))


def typed(key: str, **fields: Any) -> dict[str, Any]:
    """The fields of one card."""
    return {key if name == "pick" else f"{key}--{name}": value for name, value in fields.items()}


CASES = [
    ("intake", "task_and_example", {"text": "Letters about VAT"}, "Letters about VAT"),
    ("intake", "output_checking", {"pick": "answered:sample"}, "sample"),
    ("intake", "tolerance_before_test", {"pick": "answered", "text": "5 %"}, "5"),
    (
        "intake",
        "cost_of_a_mistake",
        {"pick": "answered", "text": "£1,200.50"},
        {"amount": "1200.50", "currency": "GBP"},
    ),
    ("data_use", "prompt_retention_days", {"pick": "answered", "text": "30"}, "30"),
    ("data_use", "prompt_retention_days", {"pick": "answered:no_limit"}, "no_limit"),
    ("data_use", "subprocessors_listed", {"text": "https://example.org/list"}, "https://example.org/list"),
    ("ncsc", "ai_security_testing", {"pick": "answered", "text": "12 November 2026"}, "2026-11-12"),
    ("base_model", "base_model_and_creator", {"text": "An unheard-of model"}, {"name": "An unheard-of model"}),
]


WAITING = {"pick": "does_not_know", "why_unknown": "we_asked_and_wait"}


@pytest.mark.parametrize(("section", "key", "fields", "value"), CASES)
def test_an_answer_of_each_kind_is_kept_and_shown_again_as_it_stands(
    assessor: Staff, assessment: Assessment, section: str, key: str, fields: dict[str, Any], value: Any
) -> None:
    response = assessor.send(SHEET, assessment.pk, section, **typed(key, **fields))
    row = Answer.objects.get(question=key)
    assert response.status_code == 302
    assert (row.state, row.value) == ("answered", value)
    assert assessor.send(SHEET, assessment.pk, section).status_code == 302
    assert Answer.objects.get(question=key).version == 1


def test_a_name_that_is_one_models_own_is_offered_and_picked_by_nobody_but_a_person(
    assessor: Staff, assessment: Assessment
) -> None:
    sent = assessor.send(SHEET, assessment.pk, "base_model", **typed("base_model_and_creator", text="gpt-4o mini"))
    assert sent["Location"].endswith("base_model/#q-base_model_and_creator")
    assert Answer.objects.get().value == {"name": "gpt-4o mini"}
    page = assessor.see(SHEET, assessment.pk, "base_model")
    assert "The same name. Pick it if it is this one." in page and "Look whether it is one of the models below" in page
    model = AIModel.objects.get(key="gpt-4o-mini")
    assessor.send(SHEET, assessment.pk, "base_model", page=page, **typed("base_model_and_creator", meant=str(model.pk)))
    assert Answer.objects.get().value == {"ai_model": str(model.pk)}
    assert "Picked from the AI models on record" in assessor.see(SHEET, assessment.pk, "base_model")


def test_who_has_seen_what_may_be_meant_and_picks_none_goes_on(assessor: Staff, assessment: Assessment) -> None:
    assessor.send(SHEET, assessment.pk, "base_model", **typed("base_model_and_creator", text="gpt-4o mini"))
    sent = assessor.send(SHEET, assessment.pk, "base_model", **typed("base_model_and_creator", note="As they wrote it"))
    assert "/answers/base_model/" not in sent["Location"]
    assert Answer.objects.get().value == {"name": "gpt-4o mini"}


def test_a_model_that_was_picked_in_a_table_stays_picked_when_another_cell_changes(
    assessor: Staff, assessment: Assessment
) -> None:
    model = AIModel.objects.get(key="gpt-4o-mini")
    rows = [{"test": "VAT", "model_tested": {"ai_model": str(model.pk)}}]
    makers.make_answer(assessment, "rare_and_hard_cases", rows)
    fields = {"rare_and_hard_cases--row-1-test": "PAYE", "rare_and_hard_cases--row-1-model_tested": "GPT-4o"}
    assessor.send(SHEET, assessment.pk, "accuracy_trade_off", **fields)
    kept = [row["model_tested"] for row in Answer.objects.get().value]
    assert kept == [{"ai_model": str(model.pk)}, {"name": "GPT-4o"}]


def test_a_name_that_may_mean_several_models_is_kept_and_they_are_offered(
    assessor: Staff, assessment: Assessment
) -> None:
    assessor.send(SHEET, assessment.pk, "base_model", **typed("base_model_and_creator", text="r1 distill"))
    page = assessor.see(SHEET, assessment.pk, "base_model")
    model = AIModel.objects.get(key="deepseek-r1-distill-llama-70b")
    assert "Is it one of these in the catalogue?" in page
    assessor.send(SHEET, assessment.pk, "base_model", **typed("base_model_and_creator", meant=str(model.pk)))
    assert Answer.objects.get().value == {"ai_model": str(model.pk)}


def test_a_table_is_written_line_by_line_and_empty_lines_are_left_out(assessor: Staff, assessment: Assessment) -> None:
    fields = {
        "rare_and_hard_cases--row-0-test": "VAT letters",
        "rare_and_hard_cases--row-0-items": "1,200",
        "rare_and_hard_cases--row-0-right_this": "1106",
        "rare_and_hard_cases--row-0-date": "3/4/2026",
        "rare_and_hard_cases--row-1-test": "  ",
    }
    assessor.send(SHEET, assessment.pk, "accuracy_trade_off", **fields)
    assert Answer.objects.get().value == [
        {"test": "VAT letters", "items": "1200", "right_this": "1106", "date": "2026-04-03"}
    ]
    assert assessor.send(SHEET, assessment.pk, "accuracy_trade_off").status_code == 302
    assert Answer.objects.get().version == 1


def test_money_in_a_table_keeps_its_currency(assessor: Staff, assessment: Assessment) -> None:
    fields = {
        "price_by_tier--row-0-tier": "Lite",
        "price_by_tier--row-0-per_month": "$9.50",
        "price_by_tier--row-1-tier": "Pro",
    }
    fields |= {"price_by_tier--row-1-per_month": "12"}
    assessor.send(SHEET, assessment.pk, "cost_and_tier", **fields)
    assert [row["per_month"] for row in Answer.objects.get().value] == [
        {"amount": "9.50", "currency": "USD"},
        {"amount": "12", "currency": "GBP"},
    ]
    assert (
        assessor.send(SHEET, assessment.pk, "cost_and_tier", **{"price_by_tier--row-1-tier": "Pro 2"}).status_code
        == 302
    )
    assert Answer.objects.get().value[0]["per_month"] == {"amount": "9.50", "currency": "USD"}


def test_figures_go_with_a_choice_where_the_question_takes_both(assessor: Staff, assessment: Assessment) -> None:
    fields = typed("accuracy_vs_teacher", pick="answered:tested_on_our_tasks")
    fields |= {"accuracy_vs_teacher--row-0-test": "Letters", "accuracy_vs_teacher--row-0-items": "120"}
    assessor.send(SHEET, assessment.pk, "accuracy_trade_off", **fields)
    value = Answer.objects.get(question="accuracy_vs_teacher").value
    assert value == {"choice": "tested_on_our_tasks", "table": [{"test": "Letters", "items": "120"}]}


WRONG = [
    ("intake", "tolerance_before_test", {"pick": "answered", "text": "a few"}, "is no number"),
    ("data_use", "prompt_retention_days", {"pick": "answered", "text": "1,5"}, "can be read in two ways"),
    ("data_use", "prompt_retention_days", {"pick": "answered", "text": "-5"}, "not below 0"),
    ("data_use", "prompt_retention_days", {"pick": "answered", "text": "9" * 16}, "The most is 999,999,999,999,999."),
    ("intake", "tolerance_before_test", {"pick": "answered", "text": "120"}, "between 0 and 100"),
    ("intake", "task_and_example", {"pick": "answered"}, "Write or pick an answer"),
    ("ncsc", "ai_security_testing", {"pick": "answered", "text": "last spring"}, "the day first"),
    ("intake", "task_and_example", {"pick": "does_not_know", "text": "half a thought"}, "Keep one of the two."),
    ("data_use", "prompt_retention_days", {"pick": "answered:no_limit", "text": "30"}, "Keep one of the two."),
    ("intake", "task_and_example", {"pick": "not_applicable"}, "Say in a sentence why this does not apply."),
    ("distillation", "is_this_distilled", {"pick": "confidential"}, "Pick how we could see it."),
    ("distillation", "is_this_distilled", WAITING, "the date"),
    ("distillation", "is_this_distilled", WAITING | {"asked_on": "24 December 2999"}, "still to come"),
    ("distillation", "is_this_distilled", WAITING | {"asked_on": "14 October 1066"}, "before 1 January 2000"),
    ("intake", "cost_of_a_mistake", {"pick": "answered", "text": "5", "currency": "ZZZ"}, "There is no such currency."),
    ("distillation", "other_techniques_used", {"pick": "answered"}, "Tick at least one"),
    ("distillation", "is_this_distilled", {"pick": "answered:perhaps"}, "Pick one of the choices."),
    ("distillation", "is_this_distilled", {"pick": "nonsense"}, "that are offered"),
    ("intake", "task_and_example", {"text": "x\x00y"}, "cannot be"),
    ("intake", "task_and_example", {"text": "x" * 20_001}, "20,001 characters"),
    ("intake", "task_and_example", {"text": "x", "said_by_name": "n" * 201}, "at most 200"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "key", "fields", "words"), WRONG)
def test_what_cannot_be_kept_is_said_on_its_card_in_plain_words(
    assessor: Staff, assessment: Assessment, section: str, key: str, fields: dict[str, Any], words: str
) -> None:
    response = assessor.send(SHEET, assessment.pk, section, **typed(key, **fields))
    page = text_of(response.content.decode())
    assert response.status_code == 200
    assert words in page
    assert not Answer.objects.filter(question=key).exists()


def test_who_looked_it_up_counts_as_us_and_who_was_asked_as_the_vendor(assessor: Staff, assessment: Assessment) -> None:
    said = {}
    for rung in ("vendor_says", "published_by_vendor", "vendor_shows_document", "buyer_tested", "own_record"):
        assessor.send(SHEET, assessment.pk, "distillation", **typed("is_this_distilled", pick="answered:no", rung=rung))
        said[rung] = Answer.objects.get().said_by
    assert said == {
        "vendor_says": "vendor",
        "published_by_vendor": "buyer",
        "vendor_shows_document": "vendor",
        "buyer_tested": "buyer",
        "own_record": "buyer",
    }


def test_words_of_a_refusal_are_kept_as_the_note(assessor: Staff, assessment: Assessment) -> None:
    fields = typed("is_this_distilled", pick="refuses", words="Our methods are our own affair.")
    assessor.send(SHEET, assessment.pk, "distillation", **fields)
    row = Answer.objects.get()
    assert (row.state, row.note) == ("refuses", "Our methods are our own affair.")
    assert assessor.form(assessor.see(SHEET, assessment.pk, "distillation"))["is_this_distilled--words"] == row.note
