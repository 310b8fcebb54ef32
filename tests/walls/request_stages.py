"""The stages of requests: see stages.py."""

from typing import Any

from checklists.models import Organisation
from checklists.services import attesting, coming_in, handing_in, requests, respondents
from checklists.services.given import Given
from tests.mail_makers import make_proof
from tests.makers import make_assessment
from tests.request_makers import DUE, make_request, say, session_row
from tests.walls.stages import W, stage

# Who answers is nobody's member: these are refused to whoever was not asked, which tests/services shows.
OF_RESPONDENTS = {
    "services.coming_in.send_code",
    "services.coming_in.come_in",
    "services.coming_in.end_session",
    "services.coming_in.pass_on",
}


@stage("services.requests.send_request")
def _(organisation: Organisation) -> Any:
    assessment = make_assessment()
    make_proof()
    return lambda **w: requests.send_request(assessment, email="jo@vendor.example", due_on=DUE, **w)


@stage("services.requests.renew_link")
def _(organisation: Organisation) -> Any:
    made = make_request()
    return lambda **w: requests.renew_link(made.request, **w)


@stage("services.requests.give_more_time")
def _(organisation: Organisation) -> Any:
    made = make_request()
    return lambda **w: requests.give_more_time(made.request, due_on=DUE.replace(day=20), version=1, **w)


@stage("services.requests.withdraw_request")
def _(organisation: Organisation) -> Any:
    made = make_request()
    return lambda **w: requests.withdraw_request(made.request, **w)


@stage("services.coming_in.send_code")
def _(organisation: Organisation) -> Any:
    made = make_request()
    return lambda **w: coming_in.send_code(made.request, **w)


@stage("services.coming_in.come_in")
def _(organisation: Organisation) -> Any:
    made = make_request()
    code = coming_in.send_code(made.request, **W)
    tried = coming_in.count_try(made.request, W["at"])
    return lambda **w: coming_in.come_in(made.request, code=code, tried=tried, **w)


@stage("services.coming_in.end_session")
def _(organisation: Organisation) -> Any:
    session = session_row(make_request().request)
    return lambda **w: coming_in.end_session(session, **w)


@stage("services.coming_in.pass_on")
def _(organisation: Organisation) -> Any:
    made = make_request()
    return lambda **w: coming_in.pass_on(made.request, email="right@vendor.example", name="", **w)


@stage("services.respondents.answer_request")
def _(organisation: Organisation) -> Any:
    made = make_request()
    given = Given(question="is_this_distilled", state="answered", value="no")
    return lambda **w: respondents.answer_request(made.request, [given], **w)


def _part() -> tuple[Any, Any]:
    made = make_request()
    named = {"questions": ["is_this_distilled"], "email": "sam@vendor.example", "name": "Sam"}
    return made.request, respondents.hand_on(made.request, **named, **W).request


@stage("services.respondents.hand_on")
def _(organisation: Organisation) -> Any:
    made = make_request()
    named = {"questions": ["is_this_distilled"], "email": "sam@vendor.example", "name": "Sam"}
    return lambda **w: respondents.hand_on(made.request, **named, **w)


@stage("services.respondents.take_back")
def _(organisation: Organisation) -> Any:
    whole, part = _part()
    return lambda **w: respondents.take_back(part, request=whole, **w)


@stage("services.attesting.finish_part")
def _(organisation: Organisation) -> Any:
    part = _part()[1]
    return lambda **w: attesting.finish_part(part, **w)


@stage("services.attesting.submit_request")
def _(organisation: Organisation) -> Any:
    made = make_request()
    say(made.request, "is_this_distilled", "no")
    return lambda **w: attesting.submit_request(made.request, name="Jo Field", role="Product", agreed=True, **w)


@stage("services.handing_in.hand_in_file")
def _(organisation: Organisation) -> Any:
    made = make_request()
    say(made.request, "is_this_distilled", "no")
    named = {"question": "is_this_distilled", "content": b"our model card", "filename": "card.txt"}
    return lambda **w: handing_in.hand_in_file(made.request, **named, **w)
