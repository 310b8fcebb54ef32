"""Comparisons of two tiers: planned, given results once, and never changed after that."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from checklists.errors import Invalid, Refused, Stale
from checklists.models import Evaluation, EvaluationSlice, Event
from checklists.models.people import Role
from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.services import decisions, evaluations, model_uses
from checklists.services.judging import case_of, content_of, judge_assessment
from checklists.services.standing import standing_of
from tests.database import writing_around_the_services
from tests.evaluation_makers import CSV, NAMED, SLICES, make_evaluation, make_plan, make_test
from tests.makers import COMMAND, NOW, TODAY, actor, make_assessment, make_member, make_submitted, make_use

LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("organisation")


def counts(plan, slices=SLICES, **more):
    given = {"slices": slices, "measured_on": TODAY, "version": None, "by": COMMAND, "at": LATER} | more
    return evaluations.record_counts(plan, **given)


def paired(plan, content=CSV, **more):
    staged = evaluations.stage_paired_results(content=content, filename="oak.csv", by=COMMAND)
    given = {"staged": staged, "measured_on": TODAY, "version": None, "by": COMMAND, "at": LATER} | more
    return evaluations.record_paired_results(plan, **given)


def pointers(refused):
    return [detail.pointer for detail in refused.value.details]


def test_a_tolerance_said_with_the_plan_was_set_before_the_results():
    row = counts(make_plan())
    assert (row.state, row.tolerance, row.tolerance_set_at, row.results_at) == ("done", Decimal("3"), NOW, LATER)
    assert not row.tolerance_late


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True), (40, True)])
def test_a_tolerance_said_after_the_day_of_measuring_is_late_however_it_was_planned(days, late):
    row = counts(make_plan(), measured_on=TODAY - timedelta(days=days))
    assert row.tolerance_late is late


def test_a_tolerance_that_comes_with_the_results_counts_as_late():
    assert make_evaluation(tolerance=Decimal("3")).tolerance_late


def test_a_tolerance_said_after_the_results_is_kept_and_shown_as_late():
    row = counts(make_plan(tolerance=None))
    assert not row.tolerance_late
    evaluations.change_evaluation(row, version=None, tolerance=Decimal("2.5"), by=COMMAND, at=LATER)
    assert row.tolerance_late and row.tolerance_set_at == LATER


@pytest.mark.parametrize("tolerance", ["-1", "100.01", "2.555", "NaN", "Infinity"])
def test_a_tolerance_that_is_no_share_of_a_hundred_is_refused(tolerance):
    with pytest.raises(Invalid) as refused:
        make_plan(tolerance=Decimal(tolerance))
    assert pointers(refused) == ["/tolerance"]


@pytest.mark.parametrize("tolerance", ["0", "100", "2.50"])
def test_a_tolerance_from_nothing_to_all_is_taken(tolerance):
    assert make_plan(tolerance=Decimal(tolerance)).tolerance == Decimal(tolerance)


def test_after_a_decision_on_the_results_their_tolerance_does_not_change():
    use = make_use()
    row = make_evaluation(use)
    assessment, approver = make_submitted(use=use), make_member(Role.APPROVER)
    digest = judge_assessment(assessment, TODAY).digest
    given = {"outcome": "on_hold", "reasons": "Wait", "digest": digest, "judged_on": TODAY}
    decisions.decide(assessment, **given, by=actor(approver), at=LATER)
    with pytest.raises(Refused, match="A decision was made with these results"):
        evaluations.change_evaluation(row, version=None, tolerance=Decimal("9"), by=COMMAND, at=LATER)
    evaluations.change_evaluation(row, version=None, note="Seen again", by=COMMAND, at=LATER)
    assert Evaluation.objects.get().tolerance is None


def test_two_tiers_of_one_name_are_refused():
    with pytest.raises(Invalid) as refused:
        make_plan(cheaper=" OAK ")
    assert pointers(refused) == ["/cheaper"]


def test_results_come_in_once():
    row = counts(make_plan())
    for again in (counts, paired):
        with pytest.raises(Refused, match="never change"):
            again(row)


def test_counts_of_a_guided_test_are_not_given():
    with pytest.raises(Refused, match="follow from the marks"):
        counts(make_test())


@pytest.mark.parametrize("day", [None, TODAY + timedelta(days=1)])
def test_results_have_a_day_that_has_been(day):
    plan = make_plan()
    with pytest.raises(Invalid) as refused:
        counts(plan, measured_on=day)
    assert pointers(refused) == ["/measured_on"]
    assert not EvaluationSlice.objects.exists() and Evaluation.objects.get().state == "draft"


def test_what_a_plan_compares_changes_until_results_are_in():
    row = make_plan()
    evaluations.change_evaluation(row, version=1, task="Sorting forms", by=COMMAND, at=NOW)
    counts(row)
    with pytest.raises(Refused, match="only the title"):
        evaluations.change_evaluation(row, version=None, task="Other", by=COMMAND, at=LATER)
    assert Evaluation.objects.get().task == "Sorting forms"


def test_who_was_slower_loses_nothing_and_overwrites_nothing():
    row = make_plan()
    evaluations.change_evaluation(make_plan_again(row), version=1, note="First", by=COMMAND, at=NOW)
    with pytest.raises(Stale):
        counts(row, version=1)
    assert Evaluation.objects.get().note == "First" and not EvaluationSlice.objects.exists()


def make_plan_again(row):
    return evaluations.find_evaluation(row.pk)


def test_a_csv_gives_counts_by_slice_and_is_kept_as_evidence():
    row = paired(make_plan())
    found = {one.name: one.counts for one in row.slices.all()}
    assert found == {"letters": Pairs(1, 1, 0, 0), "forms": Pairs(0, 0, 1, 1)}
    assert (row.how, row.evidence.filename, row.evidence.media_type) == ("paired_results", "oak.csv", "text/csv")


def test_totals_alone_are_kept_as_totals():
    row = counts(make_plan(), [{"larger_right": 90, "larger_total": 100, "cheaper_right": 80, "cheaper_total": 90}])
    assert row.slices.get().counts == Separate(Share(90, 100), Share(80, 90))


def test_a_wrong_count_is_named_with_its_slice():
    wrong = [SLICES[0], {"name": "forms", "both": -1, "only_larger": 0, "only_cheaper": 0, "neither": 0}]
    with pytest.raises(Invalid) as refused:
        counts(make_plan(), wrong)
    assert pointers(refused) == ["/slices/1/both"]


def test_a_new_comparison_replaces_a_mistaken_one_which_stays_readable():
    use = make_use()
    old = make_evaluation(use)
    new = make_plan(use, replaces=old)
    assessment = make_assessment(use)
    assert [one.id for one in case(assessment).evaluations] == [str(old.pk)]
    counts(new)
    assert [one.id for one in case(assessment).evaluations] == [str(new.pk)]
    assert evaluations.find_evaluation(old.pk).slices.get().counts == Pairs(80, 12, 5, 3)


def case(assessment):
    return case_of(assessment, content_of(assessment), TODAY)


def test_one_comparison_is_replaced_once():
    use = make_use()
    old = make_evaluation(use)
    first, second = make_plan(use, replaces=old), make_plan(use, replaces=old)
    counts(first)
    with pytest.raises(Invalid, match="replaced it already"):
        counts(second)
    assert Evaluation.objects.get(pk=second.pk).state == "draft"


def test_only_a_finished_comparison_of_the_same_model_in_use_is_replaced():
    use = make_use()
    with pytest.raises(Invalid, match="another model in use"):
        make_plan(use, replaces=make_evaluation())
    with pytest.raises(Invalid, match="no results yet"):
        make_plan(use, replaces=make_plan(use))


def test_the_case_has_finished_comparisons_the_oldest_first():
    use = make_use()
    late = make_evaluation(use, tolerance=Decimal("3"))
    early = make_evaluation(use, measured_on=TODAY - timedelta(days=9))
    make_plan(use)
    make_evaluation()
    found = case(make_assessment(use)).evaluations
    assert [one.id for one in found] == [str(early.pk), str(late.pk)]
    assert (found[1].tolerance, found[1].tolerance_on, found[1].tolerance_late) == (Decimal("3"), TODAY, True)
    assert found[1].whole == Pairs(80, 12, 5, 3) and found[1].larger == NAMED["larger"]


def test_before_an_assessment_they_count_too(django_assert_num_queries):
    use = make_use()
    standing_of(use, TODAY)
    make_evaluation(use)
    assert standing_of(use, TODAY).assessment is None


def test_reading_a_case_costs_the_same_however_many_comparisons_there_are(django_assert_max_num_queries):
    use = make_use()
    assessment = make_assessment(use)
    content = content_of(assessment)
    case_of(assessment, content, TODAY)
    for _ in range(12):
        make_evaluation(use)
    with django_assert_max_num_queries(14):
        assert len(case_of(assessment, content, TODAY).evaluations) == 12


@pytest.mark.parametrize("column", ["task", "larger", "measured_on", "results_at", "blind", "left_out", "how"])
def test_the_database_holds_what_was_compared(column):
    row = make_evaluation()
    other = {"measured_on": TODAY - timedelta(days=1), "results_at": LATER, "blind": True, "left_out": 4}
    with writing_around_the_services(), pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        Evaluation.every_organisation.filter(pk=row.pk).update(**{column: other.get(column, "own_test")})


def test_the_database_holds_the_counts():
    make_evaluation()
    with writing_around_the_services(), pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        EvaluationSlice.every_organisation.update(both=81)
    with writing_around_the_services(), pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        EvaluationSlice.every_organisation.all()._raw_delete("default")


def test_a_model_in_use_that_was_compared_is_not_deleted():
    use = make_use()
    make_plan(use)
    with pytest.raises(Refused, match="Set its state to retired"):
        model_uses.delete_model_use(use, version=1, by=COMMAND, at=NOW)


def test_the_event_of_results_has_the_counts():
    make_evaluation()
    body = Event.objects.get(kind="evaluation_results").body.text
    assert '"both":80' in body and '"tolerance":null' in body
