"""Where a model in use stands today, whatever was decided: its facts and duties as they are known now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.models import Assessment, ModelUse
from checklists.rules.case import Case
from checklists.rules.content import Content
from checklists.rules.judge import Judgement, judge
from checklists.rules.plain import Plain
from checklists.rules.plans import DutyPlan, planned_duties
from checklists.rules.record_duties import obligations_on_record
from checklists.rules.record_facts import facts_on_record
from checklists.services.assessments import latest_version
from checklists.services.content import current_edition, edition_content, lineage_of, questionnaire_content
from checklists.services.counted_evaluations import evaluations_of
from checklists.services.judging import case_of, content_of, day_of, own_records, said_by_buyer


@dataclass(frozen=True)
class Standing:
    """`assessment` is the round whose answers were counted in; None where there was none yet."""

    assessment: Assessment | None
    content: Content
    judgement: Judgement

    def facts(self) -> list[Plain]:
        """Every fact, known or not, in the shape of the record."""
        return facts_on_record(self.content.edition, self.judgement.facts)

    def obligations(self, plans: Iterable[DutyPlan] = ()) -> list[Plain]:
        """Every duty in the shape of the record with its plans, and with `applies`: yes, no or unknown."""
        duties = planned_duties(obligations_on_record(self.content.edition, self.judgement.obligations), plans)
        results = self.judgement.obligations
        return [duty | {"applies": each.applies.verdict.value} for duty, each in zip(duties, results, strict=True)]


def standing_of(use: ModelUse, on: date) -> Standing:
    """Judge a model in use as of a day, with the answers of its newest round; nothing is read from what was frozen."""
    assessment = Assessment.objects.filter(model_use=use).order_by("-round").first()
    if assessment is None:
        content, case = _unassessed(use, on)
    else:
        assessment.model_use = use
        content = content_of(assessment)
        case = case_of(assessment, content, on)
    return Standing(assessment, content, judge(content, case))


def _unassessed(use: ModelUse, on: date) -> tuple[Content, Case]:
    """What is known before anything is asked: our own facts and records, and the public record of the model."""
    edition = current_edition()
    content = Content(edition_content(edition.pk), questionnaire_content(latest_version(None).pk))
    case = Case(
        judged_on=on,
        tier_label=use.tier_label,
        said=said_by_buyer(use, {one.name: one for one in content.edition.facts}),
        records=own_records(use),
        lineage=lineage_of(use.ai_model, edition.pk),
        picked_model=str(use.ai_model_id) if use.ai_model_id else None,
        evaluations=evaluations_of(use, day_of),
        vendor=use.product.vendor.legal_name if use.product.vendor else "",
    )
    return content, case
