"""The base of every body: unknown fields are refused, not ignored, and so are those that are worked out."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from procurement.api.fields import Moment, Text, Whole

STAMPS = ("created_at", "updated_at", "updated_by")


class Body(serializers.Serializer):
    """Shapes what comes in and goes out; it decides nothing."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        strangers = self._strangers(data) if isinstance(data, Mapping) else {}
        try:
            value = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**error.detail, **strangers}) from error  # type: ignore[dict-item]
        if strangers:
            raise ValidationError(strangers)
        return value

    def _strangers(self, data: Mapping[str, Any]) -> dict[str, list[ErrorDetail]]:
        taken = [name for name, field in self.fields.items() if not field.read_only]
        return {str(name): [self._refused(str(name), taken)] for name in data if name not in taken}

    def _refused(self, name: str, taken: list[str]) -> ErrorDetail:
        if name in self.fields:
            return ErrorDetail("This is worked out, and cannot be set.", "read_only")
        return ErrorDetail(f"There is no such field. Fields: {', '.join(taken)}.", "unknown_field")


def many(body: type[Body], **kwargs: Any) -> Any:
    """A list of such bodies as a field."""
    return body(many=True, **kwargs)


class Reference(Body):
    """The number of a record in another system."""

    system = Text(max_length=60)
    ref = Text(max_length=200)


class Stamped(Body):
    """What every stored row says of itself: who wrote it last, and when."""

    created_at = Moment()
    updated_at = Moment()
    updated_by = serializers.CharField(source="by_label", read_only=True)

    def get_fields(self) -> dict[str, Any]:
        """What a row is comes before who wrote it."""
        fields = super().get_fields()
        last = {name: fields.pop(name) for name in ("version", *STAMPS) if name in fields}
        return {**fields, **last}


class Versioned(Stamped):
    """A row whose version is its ETag."""

    version = Whole(read_only=True, help_text="Also the ETag, in quotes: send it back in If-Match to change the row.")


class References(serializers.ListField):
    """A record's numbers in other systems; each is unique for its kind of record."""

    child = Reference()

    def get_attribute(self, instance: Any) -> Any:
        """Read for all rows of a page at once, by the view."""
        return self.context["references"].get(instance.pk, [])

    def to_representation(self, data: Any) -> Any:
        return data
