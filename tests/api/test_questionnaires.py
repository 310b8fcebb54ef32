"""Questionnaires by the API: what is asked, in published versions that never change."""

from tests.api.conftest import check_problem


def questionnaire(api) -> dict:
    return api.get("/questionnaires/").json()["results"][0]


def test_the_catalogue_s_questionnaire_is_given_with_its_published_versions(api):
    found = questionnaire(api)
    assert (found["key"], found["catalogue"]) == ("candour", True)
    assert [version["state"] for version in found["versions"]] == ["published"]
    assert api.get(f"/questionnaires/{found['id']}/").json() == found


def test_a_version_says_what_it_asks_in_order_with_help_choices_and_reasons(api):
    found = questionnaire(api)
    version = api.get(f"/questionnaires/{found['id']}/versions/1/").json()
    questions = [question for section in version["sections"] for question in section["questions"]]
    assert len(questions) == len({question["key"] for question in questions}) > 50
    distilled = next(question for question in questions if question["key"] == "is_this_distilled")
    assert {choice["value"] for choice in distilled["choices"]} >= {"yes", "no"}
    assert distilled["why"]
    assert {reason["value"] for reason in version["reasons"]["does_not_know"]} >= {"maker_does_not_say"}
    assert {table["key"] for table in version["tables"]} >= {
        question["answer_type"] for question in questions if "table" in question["answer_type"]
    }


def test_a_version_is_not_sent_twice_to_whoever_has_it(api):
    path = f"/questionnaires/{questionnaire(api)['id']}/versions/1/"
    etag = api.get(path)["ETag"]
    assert api.get(path, If_None_Match=etag).status_code == 304


def test_a_version_that_is_none_is_not_found(api):
    path = f"/questionnaires/{questionnaire(api)['id']}/versions/2/"
    check_problem(api.get(path), 404, "not_found")
    check_problem(api.get("/questionnaires/00000000-0000-7000-8000-000000000000/"), 404, "not_found")
