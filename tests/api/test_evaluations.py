"""Comparisons of two tiers by the API: planned, given results once as JSON or as a CSV, and read again."""

import pytest

from tests import makers
from tests.api.conftest import check_problem
from tests.evaluation_makers import CSV, SLICES
from tests.makers import TODAY

DAY = TODAY.isoformat()
KIND = "multipart/form-data; boundary=x"


@pytest.fixture
def plan(firm):
    with firm.inside():
        use = makers.make_use()
    return {"model_in_use": str(use.pk), "title": "Both", "task": "Letters", "larger": "Pro", "cheaper": "Lite"}


def form(content: bytes, day: str = DAY) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="measured_on"\r\n\r\n{day}\r\n--x\r\n'
    file = 'Content-Disposition: form-data; name="file"; filename="pairs.csv"\r\n\r\n'
    return (head + file).encode() + content + b"\r\n--x--\r\n"


def test_a_plan_gets_its_results_as_a_file_and_keeps_when_its_tolerance_was_said(api, plan):
    made = api.post("/evaluations/", plan | {"tolerance": "3"})
    assert (made.status_code, made.json()["state"], made.json()["tolerance"]) == (201, "draft", "3.00")
    path = f"/evaluations/{made.json()['id']}/"
    done = api.post(f"{path}paired-results/", form(CSV), Content_Type=KIND).json()
    assert (done["state"], done["how"], done["tolerance_late"], done["items"]) == ("done", "paired_results", False, 4)
    assert done["slices"][0]["only_larger"] == 1 and done["slices"][0]["larger_total"] == 2
    assert api.get(path).json() == done
    check_problem(api.post(f"{path}paired-results/", form(CSV), Content_Type=KIND), 409, "closed")
    late = api.patch(path, {"tolerance": "2.5"}, If_Match=f'"{done["version"]}"').json()
    assert (late["tolerance"], late["tolerance_late"]) == ("2.50", True)


def test_counts_at_once_make_a_finished_comparison_and_a_new_one_replaces_it(api, plan):
    old = api.post("/evaluations/", plan | {"slices": SLICES, "measured_on": DAY}).json()
    new = api.post("/evaluations/", plan | {"replaces": old["id"]}).json()
    api.post(f"/evaluations/{new['id']}/counts/", {"slices": SLICES, "measured_on": DAY})
    assert api.get(f"/evaluations/{old['id']}/").json()["replaced_by"] == new["id"]
    found = api.get(f"/evaluations/?state=done&model_in_use={plan['model_in_use']}").json()["results"]
    assert [one["id"] for one in found] == [old["id"], new["id"]]


PAIRS = {"both": 1, "only_larger": 1, "only_cheaper": 1, "neither": 1}


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        (
            {"slices": [{"larger_right": 9, "larger_total": 8, "cheaper_right": 1, "cheaper_total": 8}]},
            "/slices/0/larger_right",
        ),
        ({"slices": [PAIRS | {"larger_right": 3}]}, "/slices/0/larger_right"),
        ({"slices": [PAIRS | {"both": -1}]}, "/slices/0/both"),
        ({"slices": [PAIRS | {"both": 10_000_001}]}, "/slices/0/both"),
        ({"slices": [{"both": 1}]}, "/slices/0/only_larger"),
        ({"slices": [dict.fromkeys(PAIRS, 0)]}, "/slices/0"),
        ({"slices": [PAIRS, PAIRS]}, "/slices/1/name"),
        ({"slices": []}, "/slices"),
        ({"slices": [PAIRS], "measured_on": None}, "/measured_on"),
        ({"slices": [PAIRS], "measured_on": "2999-01-01"}, "/measured_on"),
        ({"tolerance": "101"}, "/tolerance"),
        ({"tolerance": 3}, "/tolerance"),
        ({"cheaper": "pro"}, "/cheaper"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(api, plan, more, pointer):
    day = {"measured_on": DAY} if "slices" in more else {}
    check_problem(api.post("/evaluations/", plan | day | more), 400, "invalid", pointer)
    assert api.get("/evaluations/").json()["results"] == []


def test_each_wrong_line_of_a_file_is_pointed_to(api, plan):
    path = f"/evaluations/{api.post('/evaluations/', plan).json()['id']}/"
    bad = CSV.replace(b"yes,no", b"yes,perhaps")
    check_problem(api.post(f"{path}paired-results/", form(bad), Content_Type=KIND), 400, "invalid", "/file/3")
    assert api.get(path).json()["state"] == "draft"


def test_a_plan_without_a_result_is_deleted_and_one_with_results_stays(api, plan):
    made = api.post("/evaluations/", plan).json()
    path = f"/evaluations/{made['id']}/"
    check_problem(api.delete(path), 428, "version_missing")
    check_problem(api.delete(path, If_Match='"9"'), 412, "stale")
    assert api.delete(path, If_Match='"1"').status_code == 204
    check_problem(api.get(path), 404, "not_found")
    done = api.post("/evaluations/", plan | {"slices": SLICES, "measured_on": DAY}).json()
    refused = api.delete(f"/evaluations/{done['id']}/", If_Match=f'"{done["version"]}"')
    assert "stays on record" in check_problem(refused, 409, "closed")["detail"]
