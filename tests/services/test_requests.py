"""What a vendor is asked by a link: who may send it, who comes in by it, and what an answer given there is."""

import json
from datetime import timedelta

import pytest

from checklists.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from checklists.models import AnswerRequest, AnswerRevision, Assessment, Event
from checklists.rules.vendor_questions import TO_VENDOR
from checklists.services import assessments, attesting, coming_in, requests, respondents, vendors
from checklists.services.given import Given
from checklists.services.judging import judge_assessment
from tests.database import writing_around_the_services
from tests.makers import COMMAND, NOW, TODAY, make_answer, make_assessment, make_use
from tests.request_makers import DUE, later, make_request, make_session, say

W = {"by": COMMAND, "at": NOW}
SIGNED = {"name": "Jo Field", "role": "Product manager", "agreed": True}


def as_respondent(request: AnswerRequest) -> dict:
    return {"by": coming_in.respondent(request), "at": NOW}


# Sending.


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"due_on": TODAY - timedelta(days=1)}, "/due_on"),
        ({"due_on": TODAY + timedelta(days=367)}, "/due_on"),
        ({"message": "x" * 2001}, "/message"),
        ({"email": "not an address"}, "/email"),
        ({"email": "jo@vendor.example\nBcc: all@vendor.example"}, "/email"),
        ({"name": "\x00"}, "/name"),
    ],
)
def test_a_request_with_something_wrong_is_not_sent_and_says_what(organisation, values, pointer):
    with pytest.raises(Invalid) as refused:
        make_request(**values)
    assert refused.value.details[0].pointer == pointer
    assert not AnswerRequest.objects.exists()


@pytest.mark.parametrize("days", [0, 366])
def test_a_request_is_due_from_today_to_a_year_on(organisation, days):
    assert make_request(due_on=TODAY + timedelta(days=days)).request.due_on == TODAY + timedelta(days=days)


def test_only_one_is_asked_for_the_whole_at_a_time(organisation):
    made = make_request()
    with pytest.raises(Invalid, match="asked already"):
        make_request(made.request.assessment, email="other@vendor.example")
    requests.withdraw_request(made.request, **W)
    assert make_request(made.request.assessment, email="other@vendor.example")


def test_where_nobody_sells_the_model_there_is_nobody_to_ask(organisation):
    product = vendors.record_product(vendor=None, name="House model", **W)
    with pytest.raises(Refused, match="Nobody sells this"):
        make_request(make_assessment(make_use(product)))


def test_a_new_link_ends_the_one_before_and_says_so(organisation):
    made = make_request()
    renewed = requests.renew_link(made.request, **W)
    assert coming_in.standing(coming_in.find_link(made.token), NOW) == "replaced"
    assert coming_in.standing(coming_in.find_link(renewed.token), NOW) == "open"


@pytest.mark.parametrize(("days", "standing"), [(43, "open"), (45, "expired")])
def test_a_link_outlives_its_day_by_a_month(organisation, days, standing):
    made = make_request()
    assert coming_in.standing(coming_in.find_link(made.token), later(days=days)) == standing


def test_more_time_lets_the_link_live_on(organisation):
    made = make_request()
    requests.give_more_time(made.request, due_on=DUE + timedelta(days=30), version=1, **W)
    assert coming_in.standing(coming_in.find_link(made.token), later(days=70)) == "open"


def test_more_time_is_not_given_over_somebody_elses_change(organisation):
    made = make_request()
    requests.give_more_time(made.request, due_on=DUE + timedelta(days=1), version=1, **W)
    with pytest.raises(Stale):
        requests.give_more_time(made.request, due_on=DUE + timedelta(days=2), version=1, **W)


def test_what_is_over_is_not_ended_again(organisation):
    made = make_request()
    requests.withdraw_request(made.request, **W)
    for again in (requests.withdraw_request, requests.renew_link):
        with pytest.raises(Refused, match="withdrawn"):
            again(made.request, **W)


# Coming in.


def test_a_code_lets_in_once(organisation):
    request = make_request().request
    by = coming_in.respondent(request)
    code = coming_in.send_code(request, by=by, at=NOW)
    tried = coming_in.count_try(request, NOW)
    assert coming_in.session_of(coming_in.come_in(request, code=code, tried=tried, by=by, at=NOW), NOW)
    with pytest.raises(Invalid, match="not the code"):
        coming_in.come_in(request, code=code, tried=tried, by=by, at=NOW)


@pytest.mark.parametrize(("seconds", "is_open"), [(599, True), (600, False)])
def test_a_code_lasts_ten_minutes(organisation, seconds, is_open):
    request = make_request().request
    coming_in.send_code(request, **as_respondent(request))
    assert (coming_in.count_try(request, later(seconds=seconds)) is not None) is is_open


def test_a_code_may_be_tried_five_times_however_fast(organisation):
    request = make_request().request
    code = coming_in.send_code(request, **as_respondent(request))
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(Invalid):
            tried = coming_in.count_try(request, NOW)
            coming_in.come_in(request, code=wrong, tried=tried, **as_respondent(request))
    assert coming_in.count_try(request, NOW) is None
    with pytest.raises(Invalid):
        coming_in.come_in(request, code=code, tried=None, **as_respondent(request))


def test_a_newer_code_ends_the_one_before(organisation):
    request = make_request().request
    first = coming_in.send_code(request, **as_respondent(request))
    second = coming_in.send_code(request, **as_respondent(request))
    assert coming_in.count_try(request, NOW).pk == request.codes.order_by("-id").first().pk
    if first != second:
        with pytest.raises(Invalid):
            tried = coming_in.count_try(request, NOW)
            coming_in.come_in(request, code=first, tried=tried, **as_respondent(request))


def test_five_codes_go_out_in_an_hour_and_fifteen_in_a_day(organisation):
    request = make_request().request
    by, sent = coming_in.respondent(request), 0
    for hour in range(5):
        for _ in range(6):
            try:
                coming_in.send_code(request, by=by, at=later(hours=hour, minutes=hour))
                sent += 1
            except Refused as refused:
                assert "Several codes" in refused.message
    assert sent == 15


@pytest.mark.parametrize(("hours", "lasts"), [(1.9, True), (2.1, False)])
def test_a_session_ends_after_two_hours_without_use(organisation, hours, lasts):
    token = make_session(make_request().request)
    assert (coming_in.session_of(token, later(hours=hours)) is not None) is lasts


def test_a_session_ends_after_twelve_hours_in_use(organisation):
    token = make_session(make_request().request)
    for hour in range(1, 12):
        coming_in.note_seen(coming_in.session_of(token, later(hours=hour)), later(hours=hour))
    assert coming_in.session_of(token, later(hours=12, minutes=1)) is None


def test_what_is_kept_of_links_codes_and_sessions_opens_nothing(organisation):
    made = make_request()
    token = make_session(made.request)
    stored = json.dumps(
        [list(rows.values()) for rows in (made.request.links, made.request.codes, made.request.sessions)], default=str
    )
    assert made.token not in stored
    assert token not in stored


def test_a_guessed_link_is_not_found(organisation):
    make_request()
    with pytest.raises(NotFound):
        coming_in.find_link("guessed")


# Passing on.


def test_a_request_is_passed_on_to_the_right_address(organisation):
    made = make_request()
    passed = coming_in.pass_on(made.request, email="Right@Vendor.example ", name="Sam", **as_respondent(made.request))
    assert passed.request.email == "right@vendor.example"
    assert coming_in.standing(coming_in.find_link(made.token), NOW) == "passed_on"
    assert coming_in.standing(coming_in.find_link(passed.token), NOW) == "open"


def test_once_somebody_came_in_only_they_pass_it_on(organisation):
    made = make_request()
    make_session(made.request)
    with pytest.raises(Refused, match="Come in with a code"):
        coming_in.pass_on(made.request, email="thief@else.example", name="", **as_respondent(made.request))
    named = {"email": "right@vendor.example", "name": "", "inside": True}
    assert coming_in.pass_on(made.request, **named, **as_respondent(made.request))


def test_a_request_is_passed_on_three_times_at_most(organisation):
    row = make_request().request
    for number in range(3):
        row = coming_in.pass_on(row, email=f"n{number}@vendor.example", name="", **as_respondent(row)).request
    with pytest.raises(Refused, match="several times"):
        coming_in.pass_on(row, email="n9@vendor.example", name="", **as_respondent(row))


@pytest.mark.parametrize("email", ["", "nobody", "jo@vendor.example", "a@b\r\nBcc: c@d.example"])
def test_a_request_is_passed_on_to_an_address_and_another_one(organisation, email):
    made = make_request()
    with pytest.raises(Invalid):
        coming_in.pass_on(made.request, email=email, name="", **as_respondent(made.request))
    assert coming_in.standing(coming_in.find_link(made.token), NOW) == "open"


# Answering.


def test_a_respondents_answer_is_the_vendors_own_and_not_attested_yet(organisation):
    answer = say(make_request().request, "is_this_distilled", "no", said_by="buyer", attested=True, rung="own_record")
    assert (answer.said_by, answer.said_by_name, answer.by_kind) == ("vendor", "Jo Field", "respondent")
    assert (answer.rung, answer.attested, answer.said_on) == ("vendor_says", False, TODAY)


def test_a_question_for_the_buyer_is_not_theirs_to_answer(organisation):
    request = make_request().request
    judged = judge_assessment(request.assessment, TODAY)
    ours = next(each.question.key for each in judged.judgement.asked if each.asked_of not in TO_VENDOR)
    with pytest.raises(Invalid, match="not asked of you"):
        say(request, ours, state="does_not_know", reason="nobody_here_knows")


def test_what_the_buyer_answered_itself_is_neither_asked_nor_overwritten(organisation):
    request = make_request().request
    make_answer(request.assessment, "is_this_distilled", "no", said_by="buyer", rung="published_by_vendor")
    with pytest.raises(Invalid, match="not asked of you"):
        say(request, "is_this_distilled", "yes")


def test_nobody_answers_another_ones_request(organisation):
    mine, theirs = make_request().request, make_request(email="else@other.example").request
    given = Given(question="is_this_distilled", state="answered", value="no")
    with pytest.raises(NotAllowed):
        respondents.answer_request(theirs, [given], by=coming_in.respondent(mine), at=NOW)


@pytest.mark.parametrize("end", ["withdraw", "decide"])
def test_what_is_over_takes_no_answer(organisation, end):
    request = make_request().request
    if end == "withdraw":
        requests.withdraw_request(request, **W)
    else:
        _decided(request)
    with pytest.raises(Refused):
        say(request, "is_this_distilled", "no")


def _decided(request: AnswerRequest) -> None:
    with writing_around_the_services():
        Assessment.objects.filter(pk=request.assessment_id).update(state="decided")


# Colleagues.


def handed(request: AnswerRequest, *questions: str) -> respondents.Handed:
    named = {"questions": list(questions), "email": "sam@vendor.example", "name": "Sam"}
    return respondents.hand_on(request, **named, **as_respondent(request))


def test_a_colleague_answers_what_was_handed_on_and_nothing_else(organisation):
    part = handed(make_request().request, "is_this_distilled").request
    assert say(part, "is_this_distilled", "no").said_by_name == "Sam"
    with pytest.raises(Invalid, match="not asked of you"):
        say(part, "model_card_supplied", "yes")


def test_a_part_is_not_handed_on_further(organisation):
    part = handed(make_request().request, "is_this_distilled").request
    with pytest.raises(Refused, match="asked for the whole"):
        handed(part, "is_this_distilled")


def test_what_is_not_asked_is_not_handed_on(organisation):
    with pytest.raises(NotFound):
        handed(make_request().request, "no_such_question")


def test_what_is_taken_back_ends_the_link_and_keeps_the_answer(organisation):
    request = make_request().request
    made = handed(request, "is_this_distilled")
    answer = say(made.request, "is_this_distilled", "no")
    respondents.take_back(made.request, request=request, **as_respondent(request))
    assert coming_in.standing(coming_in.find_link(made.token), NOW) == "withdrawn"
    answer.refresh_from_db()
    assert answer.value == "no"


def test_nobody_takes_back_what_another_handed_on(organisation):
    part = handed(make_request().request, "is_this_distilled").request
    other = make_request(email="x@other.example").request
    with pytest.raises(NotFound):
        respondents.take_back(part, request=other, **as_respondent(other))


def test_a_colleague_says_that_they_are_done_and_does_not_attest(organisation):
    request = make_request().request
    part = handed(request, "is_this_distilled").request
    answer = say(part, "is_this_distilled", "no")
    assert attesting.finish_part(part, **as_respondent(part)) == ""
    assert attesting.finish_part(part, **as_respondent(part)) == attesting.AGAIN
    answer.refresh_from_db()
    assert not answer.attested


# Attesting.


def test_handing_in_attests_to_every_answer_of_the_respondents_and_leaves_a_receipt(organisation):
    request = make_request().request
    part = handed(request, "is_this_distilled").request
    say(part, "is_this_distilled", "no")
    assert attesting.submit_request(request, **SIGNED, **as_respondent(request)) == ""
    request.refresh_from_db()
    part.refresh_from_db()
    receipt = json.loads(request.receipt)
    assert [one["question"] for one in receipt["answers"]] == ["is_this_distilled"]
    assert receipt["respondent"]["name"] == "Jo Field"
    assert "not a warranty" in receipt["attestation"]
    assert (request.state, part.state) == ("submitted", "submitted")
    answer = AnswerRevision.objects.filter(answer__question="is_this_distilled").order_by("number")
    assert [row.attested for row in answer] == [False, True]


def test_handing_in_twice_is_harmless(organisation):
    request = make_request().request
    say(request, "is_this_distilled", "no")
    attesting.submit_request(request, **SIGNED, **as_respondent(request))
    before = Event.objects.count()
    assert attesting.submit_request(request, **SIGNED, **as_respondent(request)) == attesting.AGAIN
    assert Event.objects.count() == before


@pytest.mark.parametrize("missing", [{"name": " "}, {"role": ""}, {"agreed": False}])
def test_nobody_attests_without_a_name_a_role_and_a_yes(organisation, missing):
    request = make_request().request
    say(request, "is_this_distilled", "no")
    with pytest.raises(Invalid):
        attesting.submit_request(request, **{**SIGNED, **missing}, **as_respondent(request))


def test_without_any_answer_there_is_nothing_to_hand_in(organisation):
    request = make_request().request
    with pytest.raises(Refused, match="no answer yet"):
        attesting.submit_request(request, **SIGNED, **as_respondent(request))


def test_what_the_buyer_wrote_down_for_the_vendor_is_neither_attested_nor_in_the_receipt(organisation):
    request = make_request().request
    heard = make_answer(request.assessment, "is_this_distilled", "no", note="Sounded unsure on the phone.")
    say(request, "model_card_supplied", state="does_not_know", reason="not_recorded")
    attesting.submit_request(request, **SIGNED, **as_respondent(request))
    heard.refresh_from_db()
    request.refresh_from_db()
    assert not heard.attested
    assert "unsure" not in request.receipt


def test_a_mistake_is_mended_after_handing_in_also_while_it_is_reviewed(organisation):
    request = make_request().request
    say(request, "is_this_distilled", "no")
    attesting.submit_request(request, **SIGNED, **as_respondent(request))
    assessments.submit_assessment(request.assessment, **W)
    answer = say(request, "is_this_distilled", "yes", version=2)
    assert (answer.value, answer.attested, answer.judged) == ("yes", True, "")
    event = Event.objects.filter(kind="answers_written").order_by("-seq").first()
    assert json.loads(event.body.text)["amends"] is True


def test_colleagues_are_out_once_it_is_handed_in(organisation):
    request = make_request().request
    part = handed(request, "is_this_distilled").request
    token = make_session(part)
    say(request, "is_this_distilled", "no")
    attesting.submit_request(request, **SIGNED, **as_respondent(request))
    assert coming_in.session_of(token, NOW) is None
