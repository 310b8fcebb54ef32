"""Review: the vendor's words at the left, the reviewer's judgement at the right, section by section."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import Invalid
from checklists.models.assessments import UNDECIDED
from checklists.models.people import Role
from checklists.rules.answers import Judged
from checklists.rules.labels import JUDGED
from checklists.services.reviewing import judge_answers
from procurement.admin.acting import actor_of, now
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import Can, need, page, show
from procurement.admin.review_models import meant_by, take_up_pick
from procurement.admin.sheet.section import Sheet, next_section, progress_of, section_in, sheet_of, shown_lines
from procurement.answering.problems import problems_of

CHOICES = [("", "Not judged"), *((each.value, JUDGED[each]) for each in Judged)]


@page
def review(request: HttpRequest, assessment_id: UUID, section: str) -> HttpResponse:
    """One section under review."""
    sheet = sheet_of(assessment_id)
    if request.method == "POST":
        need(request, Role.ASSESSOR)
        try:
            return _judge(request, sheet, section)
        except Invalid as refused:
            return _shown(request, sheet, section, refused)
    return _shown(request, sheet, section)


def _shown(request: HttpRequest, sheet: Sheet, section: str, refused: Invalid | None = None) -> HttpResponse:
    """The section with its judgements; after a refusal, with those that were sent."""
    here = section_in(sheet, section)
    lines = [line for line in shown_lines(here) if line["answer"]["state"] != "not_yet"]
    if refused is not None:
        lines = [_with_typed(line, _wanted(request, lines)) for line in lines]
    lines = [{**line, "meant": meant_by(sheet, line)} for line in lines]
    steps = progress_of(sheet)
    context = {
        "assessment": sheet.assessment,
        "section": here,
        "lines": lines,
        "silent": len(shown_lines(here)) - len(lines),
        "steps": _counted(sheet),
        "following": next_section(steps, section),
        "choices": CHOICES,
        "refused": problems_of(refused, ()).above,
        "is_open": sheet.assessment.state in UNDECIDED and Can(request).write,
    }
    title = f"Review: {here['title']}"
    return show(request, "admin/assessments/review.html", context, title=title, crumbs=crumbs_of(sheet.assessment))


def _with_typed(line: Mapping[str, Any], wanted: Mapping[str, tuple[str, str]]) -> Mapping[str, Any]:
    """A line with the judgement that was sent in the place of the one that stands."""
    if line["key"] not in wanted:
        return line
    judged, comment = wanted[line["key"]]
    return {**line, "answer": {**line["answer"], "judged": judged, "judged_comment": comment}}


def _counted(sheet: Sheet) -> list[Mapping[str, Any]]:
    """How many of the answers of each section are judged."""
    counted: list[Mapping[str, Any]] = []
    for section in sheet.record["sections"]:
        given = [line["answer"] for line in shown_lines(section) if line["answer"]["state"] != "not_yet"]
        if given:
            judged = sum(bool(answer["judged"]) for answer in given)
            counted.append({"key": section["key"], "title": section["title"], "total": len(given), "done": judged})
    return counted


def _judge(request: HttpRequest, sheet: Sheet, section: str) -> HttpResponse:
    """Write the judgements that differ from what stands, and go on to the next section."""
    lines = shown_lines(section_in(sheet, section))
    wanted = _wanted(request, lines)
    if wanted:
        done = judge_answers(sheet.assessment, wanted, by=actor_of(request), at=now())
        messages.success(request, f"Judged: {len(done)} answer{'s' if len(done) != 1 else ''}.")
    following = next_section(progress_of(sheet), section)
    picked = take_up_pick(request, sheet)
    onward = section if "stay" in request.POST or picked or following is None else following.key
    return HttpResponseRedirect(reverse("admin:review", args=[sheet.assessment.pk, onward]))


def _wanted(request: HttpRequest, lines: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    wanted = {}
    for line in lines:
        key, answer = line["key"], line["answer"]
        if f"{key}--judged" not in request.POST:
            continue
        judged = request.POST[f"{key}--judged"]
        comment = request.POST.get(f"{key}--comment", "").replace("\r\n", "\n").strip()
        if (judged, comment) != (answer["judged"] or "", answer["judged_comment"]):
            wanted[key] = (judged, comment)
    return wanted
