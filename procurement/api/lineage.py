"""Lineage: what an AI model was made from, as far as anybody has said, and the steps that the organisation adds."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import plain
from checklists.errors import NotFound, Stale
from checklists.models import AIModel, Derivation
from checklists.models.ai_models import Method, Says
from checklists.rules.lineage_words import VARIANTS, gaps, inherited
from checklists.rules.record_lineage import record_of_lineage
from checklists.services import ai_models
from checklists.services.content import current_edition, lineage_of
from procurement.api import examples
from procurement.api.ai_models import find_ai_model
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.etags import changed_version
from procurement.api.fields import Address, Day, Id, OptionalText, RowId, Word
from procurement.api.operations import operation
from procurement.api.shapes import CLAIM, FIGURE, INHERITED, MAYBE_ID, NODE, STEP, TEXTS, listed, shaped

EDGE = {"allOf": [STEP, shaped(id=MAYBE_ID)], "description": "`id` is null for a step of the catalogue."}
GRAPH = shaped(
    "subject edition",
    nodes=listed(NODE),
    edges=listed(EDGE),
    roots=TEXTS,
    gaps=listed(shaped("model text")),
    inherited=listed(INHERITED),
    figures=listed(FIGURE),
    claims=listed(CLAIM),
)


# What tells one step of our own from another.
WORDS = ("child", "parent", "method", "variant", "says", "statement", "source", "read_on")
Words = tuple[Any, ...]


class DerivationBody(Body):
    """One step: the model was made from `parent`, as somebody says."""

    id = Id(read_only=True)
    child = serializers.UUIDField(source="child_id", read_only=True)
    parent = RowId(AIModel)  # type: ignore[assignment]
    method = Word(Method)
    variant = Word(["", *sorted(VARIANTS)], required=False)
    says = Word(Says, help_text="Who says so.")
    statement = OptionalText(max_length=20_000)
    source = Address(max_length=500, allow_null=True)  # type: ignore[assignment]
    read_on = Day(required=False, allow_null=True)


class LineageViewSet(OrganisationViewSet):
    """The lineage of one AI model."""

    tag = "lineage"

    def stands(self, exc: Stale) -> Any:
        return self._graph(find_ai_model(self.kwargs["id"]))

    @operation(gives=GRAPH, computed=True)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read what a model was made from.

        Nodes and edges (method, variant, who says so, source), the roots at which the record ends, what nobody has
        said, and what is inherited from the ancestors.
        """
        return self.computed(self._graph(find_ai_model(id)))

    @operation(gives=DerivationBody, takes=DerivationBody, status=201, nameless=True, example=examples.DERIVATION)
    def create(self, request: Request, id: UUID) -> Response:
        """Record a step of our own. A circle is refused, and spelled out."""
        step = ai_models.record_derivation(child=find_ai_model(id), **self.taken(), by=self.by, at=self.at)
        return self.given(step)

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID, step: UUID) -> Response:
        """Take a step of our own back. The version is the model's."""
        model = find_ai_model(id)
        changed_version(request, model.version)
        row = Derivation.objects.filter(pk=step, child=model).select_related("child", "parent").first()
        if row is None:
            raise NotFound("step of lineage")
        ai_models.remove_derivation(row, by=self.by, at=self.at)
        return Response(status=204)

    def _graph(self, model: AIModel) -> dict[str, Any]:
        edition = current_edition()
        lineage = lineage_of(model, edition.pk)
        record = record_of_lineage(lineage, gaps(lineage), inherited(lineage))
        own = _own_steps([node["id"] for node in record["models"]])
        nodes, steps = record.pop("models"), record.pop("steps")
        edges = _with_ids(steps, own)
        return plain({"edition": edition.version, "nodes": nodes, "edges": edges, **record})


def _own_steps(children: list[Any]) -> dict[Words, list[UUID]]:
    """The ids of our own steps by their words, the oldest last: of one step two people may say the very same."""
    found: dict[Words, list[UUID]] = defaultdict(list)
    rows = Derivation.objects.filter(child__in=children, edition=None, organisation__isnull=False).order_by("-id")
    for key, *words in rows.values_list("pk", *WORDS):
        found[tuple(plain(words))].append(key)
    return found


def _with_ids(steps: list[dict[str, Any]], own: dict[Words, list[UUID]]) -> list[dict[str, Any]]:
    ids = (own.get(tuple(step[name] for name in WORDS)) for step in steps)
    return [step | {"id": left.pop() if left else None} for step, left in zip(steps, ids, strict=True)]
