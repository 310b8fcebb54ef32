"""Two people at the same moment: nothing is lost, nothing is done twice, nobody decides on what was not shown."""

import pytest
from django_scopes import scope

from checklists.models import (
    Answer,
    AnswerRevision,
    Assessment,
    Decision,
    Derivation,
    Event,
    Finding,
    Invitation,
    Membership,
    OwnTestItem,
    User,
    Vendor,
)
from checklists.models.people import Role
from checklists.services import (
    ai_models,
    answers,
    assessments,
    decisions,
    evaluations,
    findings,
    invitations,
    judging,
    own_tests,
    people,
    reviewing,
    vendors,
)
from checklists.services.assessments import find_assessment
from checklists.services.given import Given
from tests.evaluation_makers import make_marks, make_outputs, make_test
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_invitation,
    make_member,
    make_organisation,
    make_submitted,
    make_use,
    make_vendor,
)
from tests.races import race, refusals

ROUNDS = 10
W = {"by": COMMAND, "at": NOW}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organisation(transactional_db):
    made = make_organisation("Racing Firm")
    with scope(organisation=made):
        yield made


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_answers_over_one_version_one_is_written_and_both_texts_are_known(organisation, _round):
    assessment = make_assessment()
    make_answer(assessment, "uses_to_avoid", "First")

    def write(text):
        given = Given("uses_to_avoid", "answered", text, version=1)
        return lambda: answers.write_answer(find_assessment(assessment.pk), given, **W)

    results = race(organisation, write("Ann's"), write("Bob's"))
    refused = refusals(results)
    assert len(refused) == 1 and refused[0].code == "stale"
    assert Answer.objects.get().version == 2
    assert AnswerRevision.objects.count() == 2


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_decision_never_misses_a_change_made_at_the_same_moment(organisation, _round):
    assessment, approver = make_submitted(), make_member(Role.APPROVER)
    shown = judging.judge_assessment(assessment, TODAY)
    given = {"outcome": "on_hold", "reasons": "Wait", "digest": shown.digest, "judged_on": TODAY}
    race(
        organisation,
        lambda: decisions.decide(find_assessment(assessment.pk), **given, by=actor(approver), at=NOW),
        lambda: reviewing.judge_answers(
            find_assessment(assessment.pk), {"is_this_distilled": ("unacceptable", "Wrong version")}, **W
        ),
    )
    now = find_assessment(assessment.pk)
    judged = Answer.objects.get(question="is_this_distilled").judged
    decided = Decision.objects.first()
    assert bool(decided) != bool(judged), "either the decision came first or the change did, never both"
    if decided:
        assert decided.digest == shown.digest and now.state == "decided"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_decisions_at_once_make_one(organisation, _round):
    assessment = make_submitted()
    first, second = make_member(Role.APPROVER), make_member(Role.APPROVER)
    digest = judging.judge_assessment(assessment, TODAY).digest

    def decide(member, outcome):
        given = {"outcome": outcome, "reasons": "So", "digest": digest, "judged_on": TODAY}
        return lambda: decisions.decide(find_assessment(assessment.pk), **given, by=actor(member), at=NOW)

    results = race(organisation, decide(first, "on_hold"), decide(second, "declined"))
    assert len(refusals(results)) == 1
    assert Decision.objects.count() == Event.objects.filter(kind="decision_made").count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_submissions_at_once_are_one(organisation, _round):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no")

    def submit():
        return assessments.submit_assessment(find_assessment(assessment.pk), **W)

    assert refusals(race(organisation, submit, submit)) == []
    assert Event.objects.filter(kind="assessment_submitted").count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_no_answer_slips_in_after_the_submission(organisation, _round):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no")
    given = Given("uses_to_avoid", "answered", "Payroll")
    race(
        organisation,
        lambda: assessments.submit_assessment(find_assessment(assessment.pk), **W),
        lambda: answers.write_answer(find_assessment(assessment.pk), given, **W),
    )
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-1] == "assessment_submitted"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_assessments_opened_at_once_are_one(organisation, _round):
    use = make_use()

    def open_one():
        return assessments.open_assessment(model_use=use, **W)

    assert len(refusals(race(organisation, open_one, open_one))) == 1
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_one_vendor_recorded_twice_at_once_is_one(organisation, _round):
    def record():
        return make_vendor("Twice Ltd")

    assert len(refusals(race(organisation, record, record))) == 1
    assert Vendor.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_changes_over_one_version_one_is_written(organisation, _round):
    vendor = make_vendor()

    def change(country):
        return lambda: vendors.change_vendor(Vendor.objects.get(pk=vendor.pk), version=1, country=country, **W)

    assert [error.code for error in refusals(race(organisation, change("GB"), change("FR")))] == ["stale"]
    assert Vendor.objects.get().version == 2


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_vendors_never_come_to_sell_each_other(organisation, _round):
    first, second = make_vendor(), make_vendor()

    def sell(vendor, seller):
        row, through = vendors.find_vendor(vendor.pk), vendors.find_vendor(seller.pk)
        return lambda: vendors.change_vendor(row, version=1, sold_by=through, **W)

    refused = refusals(race(organisation, sell(first, second), sell(second, first)))
    assert len(refused) == 1 and "circle" in refused[0].message
    assert Vendor.objects.exclude(sold_by=None).count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_models_never_come_to_be_made_from_each_other(organisation, _round):
    first, second = (ai_models.record_ai_model(name=name, **W) for name in ("Alpha", "Beta"))

    def made(child, parent):
        words = {"method": "merge", "says": "reported"}
        return lambda: ai_models.record_derivation(child=child, parent=parent, **words, **W)

    refused = refusals(race(organisation, made(first, second), made(second, first)))
    assert [error.code for error in refused] == ["cycle"]
    assert Derivation.objects.filter(edition=None).count() == 1


def test_a_setup_link_lets_in_one(organisation):
    token = people.make_setup_link(**W)

    def use(name):
        given = {"name": name, "email": f"{name}@example.org", "organisation": name, "password_hash": "x"}
        return lambda: people.use_setup_link(token=token, alone=True, **given, **W)

    assert len(refusals(race(organisation, use("ann"), use("bob")))) == 1
    assert Membership.every_organisation.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_invitation_lets_in_one_of_six(organisation, _round):
    token = make_invitation("six@example.org").token

    def join(number):
        given = {"token": token, "name": f"Number {number}", "password_hash": f"hash {number}"}
        return lambda: invitations.join_as_new(**given, **W)

    assert len(refusals(race(organisation, *(join(number) for number in range(6))))) == 5
    assert Membership.objects.count() == User.objects.filter(email="six@example.org").count() == 1
    assert Event.objects.filter(kind="member_joined").count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_address_invited_by_two_firms_at_once_becomes_one_account(organisation, _round):
    tokens = [make_invitation("two@example.org").token]
    with scope(organisation=make_organisation()):
        tokens.append(make_invitation("two@example.org").token)

    def join(token):
        return lambda: invitations.join_as_new(token=token, name="Two", password_hash=token, **W)

    assert len(refusals(race(organisation, *map(join, tokens)))) == 1
    assert Membership.every_organisation.count() == User.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_invitation_withdrawn_while_it_is_accepted_is_one_of_both(organisation, _round):
    made = make_invitation()
    results = race(
        organisation,
        lambda: invitations.withdraw_invitation(made.invitation, **W),
        lambda: invitations.join_as_new(token=made.token, name="New", password_hash="x", **W),
    )
    row = Invitation.objects.get()
    assert len(refusals(results)) == 1
    assert bool(row.accepted_at) == Membership.objects.exists() != bool(row.withdrawn_at)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_owners_who_demote_each_other_leave_one_owner(organisation, _round):
    ann, bob = make_member(Role.OWNER), make_member(Role.OWNER)

    def demote(who, by):
        seen, acting = Membership.objects.get(pk=who.pk), actor(by)  # as both requests read them, before either wrote
        return lambda: people.change_member(seen, role="viewer", by=acting, at=NOW)

    refused = refusals(race(organisation, demote(ann, bob), demote(bob, ann)))
    assert [error.code for error in refused] == ["last_owner"]
    assert Membership.objects.filter(role=Role.OWNER.value, is_active=True).count() == 1


def test_events_of_many_at_once_follow_each_other_without_a_gap(organisation):
    race(organisation, *(make_vendor for _ in range(8)))
    places = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert places == list(range(len(places)))


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_finding_that_is_taken_up_while_somebody_submits_is_on_record_once(organisation, _round):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", state="refuses")
    [key] = [one["key"] for one in judging.judge_assessment(assessment, TODAY).record["findings"]]
    race(
        organisation,
        lambda: assessments.submit_assessment(find_assessment(assessment.pk), **W),
        lambda: findings.take_up_finding(find_assessment(assessment.pk), key=key, **W),
    )
    assert Finding.objects.filter(key=key).count() == 1
    assert find_assessment(assessment.pk).state == "in_review"


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_mark_that_comes_as_the_test_is_finished_counts_or_is_refused(organisation, _round):
    test = make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong"))
    finish = {"measured_on": TODAY, "version": None, **W}
    race(
        organisation,
        lambda: make_marks(evaluations.find_evaluation(test.pk), n1=("wrong", "right")),
        lambda: own_tests.finish_own_test(evaluations.find_evaluation(test.pk), **finish),
    )
    done = evaluations.find_evaluation(test.pk)
    assert done.is_done
    assert (done.slices.get().only_larger == 1) == (OwnTestItem.objects.get().larger_mark == "right")
