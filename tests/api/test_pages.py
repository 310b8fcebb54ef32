"""Pages and filters: a list turned by cursor, held still under writes, and narrowed only as documented."""

from urllib.parse import parse_qs, urlsplit

import pytest

from checklists.models import Vendor
from procurement.api import ai_models as models
from procurement.api import assessments, decisions, dossiers, events, evidence, model_uses, products, vendors
from tests import makers
from tests.api.conftest import BASE, Firm, check_problem


def names(response) -> list[str]:
    return [row["legal_name"] for row in response.json()["results"]]


@pytest.fixture
def seven(firm: Firm) -> Firm:
    with firm.inside():
        for number in range(7):
            makers.make_vendor(f"Vendor {number}")
    return firm


def test_a_list_is_read_from_the_first_to_the_last_and_back(seven):
    api, forwards = seven.api, []
    page = api.get("/vendors/?limit=3")
    assert page.json()["previous"] is None
    while True:
        forwards.append(names(page))
        if page.json()["next"] is None:
            break
        page = api.get(page.json()["next"])
    assert forwards == [["Vendor 0", "Vendor 1", "Vendor 2"], ["Vendor 3", "Vendor 4", "Vendor 5"], ["Vendor 6"]]
    backwards = [names(page)]
    while page.json()["previous"]:
        page = api.get(page.json()["previous"])
        backwards.append(names(page))
    assert backwards == forwards[::-1]


def test_no_page_repeats_or_skips_what_was_there_when_rows_come_and_go(seven):
    page = seven.api.get("/vendors/?limit=3")
    with seven.inside():
        makers.make_vendor("Vendor 7")
        gone = Vendor.objects.get(legal_name="Vendor 2")
    seven.api.delete(f"/vendors/{gone.pk}/", If_Match='"1"')
    assert names(seven.api.get(page.json()["next"])) == ["Vendor 3", "Vendor 4", "Vendor 5"]


def test_a_page_keeps_its_filters(seven):
    following = seven.api.get("/vendors/?limit=2&state=active").json()["next"]
    query = parse_qs(urlsplit(following).query)
    assert (query["limit"], query["state"]) == (["2"], ["active"])


def test_nothing_is_counted_unless_asked(seven):
    assert "count" not in seven.api.get("/vendors/?limit=2").json()
    assert "count" not in seven.api.get("/vendors/?limit=2&count=false").json()
    assert seven.api.get("/vendors/?limit=2&count=true").json()["count"] == 7


def test_a_page_has_fifty_results_unless_told_otherwise_and_never_more_than_two_hundred(firm):
    with firm.inside():
        for number in range(51):
            makers.make_vendor(f"Vendor {number}")
    assert len(names(firm.api.get("/vendors/"))) == 50
    assert len(names(firm.api.get("/vendors/?limit=51"))) == 51
    check_problem(firm.api.get("/vendors/?limit=201"), 400, "invalid", "?limit")


def test_an_empty_list_is_one_empty_page(api):
    assert api.get("/vendors/").json() == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=x", "limit=-1", "limit=1.5", "limit=", "limit=%D9%A3", "cursor=x", "cursor=a", "cursor=",
        "cursor=c0123456789abcdef0123456789abcdef", "count=yes", "colour=green", "state=gone", "state=", "sold_by=7",
        "updated_since=yesterday", "updated_since=2026-11-24T09:30:00", "limit=1&limit=2", "format=json", "ref=1",
        "ref_system=coupa", "company_number=%00", "ordering=legal_name", "organisation=x", "legal_name__contains=a",
        "%00=1", "company_number=" + "x" * 301,
    ],
)  # fmt: skip
def test_a_parameter_that_is_not_documented_or_not_right_is_refused(api, query):
    told = check_problem(api.get(f"/vendors/?{query}"), 400, "invalid")
    assert all(one["pointer"].startswith("?") for one in told["errors"])


@pytest.mark.parametrize("path", ["/vendors/00000000-0000-7000-8000-000000000000/?limit=1", "/events/?cursor=x"])
def test_a_path_takes_its_own_parameters_alone(api, path):
    check_problem(api.get(path), 400, "invalid")


@pytest.mark.parametrize("path", ["/vendors/", "/dossiers/"])
@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59", "2026-W01-1T00:00Z", "2026-11-24T09:30:00,5Z",
        "2026-11-24T09:30Z", "20261124T093000Z", "2026-02-30T00:00:00Z", "2026-11-24T24:01:00Z", "2026-11-24T09:30:00",
        "2026-11-24T09:30:00%2B24:00",
    ],
)  # fmt: skip
def test_an_instant_that_is_none_is_refused_in_words(api, path, text):
    told = check_problem(api.get(f"{path}?updated_since={text}"), 400, "invalid", "?updated_since")
    assert "RFC 3339" in told["detail"]


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2026-11-24T09:30:00-05:00"]
)
def test_the_ends_of_the_calendar_are_instants(api, text):
    assert api.get(f"/vendors/?updated_since={text}").status_code == 200


def test_vendors_are_found_by_what_is_documented(firm):
    api = firm.api
    oak = api.post("/vendors/", {"legal_name": "Oak", "company_number": "01234567"}).json()
    refs = [{"system": "coupa", "ref": "V-1"}, {"system": "ariba", "ref": "77"}]
    elm = api.post("/vendors/", {"legal_name": "Elm", "sold_by": oak["id"], "external_refs": refs}).json()
    api.patch(f"/vendors/{oak['id']}/", {"state": "archived"}, If_Match='"1"')
    found = {
        "state=archived": ["Oak"],
        "state=active": ["Elm"],
        f"sold_by={oak['id']}": ["Elm"],
        f"sold_by={elm['id']}": [],
        "company_number=01234567": ["Oak"],
        "ref_system=coupa&ref=V-1": ["Elm"],
        "ref_system=ariba&ref=V-1": [],
        "updated_since=2020-01-01T00:00:00Z": ["Oak", "Elm"],
        "updated_since=2999-01-01T00:00:00%2B01:00": [],
    }
    assert {query: names(api.get(f"/vendors/?{query}")) for query in found} == found


FILTERS = {
    "/vendors/": vendors.FILTERS,
    "/products/": products.FILTERS,
    "/models-in-use/": model_uses.FILTERS,
    "/ai-models/": models.FILTERS,
    "/assessments/": assessments.FILTERS,
    "/evidence/": evidence.FILTERS,
    "/decisions/": decisions.FILTERS,
    "/dossiers/": dossiers.FILTERS,
    "/events/": events.FILTERS,
}
SAMPLES = {"uuid": "00000000-0000-7000-8000-000000000000", "date-time": "2020-01-01T00:00:00Z"}
EACH = [(path, one) for path, filters in FILTERS.items() for one in filters if not one.name.startswith("ref")]


@pytest.mark.parametrize(("path", "one"), EACH, ids=[f"{path}{one.name}" for path, one in EACH])
def test_every_documented_filter_is_taken(api, path, one):
    kind = {"boolean": "true", "integer": "1"}.get(one.schema["type"], "x")
    value = one.schema.get("enum", [SAMPLES.get(one.schema.get("format"), kind)])[0]
    assert api.get(f"{path}?{one.name}={value}").status_code == 200


def test_every_address_in_a_page_is_whole(seven):
    following = seven.api.get("/vendors/?limit=2").json()["next"]
    assert following.startswith(f"http://127.0.0.1{BASE}/vendors/?")
