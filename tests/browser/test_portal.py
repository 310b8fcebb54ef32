"""The vendor's road in a browser: asked by an assessor, in by a code, answered, handed in; with script and without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope

from checklists.models import Answer, AnswerRequest, Assessment, MailMessage, Membership
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind
from checklists.services.requests import send_request
from tests.browser.browsing import Visitor
from tests.browser.stage import ASSESSOR, Stage
from tests.browser.test_pages import wrong_with
from tests.mail_makers import make_proof
from tests.makers import COMMAND

EMAIL = "jo@vendor.example"


def newest(kind: MailKind) -> str:
    """What is secret in the newest mail of a kind: a link or a code."""
    row = MailMessage.objects.filter(kind=kind.value, to_address=EMAIL).order_by("-id").first()
    assert row is not None
    return row.secret


def prove_mail(stage: Stage) -> None:
    """An owner has had a test mail and opened its link."""
    with scope(organisation=stage.firm):
        make_proof(Membership.objects.get(role=Role.OWNER.value), at=timezone.now())


def asked(stage: Stage) -> str:
    """The path of the link of a request that was sent just now."""
    prove_mail(stage)
    with scope(organisation=stage.firm):
        assessment = Assessment.objects.get(pk=stage.open_assessment)
        due = timezone.localdate() + timedelta(days=14)
        message = "We would like to begin in January."
        now = timezone.now()
        send_request(assessment, email=EMAIL, name="Jo Field", due_on=due, message=message, by=COMMAND, at=now)
        return _path(newest(MailKind.REQUEST))


def _path(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2]


def come_in(visitor: Visitor, stage: Stage, link: str) -> Any:
    page = visitor.go(link)
    page.click("text=Send me the code")
    with scope(organisation=stage.firm):
        page.fill("#code", newest(MailKind.CODE))
    page.click("text=Go on")
    page.wait_for_url("**/answer/answers/")
    return page


@pytest.mark.parametrize("script", [True, False])
def test_a_vendor_is_asked_comes_in_answers_and_hands_in(visit, stage: Stage, script: bool) -> None:
    prove_mail(stage)
    with visit(script=script) as assessor:
        page = assessor.sign_in(ASSESSOR).work_in(stage.firm.name).page
        assessor.go(f"/admin/assessments/{stage.open_assessment}/")
        page.click("text=Ask the vendor")
        page.fill("[name=email]", EMAIL)
        page.fill("[name=name]", "Jo Field")
        page.click("text=Make the link")
        page.locator("text=It is on its way to").wait_for()
        assert assessor.noise == []
    with visit(script=script) as vendor:
        with scope(organisation=stage.firm):
            link = _path(newest(MailKind.REQUEST))
        page = come_in(vendor, stage, link)
        page.locator(".secs a").first.click()
        first = page.locator("fieldset.q").first
        key = first.get_attribute("data-question")
        first.locator("input[value=does_not_know]").check()
        first.locator(f"[name='{key}--why_unknown']").first.check()
        first.locator(f"[name='{key}--asked_on']").fill("12 November 2026")
        if script:
            page.locator(".dock .mark.saved").wait_for()
        page.locator(".dock .btn.main").click()
        vendor.go("/answer/answers/check/")
        page.fill("[name=name]", "Jo Field")
        page.fill("[name=role]", "Product manager")
        page.locator("[name=agreed]").check()
        page.click("#hand-in .btn.main")
        page.wait_for_url("**/answer/answers/receipt/")
        assert "Product manager" in page.locator("main").inner_text()
        assert vendor.noise == []
    with scope(organisation=stage.firm):
        answer = Answer.objects.get(assessment=stage.open_assessment, question=key)
        assert (answer.state, answer.attested, answer.by_kind) == ("does_not_know", True, "respondent")
        assert AnswerRequest.objects.get().state == "submitted"


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_the_portal_is_accessible_quiet_and_whole(
    visit: Callable[..., Any], stage: Stage, width: int
) -> None:
    link, wrong = asked(stage), []
    with visit(width=width) as vendor:
        vendor.go("/answer/")
        vendor.noise = [noise for noise in vendor.noise if "404" not in noise]
        wrong += wrong_with(vendor, "no request", width)
        for address in (link, "/answer/questions/", "/answer/enter/"):
            vendor.go(address)
            wrong += wrong_with(vendor, address, width)
        page = come_in(vendor, stage, link)
        wrong += wrong_with(vendor, "overview", width)
        for address in page.eval_on_selector_all(".secs a", "all => all.map(each => each.getAttribute('href'))"):
            vendor.go(address)
            wrong += wrong_with(vendor, address, width)
        vendor.go("/answer/answers/check/")
        wrong += wrong_with(vendor, "check", width)
    assert wrong == []
