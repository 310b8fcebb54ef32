"""Serve Candour: prepare what is stored, then run broker, web server, two workers and clock until Ctrl-C."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from procurement import web_server
from procurement.checks import start_up_errors
from procurement.serving.preparation import prepare, tell
from procurement.serving.service import Service
from procurement.serving.trouble import CannotStart
from procurement.settings import secret_key


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # those for a start are run below, once the folder and its key are there

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="as CANDOUR_DEMO=no: no example organisation")

    def say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()

    def handle(self, *args: Any, no_demo: bool, **options: Any) -> None:
        began = time.monotonic()
        socket = settings.BROKER_SOCKET if settings.BROKER_IS_EMBEDDED else None
        service = Service(settings.DATA, web_server.bind, socket, self.say)
        service.listen_for_signals()
        try:
            self._start(service, with_demo=settings.WITH_DEMO and not no_demo)
            self._greet(time.monotonic() - began)
            service.watch()
        except CannotStart as trouble:
            raise CommandError(str(trouble), returncode=trouble.exit_code) from trouble
        except KeyboardInterrupt:
            self.say("stopped before it was ready; the next start goes on from here")
        finally:
            service.stop()
        self.stdout.write("Candour has stopped.")

    def _start(self, service: Service, with_demo: bool) -> None:
        self.stdout.write("Candour")
        service.take_folder()
        settings.SECRET_KEY = secret_key()
        self.say(f"data       {settings.DATA}")
        service.start_broker()
        prepare(self.say, with_demo)
        if problems := start_up_errors():
            raise CannotStart(str(problems[0].msg), problems[0].hint or "")
        connections.close_all()
        service.start_web()
        service.start_rest()

    def _greet(self, seconds: float) -> None:
        self.say(f"logs       {settings.DATA / 'logs'}")
        self.say(f"serving    {settings.PUBLIC_URL}/   (after {seconds:.0f} s)")
        tell(self.say, "owner", "owner_link", "--if-none")
        self.stdout.write("Press Ctrl-C to stop.")
        self.stdout.flush()
