"""Every page in a real browser: readable by everybody, quiet, whole at both widths, asking no other host."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.browsing import Visitor
from tests.browser.stage import OWNER, Stage

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OPEN_ALL = "document.querySelectorAll('#main details').forEach(each => { each.open = true; })"


def wrong_with(visitor: Visitor, name: str, width: int) -> list[str]:
    """All that is wrong with the page that is open, every fold of it opened."""
    visitor.page.evaluate(OPEN_ALL)
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    wrong = [f"{name}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    wrong += [f"{name}: {wide} wide"] if wide > width else []
    wrong += [f"{name}: {noise}" for noise in visitor.noise]
    visitor.noise.clear()
    return wrong


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_every_page_is_accessible_quiet_and_whole(visit, stage: Stage, width: int, scheme: str) -> None:
    wrong = []
    with visit(width=width, scheme=scheme) as visitor:
        visitor.sign_in(OWNER)
        for firm in (stage.firm.name, stage.example.name):
            visitor.work_in(firm)
            for stop in stage.stops:
                if stop.firm == firm:
                    visitor.go(stop.address)
                    wrong += wrong_with(visitor, stop.name, width)
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_outside_are_accessible_too(visit, scheme: str) -> None:
    wrong = []
    with visit(scheme=scheme) as visitor:
        for name, address in (("sign in", "/admin/login/"), ("a used link", "/setup/nonsense/")):
            visitor.go(address)
            visitor.noise = [noise for noise in visitor.noise if "404" not in noise]
            wrong += wrong_with(visitor, name, 1280)
    assert wrong == []


def test_pages_of_our_own_allow_no_inline_script_or_style(visit, stage: Stage) -> None:
    with visit() as visitor:
        visitor.sign_in(OWNER).work_in(stage.firm.name)
        response = visitor.page.goto(f"{visitor.base}/admin/assessments/{stage.open_assessment}/")
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
