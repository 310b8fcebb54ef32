"""Review: a model that an answer names in free words, what may be meant by it, and who says which one it is."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from checklists.errors import Refused
from checklists.models import AIModel
from checklists.services.model_uses import change_model_use
from procurement.admin.acting import actor_of, now
from procurement.admin.sheet.section import Sheet, candidates_for, name_kept

STANDS = (
    "Your register has an AI model for this use already, so nothing was changed. Look at the model in use, and "
    "change it there if another one is meant."
)
UNDERNEATH = "base_model_and_creator"


def meant_by(sheet: Sheet, line: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the free name in an answer may mean; None where there is no such name.

    `stands` is the model that the register has already; only the model underneath can be written there.
    """
    name = name_kept(line["answer"]["value"])
    if not name:
        return None
    listed, ask = candidates_for(sheet, name)
    stands = sheet.assessment.model_use.ai_model
    is_underneath = line["key"] == UNDERNEATH
    return {
        "listed": listed,
        "ask": ask,
        "stands": stands.name if stands and is_underneath else "",
        "may_pick": is_underneath and stands is None,
    }


def take_up_pick(request: HttpRequest, sheet: Sheet) -> bool:
    """Write the model that a button names into the register. The answer keeps the words that were given."""
    picked = request.POST.get("meant", "")
    model = AIModel.objects.filter(pk=picked).first() if picked in sheet.models.names else None
    if model is None:
        return False
    if sheet.assessment.model_use.ai_model is not None:
        raise Refused(STANDS)
    change_model_use(sheet.assessment.model_use, version=None, ai_model=model, by=actor_of(request), at=now())
    messages.success(request, f"On record: it is {model.name}. The answer keeps the words that were given.")
    return True
