"""The page "Prices and volume": what is typed is kept or said to be wrong, and the result stands above."""

from decimal import Decimal

import pytest

from checklists.models import ModelUse, Organisation, PricePoint
from checklists.services.money import usage_of
from tests import makers
from tests.admin.staff import Staff, text_of

PAGE = "admin:use_prices"
PRICE = {
    "form": "price",
    "price-tier": "larger",
    "price-unit": "month",
    "price-currency": "gbp",
    "price-price": "£1,500.50",
    "price-valid_from": "1 November 2026",
    "price-read_on": "24/11/2026",
    "price-source": "Invoice 12",
}


@pytest.fixture
def use(organisation: Organisation) -> ModelUse:
    return makers.make_use(model="gpt-4o-mini")


def test_a_price_is_read_as_people_write_it(assessor: Staff, use: ModelUse) -> None:
    assert assessor.send(PAGE, use.pk, **PRICE).status_code == 302
    row = PricePoint.objects.get()
    assert (row.price, row.currency, str(row.valid_from)) == (Decimal("1500.50"), "GBP", "2026-11-01")
    assert "£1,500.50" in text_of(assessor.see(PAGE, use.pk))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"price-price": "0"}, "Nought may stand for a price that nobody knows."),
        ({"price-price": "-5"}, "is below 0"),
        ({"price-price": "1.500,50"}, "is no number"),
        ({"price-price": ""}, "Give the price."),
        ({"price-currency": "QQQ"}, "is no currency in use"),
        ({"price-read_on": "1 January 2099"}, "still to come"),
        ({"price-is_free": "on"}, "Say why nothing is charged"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_what_was_typed_stays(assessor, use, changed, sentence) -> None:
    page = assessor.send(PAGE, use.pk, **{**PRICE, **changed}).content.decode()
    assert sentence in text_of(page) and "Nothing was written" in text_of(page)
    assert "Invoice 12" in page
    assert not PricePoint.objects.exists()


def test_a_list_price_is_taken_and_a_wrong_price_withdrawn(assessor: Staff, use: ModelUse) -> None:
    sent = {"form": "list_price", "list-key": "gpt-4o-mini.openai", "list-tier": "cheaper"}
    assert assessor.send(PAGE, use.pk, **sent).status_code == 302
    row = PricePoint.objects.get()
    assert row.from_catalogue
    page = assessor.see(PAGE, use.pk)
    assert "not a quotation" in page
    assert assessor.press("admin:price_withdraw", row.pk, version="1").status_code == 302
    assert "Withdrawn" in text_of(assessor.see(PAGE, use.pk))


def test_volume_and_tokens_give_the_result_at_once(assessor: Staff, use: ModelUse) -> None:
    makers.make_token_prices(use)
    version = str(ModelUse.objects.get().version)
    sent = {"form": "volume", "volume-volume": "2,000", "version": version}
    assert assessor.send(PAGE, use.pk, **sent).status_code == 302
    assert "US$56.40 a month less" in text_of(assessor.see(PAGE, use.pk))
    sent = {"form": "usage", "version": "1", "usage-cheaper_attempts": "40"}
    assert assessor.send(PAGE, use.pk, **sent).status_code == 302
    page = text_of(assessor.see(PAGE, use.pk))
    assert "per task it is not" in page and "costs about US$84.00 a month more" in page
    assert usage_of(use).larger.input_tokens == 8000


def test_an_older_version_of_the_volume_is_not_written_over(assessor: Staff, use: ModelUse) -> None:
    makers.make_token_prices(use)
    sent = {"form": "usage", "version": "7", "usage-cheaper_attempts": "40"}
    assert "Somebody changed this volume" in text_of(assessor.send(PAGE, use.pk, **sent).content.decode())


def test_without_a_price_the_page_says_what_is_missing(viewer: Staff, use: ModelUse) -> None:
    page = text_of(viewer.see(PAGE, use.pk))
    assert "There is no price on record for the cheaper tier. That does not make it free" in page
    assert "Record a price" not in page


def test_the_judgement_and_the_pages_above_lead_to_it(assessor: Staff, use: ModelUse) -> None:
    assessment = makers.make_assessment(use)
    assert "Prices and volume" in assessor.see("admin:assessment", assessment.pk)
    assert "What it costs, and what it saves" in assessor.see("admin:assessment_judgement", assessment.pk)
    assert "Prices and volume" in assessor.see("admin:checklists_modeluse_change", use.pk)
