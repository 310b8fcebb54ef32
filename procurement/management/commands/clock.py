"""Run the clock: sweep dossiers that were left behind, forget old request keys and sessions. One is enough."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procurement.checks import start_up_errors
from procurement.clock import LONGEST_SILENCE, Clock, duties, seconds_since_beat


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--is-alive", action="store_true", help="only ask: end with 0 if a clock went round lately")

    def handle(self, *args: Any, is_alive: bool, **options: Any) -> None:
        if is_alive:
            self._ask()
            return
        clock = Clock(duties())
        clock.listen_for_signals()
        if problems := start_up_errors():
            raise CommandError("\n".join(f"{problem.msg}\n  {problem.hint}" for problem in problems))
        clock.run()

    def _ask(self) -> None:
        silence = seconds_since_beat()
        if silence is None or silence > LONGEST_SILENCE:
            raise CommandError("No clock has gone round lately: dossiers that were left behind are not swept.")
        self.stdout.write(f"A clock went round {silence:.0f} s ago.")
