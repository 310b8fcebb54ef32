"""Events by the API: the organisation's history, in order and without gaps, with the hashes by which it is checked."""

from checklists.canonical import canonical_text
from checklists.merkle import leaf_hash
from checklists.models import EventBody
from checklists.services.history import LEAF_FIELDS
from tests.api.conftest import Firm, check_problem
from tests.database import writing_around_the_services


def recorded(firm: Firm, count: int) -> None:
    for number in range(count):
        firm.api.post("/vendors/", {"legal_name": f"Vendor {number}"})


def test_the_history_is_followed_in_order_without_gaps(firm):
    recorded(firm, 6)
    seen, address = [], "/events/?limit=4"
    while address:
        page = firm.api.get(address).json()
        seen += [event["seq"] for event in page["results"]]
        address = page["next"]
    assert seen == list(range(len(seen)))
    assert len(seen) > 6


def test_a_follower_goes_on_after_the_last_place_it_has(firm):
    last = firm.api.get("/events/").json()["results"][-1]["seq"]
    assert firm.api.get(f"/events/?after={last}").json()["results"] == []
    recorded(firm, 1)
    fresh = firm.api.get(f"/events/?after={last}").json()["results"]
    assert [(event["seq"], event["kind"]) for event in fresh] == [(last + 1, "vendor_recorded")]


def test_an_event_says_what_happened_to_what_and_by_whom(firm):
    vendor = firm.api.post("/vendors/", {"legal_name": "Oak Ltd"}).json()
    event = firm.api.get(f"/events/?subject={vendor['id']}").json()["results"][0]
    assert (event["kind_label"], event["text"]) == ("A vendor was recorded", "A vendor was recorded: Oak Ltd.")
    assert (event["subject_type"], event["subject_id"], event["face"]) == ("vendor", vendor["id"], "api")
    assert event["body"]["legal_name"] == "Oak Ltd"


def test_the_hash_of_an_event_can_be_worked_out_from_what_is_given(firm):
    recorded(firm, 2)
    for event in firm.api.get("/events/").json()["results"]:
        leaf = canonical_text({name: event[name] for name in LEAF_FIELDS}).encode()
        assert leaf_hash(leaf).hex() == event["leaf_hash"]


def test_an_event_whose_body_was_erased_keeps_its_place_and_its_hash(firm):
    recorded(firm, 1)
    before = firm.api.get("/events/?kind=vendor_recorded").json()["results"][0]
    with writing_around_the_services():
        EventBody.objects.filter(event=before["id"]).update(text=None)
    after = firm.api.get("/events/?kind=vendor_recorded").json()["results"][0]
    assert (after["body"], after["leaf_hash"], after["seq"]) == (None, before["leaf_hash"], before["seq"])
    assert "erased" in after["text"]


def test_a_place_is_a_whole_number(api):
    check_problem(api.get("/events/?after=-1"), 400, "invalid", "?after")
    check_problem(api.get("/events/?kind=gossip"), 400, "invalid", "?kind")
