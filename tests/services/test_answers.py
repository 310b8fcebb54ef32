"""Answers: six states, all or nothing, never over somebody else's, and every word of them kept."""

from datetime import date, timedelta

import pytest

from checklists.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from checklists.models import Answer, AnswerRevision, Event, JudgementRevision
from checklists.models.people import Role
from checklists.services import answers, assessments, reviewing, vendors
from checklists.services.given import Given
from tests.makers import (
    COMMAND,
    NOW,
    actor,
    make_answer,
    make_assessment,
    make_member,
    make_product,
    make_submitted,
    make_use,
)

W = {"by": COMMAND, "at": NOW}


@pytest.fixture
def assessment(organisation):
    return make_assessment()


def test_the_first_answer_makes_a_draft_collecting(assessment):
    assert assessment.state == "draft"
    make_answer(assessment, "is_this_distilled", "no")
    assessment.refresh_from_db()
    assert assessment.state == "collecting"


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        (Given("no_such_question", "answered", "yes"), "/question"),
        (Given("is_this_distilled", "answered", "perhaps"), "/value"),
        (Given("is_this_distilled", "answered", ["yes"]), "/value"),
        (Given("is_this_distilled", "answered", None), "/value"),
        (Given("is_this_distilled", "maybe", None), "/state"),
        (Given("is_this_distilled", "does_not_know"), "/reason"),
        (Given("is_this_distilled", "does_not_know", reason="because"), "/reason"),
        (Given("is_this_distilled", "does_not_know", reason="maker_does_not_say"), "/date_asked"),
        (Given("is_this_distilled", "not_applicable"), "/note"),
        (Given("is_this_distilled", "not_applicable", note="."), "/note"),
        (Given("is_this_distilled", "not_applicable", reason="\u200b"), "/note"),
        (Given("uses_to_avoid", "answered", "\u200b"), "/value"),
        (Given("uses_to_avoid", "answered", "--"), "/value"),
        (Given("base_model_and_creator", "answered", {"name": "\u200b"}), "/value/name"),
        (Given("is_this_distilled", "refuses", "yes"), "/value"),
        (Given("is_this_distilled", "answered", "yes", rung="certainly"), "/rung"),
        (Given("is_this_distilled", "answered", "yes", who_may_see="everybody"), "/who_may_see"),
        (Given("is_this_distilled", "answered", "yes", said_by="somebody"), "/said_by"),
        (Given("is_this_distilled", "answered", "yes", note="NUL \x00"), "/note"),
        (Given("uses_to_avoid", "answered", "half \ud800 a character"), "/value"),
        (Given("uses_to_avoid", "answered", "x" * 20_001), "/value"),
        (Given("base_model_and_creator", "answered", {"ai_model": "not an id"}), "/value/ai_model"),
        (
            Given("base_model_and_creator", "answered", {"ai_model": "019a0000-0000-7000-8000-000000000000"}),
            "/value/ai_model",
        ),
        (
            Given("rare_and_hard_cases", "answered", [{"model_tested": {"ai_model": "not an id"}}]),
            "/value/0/model_tested/ai_model",
        ),
        (Given("prompt_retention_days", "answered", "thirty"), "/value"),
        (Given("cost_of_a_mistake", "answered", {"amount": "5", "currency": "pounds"}), "/value/currency"),
        (Given("cost_of_a_mistake", "answered", {"amount": "5", "currency": "ZZZ"}), "/value/currency"),
        (
            Given("is_this_distilled", "does_not_know", reason="we_asked_and_wait", date_asked=date(2031, 12, 24)),
            "/date_asked",
        ),
        (
            Given("is_this_distilled", "does_not_know", reason="we_asked_and_wait", date_asked=date(1066, 10, 14)),
            "/date_asked",
        ),
        (Given("is_this_distilled", "answered", "yes", said_on=date(2031, 12, 24)), "/said_on"),
        (Given("ai_security_testing", "answered", "31 February 2026"), "/value"),
        (Given("patching_split", "answered", [{"who": "the butler"}]), "/value/0/who"),
    ],
)
def test_a_malformed_answer_is_refused_with_its_place_and_nothing_is_written(assessment, given, pointer):
    with pytest.raises(Invalid) as caught:
        answers.write_answer(assessment, given, **W)
    assert pointer in [detail.pointer for detail in caught.value.details]
    assert Answer.objects.count() == 0
    assessment.refresh_from_db()
    assert assessment.state == "draft"


def test_why_something_does_not_apply_may_be_said_at_length(assessment):
    why = "It only sorts our own post. " * 100
    answer = make_answer(assessment, "is_this_distilled", state="not_applicable", reason=why)
    answer.refresh_from_db()
    assert answer.reason == answer.revisions.get().reason == why


def test_a_list_is_written_whole_or_not_at_all_and_each_fault_has_its_place(assessment):
    given = [
        Given("is_this_distilled", "answered", "no"),
        Given("uses_to_avoid", "does_not_know"),
        Given("prompt_retention_days", "answered", "-"),
        Given("is_this_distilled", "answered", "yes"),
    ]
    with pytest.raises(Invalid) as caught:
        answers.write_answers(assessment, given, **W)
    assert {"/1/reason", "/2/value", "/3/question"} <= {detail.pointer for detail in caught.value.details}
    assert Answer.objects.count() == 0


def test_a_list_of_answers_is_one_event_that_names_each(assessment):
    given = [Given("is_this_distilled", "answered", "no"), Given("uses_to_avoid", "answered", "Payroll")]
    before = Event.objects.count()
    answers.write_answers(assessment, given, **W)
    event = Event.objects.select_related("body").latest("seq")
    assert Event.objects.count() == before + 1
    assert '"is_this_distilled"' in event.body.text and '"uses_to_avoid"' in event.body.text


def test_a_stale_answer_is_refused_and_shows_what_stands(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll")
    make_answer(assessment, "uses_to_avoid", "Payroll and tax", version=1)
    with pytest.raises(Stale) as caught:
        make_answer(assessment, "uses_to_avoid", "Only payroll", version=1)
    assert caught.value.current["uses_to_avoid"]["value"] == "Payroll and tax"
    assert caught.value.details[0].pointer == "/version"
    assert Answer.objects.get().value == "Payroll and tax"


def test_a_first_answer_where_one_stands_already_is_stale(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll", version=0)
    with pytest.raises(Stale):
        make_answer(assessment, "uses_to_avoid", "Tax", version=0)


def test_every_wording_of_an_answer_is_kept(assessment):
    for words in ("Payroll", "Payroll and tax", "Nothing"):
        make_answer(assessment, "uses_to_avoid", words)
    kept = AnswerRevision.objects.order_by("number").values_list("number", "value")
    assert list(kept) == [(1, "Payroll"), (2, "Payroll and tax"), (3, "Nothing")]


def test_saying_the_same_again_changes_nothing(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll")
    make_answer(assessment, "uses_to_avoid", "Payroll")
    assert Answer.objects.get().version == 1
    assert AnswerRevision.objects.count() == 1


def test_another_day_for_the_same_words_is_a_change_and_no_day_is_none(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll", said_on=date(2026, 5, 1))
    before = Event.objects.count()
    make_answer(assessment, "uses_to_avoid", "Payroll")
    make_answer(assessment, "uses_to_avoid", "Payroll", said_on=date(2026, 5, 1))
    assert (Answer.objects.get().version, Event.objects.count()) == (1, before)
    renewed = make_answer(assessment, "uses_to_avoid", "Payroll", said_on=date(2026, 11, 3))
    assert (renewed.version, renewed.said_on, Event.objects.count()) == (2, date(2026, 11, 3), before + 1)
    assert [row.said_on for row in AnswerRevision.objects.order_by("number")] == [date(2026, 5, 1), date(2026, 11, 3)]


def test_a_reused_answer_that_is_said_again_today_is_no_longer_reused(organisation):
    product = make_product()
    make_answer(make_assessment(make_use(product)), "dpa_article_28", "signed", said_on=date(2026, 6, 1))
    answer = make_answer(make_assessment(make_use(product)), "dpa_article_28", "signed", said_on=NOW.date())
    assert (answer.said_on, answer.reused_from) == (NOW.date(), None)


def test_a_cleared_answer_is_not_yet_and_its_words_stay_in_the_revisions(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll")
    make_answer(assessment, "uses_to_avoid", None, state="not_yet")
    assert Answer.objects.get().state == "not_yet"
    assert [row.value for row in AnswerRevision.objects.order_by("number")] == ["Payroll", None]


def test_a_judgement_stands_beside_the_words_and_leaves_them(assessment):
    answer = make_answer(assessment, "uses_to_avoid", "Payroll")
    reviewing.judge_answers(assessment, {"uses_to_avoid": ("concern", "Too short")}, **W)
    answer.refresh_from_db()
    assert (answer.value, answer.version, answer.judged, answer.judged_comment) == (
        "Payroll",
        1,
        "concern",
        "Too short",
    )


def test_new_words_are_not_judged_yet_and_the_old_judgement_is_kept(assessment):
    make_answer(assessment, "uses_to_avoid", "Payroll")
    reviewing.judge_answers(assessment, {"uses_to_avoid": ("satisfactory", "")}, **W)
    make_answer(assessment, "uses_to_avoid", "Everything")
    assert Answer.objects.get().judged == ""
    assert JudgementRevision.objects.get().judged == "satisfactory"


def test_only_an_answer_that_is_there_is_judged(assessment):
    with pytest.raises(NotFound):
        reviewing.judge_answers(assessment, {"uses_to_avoid": ("satisfactory", "")}, **W)
    make_answer(assessment, "uses_to_avoid", "Payroll")
    with pytest.raises(Invalid):
        reviewing.judge_answers(assessment, {"uses_to_avoid": ("splendid", "")}, **W)


def test_answers_in_review_do_not_change(organisation):
    assessment = make_submitted()
    with pytest.raises(Refused, match="Reopen"):
        make_answer(assessment, "uses_to_avoid", "Payroll")


def test_a_viewer_writes_nothing(organisation):
    assessment, viewer = make_assessment(), make_member(Role.VIEWER)
    with pytest.raises(NotAllowed):
        make_answer(assessment, "uses_to_avoid", "Payroll", by=actor(viewer))


@pytest.mark.parametrize(
    ("question", "rung", "speaker", "support"),
    [
        ("uses_to_avoid", "", "vendor", "vendor_says"),
        ("staff_rules", "", "buyer", "own_record"),
        ("uses_to_avoid", "published_by_vendor", "buyer", "published_by_vendor"),
        ("uses_to_avoid", "vendor_shows_document", "vendor", "vendor_shows_document"),
    ],
)
def test_who_speaks_follows_from_the_question_and_from_how_it_is_supported(
    assessment, question, rung, speaker, support
):
    value = "yes" if question == "staff_rules" else "Payroll"
    answer = make_answer(assessment, question, value, rung=rung)
    assert (answer.said_by, answer.rung) == (speaker, support)


def test_where_nobody_sells_the_model_every_answer_is_our_own(organisation):
    product = vendors.record_product(vendor=None, name="Own script", **W)
    assessment = make_assessment(make_use(product))
    assert make_answer(assessment, "uses_to_avoid", "Payroll").said_by == "buyer"


def test_an_answer_at_the_vendor_s_scope_is_reused_with_its_date(organisation):
    product = make_product()
    first = make_assessment(make_use(product))
    make_answer(first, "dpa_article_28", "signed", said_on=date(2026, 6, 1))
    make_answer(first, "is_this_distilled", "no", said_on=date(2026, 10, 1))
    make_answer(first, "output_checking", "sample")
    other_product = make_product(product.vendor)
    second, third = make_assessment(make_use(product)), make_assessment(make_use(other_product))
    assert {row.question: row.reused_from for row in Answer.objects.filter(assessment=second)} == {
        "dpa_article_28": date(2026, 6, 1),
        "is_this_distilled": date(2026, 10, 1),
    }
    assert [row.question for row in Answer.objects.filter(assessment=third)] == ["dpa_article_28"]


def test_of_two_answers_the_one_that_was_said_later_is_reused_whatever_was_judged_since(organisation):
    product = make_product()
    older, newer = make_assessment(make_use(product)), make_assessment(make_use(product))
    make_answer(older, "training_on_our_inputs", "never", said_on=date(2026, 11, 17))
    make_answer(newer, "training_on_our_inputs", "always", said_on=date(2026, 11, 22))
    assessments.submit_assessment(older, **W)
    tomorrow = NOW + timedelta(days=1)
    reviewing.judge_answers(older, {"training_on_our_inputs": ("satisfactory", "")}, by=COMMAND, at=tomorrow)
    reused = Answer.objects.get(assessment=make_assessment(make_use(product)))
    assert (reused.value, reused.reused_from) == ("always", date(2026, 11, 22))


def test_nobody_attests_in_the_vendor_s_name(assessment):
    with pytest.raises(Invalid) as caught:
        make_answer(assessment, "is_this_distilled", "no", said_by="vendor", attested=True)
    assert [detail.pointer for detail in caught.value.details] == ["/attested"]
    assert not Answer.objects.exists()


def test_an_answer_past_its_freshness_is_not_reused(organisation):
    product = make_product()
    make_answer(make_assessment(make_use(product)), "dpa_article_28", "signed", said_on=date(2025, 1, 1))
    assert not Answer.objects.filter(assessment=make_assessment(make_use(product))).exists()


def test_submitting_needs_one_answer_and_twice_is_harmless(assessment):
    with pytest.raises(Refused, match="no answer"):
        assessments.submit_assessment(assessment, **W)
    make_answer(assessment, "is_this_distilled", "no")
    done, note = assessments.submit_assessment(assessment, **W)
    assert (done.state, note) == ("in_review", "")
    before = Event.objects.count()
    done, note = assessments.submit_assessment(assessment, **W)
    assert done.state == "in_review" and "nothing changed" in note
    assert Event.objects.count() == before


def test_there_is_at_most_one_undecided_assessment(assessment):
    with pytest.raises(Refused, match="not decided yet"):
        assessments.open_assessment(model_use=assessment.model_use, **W)
