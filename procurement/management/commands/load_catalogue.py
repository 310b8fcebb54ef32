"""Check the catalogue's files and install them as an edition, beside older ones. Twice is harmless."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from checklists.actor import system
from checklists.catalogue.check import read_checked
from checklists.catalogue.load import HERE
from checklists.errors import Refused
from checklists.services.editions import Installed, install_edition


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=HERE, help="where the files are (default: Candour's own)")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            files = read_checked(folder)
            done = install_edition(files=files, by=system("load_catalogue", "command"), at=timezone.now())
        except Refused as error:
            raise CommandError(error.message) from error
        self.stdout.write(_in_words(done))


def _in_words(done: Installed) -> str:
    what = "installed" if done.new else "is there already; nothing changed"
    asked = f", questionnaire version {done.questionnaire_version}" if done.questionnaire_version else ""
    newer = "" if done.edition.is_current else " A newer edition stays the current one."
    return f"Edition {done.edition.version} {what}: {done.models} AI models{asked}.{newer}"
