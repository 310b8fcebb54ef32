"""Load the example where it is not there yet, and write its three dossiers to the data folder."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope

from checklists.dossier.rendering import RendererProcess
from checklists.errors import Refused
from procurement.example.load import BY, example_assessments, load_example, moment
from procurement.exporting import export


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        renderer = RendererProcess()
        try:
            organisation = load_example()
            folder = Path(settings.DATA) / "demo"
            with scope(organisation=organisation):
                for name, assessment in example_assessments():
                    path = export(assessment, folder / name, renderer=renderer, by=BY, at=moment())
                    self.stdout.write(str(path))
        except Refused as error:
            raise CommandError(error.message) from error
        finally:
            renderer.close()
