"""Models in use by the API: what they are, what is known of them, which duties follow, and our own records."""

import pytest

from checklists.models import AIModel, ModelUse
from tests import makers
from tests.api.conftest import Firm, check_problem

FACTS = {"processes_personal_data": True, "regulated_activity": True, "sector": "accountancy"}


@pytest.fixture
def use(firm: Firm) -> ModelUse:
    with firm.inside():
        return makers.make_use(model="distilbert-base-uncased", facts=FACTS)


def fact(body, name: str) -> dict:
    return next(one for one in body["facts"] if one["name"] == name)


def test_a_model_in_use_is_recorded_with_what_we_say_of_it(api, firm):
    with firm.inside():
        product, model = makers.make_product(), AIModel.objects.get(key="distilbert-base-uncased")
    body = {
        "product": str(product.pk),
        "ai_model": str(model.pk),
        "name": "Sorting letters",
        "purpose": "Sort incoming letters by subject",
        "tier_label": "lite",
        "version_floats": False,
        "volume": 4000,
        "owner": firm.approver.user.email,
        "contract_on": "2026-01-31",
        "state": "in_use",
        "external_refs": [{"system": "coupa", "ref": "PO-9"}],
    }
    made = api.post("/models-in-use/", body | {"facts": {"hosting": "own_infrastructure", "agentic": False}})
    assert made.status_code == 201
    use = made.json()
    assert {name: use[name] for name in body} == body
    assert api.get(f"/models-in-use/{use['id']}/").json() == use
    facts = api.get(f"/models-in-use/{use['id']}/facts/").json()
    assert (fact(facts, "hosting")["value"], fact(facts, "agentic")["value"]) == ("own_infrastructure", False)


def test_a_fact_says_where_it_comes_from_and_since_when_and_unknown_is_null(api, use):
    facts = api.get(f"/models-in-use/{use.pk}/facts/").json()
    personal, distilled, hosting = (
        fact(facts, name) for name in ("processes_personal_data", "is_distilled", "hosting")
    )
    assert (personal["value"], personal["said"][0]["origin"], personal["said"][0]["on"]) == (
        True,
        "buyer",
        "2026-11-24",
    )
    assert (distilled["value"], distilled["said"][0]["origin"]) == ("yes", "lineage")
    assert (hosting["known"], hosting["value"], hosting["said"]) == (False, None, [])


def test_facts_are_said_and_taken_back_over_the_version_of_the_model_in_use(api, use):
    path = f"/models-in-use/{use.pk}/facts/"
    check_problem(api.patch(path, {"facts": {"agentic": True}}), 428, "version_missing")
    said = api.patch(path, {"facts": {"agentic": True}, "source": "The contract"}, If_Match=api.get(path)["ETag"])
    assert (said.status_code, said["ETag"], said.json()["version"]) == (200, '"2"', 2)
    assert fact(said.json(), "agentic")["said"][0]["source"] == "The contract"
    told = check_problem(api.patch(path, {"facts": {"agentic": False}}, If_Match='"1"'), 412, "stale")
    assert fact(told["current"], "agentic")["value"] is True
    back = api.patch(path, {"facts": {"agentic": None}}, If_Match='"2"').json()
    assert (fact(back, "agentic")["known"], fact(back, "agentic")["value"]) == (False, None)


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        ({"colour": "green"}, "/facts/colour"),
        ({"is_distilled": "yes"}, "/facts/is_distilled"),
        ({"agentic": "yes"}, "/facts/agentic"),
        ({"hosting": "the moon"}, "/facts/hosting"),
        ({"hosting": "unknown"}, "/facts/hosting"),
        ({"hosting": ["own_infrastructure"]}, "/facts/hosting"),
    ],
)
def test_a_fact_that_is_none_or_not_ours_to_say_is_refused(api, use, facts, pointer):
    path = f"/models-in-use/{use.pk}/facts/"
    check_problem(api.patch(path, {"facts": {"agentic": True} | facts}, If_Match='"1"'), 400, "invalid", pointer)
    assert not fact(api.get(path).json(), "agentic")["known"]


def test_a_duty_says_whether_it_applies_and_because_of_what(api, use):
    duties = api.get(f"/models-in-use/{use.pk}/obligations/").json()
    assert duties["assessment"] is None
    by_key = {duty["key"]: duty for duty in duties["obligations"]}
    assert {duty["applies"] for duty in by_key.values()} == {"yes", "no", "unknown"}
    applies = next(duty for duty in by_key.values() if duty["applies"] == "yes" and duty["because"])
    assert applies["because"][0]["known"]
    assert all(
        duty["status"] == "open" for duty in by_key.values() if duty["applies"] == "unknown" and not starts(duty)
    )
    assert all(duty["status"] == "not_applicable" for duty in by_key.values() if duty["applies"] == "no")


def starts(duty: dict) -> bool:
    return duty["status"] in ("starts_on", "not_applicable")


def required(api, use: ModelUse, applies_to: str = "model_in_use") -> tuple[str, str]:
    """A duty and a required item of it that stands unmet, whose record is kept for the model in use or for the firm."""
    duties = api.get(f"/models-in-use/{use.pk}/obligations/").json()["obligations"]
    return next(
        (duty["key"], item["key"])
        for duty in duties
        for item in duty["items"]
        if duty["status"] == "not_met" and item["applies_to"] == applies_to and len(duty["items"]) == 1
    )


def duty(api, use: ModelUse, key: str) -> dict:
    duties = api.get(f"/models-in-use/{use.pk}/obligations/").json()["obligations"]
    return next(one for one in duties if one["key"] == key)


def test_our_own_record_meets_a_duty_and_nothing_else_does(api, firm, use):
    key, item = required(api, use)
    path = f"/models-in-use/{use.pk}/own-records/{key}/{item}/"
    record = {"owner": firm.assessor.user.email, "on": "2026-11-01", "statement": "Screened; no high risk found."}
    written = api.put(path, record, If_None_Match="*")
    assert (written.status_code, written["ETag"]) == (201, '"1"')
    assert {name: written.json()[name] for name in record} == record
    assert duty(api, use, key)["status"] == "met"
    assert written["Location"].endswith(path)
    assert api.get(path).json() == written.json()
    assert api.get(f"/models-in-use/{use.pk}/own-records/").json()["results"] == [written.json()]
    emptied = api.put(path, {}, If_Match='"1"')
    assert (emptied.status_code, emptied.json()["owner"], emptied.json()["statement"]) == (200, None, "")
    assert duty(api, use, key)["status"] == "not_met"


def test_a_record_of_the_firm_is_kept_for_the_firm_and_counts_everywhere(api, firm, use):
    key, item = required(api, use, "firm")
    record = {"owner": firm.assessor.user.email, "on": "2026-11-01", "statement": "Adopted by the partners."}
    written = api.put(f"/models-in-use/{use.pk}/own-records/{key}/{item}/", record, If_None_Match="*").json()
    assert written["model_in_use"] is None
    with firm.inside():
        other = makers.make_use(model="distilbert-base-uncased", facts=FACTS)
    assert duty(api, other, key)["status"] == "met"


def test_own_records_are_written_over_a_version_like_everything_else(api, use):
    key, item = required(api, use)
    path = f"/models-in-use/{use.pk}/own-records/{key}/{item}/"
    check_problem(api.put(path, {}), 428, "version_missing")
    assert check_problem(api.put(path, {}, If_Match='"1"'), 412, "stale")["current"] is None
    api.put(path, {"statement": "First"}, If_None_Match="*")
    told = check_problem(api.put(path, {"statement": "Second"}, If_None_Match="*"), 412, "stale")
    assert told["current"]["statement"] == "First"
    evidence = api.post("/evidence/", {"address": "https://oak.example", "text": "As it stood."}).json()["id"]
    tied = api.put(path, {"statement": "First", "evidence": [evidence]}, If_Match='"1"')
    assert (tied["ETag"], tied.json()["evidence"]) == ('"2"', [evidence])
    check_problem(api.put(path, {"on": "2999-01-01"}, If_Match='"2"'), 400, "invalid", "/on")


@pytest.mark.parametrize("path", ["nothing/nothing", "ico_dpia_screening_ai/nothing"])
def test_a_record_for_what_no_duty_requires_is_not_found(api, use, path):
    check_problem(api.put(f"/models-in-use/{use.pk}/own-records/{path}/", {}, If_None_Match="*"), 404, "not_found")


def test_a_model_in_use_that_was_assessed_is_retired_and_not_deleted(api, firm, use):
    with firm.inside():
        makers.make_assessment(use)
    check_problem(api.delete(f"/models-in-use/{use.pk}/", If_Match='"1"'), 409, "in_use")
    assert api.patch(f"/models-in-use/{use.pk}/", {"state": "retired"}, If_Match='"1"').json()["state"] == "retired"
