"""Every AI model that a value picks is found, wherever it stands, and nothing else is taken for one."""

import pytest

from checklists.rules.named_models import models_named

ROWS = [{"model_tested": {"ai_model": "a"}, "items": "30"}, {"compared_with": {"ai_model": "b"}}]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"ai_model": "a"}, [("/value/ai_model", "a")]),
        ({"name": "GPT"}, []),
        (ROWS, [("/value/0/model_tested/ai_model", "a"), ("/value/1/compared_with/ai_model", "b")]),
        ({"choice": "yes", "table": ROWS[:1]}, [("/value/table/0/model_tested/ai_model", "a")]),
        ({"choice": "yes"}, []),
        ([{"ai_model": "a text in a column of that name"}], []),
        (["yes", "no"], []),
        ("yes", []),
        (None, []),
    ],
)
def test_the_models_that_a_value_picks_are_found_with_their_places(value, found):
    assert list(models_named(value)) == found
