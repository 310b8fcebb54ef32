"""What changed since a decision by the API: looked for, listed, set aside, asked about again."""

import pytest

from tests.api.conftest import check_problem
from tests.services.test_changes import change_tier, make_decided


@pytest.fixture
def use(firm):
    with firm.inside():
        decided = make_decided(which_tier_are_we_on="Lite")
        change_tier(decided)
        return f"/models-in-use/{decided.model_use_id}"


def test_a_change_is_looked_for_listed_and_asked_about_again(api, use):
    (new,) = api.post(f"{use}/changes/look/", {}).json()["new"]
    assert (new["kind"], new["before"], new["after"], new["state"]) == ("tier", "Lite", "Pro", "open")
    assert new["source"] == "What is recorded of the model in use"
    assert api.post(f"{use}/changes/look/", {}).json() == {"new": []}
    assert [row["id"] for row in api.get(f"{use}/changes/?state=open").json()["results"]] == [new["id"]]
    made = api.post(f"{use}/re-review/", {"changes": [new["id"]]})
    assert made.status_code == 201
    following = made.json()
    assert (following["round"], following["state"], following["previous"]) == (2, "draft", new["assessment"])
    assert made.headers["Location"].endswith(f"/assessments/{following['id']}/")
    assert api.get(f"{use}/changes/").json()["results"][0]["state"] == "taken_up"


def test_a_change_is_set_aside_with_a_reason_and_not_without(api, use):
    (new,) = api.post(f"{use}/changes/look/", {}).json()["new"]
    path = f"{use}/changes/{new['id']}/dismiss/"
    assert api.post(path, {"reason": ""}).status_code == 400
    settled = api.post(path, {"reason": "Only the name changed."}).json()
    assert (settled["state"], settled["reason"]) == ("dismissed", "Only the name changed.")
    check_problem(api.post(f"{use}/re-review/", {"changes": [new["id"]]}), 409, "settled")


def test_a_re_review_of_nothing_or_of_what_is_not_there_is_refused(api, use):
    assert api.post(f"{use}/re-review/", {"changes": []}).status_code == 400
    assert api.post(f"{use}/re-review/", {"changes": ["nonsense"]}).status_code == 400
