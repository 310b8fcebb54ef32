"""A form that comes back after its session has ended: carried through the sign-in inside the page, and never written
before somebody who is signed in sends it on. What was typed stands in no address and on no disk meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers

from procurement.admin.rendered_for import FIELD, made_for
from procurement.admin.signing_in import SignInForm
from procurement.tenancy import SESSION_KEY, memberships_of

KEPT, TO, FILES = "kept--", "kept_to", "kept_files"
# A page that can show its form without writing is shown; the button that writes is left for its reader to press.
SHOWS_AGAIN = {"check_tool": ("start", "work")}


@dataclass(frozen=True)
class Late:
    """What was sent: where to, the fields in order, and whether files were among them, which no page can carry."""

    to: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def mark(self) -> str:
        return next((value for name, value in self.fields if name == FIELD), "")

    @property
    def is_shown_again(self) -> bool:
        return _name_of(self.to) in SHOWS_AGAIN

    @property
    def sent_on(self) -> list[tuple[str, str]]:
        """The fields as they are sent once somebody has signed in."""
        writes, shows = SHOWS_AGAIN.get(_name_of(self.to), ("", ""))
        return [(shows if name == writes else name, value) for name, value in self.fields]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The fields as the sign-in page carries them: under names that are none of its own."""
        return [(f"{KEPT}{name}", value) for name, value in self.fields]


def comes_late(request: HttpRequest) -> bool:
    """Whether a page of ours is sent by nobody: its session has ended. A script that saves by itself asks otherwise."""
    if request.method != "POST" or request.user.is_authenticated or "X-Requested-With" in request.headers:
        return False
    return made_for(request.POST.get(FIELD, "")) is not None


def late_of(request: HttpRequest) -> Late:
    """A form that has just come back."""
    return Late(request.path, tuple(_typed(request.POST)), bool(request.FILES))


def carried_by(request: HttpRequest) -> Late | None:
    """The form that a sign-in page carries; None where it carries none, or one for elsewhere."""
    data, to = request.POST, request.POST.get(TO, "")
    if not to.startswith(reverse("admin:index")) or not _name_of(to):
        return None
    fields = ((name.removeprefix(KEPT), value) for name, value in _typed(data) if name.startswith(KEPT))
    return Late(to, tuple(fields), FILES in data)


def _typed(data: QueryDict) -> Iterator[tuple[str, str]]:
    """Every field but passwords, which are typed anew, and the token of the session that has ended."""
    for name, values in data.lists():
        if name != "csrfmiddlewaretoken" and "password" not in name:
            yield from ((name, str(value)) for value in values)


def _name_of(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page in place of the one that was asked for, with everything that was typed."""
    context = {
        "title": "Sign in",
        "form": SignInForm(request),
        "app_path": reverse("admin:login"),
        "next": reverse("admin:index"),
        "late": late_of(request),
    }
    response = TemplateResponse(request, "admin/login.html", context, status=403)
    add_never_cache_headers(response)
    return response


def go_on(request: HttpRequest, late: Late) -> HttpResponse:
    """After the sign-in: the page that sends the form on, in the organisation that it was made for."""
    organisation, person = made_for(late.mark) or ("", "")
    if person != str(request.user.pk):
        messages.warning(request, "Nothing was written of what was on the page before: somebody else typed it.")
        return HttpResponseRedirect(reverse("admin:index"))
    if organisation in {str(one.organisation_id) for one in memberships_of(request.user)}:  # type: ignore[arg-type]
        request.session[SESSION_KEY] = organisation
    return TemplateResponse(request, "admin/go_on.html", {"title": "You are signed in again", "late": late})
