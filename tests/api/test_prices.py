"""Prices and volumes by the API."""

import pytest

from checklists.models import ModelUse
from tests import makers
from tests.api.conftest import Firm, check_problem


@pytest.fixture
def use(firm: Firm) -> ModelUse:
    with firm.inside():
        return makers.make_use(model="gpt-4o-mini", volume=4000)


def body_for(use: ModelUse, **values) -> dict:
    given = {
        "model_in_use": str(use.pk),
        "tier": "larger",
        "label": "Oak Sorter Pro",
        "unit": "million_tokens",
        "currency": "GBP",
        "input_price": "2.5",
        "output_price": "10",
        "valid_from": "2026-11-01",
        "read_on": "2026-11-24",
        "source": "Price list",
        "address": "https://oak.example/prices",
        "in_confidence": False,
    }
    return given | values


def test_a_price_is_recorded_and_read_again_as_it_was_sent(api, use):
    made = api.post("/price-points/", body_for(use))
    assert made.status_code == 201
    price = made.json()
    sent = body_for(use)
    assert {name: price[name] for name in sent} == sent
    assert (price["price"], price["state"], price["from_catalogue"]) == (None, "stands", False)
    assert api.get(f"/price-points/{price['id']}/").json() == price
    assert api.get(f"/price-points/?model_in_use={use.pk}").json()["results"] == [price]


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"input_price": "-1"}, "/input_price"),
        ({"input_price": "0"}, "/input_price"),
        ({"input_price": "1e3"}, "/input_price"),
        ({"input_price": 5}, "/input_price"),
        ({"output_price": "2000000000"}, "/output_price"),
        ({"currency": "POUNDS"}, "/currency"),
        ({"currency": "XYZ"}, "/currency"),
        ({"unit": "hour"}, "/unit"),
        ({"tier": "lite"}, "/tier"),
        ({"price": "5"}, "/price"),
        ({"read_on": "2030-01-01"}, "/read_on"),
        ({"valid_from": "2036-01-01"}, "/valid_from"),
        ({"from_catalogue": True}, "/from_catalogue"),
        ({"is_free": True}, "/free_because"),
    ],
)
def test_a_price_that_cannot_be_is_refused_with_a_pointer(api, use, values, pointer):
    told = check_problem(api.post("/price-points/", body_for(use, **values)), 400, "invalid")
    assert pointer in [error["pointer"] for error in told["errors"]]
    assert api.get("/price-points/").json()["results"] == []


def test_a_wrong_price_is_withdrawn_not_edited(api, use):
    price = api.post("/price-points/", body_for(use)).json()
    path = f"/price-points/{price['id']}/"
    check_problem(api.post("/price-points/", body_for(use)), 400, "invalid")
    check_problem(api.delete(path), 428, "version_missing")
    assert api.delete(path, If_Match='"1"').status_code == 204
    assert api.get(path).json()["state"] == "withdrawn"
    check_problem(api.delete(path, If_Match='"2"'), 409, "refused")
    assert api.post("/price-points/", body_for(use)).status_code == 201
    assert len(api.get("/price-points/?state=withdrawn").json()["results"]) == 1


def test_a_list_price_is_offered_with_its_date_and_taken_with_its_source(api, use):
    path = f"/models-in-use/{use.pk}/list-prices/"
    listed = api.get(path).json()["list_prices"]
    assert listed[0]["model"] == "gpt-4o-mini"
    assert listed[0]["caption"] == "List price, per million tokens, read on 24 November 2026, not a quotation."
    taken = api.post(path, {"list_price": listed[0]["key"], "tier": "cheaper"})
    assert taken.status_code == 201
    assert (taken.json()["from_catalogue"], taken.json()["input_price"]) == (True, "0.15")
    check_problem(api.post(path, {"list_price": "none.such", "tier": "cheaper"}), 400, "invalid")


def test_a_price_that_tables_disagree_on_is_offered_with_both_figures(api, use):
    listed = api.get(f"/models-in-use/{use.pk}/list-prices/").json()["list_prices"]
    (price,) = [one for one in listed if one["key"] == "gemini-1.5-pro.google"]
    assert (price["input"], price["differ"][0]["input"]) == ("1.25", "3.5")


def test_a_volume_is_put_whole_over_its_version(api, use):
    path = f"/models-in-use/{use.pk}/usage/"
    check_problem(api.get(path), 404, "not_found")
    body = {"larger_input_tokens": 8000, "mistake_cost": "35", "mistake_currency": "GBP"}
    check_problem(api.put(path, body), 428, "version_missing")
    assert api.put(path, body, If_None_Match="*").status_code == 201
    told = check_problem(api.put(path, body, If_None_Match="*"), 412, "stale")
    assert told["current"]["mistake_cost"] == "35"
    written = api.put(path, {"cheaper_attempts": "1.5"}, If_Match='"1"').json()
    assert (written["larger_input_tokens"], written["cheaper_attempts"]) == (None, "1.5")
    check_problem(api.put(path, {"cheaper_attempts": "0.5"}, If_Match='"2"'), 400, "invalid")
    check_problem(api.put(path, {"mistake_cost": "5"}, If_Match='"2"'), 400, "invalid")


def test_the_judgement_gives_the_money(api, firm, use):
    with firm.inside():
        makers.make_token_prices(use)
        assessment = makers.make_assessment(use)
    money = api.get(f"/assessments/{assessment.pk}/judgement/").json()["record"]["money"]
    assert money["said"][0] == (
        "The cheaper tier costs about US$112.80 a month less than the larger one, about US$1,353.60 a year. "
        "That is about 94 per cent less."
    )
    assert money["break_even"] is None
