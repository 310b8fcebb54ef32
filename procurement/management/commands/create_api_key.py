"""Make an API key for an organisation, acting for a named member. It is shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_scopes import scope

from checklists.actor import system
from checklists.errors import Refused
from checklists.models import Membership, Organisation
from checklists.models.people import Role
from checklists.services.access import SCOPES, create_api_key


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--member", metavar="EMAIL", help="for whom the key acts (default: the first owner)")
        parser.add_argument("--name", required=True, help="what the key is for, such as 'Coupa'")
        parser.add_argument("--scopes", nargs="+", default=["read"], choices=SCOPES)
        parser.add_argument("--days", type=int, default=365, help="how long it lives")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            slugs = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no organisation {options['organisation']!r}. There are: {slugs}.")
        now = timezone.now()
        with scope(organisation=organisation):
            member = self._member(options["member"])
            try:
                made = create_api_key(
                    name=options["name"],
                    member=member,
                    scopes=options["scopes"],
                    expires_at=now + timedelta(days=options["days"]),
                    by=system("create_api_key", "command"),
                    at=now,
                )
            except Refused as error:
                raise CommandError(error.message) from error
        self.stdout.write(made.secret)
        self.stderr.write(f"Acts for {member.user.name}, until {made.key.expires_at:%d %B %Y}. It is not shown again.")

    def _member(self, email: str | None) -> Membership:
        rows = Membership.objects.filter(is_active=True).select_related("user").order_by("id")
        rows = rows.filter(user__email__iexact=email) if email else rows.filter(role=Role.OWNER.value)
        member = rows.first()
        if member is None:
            raise CommandError(f"No active member {email or 'with the role owner'} in this organisation.")
        return member
