"""Check an AI tool: one page from "what is it" to an open assessment, all of it kept or nothing."""

from typing import Any

import pytest

from checklists.models import AIModel, Assessment, FactValue, ModelUse, Product, Vendor
from tests import makers
from tests.admin.staff import Staff, text_of

CHECK = "admin:check_tool"
FILLED: dict[str, Any] = {
    "start": "1",
    "vendor": "Sage (UK) Limited",
    "company_number": "1045967",
    "product": "Copilot",
    "tier_label": "Lite",
    "purpose": "First drafts of letters",
    "fact--supplied_as": "feature_inside_other_software",
    "fact--task_criticality": "complex",
    "fact--regulated_activity": "yes",
    "fact--professional_body": ["icaew"],
}


def test_a_filled_page_opens_an_assessment_of_something_new(assessor: Staff) -> None:
    response = assessor.send(CHECK, **FILLED)
    assessment = Assessment.objects.get()
    use = assessment.model_use
    assert response["Location"] == f"/admin/assessments/{assessment.pk}/"
    assert (use.name, use.product.vendor.legal_name, use.ai_model) == ("Copilot, Lite", "Sage (UK) Limited", None)
    values = dict(FactValue.objects.values_list("name", "value"))
    assert values["regulated_activity"] is True
    assert values["professional_body"]["present"] == ["icaew"]
    assert "processes_personal_data" not in values


def test_the_first_page_says_how_many_questions_there_are_and_who_could_answer_them(assessor: Staff) -> None:
    page = text_of(assessor.see(CHECK))
    assert "from your invoice and contract" in page
    assert "go to the vendor" in page


def test_working_it_out_keeps_nothing_and_shows_what_would_be_asked(assessor: Staff) -> None:
    full = text_of(assessor.send(CHECK, **{**FILLED, "start": None, "work": "1"}).content.decode())
    routine = {
        "fact--task_criticality": "routine",
        "fact--hosting": "vendor_cloud",
        **{f"fact--{name}": "no" for name in (
            "regulated_activity", "decides_about_people", "processes_personal_data", "confidential_client_information",
            "agentic",
        )},
    }  # fmt: skip
    short = text_of(assessor.send(CHECK, **{**FILLED, **routine, "start": None, "work": "1"}).content.decode())
    assert "The full form is needed." in full
    assert "The short form will do." in short
    assert not Vendor.objects.exists()


def test_routine_use_opens_the_short_form(assessor: Staff) -> None:
    names = ("regulated_activity", "decides_about_people", "processes_personal_data", "confidential_client_information")
    routine = {f"fact--{name}": "no" for name in (*names, "agentic")}
    assessor.send(CHECK, **{**FILLED, **routine, "fact--task_criticality": "routine", "fact--hosting": "vendor_cloud"})
    assert Assessment.objects.get().short


def test_what_is_missing_is_named_beside_its_field_and_nothing_is_kept(assessor: Staff) -> None:
    page = assessor.send(CHECK, **{**FILLED, "product": "", "purpose": ""}).content.decode()
    assert "What is it called?" in page
    assert "One sentence will do." in page
    assert assessor.form(page)["vendor"] == "Sage (UK) Limited"
    assert assessor.form(page)["fact--professional_body"] == ["icaew"]
    assert not Vendor.objects.exists()


def test_a_refusal_keeps_every_typed_value_and_nothing_half_done(assessor: Staff) -> None:
    page = assessor.send(CHECK, **{**FILLED, "company_number": "12X"}).content.decode()
    assert "is not a Companies House number" in page
    assert assessor.form(page)["purpose"] == "First drafts of letters"
    assert not Vendor.objects.exists()


def test_a_known_vendor_and_product_are_used_again(assessor: Staff) -> None:
    product = makers.make_product(makers.make_vendor("Sage (UK) Limited"), "Copilot")
    assessor.send(CHECK, **{**FILLED, "vendor": "sage (uk) limited", "product": "COPILOT"})
    assert (Vendor.objects.count(), Product.objects.count()) == (1, 1)
    assert ModelUse.objects.get().product == product


def test_the_same_use_twice_is_refused_in_words(assessor: Staff) -> None:
    assessor.send(CHECK, **FILLED)
    page = text_of(assessor.send(CHECK, **FILLED).content.decode())
    assert "already has a model in use of that name" in page
    assert Assessment.objects.count() == 1


def test_a_model_is_found_by_part_of_its_name_and_picked(assessor: Staff) -> None:
    model = AIModel.objects.get(key="gpt-4o-mini")
    page = assessor.send(CHECK, **{**FILLED, "start": None, "work": "1", "model": "4o mini"}).content.decode()
    assert "Not disclosed by the maker" in page
    assessor.send(CHECK, page=page, **{**FILLED, "picked": str(model.pk), "model": "4o mini"})
    assert ModelUse.objects.get().ai_model == model


@pytest.mark.parametrize("picked", ["not-an-id", "01a20bfd-0000-7000-8000-000000000000"])
def test_a_model_that_was_not_offered_cannot_be_picked(assessor: Staff, picked: str) -> None:
    page = text_of(assessor.send(CHECK, **{**FILLED, "picked": picked}).content.decode())
    assert "Pick one of the AI models that were found" in page
    assert not Vendor.objects.exists()


def test_what_we_got_ourselves_needs_no_vendor(assessor: Staff) -> None:
    assessor.send(CHECK, **{**FILLED, "vendor": "", "company_number": "", "fact--supplied_as": "self_supplied"})
    assert ModelUse.objects.get().product.vendor is None


def test_the_page_begins_with_a_vendor_or_product_that_the_address_names(assessor: Staff) -> None:
    product = makers.make_product(makers.make_vendor("Sage (UK) Limited"), "Copilot")
    form = assessor.form(assessor.see(CHECK, product=product.pk))
    assert (form["vendor"], form["product"]) == ("Sage (UK) Limited", "Copilot")
    assert assessor.form(assessor.see(CHECK, product="nonsense"))["product"] == ""


def test_a_viewer_is_told_who_may_start_a_check(viewer: Staff) -> None:
    response = viewer.get(CHECK)
    assert response.status_code == 403
    assert "This needs the role assessor" in text_of(response.content.decode())


WORDS_OF_MACHINES = ("legal_name", "company_number:", "professional_body", "Ensure this value", "name:", "purpose:")


@pytest.mark.parametrize(
    ("fields", "words", "place"),
    [
        ({"vendor": "V" * 201}, "This is too long: 201 characters, where at most 200 fit.", "vendor-problem"),
        ({"product": "P" * 201}, "This is too long: 201 characters, where at most 200 fit.", "product-problem"),
        ({"tier_label": "T" * 101, "name": "Mine"}, "This is too long: 101 characters, where at most", "tier-problem"),
        ({"company_number": "12X"}, "is not a Companies House number", "number-problem"),
        ({"product": ""}, "What is it called?", "product-problem"),
        ({"picked": "not-an-id"}, "Pick one of the AI models that were found", "model-problem"),
        ({"fact--professional_body": ["icaew", "none"]}, "cannot be ticked together with another.", ""),
    ],
)
def test_what_cannot_be_kept_is_said_once_beside_its_field_in_plain_words(
    assessor: Staff, fields: dict[str, Any], words: str, place: str
) -> None:
    page = assessor.send(CHECK, **{**FILLED, **fields}).content.decode()
    shown = text_of(page)
    assert shown.count(words) == 1
    assert not place or f'id="{place}"' in page
    assert [word for word in WORDS_OF_MACHINES if word in shown] == []
    assert "Everything you filled in is still here." in shown
    assert not Vendor.objects.exists()


def test_a_choice_that_stands_alone_is_named_by_its_label(assessor: Staff) -> None:
    page = text_of(assessor.send(CHECK, **{**FILLED, "fact--professional_body": ["icaew", "none"]}).content.decode())
    assert '"none" cannot' not in page
    assert page.count("cannot be ticked together") == 1


def test_the_first_button_of_the_page_leads_to_the_step_in_which_models_are_found(assessor: Staff) -> None:
    page = assessor.see(CHECK)
    first = page[page.index('<form method="post" id="check"') :].split("<button")[1].split(">")[0]
    assert 'formaction="#s4"' in first
