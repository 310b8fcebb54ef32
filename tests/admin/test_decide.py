"""Deciding: on what was shown, with reasons, by somebody who may."""

from typing import Any

import pytest

from checklists.models import Assessment, Condition, Decision, GatePass, Organisation
from checklists.models.people import Role
from checklists.services import people
from checklists.services.assessments import find_assessment
from checklists.services.reviewing import judge_answers
from tests import makers
from tests.admin.staff import Staff, text_of

DECIDE = "admin:decide"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_submitted()


def decide(staff: Staff, assessment: Assessment, page: str | None = None, **fields: Any):
    return staff.send(DECIDE, assessment.pk, page=page, **{"reasons": "Weighed and settled.", **fields})


def test_a_decision_is_made_on_the_digest_that_was_shown(approver: Staff, assessment: Assessment) -> None:
    shown = approver.form(approver.see(DECIDE, assessment.pk))["digest"]
    response = decide(approver, assessment, outcome="declined", valid_until="1 March 2027")
    decision = Decision.objects.get()
    assert response["Location"] == f"/admin/assessments/{assessment.pk}/"
    assert (decision.outcome, decision.digest, decision.decided_by) == ("declined", shown, "Tom Webb")
    assert str(decision.valid_until) == "2027-03-01"
    assert find_assessment(assessment.pk).state == "decided"


def test_what_changed_since_it_was_shown_is_refused_and_the_reasons_stay(
    approver: Staff, assessment: Assessment
) -> None:
    mine = approver.see(DECIDE, assessment.pk)
    judge_answers(assessment, {"is_this_distilled": ("unacceptable", "")}, by=makers.COMMAND, at=makers.NOW)
    page = decide(approver, assessment, mine, outcome="on_hold").content.decode()
    assert "Something changed since you looked" in page
    assert "Decide on what stands now" in page
    assert approver.form(page)["reasons"] == "Weighed and settled."
    assert approver.form(page)["outcome"] == "on_hold"
    assert not Decision.objects.exists()
    decide(approver, assessment, page)
    assert Decision.objects.get().outcome == "on_hold"


def test_open_points_stand_in_the_way_of_approval_and_are_listed(approver: Staff, assessment: Assessment) -> None:
    page = decide(approver, assessment, outcome="approved").content.decode()
    assert "stand in the way of this" in text_of(page)
    assert approver.form(page)["reasons"] == "Weighed and settled."
    assert not Decision.objects.exists()


def test_conditions_that_name_what_is_open_let_it_be_approved(approver: Staff, assessment: Assessment) -> None:
    page = approver.see(DECIDE, assessment.pk)
    form = approver.form(page)
    texts = {f"text-{place}": f"Settle point {place + 1}" for place in range(int(form["conditions"]))}
    later = {"due-0": "within_days", "days-0": "30", "owner-0": str(approver.member.pk)}
    decide(approver, assessment, page, outcome="approved_with_conditions", **texts, **later)
    conditions = list(Condition.objects.order_by("number"))
    assert len(conditions) == int(form["conditions"])
    assert (conditions[0].due, conditions[0].days, conditions[0].owner) == ("within_days", 30, approver.member)
    assert conditions[0].due_on is not None


def test_another_condition_is_added_without_losing_what_was_written(approver: Staff, assessment: Assessment) -> None:
    page = approver.see(DECIDE, assessment.pk)
    before = int(approver.form(page)["conditions"])
    added = decide(approver, assessment, page, add="condition", **{"text-0": "In writing"}).content.decode()
    form = approver.form(added)
    assert (int(form["conditions"]), form["text-0"]) == (before + 1, "In writing")
    assert form["reasons"] == "Weighed and settled."


WITHIN = {"outcome": "approved_with_conditions", "text-0": "x", "due-0": "within_days"}
MACHINE = ("/outcome", "/valid_until", "/conditions", "One of:", "approved_with_conditions", "within_days", "gate:")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcome": "declined", "reasons": ""}, "Give your reasons: they are printed in the dossier."),
        ({"outcome": None}, "Pick an outcome."),
        ({"outcome": "perhaps"}, "Pick an outcome."),
        ({"outcome": "declined", "valid_until": "next year"}, "the day first."),
        ({"outcome": "declined", "valid_until": "1 March 2020"}, "It is valid until a day that is still to come."),
        ({"outcome": "approved_with_conditions"}, "Write at least one condition, or pick another outcome."),
        (WITHIN, "Say within how many days."),
        (WITHIN | {"days-0": "soon"}, "is no number."),
        (WITHIN | {"days-0": "99999999999"}, "The most is 36,500."),
        (WITHIN | {"days-0": "-5"}, "not below 0."),
        (WITHIN | {"due-0": "some time"}, "Pick when it is due."),
        ({"outcome": "approved"}, "in the way of this."),
    ],
)
def test_what_is_missing_from_a_decision_is_said_once_beside_its_field_in_plain_words(
    approver: Staff, assessment: Assessment, fields: dict[str, str], words: str
) -> None:
    page = decide(approver, assessment, **fields).content.decode()
    shown = text_of(page)
    assert shown.count(words) == 1
    assert [word for word in MACHINE if word in shown] == []
    assert approver.form(page).get("valid_until") == fields.get("valid_until", approver.form(page)["valid_until"])
    assert not Decision.objects.exists()


def test_a_problem_of_a_condition_stands_at_its_place_on_the_page(approver: Staff, assessment: Assessment) -> None:
    page = approver.see(DECIDE, assessment.pk)
    page = decide(approver, assessment, page, add="condition").content.decode()
    fields = {"outcome": "approved_with_conditions", "text-1": "x", "due-1": "within_days", "days-1": "-5"}
    shown = decide(approver, assessment, page, **fields).content.decode()
    assert 'id="days-1-problem"' in shown
    assert 'id="days-0-problem"' not in shown


def test_four_eyes_are_explained_and_name_who_can_decide(staff, organisation: Organisation) -> None:
    one = staff(Role.OWNER, name="Olu Own")
    staff(Role.APPROVER, name="Tom Webb")
    assessment = makers.make_submitted(by=makers.actor(one.member))
    page = one.see(DECIDE, assessment.pk)
    assert "Somebody else decides this one" in page
    assert "Tom Webb can decide it" in text_of(page)
    assert 'name="outcome"' not in page
    refused = one.send(DECIDE, assessment.pk, page=page, outcome="declined", reasons="Mine")
    assert "two people look at everything" in text_of(refused.content.decode())
    assert not Decision.objects.exists()


def test_one_who_decides_alone_is_told_that_it_is_said(owner: Staff, organisation: Organisation) -> None:
    people.change_organisation(organisation, version=None, by=makers.COMMAND, at=makers.NOW, four_eyes=False)
    assessment = makers.make_submitted(by=makers.actor(owner.member))
    assert "You decide alone; the decision and the dossier say so." in owner.see(DECIDE, assessment.pk)
    decide(owner, assessment, outcome="withdrawn")
    assert Decision.objects.get().four_eyes is False


def test_an_assessor_is_told_who_decides_and_cannot(assessor: Staff, approver: Staff, assessment: Assessment) -> None:
    page = assessor.see(DECIDE, assessment.pk)
    assert "Your role does not decide" in page
    response = assessor.send(DECIDE, assessment.pk, page=page, outcome="declined", reasons="Mine")
    assert response.status_code == 403
    assert not Decision.objects.exists()


def test_nothing_is_decided_before_it_is_submitted(approver: Staff, organisation: Organisation) -> None:
    assessment = makers.make_assessment()
    page = approver.see(DECIDE, assessment.pk)
    assert "Not submitted yet" in page
    refused = approver.send(DECIDE, assessment.pk, page=page, outcome="declined", reasons="Early")
    assert "Submit it first" in text_of(refused.content.decode())


def test_a_gate_is_passed_in_ones_own_name_with_a_reason_and_an_end(approver: Staff, assessment: Assessment) -> None:
    address = ("admin:gate", assessment.pk, "training_on_our_inputs")
    assert "Say until when" in text_of(approver.send(*address, reason="We asked twice").content.decode())
    assert "Write down why" in text_of(approver.send(*address, expires_on="1 March 2030").content.decode())
    approver.send(*address, reason="We asked twice", expires_on="1 March 2030")
    row = GatePass.objects.get()
    assert (row.question, row.reason, str(row.expires_on)) == ("training_on_our_inputs", "We asked twice", "2030-03-01")
    assert "Passed by Tom Webb until 1 March 2030" in text_of(approver.see("admin:assessment_judgement", assessment.pk))


def test_a_question_that_is_no_gate_cannot_be_passed(approver: Staff, assessment: Assessment) -> None:
    assert approver.get("admin:gate", assessment.pk, "task_and_colour").status_code == 404


def test_a_condition_is_met_with_a_note(approver: Staff, assessment: Assessment) -> None:
    page = approver.see(DECIDE, assessment.pk)
    texts = {f"text-{place}": "Settle it" for place in range(int(approver.form(page)["conditions"]))}
    decide(approver, assessment, page, outcome="approved_with_conditions", **texts)
    condition = Condition.objects.first()
    assert condition is not None
    approver.press("admin:condition_met", condition.pk, note="Letter of 3 March", version="1")
    condition.refresh_from_db()
    assert condition.met_note == "Letter of 3 March"
    assert "Letter of 3 March" in approver.see("admin:assessment", assessment.pk)


def test_a_decided_assessment_shows_its_seal_and_starts_a_next_round(approver: Staff, assessment: Assessment) -> None:
    decide(approver, assessment, outcome="declined")
    page = text_of(approver.see("admin:assessment", assessment.pk))
    assert "Sealed to" in page
    assert approver.get(DECIDE, assessment.pk).status_code == 302
    response = approver.press("admin:assessment_reopen", assessment.pk)
    following = Assessment.objects.get(round=2)
    assert response["Location"] == f"/admin/assessments/{following.pk}/"
    assert following.answers.count() == 1
