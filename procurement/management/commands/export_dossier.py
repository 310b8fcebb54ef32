"""Freeze an assessment and write its dossier to a file, beside a running service or without one.

With the id of a dossier, write that one; where its file is lost or damaged it is rendered again and compared.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_scopes import scope

from checklists.actor import system
from checklists.dossier.rendering import RendererProcess
from checklists.dossier.request import find_dossier
from checklists.errors import Refused
from checklists.models import Assessment, Dossier
from checklists.services.assessments import find_assessment
from procurement.exporting import export, export_again


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "wanted", metavar="ID", help="of an assessment or a dossier, as the admin and the API show it"
        )
        parser.add_argument("--out", type=Path, required=True, help="the file to write, such as dossier.pdf")

    def handle(self, *args: Any, wanted: str, out: Path, **options: Any) -> None:
        row = self._row(wanted)
        renderer = RendererProcess()
        try:
            with scope(organisation=row.organisation):
                path = self._export(row, out, renderer)
        except Refused as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}. Name another file with --out.") from error
        finally:
            renderer.close()
        self.stdout.write(str(path))

    def _export(self, row: Assessment | Dossier, out: Path, renderer: RendererProcess) -> Path:
        how: dict[str, Any] = {"renderer": renderer, "by": system("export_dossier", "command"), "at": timezone.now()}
        if isinstance(row, Dossier):
            return export_again(find_dossier(row.pk), out, **how)
        return export(find_assessment(row.pk), out, **how)

    def _row(self, text: str) -> Assessment | Dossier:
        """The machine's own operator may export any organisation's assessment."""
        try:
            key = UUID(text)
        except ValueError as error:
            raise CommandError(f"{text!r} is not an id. It looks like 019a1b2c-....") from error
        for model in (Assessment, Dossier):
            row = model.every_organisation.filter(pk=key).select_related("organisation").first()
            if row is not None:
                return row
        raise CommandError(f"There is no assessment and no dossier {text} here.")
