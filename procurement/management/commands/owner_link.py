"""Print the link by which the first owner comes in. It works once; a new one ends the one before."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from checklists.actor import system
from checklists.models import Membership
from checklists.models.people import Role
from checklists.services.people import LINK_LIVES, make_setup_link


def has_owner() -> bool:
    """Whether somebody owns an organisation here that is not the example."""
    owners = Membership.every_organisation.filter(role=Role.OWNER.value, is_active=True)
    return owners.filter(organisation__is_example=False).exists()


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-none", action="store_true", help="print nothing where there is an owner already")

    def handle(self, *args: Any, if_none: bool, **options: Any) -> None:
        if if_none and has_owner():
            return
        token = make_setup_link(by=system("owner_link", "command"), at=timezone.now())
        hours = int(LINK_LIVES.total_seconds() // 3600)
        self.stdout.write(f"Set up your organisation (works once, for {hours} hours):")
        self.stdout.write(settings.PUBLIC_URL + reverse("setup", args=[token]))
