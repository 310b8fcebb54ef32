"""Mail: how it leaves and whether that is proven, what was sent and what waits, and the test mail."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.models import MailMessage
from checklists.models.mail import MailState
from checklists.models.people import Role
from checklists.services.mail import find_mail, replay_mail
from checklists.services.mail_proof import find_proof, last_test, prove_test_mail, send_test_mail
from checklists.services.mail_standing import mail_standing
from procurement.admin.acting import actor_of, member_of, now
from procurement.admin.pages import need, page, show
from procurement.clock import LONGEST_SILENCE, seconds_since_beat
from procurement.mail_files import file_name

PER_PAGE = 50
STATES = {"queued": "Waiting", "sent": "Sent", "parked": "Could not be sent", "withdrawn": "Taken back"}
KINDS = {
    "invitation": "Invitation",
    "test": "Test mail",
    "request": "Questions to a vendor",
    "code": "Code",
    "reminder": "Reminder",
    "submitted": "Answers submitted",
    "decided": "Decision made",
    "digest": "What needs you today",
}


@page
def mail(request: HttpRequest) -> HttpResponse:
    """How mail leaves, the last test, and the messages, the newest first; `state` shows those of one state."""
    need(request, Role.OWNER)
    state = request.GET.get("state", "")
    rows = MailMessage.objects.order_by("-id")
    if state in STATES:
        rows = rows.filter(state=state)
    listed = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    test = last_test()
    context = {
        "standing": mail_standing(),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "test": test,
        "test_file": _file_of(test.message) if test else "",
        "is_under_way": test is not None and test.message.state == MailState.QUEUED.value,
        "is_clock_silent": _is_clock_silent(),
        "listed": listed,
        "letters": list(listed),
        "parked": MailMessage.objects.filter(state=MailState.PARKED.value).count(),
        "state": state if state in STATES else "",
        "states": STATES,
        "kinds": KINDS,
        "now": now(),
        "me": member_of(request).user.email,
    }
    return show(request, "admin/mail/list.html", context, title="Mail")


def _file_of(message: MailMessage) -> str:
    """Where in the data folder the file of a message lies; nothing where it went another way."""
    return f"mail/{file_name(message.message_id)}" if message.way == "file" else ""


def _is_clock_silent() -> bool:
    """Whether no clock has gone round lately: then nothing is sent."""
    silence = seconds_since_beat()
    return silence is None or silence > LONGEST_SILENCE


@page
@require_POST
def test_mail(request: HttpRequest) -> HttpResponse:
    """Send a test mail to oneself."""
    member = member_of(request)
    send_test_mail(member, by=actor_of(request), at=now())
    messages.success(request, f"A test mail to {member.user.email} is on its way.")
    return _back()


@page
def test_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a test mail's link. Looking has no effect: programs that read mail open links too."""
    need(request, Role.OWNER)
    proof = find_proof(token, now())
    if request.method == "POST":
        prove_test_mail(proof, opened_at=request.get_host(), by=actor_of(request), at=now())
        messages.success(request, "The test mail has arrived, and the link in it leads here.")
        return _back()
    context = {"proof": proof, "host": request.get_host()}
    response = show(request, "admin/mail/arrived.html", context, title="The test mail", crumbs=_crumbs())
    response["Referrer-Policy"] = "no-referrer"
    return response


@page
@require_POST
def send_again(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Queue a parked message again."""
    row = replay_mail(find_mail(message_id), by=actor_of(request), at=now())
    messages.success(request, f"Queued again, to {row.to_address}.")
    return _back()


def _crumbs() -> list[tuple[str, str]]:
    return [("Mail", reverse("admin:mail"))]


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:mail"))
