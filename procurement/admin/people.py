"""People: who is in the organisation in which role, the keys of programs, and the organisation's own settings."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotFound, Refused
from checklists.models import ApiKey, Invitation, Membership, Organisation
from checklists.models.people import Role
from checklists.services.access import SCOPES, create_api_key, revoke_api_key
from checklists.services.invitations import OPEN
from checklists.services.people import change_member, change_organisation
from procurement.admin.acting import actor_of, member_of, now
from procurement.admin.labels import choices
from procurement.admin.on_form import put_on
from procurement.admin.pages import need, page, show
from procurement.answering.days import read_number

SCOPE_WORDS = {"read": "Read everything", "write": "Record and answer", "decide": "Decide, where its member may"}


class RoleForm(forms.Form):
    """What a member may do, and whether they are still here."""

    role = forms.ChoiceField(choices=choices(Role), label="Role")
    is_active = forms.BooleanField(required=False, label="May sign in here")


class KeyForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(max_length=200, label="What it is for", help_text='Such as "Finance system".')
    member = forms.ChoiceField(label="Acts for", help_text="What it does stands in the history under this person.")
    scopes = forms.MultipleChoiceField(
        choices=[(key, SCOPE_WORDS[key]) for key in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        label="What it may do",
        initial=["read"],
    )

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.pk), one.user.name) for one in members]  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """The organisation's name, and whether two people look at everything."""

    name = forms.CharField(max_length=200, label="Name of the organisation")
    four_eyes = forms.TypedChoiceField(
        label="Who decides?",
        choices=[("yes", "Two people: whoever assessed does not decide"), ("no", "One person may do both")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


@page
def people(request: HttpRequest) -> HttpResponse:
    """Members, who is invited, keys and settings."""
    members = list(Membership.objects.select_related("user").order_by("-is_active", "user__name"))
    keys = list(ApiKey.objects.select_related("member__user").order_by("-created_at")[:100])
    invited = list(Invitation.objects.filter(**OPEN).order_by("name"))
    context = {"members": members, "invited": invited, "keys": keys, "now": now(), "scope_words": SCOPE_WORDS}
    return show(request, "admin/people/list.html", context, title="People")


def _crumbs() -> list[tuple[str, str]]:
    return [("People", reverse("admin:people"))]


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:people"))


def _form_page(request: HttpRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    context = {"form": form, "save": "Save", **more}
    return show(request, "admin/form.html", context, title=title, crumbs=_crumbs())


@page
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Change a member's role, or close the door."""
    need(request, Role.OWNER)
    row = Membership.objects.filter(pk=member_id).select_related("user").first()
    if row is None:
        raise NotFound("member")
    form = RoleForm(request.POST or None, initial={"role": row.role, "is_active": row.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            change_member(row, by=actor_of(request), at=now(), **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, "Changed.")
            return _back()
    return _form_page(request, form, row.user.name, lead=row.user.email)


@page
def api_key_new(request: HttpRequest) -> HttpResponse:
    """Make a key; its secret is shown this once."""
    need(request, Role.OWNER)
    members = list(Membership.objects.filter(is_active=True).select_related("user").order_by("user__name"))
    form = KeyForm(request.POST or None, members=members, initial={"member": str(member_of(request).pk)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        values["member"] = next(one for one in members if str(one.pk) == values["member"])
        made = create_api_key(by=actor_of(request), at=now(), **values)
        return show(request, "admin/people/key.html", {"made": made}, title="The new key", crumbs=_crumbs())
    return _form_page(request, form, "Make an API key", save="Make it")


@page
@require_POST
def api_key_revoke(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """End a key at once."""
    key = ApiKey.objects.filter(pk=key_id).first()
    if key is None:
        raise NotFound("API key")
    revoke_api_key(key, by=actor_of(request), at=now())
    messages.success(request, f"The key {key.name} is revoked.")
    return _back()


@page
def settings(request: HttpRequest) -> HttpResponse:
    """The organisation's name, and who decides."""
    need(request, Role.OWNER)
    row = Organisation.objects.get(pk=member_of(request).organisation_id)
    form = SettingsForm(request.POST or None, initial={"name": row.name, "four_eyes": "yes" if row.four_eyes else "no"})
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(
                row,
                version=read_number(request.POST.get("version", "")),
                by=actor_of(request),
                at=now(),
                **form.cleaned_data,
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, "Kept.")
            return _back()
    return _form_page(request, form, "Settings", version=row.version)
