"""Lost updates: a change names the version that it was made from, and somebody who was slower is shown what stands."""

import pytest

from checklists.errors import Stale
from checklists.services import vendors
from tests import makers
from tests.api.conftest import Firm, check_problem


@pytest.fixture
def rows(firm: Firm) -> dict[str, str]:
    """One changeable thing of each kind, by its path."""
    with firm.inside():
        vendor, product, use = makers.make_vendor(), makers.make_product(), makers.make_use()
    model = firm.api.post("/ai-models/", {"name": "Ours"}).json()["id"]
    return {
        "vendor": f"/vendors/{vendor.pk}/",
        "product": f"/products/{product.pk}/",
        "model_in_use": f"/models-in-use/{use.pk}/",
        "ai_model": f"/ai-models/{model}/",
    }


CHANGES = {
    "vendor": ({"note": "a"}, {"note": "b"}),
    "product": ({"name": "a"}, {"name": "b"}),
    "model_in_use": ({"purpose": "a"}, {"purpose": "b"}),
    "ai_model": ({"licence": "a"}, {"licence": "b"}),
}
BESIDE = {
    "vendor": [{"contacts": [{"name": "Ann"}]}, {"external_refs": [{"system": "a", "ref": "1"}]}],
    "product": [{"external_refs": [{"system": "a", "ref": "1"}]}],
    "model_in_use": [{"external_refs": [{"system": "a", "ref": "1"}]}],
    "ai_model": [{"aliases": ["ours 2"]}, {"name": "Ours", "parameters": 7}],
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_needs_the_version_that_it_changes(api, rows, kind):
    told = check_problem(api.patch(rows[kind], CHANGES[kind][0]), 428, "version_missing")
    assert 'If-Match: "1"' in told["detail"]


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_gives_the_next_version(api, rows, kind):
    etag = api.get(rows[kind])["ETag"]
    changed = api.patch(rows[kind], CHANGES[kind][0], If_Match=etag)
    assert (changed.status_code, changed["ETag"], changed.json()["version"]) == (200, '"2"', 2)
    assert api.get(rows[kind]).json() == changed.json()


@pytest.mark.parametrize("kind", CHANGES)
def test_whoever_was_slower_is_shown_what_stands_and_what_was_sent(api, rows, kind):
    first, second = CHANGES[kind]
    api.patch(rows[kind], first, If_Match='"1"')
    told = check_problem(api.patch(rows[kind], second, If_Match='"1"'), 412, "stale")
    assert told["current"] == api.get(rows[kind]).json()
    assert told["sent"] == second


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_that_changes_nothing_keeps_the_version(api, rows, kind):
    same = {name: api.get(rows[kind]).json()[name] for name in CHANGES[kind][0]}
    assert api.patch(rows[kind], same, If_Match='"1"')["ETag"] == '"1"'


@pytest.mark.parametrize(("kind", "body"), [(kind, body) for kind, bodies in BESIDE.items() for body in bodies])
def test_a_change_of_what_stands_beside_a_row_counts_as_a_change_of_it(api, rows, kind, body):
    assert api.patch(rows[kind], body, If_Match='"1"')["ETag"] == '"2"'
    check_problem(api.patch(rows[kind], CHANGES[kind][0], If_Match='"1"'), 412, "stale")


@pytest.mark.parametrize("tags", ['"1"', "*", '"7", "1"', '"x" , "1"'])
def test_one_of_several_versions_will_do_and_so_will_any(api, rows, tags):
    assert api.patch(rows["vendor"], {"note": "a"}, If_Match=tags).status_code == 200


@pytest.mark.parametrize("tags", ['W/"1"', "1", '"01"', '"2"', '""', "none", '"999999999999999999999"'])
def test_a_weak_or_another_tag_names_no_version_that_stands(api, rows, tags):
    check_problem(api.patch(rows["vendor"], {"note": "a"}, If_Match=tags), 412, "stale")


@pytest.mark.parametrize("kind", ["vendor", "product", "model_in_use"])
def test_deleting_needs_the_version_too(api, rows, kind):
    check_problem(api.delete(rows[kind]), 428, "version_missing")
    check_problem(api.delete(rows[kind], If_Match='"9"'), 412, "stale")
    assert api.delete(rows[kind], If_Match='"1"').status_code == 204
    check_problem(api.get(rows[kind]), 404, "not_found")


def test_whoever_changes_what_was_deleted_meanwhile_is_shown_that_nothing_stands(api, rows, monkeypatch):
    def delete_first(vendor, **values):
        vendors.delete_vendor(vendors.find_vendor(vendor.pk), version=1, by=makers.COMMAND, at=makers.NOW)
        raise Stale("Somebody was faster.", current={})

    monkeypatch.setattr(vendors, "change_vendor", delete_first)
    told = check_problem(api.patch(rows["vendor"], {"note": "a"}, If_Match='"1"'), 412, "stale")
    assert told["current"] is None


def computed(firm: Firm) -> list[str]:
    with firm.inside():
        use = makers.make_use(model="distilbert-base-uncased")
        assessment = makers.make_assessment(use)
    return [
        f"/assessments/{assessment.pk}/questions/",
        f"/assessments/{assessment.pk}/judgement/",
        f"/models-in-use/{use.pk}/obligations/",
        f"/ai-models/{use.ai_model_id}/lineage/",
    ]


def test_what_is_worked_out_is_not_sent_twice_to_whoever_has_it(firm):
    for path in computed(firm):
        first = firm.api.get(path)
        assert first["ETag"].startswith('W/"')
        assert first["Cache-Control"] == "private, no-cache"
        again = firm.api.get(path, If_None_Match=first["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert firm.api.get(path, If_None_Match='W/"0"').status_code == 200


def test_an_answer_changes_the_tag_of_what_follows_from_it(firm):
    questions, judgement, *_ = computed(firm)
    before = firm.api.get(questions)["ETag"], firm.api.get(judgement)["ETag"]
    firm.api.put(questions.replace("questions", "answers/is_this_distilled"), {"state": "refuses"}, If_None_Match="*")
    after = firm.api.get(questions)["ETag"], firm.api.get(judgement)["ETag"]
    assert not set(before) & set(after)
