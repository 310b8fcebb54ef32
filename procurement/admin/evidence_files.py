"""Evidence as it was kept: a file to be downloaded, or the text of a page with its address and day."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from checklists.errors import NotFound
from checklists.models import Evidence
from checklists.models.evidence import EvidenceKind
from checklists.services import files
from procurement.admin.pages import page, show


@page
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """A page's text is shown; a file is only ever downloaded, never opened inside the site."""
    row = Evidence.objects.filter(pk=evidence_id).first()
    if row is None:
        raise NotFound("evidence")
    if row.kind == EvidenceKind.ADDRESS.value:
        return show(request, "admin/evidence.html", {"evidence": row}, title=row.title)
    response = HttpResponse(files.read(row.organisation_id, row.digest), content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.filename)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
