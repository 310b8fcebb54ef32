"""You: one's own name and organisations, the password, and how the pages look and listen to keys."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from procurement.admin.pages import page, show

YEAR_SECONDS = 365 * 24 * 60 * 60
THEMES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))
COOKIES = {"theme": ("candour_theme", ("light", "dark", "system")), "keys": ("candour_keys", ("on", "off"))}


@page
def you(request: HttpRequest) -> HttpResponse:
    """Who one is here. How the pages look is kept in the browser, not with the person."""
    if request.method == "POST":
        return _kept(request)
    context = {
        "themes": THEMES,
        "theme": request.COOKIES.get("candour_theme", "system"),
        "keys": request.COOKIES.get("candour_keys", "on"),
    }
    return show(request, "admin/you.html", context, title="You")


def _kept(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(reverse("admin:you"))
    for name, (cookie, allowed) in COOKIES.items():
        chosen = request.POST.get(name, "")
        if chosen in allowed:
            response.set_cookie(
                cookie, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
    messages.success(request, "Kept in this browser.")
    return response
