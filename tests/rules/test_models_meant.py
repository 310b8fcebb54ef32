"""Which known model a value means: picked, or typed under a whole name of one alone; what is only near stays open."""

from typing import Any

import pytest

from checklists.rules.models_meant import model_meant, models_in_column
from tests.rules.makers import make_lineage, make_model

KNOWN = make_lineage(
    models=(make_model("lite-2", name="Lite 2", aliases=("Little Two",)), make_model("big", name="Big Model")),
    subject=None,
)


@pytest.mark.parametrize(
    ("value", "model"),
    [
        ({"ai_model": "lite-2"}, "lite-2"),
        ({"ai_model": "one of our own"}, "one of our own"),
        ({"name": "Lite 2"}, "lite-2"),
        ({"name": "the Little Two, hosted"}, "lite-2"),
        ({"name": "big"}, "big"),
        ({"name": "Lite"}, None),
        ({"name": "Model"}, None),
        ({"name": "Lite 2 or Big Model"}, None),
        ({"ai_model": "", "name": "Lite 2"}, "lite-2"),
        ({"ai_model": 5, "name": "Lite 2"}, "lite-2"),
        ({"name": ""}, None),
        ({"name": None}, None),
        ({}, None),
        ("Lite 2", None),
        (None, None),
    ],
)
def test_a_model_is_meant_where_it_is_picked_or_named_whole_and_alone(value: Any, model: str | None) -> None:
    assert model_meant(value, KNOWN) == model


PICKED, NAMED, VAGUE = {"model": {"ai_model": "big"}}, {"model": {"name": "Lite 2"}}, {"model": {"name": "Lite"}}


@pytest.mark.parametrize(
    ("value", "models"),
    [
        ([PICKED, NAMED], ("big", "lite-2")),
        ({"choice": "yes", "table": [PICKED]}, ("big",)),
        ([PICKED, VAGUE], ()),
        ([PICKED, {"part": "drivers"}], ()),
        ([PICKED, "no row"], ("big",)),
        ([], ()),
        (None, ()),
        ("Big Model", ()),
        ({"choice": "yes"}, ()),
    ],
)
def test_a_column_names_its_models_row_by_row_or_none_where_a_row_is_vague(value: Any, models: tuple) -> None:
    assert models_in_column(value, "model", KNOWN) == models
