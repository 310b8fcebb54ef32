"""AI models and their lineage by the API: the catalogue's are read, our own are added."""

import pytest

from checklists.models import AIModel
from tests.api.conftest import Firm, check_problem


@pytest.fixture
def catalogue(firm: Firm) -> dict[str, str]:
    """The ids of the catalogue's models by their keys."""
    with firm.inside():
        return {model.key: str(model.pk) for model in AIModel.objects.all()}


def test_the_catalogue_s_models_are_given_with_what_their_makers_have_said(api, catalogue):
    model = api.get(f"/ai-models/{catalogue['distilbert-base-uncased']}/").json()
    assert (model["catalogue"], model["developer"], model["weights"]) == (True, "Hugging Face", "open")
    assert (model["status"], model["status_label"]) == ("stated", "Distilled, the maker says so")
    assert model["read_on"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("distilbert", {"DistilBERT base uncased"}),
        ("We use GPT-4o mini.", {"GPT-4o mini"}),
        ("nothing of the kind", set()),
    ],
)
def test_a_search_finds_what_a_vendor_s_name_could_mean(api, text, names):
    found = api.get(f"/ai-models/?search={text}").json()
    assert {model["name"] for model in found["results"]} == names
    assert all(model["matched"] for model in found["results"])
    assert found["next"] is None


def test_an_ambiguous_name_keeps_every_model_that_may_be_meant(api):
    found = api.get("/ai-models/?search=flash").json()["results"]
    assert len({model["name"] for model in found}) > 1
    assert len(api.get("/ai-models/?search=flash&limit=1").json()["results"]) == 1


def test_a_model_of_our_own_is_recorded_changed_and_found(api):
    body = {"name": "Oak Sorter 2", "developer": "Oak Ltd", "weights": "closed", "parameters": 7_000_000_000}
    made = api.post("/ai-models/", body | {"aliases": ["sorter two"], "licence": None})
    model = made.json()
    assert made.status_code == 201
    assert {name: model[name] for name in body} == body
    assert (model["catalogue"], model["key"], model["licence"], model["output_terms"]) == (False, None, None, None)
    changed = api.patch(f"/ai-models/{model['id']}/", {"licence": "Apache-2.0"}, If_Match='"1"').json()
    assert (changed["licence"], changed["version"]) == ("Apache-2.0", 2)
    assert [one["id"] for one in api.get("/ai-models/?search=sorter two").json()["results"]] == [model["id"]]
    assert [one["id"] for one in api.get("/ai-models/?catalogue=false").json()["results"]] == [model["id"]]
    assert model["id"] not in {one["id"] for one in api.get("/ai-models/?catalogue=true&limit=200").json()["results"]}


def test_the_catalogue_is_read_only(api, catalogue):
    path = f"/ai-models/{catalogue['distilbert-base-uncased']}/"
    check_problem(api.patch(path, {"licence": "MIT"}, If_Match='"1"'), 409, "read_only")
    step = {"parent": catalogue["gpt-4o-mini"], "method": "distillation", "says": "reported"}
    check_problem(api.post(f"{path}lineage/", step), 409, "read_only")


def test_lineage_gives_nodes_edges_roots_gaps_and_what_is_inherited(api, catalogue):
    lineage = api.get(f"/ai-models/{catalogue['deepseek-r1-distill-llama-70b']}/lineage/").json()
    names = {node["id"]: node["name"] for node in lineage["nodes"]}
    assert lineage["subject"] == catalogue["deepseek-r1-distill-llama-70b"]
    own = [edge for edge in lineage["edges"] if edge["child"] == lineage["subject"]]
    assert {"distillation"} <= {edge["method"] for edge in own}
    assert all(edge["id"] is None and edge["says_label"] for edge in own)
    assert set(lineage["roots"]) <= set(names)
    assert {each["kind"] for each in lineage["inherited"]} <= {"output_terms", "claim"}
    assert lineage["inherited"]


def test_what_a_maker_has_not_said_is_a_gap_and_never_a_no(api, catalogue):
    lineage = api.get(f"/ai-models/{catalogue['gpt-4o-mini']}/lineage/").json()
    assert any("has not said whether GPT-4o mini was distilled" in gap["text"] for gap in lineage["gaps"])


def test_a_step_of_our_own_is_recorded_shown_and_taken_back(api, catalogue):
    model = api.post("/ai-models/", {"name": "Oak Sorter"}).json()["id"]
    step = {
        "parent": catalogue["distilbert-base-uncased"],
        "method": "fine_tuning",
        "variant": "lora",
        "says": "vendor_stated",
        "statement": "Fine-tuned on letters.",
        "source": "https://oak.example/model",
        "read_on": "2026-11-01",
    }
    made = api.post(f"/ai-models/{model}/lineage/", step)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in step} == step
    lineage = api.get(f"/ai-models/{model}/lineage/").json()
    edge = next(edge for edge in lineage["edges"] if edge["child"] == model)
    assert (edge["id"], edge["variant_label"]) == (made.json()["id"], "as a low-rank add-on (LoRA)")
    assert len(lineage["nodes"]) > 2
    path = f"/ai-models/{model}/lineage/{edge['id']}/"
    check_problem(api.delete(path), 428, "version_missing")
    told = check_problem(api.delete(path, If_Match='"9"'), 412, "stale")
    assert told["current"] == lineage
    assert api.delete(path, If_Match='"1"').status_code == 204
    assert api.get(f"/ai-models/{model}/lineage/").json()["edges"] == []
    check_problem(api.delete(path, If_Match='"1"'), 404, "not_found")


def test_of_one_step_several_may_speak_and_each_saying_has_its_own_id(api, catalogue):
    model = api.post("/ai-models/", {"name": "Oak Sorter"}).json()["id"]
    step = {"parent": catalogue["gpt2"], "method": "fine_tuning", "says": "vendor_stated"}
    path = f"/ai-models/{model}/lineage/"
    made = [api.post(path, step | {"says": says}).json() for says in ("vendor_stated", "vendor_stated", "reported")]
    edges = [edge for edge in api.get(path).json()["edges"] if edge["child"] == model]
    assert {edge["id"]: edge["says"] for edge in edges} == {step["id"]: step["says"] for step in made}
    for left, one in zip((2, 1, 0), made, strict=True):
        assert api.delete(f"{path}{one['id']}/", If_Match='"1"').status_code == 204
        assert len([edge for edge in api.get(path).json()["edges"] if edge["child"] == model]) == left


def test_a_circle_of_steps_is_refused_and_spelled_out(api):
    one, two, three = (api.post("/ai-models/", {"name": name}).json()["id"] for name in ("One", "Two", "Three"))
    step = {"method": "merge", "says": "vendor_stated"}
    api.post(f"/ai-models/{one}/lineage/", step | {"parent": two})
    api.post(f"/ai-models/{two}/lineage/", step | {"parent": three})
    told = check_problem(api.post(f"/ai-models/{three}/lineage/", step | {"parent": one}), 409, "cycle", "/parent")
    assert "Three is made from One is made from Two is made from Three" in told["detail"]
    own = check_problem(api.post(f"/ai-models/{one}/lineage/", step | {"parent": one}), 409, "cycle")
    assert "One is made from One" in own["detail"]


@pytest.mark.parametrize("field", ["method", "says", "variant"])
def test_a_step_is_told_in_the_words_of_the_catalogue(api, catalogue, field):
    model = api.post("/ai-models/", {"name": "Ours"}).json()["id"]
    step = {"parent": catalogue["gpt-4o-mini"], "method": "merge", "says": "reported", field: "alchemy"}
    check_problem(api.post(f"/ai-models/{model}/lineage/", step), 400, "invalid", f"/{field}")
