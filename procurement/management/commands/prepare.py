"""Bring what is stored up to this code: tables, catalogue, static files, and the demo unless CANDOUR_DEMO=no.

`serve` does this by itself. Where web, workers and clock run apart, it runs once before them.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from procurement.serving.data_folder import make_folder
from procurement.serving.preparation import prepare
from procurement.serving.trouble import CannotStart


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_folder(settings.DATA)
            prepare(self.stdout.write, settings.WITH_DEMO)
        except CannotStart as trouble:
            raise CommandError(str(trouble), returncode=trouble.exit_code) from trouble
