"""Pictures of every page at both widths, and of every page of the example's dossiers, into pictures/.

Run by `make pictures`. Starts the site on a temporary data folder of its own; names given as arguments limit the pages.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

import pypdfium2  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.browsing import Visitor, launch, visitor  # noqa: E402
from tests.browser.stage import OWNER, Stage, set_stage  # noqa: E402

FOLDER = Path("pictures")
WIDTHS = (1280, 390)
TALLEST = 14_000
DOTS_PER_INCH = 100


@contextmanager
def serving() -> Iterator[str]:
    """The site in a thread; gives its address."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def take(seen: Visitor, address: str, path: Path, width: int) -> None:
    """One page, whole: the window is made as tall as the page, so that what sticks to its edge stays there."""
    page = seen.go(address)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(900, min(height, TALLEST))})
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": 900})


def take_pages(stage: Stage, base: str, wanted: list[str]) -> int:
    """All pages of the tour at both widths. Gives how many pictures were taken."""
    count = 0
    outside = {"login": "/admin/login/", "join": stage.invitation, "join-over": "/join/nonsense/"}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for width in WIDTHS:
            with visitor(browser, base, width=width) as seen:
                for name, address in outside.items():
                    take(seen, address, FOLDER / f"{name}-{width}.png", width)
                seen.sign_in(OWNER)
                for firm in (stage.firm.name, stage.example.name):
                    seen.work_in(firm)
                    for stop in stage.stops:
                        if stop.firm == firm and (not wanted or stop.name in wanted):
                            take(seen, stop.address, FOLDER / f"{stop.name}-{width}.png", width)
                            count += 1
        browser.close()
    return count


def take_dossiers() -> int:
    """Every page of every dossier of the example, rendered by `manage.py demo`. Gives how many."""
    count = 0
    for path in sorted((settings.DATA / "demo").glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for number, page in enumerate(document, 1):
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(FOLDER / f"{path.stem}-{number:02}.png")
            count += 1
    return count


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    if not wanted:
        call_command("demo")
    try:
        with serving() as base:
            pages = take_pages(set_stage(), base, wanted)
        dossiers = 0 if wanted else take_dossiers()
        print(f"{pages} pictures of pages and {dossiers} of dossiers in {FOLDER}/")
    finally:
        shutil.rmtree(settings.DATA, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
