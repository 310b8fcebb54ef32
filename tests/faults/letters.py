"""Queue messages in the installation of CANDOUR_DATA: python -m tests.faults.letters HOW_MANY. Prints their ids.

A program of its own, since it works on the installation's database and not on the tests'.
"""

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402
from django_scopes import scope  # noqa: E402

from checklists.services.mail import queue_mail  # noqa: E402
from tests import makers  # noqa: E402
from tests.mail_makers import letter  # noqa: E402


def write(how_many: int) -> None:
    organisation = makers.make_organisation()
    with scope(organisation=organisation):
        for number in range(how_many):
            row = queue_mail(letter(to=f"p{number}@example.org"), by=makers.COMMAND, at=timezone.now())
            print(row.message_id, flush=True)


if __name__ == "__main__":
    write(int(sys.argv[1]))
