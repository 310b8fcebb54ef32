"""A browser for all tests of a run, and a stage for each."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import browsing
from tests.browser.stage import Stage, set_stage


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = browsing.launch(playwright)
        yield started
        started.close()


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return set_stage()


@pytest.fixture
def visit(browser: Browser, live_server: Any, stage: Stage) -> Callable[..., Any]:
    """Opens a browser window on the running site."""
    return lambda **how: browsing.visitor(browser, live_server.url, **how)
