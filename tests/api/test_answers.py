"""Answers by the API: one by one or many, in six states, over versions, judged beside the words that were given."""

import pytest

from checklists.models import AIModel, AnswerRevision, Assessment, Event
from tests import makers
from tests.api.conftest import Firm, check_problem


@pytest.fixture
def assessment(firm: Firm) -> Assessment:
    with firm.inside():
        return makers.make_assessment(makers.make_use(model="distilbert-base-uncased"))


@pytest.fixture
def answers(assessment) -> str:
    return f"/assessments/{assessment.pk}/answers/"


YES = {"state": "answered", "value": "yes"}
SILENCE = {"state": "does_not_know", "reason": "maker_does_not_say", "date_asked": "2026-11-01"}


def test_an_answer_is_written_with_its_labels_and_what_follows_from_the_question(api, answers):
    written = api.put(f"{answers}is_this_distilled/", YES | {"note": "By email."}, If_None_Match="*")
    answer = written.json()
    assert (written.status_code, written["ETag"]) == (201, '"1"')
    assert api.get(written["Location"])["ETag"] == '"1"'
    assert (answer["state_label"], answer["value_label"], answer["rung_label"]) == (
        "Answered",
        "Yes",
        "The vendor says",
    )
    assert (answer["said_by"], answer["face"], answer["note"]) == ("vendor", "api", "By email.")
    assert api.get(f"{answers}is_this_distilled/").json() == answer | {"documents": []}
    assert api.get(answers).json()["results"] == [answer | {"documents": []}]


def test_a_put_is_whole_and_what_is_left_out_is_emptied(api, answers):
    api.put(f"{answers}is_this_distilled/", YES | {"note": "By email.", "said_by_name": "Ann"}, If_None_Match="*")
    changed = api.put(f"{answers}is_this_distilled/", YES, If_Match='"1"').json()
    assert (changed["note"], changed["said_by_name"], changed["version"]) == ("", "", 2)


@pytest.mark.parametrize(
    "body",
    [
        YES,
        SILENCE,
        {"state": "does_not_know", "reason": "nobody_here_knows"},
        {"state": "refuses"},
        {"state": "confidential", "reason": "under_nda"},
        {"state": "not_applicable", "note": "We host it ourselves."},
        {"state": "not_yet"},
    ],
    ids=lambda body: body["state"] + body.get("reason", ""),
)
def test_each_state_is_taken_with_what_it_needs(api, answers, body):
    written = api.put(f"{answers}is_this_distilled/", body, If_None_Match="*")
    assert written.status_code == 201
    assert {name: written.json()[name] for name in body} == body


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/state"),
        ({"state": "unknown"}, "/state"),
        ({"state": "answered"}, "/value"),
        ({"state": "answered", "value": "unknown"}, "/value"),
        ({"state": "answered", "value": "perhaps"}, "/value"),
        ({"state": "answered", "value": 5}, "/value"),
        ({"state": "answered", "value": {"ai_model": "x"}}, "/value"),
        ({"state": "refuses", "value": "yes"}, "/value"),
        ({"state": "does_not_know"}, "/reason"),
        ({"state": "does_not_know", "reason": "under_nda"}, "/reason"),
        ({"state": "does_not_know", "reason": "maker_does_not_say"}, "/date_asked"),
        ({"state": "confidential"}, "/reason"),
        ({"state": "not_applicable"}, "/note"),
        ({"state": "refuses", "reason": "under_nda"}, "/reason"),
        (YES | {"rung": "hearsay"}, "/rung"),
        (YES | {"who_may_see": "everybody"}, "/who_may_see"),
        (YES | {"said_by": "us"}, "/said_by"),
        (YES | {"said_on": "soon"}, "/said_on"),
        (YES | {"said_on": "2999-01-01"}, "/said_on"),
        (SILENCE | {"date_asked": "2999-01-01"}, "/date_asked"),
        (SILENCE | {"date_asked": "1066-10-14"}, "/date_asked"),
        (YES | {"note": "x" * 20_001}, "/note"),
        (YES | {"question": "is_this_distilled"}, "/question"),
        (YES | {"version": 1}, "/version"),
        (YES | {"judged": "satisfactory"}, "/judged"),
    ],
)
def test_an_answer_that_is_not_right_is_pointed_to(api, answers, body, pointer):
    check_problem(api.put(f"{answers}is_this_distilled/", body, If_None_Match="*"), 400, "invalid", pointer)
    check_problem(api.get(f"{answers}is_this_distilled/"), 404, "not_found")


def test_a_question_that_is_none_is_not_found(api, answers):
    check_problem(api.put(f"{answers}is_this_real/", YES, If_None_Match="*"), 404, "not_found")


def test_a_model_is_named_by_its_id_or_by_what_the_vendor_calls_it(api, firm, answers):
    with firm.inside():
        model = AIModel.objects.get(key="gpt-4o-mini")
    path = f"{answers}base_model_and_creator/"
    by_id = {"state": "answered", "value": {"ai_model": str(model.pk)}}
    assert api.put(path, by_id, If_None_Match="*").json()["value_label"] == "GPT-4o mini"
    by_name = {"state": "answered", "value": {"name": "Our secret sauce"}}
    assert api.put(path, by_name, If_Match='"1"').json()["value_label"] == "Our secret sauce"
    nobodys = {"state": "answered", "value": {"ai_model": "00000000-0000-7000-8000-000000000000"}}
    check_problem(api.put(path, nobodys, If_Match='"2"'), 400, "invalid", "/value/ai_model")


def test_a_model_in_a_table_s_cell_is_looked_up_and_named(api, firm, answers):
    with firm.inside():
        model = AIModel.objects.get(key="gpt-4o-mini")
    rows = [{"test": "Wills", "model_tested": {"ai_model": str(model.pk)}, "compared_with": {"name": "A clerk"}}]
    path = f"{answers}rare_and_hard_cases/"
    body = {"state": "answered", "value": rows}
    answer = api.put(path, body, If_None_Match="*").json()
    assert "GPT-4o mini" in answer["value_label"] and "A clerk" in answer["value_label"]
    assert api.get(answers).json()["results"][0]["value_label"] == answer["value_label"]
    rows.append({"compared_with": {"ai_model": "not-an-id"}})
    check_problem(api.put(path, body, If_Match='"1"'), 400, "invalid", "/value/1/compared_with/ai_model")


def test_a_reason_may_be_a_sentence_and_not_a_book(api, answers):
    path = f"{answers}is_this_distilled/"
    body = {"state": "not_applicable", "reason": "x" * 2_000}
    assert api.put(path, body, If_None_Match="*").json()["reason_label"] == body["reason"]
    check_problem(api.put(path, body | {"reason": "x" * 20_001}, If_Match='"1"'), 400, "invalid", "/reason")


def test_whoever_answers_over_another_s_answer_is_shown_both_texts(api, firm, answers):
    path = f"{answers}is_this_distilled/"
    api.put(path, YES, If_None_Match="*")
    mine = {"state": "refuses"}
    for headers in ({"If_None_Match": "*"}, {"If_Match": '"2"'}, {"If_Match": 'W/"1"'}):
        told = check_problem(firm.approvers_api.put(path, mine, **headers), 412, "stale")
        assert (told["current"]["value"], told["current"]["updated_by"]) == ("yes", f"{firm.assessor.user.name} (Test)")
        assert told["sent"] == mine
    check_problem(api.put(path, mine), 428, "version_missing")
    assert api.put(path, mine, If_Match="*").json()["version"] == 2
    nothing = check_problem(api.put(f"{answers}training_data_provenance/", mine, If_Match="*"), 412, "stale")
    assert nothing["current"] is None


def test_the_same_words_again_change_nothing(api, firm, answers, assessment):
    path = f"{answers}is_this_distilled/"
    api.put(path, YES, If_None_Match="*")
    assert api.put(path, YES, If_Match='"1"')["ETag"] == '"1"'
    with firm.inside():
        assert AnswerRevision.objects.filter(answer__assessment=assessment).count() == 1


def test_many_answers_are_one_write_and_one_event(api, firm, answers):
    sent = [
        {"question": "is_this_distilled", "version": 0, **YES},
        {"question": "training_data_provenance", "version": 0, **SILENCE},
    ]
    written = api.put(answers, sent)
    assert written.status_code == 200
    assert [one["question"] for one in written.json()] == ["is_this_distilled", "training_data_provenance"]
    with firm.inside():
        assert Event.objects.filter(kind="answers_written").count() == 1


def test_of_many_answers_all_or_none_are_written_and_each_that_is_wrong_is_pointed_to(api, answers):
    sent = [
        {"question": "is_this_distilled", "version": 0, **YES},
        {"question": "training_data_provenance", "version": 0, "state": "does_not_know"},
        {"question": "is_this_real", "version": 0, **YES},
        {"question": "is_this_distilled", "version": 0, "state": "refuses"},
    ]
    check_problem(api.put(answers, sent), 400, "invalid", "/1/reason", "/2/question", "/3/question")
    assert api.get(answers).json()["results"] == []


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({}, ""),
        ([{"question": "is_this_distilled", "state": "refuses"}], "/0/version"),
        ([{"state": "refuses", "version": 0}], "/0/question"),
        ([{"question": "is_this_distilled", "state": "gone", "version": -1}], "/0/version"),
        (["is_this_distilled"], "/0"),
        ([{"question": "is_this_distilled", "state": "refuses", "version": 0, "colour": 1}], "/0/colour"),
    ],
)
def test_many_answers_are_a_list_of_answers_with_their_versions(api, answers, sent, pointer):
    check_problem(api.put(answers, sent), 400, "invalid", pointer)


def test_many_answers_over_others_are_a_409_that_points_to_each(api, firm, answers):
    api.put(answers, [{"question": "is_this_distilled", "version": 0, **YES}])
    sent = [
        {"question": "training_data_provenance", "version": 0, **SILENCE},
        {"question": "is_this_distilled", "version": 0, "state": "refuses"},
    ]
    told = check_problem(firm.approvers_api.put(answers, sent), 409, "stale", "/1/version")
    assert told["current"]["is_this_distilled"]["value"] == "yes"
    assert told["sent"] == sent
    assert [one["question"] for one in api.get(answers).json()["results"]] == ["is_this_distilled"]


def test_a_reviewer_judges_beside_the_words_and_never_over_them(api, firm, answers):
    path = f"{answers}is_this_distilled/"
    api.put(path, YES, If_None_Match="*")
    judged = firm.approvers_api.put(
        f"{path}judgement/", {"judged": "concern", "comment": "No document."}, If_Match='"1"'
    ).json()
    assert (judged["value"], judged["version"], judged["judged_version"]) == ("yes", 1, 1)
    assert (judged["judged_label"], judged["judged_comment"]) == ("A concern", "No document.")
    assert judged["judged_by"] == f"{firm.approver.user.name} (Test)"
    changed = api.put(path, YES | {"note": "See attachment."}, If_Match='"1"').json()
    assert (changed["judged"], changed["judged_comment"]) == ("", "")


def test_words_that_were_not_read_are_not_judged(api, answers):
    path = f"{answers}is_this_distilled/"
    api.put(path, YES, If_None_Match="*")
    api.put(path, {"state": "refuses"}, If_Match='"1"')
    check_problem(api.put(f"{path}judgement/", {"judged": "satisfactory"}), 428, "version_missing")
    told = check_problem(api.put(f"{path}judgement/", {"judged": "satisfactory"}, If_Match='"1"'), 412, "stale")
    assert told["current"]["state"] == "refuses"
    check_problem(api.put(f"{path}judgement/", {"judged": "good"}, If_Match='"2"'), 400, "invalid", "/judged")
    nothing = f"{answers}training_data_provenance/judgement/"
    check_problem(api.put(nothing, {"judged": "concern"}, If_Match="*"), 404, "not_found")


def test_evidence_is_tied_to_an_answer_and_untied(api, answers):
    path = f"{answers}is_this_distilled/"
    kept = api.post("/evidence/", {"address": "https://oak.example", "text": "As it stood."}).json()["id"]
    check_problem(api.post(f"{path}evidence/", {"evidence": kept}), 404, "not_found")
    api.put(path, YES, If_None_Match="*")
    for _ in range(2):
        tied = api.post(f"{path}evidence/", {"evidence": kept})
        assert [one["id"] for one in tied.json()["documents"]] == [kept]
    assert api.get(path).json()["documents"][0]["address"] == "https://oak.example"
    check_problem(api.delete(f"{path}evidence/{kept}/"), 428, "version_missing")
    check_problem(api.delete(f"{path}evidence/{kept}/", If_Match='"9"'), 412, "stale")
    nobodys = "00000000-0000-7000-8000-000000000000"
    check_problem(api.delete(f"{path}evidence/{nobodys}/", If_Match='"1"'), 404, "not_found")
    assert api.delete(f"{path}evidence/{kept}/", If_Match='"1"').status_code == 204
    assert api.get(path).json()["documents"] == []
    assert api.get(f"/evidence/{kept}/").status_code == 200
