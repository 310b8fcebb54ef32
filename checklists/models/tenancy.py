"""The wall between organisations, as far as tables can hold it.

Every tenant row has an organisation of its own. Reading goes through a manager that raises when no organisation is in
scope; writing checks that every foreign key stays inside. Following a foreign key reads past the manager (Django's
base manager), which is why the check stands at the write.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError

from checklists.errors import NotFound


class ForeignRow(NotFound):
    """A row would point into another organisation. Said in the same words as for what does not exist."""


def current_organisation_id() -> UUID | None:
    """The organisation in scope; None only where scopes were switched off on purpose. Raises ScopeError otherwise."""
    scope = get_scope()
    if not scope.get("_enabled", True):
        return None
    organisation = scope.get("organisation")
    if organisation is None:
        raise ScopeError("No organisation is in scope. Open one: with scope(organisation=...).")
    return organisation.pk


def tenant_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    """The foreign keys of `model` that lead to rows which belong to an organisation, or may."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, TenantRow)
    ]


def check_rows(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Refuse rows of another organisation than the one in scope, and rows that point into another one."""
    current = current_organisation_id()
    rows = list(rows)
    if current is not None and any(row.organisation_id != current for row in rows):  # type: ignore[attr-defined]
        raise ForeignRow(str(model._meta.verbose_name))
    for field in tenant_keys(model):
        _check_key(field, rows)


def _check_key(field: models.ForeignKey, rows: list[models.Model]) -> None:
    wanted: dict[UUID, set[UUID | None]] = defaultdict(set)
    for row in rows:
        target = getattr(row, field.attname)
        if target is None:
            continue
        if field.is_cached(row):
            _same(field, getattr(row, field.name).organisation_id, {row.organisation_id})  # type: ignore[attr-defined]
        else:
            wanted[target].add(row.organisation_id)  # type: ignore[attr-defined]
    if wanted:
        _check_stored(field, wanted)


def _check_stored(field: models.ForeignKey, wanted: dict[UUID, set[UUID | None]]) -> None:
    stored = field.related_model._base_manager.filter(pk__in=wanted).values_list("pk", "organisation_id")
    owners = dict(stored)
    for target, organisations in wanted.items():
        if target not in owners:
            raise ForeignRow(str(field.related_model._meta.verbose_name))
        _same(field, owners[target], organisations)


def _same(field: models.ForeignKey, owner: UUID | None, organisations: set[UUID | None]) -> None:
    if owner is not None and organisations != {owner}:
        raise ForeignRow(str(field.related_model._meta.verbose_name))


class TenantQuerySet(models.QuerySet):
    """Writes of many rows pass the same check as `save()`."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        objs = list(objs)
        check_rows(self.model, objs)
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **values: Any) -> int:
        if "organisation" in values or "organisation_id" in values:
            raise ForeignRow("organisation")
        self._check_targets(values)
        return super().update(**values)

    def _check_targets(self, values: dict[str, Any]) -> None:
        """A key may be set to None, to a row or to an id; anything else (an expression) cannot be checked."""
        current = current_organisation_id()
        for field in tenant_keys(self.model):
            target = values.get(field.name, values.get(field.attname))
            if target is None:
                continue
            row = target if isinstance(target, models.Model) else field.related_model._base_manager.get(pk=target)
            if current is None or row.organisation_id not in (None, current):  # type: ignore[attr-defined]
                raise ForeignRow(str(field.related_model._meta.verbose_name))


class OrganisationManager(models.Manager):
    """The rows of the organisation in scope, and no others. Raises ScopeError without one."""

    def get_queryset(self) -> models.QuerySet:
        current = current_organisation_id()
        rows = super().get_queryset()
        return rows if current is None else rows.filter(organisation=current)


class SharedManager(models.Manager):
    """The rows of the organisation in scope together with the shared catalogue's."""

    def get_queryset(self) -> models.QuerySet:
        current = current_organisation_id()
        rows = super().get_queryset()
        return rows if current is None else rows.filter(models.Q(organisation=current) | models.Q(organisation=None))


class TenantRow(models.Model):
    """What OrganisationRow and SharedRow have in common: the one rule that is allowed in `save()`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        check_rows(type(self), [self])
        super().save(*args, **kwargs)
