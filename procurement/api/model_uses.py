"""Models in use: one AI model serving one product for one purpose of ours. It is what is assessed."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import NotFound, Stale
from checklists.models import AIModel, ModelUse, Product
from checklists.models.model_uses import UseState
from checklists.services import model_uses
from checklists.services.references import references_of_all
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import References, Versioned
from procurement.api.etags import changed_version
from procurement.api.fields import Day, Flag, Id, MemberEmail, OptionalText, RowId, Text, Whole, Word
from procurement.api.operations import operation
from procurement.api.parameters import REFERENCES, SINCE, by_id, by_word


class ModelUseBody(Versioned):
    """`ai_model` is empty while the vendor has not said which; `tier_label` is the vendor's word, such as lite.

    `volume` counts tasks a month; `version_floats` says whether the vendor may change the model under the same name.
    """

    id = Id(read_only=True)
    product = RowId(Product)
    ai_model = RowId(AIModel, required=False, allow_null=True)
    name = Text(max_length=200)
    purpose = Text(max_length=500)
    tier_label = OptionalText(max_length=100)
    model_version = OptionalText(max_length=100)
    version_floats = Flag(required=False, allow_null=True)
    volume = Whole(required=False, allow_null=True)
    owner = MemberEmail(required=False, allow_null=True, help_text="Who answers for it here: a member's email.")
    contract_on = Day(required=False, allow_null=True)
    renewal_on = Day(required=False, allow_null=True)
    notice_on = Day(required=False, allow_null=True)
    state = Word(UseState, required=False)
    external_refs = References(required=False, max_length=20)


class NewModelUseBody(ModelUseBody):
    """A model in use with what we say of its facts. Facts are read and changed under `facts/` from then on."""

    facts = serializers.DictField(required=False, write_only=True, help_text="{name: value}, as under `facts/`.")


FILTERS = (
    by_id("product", "product", "The product that it serves."),
    by_id("vendor", "product__vendor", "Who sells the product."),
    by_id("ai_model", "ai_model", "The AI model itself."),
    by_word("state", UseState, "proposed, in_use or retired."),
    SINCE,
    *REFERENCES,
)


def uses() -> QuerySet[ModelUse]:
    """The models in use with what names them."""
    return ModelUse.objects.select_related("owner__user", "product__vendor__sold_by", "ai_model")


def find_use(use_id: UUID) -> ModelUse:
    """One model in use of the organisation in scope. Raises NotFound."""
    use = uses().filter(pk=use_id).first()
    if use is None:
        raise NotFound("model in use")
    return use


class ModelUseViewSet(OrganisationViewSet):
    """The models in use of the organisation."""

    tag = "models-in-use"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"references": references_of_all(rows)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(find_use(self.kwargs["id"]), ModelUseBody)

    @operation(gives=ModelUseBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List models in use."""
        return self.page(ModelUse.objects.select_related("owner__user"))

    @operation(gives=ModelUseBody, takes=NewModelUseBody, status=201, example=examples.MODEL_USE)
    def create(self, request: Request) -> Response:
        """Record a model in use, with what we say of its facts."""
        use = model_uses.record_model_use(**self.taken(), by=self.by, at=self.at)
        return self.given(use, at=f"{request.path}{use.pk}/")

    @operation(gives=ModelUseBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one model in use."""
        return self.given(find_use(id))

    @operation(gives=ModelUseBody, takes=ModelUseBody, match="row")
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Set the fields sent, and no others."""
        use = find_use(id)
        version = changed_version(request, use.version)
        taken = self.taken(partial=True)
        return self.given(model_uses.change_model_use(use, version=version, by=self.by, at=self.at, **taken))

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID) -> Response:
        """Delete one that was never assessed; otherwise set its state to retired."""
        use = find_use(id)
        version = changed_version(request, use.version)
        model_uses.delete_model_use(use, version=version, by=self.by, at=self.at)
        return Response(status=204)
