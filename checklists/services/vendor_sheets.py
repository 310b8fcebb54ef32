"""The sheet that goes to a vendor: which questions are on it, and what may stand in it already.

Only what the vendor itself wrote goes back to it. What somebody of ours wrote down never leaves, whoever said it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify

from checklists.errors import Refused
from checklists.formats.workbook.cells import read_pages
from checklists.formats.workbook.layout import Head, Identity, Line, VendorSheet
from checklists.formats.workbook.reading import read_returned
from checklists.models import Assessment
from checklists.models.assessments import AssessmentState
from checklists.rules.answers import Answer, State
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.rows import organisation_in_scope
from checklists.services.sheet_answers import problems_with

VENDOR = ("vendor", "either")
FACES = ("sheet", "portal")
OPEN = (AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value)
NOBODY = "No question here goes to a vendor: all that is asked is yours to answer."


@dataclass(frozen=True)
class Going:
    """How many questions a sheet would have: all that the vendor can answer, and of these without an answer yet."""

    total: int
    still_open: int


def lines_of(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The questions of a record that a vendor may answer, by key, in order; those that wait for another too."""
    lines = (line for section in record["sections"] for line in section["questions"])
    return {line["key"]: line for line in lines if line["asked_of"] in VENDOR}


def going_of(record: Mapping[str, Any]) -> Going:
    """What a sheet would have on it."""
    lines = lines_of(record).values()
    return Going(len(lines), sum(line["answer"]["state"] == State.NOT_YET for line in lines))


def ensure_open(assessment: Assessment) -> None:
    """Raises Refused while answers do not change: whoever filled a sheet in would have done it for nothing."""
    if assessment.state not in OPEN:
        state = assessment.state.replace("_", " ")
        raise Refused(f"The assessment is {state}, so answers do not change. Reopen it first.", code="closed")


def sheet_for_vendor(
    assessment: Assessment,
    *,
    at: datetime,
    everything: bool = False,
    until: date | None = None,
    earlier: Mapping[str, Answer] | None = None,
) -> VendorSheet:
    """The sheet as of now: what is still open, or everything. Raises Refused where there is nothing to send.

    Filled in is what the vendor itself wrote before, and where that is silent what it wrote on an `earlier` sheet.
    """
    ensure_open(assessment)
    judged = judge_assessment(assessment, day_of(at))
    wanted = {
        key: line
        for key, line in lines_of(judged.record).items()
        if everything or line["answer"]["state"] == State.NOT_YET
    }
    if not wanted:
        raise Refused(NOBODY if not lines_of(judged.record) else "Everything that goes to the vendor is answered.")
    said = {**(earlier or {}), **_own_words(judged)}
    return VendorSheet(
        identity=_identity(assessment, at),
        head=_head(assessment, at, until),
        questionnaire=judged.content.questionnaire,
        sections=_sections(judged, wanted, said),
        models={model.id: model.name for model in judged.case.lineage.models.values()},
    )


def answers_on_earlier(assessment: Assessment, *, filename: str, content: bytes, at: datetime) -> dict[str, Answer]:
    """What an earlier sheet of the vendor's says to the questions of this assessment, whoever it was made for.

    Raises Invalid where the file is no sheet. Nothing is kept of it.
    """
    questionnaire = judge_assessment(assessment, day_of(at)).content.questionnaire
    returned = read_returned(read_pages(filename, content), questionnaire)
    said = (one.answer for one in returned.said)
    return {answer.question: answer for answer in said if not problems_with(answer, questionnaire, day_of(at))}


def file_name(assessment: Assessment) -> str:
    """candour-questions-<vendor>-<product>.xlsx"""
    product = assessment.model_use.product
    names = (product.vendor.legal_name if product.vendor else "", product.name)
    slugs = [slug[:60].strip("-") for name in names if (slug := slugify(name))]
    return "-".join(["candour-questions", *slugs]) + ".xlsx"


def _own_words(judged: Judged) -> dict[str, Answer]:
    """What the vendor wrote with its own hand, in this round or a former one."""
    answers = judged.case.answers.items()
    return {key: answer for key, answer in answers if answer.said_by == "vendor" and answer.face in FACES}


def _identity(assessment: Assessment, at: datetime) -> Identity:
    return Identity(
        organisation=str(organisation_in_scope().pk),
        assessment=str(assessment.pk),
        version=str(assessment.questionnaire_version_id),
        made_at=at.isoformat(),
    )


def _head(assessment: Assessment, at: datetime, until: date | None) -> Head:
    use = assessment.model_use
    vendor = use.product.vendor
    return Head(
        asked_by=organisation_in_scope().name,
        vendor=vendor.legal_name if vendor else "",
        product=use.product.name,
        purpose=use.purpose,
        made_on=day_of(at),
        until=until,
    )


def _sections(
    judged: Judged, wanted: Mapping[str, Mapping[str, Any]], said: Mapping[str, Answer]
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The sections in which something is asked of the vendor, each with its questions."""
    questions = judged.content.questionnaire.by_key
    numbers = {key: line["number"] for key, line in wanted.items()}
    sections = []
    for section in judged.record["sections"]:
        lines = [
            Line(questions[line["key"]], line["number"], line["text"], _follows(line, numbers), said.get(line["key"]))
            for line in section["questions"]
            if line["key"] in wanted
        ]
        if lines:
            sections.append((section["title"], tuple(lines)))
    return tuple(sections)


def _follows(line: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    """The number of the question that this one waits for, where it is on the sheet too."""
    return numbers.get(line["waits_for"], "")
