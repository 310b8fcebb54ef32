"""Freeze an assessment and write its dossier to a file, beside a running service or without one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_scopes import scope

from checklists.actor import system
from checklists.dossier.rendering import RendererProcess
from checklists.errors import Refused
from checklists.models import Assessment
from checklists.services.assessments import find_assessment
from procurement.exporting import export


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", help="the assessment's id, as the admin and the API show it")
        parser.add_argument("--out", type=Path, required=True, help="the file to write, such as dossier.pdf")

    def handle(self, *args: Any, assessment: str, out: Path, **options: Any) -> None:
        row = self._row(assessment)
        renderer = RendererProcess()
        try:
            with scope(organisation=row.organisation):
                found = find_assessment(row.pk)
                path = export(found, out, renderer=renderer, by=system("export_dossier", "command"), at=timezone.now())
        except Refused as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}. Name another file with --out.") from error
        finally:
            renderer.close()
        self.stdout.write(str(path))

    def _row(self, text: str) -> Assessment:
        """The machine's own operator may export any organisation's assessment."""
        try:
            row = Assessment.every_organisation.filter(pk=UUID(text)).select_related("organisation").first()
        except ValueError as error:
            raise CommandError(f"{text!r} is not an id. It looks like 019a1b2c-....") from error
        if row is None:
            raise CommandError(f"There is no assessment {text} here.")
        return row
