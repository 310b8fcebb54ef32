"""Fields that take one JSON type and no other: 5 is no text, "yes" is no boolean. Nothing is trimmed or guessed."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from checklists.models import Membership
from checklists.models.people import User

LARGEST = 2_147_483_647  # what an integer column of PostgreSQL holds
POINTS = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Text(serializers.CharField):
    """Text as it was sent."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"trim_whitespace": False, **kwargs})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class OptionalText(Text):
    """Text that may be empty or left out."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_blank": True, "required": False, **kwargs})


class Address(serializers.URLField):
    """A web address, or nothing."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_blank": True, "required": False, "trim_whitespace": False, **kwargs})
        for one in self.validators:
            if isinstance(one, URLValidator):
                one.schemes = ["http", "https"]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Flag(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    """A whole number from 0."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"min_value": 0, "max_value": LARGEST, **kwargs})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class Day(serializers.DateField):
    """A date as YYYY-MM-DD and in no other form."""

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("invalid", format="YYYY-MM-DD")
        return super().to_internal_value(value)


@extend_schema_field({"type": "string", "pattern": r"^\d{1,3}(\.\d{1,2})?$", "examples": ["2.5"]})
class Points(serializers.DecimalField):
    """Percentage points from 0 to 100 as text, with at most two decimals."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"max_digits": 5, "decimal_places": 2, "min_value": 0, "max_value": 100, **kwargs})

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or not POINTS.fullmatch(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """An instant in UTC, as RFC 3339 with a Z. Only ever given, never taken."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"read_only": True, **kwargs})

    def to_representation(self, value: Any) -> Any:
        return value.isoformat().replace("+00:00", "Z") if value else None


class Word(serializers.ChoiceField):
    """One of a few keys."""

    def __init__(self, words: type[StrEnum] | Iterable[str], **kwargs: Any):
        super().__init__(choices=[str(word) for word in words], **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Id(serializers.UUIDField):
    """An id in its usual form."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class RowId(Id):
    """The id of a row that the organisation may see. Another organisation's gives the same words as none at all."""

    default_error_messages = {"not_found": "There is no such {what} here."}

    def __init__(self, model: type[models.Model], **kwargs: Any):
        self.model = model
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        row = self.model._default_manager.filter(pk=super().to_internal_value(data)).first()
        if row is None:
            self.fail("not_found", what=self.model._meta.verbose_name)
        return row

    def get_attribute(self, instance: Any) -> Any:
        """The key alone: the row behind it is not fetched."""
        return getattr(instance, f"{self.source}_id")


@extend_schema_field({"type": "string", "format": "email", "maxLength": 254})
class MemberEmail(serializers.Field):
    """A member of the organisation, named by email."""

    default_error_messages = {
        "invalid": "Name a member by email.",
        "not_found": "No active member of your organisation has this email.",
    }

    def to_internal_value(self, data: Any) -> Membership:
        if not isinstance(data, str):
            self.fail("invalid")
        rows = Membership.objects.filter(user__email__iexact=data, is_active=True)
        member = rows.select_related("user").first()
        if member is None:
            self.fail("not_found")
        return member

    def to_representation(self, value: Membership) -> str:
        user: User = value.user
        return user.email


@extend_schema_field({})
class AnyValue(serializers.Field):
    """Any JSON; the domain says what fits."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_null": True, **kwargs})

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class Label(serializers.CharField):
    """The words for a key, given beside it. `words` is the table, `source` the key's column."""

    def __init__(self, words: Mapping[Any, str], source: str):
        self.words = words
        super().__init__(read_only=True, source=source)

    def to_representation(self, value: Any) -> str:
        return self.words.get(value, "")
