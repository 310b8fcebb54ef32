"""A sheet that came back: seen cell by cell before anything is stored, then taken in as one change with one event."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from checklists.errors import Invalid, NotAllowed, Refused, Stale
from checklists.formats.workbook.writing import write_sheet
from checklists.models import AIModel, Answer, AnswerEvidence, AnswerRevision, Event, EventBody, Evidence
from checklists.models.people import Role
from checklists.services import assessments, decisions, model_uses
from checklists.services.files import read
from checklists.services.judging import judge_assessment
from checklists.services.looked_sheets import Looked, look_at_sheet
from checklists.services.returned_sheets import sheets_taken, stage_sheet, take_sheet
from checklists.services.sheet_offers import Fate
from checklists.services.vendor_sheets import sheet_for_vendor
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    in_organisation,
    make_answer,
    make_assessment,
    make_member,
    make_use,
)
from tests.workbook_makers import Filled

LATER = NOW + timedelta(days=1)
SIGNED = {"name": "Jo Beck", "role": "Engineer", "day": "20 November 2026", "attested": "Yes"}


@pytest.fixture
def assessment(organisation):
    return make_assessment()


def sheet_of(assessment, **more) -> Filled:
    return Filled(write_sheet(sheet_for_vendor(assessment, at=NOW, everything=True, **more)))


def look(assessment, filled: Filled, at=LATER) -> Looked:
    return look_at_sheet(assessment, filename="back.xlsx", content=filled.xlsx(), at=at)


def take(assessment, looked: Looked, questions=None, **more):
    keys = [offer.question for offer in looked.offers] if questions is None else questions
    by = more.pop("by", COMMAND)
    return take_sheet(assessment, looked, questions=keys, by=by, at=LATER, **more)


def test_looking_stores_nothing(assessment):
    before = Event.objects.count()
    looked = look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes"))
    assert [(offer.question, offer.fate, offer.says) for offer in looked.offers] == [
        ("is_this_distilled", Fate.NEW, ("Yes",))
    ]
    assert not Answer.objects.exists() and not Evidence.objects.exists() and Event.objects.count() == before


def test_what_is_taken_in_is_the_vendors_word_recorded_by_the_member(assessment):
    member = actor(make_member())
    looked = look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes").sign(**SIGNED))
    take(assessment, looked, by=member)
    row = Answer.objects.get()
    assert (row.value, row.said_by, row.said_by_name, row.said_on) == ("yes", "vendor", "Jo Beck", date(2026, 11, 20))
    assert (row.by_label, row.by_face, row.rung, row.attested) == (member.label, "sheet", "vendor_says", False)
    assert row.assessment.state == "collecting"


def test_a_whole_sheet_is_one_event_with_who_signed_and_what_was_refused(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes").answer("uses_to_avoid", "Payroll.").sign(**SIGNED)
    looked = look(assessment, filled.answer("prompt_retention_days", "thirty"))
    before = Event.objects.count()
    kept = take(assessment, looked)
    assert Event.objects.count() == before + 1
    body = json.loads(EventBody.objects.get(event=Event.objects.get(kind="sheet_taken")).text)
    assert {change["question"] for change in body["changes"]} == {"is_this_distilled", "uses_to_avoid"}
    assert body["signed"] == {"name": "Jo Beck", "role": "Engineer", "day": "2026-11-20", "attested": True}
    assert [one["cell"] for one in body["refused"]] == [looked.refused[0].address]
    assert (body["evidence"], body["digest"]) == (str(kept.pk), kept.digest)


def test_the_file_is_kept_whole_and_stands_behind_no_answer_as_a_document(assessment, organisation):
    """A document behind an answer closes the finding that a document is missing. The sheet is the answer itself."""
    looked = look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes"))
    stage_sheet(looked, by=COMMAND)
    kept = take(assessment, looked)
    assert read(organisation.pk, kept.digest) == looked.content
    assert not AnswerEvidence.objects.exists()
    assert [(one.evidence, one.answers) for one in sheets_taken(assessment)] == [(str(kept.pk), 1)]


def test_a_refused_cell_costs_no_right_one_unless_it_is_all_or_nothing(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes").answer("prompt_retention_days", "thirty")
    looked = look(assessment, filled)
    assert [(one.question, one.sentence) for one in looked.refused] == [
        ("prompt_retention_days", "'thirty' is no number. Write one such as 30 or 2.5.")
    ]
    with pytest.raises(Refused, match="1 cell is refused") as refused:
        take(assessment, looked, all_or_nothing=True)
    assert refused.value.details[0].pointer == f"/cells/{looked.refused[0].address}"
    assert not Answer.objects.exists()
    take(assessment, looked)
    assert Answer.objects.get().question == "is_this_distilled"


@pytest.mark.parametrize(
    ("state", "note", "sentence"),
    [
        ("We do not know", "", "Pick why it is not known."),
        ("We do not know: the maker does not say", "", "The date is missing on which the maker was asked."),
        ("Confidential", "", "Pick how the answer could be seen."),
        ("This does not apply", "", "A sentence is missing that says why this does not apply."),
        ("Answered", "", "It is marked as answered, and no answer stands here."),
        ("We would rather not say", "n" * 20_001, "This has 20,001 characters; the most is 20,000."),
    ],
)
def test_an_answer_that_cannot_be_written_is_refused_at_its_cell(assessment, state, note, sentence):
    filled = sheet_of(assessment).put("is_this_distilled", "state", state).put("is_this_distilled", "note", note)
    looked = look(assessment, filled)
    assert [one.sentence for one in looked.refused] == [sentence] and looked.offers == ()


def test_a_tick_that_goes_with_no_other_is_refused(assessment):
    key = "tick:other_techniques_used"
    filled = sheet_of(assessment).beneath(f"{key}:pruning", "Yes").beneath(f"{key}:none", "Yes")
    assert "cannot be ticked together" in look(assessment, filled).refused[0].sentence


def test_the_same_words_again_change_nothing(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes")
    take(assessment, look(assessment, filled))
    looked = look(assessment, filled)
    assert [offer.fate for offer in looked.offers] == [Fate.SAME]
    with pytest.raises(Refused, match="no answer is ticked that is new or changed"):
        take(assessment, looked)
    assert AnswerRevision.objects.count() == 1


def test_what_changed_is_shown_with_both_texts_and_written_over_the_version_that_was_seen(assessment):
    make_answer(assessment, "is_this_distilled", "no", said_by="vendor")
    looked = look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes"), at=NOW)
    (offer,) = looked.offers
    assert (offer.fate, offer.stands, offer.says, offer.is_picked) == (Fate.CHANGED, ("No",), ("Yes",), True)
    make_answer(assessment, "is_this_distilled", "no", said_by="vendor", note="I looked again")
    with pytest.raises(Stale):
        take(assessment, looked)
    assert Answer.objects.get().value == "no" and not Evidence.objects.exists()


def test_our_own_word_is_replaced_only_where_somebody_ticks_it(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll.", said_by="buyer", rung="own_record")
    (offer,) = look(assessment, sheet_of(assessment).answer("uses_to_avoid", "Payroll.")).offers
    assert offer.fate is Fate.CHANGED and "your own word" in offer.careful and not offer.is_picked


def test_what_was_written_after_the_sheet_was_made_is_replaced_only_where_somebody_ticks_it(assessment):
    make_answer(assessment, "is_this_distilled", "no", said_by="vendor")
    made = sheet_for_vendor(assessment, at=NOW, everything=True).identity
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes")
    assert look(assessment, filled).offers[0].is_picked
    before = replace(made, made_at=(NOW - timedelta(hours=1)).isoformat())
    (offer,) = look(assessment, filled.mark(before.mark)).offers
    assert "after this sheet was made" in offer.careful and not offer.is_picked


def test_a_model_that_we_picked_stays_picked_where_the_vendor_names_it_again(organisation):
    model = AIModel.objects.filter(organisation=None).order_by("name").first()
    assessment = make_assessment()
    make_answer(assessment, "base_model_and_creator", {"ai_model": str(model.pk)}, said_by="vendor")
    filled = sheet_of(assessment).answer("base_model_and_creator", model.name)
    assert [offer.fate for offer in look(assessment, filled).offers] == [Fate.SAME]
    looked = look(assessment, filled.put("base_model_and_creator", "note", "As in the contract"))
    take(assessment, looked)
    assert Answer.objects.get().value == {"ai_model": str(model.pk)}


def marked(one, parts: dict[str, str]) -> Filled:
    sheet = sheet_for_vendor(one, at=NOW)
    return Filled(write_sheet(sheet)).mark(replace(sheet.identity, **parts).mark).answer("is_this_distilled", "Yes")


NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"organisation": NOBODY}, "made for another organisation"),
        ({"assessment": NOBODY}, "made for another assessment"),
        ({"assessment": "drop table"}, "made for another assessment"),
        ({"version": NOBODY}, "made from another questionnaire"),
        ({"version": "7"}, "made from another questionnaire"),
    ],
)
def test_a_sheet_of_something_else_is_refused(assessment, parts, sentence):
    with pytest.raises(Invalid, match=sentence):
        look(assessment, marked(assessment, parts))


def test_a_sheet_of_another_assessment_says_which(assessment):
    other = make_assessment(make_use(name="Minutes of meetings"))
    with pytest.raises(Invalid, match="another assessment, Minutes of meetings"):
        look(assessment, sheet_of(other))


def test_a_sheet_of_another_organisation_tells_nothing_of_it(assessment, other_organisation):
    with in_organisation(other_organisation):
        filled = sheet_of(make_assessment(make_use(name="Secret use")))
    with pytest.raises(Invalid) as refused:
        look(assessment, filled)
    assert "another organisation" in refused.value.message and "Secret" not in refused.value.message


def test_a_question_that_stopped_to_apply_is_reported_and_the_rest_is_taken(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes").answer("fca_outcome_monitoring", "Monthly figures")
    model_uses.say_facts(assessment.model_use, facts={"fca_firm_type": "none"}, version=None, by=COMMAND, at=NOW)
    looked = look(assessments.find_assessment(assessment.pk), filled)
    assert [offer.question for offer in looked.offers] == ["is_this_distilled"]
    assert [one.question for one in looked.refused] == ["fca_outcome_monitoring"]
    assert "not asked any more" in looked.refused[0].sentence


def test_a_question_that_came_up_since_is_named_as_not_on_the_sheet(assessment):
    model_uses.say_facts(assessment.model_use, facts={"fca_firm_type": "none"}, version=None, by=COMMAND, at=NOW)
    assessment = assessments.find_assessment(assessment.pk)
    filled = sheet_of(assessment)
    assert look(assessment, filled).missing == ()
    facts = {"fca_firm_type": "pra_regulated"}
    model_uses.say_facts(assessment.model_use, facts=facts, version=None, by=COMMAND, at=NOW)
    missing = look(assessments.find_assessment(assessment.pk), filled).missing
    assert len(missing) == 5 and all(number.startswith("8.") for number, _ in missing)


def test_a_buyers_question_that_was_put_on_a_sheet_is_refused(assessment):
    filled = sheet_of(assessment).answer("uses_to_avoid", "Payroll.").rename("uses_to_avoid", "task_and_example")
    looked = look(assessment, filled)
    assert looked.offers == ()
    assert [one.sentence for one in looked.refused] == ["This question is not the vendor's to answer."]


def test_a_sheet_of_the_round_before_is_taken_as_far_as_it_fits(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes").answer("uses_to_avoid", "Payroll.")
    make_answer(assessment, "uses_to_avoid", "Payroll.", said_by="vendor")
    following = next_round(assessment)
    looked = look(following, filled)
    assert looked.of_earlier_round
    fates = {offer.question: offer.fate for offer in looked.offers}
    assert fates == {"is_this_distilled": Fate.NEW, "uses_to_avoid": Fate.SAME}


def next_round(assessment):
    assessments.submit_assessment(assessment, by=COMMAND, at=NOW)
    judged = judge_assessment(assessments.find_assessment(assessment.pk), TODAY)
    seen = {"digest": judged.digest, "judged_on": TODAY}
    given = {"outcome": "on_hold", "reasons": "We wait", "by": actor(make_member(Role.APPROVER)), "at": NOW}
    decisions.decide(assessments.find_assessment(assessment.pk), **seen, **given)
    following = assessments.reopen_assessment(assessments.find_assessment(assessment.pk), by=COMMAND, at=NOW)
    return assessments.find_assessment(following.pk)


def test_a_day_that_is_still_to_come_is_refused_and_the_day_of_taking_in_stands(assessment):
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes").sign(**{**SIGNED, "day": "1 January 2030"})
    looked = look(assessment, filled)
    assert [(one.address, one.question) for one in looked.refused] == [(looked.signed.day_address, "")]
    take(assessment, looked)
    assert Answer.objects.get().said_on == LATER.date()


def test_whoever_may_not_answer_takes_nothing_in(assessment):
    looked = look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes"))
    viewer = actor(make_member(Role.VIEWER))
    with pytest.raises(NotAllowed):
        take(assessment, looked, by=viewer)
    with pytest.raises(NotAllowed):
        stage_sheet(looked, by=viewer)
    assert not Answer.objects.exists()


def test_nothing_is_taken_in_while_answers_do_not_change(organisation):
    assessment = make_assessment()
    filled = sheet_of(assessment).answer("is_this_distilled", "Yes")
    looked = look(assessment, filled)
    make_answer(assessment, "uses_to_avoid", "Payroll.")
    assessments.submit_assessment(assessments.find_assessment(assessment.pk), by=COMMAND, at=NOW)
    assessment = assessments.find_assessment(assessment.pk)
    with pytest.raises(Refused, match="answers do not change"):
        look(assessment, filled)
    with pytest.raises(Refused, match="answers do not change"):
        take(assessment, looked)


def test_whoever_takes_a_sheet_in_has_taken_part(assessment):
    """Four eyes: recording a vendor's answers is assessing."""
    member = make_member()
    take(assessment, look(assessment, sheet_of(assessment).answer("is_this_distilled", "Yes")), by=actor(member))
    assert AnswerRevision.objects.get().by_person == member.user_id
