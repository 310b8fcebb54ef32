"""A real browser: Debian's Chromium, and people signed in with it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from tests.browser.stage import PASSWORD

# Playwright's own loop runs in this thread; Django would take that for an async context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
VERBOSE = "[DOM]"  # hints of the browser's, not errors of the page


def launch(playwright: Playwright) -> Browser:
    """Chromium as the system has it, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is not installed: make test-browser does it"
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


class Visitor:
    """Somebody at the browser. `noise` collects whatever the console says and each request to another host."""

    def __init__(self, page: Page, base: str):
        self.page, self.base = page, base
        self.noise: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("request", self._asked)

    def _heard(self, message: Any) -> None:
        if not message.text.startswith(VERBOSE):
            self.noise.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.noise.append(f"another host: {request.url}")

    def go(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page

    def sign_in(self, email: str) -> "Visitor":
        self.go("/admin/login/")
        self.page.fill("[name=username]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button")
        self.page.wait_for_url("**/admin/")
        return self

    def work_in(self, firm: str) -> "Visitor":
        """Switch to an organisation, unless one is there already."""
        self.go("/admin/")
        if self.page.locator(".rail .firm span").text_content() != firm:
            with self.page.expect_navigation():
                self._switch_to(firm)
        return self

    def _switch_to(self, firm: str) -> None:
        """With the page's own buttons: the folds that they lie in open without script too."""
        rail = ".rail" if self.page.locator(".rail").is_visible() else ".rail-fold"
        if rail == ".rail-fold":
            self.page.click(".rail-fold > details > summary")
        self.page.click(f"{rail} .firms summary")
        self.page.locator(f"{rail} .firms button", has_text=firm).click()


@contextmanager
def visitor(
    browser: Browser, base: str, *, width: int = 1280, scheme: str = "light", script: bool = True
) -> Iterator[Visitor]:
    """A fresh browser window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,  # type: ignore[arg-type]
    )
    context.set_default_timeout(15_000)
    try:
        yield Visitor(context.new_page(), base)
    finally:
        context.close()
