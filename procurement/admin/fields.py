"""Form fields of ours: a day typed as people write it, and a row named by its words instead of a list of thousands."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.widgets import INPUT_CLASSES

from checklists.formats.days import read_day
from procurement.answering.days import written_day

MOST_NAMES = 300


class DayInput(forms.TextInput):
    """A text field for a date: a browser's picker would show 11/12/2026 to half of Britain."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        classes = " ".join(["date", *INPUT_CLASSES])
        super().__init__({"class": classes, "autocomplete": "off", "placeholder": "12 November 2026", **(attrs or {})})

    def format_value(self, value: Any) -> str:
        return written_day(value) if isinstance(value, date) else (value or "")


class DayField(forms.Field):
    """A date that is typed."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        try:
            return read_day(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class NameInput(forms.TextInput):
    """A text field with suggestions; works without script, and without sending every name there is."""

    def __init__(self, names: Callable[[], list[str]], attrs: dict[str, Any] | None = None):
        super().__init__({"autocomplete": "off", "class": " ".join(INPUT_CLASSES), **(attrs or {})})
        self.names = names

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        list_id = f"{name}-names"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.names()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


class NamedRowField(forms.Field):
    """A row of the organisation in scope, written by its name. `rows` gives the rows; it is called in the request."""

    def __init__(self, rows: Callable[[], models.QuerySet], by: str, **kwargs: Any):
        self.rows, self.by = rows, by
        super().__init__(widget=NameInput(self._names), **kwargs)

    def _names(self) -> list[str]:
        return list(self.rows().order_by(self.by).values_list(self.by, flat=True)[:MOST_NAMES])

    def prepare_value(self, value: Any) -> Any:
        """The name for a row or its key; what was typed as it was typed."""
        if isinstance(value, models.Model):
            return getattr(value, self.by)
        if value in self.empty_values or isinstance(value, str):
            return value
        return self.rows().filter(pk=value).values_list(self.by, flat=True).first() or ""

    def to_python(self, value: Any) -> models.Model | None:
        if isinstance(value, models.Model) or value in self.empty_values:
            return value or None
        ProhibitNullCharactersValidator()(value)
        found = self.rows().filter(**{f"{self.by}__iexact": " ".join(str(value).split())}).first()
        if found is None:
            raise ValidationError(f"There is no {value!r} on record. Choose one of the names, or add it first.")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")
