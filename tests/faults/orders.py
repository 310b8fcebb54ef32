"""Order dossiers in the installation of CANDOUR_DATA: python -m tests.faults.orders HOW_MANY. Prints their ids.

A program of its own, since it works on the installation's database and not on the tests'.
"""

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402
from django_scopes import scope  # noqa: E402

from checklists.dossier.request import request_dossier  # noqa: E402
from tests import makers  # noqa: E402


def order(how_many: int) -> None:
    """One organisation with so many assessments of a few answers each, and a dossier of every one."""
    organisation = makers.make_organisation(f"Firm of {timezone.now().isoformat()}")
    with scope(organisation=organisation):
        assessments = [makers.make_submitted() for _ in range(how_many)]
        for assessment in assessments:
            print(request_dossier(assessment, by=makers.COMMAND, at=timezone.now()).pk, flush=True)


if __name__ == "__main__":
    order(int(sys.argv[1]))
