"""Say what is wrong with the catalogue's files: file, entry, line and cure. Changes nothing; ends with 1 if any is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from checklists.catalogue.check import read_checked
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import HERE
from checklists.catalogue.problems import CatalogueError, format_problems
from checklists.catalogue.unverified import format_unverified, unverified


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=HERE, help="where the files are (default: Candour's own)")
        parser.add_argument("--unverified", action="store_true", help="list what has no source that was read")

    def handle(self, *args: Any, folder: Path, unverified: bool, **options: Any) -> None:
        try:
            files = read_checked(folder)
        except CatalogueError as error:
            raise CommandError(error.message) from error
        self.stdout.write(format_problems(()))
        self.stdout.write(_contents(files))
        self.stdout.write(_gaps(files, unverified))


def _contents(files: EditionFiles) -> str:
    return (
        f"Edition {files.version}: {len(files.questions)} questions, {len(files.obligations)} duties, "
        f"{len(files.models)} AI models, {len(files.sources.sources)} sources."
    )


def _gaps(files: EditionFiles, listed: bool) -> str:
    gaps = unverified(files)
    if listed or not gaps:
        return format_unverified(gaps)
    return f"{len(gaps)} gaps: without a source, on one that nobody read, or not known. --unverified lists them."
