"""What one comparison says by itself: its verdict, figures and kinds of item, as the judgement would show them."""

from typing import Any

from checklists.dossier.sections.trade_off import parts_of
from checklists.models import Assessment, Evaluation
from checklists.rules.record_trade_off import trade_off_on_record
from checklists.rules.trade_off.trade_off import trade_off
from checklists.services.content import current_edition, edition_content
from checklists.services.counted_evaluations import evaluation_from
from checklists.services.judging import day_of


def weighed(row: Evaluation, assessment: Assessment | None) -> dict[str, Any] | None:
    """The parts of a comparison's result, by the words of the edition it is judged under; None without results.

    It is shown by itself, whether or not the judgement relies on it.
    """
    if not row.is_done:
        return None
    edition = edition_content(assessment.edition_id if assessment else current_edition().pk)
    record = trade_off_on_record(trade_off((evaluation_from(row, day_of),), edition))
    one = record["evaluations"][0]
    return parts_of({"trade_off": {**record, "relied_on": one["id"], "text": one["sentences"][0]}})
