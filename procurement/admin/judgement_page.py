"""The judgement of an assessment on one page: what follows from the answers, with every reason."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from checklists.dossier.figures.lineage import lineage
from checklists.dossier.sections.trade_off import parts_of
from checklists.services.duty_plans import planned
from procurement.admin.overview import crumbs_of, who_rows
from procurement.admin.pages import page, show
from procurement.admin.reading import reading_of
from procurement.admin.score_lines import score_lines, state_counts
from procurement.admin.sheet.section import Sheet, sheet_of

DONE = ("met", "applies", "not_applicable")
SHOWN_FINDINGS = 12


@page
def judgement(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Everything the rules say, and nothing that they do not."""
    sheet = sheet_of(assessment_id)
    title = "Judgement"
    context = judgement_parts(sheet)
    return show(request, "admin/assessments/judgement.html", context, title=title, crumbs=crumbs_of(sheet.assessment))


def judgement_parts(sheet: Sheet) -> dict[str, Any]:
    """What the judgement's page and the decision's page both show."""
    record, places = planned(sheet.record, sheet.assessment.model_use), _places(sheet.record)
    return {
        "assessment": sheet.assessment,
        "record": record,
        "who": who_rows(record),
        "score": record["score"],
        "score_lines": score_lines(record),
        "state_counts": state_counts(record),
        "places": places,
        "reading": reading_of(record, places),
        "findings": [found for found in record["findings"] if not found["covered_by"]],
        "covered": [found for found in record["findings"] if found["covered_by"]],
        "shown_findings": SHOWN_FINDINGS,
        "unmet": [gate for gate in record["gates"] if not gate["met"]],
        "met_gates": [gate for gate in record["gates"] if gate["met"]],
        "bands": _bands(record),
        "duties_left": sum(duty["status"] in ("not_met", "open") for duty in record["obligations"]),
        "lineage_figure": _lineage(sheet),
        "trade_off": parts_of(record),
        "unverified": sum(not source["verified"] for source in record["sources"]),
    }


def _places(record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Where each question stands: its section and its number, by key."""
    return {
        line["key"]: (section["key"], line["number"]) for section in record["sections"] for line in section["questions"]
    }


def _bands(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The duties in their three bands, those with something to do first; what does not apply is folded."""
    bands: dict[str, dict[str, Any]] = {}
    for duty in record["obligations"]:
        band = bands.setdefault(duty["band"], {"title": duty["band_title"], "left": [], "done": [], "away": []})
        part = "away" if duty["status"] == "not_applicable" else "done" if duty["status"] in DONE else "left"
        band[part].append(duty)
    return list(bands.values())


def _lineage(sheet: Sheet) -> str:
    """The lineage as a picture with the model in use at its foot."""
    use = sheet.assessment.model_use
    hosting = next((fact for fact in sheet.record["facts"] if fact["name"] == "hosting"), None)
    where = hosting["value_label"] if hosting and hosting["known"] else ""
    return lineage(sheet.record["lineage"], {"name": use.name, "purpose": use.purpose, "hosting_note": where})
