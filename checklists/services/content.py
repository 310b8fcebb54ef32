"""What an edition, a questionnaire version and the known models say, read from the tables in the rules' form.

Editions and published versions never change, so each is read once per process and kept.
"""

from collections import defaultdict
from functools import lru_cache
from typing import Any
from uuid import UUID

from checklists.catalogue import convert, convert_prices, convert_scoring
from checklists.catalogue.convert_changes import change_kind_from
from checklists.catalogue.convert_models import claim_from, figure_from, output_terms_from
from checklists.errors import Unavailable
from checklists.models import (
    AIModel,
    Derivation,
    Edition,
    EditionItem,
    ModelRecord,
    PublishedFigure,
    Question,
    QuestionnaireVersion,
    Section,
    ThirdPartyClaim,
)
from checklists.models.editions import ItemKind
from checklists.rules import content, lineage, questions


def current_edition() -> Edition:
    """The edition that new assessments are made from. Raises Unavailable before the catalogue is loaded."""
    edition = Edition.objects.filter(is_current=True).first()
    if edition is None:
        raise Unavailable("No edition of the catalogue is installed yet. Run: manage.py load_catalogue")
    return edition


@lru_cache(maxsize=8)
def edition_content(edition_id: UUID) -> content.Edition:
    """One edition in the rules' form."""
    edition = Edition.objects.get(pk=edition_id)
    items: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, body in EditionItem.objects.filter(edition=edition).order_by("place").values_list("kind", "body"):
        items[kind].append(body)
    return content.Edition(
        version=edition.version,
        as_of=edition.as_of,
        fact_groups=tuple(map(convert.group_from, items[ItemKind.FACT_GROUP])),
        facts=tuple(map(convert.fact_from, items[ItemKind.FACT])),
        obligations=tuple(map(convert.obligation_from, items[ItemKind.OBLIGATION])),
        regulators=tuple(map(convert.regulator_from, items[ItemKind.REGULATOR])),
        bands=tuple(map(convert.band_from, items[ItemKind.BAND])),
        contradictions=tuple(map(convert.contradiction_from, items[ItemKind.CONTRADICTION])),
        wording=convert.wording_from(items[ItemKind.WORDING]),
        sources={source.key: source for source in map(convert.source_from, items[ItemKind.SOURCE])},
        scoring=convert_scoring.scoring_from(items[ItemKind.SCORING][0]),
        list_prices=tuple(map(convert_prices.list_price_from, items[ItemKind.PRICE])),
        changes=tuple(map(change_kind_from, items[ItemKind.CHANGE])),
    )


@lru_cache(maxsize=16)
def questionnaire_content(version_id: UUID) -> questions.Questionnaire:
    """One published version in the rules' form. The caller has found it within its own organisation."""
    version = QuestionnaireVersion._base_manager.select_related("questionnaire").get(pk=version_id)
    head = version.head
    asked = Question._base_manager.filter(version=version).order_by("place").values_list("body", flat=True)
    sections = Section._base_manager.filter(version=version).order_by("place").values_list("body", flat=True)
    return questions.Questionnaire(
        title=version.questionnaire.title,
        version=version.number,
        sections=tuple(map(convert.section_from, sections)),
        questions=tuple(map(convert.question_from, asked)),
        tables={table.key: table for table in map(convert.table_from, head.get("tables", ()))},
        reasons=convert.reasons_from(head.get("states", {})),
        renamed={one["from"]: one["to"] for one in head.get("renamed", ())},
    )


@lru_cache(maxsize=4)
def catalogue_graph(edition_id: UUID) -> lineage.Lineage:
    """Every catalogue model of one edition with every step between them; no subject."""
    records = ModelRecord._base_manager.filter(edition_id=edition_id).select_related("ai_model")
    steps = Derivation._base_manager.filter(edition_id=edition_id).order_by("child_id", "place")
    figures, claims = _figures(edition_id), _claims(edition_id)
    return lineage.Lineage(
        models={
            str(row.ai_model_id): model_from_row(row, figures[row.ai_model_id], claims[row.ai_model_id])
            for row in records
        },
        steps=tuple(map(step_from_row, steps)),
    )


def _figures(edition_id: UUID) -> dict[UUID, tuple[lineage.Figure, ...]]:
    found: dict[UUID, tuple[lineage.Figure, ...]] = defaultdict(tuple)
    rows = PublishedFigure._base_manager.filter(edition_id=edition_id).order_by("place")
    for model_id, body in rows.values_list("ai_model_id", "body"):
        found[model_id] += (figure_from(body),)
    return found


def _claims(edition_id: UUID) -> dict[UUID, tuple[lineage.Claim, ...]]:
    found: dict[UUID, tuple[lineage.Claim, ...]] = defaultdict(tuple)
    rows = ThirdPartyClaim._base_manager.filter(edition_id=edition_id).order_by("id")
    for model_id, *claim in rows.values_list("ai_model_id", "claim", "source", "agrees_with_maker"):
        named = dict(zip(("claim", "source", "agrees_with_maker"), claim, strict=True))
        found[model_id] += (claim_from(named),)
    return found


def model_from_row(
    row: ModelRecord, figures: tuple[lineage.Figure, ...] = (), claims: tuple[lineage.Claim, ...] = ()
) -> lineage.Model:
    """What is recorded of one AI model, in the rules' form."""
    same = ("weights", "licence", "parameters", "released", "modality", "tier_label", "role", "status")
    return lineage.Model(
        id=str(row.ai_model_id),
        name=row.ai_model.name,
        developer=row.ai_model.developer,
        key=row.ai_model.key,
        status_source=row.status_source,
        notes=row.notes,
        aliases=tuple(row.aliases),
        output_terms=output_terms_from(row.output_terms),
        claims=claims,
        figures=figures,
        read_on=row.read_on,
        **{name: getattr(row, name) for name in same},
    )


def step_from_row(row: Derivation) -> lineage.Step:
    """One derivation in the rules' form."""
    same = ("method", "says", "variant", "statement", "source", "verified", "read_on", "either_or")
    return lineage.Step(
        child=str(row.child_id), parent=str(row.parent_id), **{name: getattr(row, name) for name in same}
    )


def graph_in_scope(edition_id: UUID) -> lineage.Lineage:
    """The catalogue's graph together with the organisation's own models and steps. Two statements."""
    catalogue = catalogue_graph(edition_id)
    own = ModelRecord.objects.filter(edition=None).select_related("ai_model")
    steps = tuple(map(step_from_row, Derivation.objects.filter(edition=None).order_by("child_id", "place", "id")))
    models = {str(row.ai_model_id): model_from_row(row) for row in own}
    if not models and not steps:
        return catalogue  # with what was looked up in it before
    return lineage.Lineage(models={**catalogue.models, **models}, steps=(*catalogue.steps, *steps))


def lineage_of(model: AIModel | str | None, edition_id: UUID) -> lineage.Lineage:
    """The graph with `model` as its subject."""
    return graph_in_scope(edition_id).about(str(model.pk) if isinstance(model, AIModel) else model)
