"""Evidence: files, and addresses with the text that stood there; kept by digest, and handed out as attachments."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Detail, Invalid, NotFound
from checklists.formats.filetypes import KINDS
from checklists.models import Answer, AnswerEvidence, Assessment, Evidence
from checklists.models.evidence import EvidenceKind
from checklists.services import evidence, files
from checklists.services.assessments import find_assessment
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Stamped
from procurement.api.etags import is_unchanged
from procurement.api.fields import Day, Id, OptionalText, RowId, Text, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_text, by_word
from procurement.api.parsers import FORM_ROOM, MOST_BYTES, MOST_FILE_BYTES, FormParser, JSONParser
from procurement.api.problems import Refusal
from procurement.api.shapes import ID, listed, shaped

FORM = "multipart/form-data"
# Each file is handed out as what it is; the text that stood at an address as plain text.
CONTENT_TYPES = tuple(sorted({kind.media_type for kind in KINDS} | {"text/plain"}))
# A file is handed out to be kept, never to be shown by the browser as ours.
AS_ATTACHMENT = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


class AboutBody(Body):
    """What is said of evidence, and the answer that it supports."""

    title = OptionalText(max_length=300)
    issuer = OptionalText(max_length=200, help_text="Who made it out.")
    covers_from = Day(required=False, allow_null=True)
    covers_until = Day(required=False, allow_null=True)
    expires_on = Day(required=False, allow_null=True)
    retain_until = Day(required=False, allow_null=True)
    seen_on = Day(required=False, allow_null=True, help_text="When it was seen; for an address, today if left out.")
    assessment = RowId(Assessment, required=False, help_text="With `question`: the answer that it supports.")
    question = OptionalText(max_length=100, help_text="With `assessment`.")


class FileEvidenceBody(AboutBody):
    """A file, of one of the kinds that may be kept, by name and by content."""

    file = serializers.FileField(allow_empty_file=True)


class AddressEvidenceBody(AboutBody):
    """An address with the text that stood there, as a person copied it."""

    address = Text(max_length=1000)
    text = Text(max_length=evidence.MOST_TEXT, help_text="An address alone proves nothing later.")


class EvidenceBody(Stamped):
    """One piece of evidence. What is kept never changes. `digest` is its SHA-256; its content is under `content/`."""

    id = Id(read_only=True)
    kind = Word(EvidenceKind, read_only=True)
    title = serializers.CharField(read_only=True)
    digest = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    filename = serializers.CharField(read_only=True)
    media_type = serializers.CharField(read_only=True)
    address = serializers.CharField(read_only=True)
    seen_on = serializers.DateField(read_only=True, allow_null=True)
    issuer = serializers.CharField(read_only=True)
    covers_from = serializers.DateField(read_only=True, allow_null=True)
    covers_until = serializers.DateField(read_only=True, allow_null=True)
    expires_on = serializers.DateField(read_only=True, allow_null=True)
    retain_until = serializers.DateField(read_only=True, allow_null=True)
    supports = serializers.SerializerMethodField(help_text="The answers to which it is tied.")

    @extend_schema_field(listed(shaped("question", assessment=ID)))
    def get_supports(self, row: Evidence) -> Any:
        return self.context["supports"].get(row.pk, [])


FILTERS = (
    by_word("kind", EvidenceKind, "file or address."),
    by_text("digest", "The SHA-256 of what is kept."),
    by_id("assessment", "-", "Tied to an answer of this assessment."),
    SINCE,
)


class EvidenceViewSet(OrganisationViewSet):
    """The evidence that the organisation keeps."""

    tag = "evidence"
    parser_classes = [JSONParser, FormParser]

    @property
    def is_form(self) -> bool:
        """Whether a file comes in."""
        return (self.request.content_type or "").startswith(FORM)

    @property
    def most_bytes(self) -> int:  # type: ignore[override]
        return MOST_FILE_BYTES + FORM_ROOM if self.is_form else MOST_BYTES

    def before_writing(self, request: Request) -> None:
        """The file is checked, hashed and on disk before a transaction is opened."""
        if self.is_form:
            self.form = self.taken(FileEvidenceBody)
            self._check_size(self.form["file"].size)
            self.form["filename"] = self.form["file"].name
            self.form["content"] = self.form.pop("file").read()
            evidence.stage_file(content=self.form["content"], filename=self.form["filename"], by=self.by)

    def _check_size(self, size: int) -> None:
        if size > MOST_FILE_BYTES:
            raise Refusal(413, "too_large", f"A file has at most {MOST_FILE_BYTES:,} bytes; this one has {size:,}.")

    def context(self, rows: list[Any]) -> dict[str, Any]:
        found: dict[UUID, list[dict[str, str]]] = defaultdict(list)
        ties = AnswerEvidence.objects.filter(evidence__in=rows).select_related("answer").order_by("id")
        for tie in ties:
            found[tie.evidence_id].append(
                {"assessment": str(tie.answer.assessment_id), "question": tie.answer.question}
            )
        return {"supports": found}

    @operation(gives=EvidenceBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List evidence."""
        rows = Evidence.objects.defer("text")
        if "assessment" in self.values:
            ties = AnswerEvidence.objects.filter(answer__assessment=self.values["assessment"])
            rows = rows.filter(pk__in=ties.values("evidence_id"))
        return self.page(rows)

    @operation(
        gives=EvidenceBody,
        takes={FORM: FileEvidenceBody, "application/json": AddressEvidenceBody},
        status=201,
        example=examples.ADDRESS,
    )
    def create(self, request: Request) -> Response:
        """Keep a file (multipart/form-data, at most 25 MB) or an address with its text (JSON).

        Tied to an answer at once where `assessment` and `question` name one.
        """
        kept = self._keep_file() if self.is_form else self._keep_address()
        return self.given(kept, at=f"{request.path}{kept.pk}/")

    def _keep_file(self) -> Evidence:
        form = dict(self.form)
        return evidence.keep_file(answer=_answer(form), **form, by=self.by, at=self.at)

    def _keep_address(self) -> Evidence:
        taken = self.taken(AddressEvidenceBody)
        return evidence.keep_address(answer=_answer(taken), **taken, by=self.by, at=self.at)

    @operation(gives=EvidenceBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read what is recorded of one piece of evidence."""
        return self.given(self._find())

    @operation(media=CONTENT_TYPES, computed=True)
    def content(self, request: Request, id: UUID) -> HttpResponse | Response:
        """Fetch what is kept, as an attachment: the file, or the text that stood at the address."""
        row = self._find()
        etag = f'"{row.digest}"'
        if is_unchanged(request, etag):
            return Response(status=304, headers={"ETag": etag})
        is_file = row.kind == EvidenceKind.FILE.value
        whole = files.read(row.organisation_id, row.digest) if is_file else row.text.encode()
        media = row.media_type if is_file else "text/plain; charset=utf-8"
        named = content_disposition_header(True, row.filename if is_file else f"{row.pk}.txt")
        return HttpResponse(
            whole,
            content_type=media,
            headers={"ETag": etag, "Content-Disposition": named or "attachment", **AS_ATTACHMENT},
        )

    def _find(self) -> Evidence:
        row = Evidence.objects.filter(pk=self.kwargs["id"]).first()
        if row is None:
            raise NotFound("evidence")
        return row


def _answer(taken: dict[str, Any]) -> Answer | None:
    """The answer that is named, taken out of what was sent. Raises Invalid where there is none."""
    assessment, question = taken.pop("assessment", None), taken.pop("question", "")
    if assessment is None and not question:
        return None
    if assessment is None or not question:
        missing = "question" if assessment else "assessment"
        raise Invalid("assessment and question go together.", [Detail(f"/{missing}", "missing", "Both, or neither.")])
    try:
        return evidence.answer_for_evidence(find_assessment(assessment.pk), question)
    except NotFound as error:
        raise Invalid(error.message, [Detail("/question", "not_found", error.message)]) from error
