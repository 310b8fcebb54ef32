"""Writing rows the one way: checked, stamped, inside the organisation, and never over somebody else's change."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError

from checklists.actor import Actor
from checklists.canonical import plain
from checklists.errors import Detail, Invalid, NotAllowed, Refused, Stale
from checklists.models import Organisation
from checklists.models.base import Written
from checklists.models.people import RANK, Role
from checklists.rules.blank import says_something

Row = TypeVar("Row", bound=models.Model)
NAMES = ("legal_name", "name")
PLAINLY = {
    "max_length": "This is too long: {show_value} characters, where at most {limit_value} fit.",
    "max_value": "This is too much: the most is {limit_value}.",
    "min_value": "This is too little: the least is {limit_value}.",
    "blank": "Fill this in.",
    "null": "Fill this in.",
}
STAMPED = ("by_kind", "by_id", "by_label", "by_face", "by_person", "updated_at")


def organisation_in_scope() -> Organisation:
    """The organisation that the caller opened. Raises ScopeError without one: a service never guesses."""
    organisation = get_scope().get("organisation")
    if organisation is None:
        raise ScopeError("A service writes in one organisation. Open one: with scope(organisation=...).")
    return organisation


def hold_organisation() -> None:
    """Let no other write that looks round before it writes look until this one is through.

    For what no constraint can say, such as a circle over several rows. It stands in nobody else's way: a row that
    names the organisation needs its key alone. SQLite, which writes one after another anyway, has no such lock.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_in_scope().pk)


def allow(by: Actor, role: Role) -> None:
    """Refuse who has less than `role` here. Candour itself, and commands run on the machine, may do anything."""
    if by.kind == "system":
        return
    if not by.role or RANK[Role(by.role)] < RANK[role]:
        raise NotAllowed(f"This needs the role {role.value}; yours is {by.role or 'none'}. Ask an owner.")


def recorded_by(row: Written) -> Actor:
    """Who wrote a row last, as its columns have it: for a copy of it, which is theirs too."""
    return Actor(row.by_kind, row.by_id, row.by_label, row.by_face, row.by_person)  # type: ignore[arg-type]


def insert(row: Row, *, by: Actor, at: datetime, looked: bool = False) -> Row:
    """Check and add one row to the organisation in scope.

    `looked`: the caller has just seen that nothing clashes, so no statement is spent on asking again; the database
    still refuses.
    """
    row.organisation = organisation_in_scope()  # type: ignore[attr-defined]
    row.stamp(by, at)  # type: ignore[attr-defined]
    check(row, changed=() if looked else None)
    _save(row, force_insert=True)
    return row


def check(row: models.Model, changed: Collection[str] | None = None) -> None:
    """Refuse values of the wrong kind and clashes with other rows, naming each field.

    Only clashes over the columns that `changed` are asked for, since each costs a statement; None: over all.
    """
    try:
        _check_text(row)
        row.clean_fields(exclude=_not_looked_at(row))
        _check_clashes(row, changed)
    except ValidationError as error:
        raise Invalid(_sentence(error), _details(error)) from error


def _check_clashes(row: models.Model, changed: Collection[str] | None) -> None:
    if changed is None:
        row.validate_constraints(exclude=None)
        return
    for constraint in row._meta.constraints:
        if _columns(constraint) & set(changed):
            constraint.validate(type(row), row)


def _columns(constraint: models.BaseConstraint) -> set[str]:
    """The columns that a constraint is about; a condition on others decides only whether it looks."""
    if isinstance(constraint, models.UniqueConstraint):
        return set(constraint.fields)
    condition = getattr(constraint, "condition", None)
    return condition.referenced_base_fields if isinstance(condition, models.Q) else set()


def _not_looked_at(row: models.Model) -> set[str]:
    """Keys, which the write check holds, and what is empty where the column may be: null, or with a default."""
    fields = row._meta.concrete_fields
    keys = {field.name for field in fields if field.is_relation}
    may_be_empty = {field.name for field in fields if field.null or field.has_default()}
    return keys | {
        field.name
        for field in fields
        if field.name in may_be_empty and getattr(row, field.attname) in field.empty_values
    }


def _check_text(row: models.Model) -> None:
    """NUL and lone surrogates cannot be stored on every database, and never mean anything in words; nor may a name be
    one that nobody could read."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and bad_character(value):
            raise ValidationError({field.name: f"Holds a character that cannot be stored: {bad_character(value)}."})
        if field.name in NAMES and value and not says_something(value):
            raise ValidationError({field.name: ValidationError("A name holds a letter or a digit.", code="blank")})


def bad_character(text: str) -> str:
    """The name of the first NUL or lone surrogate in `text`, or nothing."""
    for character in text:
        if character == "\x00" or "\ud800" <= character <= "\udfff":
            return f"U+{ord(character):04X}"
    return ""


def _details(error: ValidationError) -> list[Detail]:
    if not hasattr(error, "error_dict"):
        return [Detail("", "invalid", message) for message in error.messages]
    return [
        Detail("" if name == NON_FIELD_ERRORS else f"/{name}", part.code or "invalid", message)
        for name, parts in error.error_dict.items()
        for part in parts
        for message in ([_plainly(part)] if part.code in PLAINLY else part.messages)
    ]


def _plainly(part: ValidationError) -> str:
    """What Django's own checks say, as one says it to a person."""
    return PLAINLY[part.code or ""].format(**(part.params or {}))


def _sentence(error: ValidationError) -> str:
    details = _details(error)
    first = details[0]
    return f"{first.pointer.lstrip('/')}: {first.detail}" if first.pointer else first.detail


def _save(row: models.Model, **how: Any) -> None:
    try:
        row.save(**how)
    except IntegrityError as error:
        raise Refused(
            f"Somebody else has just written the same {row._meta.verbose_name}. Look at it and try again.",
            code="already_there",
        ) from error


def change(row: Row, values: Mapping[str, Any], *, version: int | None, by: Actor, at: datetime) -> dict[str, Any]:
    """Set `values` on a versioned row, if it still has `version` (None: whatever it has). Gives {field: [old, new]}.

    Nothing is written where nothing differs. Raises Stale, with the row as it stands, where somebody was faster.
    """
    held = row.version if version is None else version  # type: ignore[attr-defined]
    if held != row.version:  # type: ignore[attr-defined]
        raise stale(row)
    changes = differences(row, values)
    if not changes:
        return {}
    for name in changes:
        setattr(row, name, values[name])
    row.stamp(by, at)  # type: ignore[attr-defined]
    check(row, changed=changes)
    _compare_and_swap(row, list(changes), held)
    return changes


def _compare_and_swap(row: models.Model, names: list[str], held: int) -> None:
    values = {name: getattr(row, name) for name in (*names, *STAMPED)}
    row.version = held + 1  # type: ignore[attr-defined]
    try:
        done = type(row)._default_manager.filter(pk=row.pk, version=held).update(**values, version=held + 1)
    except IntegrityError as error:
        raise Refused("Somebody else has just written the same. Look at it and try again.") from error
    if not done:
        raise stale(type(row)._default_manager.get(pk=row.pk))


def raise_version(row: models.Model, at: datetime) -> None:
    """Count a change of what belongs to a row (its facts, its record) as a change of the row. Raises Stale."""
    held = row.version  # type: ignore[attr-defined]
    done = type(row)._default_manager.filter(pk=row.pk, version=held).update(version=held + 1, updated_at=at)
    if not done:
        raise stale(type(row)._default_manager.get(pk=row.pk))
    row.version, row.updated_at = held + 1, at  # type: ignore[attr-defined]


def stale(row: models.Model) -> Stale:
    """What is said to somebody who was slower, with the row as it stands now."""
    return Stale(
        f"Somebody changed this {row._meta.verbose_name} in between. Nothing of yours was written: "
        "look at what stands now, and send your change again.",
        current=as_plain(row),
    )


def differences(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """{field: [old, new]} in plain data for what would change."""
    changes = {}
    for name, new in values.items():
        field = row._meta.get_field(name)
        old_key = getattr(row, field.attname)  # type: ignore[union-attr]
        new_key = new.pk if isinstance(new, models.Model) else new
        if old_key != new_key:
            changes[name] = [plain(old_key), plain(new_key)]
    return changes


def as_plain(row: models.Model) -> dict[str, Any]:
    """A row's own columns as plain data, keys to other rows as ids."""
    return {field.attname: plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
