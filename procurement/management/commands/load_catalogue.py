"""Install the catalogue's files as an edition, beside older ones. Twice is harmless."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from checklists.actor import system
from checklists.catalogue.load import HERE, read_edition
from checklists.catalogue.problems import CatalogueError, format_problems
from checklists.errors import Refused
from checklists.services.editions import install_edition


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=HERE, help="where the files are (default: Candour's own)")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            files = read_edition(folder)
            done = install_edition(files=files, by=system("load_catalogue", "command"), at=timezone.now())
        except CatalogueError as error:
            raise CommandError(format_problems(error.problems)) from error
        except Refused as error:
            raise CommandError(error.message) from error
        what = "installed" if done.new else "is there already; nothing changed"
        self.stdout.write(
            f"Edition {done.edition.version} {what}: {done.models} AI models, "
            f"questionnaire version {done.questionnaire_version}."
        )
