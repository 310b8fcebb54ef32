"""Install an edition of the catalogue beside older ones, in one transaction. Twice is harmless."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django_scopes import scopes_disabled

from checklists.actor import Actor
from checklists.canonical import digest_of
from checklists.catalogue.convert_models import METHODS
from checklists.catalogue.load import EditionFiles
from checklists.errors import Refused
from checklists.models import (
    AIModel,
    Alias,
    Derivation,
    Edition,
    EditionItem,
    ModelRecord,
    PublishedFigure,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Section,
    ThirdPartyClaim,
)
from checklists.models.editions import ItemKind
from checklists.models.questionnaires import CATALOGUE_QUESTIONNAIRE, VersionState
from checklists.rules.matching import normalise
from checklists.services.history import record, service

TITLE = "Due diligence on the AI in a product"


@dataclass(frozen=True)
class Installed:
    """What came of it. `new` is false where this very edition was there already."""

    edition: Edition
    new: bool
    questionnaire_version: int
    models: int


@service
def install_edition(*, files: EditionFiles, by: Actor, at: datetime) -> Installed:
    """Install what `files` say and make it current. Raises Refused where the version is there with other content."""
    with scopes_disabled():
        digest = digest_of({"files": _whole(files)})
        there = Edition.objects.filter(version=files.version).first()
        if there is not None:
            return _already(there, digest)
        edition = _edition(files, digest, at)
        EditionItem.objects.bulk_create(_items(files, edition))
        version = _questionnaire(files, edition, by, at)
        _models(files, edition, by, at)
        _make_current(edition)
        record("edition_installed", edition, by=by, at=at, organisation=None, version=files.version, digest=digest)
        return Installed(edition, True, version.number, len(files.models))


def _whole(files: EditionFiles) -> list[Any]:
    parts = (files.edition, files.facts, files.scoring, files.contradictions, files.wording, files.sources)
    heads = (files.questionnaire, files.regulators, files.known_models)
    return [_dump(part) for part in (*parts, *heads, *files.questions, *files.obligations, *files.models)]


def _dump(part: Any) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _already(there: Edition, digest: str) -> Installed:
    if there.digest != digest:
        raise Refused(
            f"Edition {there.version} is installed with other content. What was frozen under it must stay as it is: "
            "raise `version` in edition.yaml and load again.",
            code="edition_differs",
        )
    number = QuestionnaireVersion.objects.filter(questionnaire__organisation=None).order_by("-number").first()
    models_count = ModelRecord.objects.filter(edition=there).count()
    return Installed(there, False, number.number if number else 0, models_count)


def _edition(files: EditionFiles, digest: str, at: datetime) -> Edition:
    return Edition.objects.create(
        version=files.version,
        as_of=date.fromisoformat(files.edition.as_of),
        compiled=date.fromisoformat(files.known_models.compiled),
        digest=digest,
        changed=list(files.edition.changes),
        installed_at=at,
    )


def _make_current(edition: Edition) -> None:
    """The newest version is current, so that loading an older one later changes nothing for anybody."""
    newest = max(Edition.objects.all(), key=lambda one: _sortable(one.version))
    Edition.objects.exclude(pk=newest.pk).update(is_current=False)
    Edition.objects.filter(pk=newest.pk).update(is_current=True)
    edition.refresh_from_db()


def _sortable(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _items(files: EditionFiles, edition: Edition) -> Iterator[EditionItem]:
    kinds: dict[ItemKind, Iterable[Any]] = {
        ItemKind.FACT_GROUP: files.facts.groups,
        ItemKind.FACT: files.facts.facts,
        ItemKind.SOURCE: files.sources.sources,
        ItemKind.REGULATOR: files.regulators.regulators,
        ItemKind.BAND: files.regulators.bands,
        ItemKind.OBLIGATION: files.obligations,
        ItemKind.CONTRADICTION: files.contradictions.rules,
        ItemKind.WORDING: files.wording.wording,
    }
    for kind, parts in kinds.items():
        for place, part in enumerate(parts):
            body = _dump(part)
            key = body.get("key") or body["name"]
            yield EditionItem(edition=edition, kind=kind, key=key, place=place, title=_title(body), body=body)
    yield EditionItem(edition=edition, kind=ItemKind.SCORING, key="scoring", place=0, body=_dump(files.scoring))


def _title(body: dict[str, Any]) -> str:
    for name in ("plain_title", "title", "plain", "wording", "text", "name"):
        if body.get(name):
            return str(body[name])[:400]
    return ""


def _questionnaire(files: EditionFiles, edition: Edition, by: Actor, at: datetime) -> QuestionnaireVersion:
    """A new version where a question changed since the last one; otherwise the last one serves this edition too."""
    questionnaire = Questionnaire.objects.filter(organisation=None, key=CATALOGUE_QUESTIONNAIRE).first()
    if questionnaire is None:
        questionnaire = Questionnaire(key=CATALOGUE_QUESTIONNAIRE, title=TITLE).stamp(by, at)
        questionnaire.save(force_insert=True)
    digest = digest_of({"head": _dump(files.questionnaire), "questions": [_dump(one) for one in files.questions]})
    last = questionnaire.versions.order_by("-number").first()
    if last is not None and last.digest == digest:
        return last
    return _new_version(files, questionnaire, (last.number if last else 0) + 1, digest, edition, by, at)


def _new_version(
    files: EditionFiles,
    questionnaire: Questionnaire,
    number: int,
    digest: str,
    edition: Edition,
    by: Actor,
    at: datetime,
) -> QuestionnaireVersion:
    version = QuestionnaireVersion(
        questionnaire=questionnaire, number=number, edition=edition, digest=digest, head=_dump(files.questionnaire)
    ).stamp(by, at)
    version.save(force_insert=True)
    sections = {
        one.key: Section(version=version, key=one.key, place=place, body=_dump(one)).stamp(by, at)
        for place, one in enumerate(files.questionnaire.sections)
    }
    Section.objects.bulk_create(sections.values())
    Question.objects.bulk_create(
        Question(
            version=version, section=sections[one.section], key=one.key, place=place, text=one.text, body=_dump(one)
        ).stamp(by, at)
        for place, one in enumerate(files.questions)
    )
    QuestionnaireVersion.objects.filter(pk=version.pk).update(state=VersionState.PUBLISHED.value, published_at=at)
    return version


def _models(files: EditionFiles, edition: Edition, by: Actor, at: datetime) -> None:
    rows = _lasting(files, by, at)
    many: dict[type[models.Model], list[Any]] = {
        kind: [] for kind in (ModelRecord, Alias, Derivation, PublishedFigure, ThirdPartyClaim)
    }
    for one in files.models:
        body = _dump(one)
        for row in _parts(body, rows, edition):
            many[type(row)].append(row.stamp(by, at))
    for kind, parts in many.items():
        kind._default_manager.bulk_create(parts)


def _lasting(files: EditionFiles, by: Actor, at: datetime) -> dict[str, AIModel]:
    """The one row per key, made where it is new, its name brought up to date where it is not."""
    rows = {row.key: row for row in AIModel.objects.filter(organisation=None) if row.key}
    new = [
        AIModel(key=one.key, name=one.name, developer=one.developer).stamp(by, at)
        for one in files.models
        if one.key not in rows
    ]
    AIModel.objects.bulk_create(new)
    for one in files.models:
        row = rows.get(one.key)
        if row is not None and (row.name, row.developer) != (one.name, one.developer):
            AIModel.objects.filter(pk=row.pk).update(name=one.name, developer=one.developer, updated_at=at)
    return {**rows, **{row.key: row for row in new if row.key}}


def _parts(body: dict[str, Any], rows: dict[str, AIModel], edition: Edition) -> Iterator[Any]:
    row = rows[body["key"]]
    yield _record(body, row, edition)
    names = {normalise(name) for name in (body["name"], body["key"], *body.get("aliases", ()))}
    for name in sorted(names):
        yield Alias(ai_model=row, edition=edition, text=name)
    for place, edge in enumerate(body.get("lineage", ())):
        yield _derivation(edge, place, row, rows[edge["parent"]], edition)
    for place, figure in enumerate(body.get("published_trade_off", ())):
        yield PublishedFigure(ai_model=row, edition=edition, place=place, body=figure)
    for claim in body.get("third_party_claims", ()):
        yield ThirdPartyClaim(ai_model=row, edition=edition, **claim)


def _record(body: dict[str, Any], row: AIModel, edition: Edition) -> ModelRecord:
    same = ("released", "weights", "licence", "parameters", "active_parameters", "tier_label", "role", "status_source")
    return ModelRecord(
        ai_model=row,
        edition=edition,
        status=body["distillation_status"],
        modality=body.get("modality") or "",
        notes=body.get("notes") or "",
        aliases=body.get("aliases") or [],
        output_terms=body.get("output_terms"),
        read_on=edition.compiled,
        **{name: body.get(name) for name in same},
    )


def _derivation(edge: dict[str, Any], place: int, child: AIModel, parent: AIModel, edition: Edition) -> Derivation:
    return Derivation(
        child=child,
        parent=parent,
        edition=edition,
        place=place,
        method=METHODS[edge["relation"]],
        variant=edge.get("method") or "",
        says=edge["confidence"],
        statement=edge["statement"],
        source=edge.get("source"),
        verified=edge["verified"],
        either_or=edge.get("either_or", False),
        read_on=edition.compiled,
    )
