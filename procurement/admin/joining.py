"""Joining: the page behind an invitation's link. Looking has no effect, and shows no difference between addresses."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from checklists.actor import Actor, system
from checklists.errors import NotFound, Refused
from checklists.models import Invitation, Membership, User
from checklists.services.invitations import find_invitation, join_as_new, join_with_account
from checklists.services.people import hashed_password
from procurement.admin.acting import now
from procurement.admin.on_form import put_on
from procurement.admin.pages import strict
from procurement.tenancy import BACKEND, work_in

BY = system("invitation", "admin")


class AccountForm(forms.Form):
    """What is asked of somebody without an account."""

    name = forms.CharField(max_length=200, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. Three or four words that nobody would put together do well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@strict
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and with a POST make the member."""
    try:
        invitation = find_invitation(token, now())
        one = _as_oneself if request.user.is_authenticated else _as_new
        return one(request, token, invitation)
    except NotFound:
        return TemplateResponse(request, "admin/join_over.html", {"title": "This link does not work"}, status=404)


def _as_new(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Two ways: sign in and come back here, or make an account. Whoever looks is not told which one it will be."""
    form = AccountForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            member = _new(token, invitation, form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            login(request, member.user, backend=BACKEND)
            return _inside(request, member)
    return _page(request, "admin/join.html", invitation, form=form)


def _new(token: str, invitation: Invitation, values: dict[str, Any]) -> Membership:
    """The password is hashed before anything is written: slow work holds no lock."""
    hashed = hashed_password(values["password"], email=invitation.email, name=values["name"])
    return join_as_new(token=token, name=values["name"], password_hash=hashed, by=BY, at=now())


def _as_oneself(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Somebody who is signed in says yes; an invitation for another address asks them to sign out first."""
    user, form = cast(User, request.user), forms.Form(request.POST or None)
    if user.email.lower() != invitation.email:
        return _page(request, "admin/join_other.html", invitation)
    if request.method == "POST" and request.POST.get("join") == "yes" and form.is_valid():
        by = Actor("person", user.pk, user.name, "admin", user.pk)
        try:
            return _inside(request, join_with_account(token=token, user=user, by=by, at=now()))
        except Refused as refused:
            put_on(form, refused)
    return _page(request, "admin/join_confirm.html", invitation, form=form)


def _inside(request: HttpRequest, member: Membership) -> HttpResponse:
    work_in(request, member)
    messages.success(request, f"You are a member of {member.organisation.name} now.")
    return HttpResponseRedirect(reverse("admin:index"))


def _page(request: HttpRequest, template: str, invitation: Invitation, **more: Any) -> HttpResponse:
    title = f"Join {invitation.organisation.name}"
    return TemplateResponse(request, template, {"title": title, "invitation": invitation, **more})
