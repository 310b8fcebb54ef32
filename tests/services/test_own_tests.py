"""The guided own test: items, outputs, marks that may be blind to the tier, and counts that follow from them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from checklists.errors import Invalid, Refused, Stale
from checklists.formats.own_items import MOST_ITEMS, OwnItem
from checklists.models import Event, OwnTestItem
from checklists.rules.trade_off.counts import Pairs
from checklists.services import evaluations, own_tests
from checklists.services.own_tests import MOST_OUTPUT, Marks, Outputs
from tests.database import writing_around_the_services
from tests.evaluation_makers import make_marks, make_outputs, make_plan, make_test
from tests.makers import COMMAND, NOW, TODAY

LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("organisation")


def finish(test, **more):
    given = {"measured_on": TODAY, "version": None, "by": COMMAND, "at": LATER} | more
    return own_tests.finish_own_test(test, **given)


def item(test, number=1):
    return OwnTestItem.objects.get(evaluation=test, number=number)


def test_marks_become_pairs_by_slice():
    test = make_marks(make_outputs(make_test()), n1=("right", "wrong"), n2=("wrong", "right"), n3=("right", "right"))
    finish(test)
    assert {one.name: one.counts for one in test.slices.all()} == {
        "letters": Pairs(1, 1, 0, 0),
        "forms": Pairs(0, 0, 1, 0),
    }
    assert (test.state, test.how, test.left_out, test.results_at) == ("done", "own_test", 0, NOW)


def test_in_a_blind_test_marks_follow_the_order_that_each_item_keeps():
    test = make_outputs(make_test(items=40, blind=True), range(1, 41))
    rows = {row.number: row for row in OwnTestItem.objects.filter(evaluation=test)}
    assert {row.cheaper_first for row in rows.values()} == {True, False}
    own_tests.mark_items(test, marks={n: Marks("right", "wrong") for n in rows}, by=COMMAND, at=NOW)
    for number, row in rows.items():
        marked = item(test, number)
        assert (marked.cheaper_mark if row.cheaper_first else marked.larger_mark) == "right"
        assert marked.cheaper_first == row.cheaper_first


def test_without_blinding_the_larger_tier_always_stands_first():
    assert not any(row.cheaper_first for row in OwnTestItem.objects.filter(evaluation=make_test(items=40)))


def test_in_a_blind_test_outputs_come_before_marks():
    with pytest.raises(Invalid, match="Item 2 has no two outputs yet"):
        make_marks(make_outputs(make_test(blind=True), (1,)), n1=("right", "right"), n2=("right", "right"))
    assert not OwnTestItem.objects.exclude(larger_mark="").exists()


def test_a_test_that_is_not_blind_may_be_marked_without_pasting_outputs():
    assert item(make_marks(make_test(), n1=("right", "wrong"))).is_marked


def test_the_first_mark_is_the_first_result():
    test = make_test(tolerance=None)
    make_marks(test, n1=("right", "wrong"))
    evaluations.change_evaluation(test, version=None, tolerance=Decimal("2"), by=COMMAND, at=LATER)
    assert test.results_at == NOW and test.tolerance_late


def test_finishing_names_the_items_that_lack_a_mark():
    test = make_marks(make_test(), n2=("right", "wrong"), n3=("right", ""))
    with pytest.raises(Refused, match="2 of 3 items lack a mark: 1, 3") as refused:
        finish(test)
    assert [detail.pointer for detail in refused.value.details] == ["/items/1", "/items/3"]


def test_items_may_be_left_out_on_purpose_and_are_counted_as_such():
    test = finish(make_marks(make_test(), n2=("right", "wrong"), n3=("right", "")), leave_out=True)
    assert test.left_out == 2 and test.slices.get().counts == Pairs(0, 1, 0, 0)


def test_a_test_without_one_marked_item_is_not_finished():
    with pytest.raises(Refused, match="No item has both its marks"):
        finish(make_test(), leave_out=True)


def test_a_finished_test_takes_nothing_more():
    test = finish(make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong")))
    given = {"by": COMMAND, "at": LATER}
    for late in (
        lambda: own_tests.add_items(test, items=[OwnItem("More")], **given),
        lambda: own_tests.record_outputs(test, outputs={1: Outputs("x", "y")}, **given),
        lambda: own_tests.mark_items(test, marks={1: Marks("wrong", "wrong")}, **given),
        lambda: finish(test),
    ):
        with pytest.raises(Refused, match="finished"):
            late()


def test_the_database_holds_the_marks_of_a_finished_test():
    finish(make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong")))
    for changed in ({"larger_mark": "wrong"}, {"text": "Other"}, {"cheaper_first": True}):
        with writing_around_the_services(), pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            OwnTestItem.every_organisation.update(**changed)


def test_texts_are_forgotten_and_marks_are_kept():
    test = finish(make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong")))
    own_tests.forget_texts(test, version=None, by=COMMAND, at=LATER)
    row = item(test)
    assert (row.text, row.larger_output, row.cheaper_output) == ("", "", "")
    assert (row.larger_mark, row.cheaper_mark, row.slice) == ("right", "wrong", "letters")
    count = Event.objects.count()
    own_tests.forget_texts(test, version=None, by=COMMAND, at=LATER)
    assert Event.objects.count() == count


def test_texts_are_kept_until_the_test_is_finished():
    with pytest.raises(Refused, match="Finish it first"):
        own_tests.forget_texts(make_test(), version=None, by=COMMAND, at=NOW)


def test_no_text_of_an_item_is_ever_in_the_history():
    test = make_outputs(make_test(items=1), (1,))
    finish(make_marks(test, n1=("right", "wrong")))
    for event in Event.objects.all():
        assert "Item 1" not in event.body.text and "Larger 1" not in event.body.text


def test_outputs_of_a_marked_item_do_not_change_under_its_marks():
    test = make_marks(make_outputs(make_test()), n1=("right", "wrong"))
    with pytest.raises(Invalid, match="take its marks back"):
        own_tests.record_outputs(test, outputs={1: Outputs("x", "y")}, by=COMMAND, at=NOW)
    make_marks(test, n1=("", ""))
    own_tests.record_outputs(test, outputs={1: Outputs("x", "y")}, by=COMMAND, at=NOW)
    assert item(test).larger_output == "x"


def test_two_people_on_one_page_never_overwrite_each_other():
    test = make_test()
    own_tests.mark_items(test, marks={1: Marks("right", "right", 1)}, by=COMMAND, at=NOW)
    own_tests.mark_items(test, marks={1: Marks("right", "right", 1)}, by=COMMAND, at=NOW)
    with pytest.raises(Stale):
        given = {2: Marks("right", "wrong", 1), 1: Marks("wrong", "right", 1)}
        own_tests.mark_items(test, marks=given, by=COMMAND, at=NOW)
    assert not item(test, 2).larger_mark


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda test, **w: own_tests.add_items(test, items=[], **w), "at least one item"),
        (lambda test, **w: own_tests.add_items(test, items=[OwnItem("x")] * MOST_ITEMS, **w), "at most 1,000 items"),
        (lambda test, **w: own_tests.add_items(test, items=[OwnItem("a\x00b")], **w), r"U\+0000"),
        (lambda test, **w: own_tests.record_outputs(test, outputs={9: Outputs("", "")}, **w), "no item 9"),
        (lambda test, **w: own_tests.record_outputs(test, outputs={1: Outputs("x\x00", "")}, **w), r"U\+0000"),
        (
            lambda test, **w: own_tests.record_outputs(test, outputs={1: Outputs("x" * (MOST_OUTPUT + 1), "")}, **w),
            "longer than 20,000",
        ),
        (lambda test, **w: own_tests.mark_items(test, marks={1: Marks("maybe", "")}, **w), "neither right nor wrong"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(write, sentence):
    test = make_test()
    with pytest.raises(Invalid, match=sentence):
        write(test, by=COMMAND, at=NOW)
    assert OwnTestItem.objects.count() == 3 and not OwnTestItem.objects.exclude(larger_output="").exists()


def test_a_comparison_by_counts_has_no_items():
    with pytest.raises(Refused, match="no guided own test"):
        own_tests.add_items(make_plan(), items=[OwnItem("x")], by=COMMAND, at=NOW)


def test_a_test_has_no_more_kinds_of_items_than_counts_or_a_file_may_have():
    test = make_test(items=0)
    kinds = [OwnItem("x", f"Kind {number}") for number in range(200)]
    own_tests.add_items(test, items=kinds, by=COMMAND, at=NOW)
    with pytest.raises(Invalid, match="at most 200 kinds"):
        own_tests.add_items(test, items=[OwnItem("y", "One more")], by=COMMAND, at=NOW)
    own_tests.add_items(test, items=kinds, by=COMMAND, at=NOW)
    assert OwnTestItem.objects.count() == 400


def test_a_mark_that_comes_while_somebody_finishes_the_test_is_refused_in_words():
    test = make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong"))
    seen = evaluations.find_evaluation(test.pk)
    finish(test)
    with pytest.raises(Refused, match="finished"):
        make_marks(seen, n1=("wrong", "wrong"))
    assert item(test).larger_mark == "right"


def test_the_first_mark_says_when_an_own_test_had_results_whatever_day_it_is_said_to_be_of():
    test = make_outputs(make_test(items=1, tolerance=Decimal("3")), (1,))
    own_tests.mark_items(test, marks={1: Marks("right", "wrong")}, by=COMMAND, at=LATER)
    finish(test, measured_on=TODAY - timedelta(days=3))
    assert not test.tolerance_late
