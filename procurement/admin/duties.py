"""Duties: per model in use what the firm must do itself, and the short forms by which its own records close them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.formats.days import read_day
from checklists.models import Assessment, Evidence, FirmRecord, Membership, ModelUse, RecordEvidence
from checklists.models.people import Role
from checklists.services.duty_plans import planned
from checklists.services.evidence import keep_file
from checklists.services.firm_records import required_item, write_firm_record
from checklists.services.judging import judge_assessment
from procurement.admin.acting import actor_of, now, today
from procurement.admin.facts_page import find_use, newest_assessment
from procurement.admin.pages import Can, need, page, show
from procurement.admin.plan_forms import SentPlan, with_plan_forms
from procurement.answering.days import read_number, written_day
from procurement.answering.problems import problems_of
from procurement.answering.saving import LARGEST_FILE

PER_PAGE = 50
LEFT = ("not_met", "open")


@page
def duties(request: HttpRequest) -> HttpResponse:
    """The models in use, with how many records of our own each has."""
    last = Assessment.objects.filter(model_use=OuterRef("pk")).order_by("-round")
    rows = ModelUse.objects.select_related("product__vendor").order_by("name")
    rows = rows.annotate(kept=Count("records"), last_state=Subquery(last.values("state")[:1]))
    search = request.GET.get("q", "").replace("\x00", "").strip()
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(product__name__icontains=search))
    listed = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "admin/duties/list.html", {"listed": listed, "search": search}, title="Duties and own records")


@page
def use_duties(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The duties on one model in use, with each record that is wanted and whether it is there."""
    return show_duties(request, find_use(use_id))


def show_duties(request: HttpRequest, use: ModelUse, sent: SentPlan | None = None) -> HttpResponse:
    """The page of one model in use, with what was refused of a plan in its place."""
    assessment = newest_assessment(use)
    record = judge_assessment(assessment, today()).record if assessment else None
    context: dict[str, Any] = {"use": use, "assessment": assessment, "record": record, "can_write": Can(request).write}
    if record:
        context |= _parts(with_plan_forms(planned(record, use), use, sent))
    context["refused"] = sent.obligation if sent else ""
    return show(request, "admin/duties/use.html", context, title=use.name, crumbs=_crumbs())


def _crumbs() -> list[tuple[str, str]]:
    return [("Duties and own records", reverse("admin:duties"))]


def _parts(record: dict[str, Any]) -> dict[str, Any]:
    all_of = record["obligations"]
    return {
        "left": [duty for duty in all_of if duty["status"] in LEFT],
        "met": [duty for duty in all_of if duty["status"] in ("met", "applies")],
        "later": [duty for duty in all_of if duty["status"] == "starts_on"],
        "away": [duty for duty in all_of if duty["status"] == "not_applicable"],
        "idle": [duty for duty in all_of if duty["status"] == "not_applicable" and _has_plan(duty)],
    }


def _has_plan(duty: dict[str, Any]) -> bool:
    return any(item["plan"] for item in duty["items"])


@page
def own_record(request: HttpRequest, use_id: UUID, obligation: str, item: str) -> HttpResponse:
    """The form for one record of our own: who, when, and the record itself or a file."""
    need(request, Role.ASSESSOR)
    use = find_use(use_id)
    try:
        required = required_item(obligation, item)
    except Refused as unknown:
        raise NotFound("record to keep") from unknown
    subject = None if required.applies_to == "firm" else use
    row = _row(subject, obligation, item)
    refused = None
    if request.method == "POST":
        try:
            _keep(request, use, row, obligation, item)
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
        else:
            messages.success(request, "On record. What it closes has been worked out again.")
            return HttpResponseRedirect(reverse("admin:use_duties", args=[use.pk]))
    return _form(request, use, required, row, refused, obligation)


def _row(subject: ModelUse | None, obligation: str, item: str) -> FirmRecord | None:
    rows = FirmRecord.objects.filter(model_use=subject, obligation=obligation, item=item)
    return rows.select_related("owner__user").first()


def _keep(request: HttpRequest, use: ModelUse, row: FirmRecord | None, obligation: str, item: str) -> None:
    data, by, at = request.POST, actor_of(request), now()
    values = {
        "owner": _member(data.get("owner", "")),
        "on": _day(data, "on"),
        "expires_on": _day(data, "expires_on"),
        "statement": data.get("statement", "").replace("\r\n", "\n").strip(),
    }
    write_firm_record(
        model_use=use,
        obligation=obligation,
        item=item,
        version=read_number(data.get("version", "")) if row else None,
        evidence=[*_evidence_of(row), *_kept_files(request)],
        by=by,
        at=at,
        **values,
    )


def _member(key: str) -> Membership | None:
    """A colleague by id; one who is none of ours is no choice."""
    members = {str(member.pk): member for member in Membership.objects.filter(is_active=True)}
    if key and key not in members:
        raise _wrong("owner", "Choose one of your colleagues as the owner.")
    return members.get(key)


def _day(data: QueryDict, name: str) -> Any:
    try:
        return read_day(data.get(name, ""))
    except ValueError as error:
        raise _wrong(name, str(error)) from error


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(f"/{name}", "unreadable", sentence)])


def _kept_files(request: HttpRequest) -> list[Evidence]:
    """Keep the files that were sent. They are evidence, whether or not the rest of the form is right."""
    by, at = actor_of(request), now()
    kept = []
    for file in request.FILES.getlist("file"):
        if (file.size or 0) > LARGEST_FILE:
            raise _wrong("file", f"{file.name} is larger than 25 MB.")
        kept.append(keep_file(content=file.read(), filename=file.name or "file", by=by, at=at))
    return kept


def _evidence_of(row: FirmRecord | None) -> list[Evidence]:
    ties = RecordEvidence.objects.filter(record=row).select_related("evidence") if row else []
    return [tie.evidence for tie in ties]


def _form(
    request: HttpRequest, use: ModelUse, required: Any, row: FirmRecord | None, refused: Refused | None, obligation: str
) -> HttpResponse:
    duty = _duty(use, obligation)
    stored = {
        "owner": str(row.owner_id or "") if row else "",
        "on": written_day(row.on) if row else "",
        "expires_on": written_day(row.expires_on) if row else "",
        "statement": row.statement if row else "",
    }
    context = {
        "use": use,
        "duty": duty,
        "required": required,
        "row": row,
        "evidence": _evidence_of(row),
        "typed": request.POST if refused else stored,
        "problems": problems_of(refused, ("owner", "on", "expires_on", "statement", "file")),
        "members": Membership.objects.filter(is_active=True).select_related("user").order_by("user__name"),
    }
    crumbs = [*_crumbs(), (use.name, reverse("admin:use_duties", args=[use.pk]))]
    return show(request, "admin/duties/record.html", context, title="Own record", crumbs=crumbs)


def _duty(use: ModelUse, obligation: str) -> dict[str, Any] | None:
    """The duty as it stands for this use, for its words and its sources."""
    assessment = newest_assessment(use)
    if assessment is None:
        return None
    record = judge_assessment(assessment, today()).record
    return next((duty for duty in record["obligations"] if duty["key"] == obligation), None)
