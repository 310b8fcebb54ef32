"""A planned comparison is deleted while it has no result, and the history remembers that there was one."""

import pytest

from checklists.errors import NotAllowed, NotFound, Refused, Stale
from checklists.models import Evaluation, Event, EventBody, OwnTestItem
from checklists.models.people import Role
from checklists.services import evaluation_plans, evaluations
from tests.evaluation_makers import make_evaluation, make_marks, make_test
from tests.makers import COMMAND, NOW, actor, make_member


def test_a_planned_comparison_that_is_deleted_is_remembered_without_the_texts_of_its_items(organisation):
    test = make_test(by=COMMAND)
    evaluation_plans.delete_plan(test, version=None, by=COMMAND, at=NOW)
    assert not Evaluation.objects.exists()
    event = Event.objects.order_by("-seq").first()
    body = EventBody.objects.get(event=event).text
    assert event.kind == "evaluation_deleted" and "Sorting letters" in body and "Item 1" not in body


def test_somebody_who_saw_an_older_version_does_not_delete(organisation):
    test = make_test(by=COMMAND)
    with pytest.raises(Stale):
        evaluation_plans.delete_plan(test, version=test.version - 1, by=COMMAND, at=NOW)
    assert Evaluation.objects.exists()


def test_a_viewer_deletes_no_comparison(organisation):
    viewer = actor(make_member(Role.VIEWER))
    with pytest.raises(NotAllowed):
        evaluation_plans.delete_plan(make_test(), version=None, by=viewer, at=NOW)


def test_a_comparison_with_results_is_not_deleted(organisation):
    with pytest.raises(Refused, match="stays on record"):
        evaluation_plans.delete_plan(make_evaluation(), version=None, by=COMMAND, at=NOW)


def test_a_first_mark_that_comes_while_somebody_deletes_the_plan_is_kept(organisation):
    test = make_test()
    seen = evaluations.find_evaluation(test.pk)
    make_marks(test, n1=("right", "wrong"))
    with pytest.raises(Refused, match="stays on record"):
        evaluation_plans.delete_plan(seen, version=None, by=COMMAND, at=NOW)
    assert OwnTestItem.objects.filter(larger_mark="right").count() == 1


def test_a_plan_that_is_gone_is_not_deleted_twice(organisation):
    test = make_test()
    seen = evaluations.find_evaluation(test.pk)
    evaluation_plans.delete_plan(test, version=None, by=COMMAND, at=NOW)
    with pytest.raises(NotFound):
        evaluation_plans.delete_plan(seen, version=None, by=COMMAND, at=NOW)
