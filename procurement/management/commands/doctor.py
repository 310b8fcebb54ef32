"""Say what is wrong with this installation and how to mend it. Changes nothing; ends with 1 if something is wrong."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from procurement.serving.checkup import files, machine, queue, stored
from procurement.serving.checkup.finding import Finding, Health

EXAMINATIONS = [*machine.EXAMINATIONS, *stored.EXAMINATIONS, *files.EXAMINATIONS, *queue.EXAMINATIONS]


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [finding for examine in EXAMINATIONS for finding in examine()]
        for finding in findings:
            self._say(finding)
        problems = sum(finding.health is Health.PROBLEM for finding in findings)
        self.stdout.write("Nothing is wrong." if not problems else f"{problems} to mend.")
        if problems:
            sys.exit(1)

    def _say(self, finding: Finding) -> None:
        style = {Health.PROBLEM: self.style.ERROR, Health.NOTE: self.style.WARNING, Health.OK: self.style.SUCCESS}
        self.stdout.write(f"{style[finding.health](f'{finding.health:<8}')} {finding.what:<16} {finding.said}")
        if finding.cure and finding.health is not Health.OK:
            self.stdout.write(f"{'':<26}{finding.cure}")
