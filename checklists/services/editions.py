"""Install an edition of the catalogue beside older ones, in one transaction. Twice is harmless."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django_scopes import scopes_disabled

from checklists.actor import Actor
from checklists.canonical import digest_of
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.price_bodies import bodies_of
from checklists.errors import Refused
from checklists.models import Edition, EditionItem, ModelRecord, Question, Questionnaire, QuestionnaireVersion, Section
from checklists.models.editions import ItemKind
from checklists.models.questionnaires import CATALOGUE_QUESTIONNAIRE, VersionState
from checklists.services.history import record, service
from checklists.services.known_models import install_models

TITLE = "Due diligence on the AI in a product"


@dataclass(frozen=True)
class Installed:
    """What came of it. `new` is false where this very edition was there already.

    `questionnaire_version` is the number of the catalogue's questionnaire that goes with it; None where a newer edition
    is the current one, since no assessment is opened on an older.
    """

    edition: Edition
    new: bool
    questionnaire_version: int | None
    models: int


@service
def install_edition(*, files: EditionFiles, by: Actor, at: datetime) -> Installed:
    """Install what `files` say, and make it current unless a newer edition is there.

    An older one changes nothing for anybody: it brings neither a questionnaire nor names of models.
    Raises Refused where the version is there with other content.
    """
    with scopes_disabled():
        digest = digest_of({"files": _whole(files)})
        there = Edition.objects.filter(version=files.version).first()
        if there is not None:
            return _already(there, digest)
        edition = _edition(files, digest, at)
        EditionItem.objects.bulk_create(_items(files, edition))
        _make_current(edition)
        number = _questionnaire(files, edition, by, at).number if edition.is_current else None
        install_models(files, edition, by, at)
        record("edition_installed", edition, by=by, at=at, organisation=None, version=files.version, digest=digest)
        return Installed(edition, True, number, len(files.models))


def _whole(files: EditionFiles) -> list[Any]:
    parts = (files.edition, files.facts, files.scoring, files.contradictions, files.wording, files.sources)
    heads = (files.questionnaire, files.regulators, files.known_models, files.prices, files.changes)
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
    versions = QuestionnaireVersion.objects.filter(questionnaire__organisation=None).order_by("-number")
    number = versions.values_list("number", flat=True).first() if there.is_current else None
    return Installed(there, False, number, ModelRecord.objects.filter(edition=there).count())


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
        ItemKind.CHANGE: files.changes.kinds,
    }
    for kind, parts in kinds.items():
        for place, part in enumerate(parts):
            body = _dump(part)
            key = body.get("key") or body["name"]
            yield EditionItem(edition=edition, kind=kind, key=key, place=place, title=_title(body), body=body)
    for place, body in enumerate(bodies_of(files.prices)):
        yield EditionItem(
            edition=edition, kind=ItemKind.PRICE, key=body["key"], place=place, title=body["host"], body=body
        )
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
