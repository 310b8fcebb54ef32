"""You: one's own name and organisations, the password, which mail one gets, and how the pages look."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.services.mail import choice_of, choose_mail
from checklists.services.mail_standing import mail_standing
from procurement.admin.acting import actor_of, member_of, now
from procurement.admin.pages import page, show

MAILS = (
    ("digest", "What needs you today", "On working days, at most one, and only when something is due, late or new."),
    ("submitted", "Answers are in", "When an assessment that you may decide is submitted for review."),
    ("decided", "A decision was made", "On what you worked on, or what is in your care."),
)
YEAR_SECONDS = 365 * 24 * 60 * 60
THEMES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))
COOKIES = {"theme": ("candour_theme", ("light", "dark", "system")), "keys": ("candour_keys", ("on", "off"))}


@page
def you(request: HttpRequest) -> HttpResponse:
    """Who one is here. How the pages look is kept in the browser, not with the person."""
    if request.method == "POST":
        return _mail_chosen(request) if request.POST.get("part") == "mail" else _kept(request)
    choice, user = choice_of(member_of(request)), member_of(request).user
    context = {
        "mails": [(name, words, why, getattr(choice, name)) for name, words, why in MAILS],
        "works": mail_standing().works,
        "is_proven": user.email_proven_at is not None,
        "themes": THEMES,
        "theme": request.COOKIES.get("candour_theme", "system"),
        "keys": request.COOKIES.get("candour_keys", "on"),
    }
    return show(request, "admin/you.html", context, title="You")


def _mail_chosen(request: HttpRequest) -> HttpResponse:
    """Which mail one wants in this organisation: it stands with the membership, not in the browser."""
    wanted = {name: request.POST.get(name) == "yes" for name, _, _ in MAILS}
    choose_mail(member_of(request), by=actor_of(request), at=now(), **wanted)
    messages.success(request, "Kept: you get the mail that is ticked.")
    return HttpResponseRedirect(reverse("admin:you"))


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
