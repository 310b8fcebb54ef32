"""The form of a register record: carries the version it was made from, and shows a refusal with all that was typed."""

from typing import Any

from django import forms
from django.http import HttpRequest

from checklists.errors import Refused, Stale
from procurement.answering.problems import say_on


class RegisterForm(forms.ModelForm):
    """A model form that never saves: the admin hands its values to a service.

    When the service refuses, the admin runs the form once more with the refusal on the request; here it becomes the
    form's errors, so that it is shown again as it was typed.
    """

    request: HttpRequest
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = getattr(self.instance, "version", None)

    def _post_clean(self) -> None:
        """Say the refusal last, beside whatever the form itself finds."""
        super()._post_clean()  # type: ignore[misc]
        refusal: Refused | None = getattr(self.request, "refusal", None)
        if refusal is not None:
            self._say(refusal)

    def _say(self, refusal: Refused) -> None:
        say_on(self, refusal)
        if isinstance(refusal, Stale):
            self._show_what_stands(refusal)

    def _show_what_stands(self, stale: Stale) -> None:
        """Beside each field that somebody else changed: what stands there now. Saving again puts ours in its place."""
        for name in self.fields:
            stands = stale.current.get(name, stale.current.get(f"{name}_id"))
            if name != "version" and name in self.changed_data and name in self.initial:
                self.add_error(name, f"On record now: {stands if stands not in (None, '') else 'nothing'}.")
        self.data = {**self.data.dict(), self.add_prefix("version"): stale.current.get("version")}  # type: ignore[attr-defined]
