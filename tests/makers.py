"""Makers of test data, through the services, so that what a test starts from is what the product can make.

Each opens no scope of its own: use the `organisation` fixture, or `with scope(organisation=...)`.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django_scopes import scope

from checklists.actor import Actor, system
from checklists.models import (
    AIModel,
    Answer,
    Assessment,
    Membership,
    ModelUse,
    Organisation,
    PricePoint,
    Product,
    User,
    Vendor,
)
from checklists.models.people import Role
from checklists.services import access, answers, assessments, invitations, model_uses, people, prices, usage, vendors
from checklists.services.given import Given
from checklists.services.invitations import NewLink
from tests.database import writing_around_the_services

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
COMMAND = system("tests", "command")
_number = count(1)


def make_organisation(name: str = "", *, four_eyes: bool = True, is_example: bool = False) -> Organisation:
    name = name or f"Firm {next(_number)}"
    return people.create_organisation(name=name, four_eyes=four_eyes, is_example=is_example, by=COMMAND, at=NOW)


def make_member(role: Role = Role.ASSESSOR, *, name: str = "", email: str = "", password: str = "") -> Membership:
    number = next(_number)
    name = name or f"{role.value.title()} {number}"
    email = email or f"person{number}@example.org"
    hashed = people.hashed_password(password, email=email, name=name) if password else ""
    return people.add_member(email=email, name=name, role=role.value, by=COMMAND, at=NOW, password_hash=hashed)


def make_invitation(email: str = "", *, name: str = "", role: Role = Role.ASSESSOR, at: datetime = NOW) -> NewLink:
    number = next(_number)
    email, name = email or f"invited{number}@example.org", name or f"Invited {number}"
    return invitations.invite_member(email=email, name=name, role=role.value, by=COMMAND, at=at)


def actor(member: Membership, face: Any = "admin") -> Actor:
    user: User = member.user
    return Actor("person", user.pk, user.name, face, user.pk, member.role)


def make_vendor(name: str = "", *, by: Actor = COMMAND, **values: Any) -> Vendor:
    return vendors.record_vendor(legal_name=name or f"Vendor {next(_number)} Ltd", by=by, at=NOW, **values)


def make_product(vendor: Vendor | None = None, name: str = "", *, by: Actor = COMMAND, **values: Any) -> Product:
    vendor = vendor or make_vendor(by=by)
    return vendors.record_product(vendor=vendor, name=name or f"Product {next(_number)}", by=by, at=NOW, **values)


def make_use(
    product: Product | None = None,
    *,
    model: str = "",
    facts: dict[str, Any] | None = None,
    by: Actor = COMMAND,
    **values: Any,
) -> ModelUse:
    """`model` is a catalogue key."""
    number = next(_number)
    given = {"name": f"Use {number}", "purpose": "Sorting letters"} | values
    return model_uses.record_model_use(
        product=product or make_product(by=by),
        ai_model=AIModel.objects.get(key=model) if model else None,
        facts=facts,
        by=by,
        at=NOW,
        **given,
    )


def make_many_uses(product: Product, number: int) -> None:
    """So many models in use at once, past the services: for what is read of them, not for what they say."""
    rows = [
        ModelUse(organisation=product.organisation, product=product, name=f"Many {one}", purpose="Letters")
        for one in range(number)
    ]
    with writing_around_the_services():
        ModelUse.objects.bulk_create([row.stamp(COMMAND, NOW) for row in rows])


def make_assessment(use: ModelUse | None = None, *, by: Actor = COMMAND, **values: Any) -> Assessment:
    made = assessments.open_assessment(model_use=use or make_use(by=by), by=by, at=NOW, **values)
    return assessments.find_assessment(made.pk)


def make_answer(
    assessment: Assessment,
    question: str,
    value: Any = None,
    *,
    by: Actor = COMMAND,
    state: str = "answered",
    **more: Any,
) -> Answer:
    given = Given(question=question, state=state, value=value, **more)
    return answers.write_answer(assessment, given, by=by, at=NOW)


def make_submitted(by: Actor = COMMAND, **values: Any) -> Assessment:
    """An assessment with one answer, in review."""
    assessment = make_assessment(by=by, **values)
    make_answer(assessment, "is_this_distilled", "no", by=by)
    assessments.submit_assessment(assessment, by=by, at=NOW)
    return assessments.find_assessment(assessment.pk)


def priced(use: ModelUse, tier: str = "larger", **values: Any) -> dict[str, Any]:
    """What `record_price` takes for a monthly fee."""
    given = {"tier": tier, "unit": "month", "currency": "GBP", "price": Decimal("20"), "valid_from": TODAY}
    return {"model_use": use, "read_on": TODAY, **given, **values}


def make_price(use: ModelUse, tier: str = "larger", **values: Any) -> PricePoint:
    return prices.record_price(**priced(use, tier, **values), by=COMMAND, at=NOW)


def make_token_prices(use: ModelUse, **values: Any) -> None:
    """Both tiers by the token, and a volume of 4,000 tasks with 8,000 tokens read and 1,000 written for each."""
    for tier, read, written in (("larger", "2.50", "10"), ("cheaper", "0.15", "0.60")):
        given = {"unit": "million_tokens", "price": None, "currency": "USD", **values}
        make_price(use, tier, input_price=Decimal(read), output_price=Decimal(written), **given)
    tokens = dict.fromkeys(("larger_input_tokens", "cheaper_input_tokens"), 8000)
    tokens |= dict.fromkeys(("larger_output_tokens", "cheaper_output_tokens"), 1000)
    usage.write_usage(model_use=use, **tokens, by=COMMAND, at=NOW)
    model_uses.change_model_use(use, version=None, volume=4000, by=COMMAND, at=NOW)


def make_key(member: Membership, scopes: tuple[str, ...] = ("read", "write")) -> str:
    """The secret of a new API key that acts for `member`."""
    made = access.create_api_key(name="Test", member=member, scopes=scopes, by=COMMAND, at=NOW)
    return made.secret


def in_organisation(organisation: Organisation) -> Any:
    return scope(organisation=organisation)
