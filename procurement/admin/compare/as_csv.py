"""A guided own test as a file for a spreadsheet: what both tiers made of each item, and the marks."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from checklists.errors import Refused
from checklists.formats.own_test_sheet import SheetRow, sheet_of
from checklists.models import Evaluation, OwnTestItem
from checklists.models.evaluations import Mark
from checklists.models.people import Role
from checklists.services.evaluations import find_evaluation
from procurement.admin.pages import need, page

NO_ITEMS = "This comparison has no items of its own, so there is no sheet of them. Its counts stand on its page."
STILL_BLIND = (
    "This test is marked without seeing which tier wrote what, and the sheet would say so. It can be had once the test "
    "is finished."
)
WORDS = {Mark.RIGHT.value: "yes", Mark.WRONG.value: "no"}


@page
def sheet(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The sheet as a CSV. Refused for what has no items, and for a blind test that is under way."""
    need(request, Role.ASSESSOR)
    row = find_evaluation(evaluation_id)
    items = list(OwnTestItem.objects.filter(evaluation=row).order_by("number"))
    if not items:
        raise Refused(NO_ITEMS)
    if row.blind and not row.is_done:
        raise Refused(STILL_BLIND)
    response = HttpResponse(sheet_of(map(_row, items)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_name(row))
    return response


def _row(item: OwnTestItem) -> SheetRow:
    marks = (WORDS.get(item.larger_mark, ""), WORDS.get(item.cheaper_mark, ""))
    return SheetRow(item.number, item.slice, item.text, item.larger_output, item.cheaper_output, *marks)


def _name(row: Evaluation) -> str:
    return f"{slugify(row.title)[:60] or 'test'}.csv"
