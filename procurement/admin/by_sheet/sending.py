"""Send the questions as a sheet: what would go, the download, and the sheets that came back so far."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.formats.days import read_day
from checklists.formats.workbook.cells import MOST_BYTES
from checklists.formats.workbook.writing import write_sheet
from checklists.models import Assessment
from checklists.models.people import Role
from checklists.rules.answers import Answer
from checklists.services.assessments import find_assessment
from checklists.services.returned_sheets import sheets_taken
from checklists.services.vendor_sheets import OPEN, answers_on_earlier, file_name, going_of, sheet_for_vendor
from procurement.admin.acting import now, today
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import need, page, show
from procurement.admin.sheet.section import sheet_for
from procurement.answering.problems import problems_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVERYTHING = "everything"
FIELDS = ("until", "earlier", "file")


@page
def sheet(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The page to send a sheet from, and to bring it back to."""
    need(request, Role.ASSESSOR)
    return sending_page(request, find_assessment(assessment_id))


@page
@require_POST
def download(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The sheet itself, as of now."""
    need(request, Role.ASSESSOR)
    assessment = find_assessment(assessment_id)
    try:
        content = _written(request, assessment)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return sending_page(request, assessment, refused)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(assessment)}"'
    return response


def sending_page(request: HttpRequest, assessment: Assessment, refused: Refused | None = None) -> HttpResponse:
    """The page, with what was refused of either form."""
    context = {
        "assessment": assessment,
        "going": going_of(sheet_for(assessment).record),
        "is_open": assessment.state in OPEN,
        "taken": sheets_taken(assessment),
        "typed": request.POST,
        "problems": problems_of(refused, FIELDS),
    }
    return show(request, "admin/by_sheet/page.html", context, title="Send as a sheet", crumbs=crumbs_of(assessment))


def _written(request: HttpRequest, assessment: Assessment) -> bytes:
    until = _until(request.POST.get("until", ""))
    earlier = _earlier(request, assessment)
    everything = request.POST.get("which") == EVERYTHING
    return write_sheet(sheet_for_vendor(assessment, at=now(), everything=everything, until=until, earlier=earlier))


def _until(text: str) -> date | None:
    try:
        day = read_day(text)
    except ValueError as error:
        raise _wrong("until", str(error)) from error
    if day is not None and day < today():
        raise _wrong("until", "This day is past. Give one that is still to come, or leave it empty.")
    return day


def _earlier(request: HttpRequest, assessment: Assessment) -> dict[str, Answer]:
    sent = sent_file(request, "earlier")
    if sent is None:
        return {}
    try:
        return answers_on_earlier(assessment, filename=sent[0], content=sent[1], at=now())
    except Invalid as refused:
        raise _wrong("earlier", refused.details[0].detail) from refused


def sent_file(request: HttpRequest, name: str) -> tuple[str, bytes] | None:
    """The name and the bytes of a file that was sent; nothing without one. Raises Invalid where it is too large."""
    file: Any = request.FILES.get(name)
    if file is None:
        return None
    if (file.size or 0) > MOST_BYTES:
        raise _wrong(name, "The file is larger than 1 MB, the most that is taken. Take pictures out of it.")
    return file.name or "sheet.xlsx", file.read()


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(f"/{name}", "unreadable", sentence)])
