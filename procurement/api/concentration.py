"""Concentration: what the organisation's models in use rest on, and of how many nobody knows. Never stored."""

from rest_framework.request import Request
from rest_framework.response import Response

from checklists.rules.concentration import KINDS
from checklists.rules.record_concentration import concentration_on_record
from checklists.services.concentration import resting
from procurement.api.base import OrganisationViewSet
from procurement.api.operations import operation
from procurement.api.shapes import TEXTS, WHOLE, listed, shaped

SHARE = shaped("key name text", count=WHOLE, may_count=WHOLE, uses=TEXTS, may=TEXTS)
VIEW = shaped(
    "unknown_text open_text",
    kind={"type": "string", "enum": list(KINDS)},
    shares=listed(SHARE),
    unknown=TEXTS,
    open=TEXTS,
)
CONCENTRATION = shaped(models_in_use=WHOLE, heavy=TEXTS, views=listed(VIEW))


class ConcentrationViewSet(OrganisationViewSet):
    """All models in use, looked at together."""

    tag = "concentration"

    @operation(gives=CONCENTRATION, computed=True)
    def retrieve(self, request: Request) -> Response:
        """Read how many models in use rest on the same model, maker, host or vendor.

        Counted is what is not retired. A model counts with all that it was made from: `uses` where makers state or
        imply every step, `may` where a maker names one of several or somebody else says so. `unknown` holds those of
        which nothing is known, `open` those of which a part is: neither is ever counted as resting on nothing.
        """
        return self.computed(concentration_on_record(resting().found))
