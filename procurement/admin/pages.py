"""Pages of our own inside the admin: under the strict content policy, with every refusal said in words."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from checklists.errors import NotAllowed, NotFound, Refused, Unavailable
from checklists.models.people import Role
from procurement.admin.acting import member_of
from procurement.admin.rendered_for import OtherOrganisation, ensure_rendered_for
from procurement.answering.problems import problems_of

View = Callable[..., HttpResponse]
Crumbs = Sequence[tuple[str, str]]
STRICT = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
STATUS = {NotAllowed: 403, OtherOrganisation: 409, Unavailable: 503}


def page(view: View) -> View:
    """Turn a function into a page: forms of another organisation are refused, and what it refuses is shown.

    A view that can show its form again with what was typed catches `Refused` itself; this is for the rest.
    """

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST":
                ensure_rendered_for(request)
            return _rendered(view(request, *args, **kwargs))
        except NotFound as error:
            raise Http404(error.message) from error
        except Refused as error:
            return _rendered(refusal_page(request, error))

    return strict(run)


def strict(view: View) -> View:
    """Put a page under the policy without any exception: no inline script or style, nothing from elsewhere."""
    return cast(View, csp(STRICT)(view))


def _rendered(response: HttpResponse) -> HttpResponse:
    """Render inside the scope of the page's own error handling, not later in the middleware."""
    return response.render() if isinstance(response, TemplateResponse) else response


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The words of a refusal on a page of their own, with a status that says the same to programs."""
    status = next((code for kind, code in STATUS.items() if isinstance(refused, kind)), 409)
    context = {
        "sentences": problems_of(refused, ()).above,
        "back": request.META.get("HTTP_REFERER", "") if status != 403 else "",
    }
    return show(request, "admin/refused.html", context, title="Nothing was written", status=status)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: str, crumbs: Crumbs = (), status: int = 200
) -> TemplateResponse:
    """A page inside the frame. `crumbs` are (title, address) of the pages above it."""
    frame = {"title": title, "crumbs": crumbs, "can": Can(request)}
    return TemplateResponse(request, template, {**frame, **context}, status=status)


class Can:
    """What the member of this request may do, for templates: `{% if can.write %}`."""

    def __init__(self, request: HttpRequest):
        member = member_of(request)
        self.write = member.may(Role.ASSESSOR)
        self.decide = member.may(Role.APPROVER)
        self.own = member.may(Role.OWNER)


def need(request: HttpRequest, role: Role) -> None:
    """Stop before a form is shown that its reader could not send. Raises NotAllowed, as the service would."""
    member = member_of(request)
    if not member.may(role):
        raise NotAllowed(f"This needs the role {role.value}; yours is {member.role}. Ask an owner.")
