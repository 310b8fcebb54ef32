"""Every page in a real browser: readable by everybody, quiet, whole at both widths, asking no other host."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.browsing import Visitor
from tests.browser.stage import OWNER, PASSWORD, Stage

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The dark scheme differs in nothing but its colours.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
OPEN_ALL = "document.querySelectorAll('#main details').forEach(each => { each.open = true; })"


def wrong_with(visitor: Visitor, name: str, width: int) -> list[str]:
    """All that is wrong with the page that is open, every fold of it opened, in both schemes."""
    page = visitor.page
    page.evaluate(OPEN_ALL)
    wrong = violations(visitor, name, RULES)
    page.emulate_media(color_scheme="dark")
    wrong += violations(visitor, f"{name}, dark", COLOURS)
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("document.documentElement.scrollWidth")
    wrong += [f"{name}: {wide} wide"] if wide > width else []
    wrong += [f"{name}: {noise}" for noise in visitor.noise]
    visitor.noise.clear()
    return wrong


def violations(visitor: Visitor, name: str, rules: dict[str, Any]) -> list[str]:
    found = Axe().run(visitor.page, options=rules).response["violations"]
    return [f"{name}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_quiet_and_whole(visit, stage: Stage, width: int) -> None:
    wrong = []
    with visit(width=width) as visitor:
        visitor.sign_in(OWNER)
        for firm in (stage.firm.name, stage.example.name):
            visitor.work_in(firm)
            for stop in stage.stops:
                if stop.firm == firm:
                    visitor.go(stop.address)
                    wrong += wrong_with(visitor, stop.name, width)
    assert wrong == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_outside_are_accessible_too(visit, stage: Stage, width: int) -> None:
    wrong = []
    with visit(width=width) as visitor:
        for address in ("/admin/login/", "/setup/nonsense/", "/join/nonsense/", stage.invitation):
            visitor.go(address)
            visitor.noise = [noise for noise in visitor.noise if "404" not in noise]
            wrong += wrong_with(visitor, address, width)
    assert wrong == []


def test_the_link_of_an_invitation_is_shown_once_and_leads_in(visit, stage: Stage) -> None:
    with visit() as owner:
        page = owner.sign_in(OWNER).work_in(stage.firm.name).go("/admin/people/invite/")
        page.fill("[name=name]", "Noor Colleague")
        page.fill("[name=email]", "noor@example.org")
        page.click("main button")
        address = page.locator("dd.digest").text_content() or ""
        assert wrong_with(owner, "the link", 1280) == []
    with visit() as guest:
        page = guest.go(address[address.index("/join/") :])
        page.fill("[name=password]", PASSWORD)
        page.click("text=Make the account and join")
        page.wait_for_url("**/admin/")
        assert page.locator(".rail .firm span").text_content() == stage.firm.name
        assert guest.noise == []


def test_pages_of_our_own_allow_no_inline_script_or_style(visit, stage: Stage) -> None:
    with visit() as visitor:
        visitor.sign_in(OWNER).work_in(stage.firm.name)
        response = visitor.page.goto(f"{visitor.base}/admin/assessments/{stage.open_assessment}/")
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
