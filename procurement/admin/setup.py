"""Setting up: the page behind the one-time link of the first owner. Looking at it has no effect."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from checklists.actor import system
from checklists.errors import NotFound, Refused
from checklists.models import Membership
from checklists.services.people import find_setup_link, hashed_password, join_example, use_setup_link
from procurement.admin.acting import now
from procurement.admin.on_form import put_on
from procurement.admin.pages import strict
from procurement.tenancy import BACKEND, work_in

BY = system("setup link", "admin")


class SetupForm(forms.Form):
    """What is asked of the first owner."""

    name = forms.CharField(max_length=200, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation = forms.CharField(
        max_length=200,
        label="Your organisation",
        help_text="It stands on every dossier.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        max_length=254,
        label="Email",
        help_text="You sign in with it. Nothing is sent to it now.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. Three or four words that nobody would put together do well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    alone = forms.TypedChoiceField(
        label="Who decides?",
        choices=[
            ("yes", "Just me"),
            ("no", "Two or more: whoever assesses something does not decide on it"),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        help_text="You can change this later. Decisions and dossiers say which it was.",
    )


@strict
@never_cache
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and with a POST make the owner, the organisation, and a look into the example; then sign in."""
    try:
        find_setup_link(token, now())
        return _asked(request, token)
    except NotFound:
        return TemplateResponse(request, "admin/setup_over.html", {"title": "This link does not work"}, status=404)


def _asked(request: HttpRequest, token: str) -> HttpResponse:
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _signed_in(request, _owner(token, form.cleaned_data))
        except Refused as refused:
            put_on(form, refused)
    return TemplateResponse(request, "admin/setup.html", {"title": "Set up Candour", "form": form})


def _owner(token: str, values: dict[str, Any]) -> Membership:
    """The password is hashed before anything is written: slow work holds no lock."""
    hashed = hashed_password(values["password"], email=values["email"], name=values["name"])
    named = {name: values[name] for name in ("name", "email", "organisation", "alone")}
    return use_setup_link(token=token, password_hash=hashed, by=BY, at=now(), **named)


def _signed_in(request: HttpRequest, member: Membership) -> HttpResponse:
    join_example(user=member.user, by=BY, at=now())
    login(request, member.user, backend=BACKEND)
    work_in(request, member)
    return HttpResponseRedirect(reverse("admin:index"))
