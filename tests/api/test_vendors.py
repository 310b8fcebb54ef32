"""Vendors and products by the API: the register's first half."""

import pytest

from tests import makers
from tests.api.conftest import check_problem

OAK = {
    "legal_name": "Oak Ltd",
    "company_number": "1234567",
    "country": "gb",
    "website": "https://oak.example",
    "note": "Met in May.",
    "contacts": [{"name": "Ann Low", "role": "Sales", "email": "ann@oak.example"}, {"name": "Bob"}],
    "external_refs": [{"system": "coupa", "ref": "V-1"}],
}


def test_a_vendor_is_recorded_with_all_that_is_known_and_read_again(api, firm):
    body = OAK | {"owner": firm.assessor.user.email}
    made = api.post("/vendors/", body)
    assert (made.status_code, made["ETag"]) == (201, '"1"')
    vendor = made.json()
    assert made["Location"] == f"http://127.0.0.1/api/v1/vendors/{vendor['id']}/"
    assert (vendor["company_number"], vendor["country"], vendor["state"]) == ("01234567", "GB", "active")
    assert vendor["contacts"] == [OAK["contacts"][0], {"name": "Bob", "role": "", "email": ""}]
    assert {name: vendor[name] for name in ("owner", "external_refs", "note")} == {
        name: body[name] for name in ("owner", "external_refs", "note")
    }
    assert api.get(made["Location"]).json() == vendor
    assert api.get("/vendors/").json()["results"] == [vendor]


def test_a_change_sets_the_fields_that_are_sent_and_no_others(api):
    vendor = api.post("/vendors/", OAK).json()
    changed = api.patch(f"/vendors/{vendor['id']}/", {"note": "", "contacts": []}, If_Match='"1"').json()
    stamps = ("version", "updated_at", "note", "contacts")
    assert {name: value for name, value in changed.items() if name not in stamps} == {
        name: value for name, value in vendor.items() if name not in stamps
    }
    assert (changed["note"], changed["contacts"]) == ("", [])


def test_a_second_vendor_of_the_same_name_is_refused(api):
    api.post("/vendors/", OAK)
    told = check_problem(api.post("/vendors/", {"legal_name": "Oak Ltd"}), 400, "invalid")
    assert told["detail"] == "A vendor of this legal name is already in your register."


def test_a_reference_belongs_to_one_record(api):
    api.post("/vendors/", OAK)
    refs = {"legal_name": "Elm", "external_refs": OAK["external_refs"]}
    check_problem(api.post("/vendors/", refs), 409, "refused", "/external_refs/0")


def test_one_reference_twice_in_a_body_is_pointed_to(api):
    refs = [{"system": "coupa", "ref": ref} for ref in ("V-1", "V-2", "V-1")]
    told = check_problem(api.post("/vendors/", {"legal_name": "Elm", "external_refs": refs}), 400, "invalid")
    assert [(one["pointer"], one["code"]) for one in told["errors"]] == [("/external_refs/2", "twice")]


@pytest.mark.parametrize(("field", "text"), [("website", "ftp://oak.example"), ("country", "ZZ"), ("country", "UK")])
def test_a_vendor_has_an_address_that_opens_and_a_country_that_there_is(api, field, text):
    check_problem(api.post("/vendors/", {"legal_name": "Elm", field: text}), 400, "invalid", f"/{field}")


def test_nobody_is_sold_by_somebody_they_sell_for(api):
    oak = api.post("/vendors/", {"legal_name": "Oak"}).json()
    elm = api.post("/vendors/", {"legal_name": "Elm", "sold_by": oak["id"]}).json()
    told = check_problem(
        api.patch(f"/vendors/{oak['id']}/", {"sold_by": elm["id"]}, If_Match='"1"'), 409, "refused", "/sold_by"
    )
    assert "Oak sold by Elm sold by Oak" in told["detail"]


def test_a_vendor_on_which_something_hangs_is_archived_and_not_deleted(api):
    vendor = api.post("/vendors/", OAK).json()
    product = api.post("/products/", {"name": "Oak AI", "vendor": vendor["id"]}).json()
    told = check_problem(api.delete(f"/vendors/{vendor['id']}/", If_Match='"1"'), 409, "in_use")
    assert "Oak AI" in told["detail"]
    assert api.delete(f"/products/{product['id']}/", If_Match='"1"').status_code == 204
    assert api.delete(f"/vendors/{vendor['id']}/", If_Match='"1"').status_code == 204


def test_a_product_may_have_no_vendor_since_we_got_the_model_ourselves(api):
    made = api.post("/products/", {"name": "Our own sorter", "url": "https://oak.example/sorter"})
    product = made.json()
    assert (made.status_code, product["vendor"], product["state"]) == (201, None, "active")
    assert api.get(f"/products/{product['id']}/").json() == product
    vendor = api.post("/vendors/", OAK).json()
    changed = api.patch(f"/products/{product['id']}/", {"vendor": vendor["id"]}, If_Match='"1"').json()
    assert changed["vendor"] == vendor["id"]
    assert [row["id"] for row in api.get(f"/products/?vendor={vendor['id']}").json()["results"]] == [product["id"]]


def test_a_product_in_use_is_archived_and_not_deleted(api, firm):
    with firm.inside():
        use = makers.make_use()
    check_problem(api.delete(f"/products/{use.product_id}/", If_Match='"1"'), 409, "in_use")
