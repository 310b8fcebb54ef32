"""Inviting somebody: the form, the link that is shown once, a new link, and taking it back."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotFound, Refused
from checklists.models import Invitation
from checklists.models.people import Role
from checklists.services.invitations import NewLink, invite_member, renew_invitation, withdraw_invitation
from checklists.services.mail_standing import mail_standing
from procurement.admin.acting import actor_of, now
from procurement.admin.labels import choices
from procurement.admin.on_form import put_on
from procurement.admin.pages import need, page, show

COPIED = "You get a link to pass on yourself; nothing is sent, as mail does not go out from here yet. "
MAILED = "A link is mailed to them, and you get another to pass on in case the mail does not come. "
LEAD = "They choose their own password, or sign in with the one they have, and are a member once they have said yes."


class InvitationForm(forms.Form):
    """Who is invited. The name is the owner's for them until they say yes."""

    name = forms.CharField(max_length=200, label="Name", help_text="As you know them.")
    email = forms.EmailField(
        max_length=254,
        label="Email",
        help_text="The link is for this address alone: they sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(choices=choices(Role), label="Role", initial=Role.ASSESSOR.value)


@page
def invitation_new(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown this once."""
    need(request, Role.OWNER)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _shown(request, invite_member(by=actor_of(request), at=now(), **form.cleaned_data))
        except Refused as refused:
            put_on(form, refused)
    context = {"form": form, "save": "Make the link", "lead": _lead()}
    return show(request, "admin/form.html", context, title="Invite somebody", crumbs=_crumbs())


@page
@require_POST
def invitation_renew(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Make a new link, which ends the one before; it is shown this once."""
    need(request, Role.OWNER)
    return _shown(request, renew_invitation(_open_one(invitation_id), by=actor_of(request), at=now()))


@page
@require_POST
def invitation_withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back, and its link with it."""
    need(request, Role.OWNER)
    invitation = _open_one(invitation_id)
    withdraw_invitation(invitation, by=actor_of(request), at=now())
    messages.success(request, f"The invitation of {invitation.name} is withdrawn; its link no longer works.")
    return HttpResponseRedirect(reverse("admin:people"))


def _lead() -> str:
    return (MAILED if mail_standing().reaches_outside else COPIED) + LEAD


def _open_one(key: UUID) -> Invitation:
    """An invitation of the organisation in scope. Raises NotFound."""
    invitation = Invitation.objects.filter(pk=key).first()
    if invitation is None:
        raise NotFound("invitation")
    return invitation


def _shown(request: HttpRequest, made: NewLink) -> HttpResponse:
    address = settings.PUBLIC_URL + reverse("join", args=[made.token])
    context = {"invitation": made.invitation, "address": address, "is_mailed": made.is_mailed}
    response = show(request, "admin/people/invitation.html", context, title="The invitation", crumbs=_crumbs())
    response["Cache-Control"] = "no-store"
    return response


def _crumbs() -> list[tuple[str, str]]:
    return [("People", reverse("admin:people"))]
