"""What has to be so before Candour can serve: tables, catalogue, static files and, on the first start, the demo.

Each step is harmless when repeated. `manage.py prepare` does the same where no `serve` runs, such as in containers.
"""

import io
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command

from procurement.serving.database import FIRST_START_MARK, bring_up_to_date, readable_or_said
from procurement.serving.trouble import CannotStart

Say = Callable[[str], None]


def first_start_mark(data: Path) -> Path:
    """Written once the first start is complete: one that was cut off in the middle is a first start again."""
    return data / FIRST_START_MARK


def prepare(say: Say, with_demo: bool) -> None:
    """Bring everything that is stored up to this code, and say in a line each what changed."""
    with readable_or_said(settings.DATA):
        _prepare(say, with_demo)


def _prepare(say: Say, with_demo: bool) -> None:
    bring_up_to_date(settings.DATA / "backups", say)
    tell(say, "catalogue", "load_catalogue")
    if settings.STATIC_ROOT.is_relative_to(settings.DATA):  # elsewhere they are the image's, collected as it was built
        call_command("collectstatic", interactive=False, verbosity=0)
    mark = first_start_mark(settings.DATA)
    if mark.exists():
        return
    if with_demo:
        say("demo       loading the example and making its dossiers; this takes a moment")
        tell(say, "demo", "demo")
    mark.touch(mode=0o600)


def tell(say: Say, label: str, command: str, *arguments: str) -> None:
    """Run one of our commands and pass on what it says, in our columns."""
    out = io.StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except CommandError as error:
        raise CannotStart(f"{label}: {error}", f"Type: python manage.py {command}   to see it again") from error
    for line in filter(None, map(str.strip, out.getvalue().splitlines())):
        say(f"{label:<11}{line}")
