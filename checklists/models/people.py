"""Who uses Candour: users, and their membership of organisations with one of four roles."""

from enum import StrEnum
from typing import Any

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from checklists.models.base import OrganisationRow, choices_of
from checklists.models.keys import uuid7


class Role(StrEnum):
    """What a member may do, each including the one before: look; record and judge; decide; run the organisation."""

    VIEWER = "viewer"
    ASSESSOR = "assessor"
    APPROVER = "approver"
    OWNER = "owner"


RANK = {role: rank for rank, role in enumerate(Role)}


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in by email. `is_staff` opens the door only; every permission comes from a membership."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    # When a link that was mailed to the address was opened by this person; None: nobody has shown whose it is.
    email_proven_at = models.DateTimeField(null=True, editable=False)
    # Where the person worked last, by their own choice: they go on there when they sign in again.
    last_organisation = models.ForeignKey(
        "checklists.Organisation", on_delete=models.SET_NULL, related_name="+", null=True, editable=False
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        """As the backends say, which ask the membership of the organisation in scope."""
        return self.is_active and any(
            backend.has_perm(self, permission, obj) for backend in get_backends() if hasattr(backend, "has_perm")
        )

    def has_perms(self, permissions: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class Membership(OrganisationRow):
    """One person in one organisation. A member who left stays as a row, since the history names them."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=choices_of(Role))
    is_active = models.BooleanField(default=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "member"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                name="one_membership_each",
                violation_error_message="This person is a member already.",
            )
        ]

    def __str__(self) -> str:
        return self.user.name

    def may(self, role: Role) -> bool:
        """Whether this member has at least `role`."""
        return self.is_active and RANK[Role(self.role)] >= RANK[role]
