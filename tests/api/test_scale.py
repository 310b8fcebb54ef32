"""The scale of the scores over the API: which one holds, beside the catalogue's, and all that were set."""

from datetime import timedelta

from django.utils import timezone

from checklists.services.judging import day_of
from tests import makers
from tests.api.conftest import Firm
from tests.scale_makers import go_back, make_own_scale, make_terms


def test_without_a_scale_of_its_own_an_organisation_has_the_catalogue_s(firm: Firm) -> None:
    body = firm.api.get("/scale/").json()
    assert body["scale"] == body["catalogue"]
    assert (body["scale"]["own"], body["written"]) == (False, [])
    assert body["scale"]["text"].startswith("By the catalogue's scale, edition ")


def test_the_own_scale_is_given_with_its_reason_and_not_again_where_nothing_changed(firm: Firm) -> None:
    with firm.inside():
        make_own_scale(concern="0.25")
        go_back(day_of(timezone.now()) + timedelta(days=9), at=timezone.now())
    answer = firm.api.get("/scale/")
    body = answer.json()
    assert (body["scale"]["own"], body["catalogue"]["own"]) == (True, False)
    assert {"kind": "concern", "counts": "0.25"} in body["scale"]["points"]
    assert {"kind": "concern", "counts": "0.5"} in body["catalogue"]["points"]
    assert [(one["number"], one["own"]) for one in body["written"]] == [(2, False), (1, True)]
    assert firm.api.get("/scale/", If_None_Match=answer["ETag"]).status_code == 304


def test_a_judgement_says_by_whose_scale_it_was_made(firm: Firm) -> None:
    with firm.inside():
        assessment = makers.make_assessment()
        make_own_scale(make_terms(concern="0.25"))
    score = firm.api.get(f"/assessments/{assessment.pk}/judgement/").json()["record"]["score"]
    assert score["scale"]["text"].startswith("By the organisation's own scale, in force from ")
    assert "A concern is half a refusal to us." in score["scale"]["text"]


def test_one_organisation_never_sees_the_scale_of_another(firm: Firm, stranger: Firm) -> None:
    with stranger.inside():
        make_own_scale(reason="A secret of theirs")
    answer = firm.api.get("/scale/")
    assert b"secret" not in answer.content
    assert answer.json()["scale"]["own"] is False
