"""The made-up firm: its name, its people (none of whom can sign in), and what the three cases have in common."""

from datetime import UTC, datetime
from typing import Any

SLUG = "demo"
NAME = "Harbour Lane Advisers (example)"

# The days on which the example says things happened. Fixed, so that its dossiers come out the same everywhere.
OPENED = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
# The comparisons of two tiers: the limit is set and the test is planned first, then the drafts are marked.
PLANNED = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)
TESTED = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
# Nothing is read before the day on which the catalogue was compiled.
ANSWERED = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SUBMITTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DECIDED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

PEOPLE = (
    {"key": "assessor", "name": "Dana Price (example)", "email": "dana.price@harbour-lane.example", "role": "assessor"},
    {"key": "approver", "name": "Tom Webb (example)", "email": "tom.webb@harbour-lane.example", "role": "owner"},
)

# A 25-person firm of accountants with an FCA-authorised arm that advises on pensions and mortgages.
FIRM_FACTS: dict[str, Any] = {
    "sector": "accountancy",
    "professional_body": ["icaew"],
    "our_role": "controller",
    "criminal_offence_data": False,
    "children_data": False,
    "pra_internal_models": False,
}
