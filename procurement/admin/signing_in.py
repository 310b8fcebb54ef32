"""Signing in by email and password."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.actor import Actor
from checklists.models import User
from checklists.services.people import change_password
from procurement.admin.acting import now
from procurement.tenancy import named, work_in


class SignInForm(AdminAuthenticationForm):
    """Email and password. One message for a wrong email, a wrong password and a closed account."""

    username = forms.EmailField(
        label="Email",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": "That email and password do not go together. Capital letters count in the password.",
        "inactive": "That email and password do not go together. Capital letters count in the password.",
    }


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's form, which asks for the old password and checks the new one; written by our service."""

    def save(self, commit: bool = True) -> User:
        user = self.user
        by = Actor("person", user.pk, user.name, "admin", user.pk)
        hashed = make_password(self.cleaned_data["new_password1"])
        change_password(user=user, password_hash=hashed, by=by, at=now())
        return user


@require_POST
def switch_organisation(request: HttpRequest) -> HttpResponse:
    """Go on in another organisation of the member's own. What was open in the old one is refused when it is sent."""
    wanted = request.POST.get("organisation", "")
    member = named(request.memberships, wanted)  # type: ignore[attr-defined]
    if member is None:
        raise Http404("There is no such organisation here.")
    work_in(request, member)
    return HttpResponseRedirect(reverse("admin:index"))
