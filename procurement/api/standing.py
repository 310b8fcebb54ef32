"""Where a model in use stands now: its facts, which may be said here, and the duties that follow from them."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import plain
from checklists.errors import Stale
from checklists.models import ModelUse
from checklists.services.duty_plans import plan_from, plans_for
from checklists.services.judging import day_of
from checklists.services.model_uses import say_facts
from checklists.services.standing import standing_of
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.etags import changed_version, strong
from procurement.api.fields import OptionalText
from procurement.api.model_uses import find_use
from procurement.api.operations import operation
from procurement.api.shapes import DAY, ID, MAYBE_ID, WHOLE, listed, named, shaped

HEAD = {"model_in_use": ID, "assessment": MAYBE_ID, "judged_on": DAY}
FACTS = shaped(**HEAD, version=WHOLE, facts=listed(named("Fact")))
DUTY = {"allOf": [named("Obligation"), shaped(applies={"type": "string", "enum": ["yes", "no", "unknown"]})]}
OBLIGATIONS = shaped(**HEAD, edition={"type": "string"}, obligations=listed(DUTY))


class FactsBody(Body):
    """What we say of some facts: {name: value}. null takes a statement back: it is not known again."""

    facts = serializers.DictField()
    source = OptionalText(max_length=300, help_text="Where we have it from.")  # type: ignore[assignment]


class StandingViewSet(OrganisationViewSet):
    """What is known of a model in use, and what follows."""

    tag = "models-in-use"

    def stands(self, exc: Stale) -> Any:
        return self._facts(find_use(self.kwargs["id"]))

    @operation(gives=FACTS)
    def facts(self, request: Request, id: UUID) -> Response:
        """Read what is known of a model in use.

        Each fact: its value, or null where it is not known; where that comes from (us, an answer, the public record of
        the model), and since when. The ETag is that of the model in use: send it back to change a fact.
        """
        return self._told(find_use(id))

    @operation(gives=FACTS, takes=FactsBody, match="row", example=examples.FACTS)
    def say_facts(self, request: Request, id: UUID) -> Response:
        """Say what we know: the facts sent are set, and no others. null takes one back."""
        use = find_use(id)
        version = changed_version(request, use.version)
        say_facts(use, **self.taken(), version=version, by=self.by, at=self.at)
        return self._told(use)

    @operation(gives=OBLIGATIONS, computed=True)
    def obligations(self, request: Request, id: UUID) -> Response:
        """Read which duties follow, and whether our own record meets them.

        Each duty: whether it applies (yes, no, unknown) and because of which facts, its status, what our own record
        must hold and holds, who sees to it by when (`plan`, null where nobody has said), and its sources. A plan meets
        nothing. General information, not legal advice.
        """
        use = find_use(id)
        standing = standing_of(use, day_of(self.at))
        edition = standing.content.edition.version
        duties = standing.obligations([plan_from(row) for row in plans_for(use)])
        return self.computed(self._head(use, standing) | {"edition": edition, "obligations": duties})

    def _told(self, use: ModelUse) -> Response:
        return Response(self._facts(use), headers={"ETag": strong(use.version)})

    def _facts(self, use: ModelUse) -> dict[str, Any]:
        standing = standing_of(use, day_of(self.at))
        return self._head(use, standing) | {"version": use.version, "facts": standing.facts()}

    def _head(self, use: ModelUse, standing: Any) -> dict[str, Any]:
        counted = standing.assessment.pk if standing.assessment else None
        return plain({"model_in_use": use.pk, "assessment": counted, "judged_on": day_of(self.at)})
