"""Staff at their browsers: one client a role, in the organisation of the test."""

from collections.abc import Callable

import pytest

from checklists.models import Organisation
from checklists.models.people import Role
from tests import makers
from tests.admin.staff import Staff


@pytest.fixture
def staff(organisation: Organisation) -> Callable[..., Staff]:
    """Makes a member of the organisation with a role, signed in."""
    return lambda role=Role.ASSESSOR, **named: Staff(makers.make_member(role, **named))


@pytest.fixture
def assessor(staff: Callable[..., Staff]) -> Staff:
    return staff(Role.ASSESSOR, name="Ash Osei")


@pytest.fixture
def approver(staff: Callable[..., Staff]) -> Staff:
    return staff(Role.APPROVER, name="Tom Webb")


@pytest.fixture
def owner(staff: Callable[..., Staff]) -> Staff:
    return staff(Role.OWNER, name="Olu Own")


@pytest.fixture
def viewer(staff: Callable[..., Staff]) -> Staff:
    return staff(Role.VIEWER, name="Vi Ewer")
