"""What the organisation's models in use rest on, read from the tables. Reading only.

Two records of one model, the register's and the newest round's answer, must not differ; where the answer alone names a
model, that one counts, as it does for the judgement.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from checklists.models import Answer, Assessment, FactValue, ModelUse
from checklists.models.model_uses import UseState
from checklists.rules.answer_facts import facts_from_answers
from checklists.rules.answers import Answer as Given
from checklists.rules.answers import State
from checklists.rules.concentration import Concentration, Use, concentration
from checklists.rules.facts import FactDefinition, Origin, Said, check_value, settle
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.subject import BASE_MODEL, model_picked
from checklists.services.content import current_edition, edition_content, graph_in_scope, questionnaire_content

HOSTING = "hosting"
Answers = Mapping[UUID, dict[str, Given]]


@dataclass(frozen=True)
class Resting:
    """The count, and the models in use that were counted, by id as text."""

    found: Concentration
    uses: Mapping[str, ModelUse]


def resting() -> Resting:
    """Count over every model in use that is not retired. Seven statements, whatever their number."""
    edition = current_edition()
    definitions = {one.name: one for one in edition_content(edition.pk).facts if one.name == HOSTING}
    rows = list(
        ModelUse.objects.exclude(state=UseState.RETIRED.value).select_related("product__vendor").order_by("name", "id")
    )
    said, answers, versions = _said(definitions), *_answers()
    uses = [_use(row, answers.get(row.pk, {}), said[row.pk], versions.get(row.pk), definitions) for row in rows]
    return Resting(concentration(uses, graph_in_scope(edition.pk)), {str(row.pk): row for row in rows})


def _said(definitions: Mapping[str, FactDefinition]) -> dict[UUID, list[Said]]:
    """What the firm itself has said of where each model runs."""
    said: dict[UUID, list[Said]] = defaultdict(list)
    for row in FactValue.objects.filter(name__in=definitions):
        said[row.model_use_id].append(Said(row.name, check_value(definitions[row.name], row.value), Origin.BUYER))
    return said


def _answers() -> tuple[Answers, dict[UUID, Questionnaire]]:
    """What the newest round of each model in use says of its model and of where it runs. Two statements."""
    newest = _newest_rounds()
    versions = {
        use: questionnaire_content(version) for use, version in newest.values_list("model_use", "questionnaire_version")
    }
    questions = {q.key for each in versions.values() for q in each.questions if _is_looked_at(q)}
    rows = Answer.objects.filter(assessment__in=newest, question__in=questions, state=State.ANSWERED.value)
    found: dict[UUID, dict[str, Given]] = defaultdict(dict)
    for use, key, value, more in rows.values_list("assessment__model_use", "question", "value", "follow_up"):
        found[use][key] = Given(key, State.ANSWERED, value, follow_up=more)
    return found, versions


def _newest_rounds() -> QuerySet:
    rounds = Assessment.objects.filter(model_use=OuterRef("model_use")).order_by("-round")
    return Assessment.objects.filter(pk=Subquery(rounds.values("pk")[:1]))


def _is_looked_at(question: Question) -> bool:
    second = question.follow_up.sets if question.follow_up else ()
    return question.key == BASE_MODEL or any(HOSTING in sets.facts for sets in (*question.sets, *second))


def _use(
    row: ModelUse,
    answers: Mapping[str, Given],
    said: Iterable[Said],
    version: Questionnaire | None,
    definitions: Mapping[str, FactDefinition],
) -> Use:
    named, recorded = model_picked(answers.get(BASE_MODEL)), str(row.ai_model_id) if row.ai_model_id else None
    from_answers = facts_from_answers(version, answers) if version else ()
    hosting = settle(definitions, (*said, *from_answers)).values.get(HOSTING)
    vendor = row.product.vendor
    return Use(
        id=str(row.pk),
        name=row.name,
        model=recorded or named,
        records_differ=bool(named and recorded and named != recorded),
        hosting=hosting if isinstance(hosting, str) else None,
        vendor=str(vendor.pk) if vendor else "",
        vendor_name=vendor.legal_name if vendor else "",
    )
