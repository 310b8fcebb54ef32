"""The offline sheet for programs: fetched, brought back with a report of every cell, and harmless the second time."""

import pytest

from checklists.models import Answer, Evidence
from tests import makers
from tests.api.conftest import check_problem
from tests.workbook_makers import Filled

KIND = "multipart/form-data; boundary=x"


@pytest.fixture
def path(firm) -> str:
    with firm.inside():
        return f"/assessments/{makers.make_assessment().pk}/"


def form(content: bytes, how: str = "", name: str = "back.xlsx") -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="how"\r\n\r\n{how}\r\n' if how else ""
    file = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return (head + file).encode() + content + b"\r\n--x--\r\n"


def bring(api, path, filled: Filled, how: str = ""):
    return api.post(f"{path}import-xlsx/", form(filled.xlsx(), how), Content_Type=KIND)


def fetched(api, path) -> Filled:
    response = api.get(f"{path}export.xlsx?everything=true")
    assert response.status_code == 200 and response["Content-Disposition"].startswith("attachment; filename=")
    return Filled(response.content)


def test_a_sheet_is_fetched_and_taken_in_with_a_report_of_every_cell(api, path, firm):
    filled = fetched(api, path).sign(name="Jo Beck", day="2026-11-20", attested="Yes")
    filled.answer("is_this_distilled", "Yes").answer("prompt_retention_days", "thirty")
    looked = bring(api, path, filled, "look").json()
    assert (looked["evidence"], looked["taken_count"], looked["answers"][0]["taken"]) == (None, 0, False)
    done = bring(api, path, filled).json()
    assert done["taken_count"] == 1 and done["signed"] == {
        "name": "Jo Beck", "role": "", "day": "2026-11-20", "attested": True,
    }  # fmt: skip
    assert [(one["question"], one["fate"], one["says"]) for one in done["answers"]] == [
        ("is_this_distilled", "new", ["Yes"])
    ]
    (refused,) = done["refused"]
    assert refused["question"] == "prompt_retention_days" and refused["cell"].startswith("Questions!D")
    answer = api.get(f"{path}answers/is_this_distilled/").json()
    assert (answer["value"], answer["said_by"], answer["said_by_name"]) == ("yes", "vendor", "Jo Beck")
    assert api.get(f"/evidence/{done['evidence']}/").json()["digest"] == done["digest"]


def test_the_same_sheet_again_changes_nothing(api, path, firm):
    filled = fetched(api, path).answer("is_this_distilled", "Yes")
    bring(api, path, filled)
    again = bring(api, path, filled).json()
    assert (again["taken_count"], again["evidence"], again["answers"][0]["fate"]) == (0, None, "same")
    with firm.inside():
        assert Answer.objects.get().version == 1 and Evidence.objects.count() == 1


def test_all_or_nothing_points_to_the_cells_that_are_refused(api, path, firm):
    filled = fetched(api, path).answer("is_this_distilled", "Yes").answer("prompt_retention_days", "thirty")
    response = bring(api, path, filled, "all_or_nothing")
    check_problem(response, 409, "refused")
    assert response.json()["errors"][0]["pointer"].startswith("/cells/Questions!D")
    with firm.inside():
        assert not Answer.objects.exists()


def test_our_own_word_is_reported_and_not_replaced(api, path):
    api.put(f"{path}answers/uses_to_avoid/", {"state": "answered", "value": "Payroll.", "said_by": "buyer"},
            If_None_Match="*")  # fmt: skip
    done = bring(api, path, fetched(api, path).answer("uses_to_avoid", "Nothing.")).json()
    assert done["taken_count"] == 0 and "your own word" in done["answers"][0]["careful"]
    assert api.get(f"{path}answers/uses_to_avoid/").json()["value"] == "Payroll."


def test_what_is_no_sheet_is_a_400_with_a_pointer(api, path):
    bad = api.post(f"{path}import-xlsx/", form(b"a,b\n", name="a.csv"), Content_Type=KIND)
    check_problem(bad, 400, "invalid", "/file")
    check_problem(api.post(f"{path}import-xlsx/", form(b"", "both"), Content_Type=KIND), 400, "invalid", "/how")
    check_problem(api.get(f"{path}export.xlsx?all=yes"), 400, "invalid", "?all")


def test_a_file_that_is_too_large_is_a_413(api, path):
    content = b"x" * (1024 * 1024 + 1)
    check_problem(api.post(f"{path}import-xlsx/", form(content), Content_Type=KIND), 413, "too_large")


def test_an_assessment_in_review_hands_out_no_sheet(api, path):
    api.put(f"{path}answers/is_this_distilled/", {"state": "answered", "value": "no"}, If_None_Match="*")
    api.post(f"{path}submit/", {})
    check_problem(api.get(f"{path}export.xlsx"), 409, "closed")
