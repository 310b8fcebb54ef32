"""The scale of the scores: the organisation's own that holds today, or the catalogue's. An owner sets it."""

from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import plain
from checklists.rules.own_scale import own_scale_on
from checklists.rules.record_scale import scale_on_record
from checklists.services.content import current_edition, edition_content
from checklists.services.judging import day_of
from checklists.services.scales import all_scales
from procurement.api.base import OrganisationViewSet
from procurement.api.operations import operation
from procurement.api.shapes import DAY, FLAG, SCALE, WHOLE, listed, shaped

WRITTEN = shaped("reason by", number=WHOLE, own=FLAG, in_force_from=DAY, on=DAY)
SCALES = shaped(judged_on=DAY, scale=SCALE, catalogue=SCALE, written=listed(WRITTEN))


class ScaleViewSet(OrganisationViewSet):
    """What a kind of answer counts, what a question weighs, and the bands of a score."""

    tag = "scale"

    @operation(gives=SCALES, computed=True)
    def retrieve(self, request: Request) -> Response:
        """Read the scale by which scores are reckoned today.

        `scale` is the one that holds, `catalogue` the one of the newest edition, whether or not it holds. `written`
        has every scale that the organisation has set, the newest first, those to come among them; with `own` false it
        went back to the catalogue's. A decided assessment keeps the scale that it was decided by: see its judgement.
        """
        on, edition, written = day_of(self.at), edition_content(current_edition().pk), all_scales()
        own = own_scale_on(written, on)
        return self.computed(
            {
                "judged_on": plain(on),
                "scale": scale_on_record(edition, own, on),
                "catalogue": scale_on_record(edition, None, on),
                "written": [
                    plain(
                        {
                            "number": each.number,
                            "own": each.scale is not None,
                            "in_force_from": each.holds_from,
                            "reason": each.reason,
                            "by": each.by,
                            "on": each.on,
                        }
                    )
                    for each in written
                ],
            }
        )
