"""The trade-off in a dossier: its figures, its sentences, and a record from before there were any comparisons."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from checklists.dossier.figures.comparison import accuracies, gaps, rows_of, turn
from checklists.dossier.figures.scale import MOST_MARKS, scale_for
from checklists.dossier.sections.trade_off import BEFORE, parts_of
from checklists.rules.record_trade_off import trade_off_on_record
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.trade_off import trade_off
from tests.rules.makers import make_evaluation
from tests.scenarios.cases import content


def recorded(*counts, **more):
    judged = trade_off((make_evaluation(*counts, **{"tolerance": Decimal(5)} | more),), content().edition)
    return {"trade_off": trade_off_on_record(judged)}


def comparison(*counts, **more):
    return recorded(*counts, **more)["trade_off"]["evaluations"][0]


@pytest.mark.parametrize("draw", [accuracies, gaps])
@pytest.mark.parametrize(
    "counts", [(Pairs(100, 9, 5, 6),), (Pairs(0, 0, 0, 0),), tuple(Pairs(9, n, 1, 1) for n in range(14))]
)
def test_a_figure_is_whole_says_all_that_it_shows_and_escapes_every_word(draw, counts):
    root = ET.fromstring(draw(comparison(*counts, larger="<b>Full</b>", cheaper="Lite & co")))
    assert root[0].tag.endswith("title")
    assert "All items" in root[0].text
    assert root.get("role") == "img"


def test_of_many_kinds_those_that_lost_most_are_drawn():
    rows = rows_of(comparison(*(Pairs(9, n, 1, 1) for n in range(14))))
    assert len(rows) == 11
    assert rows[1].name == "Kind 14"


def test_a_scale_holds_both_values_and_few_marks():
    scale = scale_for(-3.1, 10.2, 0, 100)
    assert (scale.low, scale.high) == (-5, 15)
    assert len(scale.marks) <= MOST_MARKS + 1
    assert (scale.at(-9), scale.at(99)) == (0, 100)


def test_fewer_right_are_more_mistakes():
    assert [turn("-3.3"), turn("3.1"), turn("0.0")] == ["3.3", "-3.1", "0.0"]


def test_the_page_leads_with_the_verdict_and_says_the_method():
    parts = parts_of(recorded(Pairs(100, 9, 5, 6)))
    assert parts["lead"].startswith("With these 120 items we cannot tell the two apart.")
    assert "McNemar" in " ".join(parts["chosen"]["method"])
    assert parts["others"] == []


def test_a_record_from_before_there_were_comparisons_says_so():
    assert parts_of({}) == {"lead": BEFORE, "chosen": None, "others": []}
