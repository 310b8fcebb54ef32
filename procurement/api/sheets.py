"""The offline sheet: handed out for a vendor to fill in, and taken in as it comes back, with a report of every cell."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Refused, Stale
from checklists.formats.workbook.cells import MOST_BYTES
from checklists.formats.workbook.writing import write_sheet
from checklists.models import Evidence
from checklists.models.people import Role
from checklists.services.assessments import find_assessment
from checklists.services.looked_sheets import Looked, look_at_sheet
from checklists.services.returned_sheets import stage_sheet, take_sheet
from checklists.services.rows import allow
from checklists.services.sheet_offers import Offer
from checklists.services.vendor_sheets import file_name, sheet_for_vendor
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.fields import Word
from procurement.api.operations import operation
from procurement.api.parameters import by_flag
from procurement.api.parsers import FORM_ROOM, FormParser
from procurement.api.problems import Refusal
from procurement.api.shapes import DAY, FLAG, MAYBE_ID, TEXTS, WHOLE, listed, shaped

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM = "multipart/form-data"
LOOK, WHAT_FITS, ALL_OR_NOTHING = "look", "what_fits", "all_or_nothing"
HOW = (WHAT_FITS, ALL_OR_NOTHING, LOOK)
EVERYTHING = by_flag("everything", "true: what is answered too, filled in where the vendor wrote it itself.")
REPORT = shaped(
    "filename digest",
    evidence=MAYBE_ID,
    of_earlier_round=FLAG,
    signed=shaped("name role", day=DAY, attested=FLAG),
    answers=listed(shaped("question number cell fate careful", taken=FLAG, says=TEXTS, stands=TEXTS)),
    refused=listed(shaped("cell question detail")),
    missing=listed(shaped("number text")),
    taken_count=WHOLE,
)


class SheetBody(Body):
    """A sheet that came back: XLSX, ODS, or its page of questions as CSV; at most 1 MB.

    `what_fits` takes in what is new or changed, but neither what would replace your own word nor what was written after
    the sheet was made; `all_or_nothing` the same, unless a cell is refused; `look` nothing.
    """

    file = serializers.FileField(allow_empty_file=True)
    how = Word(HOW, required=False, default=WHAT_FITS)


class SheetViewSet(OrganisationViewSet):
    """The sheet of one assessment."""

    tag = "assessments"

    @operation(media=(XLSX,), query=(EVERYTHING,))
    def export(self, request: Request, id: UUID) -> HttpResponse:
        """Fetch the sheet for the vendor: the open questions that it can answer, in its own texts alone."""
        assessment = find_assessment(id)
        sheet = sheet_for_vendor(assessment, at=self.at, everything=self.values.get("everything", False))
        named = f'attachment; filename="{file_name(assessment)}"'
        return HttpResponse(write_sheet(sheet), content_type=XLSX, headers={"Content-Disposition": named})


class ReturnedSheetViewSet(SheetViewSet):
    """A sheet that came back."""

    parser_classes = [FormParser]
    most_bytes = MOST_BYTES + FORM_ROOM

    def before_writing(self, request: Request) -> None:
        """The file is read, and on disk, before a transaction is opened."""
        self.assessment = find_assessment(self.kwargs["id"])
        allow(self.by, Role.ASSESSOR)
        form = self.taken(SheetBody)
        file, self.how = form["file"], form["how"]
        if file.size > MOST_BYTES:
            raise Refusal(413, "too_large", f"A sheet has at most {MOST_BYTES:,} bytes; this one has {file.size:,}.")
        self.looked = look_at_sheet(self.assessment, filename=file.name, content=file.read(), at=self.at)
        if self.how != LOOK:
            stage_sheet(self.looked, by=self.by)

    @operation(gives=REPORT, takes={FORM: SheetBody})
    def take(self, request: Request, id: UUID) -> Response:
        """Take in a sheet that came back, and report every answer and every refused cell (multipart/form-data).

        The answers are the vendor's, recorded by the key's member; the file is kept as evidence. The same sheet again
        changes nothing.
        """
        picked = {offer.question for offer in self.looked.offers if offer.is_picked and self.how != LOOK}
        return Response(_report(self.looked, picked, self._kept(picked)))

    def _kept(self, picked: set[str]) -> Evidence | None:
        whole = self.how == ALL_OR_NOTHING
        if self.how == LOOK or not (picked or (whole and self.looked.refused)):
            return None
        given: dict[str, Any] = {"questions": picked, "all_or_nothing": whole, "by": self.by, "at": self.at}
        try:
            return take_sheet(self.assessment, self.looked, **given)
        except Stale as error:
            raise Refused(error.message, error.details, code="stale") from error


def _report(looked: Looked, picked: set[str], kept: Evidence | None) -> dict[str, Any]:
    signed = looked.signed
    return {
        "filename": looked.filename,
        "digest": looked.digest,
        "evidence": str(kept.pk) if kept else None,
        "of_earlier_round": looked.of_earlier_round,
        "signed": {
            "name": signed.name,
            "role": signed.role,
            "day": signed.day.isoformat() if signed.day else None,
            "attested": signed.attested,
        },
        "answers": [_answer(offer, picked) for offer in looked.offers],
        "refused": [{"cell": one.address, "question": one.question, "detail": one.sentence} for one in looked.refused],
        "missing": [{"number": number, "text": text} for number, text in looked.missing],
        "taken_count": len(picked),
    }


def _answer(offer: Offer, picked: set[str]) -> dict[str, Any]:
    return {
        "question": offer.question,
        "number": offer.number,
        "cell": offer.address,
        "fate": offer.fate.value,
        "careful": offer.careful,
        "taken": offer.question in picked,
        "says": list(offer.says),
        "stands": list(offer.stands),
    }
