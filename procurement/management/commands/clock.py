"""Run the clock: sweep dossiers that were left behind, forget old request keys and sessions. One is enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procurement.checks import start_up_errors
from procurement.clock import Clock, duties


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        clock = Clock(duties())
        clock.listen_for_signals()
        if problems := start_up_errors():
            raise CommandError("\n".join(f"{problem.msg}\n  {problem.hint}" for problem in problems))
        clock.run()
