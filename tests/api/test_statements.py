"""How many statements a call costs: the same number however long the list, and few for one answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from checklists.models import Assessment
from checklists.services import evidence
from tests import makers
from tests.api.conftest import Firm
from tests.database import statements

MOST_FOR_A_PAGE, MOST_FOR_AN_ANSWER, MOST_FOR_A_SAFE_ANSWER = 12, 10, 12
MOST_FOR_A_JUDGEMENT = 17  # one of them is the organisation's own scale, one who sees to which duty
YES, NO = ({"state": "answered", "value": value} for value in ("yes", "no"))


def cost(call: Callable[[], HttpResponse]) -> int:
    """The statements of one call that succeeds."""
    with statements() as seen:
        response = call()
    assert response.status_code < 300, response.content
    return len(seen)


@pytest.fixture
def assessment(firm: Firm) -> Assessment:
    with firm.inside():
        return makers.make_assessment()


def path(assessment: Assessment, question: str = "is_this_distilled") -> str:
    return f"/assessments/{assessment.pk}/answers/{question}/"


def test_the_first_answer_of_a_draft_costs_ten_statements_at_most(firm, assessment):
    assert cost(lambda: firm.api.put(path(assessment), YES, If_None_Match="*")) <= MOST_FOR_AN_ANSWER


def test_an_answer_over_another_costs_ten_statements_at_most(firm, assessment):
    firm.api.put(path(assessment), YES, If_None_Match="*")
    assert cost(lambda: firm.api.put(path(assessment), NO, If_Match='"1"')) <= MOST_FOR_AN_ANSWER


def test_an_answer_with_an_idempotency_key_costs_twelve_statements_at_most(firm, assessment):
    first = {"If_None_Match": "*", "Idempotency_Key": "first"}
    assert cost(lambda: firm.api.put(path(assessment), YES, **first)) <= MOST_FOR_A_SAFE_ANSWER
    later = {"If_Match": '"1"', "Idempotency_Key": "later"}
    assert cost(lambda: firm.api.put(path(assessment), NO, **later)) <= MOST_FOR_A_SAFE_ANSWER


def test_a_repeat_of_an_answer_costs_three_statements(firm, assessment):
    first = {"If_None_Match": "*", "Idempotency_Key": "first"}
    firm.api.put(path(assessment), YES, **first)
    assert cost(lambda: firm.api.put(path(assessment), YES, **first)) == 3


def fill_vendors(count: int) -> None:
    for _ in range(count):
        seller = makers.make_vendor(contacts=[{"name": "Ann"}], external_refs=[])
        makers.make_vendor(sold_by=seller, external_refs=[{"system": "coupa", "ref": str(seller.pk)}])


def fill_uses(count: int) -> None:
    product = makers.make_product()
    for _ in range(count):
        makers.make_use(product)


def fill_assessments(count: int) -> None:
    product = makers.make_product()
    for _ in range(count):
        makers.make_assessment(makers.make_use(product))


def fill_products(count: int) -> None:
    vendor = makers.make_vendor()
    for _ in range(count):
        makers.make_product(vendor)


def fill_evidence(count: int) -> None:
    for number in range(count):
        evidence.keep_file(content=b"A note", filename=f"note-{number}.txt", by=makers.COMMAND, at=makers.NOW)


LISTS = {
    "/vendors/": fill_vendors,
    "/products/": fill_products,
    "/models-in-use/": fill_uses,
    "/assessments/": fill_assessments,
    "/evidence/": fill_evidence,
    "/events/": fill_evidence,
    "/ai-models/": lambda count: None,
    "/questionnaires/": lambda count: None,
    "/decisions/": lambda count: None,
    "/dossiers/": lambda count: None,
}


@pytest.mark.parametrize("address", LISTS)
def test_a_page_costs_the_same_at_ten_and_at_two_hundred_rows(firm, address):
    with firm.inside():
        LISTS[address](10)
    firm.api.get(address)
    ten = cost(lambda: firm.api.get(f"{address}?limit=200"))
    with firm.inside():
        LISTS[address](190)
    assert cost(lambda: firm.api.get(f"{address}?limit=200")) == ten <= MOST_FOR_A_PAGE


def test_a_page_of_answers_costs_the_same_however_many_there_are(firm, assessment):
    asked = firm.api.get(f"/assessments/{assessment.pk}/questions/").json()["sections"]
    keys = [question["key"] for section in asked for question in section["questions"]]

    def answer(some: list[str]) -> None:
        sent: list[dict[str, Any]] = [{"question": key, "state": "refuses", "version": 0} for key in some]
        assert firm.api.put(f"/assessments/{assessment.pk}/answers/", sent).status_code == 200

    answer(keys[:5])
    five = cost(lambda: firm.api.get(f"/assessments/{assessment.pk}/answers/?limit=200"))
    answer(keys[5:])
    page = firm.api.get(f"/assessments/{assessment.pk}/answers/?limit=200")
    assert len(page.json()["results"]) == len(keys) > 50
    assert cost(lambda: firm.api.get(f"/assessments/{assessment.pk}/answers/?limit=200")) == five <= MOST_FOR_A_PAGE


@pytest.mark.parametrize("what", ["questions", "judgement"])
def test_what_is_worked_out_costs_seventeen_statements_at_most(firm, assessment, what):
    address = f"/assessments/{assessment.pk}/{what}/"
    firm.api.get(address)
    assert cost(lambda: firm.api.get(address)) <= MOST_FOR_A_JUDGEMENT


@pytest.mark.parametrize("what", ["facts", "obligations"])
def test_where_a_model_in_use_stands_costs_seventeen_statements_at_most(firm, assessment, what):
    address = f"/models-in-use/{assessment.model_use_id}/{what}/"
    firm.api.get(address)
    assert cost(lambda: firm.api.get(address)) <= MOST_FOR_A_JUDGEMENT


def test_what_tools_rest_on_costs_the_same_at_ten_and_at_two_hundred_rows(firm):
    with firm.inside():
        fill_assessments(10)
    firm.api.get("/concentration/")
    ten = cost(lambda: firm.api.get("/concentration/"))
    with firm.inside():
        fill_assessments(190)
    assert cost(lambda: firm.api.get("/concentration/")) == ten <= MOST_FOR_A_PAGE
