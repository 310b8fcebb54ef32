"""Concentration over the API: computed, with an ETag to ask again with."""

from tests import makers
from tests.api.conftest import Firm


def test_it_is_given_with_the_ids_behind_each_figure_and_not_again_where_nothing_changed(firm: Firm) -> None:
    with firm.inside():
        use = makers.make_use(model="distilbert-base-uncased")
        unnamed = makers.make_use()
    answer = firm.api.get("/concentration/")
    body = answer.json()
    assert body["models_in_use"] == 2
    view = body["views"][0]
    assert (view["kind"], view["unknown"]) == ("model", [str(unnamed.pk)])
    assert [(share["name"], share["uses"]) for share in view["shares"]] == [
        ("BERT-Base, Uncased", [str(use.pk)]),
        ("DistilBERT base uncased", [str(use.pk)]),
    ]
    assert firm.api.get("/concentration/", If_None_Match=answer["ETag"]).status_code == 304
